"""Quotations of several sentences: who says what stands between quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.attribution_names import Link
from ingest.extract.attribution_speakers import is_reporter, verb_links

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
    start = next(
        (i + 1 for i in range(at - 1, max(at - LONGEST, 0) - 1, -1) if _is_break(doc[i])), max(at - LONGEST, 0)
    )
    marks = [i for i in range(start, at) if doc[i].text in MARKS]
    close = next((i for i in range(at, min(at + LONGEST, len(doc))) if doc[i].text in MARKS or _is_break(doc[i])), None)
    if len(marks) % 2 == 0 or close is None or _is_break(doc[close]):
        return []
    verb = _verb_after(doc, close) or _verb_before(doc, marks[-1])
    return verb_links(verb) if verb is not None else []


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
