"""Several authorities as one.

States, organisations, posts and places are the same where their ids are. People are the same only for a stated reason,
which is kept (`Authority.merges`). Where records differ, the authority named first decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Protocol

from graph.identity.authority import (
    Authority,
    AuthorityOrganization,
    AuthorityPerson,
    AuthorityPost,
    AuthorityState,
    AuthorityTenure,
    Merge,
)
from graph.identity.names import PersonKey, compatible, person_key
from graph.identity.service import Service, can_have_served, finer, lifetimes_agree, one_life, same_tenure

type _Find = tuple[AuthorityPerson, int | None, str]
"""A person, whom of the known it is, and why."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def merge(*authorities: Authority) -> Authority:
    """Merge authorities; the first one's labels, ids and dates stand where others differ.

    Two people of different authorities are one if they share a link; or bear the same name and a common state, in one
    lifetime; or bear compatible names ("George Bush", "George W. Bush") and held the same post, or led the same state,
    at the same time, or came into the service of the same state on the same day. A conflict of lifetimes, or a second
    candidate, keeps them apart. People of one authority are never merged with each other.
    """
    people = _People({post.id: post for each in authorities for post in each.posts})
    for authority in authorities:
        people.add(authority)
    return Authority(
        name=" + ".join(each.name for each in authorities),
        version=", ".join(each.version for each in authorities),
        persons=tuple(people.persons),
        states=_by_id((state for each in authorities for state in each.states), _merge_states),
        organizations=_by_id((one for each in authorities for one in each.organizations), _merge_organizations),
        posts=_by_id((post for each in authorities for post in each.posts), _merge_posts),
        tenures=tuple(people.tenures),
        places=_by_id((place for each in authorities for place in each.places), lambda first, _: first),
        merges=tuple(chain(*(each.merges for each in authorities), people.merges)),
        origins=people.origins,
    )


def make_tenure(person: str, post: str, start: str | None, end: str | None) -> AuthorityTenure:
    """A tenure with its id, which tells post, person and start: `tenure/VAT/pope/leo-xiv/2025-05-08`."""
    parts = ("tenure", post.removeprefix("post/"), person.removeprefix("person/"), *([start] if start else []))
    return AuthorityTenure("/".join(parts), person, post, start, end)


class _People:
    """People and tenures merged so far."""

    def __init__(self, posts: Mapping[str, AuthorityPost]) -> None:
        self.persons: list[AuthorityPerson] = []
        self.merges: list[Merge] = []
        self._ids: dict[str, int] = {}
        self._links: dict[str, int] = {}
        self._surnames: defaultdict[str, set[int]] = defaultdict(set)
        self._keys: list[dict[PersonKey, None]] = []
        self._from: list[str] = []
        self._held: defaultdict[str, dict[str, list[AuthorityTenure]]] = defaultdict(dict)
        self._service = Service(posts)
        self.origins: dict[str, str] = {}

    @property
    def tenures(self) -> list[AuthorityTenure]:
        return [tenure for held in self._held.values() for spans in held.values() for tenure in spans]

    def add(self, authority: Authority) -> None:
        held: defaultdict[str, list[AuthorityTenure]] = defaultdict(list)
        for tenure in authority.tenures:
            held[tenure.person].append(tenure)
        found = _each_once(
            [(one, *self._find(one, held[one.id])) for one in sorted(authority.persons, key=lambda one: one.id)]
        )
        ids = {one.id: self._settle(one, pos, reason, authority.name) for one, pos, reason in found}
        for tenure in authority.tenures:
            origin = authority.origins.get(tenure.id, authority.name)
            self._hold(replace(tenure, person=ids.get(tenure.person, tenure.person)), origin)

    def _find(self, person: AuthorityPerson, held: Sequence[AuthorityTenure]) -> tuple[int | None, str]:
        for link in person.links:
            if (pos := self._links.get(link)) is not None:
                return pos, f"same link {link}"
        keys = [person_key(name) for name in person.names]
        near = {pos for surname in {key.surname for key in keys} for pos in self._surnames.get(surname, ())}
        found = [(pos, why) for pos in sorted(near) if (why := self._same(pos, person, keys, held))]
        return found[0] if len(found) == 1 else (None, "")

    def _same(
        self, pos: int, person: AuthorityPerson, keys: Sequence[PersonKey], held: Sequence[AuthorityTenure]
    ) -> str:
        """Why two people are one, or ""."""
        known, others = self.persons[pos], self._keys[pos]
        if not any(compatible(a, b) for a in keys for b in others) or not lifetimes_agree(known, person):
            return ""
        there = [tenure for spans in self._held.get(known.id, {}).values() for tenure in spans]
        if not (can_have_served(known, held) and can_have_served(person, there)):
            return ""
        full = {key for key in keys if not (key.single or key.abbreviated)}
        states = set(known.states) & set(person.states)
        if states and not full.isdisjoint(others):
            return "same name and state" if one_life(there, held) else ""
        if not any(compatible(a, b) for a in keys for b in others if not (a.single and b.single)):
            return ""
        return self._service.shared(there, held)

    def _settle(self, person: AuthorityPerson, pos: int | None, reason: str, origin: str) -> str:
        if pos is None:
            person = replace(person, id=self._free_id(person))
            pos = len(self.persons)
            self.persons.append(person)
            self._keys.append({})
            self._from.append(origin)
            self._ids[person.id] = pos
        else:
            known = self.persons[pos]
            self.merges.append(Merge(known.id, person.id, reason, person.label, origin, self._from[pos]))
            self.persons[pos] = person = _merge_persons(known, person)
        for link in person.links:
            self._links[link] = pos
        for key in map(person_key, person.names):
            self._surnames[key.surname].add(pos)
            self._keys[pos][key] = None
        return person.id

    def _free_id(self, person: AuthorityPerson) -> str:
        """The person's own id, or one with state or number if somebody else bears it."""
        state = person.states[0].removeprefix("state/").lower() if person.states else "2"
        numbered = (f"{person.id}-{number}" for number in count(2))
        return next(one for one in chain((person.id, f"{person.id}-{state}"), numbered) if one not in self._ids)

    def _hold(self, tenure: AuthorityTenure, origin: str) -> None:
        held = self._held[tenure.person].setdefault(tenure.post, [])
        for pos, known in enumerate(held):
            if same_tenure(known, tenure):
                start = finer(known.start, tenure.start) if known.start else tenure.start
                end = finer(known.end, tenure.end) if known.start else known.end or tenure.end
                held[pos] = make_tenure(known.person, known.post, start, end)
                self.origins.setdefault(held[pos].id, self.origins[known.id])
                return
        held.append(make_tenure(tenure.person, tenure.post, tenure.start, tenure.end))
        self.origins.setdefault(held[-1].id, origin)


