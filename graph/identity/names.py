"""Name keys: what is compared when two mentions of a person are compared.

Two names may be one person's only if surname and suffix are equal and the given names are compatible. `similar`
measures spelling, and decides nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from graph.identity.folding import fold
from graph.identity.slavic import skeleton
from graph.identity.tables import read_table, words
from graph.identity.wordorder import PATRONYMIC, split_name, syllabic

_ABDUL = re.compile(r"\babd(?:[aeu]l|oul|[aeu]r)? ?(?:[aeu]l|[aeu]r|as|an)? ?(?=[a-z]{3})")
_ARTICLES = frozenset({"al", "el"})


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's name as it is compared.

    Attributes:
        given: Given names in canonical form, initials as single letters, no patronymics; empty for a single name.
        surname: Surname in its common form (`skeleton`), without an Arabic article.
        suffix: "jr", "sr" or a regnal or generational number ("iii"), else "".
    """

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def text(self) -> str:
        """The key in one line: "alexander lukashenko", "ferdinand marcos jr"."""
        return " ".join((*self.given, self.surname, self.suffix)).strip()

    @property
    def single(self) -> bool:
        """Whether it is one name alone ("Kim", "von der Leyen"); "Charles III" counts as full."""
        return not self.given and not self.suffix

    @property
    def abbreviated(self) -> bool:
        """Whether all given names are initials: "J. Smith" is no more a full name than "Smith" is."""
        return bool(self.given) and all(len(name) == 1 for name in self.given)

    @property
    def family(self) -> str:
        """First given name, surname and suffix: what fuller and shorter forms of a full name share."""
        return " ".join((*self.given[:1], self.surname, self.suffix)).strip()


@lru_cache(maxsize=131_072)
def person_key(name: str) -> PersonKey:
    """Key of a personal name, in any script and without its title; see `wordorder` for what is understood."""
    parts = split_name(name)
    surname = [skeleton(half) for word in parts.surname for half in fold_halves(word)]
    if len(surname) > 1 and surname[0] in _ARTICLES:
        del surname[0]
    surname = [_canonical("eastern").get(word, word) for word in surname]
    return PersonKey(tuple(_given(parts.given, surname)), " ".join(surname), parts.suffix)


def compatible(a: PersonKey, b: PersonKey) -> bool:
    """Whether two names can be one person's: same surname and suffix, given names equal, initials or left out.

    A bare surname is compatible with every full name of that surname, a bare regnal name with its number ("Charles",
    "Charles III"). Symmetric, but not transitive.
    """
    if a.surname != b.surname:
        return False
    if a.suffix != b.suffix:
        return not a.given and not b.given and "" in (a.suffix, b.suffix)
    shorter, longer = sorted((a.given, b.given), key=len)
    return _within(shorter, longer)


def similar(a: str, b: str) -> float:
    """Likeness of two surnames, 0 to 1: Jaro-Winkler over the folded text."""
    return JaroWinkler.similarity(fold(a), fold(b))


def fold_halves(word: str) -> list[str]:
    """The halves of a hyphenated word, unfolded, so that `skeleton` sees its accents."""
    return [half for half in re.split(r"[-‐‑–]", word) if fold(half)]


@cache
def _canonical(*parts: str) -> dict[str, str]:
    table = read_table("given_names")
    groups = [group for part in parts for group in table[part].items()]
    return {variant: name for name, variants in groups for variant in (name, *variants)}


def _given(tokens: Sequence[str], surname: Sequence[str]) -> Iterator[str]:
    text = _ABDUL.sub("abdul", fold(" ".join(tokens)))
    if surname and surname[0] in words("surnames", "eastern") and syllabic(text.split()):
        if joined := text.replace(" ", ""):
            yield joined  # "Jae-myung", "Jae Myung" and "Jaemyung" are one name.
        return
    for pos, word in enumerate(text.split()):
        if pos and PATRONYMIC.fullmatch(word):
            continue
        yield _canonical("slavic", "eastern").get(word, word)


def _within(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether each name of the shorter stands, in that order, in the longer.

    An initial keeps its place: "George W." is no shorter form of "George H. W.", but "Daniel" is one of "Jose Daniel".
    """
    start = 0
    for place, name in enumerate(shorter):
        places = range(place, place + 1) if len(name) == 1 else range(start, len(longer))
        found = (at for at in places if name == longer[at] or (at == place and _agree(name, longer[at])))
        if (at := next(found, -1)) < start:
            return False
        start = at + 1
    return True


def _agree(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
