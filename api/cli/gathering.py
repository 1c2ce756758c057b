"""From files and addresses to documents for the extraction: what can't be read is told, and nothing waits for it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.cli.console import err, note
from api.cli.exits import Exit
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.records import Document
    from ingest.readers import Outcome, Told

STDIN = "-"


class Gathering:
    """Takes documents out of what readers give, and counts the rest.

    Attributes:
        documents: Documents that were read.
        left_out: Long texts in other languages.
        rejected: What could not be used.
    """

    def __init__(self) -> None:
        """Start at nothing."""
        self.documents = self.left_out = self.rejected = 0
        self._sources: dict[str, tuple[str, str | None]] = {}

    def take(self, outcomes: Iterable[Outcome]) -> Iterator[Document]:
        """Pass on the documents, each once; tell whatever is none."""
        from ingest.loading.problems import Rejected
        from ingest.readers import LeftOut

        for outcome in outcomes:
            if isinstance(outcome, Rejected):
                self.reject(*outcome.errors)
            elif isinstance(outcome, LeftOut):
                self.left_out += 1
                err().print(str(outcome), style="yellow", markup=False, soft_wrap=True)
            elif self._is_new(outcome.document, outcome.source):
                self.documents += 1
                yield outcome.document

    def reject(self, *errors: Exception) -> None:
        """Tell what is wrong with a file, an address or a document."""
        self.rejected += 1
        for error in errors:
            err().print(str(error), style="red", markup=False, soft_wrap=True)

    def fail(self, doc_id: str, problem: str) -> None:
        """Tell why a document that was passed on could not be made use of."""
        source = self._sources[doc_id][0] if doc_id in self._sources else doc_id
        self.documents -= 1
        self.reject(InputError(f"{source}: {problem}" if source == doc_id else f"{source}: {doc_id}: {problem}"))

    def _is_new(self, document: Document, source: str) -> bool:
        """Whether no document of that id came before: a second one would replace the first one's claims."""
        if (former := self._sources.get(document.doc_id)) is None:
            self._sources[document.doc_id] = (source, document.sha256)
            return True
        first, sha256 = former
        if sha256 == document.sha256:
            note(f"{source}: the same document as in {first}")
        else:
            told = f"document {document.doc_id} has another text than in {first}; give one of them another doc_id"
            self.reject(InputError(f"{source}: {told}"))
        return False

    def end(self) -> None:
        """Leave with the code that says whether anything could not be read."""
        if self.left_out:
            told = "1 document was" if self.left_out == 1 else f"{self.left_out} documents were"
            note(f"{told} left out: claims are extracted from English; write them by hand for other languages")
        if self.rejected:
            told = "1 document" if self.rejected == 1 else f"{self.rejected} documents"
            note(f"{told} could not be read; mend what is told above and run the command again")
            raise typer.Exit(Exit.REJECTED)


def read_sources(
    sources: list[str], told: Told, kind: str | None = None, *, on_bytes: Callable[[int], None] | None = None
) -> Iterator[Outcome]:
    """Read files, folders and addresses; "-" is standard input."""
    import sys

    from ingest.readers import is_web, read_paths, read_stream, read_url

    passed: Counter[str] = Counter()
    for source in sources:
        if source == STDIN:
            yield from read_stream(sys.stdin.buffer, STDIN, told, kind=kind)
        elif is_web(source):
            yield from read_url(source, told, kind=kind)
        else:
            yield from read_paths(
                [Path(source)],
                told,
                kind=kind,
                on_passed=lambda file: passed.update([file.suffix.lower()]),
                on_bytes=on_bytes,
            )
    if passed:
        kinds = ", ".join(f"{number} {suffix or 'without suffix'}" for suffix, number in sorted(passed.items()))
        note(f"files of kinds that are not read: {kinds}")


def check_sources(sources: list[str], *, web: bool) -> None:
    """Refuse names of nothing before anything slow is started.

    Raises:
        InputError: There is no such file or folder, or it is an address where none is taken.
    """
    from ingest.readers import is_web

    for source in sources:
        if source == STDIN or (web and is_web(source)):
            continue
        if is_web(source):
            raise InputError(f"{source} is an address; whomet ingest article {source} reads it")
        if not Path(source).exists():
            raise InputError(f"there is no file {source}")


def tell_reader(
    published: str | None, publisher: str | None, encoding: str | None = None, kind: str | None = None
) -> Told:
    """What the options say of the documents.

    Raises:
        InputError: The day or the kind is none, or there is no such encoding.
    """
    from ingest.readers import KINDS, Told, known_encoding

    if kind is not None and kind not in KINDS:
        raise InputError(f"--kind: {kind!r} is no kind of document; use one of {', '.join(KINDS)}")
    if encoding is not None and known_encoding(encoding) is None:
        raise InputError(f"--encoding: there is no {encoding!r}; name one such as utf-8, utf-16, cp1252 or cp1251")
    return Told(published=_read_day(published), publisher=publisher, encoding=encoding)


def _read_day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    problem = f"--published: {text!r} is no day; write it like 2025-11-26"
    if len(text) != len("2025-11-26"):
        raise InputError(problem)
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{problem} ({error})") from error
