"""Arithmetic of dates told in words, in EDTF.

Every function may raise `ValueError` or `OverflowError` (a day that doesn't exist, a year outside 1 to 9999): a
`TimeExpression` then tells no date.
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

DAYS_OF_A_WEEK = 7
MONTHS_OF_A_YEAR = 12
YEARS_TRIED = 9
WINTER = 24
SPAN_OF = {"day": 1, "week": 7, "month": 31, "year": 366}


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


def write_month(year: int, month: int) -> str:
    """A month; months outside 1 to 12 run into other years."""
    first = dt.date(year + (month - 1) // MONTHS_OF_A_YEAR, (month - 1) % MONTHS_OF_A_YEAR + 1, 1)
    return first.isoformat()[:7]


def write_interval(start: str, end: str) -> str:
    """START/END; the date alone where they are equal."""
    return start if start == end else f"{start}/{end}"


def write_season(year: int, season: int) -> str:
    """A season; a winter as its three months, because EDTF's own code leaves open on which side of the new year."""
    return write_interval(f"{year:04}-12", f"{year + 1:04}-02") if season == WINTER else f"{year:04}-{season}"


def write_half(year: str, *, second: bool) -> str:
    """Half a year."""
    return f"{year}-07/{year}-12" if second else f"{year}-01/{year}-06"


def write_quarter(year: int, quarter: int) -> str:
    """A quarter, as its months; quarters outside 1 to 4 run into other years."""
    return write_interval(write_month(year, quarter * 3 - 2), write_month(year, quarter * 3))


def write_unit(day: dt.date, unit: str) -> str:
    """The day, week, weekend, month, quarter, year, decade or century that holds a day."""
    match unit:
        case "week":
            monday = day - dt.timedelta(days=day.weekday())
            return write_interval(monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat())
        case "weekend":
            saturday = day + dt.timedelta(days=5 - day.weekday())
            return write_interval(saturday.isoformat(), (saturday + dt.timedelta(days=1)).isoformat())
        case "quarter":
            return write_quarter(day.year, (day.month + 2) // 3)
        case _:
            text = day.isoformat()
            return {"month": text[:7], "year": text[:4], "decade": text[:3] + "X", "century": text[:2] + "XX"}.get(
                unit, text
            )


def shift(day: dt.date, unit: str, count: int) -> dt.date:
    """A day so many units later (earlier where negative); the last of the month where that month is shorter."""
    match unit:
        case "day" | "week" | "fortnight" | "weekend":
            days = {"day": 1, "fortnight": 14}.get(unit, DAYS_OF_A_WEEK)
            return day + dt.timedelta(days=count * days)
        case _:
            months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
            index = day.year * MONTHS_OF_A_YEAR + day.month - 1 + months
            year, month = index // MONTHS_OF_A_YEAR, index % MONTHS_OF_A_YEAR + 1
            if not dt.MINYEAR <= year <= dt.MAXYEAR:
                raise OverflowError(f"the year {year} is outside 1 to 9999")
            return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def nearest_weekday(day: dt.date, weekday: int, *, after: bool, strict: bool) -> dt.date:
    """The first such weekday after a day, or the last before it; the day itself counts unless strict."""
    ahead = (weekday - day.weekday()) % DAYS_OF_A_WEEK if after else -((day.weekday() - weekday) % DAYS_OF_A_WEEK)
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
    years = range(published.year - 1, published.year + YEARS_TRIED)
    if not when.future:
        told = [when.year] if when.year is not None else []
        years = [*told, *range(published.year, published.year - YEARS_TRIED, -1)]
    for year in years:
        found = _written(write, year)
        if found is None:
            continue
        days = bounds(found)
        if days.lo is None or days.hi is None:
            continue
        if (days.hi >= published) if when.future else (days.lo <= published):
            return found
    return None


def _written(write: Callable[[int], str], year: int) -> str | None:
    """The date in a year, None where that year has none (29 February)."""
    try:
        text = write(year)
        bounds(text)
    except (EdtfError, ValueError):
        return None
    return text


def anchor_day(when: When, unit: str, *, after: bool) -> dt.date | None:
    """The day from which to count from the anchor; None without one, or where it is coarser than the unit counted."""
    if when.anchor is None or when.anchor.span is None or when.anchor.span > SPAN_OF.get(unit, SPAN_OF["year"]):
        return None
    return when.anchor.hi if after else when.anchor.lo
