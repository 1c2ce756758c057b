"""Expressions of time in English prose, and the EDTF dates that they tell.

Finding needs the text alone; reading needs the day of publication, whether the event is still to come, and the date
of the narrative's preceding event. The codebook's rules hold: "Wednesday" and a date without a year are the latest
such day not after publication, or the first after it where the event is still to come.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.dates import bounds, check_edtf
from graph.errors import EdtfError
from ingest.extract.times_absolute import absolute_rules
from ingest.extract.times_calendar import When
from ingest.extract.times_context import is_named, is_time
from ingest.extract.times_relative import relative_rules
from ingest.extract.times_rules import Match, Rule
from ingest.extract.times_words import (
    MONTH,
    MONTHS,
    NUMBERS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    YEAR,
)

# News tells old dates with their year and recent ones without ("jailed in May 2021, he was freed on September 11");
# histories leave out a year that was just told. So the year told before counts only where it is long ago.
NEWS_YEARS = 10
SENTENCES_SHARED = 4
FARTHEST_SHARED = 600
TOLD_YEAR = re.compile(rf"{YEAR}$")
WITHOUT_YEAR = re.compile(rf"(?!.*(?:{YEAR}|year|(?i:last|this|next|following|previous)\b)).*\b{MONTH}", re.DOTALL)
SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][\"”’)]*\s+(?=[A-Z“\"])|\n")
JOINED = re.compile(r",?\s+(?:and|or|to|through|until)\s+(?:on\s+)?")

WORD = re.compile(r"\b(?:[A-Za-z]+|[0-9])")
# Words with which an expression may begin (or a digit does); elsewhere no rule is tried.
OPENING_WORDS = [
    "the", "that", "this", "last", "next", "same", "following", "previous", "preceding", "past", "coming", "current",
    "in", "on", "at", "over", "during", "within", "for", "through", "throughout", "from", "between", "about",
    "around", "circa", "ca", "c", "approximately", "roughly", "some", "sometime", "just", "nearly", "almost", "under",
    "more", "less", "most", "as", "earlier", "later", "early", "late", "mid", "beginning", "start", "middle", "end",
    "close", "final", "latter", "today", "tonight", "yesterday", "tomorrow", "christmas", "boxing", "new", "q",
    "recently", "lately", "previously", "eventually", "very", "soon", "shortly", "long", "recent", "ensuing",
    "subsequent", "intervening", "few", "several", "many", "numerous", "couple", "hours", "days", "weeks", "months",
    "years", "decades",
]  # fmt: skip
FIRST_WORDS = frozenset(OPENING_WORDS) | {
    word.partition("-")[0].partition(" ")[0].lower()
    for words in (MONTHS, SHORT_MONTHS, WEEKDAYS, SHORT_WEEKDAYS, NUMBERS, SEASONS)
    for word in words
}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        text: The words.
        vague: It tells no date ("recently", "in the coming days"); it weakens or places what it stands with.
        year: Year told a little before, for a date that shares it ("In 1950, … on January 19").
        named: It belongs to a thing ("the Treaty of 1783", "the 2020 elections") rather than to an event.
    """

    start: int
    end: int
    text: str
    vague: bool
    year: int | None = field(default=None, kw_only=True)
    named: bool = field(default=False, kw_only=True)

    def resolve(self, *, published: dt.date, future: bool = False, anchor: str | None = None) -> str | None:
        """The date that it tells, in EDTF; None where it tells none.

        Args:
            published: Day of publication.
            future: The event is still to come on that day.
            anchor: Date (EDTF) of the narrative's preceding event, from which "a day earlier" or "the same week" count.

        Raises:
            EdtfError: The anchor is not EDTF.
        """
        since = None if anchor is None else bounds(anchor)
        found = _read(self.text)
        if found is None or found[0].read is None:
            return None
        read, match = found[0].read, found[1]
        shared = self.year if self.year is not None and published.year - self.year > NEWS_YEARS else None
        try:
            date = read(match, When(published, future, since, shared))
            return None if date is None else check_edtf(date)
        except (EdtfError, ValueError, OverflowError):
            # No such day (30 February), or outside the years 1 to 9999: the words tell no date.
            return None


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    """All rules, compiled when first asked for; where two fit one text, the first holds."""
    return (*absolute_rules(), *relative_rules())


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Rule, Match] | None:
    """The first rule that fits a whole text."""
    return next(((rule, match) for rule in _rules() if (match := rule.pattern.fullmatch(text))), None)


def find_times(text: str) -> list[TimeExpression]:
    """Expressions of time in a text, in order, not overlapping; where several start together, the longest.

    Give the whole text of a document, or a paragraph at least: a date without a year takes it from those before.
    """
    found: list[TimeExpression] = []
    end = 0
    for word in WORD.finditer(text):
        if word.start() < end or not (word[0].isdigit() or word[0].lower() in FIRST_WORDS):
            continue
        expression = _longest(text, word.start())
        if expression is not None:
            found.append(expression)
            end = expression.end
    return _share_years(text, found)


def _longest(text: str, start: int) -> TimeExpression | None:
    end, vague = start, False
    for rule in _rules():
        match = rule.pattern.match(text, start)
        if match and match.end() > end and is_time(text, start, match.end()):
            end, vague = match.end(), rule.read is None
    if end == start:
        return None
    return TimeExpression(start, end, text[start:end], vague, named=not vague and is_named(text, start, end))


def _share_years(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Give dates without a year that of their sentence, of the one before, or of the next date it is joined to."""
    shared: list[TimeExpression] = []
    told: tuple[int, int] | None = None
    for index, expression in enumerate(found):
        here = expression
        if not here.vague and WITHOUT_YEAR.match(here.text):
            later = found[index + 1] if index + 1 < len(found) else None
            if later and TOLD_YEAR.search(later.text) and JOINED.fullmatch(text[here.end : later.start]):
                here = replace(here, year=int(later.text[-4:]))
            elif told and _is_near(text, told[0], here.start):
                here = replace(here, year=told[1])
            if here.year is not None:
                told = here.end, here.year
        elif TOLD_YEAR.search(here.text) and not here.named:
            told = here.end, int(here.text[-4:])
        shared.append(here)
    return shared


def _is_near(text: str, start: int, end: int) -> bool:
    """Whether a place lies in the same sentence as an earlier one, or in the next."""
    return end - start <= FARTHEST_SHARED and len(SENTENCE_END.findall(text[start:end])) <= SENTENCES_SHARED
