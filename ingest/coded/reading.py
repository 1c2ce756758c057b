"""Reading coded data: from files in any of the formats to rows, sorted by document, counted, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.errors import InputError
from ingest.accounts import Account, Finding
from ingest.coded.files import CodedFile
from ingest.coded.formats import BESIDE, Format, guess_format
from ingest.coded.gdelt import read_gdelt
from ingest.coded.icews import read_icews
from ingest.coded.mentions import join_mentions, kind_of, read_mentions
from ingest.coded.polecat import read_polecat
from ingest.coded.quads import ENTITIES, RELATIONS, QuadTables, code_relations, epoch_of, read_names, read_quads
from ingest.coded.rows import CodedRow
from ingest.coded.sorting import by_document, without_repeats

NAMES: dict[Format, str] = {"icews": "ICEWS", "polecat": "POLECAT", "gdelt": "GDELT", "gdelt-mentions": "GDELT"}
"""What datasets are called where the user does not say."""


UNITS = {"hours": 24, "days": 1, "quarters": 96}
"""Units of time of quadruples, and how many are a day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the files.

    Attributes:
        format: None guesses it, file by file.
        dataset: The dataset's name; None takes the format's, of quadruples that of their folder.
        epoch: Of quadruples: the day of time 0; None where the dataset's name tells it.
        per_day: Of quadruples: units of time in a day.
    """

    format: Format | None = None
    dataset: str | None = None
    epoch: dt.date | None = None
    per_day: int = 24


def read_coded(
    files: Sequence[CodedFile], told: Told, account: Account, on_bytes: Callable[[int], None] | None = None
) -> Iterator[CodedRow]:
    """Read files into rows: those of a document together, in order of days, no two of one id.

    No row comes out before all files were read to their ends.

    Args:
        files: As `find_files` gives them; tables of names and the like are known and give no rows.
        told: What the user says of them.
        account: Counts every row, as kind "row" (of mentions: "event" and "mention"), and has the findings.
        on_bytes: Told how many bytes were read.

    Raises:
        InputError: A file is of no known format, lacks a column or a table, is damaged, or is no text.
    """
    formats: dict[CodedFile, Format] = {
        file: told.format or guess_format(file) for file in files if file.name.casefold() not in BESIDE
    }
    if not formats:
        raise InputError(f"{files[0].label} holds names and no rows; give the files with the rows too")
    if "gdelt-mentions" in formats.values():
        rows = _with_mentions(formats, told, account, on_bytes)
        return without_repeats(by_document(rows), account, kind_of)
    rows = chain.from_iterable(
        _rows(file, format_, files, told, _losing(account, "row"), on_bytes) for file, format_ in formats.items()
    )
    return without_repeats(by_document(rows), account, lambda _: "row")


def _losing(account: Account, kind: str) -> Callable[[Finding], None]:
    def lose(finding: Finding) -> None:
        account.take(kind, [finding])

    return lose


def _rows(  # noqa: PLR0913, PLR0917 what a file needs to be read
    file: CodedFile,
    format_: Format,
    files: Sequence[CodedFile],
    told: Told,
    on_lost: Callable[[Finding], None],
    on_bytes: Callable[[int], None] | None,
) -> Iterator[CodedRow]:
    lines = file.lines(on_lost, on_bytes)
    if format_ == "quads":
        yield from read_quads(lines, file.label, _quad_tables(file, files, told, on_lost), on_lost)
        return
    readers = {"icews": read_icews, "polecat": read_polecat, "gdelt": read_gdelt}
    yield from readers[format_](lines, file.label, told.dataset or NAMES[format_], on_lost)


def _with_mentions(
    formats: dict[CodedFile, Format], told: Told, account: Account, on_bytes: Callable[[int], None] | None
) -> Iterator[CodedRow]:
    def of(wanted: Format) -> list[CodedFile]:
        return [file for file, format_ in formats.items() if format_ == wanted]

    if other := next((file for file, one in formats.items() if one not in {"gdelt", "gdelt-mentions"}), None):
        raise InputError(f"{other.label} is no file of GDELT; load it by itself")
    dataset = told.dataset or NAMES["gdelt"]
    losing = {kind: _losing(account, kind) for kind in ("event", "mention")}
    events = chain.from_iterable(
        read_gdelt(file.lines(losing["event"], on_bytes), file.label, dataset, losing["event"]) for file in of("gdelt")
    )
    mentions = chain.from_iterable(
        read_mentions(file.lines(losing["mention"], on_bytes), file.label, losing["mention"])
        for file in of("gdelt-mentions")
    )
    return join_mentions(events, mentions, account)


def _quad_tables(
    file: CodedFile, files: Sequence[CodedFile], told: Told, on_lost: Callable[[Finding], None]
) -> QuadTables:
    dataset = told.dataset or file.folder_name.upper()
    entities, relations = (_table(file, name, files) for name in (ENTITIES, RELATIONS))
    return QuadTables(
        dataset,
        read_names(entities.lines(on_lost), entities.label),
        code_relations(read_names(relations.lines(on_lost), relations.label)),
        epoch_of(dataset, told.epoch),
        told.per_day,
    )


def _table(file: CodedFile, name: str, files: Sequence[CodedFile]) -> CodedFile:
    """The table of names beside a file: among the files, or on the disk."""
    for other in files:
        if other.name == name and other.folder == file.folder:
            return other
    if file.member is None and (path := file.path.with_name(name)).is_file():
        return CodedFile(path)
    raise InputError(f"{file.label}: {name} is missing beside it; without it nobody knows what the numbers stand for")
