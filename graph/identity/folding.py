"""Plain text keys: one spelling for whatever differs only in script, case, accents or punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_ABBREVIATION = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_APOSTROPHES = re.compile(r"(?<=\w)['`](?=\w)|['`]")
_PUNCTUATION = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=262_144)
def fold(text: str) -> str:
    """Reduce a text to lower-case ASCII words with single spaces between them.

    Other scripts are transliterated letter by letter (anyascii), apostrophes vanish ("O'Brien" → "obrien"), an
    abbreviation is written together ("U.S." → "us"), other punctuation separates words. Folding twice changes
    nothing more. A text without letters or digits folds to "".
    """
    ascii_text = anyascii(text).casefold()
    joined = _ABBREVIATION.sub(r"\1", _APOSTROPHES.sub("", ascii_text))
    return _PUNCTUATION.sub(" ", joined).strip()


def slug(text: str) -> str:
    """The readable part of an id: the folded text with hyphens ("Alexander Lukashenko" → "alexander-lukashenko")."""
    return fold(text).replace(" ", "-")
