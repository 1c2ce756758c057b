"""The resolver, first stage: who the participants in one document are.

A pure function of the document's mentions and the authority. What it leaves open ("minted" names) the second stage,
`assignment.assign`, decides over all documents. Nothing is decided by the likeness of two spellings here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from graph.identity.authority import Authority
from graph.identity.bodies import BodyIndex
from graph.identity.folding import slug
from graph.identity.incumbents import OfficeFinder
from graph.identity.mentions import SCORES, Mention, Resolution
from graph.identity.offices import Title, TitleReader, post_of
from graph.identity.people import Day, PeopleIndex
from graph.identity.persons import Found, PersonFinder, agreed
from graph.identity.reading import MentionReader, Reading
from graph.identity.states import StateIndex, plain

type DatedMention = tuple[Mention, dt.date | None]

_GIVERS = frozenset({"appointer", "remover"})
_GOVERNMENTS = frozenset({"administration", "cabinet", "government", "regime", "team"})
_PEOPLE = frozenset({"full", "single", "title"})


class Resolver:
    """Resolves names against one authority; holds only caches beside it."""

    def __init__(self, authority: Authority) -> None:
        """Index the authority (about a third of a second for the packages' one)."""
        self.authority = authority
        self._states = StateIndex(authority.states)
        self._bodies = BodyIndex(authority.organizations, self._states)
        self._titles = TitleReader(self._states, self._bodies.names)
        self._people = PeopleIndex(authority)
        self._offices = OfficeFinder(self._people, self._states)
        self._persons = PersonFinder(self._people, self._offices)
        self._reader = MentionReader(self._states, self._bodies, self._titles)

    def state(self, text: str) -> str | None:
        """Id of the state that a text names: "Belarus", "Belarusian", "the Vatican", "BLR", "state/BLR"; else None."""
        return self._states.find(text)

    def title(self, text: str) -> Title:
        """What a title says: which office, whose, and whether it is held still."""
        return self._titles.read(text)

    def post(self, text: str, state: str | None = None) -> tuple[str, str]:
        """Id and label of the post that a title names; a post that no authority has is named as the title is.

        Args:
            text: "Russian President", "special envoy for Belarus".
            state: Id of the state or organisation whose post it is, where the title does not say.
        """
        title = self._titles.read(text)
        if not title.slug:
            title = replace(title, slug=slug(text) or "post")
        post = post_of(title, state, self._states)
        return post, self._people.label(post) or " ".join(text.split())

    def holder(self, post_id: str, on: dt.date) -> list[str]:
        """Ids of the people who hold a post on a day, by the authority; several on the day of a change."""
        return self._people.holders(post_id, on)

    def turns(self, mention: Mention) -> tuple[dt.date, ...] | None:
        """The days, in order, on which a name that stands by itself may begin to mean somebody else.

        None where that can't be told in advance: with a title it may mean another person any day.
        """
        reading = self._reader.read(mention)
        if reading.form in {"unnamed", "state"}:
            return ()
        if reading.form == "body":
            return None if _may_govern(reading.name) else ()
        if reading.form == "title" or reading.title.slug or mention.post:
            return None
        if reading.form == "single":
            return self._people.turns(self._people.surnamed(reading.key.surname))
        return self._people.turns(person for person, _ in self._people.named(reading.key))

    def resolve_document(self, mentions: Sequence[DatedMention], document_date: dt.date) -> list[Resolution]:
        """Resolve all mentions of one document.

        Args:
            mentions: Each with the day of what it tells, or None where that is not known.
            document_date: Day of publication, for those.

        Returns:
            As many resolutions, in the same order; they don't depend on that order.
        """
        readings = [self._reader.read(mention) for mention, _ in mentions]
        days = [Day(date or document_date, told=date is not None) for _, date in mentions]
        people = [number for number, reading in enumerate(readings) if reading.form in _PEOPLE]
        states = {state for reading in readings for state in (reading.home, reading.state) if state}
        found = self._persons.find([(readings[number], days[number]) for number in people], states)
        resolutions: list[Resolution] = [_UNNAMED] * len(mentions)
        for number, who in zip(people, found, strict=True):
            resolutions[number] = self._person(readings[number], who, days[number].date)
        for number, reading in enumerate(readings):
            if reading.form not in _PEOPLE:
                resolutions[number] = self._other(reading, mentions[number][0].kind, days[number].date)
        resolutions = _share_states(resolutions)
        return self._give_posts(mentions, resolutions)

    def _person(self, reading: Reading, who: Found, date: dt.date) -> Resolution:
        state, basis = reading.state, "told" if reading.state else None
        if state is None and who.actor and (state := self._people.state_on(who.actor, date)):
            basis = "office"
        return Resolution(
            key=who.key,
            actor=who.actor,
            state=state,
            method=who.method,
            score=SCORES[who.method],
            label=reading.name,
            scope=who.scope,
            basis=basis,
        )

    def _other(self, reading: Reading, kind: str, date: dt.date) -> Resolution:
        state, basis = reading.state, "told" if reading.state else None
        if reading.form == "unnamed":
            return Resolution("", None, state, "unnamed", SCORES["unnamed"], reading.name, basis=basis)
        if state is None and (state := self._state_of_government(reading.name, date)):
            basis = "office"
        return Resolution(
            key="" if reading.actor else f"{'organization' if kind == 'any' else kind}:{reading.minted}",
            actor=reading.actor,
            state=state,
            method=reading.method,
            score=SCORES[reading.method],
            label=reading.name,
            scope=slug(reading.minted) if reading.local else None,
            basis=basis,
        )

    def _state_of_government(self, name: str, date: dt.date) -> str | None:
        """The state of "the Trump administration"."""
        if not _may_govern(name):
            return None
        *leader, _ = plain(name).split()
        reading = self._reader.read(Mention(" ".join(leader)))
        (who,) = self._persons.find([(reading, Day(date))], set()) if reading.form in _PEOPLE else (None,)
        return self._people.state_on(who.actor, date) if who and who.actor else None

    def _give_posts(self, mentions: Sequence[DatedMention], resolutions: list[Resolution]) -> list[Resolution]:
        owners: defaultdict[str, set[str]] = defaultdict(set)
        if not any(mention.post for mention, _ in mentions):
            return resolutions
        for (mention, _), one in zip(mentions, resolutions, strict=True):
            if mention.role in _GIVERS and (owner := one.state or _organization(one.actor)):
                owners[mention.claim].add(owner)
        return [
            self._with_post(mention, one, agreed(owners[mention.claim])) if mention.post else one
            for (mention, _), one in zip(mentions, resolutions, strict=True)
        ]

    def _with_post(self, mention: Mention, one: Resolution, giver: str | None) -> Resolution:
        post, _ = self.post(mention.post or "", giver or one.state)
        owner = self._titles.read(mention.post or "").state or giver
        if one.state is None and owner is not None and owner in self._states:
            return replace(one, post=post, state=owner, basis="office")
        return replace(one, post=post)


_UNNAMED = Resolution("", None, None, "unnamed", SCORES["unnamed"], "")


def _may_govern(name: str) -> bool:
    """Whether a body's name may be a leader's and say that he or she governs ("the Trump administration")."""
    *leader, body = plain(name).split() or [""]
    return bool(leader) and body in _GOVERNMENTS


def scoped_actor(resolution: Resolution, document: str) -> str:
    """Id of an actor who exists in one document alone: `person/kim@DOCUMENT`."""
    kind = resolution.key.partition(":")[0]
    return f"{kind}/{resolution.scope}@{document.removeprefix('document/')}"


def _organization(actor: str | None) -> str | None:
    return actor if actor and actor.startswith("organization/") else None


def _share_states(resolutions: list[Resolution]) -> list[Resolution]:
    """Tell people without a state the one that their document tells of the same name elsewhere.

    A single name that stands for people of several states in one document ("Kim") is as many people.
    """
    told: defaultdict[str, set[str]] = defaultdict(set)
    for one in resolutions:
        if one.state and one.key.startswith("person:") and one.actor is None:
            told[one.key].add(one.state)
    if not told:
        return resolutions
    return [_with_state(one, told[one.key]) if one.key in told else one for one in resolutions]


def _with_state(one: Resolution, states: set[str]) -> Resolution:
    if one.state is None and len(states) == 1:
        return replace(one, state=next(iter(states)), basis="told")
    if one.scope and one.state and len(states) > 1:
        return replace(one, scope=f"{one.scope}-{one.state.removeprefix('state/').lower()}")
    return one
