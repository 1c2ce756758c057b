"""Rules for dates told from the day of publication ("last week") or from the story ("a day earlier"), and vague ones.

The codebook's rules: a bare weekday is the last up to publication, the next one where the event is still to come.
What is told from the story counts from the anchor; without one, from publication where that makes sense.
"""

from __future__ import annotations

import datetime as dt

from ingest.extract.times_calendar import SATURDAY, When, nearest_weekday, shift, write_interval, write_unit
from ingest.extract.times_rules import Match, Rule, make_rule, read_number, simplify
from ingest.extract.times_words import (
    FROM,
    HALF_DAY,
    NTH,
    NUMBER,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    S,
    choose,
)

HOURS_OF_A_DAY = 24
# Steps from publication and from the anchor.
NOW = {"this": 0, "current": 0, "last": -1, "past": -1, "this past": -1, "next": 1, "coming": 1, "this coming": 1}
THEN = {"that": 0, "same": 0, "that same": 0, "previous": -1, "preceding": -1, "prior": -1,
        "before": -1, "earlier": -1, "following": 1, "very next": 1, "after": 1, "later": 1}  # fmt: skip


def point(which: str, unit: str, when: When) -> dt.date | None:
    """A day inside the unit that "last", "that", "the following" and their like point at; None where they can't."""
    if which in NOW:
        return shift(when.published, unit, NOW[which])
    step = THEN[which]
    base = when.counting_day(unit, after=step > 0)
    if base is None and (step < 0 or (step > 0 and when.future)):
        base = when.published
    if base is None:
        return None
    day = shift(base, unit, step)
    return day if step <= 0 or when.allows(day) else None


def read_deictic(m: Match, when: When) -> str | None:
    """Today, last night, tomorrow morning, the day before yesterday."""
    text = simplify(m[0])
    days = -1 if "yesterday" in text or text.startswith("last") else 1 if "tomorrow" in text else 0
    twice = 2 if text.startswith("day ") else 1
    return (when.published + dt.timedelta(days=days * twice)).isoformat()


def read_weekday(m: Match, when: When) -> str | None:
    """Wednesday, last Friday, next Tuesday, Monday of last week, the following Thursday."""
    weekday, which = WEEKDAY_NUMBERS[m["weekday"].lower()], simplify(m["near"] or "")
    if m["week"]:
        day = shift(when.published, "week", NOW[m["week"].lower()])
        return (day + dt.timedelta(days=weekday - day.weekday())).isoformat()
    if which in THEN:
        after = THEN[which] > 0
        base = when.counting_day("day", after=after)
        if base is None and after and not when.future:
            return None
        return nearest_weekday(base or when.published, weekday, after=after, strict=True).isoformat()
    step = NOW.get(which, 0)
    after = step > 0 or (when.future and step == 0)
    return nearest_weekday(when.published, weekday, after=after, strict=which in {"next", "last"}).isoformat()


def read_weekdays(m: Match, when: When) -> str | None:
    """From Monday to Wednesday."""
    first, last = WEEKDAY_NUMBERS[m["weekday"].lower()], WEEKDAY_NUMBERS[m["weekday2"].lower()]
    start = nearest_weekday(when.published, first, after=when.future, strict=False)
    end = nearest_weekday(start, last, after=True, strict=True)
    return write_interval(start.isoformat(), end.isoformat())


def read_weekend(_m: Match, when: When) -> str | None:
    """At the weekend: the last one begun, or the next where the event is still to come."""
    return write_unit(nearest_weekday(when.published, SATURDAY, after=when.future, strict=False), "weekend")


def read_unit(m: Match, when: When) -> str | None:
    """This week, early next month, later that year, the following week, the same day, the year before."""
    which, unit = simplify(m["which"] or m["side"]), m["unit"].lower()
    if unit in {"morning", "afternoon", "evening", "night"}:
        unit = "day"
    if which == "next" and (unit == "day" or m["which"].lower().startswith("the")):
        which = "following"
    if which in {"this", "this past"} and unit == "weekend":
        return read_weekend(m, when)
    day = point(which, unit, when)
    return None if day is None else write_unit(day, unit)