def _each_once(found: Sequence[_Find]) -> list[_Find]:
    """Whom people of one authority were found to be, each known person once: by the best reason, if one is best."""
    reasons: defaultdict[int, list[int]] = defaultdict(list)
    for _, pos, reason in found:
        if pos is not None:
            reasons[pos].append(_worth(reason))

    def stands(pos: int | None, reason: str) -> bool:
        return pos is not None and sum(_worth(reason) >= other for other in reasons[pos]) == 1

    return [(one, pos, reason) if stands(pos, reason) else (one, None, "") for one, pos, reason in found]


def _worth(reason: str) -> int:
    """How good a reason is, the best first."""
    beginnings = ("same link", "same name", "compatible name and same post")
    return next((number for number, begin in enumerate(beginnings) if reason.startswith(begin)), len(beginnings))


def _union(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _by_id[T: _Named](records: Iterable[T], unite: Callable[[T, T], T]) -> tuple[T, ...]:
    found: dict[str, T] = {}
    for record in records:
        found[record.id] = unite(found[record.id], record) if record.id in found else record
    return tuple(found.values())


def _merge_persons(a: AuthorityPerson, b: AuthorityPerson) -> AuthorityPerson:
    return replace(
        a,
        label=b.label if _partial(a.label) and not _partial(b.label) else a.label,
        names=_union(a.names, b.names),
        born=a.born or b.born,
        died=a.died or b.died,
        states=_union(a.states, b.states),
        links=_union(a.links, b.links),
        singles=_union(a.singles, b.singles),
    )


def _partial(name: str) -> bool:
    key = person_key(name)
    return key.single or key.abbreviated


def _merge_states(a: AuthorityState, b: AuthorityState) -> AuthorityState:
    return replace(
        a,
        names=_union(a.names, b.names),
        demonyms=_union(a.demonyms, b.demonyms),
        capital=a.capital or b.capital,
        alpha2=a.alpha2 or b.alpha2,
        metonyms=_union(a.metonyms, b.metonyms),
        capital_names=_union(a.capital_names, b.capital_names),
    )


def _merge_organizations(a: AuthorityOrganization, b: AuthorityOrganization) -> AuthorityOrganization:
    return replace(a, names=_union(a.names, b.names), state=a.state or b.state, links=_union(a.links, b.links))


def _merge_posts(a: AuthorityPost, b: AuthorityPost) -> AuthorityPost:
    accredited = a.accredited_to or b.accredited_to
    names, state, part_of = _union(a.names, b.names), a.state or b.state, a.part_of or b.part_of
    return replace(a, names=names, state=state, accredited_to=accredited, part_of=part_of)
