"""Headline, byline and body of a report, apart."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

from ingest.readers.bylines import Origin, read_byline, read_dateline
from ingest.readers.cleaning import clean, ends_sentence, squeeze

LONGEST_HEADLINE: Final = 220
MOST_BYLINES: Final = 5
_SIGNS: Final = re.compile(r"[\W_]+")
# A headline may end so, though sentences do too.
_ABBREVIATED: Final = re.compile(r"\b(?:[A-Z]\.){2,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What could be read off a report, before it is checked.

    Attributes:
        text: The body, paragraphs separated by empty lines.
        retrieved: When it was fetched, where it says so itself.
        stated: Whether publication day and publisher stand in fields of their own, and were not read off prose.
        made: When the file was made, where it says so: no date of publication, but a hint for whoever looks for one.
    """

    title: str | None = None
    text: str
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    retrieved: dt.date | None = None
    place: str | None = None
    agency: str | None = None
    url: str | None = None
    lang: str | None = None
    licence: str | None = None
    doc_id: str = ""
    stated: bool = False
    made: dt.date | None = None


def split_parts(paragraphs: list[str], known: Parts | None = None) -> Parts:
    """Tell headline, byline and body apart.

    The dateline stays where it begins the body ("BEIJING, March 3 (Xinhua) -- China said"): it is part of its sentence.

    Args:
        paragraphs: Everything that stands in the report, in order, one line each.
        known: What is known of it otherwise, which wins.
    """
    known = known or Parts(text="")
    rest = [one for text in paragraphs if (one := squeeze(clean(text)))]
    title = squeeze(clean(known.title)) or None if known.title else None
    origin, rest = _take_bylines(rest)
    if title is None and _is_headline(rest):
        title, rest = rest[0], rest[1:]
    elif title is not None:
        rest = _without_title(rest, title)
    below, rest = _take_bylines(rest)
    if below == Origin() and len(rest) > 1:
        # Some put what the report is about between headline and byline.
        below, others = _take_bylines(rest[1:])
        rest = [rest[0], *others]
    origin = origin.filled(below)
    if rest and (dateline := read_dateline(rest[0])) is not None:
        origin = origin.filled(dateline)
    return replace(
        known,
        title=title,
        text="\n\n".join(rest) or title or "",
        author=known.author or origin.author,
        published=known.published or origin.day,
        place=known.place or origin.place,
        agency=known.agency or origin.agency,
    )


def _is_headline(paragraphs: list[str]) -> bool:
    """Whether the first paragraph is a headline: short, no sentence, and something follows."""
    if len(paragraphs) < 2 or len(paragraphs[0]) > LONGEST_HEADLINE or read_dateline(paragraphs[0]):  # noqa: PLR2004
        return False
    first = paragraphs[0]
    return first.endswith(("?", "!")) or not ends_sentence(first) or _ABBREVIATED.search(first) is not None


def _without_title(paragraphs: list[str], title: str) -> list[str]:
    """The paragraphs without the headline, where it stands on the page once more."""
    folded = _fold(title)
    for at, paragraph in enumerate(paragraphs[:2]):
        if folded and _fold(paragraph) == folded:
            return paragraphs[:at] + paragraphs[at + 1 :]
    return paragraphs


def _fold(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _take_bylines(paragraphs: list[str]) -> tuple[Origin, list[str]]:
    origin = Origin()
    for at, paragraph in enumerate(paragraphs[:MOST_BYLINES]):
        told = read_byline(paragraph)
        if told is None:
            return origin, paragraphs[at:]
        origin = origin.filled(told)
    return origin, paragraphs[MOST_BYLINES:]
