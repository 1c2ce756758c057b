"""The two dates of a journey: as EDTF, as words, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.dates import DAY

if TYPE_CHECKING:
    from ingest.historian.records import Reading

type Problem = tuple[str, str]
"""Field, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Days:
    """When a journey was.

    Attributes:
        first: First day, if known.
        last: Last day, if known.
        edtf: As exactly as it is known; None where it is not.
        act: Of the visit: "stayed", or "arrived" and "departed" where only the one day is known.
        problems: What is wrong with the dates as they stand.
    """

    first: dt.date | None
    last: dt.date | None
    edtf: str | None
    act: str
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> str:
        """The dates as a sentence tells them; "" where no day is known."""
        if self.first is None or self.last is None:
            only = self.first or self.last
            return ("from " if self.first else "until ") + _words(only) if only else ""
        if self.first == self.last:
            return _words(self.first)
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return f"{self.first:%B} {self.first.day}-{self.last.day}, {self.first.year}"
        return f"{_words(self.first)} to {_words(self.last)}"


def read_days(start: str | None, end: str | None) -> Days:
    """Read the first and the last day of a journey; what can't be used is left out and told.

    Args:
        start: As the record has it: 1918-12-14.
        end: The same.
    """
    first, wrong = _day("start-date", start)
    last, more = _day("end-date", end)
    problems = (*wrong, *more)
    if first is not None and last is not None and last < first:
        told = f"{end} is before the start, {start}; the days were left out, for nothing tells which one is wrong"
        return Days(None, None, _common(first, last), "stayed", (*problems, ("end-date", told)))
    if first is None or last is None:
        only = first or last
        act = "stayed" if only is None else "arrived" if first else "departed"
        return Days(first, last, only.isoformat() if only else None, act, problems)
    edtf = start if first == last else f"{start}/{end}"
    return Days(first, last, edtf, "stayed", problems)


def read_moment(text: str | None) -> dt.date | None:
    """The day of a moment of time ("2010-02-27T14:35:48.889-04:00"), if it is one."""
    return _day("", (text or "")[:10])[0]


def published(reading: Reading, days: Days, kind: str) -> dt.date | None:
    """When a record was published: when it was made, else its journey's last day; without any it is lost, and told."""
    found = read_moment(reading.node.get("created-datetime")) or days.last or days.first
    if found is None:
        reading.lose("start-date", f"neither a day of the {kind} nor one of the record is told; it was left out")
    return found


def _day(field: str, text: str | None) -> tuple[dt.date | None, tuple[Problem, ...]]:
    if text is None:
        return None, ((field, "is missing; the journey was loaded without it"),)
    try:
        if DAY.fullmatch(text) is not None:
            return dt.date.fromisoformat(text), ()
        problem = "it is not written like 1918-12-14"
    except ValueError as error:
        problem = str(error)
    return None, ((field, f"{text!r} is no date: {problem}; the journey was loaded without it"),)


def _common(a: dt.date, b: dt.date) -> str | None:
    """What two contradictory days agree on: their month, or their year."""
    if a.year != b.year:
        return None
    return f"{a:%Y-%m}" if a.month == b.month else f"{a:%Y}"


def _words(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
