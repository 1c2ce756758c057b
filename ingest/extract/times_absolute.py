"""Rules for dates told by the calendar: days, months, years, seasons, quarters, decades, and spans of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial

from ingest.extract.times_calendar import (
    When,
    nearest_year,
    shift,
    write_interval,
    write_month,
    write_quarter,
    write_season,
)
from ingest.extract.times_relative import point
from ingest.extract.times_rules import Match, Rule, make_rule, read_month_name, read_number, simplify
from ingest.extract.times_words import (
    CIRCA,
    DAY,
    FEASTS,
    FROM,
    FULL_MONTH,
    IN_YEAR,
    MONTH,
    NTH,
    ON_WEEKDAY,
    ORDINAL,
    PART,
    POINTED_YEAR,
    SEASONS,
    THE,
    TO,
    YEAR,
    S,
    choose,
)

MONTHS_OF_A_YEAR = 12
YEAR_DIGITS = 4
HALF = re.compile(r"(first|second|latter)\s+half", re.IGNORECASE)


def read_iso(m: Match, _when: When) -> str | None:
    """2025-11-26."""
    return m["iso"]


def read_numeric(m: Match, _when: When) -> str | None:
    """26.11.2025, 11/26/2025; the year alone where day and month can't be told apart."""
    first, second, year = int(m["first"]), int(m["second"]), int(m["year"])
    if m["separator"] == "." or first > MONTHS_OF_A_YEAR or first == second:
        return dt.date(year, second, first).isoformat()
    return dt.date(year, first, second).isoformat() if second > MONTHS_OF_A_YEAR else m["year"]


def read_day(m: Match, when: When) -> str | None:
    """November 26, 2025; 26th of November; Nov. 26 of last year."""
    month, day = read_month_name(m["month"]), read_number(m["day"])
    return _in_its_year(m, when, lambda year: dt.date(year, month, day).isoformat())


def read_month(m: Match, when: When) -> str | None:
    """November 2025; early November; November last year."""
    month = read_month_name(m["month"])
    return _in_its_year(m, when, lambda year: write_month(year, month))


def read_quarter(m: Match, when: When) -> str | None:
    """The third quarter of 2025; Q1 2025; the second quarter of last year."""
    quarter = read_number(m["number"] or m["digit"])
    return _in_its_year(m, when, lambda year: write_quarter(year, quarter))


def read_feast(m: Match, when: When) -> str | None:
    """Christmas Eve; New Year's Day 2024."""
    month, day = FEASTS[simplify(m["feast"])]
    return _in_its_year(m, when, lambda year: dt.date(year, month, day).isoformat())


def read_days(m: Match, when: When) -> str | None:
    """October 3-11; from May 5 to 7; 30 December 2025 to 2 January."""
    first = read_month_name(m["month"] or m["month2"]), read_number(m["day"])
    last = read_month_name(m["month2"] or m["month"]), read_number(m["day2"])

    def write(year: int, end_year: int) -> str:
        return write_interval(dt.date(year, *first).isoformat(), dt.date(end_year, *last).isoformat())

    return _in_their_years(m, when, write, over=last < first)


def read_months(m: Match, when: When) -> str | None:
    """Between March and June 2010; December 2009 to March 2010."""
    first, last = read_month_name(m["month"]), read_month_name(m["month2"])

    def write(year: int, end_year: int) -> str:
        return write_interval(write_month(year, first), write_month(end_year, last))

    return _in_their_years(m, when, write, over=last < first)


def read_near_month(m: Match, when: When) -> str | None:
    """Last November, this March, the following May: another month than the present one; "this" keeps its year."""
    month, which = read_month_name(m["month"]), simplify(m["near"])
    if which.startswith(("this", "earlier", "later")):
        return write_month(when.published.year, month)
    after = which in {"next", "following"}
    base = when.published if which in {"next", "last"} else when.counting_day("month", after=after)
    if base is None:
        return None
    return write_month(base.year + (month <= base.month if after else -(month >= base.month)), month)


