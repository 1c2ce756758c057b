"""Which list of office-holders a file is, by its content."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from graph.errors import InputError
from ingest.leaders import archigos, table, wikidata
from ingest.loading.csv_columns import DELIMITERS, column_name
from ingest.loading.decoding import UTF16, peek, uncompress
from ingest.loading.table_rows import SUFFIXES

BEGINNING = 65_536
# "KOFI_ANNAN_ [IGOUNO 970101-061231]", or such a code on a line of its own.
_ENTRY = re.compile(rb"^(?:[^\s\[#,;]+)?[ \t]+\[[A-Z-]{3,}(?: *[<>]?[0-9 -]*)?\]", re.MULTILINE)


class Format(StrEnum):
    """The lists that are understood."""

    TABLE = "table"
    WIKIDATA = "wikidata"
    ARCHIGOS = "archigos"
    PHOENIX = "phoenix"


FORMATS = ", ".join(Format)


def find_format(path: Path) -> Format:
    """Tell a file's format.

    Raises:
        InputError: It is none of them, empty, binary, or can't be read.
    """
    data = _beginning(path)
    if not data.strip():
        raise InputError(f"{path} is empty")
    if b"\0" in data and not data.startswith(UTF16):
        raise InputError(f"{path} is a binary file; give a list of office-holders: {FORMATS}")
    if SUFFIXES.get(path.suffix.lower()) in {"yaml", "jsonl"}:
        return Format.TABLE
    header = _header(data)
    if "@@" in header:
        raise InputError(f"{path} lists the differences between two tables; give the table itself")
    if set(archigos.NEEDED) <= header:
        return Format.ARCHIGOS
    if _has(header, wikidata.COLUMNS["name"]) and _has(header, wikidata.COLUMNS["post"]):
        return Format.WIKIDATA
    if "name" in header and not header.isdisjoint(table.COLUMNS[1:]):
        return Format.TABLE
    if _ENTRY.search(data):
        return Format.PHOENIX
    told = f"its first line has the columns {', '.join(sorted(header - {''}))[:200]}" if len(header) > 1 else "no table"
    raise InputError(f"{path} is no list of office-holders that is known by its content ({told}); say --format")


def check_columns(path: Path, format_: Format) -> None:
    """See that a file of a format that somebody named has the columns of it.

    Raises:
        InputError: It lacks some.
    """
    groups: Sequence[Sequence[str]] = ()
    if format_ is Format.ARCHIGOS:
        groups = [*([one] for one in archigos.NEEDED), archigos.STATE]
    elif format_ is Format.WIKIDATA:
        groups = [wikidata.COLUMNS[one] for one in wikidata.NEEDED]
    header = _header(_beginning(path))
    if missing := [" or ".join(names) for names in groups if not _has(header, names)]:
        raise InputError(f"{path}: there is no column {', '.join(missing)}, which {format_} has; is it {FORMATS}?")


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return peek(uncompress(stream), BEGINNING) if stream.peek(1) else b""
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}") from error


def _header(data: bytes) -> set[str]:
    text = data.decode("utf-16" if data.startswith(UTF16) else "utf-8", errors="replace").lstrip("\ufeff")
    first = text.partition("\n")[0]
    return max((_cells(first, delimiter) for delimiter in DELIMITERS), key=len)


def _cells(line: str, delimiter: str) -> set[str]:
    try:
        return {column_name(cell) for cell in next(csv.reader([line], delimiter=delimiter), list[str]())}
    except csv.Error:
        return set()


def _has(header: set[str], names: Sequence[str]) -> bool:
    return not header.isdisjoint(names)
