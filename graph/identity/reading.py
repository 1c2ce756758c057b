"""What a mention says by itself, before its document and its date are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.identity.bodies import BodyIndex
from graph.identity.folding import fold
from graph.identity.mentions import Mention
from graph.identity.names import PersonKey, person_key
from graph.identity.offices import Title, TitleReader
from graph.identity.states import StateIndex
from graph.identity.titles import split_title

Form = Literal["unnamed", "state", "body", "full", "single", "title"]
UNTITLED = Title("")
_PARTNERS = frozenset({"first", "lady", "madame", "miss", "mme", "mrs", "ms"})
_NAMELESS = PersonKey((), "")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A mention, read. Equal mentions share one reading, so readings are compared by identity.

    Attributes:
        form: unnamed; state; body (organisation or group); full or single name of a person; title without a name.
        name: Name as written, without title.
        key: Key of a person's name; empty for other forms.
        title: The title; `UNTITLED` where there is none.
        actor: For states and bodies: id in the authority, or None.
        minted: Key of a state or body that the authority does not know, without its kind.
        home: State that goes with the person by what is told, be it as a former minister's.
        state: State that is acted for by what is told.
        partner: Whether the form of address ("Mrs Obama") may mean the wife of whoever is known by that surname.
        local: Whether a body's name means something in its document alone.
        method: For states and bodies: how they were found.
    """

    form: Form
    name: str
    key: PersonKey = _NAMELESS
    title: Title = UNTITLED
    actor: str | None = None
    minted: str = ""
    home: str | None = None
    state: str | None = None
    partner: bool = False
    local: bool = False
    method: str = "minted"


class MentionReader:
    """Reads mentions; knows the authority's names of states and bodies."""

    def __init__(self, states: StateIndex, bodies: BodyIndex, titles: TitleReader) -> None:
        """Take the indexes to look things up in."""
        self._states = states
        self._bodies = bodies
        self._titles = titles
        self._cache: dict[tuple[str, str | None, str, bool, str | None], Reading] = {}

    def read(self, mention: Mention) -> Reading:
        """The mention's reading."""
        key = (mention.name, mention.title, mention.kind, mention.named, mention.behalf)
        if (known := self._cache.get(key)) is None:
            known = self._cache[key] = self._read(mention)
        return known

    def _read(self, mention: Mention) -> Reading:
        behalf = self._state_or_body(mention.behalf) if mention.behalf else None
        if not mention.named or not fold(mention.name):
            return Reading("unnamed", mention.name, home=behalf, state=behalf)
        if mention.kind == "person" or (mention.kind == "any" and not self._is_body(mention.name)):
            return self._person(mention, behalf)
        if mention.kind == "state":
            return self._state(mention.name) or self._body(mention.name, behalf)
        listed = mention.kind == "group" or self._bodies.find(mention.name)
        if not listed and (state := self._states.named(mention.name)):
            return Reading("state", mention.name, actor=state, home=state, state=state, method="state_name")
        return self._body(mention.name, behalf)

    def _is_body(self, name: str) -> bool:
        """Whether a name of an unknown kind is known as a state's or a body's, or says that it governs for a state."""
        return bool(self._bodies.find(name) or self._states.named(name) or self._bodies.governed(name))

    def _state_or_body(self, text: str) -> str | None:
        if state := self._states.metonym(text):
            return state
        body = self._bodies.read(text)
        return self._bodies.state_of(body.id) if body.id else body.state

    def _state(self, name: str) -> Reading | None:
        if found := self._states.find(name):
            return Reading("state", name, actor=found, home=found, state=found, method="state_name")
        if found := self._states.capital(name):
            return Reading("state", name, actor=found, home=found, state=found, method="capital_for_state")
        if self._bodies.find(name):
            return None
        if found := self._bodies.governed(name):  # "The Bulgarian Government", said to be a state
            return Reading("state", name, actor=found, home=found, state=found, method="state_name")
        return Reading("state", name, minted=fold(name))

    def _body(self, name: str, behalf: str | None) -> Reading:
        body = self._bodies.read(name, behalf)
        method = "organization_name" if body.id else "scoped" if body.local else "minted"
        return Reading(
            "body",
            name,
            actor=body.id,
            minted=body.name,
            home=body.state,
            state=body.state,
            local=body.local,
            method=method,
        )

    def _person(self, mention: Mention, behalf: str | None) -> Reading:
        before, name = split_title(mention.name, self._titles.owner)
        title = self._titles.read(mention.title) if mention.title else UNTITLED
        if before and not title.slug:
            title = self._titles.read(before)
        home = behalf or title.state
        state = behalf or (title.state if title.when == "now" else None)
        if not name:
            return Reading("title", mention.name, title=title, home=home, state=state)
        key = person_key(name)
        form: Form = "single" if key.single else "full"
        partner = not _PARTNERS.isdisjoint(fold(mention.title or before).split())
        return Reading(form, name, key, title, home=home, state=state, partner=partner)
