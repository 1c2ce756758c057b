"""Actor strings of coded data, read one by one: what kind of actor, under which name, for which state.

"France" is a state, "Police (India)" a group that acts for India, "Barack Obama" a person, "UN Security Council" an
organisation. The same string always reads the same: the authority's packages decide first, then the lists and words of
`actors.yaml`; other rows never do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple, Self

import yaml

from graph.identity.bodies import BodyIndex
from graph.identity.folding import fold
from graph.identity.packages import load_packages
from graph.identity.states import StateIndex
from graph.records import Basis, Kind

_ROLE = re.compile(r"(?P<role>[^()]+?) \((?P<whose>[^()]+)\)")
_SEPARATOR = re.compile(r"\s*;\s*")
_SPACE = re.compile(r"\s+")
_REIGN = re.compile(r"\b[IVX]{1,4}\b")
_FEW, _MANY = 2, 7
"""Words of a person's name."""


class CodedActor(NamedTuple):
    """An actor string, read: the fields of a participant but for its role and side."""

    name: str
    kind: Kind
    named: bool = True
    title: str | None = None
    behalf: str | None = None
    behalf_basis: Basis | None = None


class ActorReader:
    """Reads actor strings; holds only indexes of the authority, and what it has read."""

    def __init__(self, states: StateIndex, bodies: BodyIndex, persons: frozenset[str] = frozenset()) -> None:
        """Take the indexes, and the folded names of people whom the authority knows."""
        self._states = states
        self._bodies = bodies
        self._persons = persons
        self._known: dict[tuple[str, str | None], tuple[CodedActor, ...]] = {}

    @classmethod
    def of_packages(cls) -> Self:
        """A reader by the packages' data: the same on every machine and in every graph."""
        packages = load_packages()
        states = StateIndex(packages.states)
        people = frozenset(fold(name) for one in packages.persons for name in (one.label, *one.names))
        return cls(states, BodyIndex(packages.organizations, states), people)

    def read(self, text: str, state: str | None = None) -> tuple[CodedActor, ...]:
        """The actors that a string names; several are separated by `;`.

        Args:
            text: As the dataset writes it.
            state: The state that the dataset puts them down to, in its words or codes, or None.
        """
        key = (text, state)
        if (found := self._known.get(key)) is None:
            names = dict.fromkeys(name for part in _SEPARATOR.split(text) if (name := _SPACE.sub(" ", part).strip()))
            found = self._known[key] = tuple(self._one(name, state) for name in names)
        return found

    def _one(self, name: str, state: str | None) -> CodedActor:
        folded = fold(name)
        if not folded or folded in _words("unnamed") or (names_a_role(folded) and not self._bodies.find(name)):
            return CodedActor(name, "group", named=False)
        if role := _ROLE.fullmatch(name):
            return self._role(name, role["role"], role["whose"], state)
        kind = self._kind(name, folded)
        if kind == "state":
            return CodedActor(_table()["states"].get(folded, name), "state")
        told = None if state is None or folded in _words("regions") else self._state_name(state)
        return CodedActor(name, kind, behalf=told, behalf_basis="told" if told else None)

    def _role(self, name: str, role: str, whose: str, state: str | None) -> CodedActor:
        """A group of a state ("Police (India)"), of a body ("Ministry (Hezbollah)"), or of nobody ("Men (Africa)")."""
        if fold(role) in _words("unnamed"):
            return CodedActor(name, "group", named=False)
        owner = self._state_name(whose) or (whose if self._bodies.find(whose) else None)
        if owner is None and state is not None:
            owner = self._state_name(state)
        return CodedActor(name, "group", behalf=owner, behalf_basis="told" if owner else None)

    def _state_name(self, text: str) -> str | None:
        """A state by the name that the authority knows it by, as written where that does."""
        folded = fold(text)
        if folded in _words("regions"):
            return None
        name: str = _table()["states"].get(folded, text)
        return name if self._states.find(name) else None

    def _kind(self, name: str, folded: str) -> Kind:
        if folded in _words("regions"):
            return "group"
        if folded in _table()["states"] or self._states.named(name):
            return "state"
        if self._bodies.find(name) or folded in _words("organizations"):
            return "organization"
        if folded in self._persons or folded in _words("mononyms"):
            return "person"
        return "person" if _reads_like_a_person(name, folded) else "organization"


def names_a_role(folded: str) -> bool:
    """Whether a folded name says a role and nobody who has it ("police", "the foreign minister").

    A body has a name of several such words: "National Police", "Congress Party".
    """
    words = folded.split()
    return _words("roles").issuperset(words) and (len(words) == 1 or words[-1] not in _words("words"))


def _reads_like_a_person(name: str, folded: str) -> bool:
    words = folded.split()
    if len(words) > 1 and (words[0] in _words("titles") or _REIGN.search(name)):
        return True
    if not _FEW <= len(name.split()) <= _MANY or words[0] in _words("adjectives"):
        return False
    return _words("words").isdisjoint(words) and not any(letter.isdigit() or letter == "&" for letter in name)


@cache
def _words(entry: str) -> frozenset[str]:
    return frozenset(_table()[entry])


@cache
def _table() -> Mapping[str, Any]:
    return yaml.safe_load(resources.files(__package__).joinpath("actors.yaml").read_text(encoding="utf-8"))
