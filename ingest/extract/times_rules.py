"""Rules that read expressions of time: a pattern each, and the date that it tells.

A pattern knows no context (what may stand before and after is for `times` to say), so that the text of an expression
alone can be read again. Where two rules fit one text, the first of `RULES` holds.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ingest.extract.times_calendar import (
    When,
    anchor_day,
    nearest_weekday,
    nearest_year,
    shift,
    write_half,
    write_interval,
    write_month,
    write_quarter,
    write_season,
    write_unit,
)
from ingest.extract.times_words import (
    CIRCA,
    CS,
    DASH,
    DAY,
    FEASTS,
    FULL_MONTH,
    HALF_DAY,
    MONTH,
    MONTH_NUMBERS,
    NUMBER,
    NUMBERS,
    ON_WEEKDAY,
    ORDINAL_DAY,
    ORDINAL_NUMBERS,
    PART,
    RELATIVE_YEAR,
    SEASONS,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    YEAR,
    S,
    choose,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Match = re.Match[str]
Reader = "Callable[[Match, When], str | None]"
HOURS_OF_A_DAY = 24
YEAR_DIGITS = 4
COARSE = frozenset({"month", "year", "decade"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of expression.

    Attributes:
        pattern: What it looks like.
        read: The date that a match tells; None for a vague expression, which never tells one.
    """

    pattern: re.Pattern[str]
    read: Callable[[Match, When], str | None] | None


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    word = re.sub(r"\s+", " ", text.lower())
    return int(digits[0]) if digits else (NUMBERS | ORDINAL_NUMBERS)[word]


def _month(text: str) -> int:
    return MONTH_NUMBERS[text.rstrip(".").lower()]


def _words(text: str) -> str:
    """Lower case, single spaces, no article, straight apostrophes."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'")).removeprefix("the ").strip()


def _about(m: Match, date: str | None) -> str | None:
    """Mark a date as approximate where the text says so; an interval stays as it is."""
    return f"{date}~" if date and m.groupdict().get("circa") and "/" not in date and not date.endswith("~") else date


def _years(m: Match, when: When) -> int | None:
    """The year told or pointed at ("of last year")."""
    told = m.groupdict()
    if told.get("year"):
        return int(told["year"])
    if told.get("which"):
        day = _pointed(_words(told["which"]), "year", when)
        return None if day is None else day.year
    return None


def _undecided(m: Match) -> bool:
    """Whether the text tells no year in any way."""
    return not (m.groupdict().get("year") or m.groupdict().get("which"))


def _pointed(which: str, unit: str, when: When) -> dt.date | None:
    """A day of the unit that "last", "that", "the following" and their like point at."""
    if which in {"this", "the current", "current"}:
        return when.published
    if which in {"last", "this past"}:
        return shift(when.published, unit, -1)
    if which in {"next", "this coming", "coming"} and (when.anchor is None or when.future):
        return shift(when.published, unit, 1)
    step = {"that": 0, "same": 0, "that same": 0, "very same": 0, "previous": -1, "preceding": -1, "prior": -1,
            "before": -1, "earlier": -1}.get(which, 1)  # fmt: skip
    base = anchor_day(when, unit, after=step > 0)
    if base is None and (step < 0 or (step > 0 and when.future)):
        base = when.published
    return None if base is None else shift(base, unit, step)


def read_iso(m: Match, _when: When) -> str | None:
    """2025-11-26."""
    return m["iso"]


def read_numeric(m: Match, _when: When) -> str | None:
    """26.11.2025, 11/26/2025; the year alone where day and month can't be told apart."""
    first, second, year = int(m["first"]), int(m["second"]), int(m["year"])
    if "." in m[0] or first > 12 or first == second:  # noqa: PLR2004
        return dt.date(year, second, first).isoformat()
    return dt.date(year, first, second).isoformat() if second > 12 else m["year"]  # noqa: PLR2004


