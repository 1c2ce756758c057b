"""What the readers of published lists have in common: a file, its rows and findings, the day when it was written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.dates import bounds
from graph.errors import EdtfError, RecordError
from ingest.accounts import Account, Finding
from ingest.loading.problems import show
from ingest.loading.table_rows import Row, read_rows

CORRECTIONS = 400
"""Of so many days that a list tells of, one may have been added long after the others."""


@dataclass(frozen=True, slots=True)
class Source:
    """A published list of office-holders.

    Attributes:
        path: Its file.
        account: Takes every record of it, with what is wrong.
        encoding: Where it is neither UTF-8 nor UTF-16.
        known_until: Day up to which it knows who was in office; where None, the latest day that it tells of.
    """

    path: Path
    account: Account
    encoding: str | None = None
    known_until: str | None = None

    def rows(self, columns: Sequence[str]) -> Iterator[Record]:
        """The rows of a CSV or a file of tab-separated values; those that can't be read are told.

        Raises:
            InputError: The file can't be read.
            RecordError: It is no text or no table.
        """
        first = True
        try:
            for row in read_rows(self.path, columns, kind="csv", encoding=self.encoding):
                if isinstance(row, RecordError):
                    self.account.take("row", [Finding(self.path.name, row.problem, row.line, field=row.field)])
                else:
                    yield Record(self.path.name, row)
                first = False
        except RecordError as error:
            if first:
                raise
            self.account.take("row", [Finding(self.path.name, error.problem, error.line, field=error.field)])

    def knows_until(self, days: Iterable[str | None]) -> dt.date | None:
        """The day on which the list was written, as far as the days that it tells of show it.

        A few corrections of later years don't bring the rest up to date: the last day in `CORRECTIONS` does not count.
        """
        told = (self.known_until,) if self.known_until else days
        ordered = sorted(day for one in told if (day := bounds(one).hi))
        return ordered[len(ordered) - 1 - len(ordered) // CORRECTIONS] if ordered else None


def still(since: str | None, known: dt.date | None) -> str | None:
    """The end of a post that was held when the list was written: then or later ("2015-12-31/..").

    Args:
        since: Its beginning.
        known: The day on which the list was written.
    """
    days = [day for day in (bounds(since).lo, known) if day]
    return f"{max(days).isoformat()}/.." if days else None


@dataclass(slots=True)
class Record:
    """One row while it is read: its cells, and what was found wrong with it."""

    file: str
    row: Row
    findings: list[Finding] = field(default_factory=list[Finding])
    id: str | None = None

    def text(self, *columns: str) -> str | None:
        """The first of some cells that is filled in."""
        return next((str(self.row.fields[one]) for one in columns if self.row.fields.get(one)), None)

    def lose(self, problem: str, column: str | None = None) -> None:
        """Leave the row out."""
        self.findings.append(Finding(self.file, problem, self.row.line, self.id, column))

    def tell(self, problem: str, column: str | None = None) -> None:
        """Load the row without something."""
        self.findings.append(Finding(self.file, problem, self.row.line, self.id, column, lost=False))

    def date(self, *columns: str) -> str | None:
        """The date of the first such cell; one that is none is told and left out."""
        column = next((one for one in columns if self.row.fields.get(one)), None)
        if column is None:
            return None
        told = str(self.row.fields[column])
        try:
            bounds(told)
        except EdtfError:
            self.tell(f"{show(told)} is no date; left out", column)
            return None
        return told

    def term(self, since: str | None, until: str | None) -> tuple[str | None, str | None]:
        """Start and end; where the end comes before the start neither is believed."""
        first, last = bounds(since).lo, bounds(until).hi
        if first and last and last < first:
            self.tell(f"ends on {until}, before it starts on {since}; both are left out")
            return None, None
        return since, until
