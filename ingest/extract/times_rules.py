"""Rules that read expressions of time: a pattern each, and the date that it tells.

A pattern knows little of its context (what may stand before and after is for `times_context` to say), so that the
text of an expression alone can be read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.extract.times_calendar import When
from ingest.extract.times_words import MONTH_NUMBERS, NUMBERS

type Match = re.Match[str]
type Reader = Callable[[Match, When], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of expression.

    Attributes:
        pattern: What it looks like.
        read: The date that a match tells, in EDTF; None for a vague expression, which never tells one. May raise
            `ValueError` or `OverflowError` where there is no such day.
    """

    pattern: re.Pattern[str]
    read: Reader | None


def make_rule(pattern: str, read: Reader | None) -> Rule:
    """Compile a verbose pattern."""
    return Rule(re.compile(pattern, re.VERBOSE), read)


def read_number(text: str) -> int:
    """A number in digits ("26th") or words ("two", "a couple of", "third")."""
    digits = re.match(r"[0-9]+", text)
    return int(digits[0]) if digits else NUMBERS[simplify(text)]


def read_month_name(text: str) -> int:
    """The number of a month, also of a shortened one ("Sept.")."""
    return MONTH_NUMBERS[text.rstrip(".").lower()]


def simplify(text: str) -> str:
    """Lower case, single spaces, straight apostrophes, no article "the" in front."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip().removeprefix("the ")
