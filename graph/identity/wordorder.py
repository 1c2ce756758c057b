"""Which words of a personal name are the surname.

Understood are the usual order, "Surname, Given, Jr.", surnames in capitals ("XI Jinping", "Alyaksandr LUKASHENKA",
as the factbook and many ministries write), East Asian order, the official Russian order with a patronymic at the end,
particles ("von der Leyen"), numbers of monarchs and generations. Nicknames in brackets or quotes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.identity.folding import fold
from graph.identity.tables import words

PATRONYMIC = re.compile(r"[a-z]{3,}(?:vich|vych|ovna|evna|yevna|auna|ouna|ivna)")

_ASIDE = re.compile(r"[(\[\"“«][^)\]\"”»]*[)\]\"”»]")
_CAPITALS = re.compile(r"(?:Mc|Mac|[OD]['’]|[Aa]l-|[Ee]l-)?[^\W\d_a-z]{2,}['’]?(?:-\w+)*|[A-Z][a-z]+-[A-Z]{2,}")
_HYPHENS = re.compile(r"[-‐‑–]")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}|[BCDFGHJKLMNPQRSTVWXZ]{2,3}")
_JOINTS = frozenset({"e", "i", "y"})
_OFFICIAL = 3
_ROMAN = re.compile(r"(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_WORDS = frozenset({"i", "v", "x", "xi", "vi"})
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"}
_SYLLABLE = re.compile(
    r"(?:[czs]h|hs|ts|ng|ph|th|tr|kh|nh|kk|tt|pp|ss|jj|[bcdfghjklmnpqrstvxz])?[yw]?[aeiou]{1,3}y?"
    r"(?:ng|nh|ch|[nklmptw])?"
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart; its words as they were written, the suffix folded ("jr", "iii")."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: str = ""


def split_name(name: str) -> NameParts:
    """Take a personal name apart, in any script and without its title; a single word is a surname."""
    parts = [list(_split_initials(part.split())) for part in _ASIDE.sub(" ", name).split(",")]
    parts = [words for part in parts if (words := [word for word in part if fold(word)])]
    suffix = ""
    if len(parts) > 1 and len(parts[-1]) == 1 and (suffix := _suffix(parts[-1][0])):
        parts.pop()
    if len(parts) > 1:
        return NameParts(tuple(word for part in parts[1:] for word in part), tuple(parts[0]), suffix)
    tokens = parts[0] if parts else []
    if len(tokens) > 1 and not suffix and (suffix := _suffix(tokens[-1])):
        tokens = tokens[:-1]
    first, last = _surname(tokens)
    # What follows a surname in capitals is a second surname, and left out: "Claudia SHEINBAUM Pardo".
    return NameParts(tuple(tokens[:first] or tokens[last:]), tuple(tokens[first:last]), suffix)


def syllabic(parts: Sequence[str]) -> bool:
    """Whether words look like Chinese, Korean or Vietnamese given names of one or two syllables each."""
    return all(_SYLLABLE.fullmatch(part) or _pair(part) for part in map(fold, parts))


def _suffix(word: str) -> str:
    if known := _SUFFIXES.get(fold(word)):
        return known
    # "Jinping Xi" and "Tran Vi" end in surnames, "Pius XI" does not.
    told = word.isupper() or (word.islower() and word not in _ROMAN_WORDS)
    return word.casefold() if told and _ROMAN.fullmatch(word) else ""


def _split_initials(tokens: Sequence[str]) -> Iterator[str]:
    for pos, token in enumerate(tokens, start=1):
        if pos < len(tokens) and _INITIALS.fullmatch(token):
            yield from token.replace(".", "")
        else:
            yield token


def _surname(tokens: Sequence[str]) -> tuple[int, int]:
    if len(tokens) <= 1:
        return 0, len(tokens)
    if (span := _in_capitals(tokens)) is not None:
        return span
    official = len(tokens) == _OFFICIAL and PATRONYMIC.fullmatch(fold(tokens[-1]))
    if official and not PATRONYMIC.fullmatch(fold(tokens[1])):
        return 0, 1
    return (0, 1) if _eastern(tokens) else (_western(tokens), len(tokens))


def _in_capitals(tokens: Sequence[str]) -> tuple[int, int] | None:
    """Where the surname stands if it is written in capitals and something else is not."""
    # "Carl XVI Gustaf" has a number, "XI Jinping" a surname.
    capital = [bool(_CAPITALS.fullmatch(one)) and not (pos and _ROMAN.fullmatch(one)) for pos, one in enumerate(tokens)]
    if not any(capital) or all(told or len(fold(word)) == 1 for told, word in zip(capital, tokens, strict=True)):
        return None
    first = capital.index(True)
    last = first + 1
    particles = words("surnames", "particles") | _JOINTS
    while last < len(tokens) and (capital[last] or (tokens[last] in particles and any(capital[last:]))):
        last += 1
    while first and tokens[first - 1] in particles:
        first -= 1
    return first, last


def _eastern(tokens: Sequence[str]) -> bool:
    word = fold(tokens[0])
    if word not in words("surnames", "eastern"):
        return False
    rest = [part for token in tokens[1:] for part in _HYPHENS.split(token)]
    return syllabic(rest) and (len(rest) > 1 or word not in words("surnames", "given"))


def _western(tokens: Sequence[str]) -> int:
    """Index of the surname's first word: the last word, and the particles before it."""
    particles, first = words("surnames", "particles"), len(tokens) - 1
    while first > 1 and fold(tokens[first - 1]) in particles:
        first -= 1
    if first > 1 or (word := fold(tokens[0])) not in particles:
        return first
    lower = tokens[0].islower() and not tokens[-1].islower()
    return 0 if lower or word in words("surnames", "leading") else 1


def _pair(part: str) -> bool:
    cuts = range(1, len(part))
    return any(_SYLLABLE.fullmatch(part[:cut]) and _SYLLABLE.fullmatch(part[cut:]) for cut in cuts)
