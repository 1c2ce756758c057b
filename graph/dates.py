"""Dates: EDTF (ISO 8601-2:2019) is the truth, and one function gives the days that it covers.

A date may be a day, a month, a year, a season, an interval (open on either side), a set, uncertain (`?`) or
approximate (`~`). The `edtf` library parses it; this module adds open intervals, which that library can't bound,
and refuses what has no place in a report (times of day, years outside 1 to 9999).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from edtf import EDTFParseException, parse_edtf

from graph.errors import EdtfError

if TYPE_CHECKING:
    import time

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")
APPROXIMATE = frozenset("~%")
DASHES_OF_A_DAY = 2
OPEN_ENDS = frozenset({"", ".."})
PRECISE_DAYS = 7
EXAMPLES = "2025-11-26, 2025-11, 2025, 2025-11-24/2025-11-26, 2025-11-26~ or ../2025"


class _Parsed(Protocol):
    def lower_strict(self) -> time.struct_time: ...
    def upper_strict(self) -> time.struct_time: ...


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days that a date covers.

    Attributes:
        lo: First day; None where the start is open or not told.
        hi: Last day; None where the end is open or not told.
    """

    lo: dt.date | None
    hi: dt.date | None

    @property
    def span(self) -> int | None:
        """Number of days covered, both ends counted; None for an open date."""
        return None if self.lo is None or self.hi is None else (self.hi - self.lo).days + 1

    @property
    def vague(self) -> bool:
        """Whether it covers more than a week, or no known span: too little to tell two like happenings apart."""
        return self.span is None or self.span > PRECISE_DAYS

    def overlaps(self, other: Bounds) -> bool:
        """Whether some day lies in both; containment is an overlap, and an open end reaches any day."""
        starts = self.lo is None or other.hi is None or self.lo <= other.hi
        return starts and (other.lo is None or self.hi is None or other.lo <= self.hi)


UNDATED = Bounds(None, None)


def bounds(edtf: str | None) -> Bounds:
    """First and last day of a date.

    An approximate date (`~` or `%` at its end) reaches one day, month or year further on either side, as it is told
    to the day, month or year; an uncertain one (`?`) is bounded as if it were certain.

    Args:
        edtf: A date in EDTF, or None for no date.

    Raises:
        EdtfError: It is not EDTF, or not a date within the years 1 to 9999.
    """
    return UNDATED if edtf is None else _bounds(edtf)


def check_edtf(text: str) -> str:
    """Give a date back as it stands if it can be bounded.

    Raises:
        EdtfError: It is not EDTF.
    """
    bounds(text)
    return text


@lru_cache(maxsize=65_536)
def _bounds(text: str) -> Bounds:
    if (day := DAY.fullmatch(text)) is not None:
        return _day(text, *(int(part) for part in day.groups()))
    if "/" not in text:
        return _closed(text)
    start, slash, end = text.partition("/")
    if slash and "/" in end:
        raise EdtfError(f"{text!r} has more than one slash; write a day like 2025-11-26, an interval as START/END")
    if start in OPEN_ENDS and end in OPEN_ENDS:
        raise EdtfError(f"{text!r} has neither a start nor an end; leave an unknown date empty")
    lo = None if start in OPEN_ENDS else _closed(start).lo
    hi = None if end in OPEN_ENDS else _closed(end).hi
    if lo is not None and hi is not None and lo > hi:
        raise EdtfError(f"{text!r} ends before it starts")
    return Bounds(lo, hi)


def _day(text: str, year: int, month: int, day: int) -> Bounds:
    try:
        date = dt.date(year, month, day)
    except ValueError as error:
        raise EdtfError(f"{text!r} is no date: {error}") from error
    return Bounds(date, date)


def _closed(text: str) -> Bounds:
    if "T" in text:
        raise EdtfError(f"{text!r} has a time of day; give the day alone, such as {text.partition('T')[0]}")
    try:
        lo, hi = _of_calendar(text) or _parse(text)
        return Bounds(_shift(lo, text, -1), _shift(hi, text, +1)) if text[-1] in APPROXIMATE else Bounds(lo, hi)
    except (EDTFParseException, ValueError, OverflowError, AttributeError, TypeError) as error:
        raise EdtfError(f"{text!r} is no date in EDTF; write it like {EXAMPLES}") from error


def _of_calendar(text: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a year, month or day; None for other dates, and for months that are seasons.

    The library gives the same, in ten milliseconds a date.
    """
    if (parts := PLAIN.fullmatch(text)) is None:
        return None
    year, month, day = (int(part) if part else None for part in parts.groups())
    assert year is not None  # noqa: S101  -- the expression demands it
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is not None:
        return (date := dt.date(year, month, day)), date
    if month > calendar.DECEMBER:
        return None
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _parse(text: str) -> tuple[dt.date, dt.date]:
    parsed = cast("_Parsed", parse_edtf(text))
    return _as_date(parsed.lower_strict()), _as_date(parsed.upper_strict())


def _shift(date: dt.date, text: str, units: int) -> dt.date:
    """Move a bound by the unit in which an approximate date is told."""
    if text.count("-") >= DASHES_OF_A_DAY:
        return date + dt.timedelta(days=units)
    if "-" in text:
        month = date.year * 12 + date.month - 1 + units
        first = dt.date(month // 12, month % 12 + 1, 1)
        return first if units < 0 else first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return date.replace(year=date.year + units)


def _as_date(moment: time.struct_time) -> dt.date:
    return dt.date(moment.tm_year, moment.tm_mon, moment.tm_mday)
