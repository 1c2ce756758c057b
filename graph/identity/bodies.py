"""Organisations and groups by name, and the states whose bodies they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.identity.authority import AuthorityOrganization
from graph.identity.states import StateIndex, plain
from graph.identity.tables import words


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or group as named.

    Attributes:
        name: Folded name, with the adjective of its state where a state is told ("russian foreign ministry").
        id: Id in the authority, or None.
        state: State whose body it is and which it acts for, or None.
        local: Whether the name says too little to mean the same outside the document ("the Foreign Ministry").
    """

    name: str
    id: str | None
    state: str | None
    local: bool


class BodyIndex:
    """Finds organisations, and reads what the others' names tell."""

    def __init__(self, organizations: Iterable[AuthorityOrganization], states: StateIndex) -> None:
        """Index organisations by all their names."""
        self._organizations = {one.id: one for one in organizations}
        self._states = states
        self.names = {plain(name): one.id for one in self._organizations.values() for name in (one.label, *one.names)}

    def find(self, text: str) -> str | None:
        """Id of an organisation by name."""
        return self.names.get(plain(text))

    def state_of(self, organization: str) -> str | None:
        """State whose body an organisation of the authority is."""
        return self._organizations[organization].state

    def read(self, text: str, behalf: str | None = None) -> Body:
        """Read the name of an organisation or group.

        Args:
            text: As written.
            behalf: Id of the state that it is said to act for, if any.
        """
        name = plain(text)
        if found := self.names.get(name):
            return Body(name, found, self._organizations[found].state or behalf, local=False)
        state, rest = self._split(name)
        generic = bool(rest) and all(word in words("offices", "generic") for word in rest)
        whose = state or (behalf if generic else None)
        if whose and rest:
            adjective, acts = plain(self._states.adjective(whose)), state if _governs(rest) else None
            return Body(f"{adjective} {' '.join(rest)}", None, behalf or acts, local=False)
        return Body(name, None, behalf, local=generic)

    def governed(self, text: str) -> str | None:
        """The state for which a body acts by its name ("Bulgarian Government")."""
        state, rest = self._split(plain(text))
        return state if state and _governs(rest) else None

    def _split(self, name: str) -> tuple[str | None, list[str]]:
        """The state in front ("russian foreign ministry") or at the end ("… of russia"), and the rest."""
        parts = name.split()
        if (found := self._states.prefix(parts)) and found[1] < len(parts):
            return found[0], parts[found[1] :]
        for pos in range(1, len(parts) - 1):
            rest = parts[pos + 2 :] if parts[pos + 1] == "the" else parts[pos + 1 :]
            if parts[pos] == "of" and (state := self._states.whole(rest)):
                return state, parts[:pos]
        return None, parts


def _governs(body: Iterable[str]) -> bool:
    """Whether a body acts for its state by its name: the ministry does, the opposition does not."""
    return not words("offices", "governing").isdisjoint(body) and words("offices", "opposing").isdisjoint(body)
