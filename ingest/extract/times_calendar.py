"""Arithmetic of dates told in words, in EDTF.

Every function may raise `ValueError` or `OverflowError` (a day that doesn't exist, a year outside 1 to 9999): the
words then tell no date.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.dates import Bounds, bounds
from graph.errors import EdtfError

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
# The longest date from which a unit can be counted: "a day earlier" than a trip of a week, but not than a month.
LONGEST_BASE = {"day": 7, "weekend": 7, "week": 14, "fortnight": 14, "month": 31, "quarter": 92}
YEAR_OR_SO = 366
DAYS_OF_A_WEEK = 7
MONTHS_OF_A_YEAR = 12
YEARS_TRIED = 9
WINTER = 24
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class When:
    """From where an expression is read.

    Attributes:
        published: Day of publication.
        future: The event is still to come on that day.
        anchor: Days of the narrative's preceding event; None where there is none.
        year: Year told a little before in the text, which a date without a year shares.
    """

    published: dt.date
    future: bool
    anchor: Bounds | None
    year: int | None

    def counting_day(self, unit: str, *, after: bool) -> dt.date | None:
        """The day of the anchor from which to count; None without one, or where it is too coarse for the unit."""
        if self.anchor is None or self.anchor.span is None or self.anchor.span > LONGEST_BASE.get(unit, YEAR_OR_SO):
            return None
        return self.anchor.hi if after else self.anchor.lo

    def allows(self, day: dt.date) -> bool:
        """Whether the event may lie there: what has occurred lies not after publication."""
        return self.future or day <= self.published


def write_month(year: int, month: int) -> str:
    """A month; months outside 1 to 12 run into other years."""
    first = dt.date(year + (month - 1) // MONTHS_OF_A_YEAR, (month - 1) % MONTHS_OF_A_YEAR + 1, 1)
    return first.isoformat()[:7]


def write_interval(start: str, end: str) -> str:
    """START/END; the date alone where they are equal."""
    return start if start == end else f"{start}/{end}"


def write_season(year: int, season: int) -> str:
    """A season by EDTF's code; a winter as its months, because the code leaves open which new year it holds."""
    return f"{year:04}-12/{year + 1:04}-02" if season == WINTER else f"{year:04}-{season}"


def write_quarter(year: int, quarter: int) -> str:
    """A quarter, as its months."""
    return write_interval(write_month(year, quarter * 3 - 2), write_month(year, quarter * 3))


def write_unit(day: dt.date, unit: str) -> str:
    """The day, week (Monday to Sunday), weekend, month, quarter, year, decade or century that holds a day."""
    text = day.isoformat()
    if unit == "quarter":
        return write_quarter(day.year, (day.month + 2) // 3)
    if unit in {"week", "weekend"}:
        first = day + dt.timedelta(days=(0 if unit == "week" else SATURDAY) - day.weekday())
        sunday = day + dt.timedelta(days=6 - day.weekday())
        return write_interval(first.isoformat(), sunday.isoformat())
    return {"century": f"{text[:2]}XX", "decade": f"{text[:3]}X", "year": text[:4], "month": text[:7]}.get(unit, text)


def shift(day: dt.date, unit: str, count: int) -> dt.date:
    """A day so many units later (earlier where negative); the last of the month where that month is shorter."""
    if unit in DAYS:
        return day + dt.timedelta(days=count * DAYS[unit])
    year, month = divmod(day.year * MONTHS_OF_A_YEAR + day.month - 1 + count * MONTHS[unit], MONTHS_OF_A_YEAR)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"the year {year} is outside 1 to 9999")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def nearest_weekday(day: dt.date, weekday: int, *, after: bool, strict: bool) -> dt.date:
    """The first such weekday after a day, or the last before it; the day itself counts unless strict."""
    ahead = (weekday - day.weekday()) % DAYS_OF_A_WEEK
    if not after:
        ahead = -((day.weekday() - weekday) % DAYS_OF_A_WEEK)
    if strict and ahead == 0:
        ahead = DAYS_OF_A_WEEK if after else -DAYS_OF_A_WEEK
    return day + dt.timedelta(days=ahead)


def nearest_year(write: Callable[[int], str], when: When) -> str | None:
    """A date without a year: of the year told just before, else the latest not begun after publication.

    Where the event is still to come, it is the first that has not ended before publication.

    Args:
        write: The date in a given year.
        when: From where it is read.
    """
    published = when.published
    if when.future:
        years = [*range(published.year - 1, published.year + YEARS_TRIED)]
    else:
        told = [] if when.year is None else [when.year]
        years = [*told, *range(published.year, published.year - YEARS_TRIED, -1)]
    for year in years:
        found = _write(write, year)
        if found is None:
            continue
        days = bounds(found)
        if days.lo and days.hi and (days.hi >= published if when.future else days.lo <= published):
            return found
    return None


def _write(write: Callable[[int], str], year: int) -> str | None:
    """The date in a year, None where that year has none (29 February)."""
    try:
        text = write(year)
        bounds(text)
    except (EdtfError, ValueError):
        return None
    return text