def read_year(m: Match, _when: When) -> str | None:
    """2025; early 2025; the first half of 2025."""
    year, half = m["year"], HALF.search(m[0])
    if half is None:
        return _about(m, year)
    return f"{year}-01/{year}-06" if half[1].lower() == "first" else f"{year}-07/{year}-12"


def read_years(m: Match, _when: When) -> str | None:
    """1925-26; from 1990 to 1995."""
    start, end = m["year"], m["year2"]
    return write_interval(start, start[: YEAR_DIGITS - len(end)] + end)


def read_short_years(m: Match, when: When) -> str | None:
    """2009-10 is two years because the second number is the higher; 2025-11 is a month."""
    if int(m["year2"]) > int(m["year"]) % 100:
        return read_years(m, when)
    return f"{m['year']}-{m['year2']}"


def read_decade(m: Match, _when: When) -> str | None:
    """The 1990s."""
    return f"{m['decade']}X"


def read_century(m: Match, _when: When) -> str | None:
    """The 18th century, which EDTF writes as 17XX."""
    return f"{read_number(m['number']) - 1:02}XX"


def read_season(m: Match, when: When) -> str | None:
    """Spring 2025; last summer; the autumn."""
    write, which = partial(write_season, season=SEASONS[m["season"].lower()]), simplify(m["near"] or "")
    if m["year"]:
        return _about(m, write(int(m["year"])))
    if which == "this":
        return write(when.published.year)
    if which:
        # Neither the last nor the next summer is the one that goes on.
        step = 1 if which == "next" else -1
        when = When(shift(when.published, "quarter", step), future=step > 0, anchor=None, year=None)
    return nearest_year(write, when)


def _in_its_year(m: Match, when: When, write: Callable[[int], str]) -> str | None:
    """A date in the year told ("2025") or pointed at ("of last year"), else in the nearest that fits."""
    told = m.groupdict()
    if told["year"]:
        return _about(m, write(int(told["year"])))
    if not told.get("which"):
        return _about(m, nearest_year(write, when))
    day = point(simplify(m["which"]), "year", when)
    return None if day is None else _about(m, write(day.year))


def _in_their_years(m: Match, when: When, write: Callable[[int, int], str], *, over: bool) -> str | None:
    """A span whose years may be told at either end.

    Args:
        m: A match with the groups `year` and `year2`.
        when: From where it is read.
        write: The span from a year to a year.
        over: It runs over the new year.
    """
    start, end = m["year"], m["year2"]
    if not start and not end:
        return nearest_year(lambda year: write(year, year + over), when)
    return write(int(start or int(end) - over), int(end or int(start) + over))


def _about(m: Match, date: str | None) -> str | None:
    """Mark a date as approximate where the text says so; EDTF has no such mark for intervals and seasons."""
    rough = date is not None and m.groupdict().get("circa") and "/" not in date and "-2" not in date[4:6]
    return f"{date}~" if rough else date