def read_within(m: Match, when: When) -> str | None:
    """Earlier in the day, the end of the year: of the story's, or of publication's where it is still to come."""
    told = None if when.future else when.counting_day(m["unit"], after=True)
    return write_unit(told or when.published, m["unit"])


def read_nth(m: Match, when: When) -> str | None:
    """On the 26th; the 26th of last month."""
    number = read_number(m["day"])
    which = m["which"]
    base = when.counting_day("month", after=False) if not which else point(simplify(which), "month", when)
    if base is not None:
        return base.replace(day=number).isoformat()
    if which:
        return None
    here = when.published
    day = here.replace(day=number)
    if when.future and day < here:
        day = shift(here, "month", 1).replace(day=number)
    elif not when.future and day > here:
        day = shift(here, "month", -1).replace(day=number)
    return day.isoformat()


def read_count(m: Match, when: When) -> str | None:
    """Two days ago, three weeks later, seven years after (`_count` says from where)."""
    number, unit, side = read_number(m["number"]), m["unit"].lower(), simplify(m["side"])
    if unit in {"hour", "minute"}:
        number, unit = (number // HOURS_OF_A_DAY if unit == "hour" else 0), "day"
    day = _count(number, unit, side, when)
    rough = bool(m["rough"]) or "couple" in m["number"].lower()
    return None if day is None else _write_coarsely(day, unit, number, rough=rough)


def _count(number: int, unit: str, side: str, when: When) -> dt.date | None:
    """The day so many units away.

    "Seven years after they were severed" dates the event itself where a story leads up to it, else the severing: told
    of something that happens at publication, it was seven years before.
    """
    here = when.published
    if side == "ago":
        return shift(here, unit, -number)
    if side.startswith("from") or side == "hence":
        return shift(here, unit, number)
    later = side in {"later", "after"}
    base = when.counting_day(unit, after=later)
    if base is not None and when.allows(day := shift(base, unit, number if later else -number)):
        return day
    if side == "after" and not when.future:
        return shift(here, unit, -number)
    if later or side == "before":
        return shift(here, unit, number) if when.future else None
    return shift(here, unit, -number)


def _write_coarsely(day: dt.date, unit: str, number: int, *, rough: bool) -> str:
    """The day, as exactly as the unit tells: a month or year for itself, a week about the day, several in a week."""
    if unit in {"week", "fortnight"}:
        return f"{day}~" if number == 1 else write_unit(day, "week")
    text = write_unit(day, unit)
    return f"{text}~" if rough and unit != "decade" else text


def read_in(m: Match, when: When) -> str | None:
    """In two days: a date where the event is still to come, else a span ("the second visit in two days")."""
    number, unit = read_number(m["number"]), m["unit"].lower()
    if not when.future or unit in {"hour", "minute"}:
        return None
    return _write_coarsely(shift(when.published, unit, number), unit, number, rough=bool(m["rough"]))


def relative_rules() -> tuple[Rule, ...]:
    """The rules, compiled; vague expressions last."""
    rough = rf"""(?P<rough>(?i:(?:just{S})?(?:about|around|nearly|almost|over|under|some|roughly|approximately
      |more{S}than|less{S}than|at{S}least)){S})?"""
    which = rf"""(?P<which>(?i:(?:(?:the|that){S})?same|the{S}very{S}next|(?:the{S})?next|that
      |the{S}(?:following|previous|preceding|prior|current|coming)|this(?:{S}(?:past|coming))?|last))"""
    spanned = choose(["day", "week", "weekend", "month", "quarter", "year", "decade", "century", "morning", "afternoon",
                      "evening", "night"])  # fmt: skip
    part = rf"(?:{choose(['earlier', 'later', 'early', 'late', 'mid', 'at the end of', 'the end of'])}(?:-|{S}))?"
    sides = choose(["ago", "earlier", "later", "before", "after", "previously", "prior", "hence", "from now",
                    "from today"])  # fmt: skip
    near = choose(["last", "next", "this", "this past", "this coming", "past", "coming", "the following", "following",
                   "the previous", "previous", "the preceding"])  # fmt: skip
    a_day = rf"(?:the{S})?day{S}before{S}yesterday|(?:the{S})?day{S}after{S}tomorrow"
    from_to = rf"(?P<weekday>{WEEKDAY}){TO}(?P<weekday2>{WEEKDAY})"
    return (
        make_rule(
            rf"(?i:{a_day}|(?:yesterday|tomorrow)(?:{S}{HALF_DAY})?|(?:(?:earlier|later|late|early){S})?today|tonight"
            rf"|this{S}{HALF_DAY}|last{S}(?:night|evening))",
            read_deictic,
        ),
        make_rule(rf"(?:{FROM})?{from_to}", read_weekdays),
        make_rule(rf"{FROM}(?P<weekday>{WEEKDAY}){S}and{S}(?P<weekday2>{WEEKDAY})", read_weekdays),
        make_rule(
            rf"(?:(?P<near>{near}){S})?(?P<weekday>{WEEKDAY})"
            rf"(?:{S}{HALF_DAY}|{S}(?:of{S})?(?P<week>(?i:last|this|next)){S}week)?",
            read_weekday,
        ),
        make_rule(rf"{part}{which}{S}(?P<unit>{spanned})(?P<side>\b)", read_unit),
        make_rule(rf"(?P<which>\b)[Tt]he{S}(?P<unit>day|week|month|year){S}(?P<side>{choose(THEN)})", read_unit),
        make_rule(
            rf"(?i:earlier{S}in|later{S}in|(?:the{S})?(?:beginning|start|middle|end|close){S}of){S}the{S}"
            r"(?P<unit>day|week|month|year)",
            read_within,
        ),
        make_rule(rf"(?i:(?:at|over|on|during){S})the{S}weekend", read_weekend),
        make_rule(
            rf"(?:[Oo]n{S})?the{S}(?P<day>{NTH})(?:{S}of{S}(?P<which>(?:this|last|next|that|the{S}same){S})month"
            r"|(?=[.,;:)]|$))",
            read_nth,
        ),
        make_rule(
            rf"{rough}(?P<number>{NUMBER}){S}(?:full{S}|short{S})?(?P<unit>{UNIT})s?{S}(?P<side>{sides})", read_count
        ),
        make_rule(rf"(?i:in|within){S}{rough}(?P<number>{NUMBER}){S}(?P<unit>{UNIT})s?(?:['’]s?{S}time)?", read_in),
        make_rule(rf"(?i:{_vague_words()})", None),
    )


def _vague_words() -> str:
    """Words that place an event in time without a date."""
    units = "(?:hours|days|weeks|months|years|decades)"
    unit = "(?:hour|day|week|fortnight|month|quarter|year|decade|century)"
    some = rf"(?:(?:few|several|couple{S}of|many|{NUMBER}){S})?"
    along = "(?:in|over|during|within|for|through|throughout)"
    near = "(?:recent|coming|past|last|next|previous|preceding|following|ensuing|subsequent|intervening)"
    return "|".join(
        [
            rf"(?:more{S}|most{S}|as{S})?recently|lately|previously|eventually|(?:very{S})?(?:soon|shortly)",
            rf"earlier(?!{S}(?:than|on|in|that|this)\b)",
            rf"(?:{along}{S})?(?:the{S})?{near}{S}{some}{units}",
            rf"{along}{S}the{S}(?:past|last|coming){S}{unit}",
            rf"the{S}past{S}{unit}",
            rf"(?:in{S})?recent{S}times",
            rf"in{S}the{S}(?:(?:recent|distant){S})?past",
            rf"in{S}the{S}(?:near|foreseeable|immediate|not{S}too{S}distant){S}future",
            rf"over{S}the{S}{units}|in{S}{units}",
            rf"(?:(?:a{S}few|several|many|some|a{S}number{S}of|numerous){S})?{units}{S}(?:ago|earlier|later|before)",
            rf"(?:some{S}time|long){S}ago|the{S}other{S}day|in{S}due{S}course",
            rf"at{S}(?:a|some){S}(?:later|future){S}(?:date|point|stage)",
        ]
    )