def read_day(m: Match, when: When) -> str | None:
    """November 26, 2025; 26th of November; Nov. 26 of last year."""
    month, day = _month(m["month"]), _number(m["day"])

    def write(year: int) -> str:
        return dt.date(year, month, day).isoformat()

    if _undecided(m):
        return _about(m, nearest_year(write, when))
    year = _years(m, when)
    return None if year is None else _about(m, write(year))


def read_days(m: Match, when: When) -> str | None:
    """October 3-11; from May 5 to 7; 30 December 2025 to 2 January."""
    told = m.groupdict()
    first = _month(told["month"] or told["month2"]), _number(told["day"])
    last = _month(told["month2"] or told["month"]), _number(told["day2"])

    def write(year: int) -> str:
        start, end = dt.date(year, *first), dt.date(year + (last < first), *last)
        return write_interval(start.isoformat(), end.isoformat())

    if told["year"] and told["year2"]:
        start, end = dt.date(int(told["year"]), *first), dt.date(int(told["year2"]), *last)
        return write_interval(start.isoformat(), end.isoformat())
    if told["year"]:
        return write(int(told["year"]))
    return write(int(told["year2"]) - (last < first)) if told["year2"] else nearest_year(write, when)


def read_month(m: Match, when: When) -> str | None:
    """November 2025; early November; November last year."""
    month = _month(m["month"])
    if _undecided(m):
        return _about(m, nearest_year(lambda year: write_month(year, month), when))
    year = _years(m, when)
    return None if year is None else _about(m, write_month(year, month))


def read_near_month(m: Match, when: When) -> str | None:
    """Last November, this March, next May: another month than that of publication; "this" stays in its year."""
    month, here, which = _month(m["month"]), when.published, _words(m["near"])
    year = here.year
    if which.startswith("last"):
        year -= month >= here.month
    elif which.startswith("next"):
        year += month <= here.month
    elif which in {"following", "previous"}:
        base = anchor_day(when, "month", after=which == "following")
        if base is None:
            return None
        year = base.year + (month <= base.month if which == "following" else -(month >= base.month))
    return write_month(year, month)


def read_months(m: Match, when: When) -> str | None:
    """Between March and June 2010; December 2009 to March 2010."""
    first, last = _month(m["month"]), _month(m["month2"])

    def write(year: int) -> str:
        return write_interval(write_month(year, first), write_month(year + (last < first), last))

    if m["year"] and m["year2"]:
        return write_interval(write_month(int(m["year"]), first), write_month(int(m["year2"]), last))
    if m["year2"]:
        return write(int(m["year2"]) - (last < first))
    return write(int(m["year"])) if m["year"] else nearest_year(write, when)


def read_year(m: Match, _when: When) -> str | None:
    """2025; early 2025; the first half of 2025."""
    half = re.search(r"(?i)(first|second|latter)\s+half", m[0])
    if half:
        return write_half(m["year"], second=half[1].lower() != "first")
    return _about(m, m["year"])


def read_years(m: Match, _when: When) -> str | None:
    """1925-26; from 1990 to 1995."""
    start, end = m["year"], m["year2"]
    end = start[: YEAR_DIGITS - len(end)] + end
    return None if end < start else write_interval(start, end)


def read_short_years(m: Match, when: When) -> str | None:
    """2009-10 is two years where the second follows on the first, 2025-11 a month."""
    year, number = int(m["year"]), int(m["year2"])
    if number > year % 100:
        return read_years(m, when)
    return write_month(year, number) if 1 <= number <= 12 else None  # noqa: PLR2004


def read_decade(m: Match, _when: When) -> str | None:
    """The 1990s."""
    return f"{m['decade']}X"


def read_century(m: Match, _when: When) -> str | None:
    """The 18th century."""
    return f"{_number(m['number']) - 1:02}XX"


