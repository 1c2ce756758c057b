"""The words of attribution, read from `lexicon/attribution.yaml`, which says what each list is for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

LEXICON = Path(__file__).parent / "lexicon" / "attribution.yaml"


@cache
def words(entry: str) -> frozenset[str]:
    """A list of words, for looking up."""
    return frozenset(_lexicon()[entry])


@cache
def verb_modes() -> Mapping[str, str]:
    """Mode of the link that a reporting verb makes."""
    return {verb: mode for mode, verbs in _lexicon()["verbs"].items() for verb in verbs}


@cache
def text_modes() -> Mapping[str, str]:
    """Mode of the link that a noun makes which holds what is told ("statement", "denial")."""
    return {noun: mode for mode, nouns in _lexicon()["texts"].items() for noun in nouns}


def is_media_name(name: str) -> bool:
    """Whether a name, in lower case and without article, is that of an agency, a paper or a station.

    >>> is_media_name("syrian arab news agency"), is_media_name("energy agency"), is_media_name("reuters")
    (True, False, True)
    """
    if name in words("media_names"):
        return True
    parts = name.split()
    return bool(parts) and (parts[-1] in words("media_nouns") or " ".join(parts[-2:]) in words("media_pairs"))


def strip_media_noun(name: str) -> str:
    """Take off a common noun that only says what sort of medium it is.

    >>> strip_media_noun("Itar-Tass news agency"), strip_media_noun("Xinhua News Agency")
    ('Itar-Tass', 'Xinhua News Agency')
    """
    parts = name.split()
    while len(parts) > 1 and parts[-1] in words("media_sorts"):
        parts.pop()
    return " ".join(parts)


def numeral(text: str) -> int | None:
    """Value of a whole number above zero, in digits or in words up to twelve."""
    value = int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMERAL else None
    return _lexicon()["numerals"].get(text.lower()) or value or None


LONGEST_NUMERAL = 10


@cache
def _lexicon() -> Mapping[str, Any]:
    return yaml.load(LEXICON.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
