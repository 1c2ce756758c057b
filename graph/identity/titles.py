"""Titles that stand in front of names: "Belarusian President Alexander Lukashenko", "Mr Putin", "Russian President"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from graph.identity.folding import fold
from graph.identity.offices import known_offices
from graph.identity.tables import words

_LINKS = [[link, *article] for link in ("of", "to", "for") for article in ([], ["the"])]
_LINKING = frozenset({"for", "of", "to"})
_LONGEST = 6
_POSSESSIVE = re.compile("['’]s?$")


def split_title(text: str, owner: Callable[[Sequence[str]], int] | None = None) -> tuple[str, str]:
    """Take the title off a name.

    Args:
        text: As written.
        owner: Tells how many of the folded words it is given name a state or organisation at their start; without it
            "Russian President" is not known to be a title.

    Returns:
        Title and name, each as written and "" where there is none: a title alone has no name.
    """
    tokens = text.split()
    parts = [fold(_POSSESSIVE.sub("", token)).split() for token in tokens]
    folded = [word for part in parts for word in part]
    # Number of tokens that have begun by each folded word: "Secretary-General" is two words in one token.
    starts = [number for number, part in enumerate(parts, 1) for _ in part]
    pos, cut = 0, 0
    while pos < len(folded):
        if owner and (length := owner(folded[pos:])):
            belongs = cut and folded[cut:pos] in _LINKS  # "Prime Minister of India Narendra Modi"
            pos += length
            cut = pos if belongs else cut
        elif length := _office(folded, pos):
            pos = cut = pos + length
        elif folded[pos] in _inside():
            pos += 1
        else:
            break
    if cut and (pos == len(folded) or not _LINKING.isdisjoint(folded[cut : cut + 1])):
        cut = len(folded)  # "The special envoy for Belarus", "chief of the army": a title, and no name follows.
    elif cut == len(folded) - 1 and all(word in words("offices", "namelike") for word in folded[:cut]):
        cut = 0
    end = starts[cut - 1] if cut else 0
    return " ".join(tokens[:end]), " ".join(tokens[end:])


def _office(folded: Sequence[str], pos: int) -> int:
    """Number of words, from there on, of an office's name or of a word that may end a title."""
    for count in range(min(_LONGEST, len(folded) - pos), 0, -1):
        if " ".join(folded[pos : pos + count]) in known_offices():
            return count
    return int(folded[pos] in _heads())


@cache
def _heads() -> frozenset[str]:
    return words("offices", "address") | words("offices", "heads")


@cache
def _inside() -> frozenset[str]:
    times = (words("offices", time) for time in ("now", "before", "after"))
    return words("offices", "inside").union(*times)
