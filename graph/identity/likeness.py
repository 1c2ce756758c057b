"""How well a name that somebody asks for fits the names of an actor, and by which rule. It decides on nobody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from graph.identity.folding import fold
from graph.identity.names import PersonKey, compatible, person_key
from graph.identity.states import plain
from graph.identity.titles import split_title

type Rule = Literal[
    "id", "link", "name", "alias", "spelling", "variant", "transliteration", "shortened", "called", "surname", "similar"
]

POINTS: Final[dict[Rule, float]] = {
    "id": 100,
    "link": 100,
    "name": 100,
    "alias": 98,
    "spelling": 95,
    "variant": 92,
    "transliteration": 90,
    "shortened": 80,
    "called": 70,
    "surname": 60,
    "similar": 50,
}
"""Score of each rule, 0 to 100; of "similar" the most, which no likeness of spellings exceeds."""

WHOLE: Final[frozenset[Rule]] = frozenset(
    {"id", "link", "name", "alias", "spelling", "variant", "transliteration", "shortened"}
)
"""Rules that compare whole names; a surname alone or a likeness says of nobody who he or she is."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a name fits an actor.

    Attributes:
        rule: id: the actor's id. link: its address in another catalogue. name: the label as written. alias: another
            name as written. spelling: equal but for case, accents, punctuation. variant: equal surname and given names
            in their common forms, whatever their order. transliteration: either of these, in another script.
            shortened: given names left out or shortened. called: a single name that stands for a person. surname: the
            surname alone. similar: spellings that look alike.
        score: 0 to 100.
        likeness: Of the spellings, 0 to 1.
    """

    rule: Rule
    score: float
    likeness: float


def best_fit(asked: str, kind: str, label: str, names: Iterable[str]) -> Fit:
    """The best fit of a name among all names of an actor.

    Args:
        asked: The name as somebody writes it, in any script, with or without a title.
        kind: person, state, organization or group.
        label: The actor's label.
        names: All other names.
    """
    wanted = _Wanted.of(asked)
    fits = (wanted.fit(kind, name, is_label=pos == 0) for pos, name in enumerate((label, *names)))
    return max(fits, key=lambda fit: (fit.score, fit.likeness))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for, in the forms in which it is compared."""

    text: str
    bare: str
    key: PersonKey

    @classmethod
    def of(cls, asked: str) -> _Wanted:
        text = _tidy(asked)
        bare = split_title(text)[1] or text
        return cls(text, bare, person_key(bare))

    def fit(self, kind: str, name: str, *, is_label: bool) -> Fit:
        likeness = round(fuzz.WRatio(fold(self.bare), fold(name)) / 100, 3)
        rule = self._rule(kind, _tidy(name), is_label=is_label)
        return Fit(rule, round(POINTS[rule] * (likeness if rule == "similar" else 1), 1), likeness)

    def _rule(self, kind: str, name: str, *, is_label: bool) -> Rule:
        if kind == "person":
            key = person_key(split_title(name)[1] or name)
            if self.key.single and self.key.surname and not (is_label and key.single):
                return self._single(key)
            return self._written(name, is_label=is_label) or self._person(key, name)
        other = "variant" if plain(name) and plain(name) == plain(self.text) else "similar"
        return self._written(name, is_label=is_label) or other

    def _written(self, name: str, *, is_label: bool) -> Rule | None:
        """Equal as written, or but for script, case, accents and punctuation."""
        if name in (self.text, self.bare):
            return "name" if is_label else "alias"
        if fold(name) and fold(name) in (fold(self.text), fold(self.bare)):
            return "spelling" if self._of_one_script(name) else "transliteration"
        return None

    def _person(self, key: PersonKey, name: str) -> Rule:
        """Equal or compatible by the parts of a full name."""
        if key.surname and key == self.key:
            return "variant" if self._of_one_script(name) else "transliteration"
        return "shortened" if key.surname and not key.single and compatible(key, self.key) else "similar"

    def _single(self, key: PersonKey) -> Rule:
        """A single name of somebody whose label is a full one says less, however it is spelt."""
        if key.surname != self.key.surname:
            return "similar"
        return "called" if key.single else "surname"

    def _of_one_script(self, name: str) -> bool:
        return _latin(name) == _latin(self.bare)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())
