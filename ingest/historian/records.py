"""The records of the Historian's XML files, one after another, with what is wrong with each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.errors import RecordError
from ingest.accounts import Finding
from ingest.historian.xml import read_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from ingest.accounts import Account
    from ingest.historian.xml import Node


@dataclass(slots=True)
class Reading:
    """One record being read.

    Attributes:
        file: Its file, as it lies in the repository.
        record: Its own id.
        findings: What was found wrong with it so far.
    """

    file: str
    record: str
    node: Node
    findings: list[Finding] = field(default_factory=list[Finding])

    def note(self, name: str, problem: str) -> None:
        """Tell of a field that can't be used; the record is loaded without it."""
        self._tell(name, problem, lost=False)

    def note_all(self, problems: Iterable[tuple[str, str]]) -> None:
        """Tell of several."""
        for name, problem in problems:
            self.note(name, problem)

    def lose(self, name: str, problem: str) -> None:
        """Tell of a field without which the record means nothing."""
        self._tell(name, problem, lost=True)

    def _tell(self, name: str, problem: str, *, lost: bool) -> None:
        found = self.node.find(name)
        line = found.line if found is not None else self.node.line
        self.findings.append(Finding(self.file, problem, line=line, record=self.record, field=name, lost=lost))


def read_folders(root: Path, folders: Sequence[str], tags: tuple[str, str], account: Account) -> Iterator[Reading]:
    """Give the records of all XML files in some folders of a repository, in order of the files' names.

    A file that can't be read is told and counted as a file; none of its records is loaded. A record without an id, or
    with one that another record has, is told, counted and passed over.

    Args:
        root: The repository.
        folders: In it.
        tags: Names of the outermost element and of a record.
        account: Files are counted as "TAG file", such as "trip file".
    """
    seen: dict[str, str] = {}
    outer, inner = tags
    for folder in folders:
        for path in sorted((root / folder).glob("*.xml")):
            file = f"{folder}/{path.name}"
            try:
                found = read_xml(path, file, outer)
            except RecordError as error:
                account.take(f"{inner} file", [Finding(file, error.problem, line=error.line)])
                continue
            account.take(f"{inner} file")
            for node in found.all(inner):
                reading = Reading(file, node.get("id") or "", node)
                if _is_known(reading, seen):
                    account.take(inner, reading.findings)
                else:
                    seen[reading.record] = file
                    yield reading


def read_records[T](
    root: Path, folders: Sequence[str], tags: tuple[str, str], account: Account, read: Callable[[Reading], T | None]
) -> Iterator[T]:
    """What is made of the records that can be used; each is counted, with what is wrong with it.

    Args:
        root: The repository.
        folders: In it.
        tags: Names of the outermost element and of a record.
        account: Counts records under the name of their element.
        read: Makes something of a record, and tells it of what is wrong; None where the record is lost.
    """
    for reading in read_folders(root, folders, tags, account):
        made = read(reading)
        if account.take(tags[1], reading.findings) and made is not None:
            yield made


def _is_known(reading: Reading, seen: dict[str, str]) -> bool:
    if not reading.record:
        reading.lose("id", "is missing, and nothing else tells the record from others; it was left out")
    elif there := seen.get(reading.record):
        reading.lose("id", f"is that of another record too, in {there}, which was loaded; this one was left out")
    return bool(reading.findings)
