"""Numbers as prose writes them."""

from __future__ import annotations

import re

from ingest.extract.times_words import DIGITS, TEENS, TENS

UNITS = {word: value for value, word in enumerate(("zero", *DIGITS, *TEENS))}
TENFOLD = {word: value for value, word in zip(range(20, 100, 10), TENS, strict=True)}
OTHERS = {"a": 1, "an": 1, "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "both": 2}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def read_number(text: str) -> int | None:
    """A whole number in digits or words ("1,300", "fifty-two"); None for anything else."""
    text = text.strip().casefold()
    if _DIGITS.fullmatch(text):
        return int(text.replace(",", ""))
    total = 0
    for word in re.split(r"[\s-]+", text):
        if word in UNITS:
            total += UNITS[word]
        elif word in TENFOLD:
            total += TENFOLD[word]
        elif word in OTHERS:
            total = max(total, 1) * OTHERS[word]
        elif word != "and":
            return None
    return total or None
