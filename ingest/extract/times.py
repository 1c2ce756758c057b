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
from ingest.extract.times_calendar import When
from ingest.extract.times_context import is_named, is_time
from ingest.extract.times_rules import Rule, rules
from ingest.extract.times_words import MONTH, YEAR

NEWS_YEARS = 10


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        text: The words.
        vague: It tells no date ("recently", "in the coming days"); it weakens or places what it stands with.
        year: Year told a little before, for a date that shares it ("In 1950, … on January 19").
        named: It belongs to a name or a thing ("the Treaty of 1783", "the 2020 elections") rather than to an event.
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
        read = _read(self.text)
        if read is None:
            return None
        rule, match = read
        if rule.read is None:
            return None
        try:
            date = rule.read(match, When(published, future, since, self._shared_year(published)))
            return None if date is None else check_edtf(date)
        except (EdtfError, ValueError, OverflowError):
            # No such day (30 February), or outside the years 1 to 9999: the words tell no date.
            return None

    def _shared_year(self, published: dt.date) -> int | None:
        """The year told before, if that is long ago.

        News tells old dates with their year and recent ones without ("jailed in May 2021, he was freed on September
        11"), histories leave a year out where it was just told.
        """
        return self.year if self.year is not None and published.year - self.year > NEWS_YEARS else None


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Rule, re.Match[str]] | None:
    """The first rule that fits a whole text."""
    return next(((rule, match) for rule in rules() if (match := rule.pattern.fullmatch(text))), None)


START = re.compile(r"\b(?=[A-Za-z0-9])")
TOLD_YEAR = re.compile(rf"{YEAR}$")
WITHOUT_YEAR = re.compile(rf"{MONTH}(?!.*{YEAR})")
SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][\"”’)]*\s+(?=[A-Z“\"])|\n")
JOINED = re.compile(r",?\s+(?:and|or|to|through|until)\s+(?:on\s+)?|,\s+")
SENTENCES_SHARED = 1


def find_times(text: str) -> list[TimeExpression]:
    """Expressions of time in a text, in order, not overlapping; where several start together, the longest.

    Give the whole text of a document, or a paragraph at least: a date without a year takes it from those before.
    """
    found: list[TimeExpression] = []
    end = 0
    for start in START.finditer(text):
        if start.start() >= end and (expression := _longest(text, start.start())) is not None:
            found.append(expression)
            end = expression.end
    return _share_years(text, found)


def _longest(text: str, start: int) -> TimeExpression | None:
    end, vague = start, False
    for rule in rules():
        match = rule.pattern.match(text, start)
        if match and match.end() > end and is_time(text, start, match.end()):
            end, vague = match.end(), rule.read is None
    if end == start:
        return None
    return TimeExpression(start, end, text[start:end], vague, named=not vague and is_named(text, start, end))


def _share_years(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Give dates without a year the one told in their sentence or the sentence before, or right after ("July 9 and
    July 10, 1975").
    """
    shared: list[TimeExpression] = []
    told: tuple[int, int] | None = None
    for index, expression in enumerate(found):
        here = expression
        if not here.vague and WITHOUT_YEAR.match(here.text):
            later = found[index + 1] if index + 1 < len(found) else None
            if later and TOLD_YEAR.search(later.text) and JOINED.fullmatch(text[here.end : later.start]):
                here = replace(here, year=int(later.text[-4:]))
            elif told and len(SENTENCE_END.findall(text[told[0] : here.start])) <= SENTENCES_SHARED:
                here = replace(here, year=told[1])
            if here.year is not None:
                told = here.end, here.year
        elif TOLD_YEAR.search(here.text) and not here.named:
            told = here.end, int(here.text[-4:])
        shared.append(here)
    return shared