def read_season(m: Match, when: When) -> str | None:
    """Spring 2025, last summer, in the autumn."""
    season, which = SEASONS[m["season"].lower()], _words(m["near"] or "")
    if m["year"]:
        return _about(m, write_season(int(m["year"]), season))
    write = partial(write_season, season=season)
    if which == "next":
        return nearest_year(write, When(shift(when.published, "quarter", 1), future=True, anchor=None, year=None))
    if which == "last":
        return nearest_year(write, When(shift(when.published, "quarter", -1), future=False, anchor=None, year=None))
    return nearest_year(write, when) if which != "this" else write(when.published.year)


def read_quarter(m: Match, when: When) -> str | None:
    """The third quarter of 2025; Q1 2025."""
    quarter = _number(m["number"] or m["digit"])

    def write(year: int) -> str:
        return write_quarter(year, quarter)

    if _undecided(m):
        return nearest_year(write, when)
    year = _years(m, when)
    return None if year is None else write(year)


def read_feast(m: Match, when: When) -> str | None:
    """Christmas Eve, New Year's Day 2024."""
    month, day = FEASTS[_words(m["feast"])]
    if m["year"]:
        return dt.date(int(m["year"]), month, day).isoformat()
    return nearest_year(lambda year: dt.date(year, month, day).isoformat(), when)


def read_deictic(m: Match, when: When) -> str | None:
    """Today, last night, tomorrow morning, the day before yesterday."""
    text = _words(m[0])
    days = -1 if "yesterday" in text or text.startswith("last") else 1 if "tomorrow" in text else 0
    twice = 2 if text.startswith(("day before", "day after")) else 1
    return (when.published + dt.timedelta(days=days * twice)).isoformat()


def read_weekday(m: Match, when: When) -> str | None:
    """Wednesday, last Friday, next Tuesday, Monday of last week, the following Thursday."""
    weekday, which, week = WEEKDAY_NUMBERS[m["weekday"].lower()], _words(m["near"] or ""), m["week"]
    here = when.published
    if week:
        monday = shift(here, "week", {"last": -1, "this": 0, "next": 1}[week.lower()])
        return (monday + dt.timedelta(days=weekday - monday.weekday())).isoformat()
    if which in {"following", "previous", "preceding"}:
        base = anchor_day(when, "day", after=which == "following")
        if base is None and which == "following" and not when.future:
            return None
        return nearest_weekday(base or here, weekday, after=which == "following", strict=True).isoformat()
    after = which in {"next", "this coming", "coming"} or (when.future and which not in {"last", "past", "this past"})
    return nearest_weekday(here, weekday, after=after, strict=which in {"next", "last"}).isoformat()


def read_weekdays(m: Match, when: When) -> str | None:
    """From Monday to Wednesday."""
    first, last = WEEKDAY_NUMBERS[m["weekday"].lower()], WEEKDAY_NUMBERS[m["weekday2"].lower()]
    start = nearest_weekday(when.published, first, after=when.future, strict=False)
    return write_interval(start.isoformat(), nearest_weekday(start, last, after=True, strict=True).isoformat())


def read_unit(m: Match, when: When) -> str | None:
    """This week, early next month, later that year, the following week, the same day, the year before."""
    which, unit = _words(m["which"] or m["side"]), m["unit"].lower()
    if which == "next" and (unit == "day" or m["which"].lower().startswith("the")):
        which = "following"
    unit = "day" if unit in {"morning", "afternoon", "evening", "night"} else unit
    day = _pointed(which, unit, when)
    return None if day is None else write_unit(day, unit)


def read_weekend(_m: Match, when: When) -> str | None:
    """At the weekend: the last one begun, or the next where the event is still to come."""
    saturday = nearest_weekday(when.published, 5, after=when.future, strict=False)
    return write_unit(saturday, "weekend")


