"""Quotations of several sentences: who says what stands between quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ingest.extract.attribution_names import Link
from ingest.extract.attribution_speakers import is_reporter, verb_links
from ingest.extract.once import once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

MARKS = frozenset({'"', "“", "”", "``", "''"})
REACH = 12
"""Tokens between a quotation mark and the verb that the quotation hangs on."""

LONGEST = 600
"""Tokens of a quotation: a lost mark must not turn the rest of a long text into one."""


def quotation_links(trigger: Token) -> list[Link]:
    """Who says the quotation that the word stands in, where its own sentence does not tell; [] outside of any."""
    doc, at = trigger.doc, trigger.i
    marks, breaks = once(doc, _marks), once(doc, _breaks)
    broken = bisect_left(breaks, at)
    start = max(at - LONGEST, 0, breaks[broken - 1] + 1 if broken else 0)
    end = min(at + LONGEST, breaks[broken] if broken < len(breaks) else len(doc))
    first, behind = bisect_left(marks, start), bisect_left(marks, at)
    if (behind - first) % 2 == 0 or behind == len(marks) or marks[behind] >= end:
        return []
    verb = _verb_after(doc, marks[behind]) or _verb_before(doc, marks[behind - 1])
    return verb_links(verb) if verb is not None else []


def _marks(doc: Doc) -> list[int]:
    return [token.i for token in doc if token.text in MARKS]


def _breaks(doc: Doc) -> list[int]:
    return [token.i for token in doc if _is_break(token)]


def _is_break(token: Token) -> bool:
    return token.is_space and "\n" in token.text


def _verb_after(doc: Doc, close: int) -> Token | None:
    if doc[close - 1].text not in {",", "?", "!"}:
        return None
    return _first_reporter(doc[close + 1 : close + REACH])


def _verb_before(doc: Doc, opening: int) -> Token | None:
    if not opening or doc[opening - 1].text not in {",", ":"}:
        return None
    return _first_reporter(reversed(doc[max(opening - REACH, 0) : opening]))


def _first_reporter(tokens: Iterable[Token]) -> Token | None:
    for token in tokens:
        if token.text in MARKS or token.text in {".", ";"} or _is_break(token):
            return None
        if is_reporter(token):
            return token
    return None
