"""Bylines and datelines: who wrote a report, where, when, and for which agency."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from ingest.readers.days import MONTH, WEEKDAY, find_day, read_day_line

LONGEST_LINE: Final = 160
LONGEST_DATELINE: Final = 140

_BY: Final = re.compile(r"(?:(?:written|reported)\s+)?by:?\s+(?P<rest>\S.*)", re.IGNORECASE)
_IN: Final = re.compile(r"^(?P<author>.+?),?\s+in\s+(?P<place>[A-Z][\w.'’\- ]*(?:,\s*[A-Z][\w.'’\- ]*)?)$")
_SMALL: Final = frozenset(
    [
        "and",
        "&",
        "de",
        "da",
        "di",
        "del",
        "der",
        "den",
        "van",
        "von",
        "bin",
        "bint",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "du",
        "dos",
        "y",
        "of",
        "the",
        "for",
        "with",
        "staff",
        "writer",
        "reporter",
        "correspondent",
        "editor",
        "our",
        "special",
        "in",
        "at",
    ]
)
_NO_NAMES: Final = re.compile(rf"^(?:{WEEKDAY}|{MONTH})$", re.IGNORECASE)
_SOURCE: Final = re.compile(r"source:\s+(?P<agency>[^.:]{2,60})", re.IGNORECASE)
_RELEASE: Final = re.compile(r"for immediate release", re.IGNORECASE)

_CAPITALS: Final = r"(?:ST\. |MT\. )?[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,3}"
_TITLED: Final = r"[A-ZÀ-Þ][\w'’.\-]+(?: [A-ZÀ-Þ][\w'’.\-]+){0,3}"
_DAY: Final = rf"(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?"
_AGENCY: Final = r"(?:\((?P<agency>[A-Z][^()]{1,40})\)|/(?P<slashed>[A-Z][^/]{1,30})/)"
_DASH: Final = r"(?:--|[—–-])"
# "PORT-AU-PRINCE, Haiti, March 3 (Xinhua) --": capitals are enough; "Minsk, 3 March (BelTA) –" needs day or agency.
_DATELINES: Final = (
    re.compile(rf"^(?P<place>{_CAPITALS}(?:, {_TITLED})??)(?:,? (?P<day>{_DAY})\.?)?(?: {_AGENCY}\.?)?\s*{_DASH}\s"),
    re.compile(rf"^(?P<place>{_CAPITALS}(?:, {_TITLED})??)(?:,? (?P<day>{_DAY})\.?)? {_AGENCY}\.?\s"),
    re.compile(rf"^(?P<place>{_TITLED}(?:, {_TITLED})??),? (?P<day>{_DAY})\.?(?: {_AGENCY}\.?)?\s*{_DASH}\s"),
    re.compile(rf"^(?P<place>{_TITLED}(?:, {_TITLED})??)(?:,? (?P<day>{_DAY})\.?)? {_AGENCY}\.?\s*{_DASH}\s"),
    re.compile(rf"^{_AGENCY}\.?\s*{_DASH}\s"),
)
_PLACE_LINE: Final = re.compile(rf"^(?P<place>{_CAPITALS}|{_TITLED}),\s+(?P<rest>.+)$")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a byline or a dateline tells; None for each that it does not."""

    author: str | None = None
    place: str | None = None
    agency: str | None = None
    day: dt.date | None = None

    def filled(self, other: Origin) -> Origin:
        """This one, with what it lacks from another."""
        return Origin(
            self.author or other.author,
            self.place or other.place,
            self.agency or other.agency,
            self.day or other.day,
        )


def read_byline(line: str) -> Origin | None:
    """What a line tells that stands between headline and body; None of any other line.

    It is "By Ben Aris in Berlin November 26, 2025", a day alone, "MINSK, November 26, 2025", or "Source: Reuters".
    """
    text = line.strip().strip("|*_ ")
    if not text or len(text) > LONGEST_LINE:
        return None
    if (day := read_day_line(text)) is not None:
        return Origin(day=day)
    if (by := _BY.fullmatch(text)) is not None:
        return _read_author(by["rest"])
    if (source := _SOURCE.fullmatch(text)) is not None:
        return Origin(agency=source["agency"].strip())
    if (place := _PLACE_LINE.fullmatch(text)) is not None and (day := read_day_line(place["rest"])) is not None:
        return Origin(place=place["place"], day=day)
    return Origin() if _RELEASE.fullmatch(text) else None


def read_dateline(paragraph: str) -> Origin | None:
    """What the beginning of a body tells: "BEIJING, March 3 (Xinhua) --", "MINSK (Reuters) -"; None without one."""
    start = paragraph[:LONGEST_DATELINE]
    for form in _DATELINES:
        if (match := form.match(start)) is not None:
            told = match.groupdict()
            found = find_day(told.get("day") or "")
            agency = told["agency"] or told["slashed"]
            return Origin(place=told.get("place"), agency=agency, day=found[0] if found else None)
    return None


def _read_author(text: str) -> Origin | None:
    """Read what stands after "By"; None where that is no name ("By Wednesday the talks had failed")."""
    day, place = None, None
    if (found := find_day(text)) is not None:
        day, (start, end) = found
        if text[end:].strip(" ,|-–—") and read_day_line(text[start:]) is None:
            return None
        text = re.sub(rf"(?:,?\s*(?:{WEEKDAY}|on|[|\-–—,]))*\s*$", "", text[:start], flags=re.IGNORECASE)
    if (within := _IN.match(text)) is not None:
        text, place = within["author"], within["place"].strip(" ,")
    text = text.strip(" ,|-–—")
    words = re.findall(r"[^\s,;|/()]+", text)
    names = [word for word in words if word.lower() not in _SMALL]
    if not names or text.endswith((".", "?", "!")) or any(not _is_name(word) for word in names):
        return Origin(day=day, place=place) if not words and day else None
    return Origin(author=text, place=place, day=day)


def _is_name(word: str) -> bool:
    return (word[0].isupper() or not word[0].isascii() or word.startswith(("al-", "d'"))) and not _NO_NAMES.match(word)
