"""The sentences in which a quotation stands, for people to read: rather one too many than one cut short.

The parser's sentences are better, but take seconds to have, and a review does not depend on where they end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.records import Evidence

OPEN, CLOSE = "[[", "]]"
MOST = 400
"""Characters shown before and after a quotation, where its sentence is longer."""

_END = re.compile(r"(?P<mark>[.!?…。]+)[\"'”’»)\]]*(?=\s)|\n[^\S\n]*\n")
_WORD = re.compile(r"\S*$")
_ABBREVIATIONS = frozenset({
    "adm", "amb", "brig", "capt", "col", "dr", "gen", "gov", "hon", "jr", "lt", "maj", "messrs", "mr", "mrs", "ms",
    "no", "nos", "pres", "prof", "rep", "rev", "sen", "sgt", "sr", "st", "vs",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})  # fmt: skip


class Sentences:
    """The sentences of one text."""

    def __init__(self, text: str | None) -> None:
        """Take a document's text; None where it may not be kept."""
        self._text = text
        self._starts = [0, *_starts(text)] if text else [0]

    def around(self, evidence: Evidence) -> str:
        """The sentence or sentences of a quotation on one line, the quotation between `[[` and `]]`."""
        if self._text is None:
            return " ".join(f"{OPEN}{evidence.quote}{CLOSE}".split())
        start, end = evidence.start, evidence.end
        after = bisect_left(self._starts, end)
        first = self._starts[bisect_right(self._starts, start) - 1]
        last = self._starts[after] if after < len(self._starts) else len(self._text)
        before, behind = self._text[first:start], self._text[end:last]
        if len(before) > MOST:
            before = "… " + before[-MOST:].partition(" ")[2]
        if len(behind) > MOST:
            behind = behind[:MOST].rpartition(" ")[0] + " …"
        return " ".join(f"{before}{OPEN}{self._text[start:end]}{CLOSE}{behind}".split())


def _starts(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        at = found.end()
        while at < len(text) and text[at].isspace():
            at += 1
        if at < len(text) and (found["mark"] is None or not _goes_on(text, found, at)):
            yield at


def _goes_on(text: str, found: re.Match[str], following: int) -> bool:
    """Whether a sentence goes on after a full stop: after an abbreviation, or before a small letter."""
    if text[following].islower():
        return True
    last = _WORD.search(text, max(0, found.start() - 20), found.start())
    word = last[0].lstrip("\"'“‘«([") if last else ""
    return found["mark"] == "." and (word.lower() in _ABBREVIATIONS or len(word) == 1 or "." in word)
