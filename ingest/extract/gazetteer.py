"""What is known of names before a text is read: states, bodies, titles and cities of the authority data.

Never of the database: the same text gives the same claims, whatever was loaded before.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graph.identity.bodies import BodyIndex
from graph.identity.folding import fold
from graph.identity.names import person_key
from graph.identity.offices import TitleReader
from graph.identity.packages import load_packages, load_places
from graph.identity.states import StateIndex
from graph.identity.titles import split_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.identity.authority import Authority
    from graph.identity.offices import Title
    from graph.identity.places import PlaceIndex


class Gazetteer:
    """Names by what they name.

    Attributes:
        states: States by name, demonym and metonym.
        bodies: Organisations.
        people: Surname or whole name of office-holders, folded → name in full, where only one bears it.
    """

    def __init__(self, authority: Authority, places: PlaceIndex) -> None:
        """Index authority data."""
        self.states = StateIndex(authority.states)
        self.bodies = BodyIndex(authority.organizations, self.states)
        self._titles = TitleReader(self.states, self.bodies.names)
        self._places = places
        self._surnames = {key.surname for one in authority.persons if len((key := person_key(one.label)).surname) > 1}
        self._people = {fold(name) for one in authority.persons for name in (one.label, *one.names)}

    def split(self, text: str) -> tuple[str, str]:
        """Title and name of a text, each as written; see `graph.identity.titles`."""
        return split_title(text, self._titles.owner)

    def title(self, text: str) -> Title:
        """What a title says: office, state, body."""
        return self._titles.read(text)

    def state(self, text: str) -> str | None:
        """Id of the state that a name, demonym or metonym stands for."""
        return None if self.states.coded(text) else self.states.find(text)

    def demonym(self, text: str) -> bool:
        """Whether a text names a state by an adjective or a people alone ("Belarusian")."""
        return self.states.find(text) is not None and self.states.named(text) is None

    def organization(self, text: str) -> bool:
        """Whether a text is the name of an organisation."""
        return self.bodies.find(text) is not None

    def person(self, text: str) -> bool:
        """Whether a text is a name of an office-holder in full."""
        return fold(text) in self._people

    def surname(self, text: str) -> bool:
        """Whether a single name is the surname of an office-holder ("Lukashenka")."""
        key = person_key(text)
        return key.single and key.surname in self._surnames

    def place(self, text: str) -> bool:
        """Whether a city, capital or country of that name is known."""
        return self._places.find(text) is not None

    def country(self, text: str) -> str | None:
        """Id of the state in which a place lies, or that it is; None for places that are not known."""
        found = self._places.find(text)
        return f"state/{found.country}" if found is not None and found.country else self.state(text)

    def owner(self, words: Sequence[str]) -> str | None:
        """Id of the state with whose name the words begin ("American Legation")."""
        found = self.states.prefix([part for word in words for part in fold(word).split()])
        return found[0] if found else None

    def starts_with_owner(self, words: Sequence[str]) -> int:
        """How many of the words at the start name a state or body."""
        return self._titles.owner([fold(word) for word in words])


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the packages, read once a process."""
    return Gazetteer(load_packages(), load_places())
