"""Tab-separated tables: rows by the names of their columns, and what may be wrong with a field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from graph.errors import RecordError
from ingest.accounts import Finding
from ingest.coded.files import Line
from ingest.coded.rows import CodedRow

EMPTY = frozenset({"", "None", "NULL", "NA", "nan", "---"})
"""What datasets write for nothing."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns that are read stand in a row.

    Attributes:
        width: How many fields a row has.
        pick: Gives the wanted fields of a row, in the wanted order.
    """

    width: int
    pick: Callable[[Sequence[str]], tuple[str, ...]]

    @classmethod
    def of(cls, names: Sequence[str], wanted: Sequence[str], file: str) -> Columns:
        """Find the wanted columns among those that there are.

        Raises:
            RecordError: One is missing; names it.
        """
        there = {name.strip().casefold(): place for place, name in reversed(list(enumerate(names)))}
        if missing := [name for name in wanted if name.casefold() not in there]:
            raise RecordError(f"the table has no column {', '.join(missing)}", file=file, line=1)
        return cls(len(names), itemgetter(*(there[name.casefold()] for name in wanted)))

    def fields(self, line: str) -> tuple[str, ...] | int:
        """The wanted fields of a line; how many it has where the number is wrong. Empty ones at the end don't count."""
        cells = line.split("\t")
        if len(cells) != self.width:
            if len(cells) < self.width or any(cell.strip() for cell in cells[self.width :]):
                return len(cells)
            del cells[self.width :]
        return self.pick(cells)

    def misfit(self, found: int, file: str, line: int) -> Finding:
        """The finding for a line with another number of fields."""
        return Finding(file, f"the row has {found:,} fields and the table {self.width}; left out", line)


def read_rows(
    lines: Iterable[Line],
    columns: Columns,
    file: str,
    on_lost: Callable[[Finding], None],
    read: Callable[[tuple[str, ...], int], CodedRow | Finding],
) -> Iterator[CodedRow]:
    """Read the rows below a header; what can't be read is told.

    Args:
        lines: Those below the header; empty ones don't count.
        columns: Where the wanted fields stand.
        file: Name of the file, for findings.
        on_lost: Told of each line that gives no row.
        read: Makes a row of the wanted fields and the number of its line, or says what is wrong.
    """
    for number, line in lines:
        if not line.strip():
            continue
        fields = columns.fields(line)
        if isinstance(fields, int):
            on_lost(columns.misfit(fields, file, number))
        elif isinstance(row := read(fields, number), Finding):
            on_lost(row)
        else:
            yield row


def told(text: str) -> str | None:
    """A field's text without spaces around it; None where it says nothing."""
    text = text.strip()
    return None if text in EMPTY else text


@lru_cache(maxsize=8192)
def read_day(text: str) -> dt.date | None:
    """A day written `2018-01-05` or `20180105`, with or without a time after it; None for what is none."""
    digits = text.strip().replace("-", "")[:8]
    if len(digits) != len("20180105") or not digits.isascii() or not digits.isdigit():
        return None
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


@lru_cache(maxsize=65_536)
def most_exact(city: str, province: str, country: str) -> str | None:
    """The most exact place that is told, with its country ("Minsk, Belarus")."""
    inside = told(city) or told(province)
    state = told(country)
    return ", ".join(part for part in (inside, state) if part) or None


def no_day(field: str, text: str, file: str, line: int, record: str | None) -> Finding:
    """The finding for a date that is none."""
    return Finding(file, f"{text!r} is no day; left out", line, record, field)