def read_count(m: Match, when: When) -> str | None:
    """Two days ago, three weeks later, seven years after (see `_counted_from` for what they count from)."""
    count, unit, side = _number(m["number"]), m["unit"].lower(), _words(m["side"])
    if unit in {"hour", "minute"}:
        count, unit = (count // HOURS_OF_A_DAY if unit == "hour" else 0), "day"
    base, sign = _counted_from(side, unit, when)
    if base is None:
        return None
    return _coarsely(shift(base, unit, sign * count), unit, count, rough=bool(m["rough"]) or "couple" in m["number"])


def _counted_from(side: str, unit: str, when: When) -> tuple[dt.date | None, int]:
    """The day to count from and the direction.

    Without an anchor the event is taken to be told at publication, so that "seven years after they were severed" dates
    the severing: seven years before. "Later" then tells something alone where the event is still to come.
    """
    if side == "ago":
        return when.published, -1
    if side.startswith("from") or side == "hence":
        return when.published, 1
    later = side in {"later", "after", "after that"}
    base = anchor_day(when, unit, after=later)
    if base is not None:
        return base, 1 if later else -1
    if side == "after" and not when.future:
        return when.published, -1
    if later or side == "before":
        return (when.published, 1) if when.future else (None, 1)
    return when.published, -1


def _coarsely(day: dt.date, unit: str, count: int, *, rough: bool) -> str:
    """The day, as exactly as the unit tells: months and years stand for themselves, several weeks for a week."""
    if unit in COARSE:
        text = write_unit(day, unit)
        return f"{text}~" if rough else text
    if unit == "day":
        return f"{day}~" if rough else day.isoformat()
    return f"{day}~" if count == 1 else write_unit(day, "week")


def read_in(m: Match, when: When) -> str | None:
    """In two days: a date where the event is still to come, else a span ("the second visit in two days")."""
    if not when.future:
        return None
    count, unit = _number(m["number"]), m["unit"].lower()
    if unit in {"hour", "minute"}:
        return None
    return _coarsely(shift(when.published, unit, count), unit, count, rough=bool(m["rough"]))


ROUGH = rf"(?P<rough>(?i:(?:just{S})?(?:about|around|nearly|almost|over|under|some|roughly|approximately|more{S}than|less{S}than|at{S}least)){S})?"
DET = rf"(?:the{S})?"
FROM = rf"(?i:from|between){S}"
POINT = rf"(?i:(?:(?:the|that|this|very){S})?(?:same|following|previous|preceding|prior|next)|that|this(?:{S}(?:past|coming))?|last|the{S}current|the{S}coming)"
SPANNED = r"(?i:day|week|weekend|month|quarter|year|decade|century|morning|afternoon|evening|night)"
VAGUE = "|".join(
    (
        rf"(?:more{S}|most{S}|until{S}|as{S})?recently",
        r"lately",
        rf"(?:very{S})?(?:soon|shortly)",
        r"previously",
        r"eventually",
        rf"earlier(?!{S}than)",
        rf"(?:in|over|during|within|for|through|throughout){S}(?:the{S})?(?:recent|coming|past|last|next|previous|preceding|following|ensuing|subsequent|intervening){S}(?:(?:few|several|couple{S}of|{NUMBER}){S})?(?:hours|days|weeks|months|years|decades)",
        rf"(?:in|over|during|within){S}the{S}(?:past|last|coming){S}(?:hour|day|week|fortnight|month|quarter|year|decade|century)",
        rf"(?:in{S})?recent{S}(?:hours|days|weeks|months|years|decades|times)",
        rf"(?:in{S})?(?:the{S})?(?:coming|past){S}(?:hours|days|weeks|months|years|decades)",
        rf"in{S}the{S}(?:recent{S}|distant{S})?past",
        rf"in{S}the{S}(?:near|foreseeable|immediate|not{S}too{S}distant){S}future",
        rf"over{S}the{S}(?:years|months|weeks|decades)",
        rf"for{S}(?:years|months|weeks|days|decades)",
        rf"in{S}(?:years|months|weeks|decades)",
        rf"(?:(?:a{S}few|several|many|some|a{S}number{S}of|numerous){S})?(?:hours|days|weeks|months|years|decades){S}(?:ago|earlier|later|before)",
        rf"(?:some{S}time|long){S}ago",
        rf"the{S}other{S}day",
        rf"in{S}due{S}course",
        rf"at{S}(?:a|some){S}(?:later|future){S}(?:date|point|stage)",
        rf"one{S}day",
    )
)


def _rule(pattern: str, read: Callable[[Match, When], str | None] | None) -> Rule:
    return Rule(re.compile(pattern), read)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules, compiled once, when first asked for."""
    year_or = rf"(?:(?:,?{S}|{S}of{S})(?P<year>{YEAR})|{S}{RELATIVE_YEAR})?"
    month, month2 = rf"(?P<month>{MONTH})", rf"(?P<month2>{MONTH})"
    day, day2 = rf"(?P<day>{DAY})", rf"(?P<day2>{DAY})"
    year, year2 = rf"(?:,?{S}(?P<year>{YEAR}))?", rf"(?:,?{S}(?P<year2>{YEAR}))?"
    to_and = rf"(?:{TO}|{S}and{S})"
    return (
        _rule(r"(?P<iso>[12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:T[0-9:.]{2,15}Z?)?", read_iso),
        _rule(rf"(?P<first>[0-3]?[0-9])(?P<sep>[./])(?P<second>[0-3]?[0-9])(?P=sep)(?P<year>{YEAR})", read_numeric),
        # "November 9 and 10" is two days; "September 11 and 33 Ukrainian prisoners" is one.
        _rule(rf"{ON_WEEKDAY}{month}{S}{day}{year}{S}and{S}{ON_WEEKDAY}(?:{month2}{S})?{day2}{year2}"
              rf"(?=[.,;:)]|$|{S}(?:in|at|with|to|for|by|as|on|when|where|during)\b)", read_days),
        _rule(rf"(?:{FROM}){ON_WEEKDAY}{month}{S}{day}{year}{to_and}{ON_WEEKDAY}(?:{month2}{S})?{day2}{year2}", read_days),
        _rule(rf"{ON_WEEKDAY}{month}{S}{day}{year}{TO}{ON_WEEKDAY}(?:{month2}{S})?{day2}{year2}", read_days),
        _rule(rf"(?:{FROM}){ON_WEEKDAY}{day}(?:{S}{month}{year})?{to_and}{ON_WEEKDAY}{day2}{S}{month2}{year2}", read_days),
        _rule(rf"{ON_WEEKDAY}{day}(?:{S}{month}{year})?{TO}{ON_WEEKDAY}{day2}{S}{month2}{year2}", read_days),
        _rule(rf"{CIRCA}{ON_WEEKDAY}{month}{S}{DET}(?P<day>{DAY}|{ORDINAL_DAY}){year_or}", read_day),
        _rule(rf"{CIRCA}{ON_WEEKDAY}{DET}(?P<day>{DAY}|{ORDINAL_DAY})(?:{S}day)?(?:{S}of)?{S}{month}{year_or}", read_day),
        _rule(rf"{FROM}{PART}?(?P<month>{MONTH}){year}{to_and}{PART}?{month2}{year2}", read_months),
        _rule(rf"{PART}?(?P<month>{MONTH}){year}{TO}{PART}?{month2}{year2}", read_months),
        _rule(rf"(?P<month>{MONTH})(?P<year>\b){S}and{S}{month2},?{S}(?P<year2>{YEAR})", read_months),
        _rule(rf"(?P<near>(?i:last|this(?:{S}past|{S}coming)?|next|the{S}(?:following|previous)|earlier{S}this)){S}(?P<month>{FULL_MONTH})", read_near_month),
        _rule(rf"{CIRCA}{PART}?{month}(?:(?:,?{S}|{S}of{S}|-)(?P<year>{YEAR})|{S}{RELATIVE_YEAR})?", read_month),
        _rule(rf"(?:{FROM})(?P<year>{YEAR})(?:{TO}|{S}and{S})(?P<year2>{YEAR})", read_years),
        _rule(rf"{PART}?(?P<year>{YEAR}){TO}(?P<year2>{YEAR})", read_years),
        _rule(rf"{CIRCA}{PART}?(?P<year>{YEAR})", read_year),
        _rule(rf"(?P<year>{YEAR})[-–/](?P<year2>[0-9]{{2}})(?![0-9])", read_short_years),
        _rule(rf"{DET}(?:(?i:early|mid|late)(?:-|{S}))?(?P<decade>1[0-9]{{2}}|20[0-9])0['’]?s", read_decade),
        _rule(rf"{DET}(?:(?i:early|mid|late)(?:-|{S}))?(?P<number>{ORDINAL_DAY})(?:{S}|-)century", read_century),
        _rule(rf"{CIRCA}(?:(?i:early|mid|late)(?:-|{S}(?:in{S})?))?(?:(?P<near>(?i:last|this|next)){S}|{DET})(?P<season>(?i:{choose(SEASONS)}))(?:{S}(?:of{S})?(?P<year>{YEAR}))?", read_season),
        _rule(rf"(?:{DET}(?P<number>(?i:first|second|third|fourth|1st|2nd|3rd|4th)){S}quarter|Q(?P<digit>[1-4]))(?:{S}(?:of{S})?(?P<year>{YEAR})|{S}{RELATIVE_YEAR})?", read_quarter),
        _rule(rf"(?P<feast>(?i:new{S}year['’]s{S}(?:day|eve)|christmas{S}(?:day|eve)|boxing{S}day))(?:,?{S}(?P<year>{YEAR}))?", read_feast),
        _rule(rf"(?i:(?:the{S})?day{S}before{S}yesterday|(?:the{S})?day{S}after{S}tomorrow|yesterday(?:{S}{HALF_DAY})?|tomorrow(?:{S}{HALF_DAY})?|(?:(?:earlier|later|late|early){S})?today|tonight|this{S}{HALF_DAY}|last{S}(?:night|evening))", read_deictic),
        _rule(rf"(?:{FROM})(?P<weekday>{WEEKDAY}){to_and}(?P<weekday2>{WEEKDAY})", read_weekdays),
        _rule(rf"(?P<weekday>{WEEKDAY}){TO}(?P<weekday2>{WEEKDAY})", read_weekdays),
        _rule(rf"(?:(?P<near>(?i:last|next|this(?:{S}(?:past|coming))?|(?:the{S})?(?:following|previous|preceding|past|coming))){S})?(?P<weekday>{WEEKDAY})(?:{S}{HALF_DAY}|{S}(?:of{S})?(?P<week>(?i:last|this|next)){S}week)?", read_weekday),
        _rule(rf"(?:(?i:earlier|later|early|late|mid|(?:at{S})?the{S}end{S}of){S})?(?P<which>{POINT}){S}(?P<unit>{SPANNED})(?P<side>\b)", read_unit),
        _rule(rf"(?P<which>\b)the{S}(?P<unit>day|week|month|year){S}(?P<side>before|after|earlier|later)", read_unit),
        _rule(rf"(?:(?i:at|over|on|during){S})the{S}weekend", read_weekend),
        _rule(rf"{ROUGH}(?P<number>{NUMBER}){S}(?:full{S}|short{S})?(?P<unit>{UNIT})s?{S}(?P<side>ago|earlier|later|before|after|previously|prior|hence|from{S}(?:now|today))", read_count),
        _rule(rf"(?i:in|within){S}{ROUGH}(?P<number>{NUMBER}){S}(?P<unit>{UNIT})s?(?:['’]{S}time|['’]s{S}time)?", read_in),
        _rule(rf"(?i:{VAGUE})", None),
    )  # fmt: skip
