"""A text in pieces that a model can read at once, cut where a reader would pause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Where to cut, best first: after a paragraph, a line, a sentence, a word.
_PAUSES = tuple(re.compile(pattern) for pattern in (r"\n[^\S\n]*\n\s*", r"\n\s*", r"[.!?…。][\"'”’»)\]]*\s+", r"\s+"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document's text: `document.text[start : start + len(text)] == text`."""

    text: str
    start: int

    def halve(self) -> tuple[Passage, Passage]:
        """The same in two pieces, cut at a pause in the middle half of it."""
        at = _find_pause(self.text, len(self.text) // 4, len(self.text) * 3 // 4)
        return Passage(self.text[:at], self.start), Passage(self.text[at:], self.start + at)


def split_text(text: str, budget: int) -> Iterator[Passage]:
    """Cut a text into passages of at most `budget` characters, which together are the whole text.

    A passage ends after a paragraph where one ends within the budget, else after a line, a sentence or a word.
    """
    start = 0
    while len(text) - start > budget:
        end = _find_pause(text, start, start + budget)
        yield Passage(text[start:end], start)
        start = end
    if start < len(text):
        yield Passage(text[start:], start)


def _find_pause(text: str, start: int, limit: int) -> int:
    for pause in _PAUSES:
        ends = [found.end() for found in pause.finditer(text, start, limit)]
        if ends:
            return ends[-1]
    return limit