def absolute_rules() -> tuple[Rule, ...]:
    """The rules, compiled."""
    month, month2 = rf"(?P<month>{MONTH})", rf"(?P<month2>{MONTH})"
    day, day2 = rf"(?P<day>{DAY})", rf"(?P<day2>{DAY})"
    year, year2 = rf"(?:,?{S}(?P<year>{YEAR}))?", rf"(?:,?{S}(?P<year2>{YEAR}))?"
    mdy, mdy2 = f"{ON_WEEKDAY}{month}{S}{day}{year}", f"{ON_WEEKDAY}(?:{month2}{S})?{day2}{year2}"
    dmy, dmy2 = f"{ON_WEEKDAY}{day}(?:{S}{month}{year})?", f"{ON_WEEKDAY}{day2}{S}{month2}{year2}"
    no_noun = rf"(?=[.,;:)]|$|\s*\n|{S}(?:in|at|with|to|for|by|as|on|when|where|during|and|but|after|before)\b)"
    early = rf"(?:{choose(['early', 'mid', 'late'])}(?:-|{S}))?"
    nth = rf"(?P<number>{NTH}|{ORDINAL})"
    near = choose(["last", "next", "this", "this past", "this coming", "earlier this", "later this", "the following",
                   "the previous"])  # fmt: skip
    return (
        make_rule(r"(?P<iso>[12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:T[0-9:.]{2,15}Z?)?", read_iso),
        make_rule(
            rf"(?P<first>[0-3]?[0-9])(?P<separator>[./])(?P<second>[0-3]?[0-9])(?P=separator)(?P<year>{YEAR})",
            read_numeric,
        ),
        make_rule(rf"(?:{FROM})?{mdy},?{TO}{mdy2}", read_days),
        make_rule(rf"{FROM}{mdy},?{S}and{S}{mdy2}", read_days),
        # "November 9 and 10" is two days, "September 11 and 33 Ukrainian prisoners" is one.
        make_rule(rf"{mdy}{S}and{S}(?P<month2>){day2}{year2}{no_noun}", read_days),
        make_rule(rf"(?:{FROM})?{dmy},?{TO}{dmy2}", read_days),
        make_rule(rf"{FROM}{dmy}{S}and{S}{dmy2}", read_days),
        make_rule(rf"{ON_WEEKDAY}{day}(?P<year>){S}and{S}{dmy2}", read_days),
        make_rule(rf"{CIRCA}{ON_WEEKDAY}{month}{S}{THE}{day}{IN_YEAR}", read_day),
        make_rule(rf"{CIRCA}{ON_WEEKDAY}{THE}{day}(?:{S}day)?(?:{S}of)?{S}{month}{IN_YEAR}", read_day),
        make_rule(rf"{CIRCA}{THE}(?P<day>{ORDINAL})(?:{S}day)?{S}of{S}{month}{IN_YEAR}", read_day),
        make_rule(rf"(?:{FROM})?(?:{PART})?{month}{year}{TO}(?:{PART})?{month2}{year2}", read_months),
        make_rule(rf"{FROM}(?:{PART})?{month}{year}{S}and{S}(?:{PART})?{month2}{year2}", read_months),
        make_rule(rf"{month}(?P<year>){S}and{S}{month2},?{S}(?P<year2>{YEAR})", read_months),
        make_rule(rf"(?P<near>{near}){S}(?P<month>{FULL_MONTH})", read_near_month),
        make_rule(rf"{CIRCA}(?:{PART})?{month}(?:-(?=[12]))?{IN_YEAR}", read_month),
        make_rule(rf"{CIRCA}(?:{PART})?(?P<year>{YEAR})", read_year),
        make_rule(rf"(?:{FROM})?(?:{PART})?(?P<year>{YEAR}){TO}(?P<year2>{YEAR})", read_years),
        make_rule(rf"{FROM}(?P<year>{YEAR}){S}and{S}(?P<year2>{YEAR})", read_years),
        make_rule(r"(?P<year>(?:1[0-9]|20)[0-9]{2})[-–/](?P<year2>[0-9]{2})(?![0-9])", read_short_years),
        make_rule(rf"{THE}{early}(?P<decade>1[0-9]{{2}}|20[0-9])0['’]?s", read_decade),
        make_rule(rf"{THE}{early}{nth}(?:{S}|-)century", read_century),
        make_rule(
            rf"{CIRCA}{early}(?:(?P<near>{choose(['last', 'next', 'this'])}){S}|{THE})"
            rf"(?P<season>{choose(SEASONS)})(?:{S}(?:of{S})?(?P<year>{YEAR}))?",
            read_season,
        ),
        make_rule(
            rf"(?:{THE}(?P<number>(?i:first|second|third|fourth|[1-4](?:st|nd|rd|th))){S}quarter|Q(?P<digit>[1-4]))"
            rf"(?:{S}(?:of{S})?(?P<year>{YEAR})|{S}{POINTED_YEAR})?",
            read_quarter,
        ),
        make_rule(rf"(?P<feast>{choose(FEASTS)})(?:,?{S}(?P<year>{YEAR}))?", read_feast),
    )
