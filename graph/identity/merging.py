"""Several authorities as one.

States, organisations, posts and places are the same where their ids are. People are the same only for a stated reason,
which is kept (`Authority.merges`). Where records differ, the authority named first decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Protocol

from graph.dates import Bounds, bounds
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


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def merge(*authorities: Authority) -> Authority:
    """Merge authorities; the first one's labels, ids and dates stand where others differ.

    Two people of different authorities are one if they share a link; or bear the same name and a common state; or bear
    compatible names ("George Bush", "George W. Bush") and held the same post. A conflict of lifetimes, or a second
    candidate, keeps them apart. People of one authority are never merged with each other.
    """
    people = _People()
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
        merges=tuple(people.merges),
    )


def make_tenure(person: str, post: str, start: str | None, end: str | None) -> AuthorityTenure:
    """A tenure with its id, which tells post, person and start: `tenure/VAT/pope/leo-xiv/2025-05-08`."""
    parts = ("tenure", post.removeprefix("post/"), person.removeprefix("person/"), *([start] if start else []))
    return AuthorityTenure("/".join(parts), person, post, start, end)


class _People:
    """People and tenures merged so far."""

    def __init__(self) -> None:
        self.persons: list[AuthorityPerson] = []
        self.merges: list[Merge] = []
        self._ids: dict[str, int] = {}
        self._links: dict[str, int] = {}
        self._surnames: defaultdict[str, set[int]] = defaultdict(set)
        self._posts: defaultdict[str, set[str]] = defaultdict(set)
        self._held: defaultdict[tuple[str, str], list[AuthorityTenure]] = defaultdict(list)

    @property
    def tenures(self) -> list[AuthorityTenure]:
        return [tenure for held in self._held.values() for tenure in held]

    def add(self, authority: Authority) -> None:
        posts: defaultdict[str, set[str]] = defaultdict(set)
        for tenure in authority.tenures:
            posts[tenure.person].add(tenure.post)
        found = [(one, *self._find(one, posts[one.id])) for one in sorted(authority.persons, key=lambda one: one.id)]
        ids = {one.id: self._settle(one, pos, reason) for one, pos, reason in found}
        for tenure in authority.tenures:
            self._hold(replace(tenure, person=ids.get(tenure.person, tenure.person)))

    def _find(self, person: AuthorityPerson, posts: set[str]) -> tuple[int | None, str]:
        for link in person.links:
            if (pos := self._links.get(link)) is not None:
                return pos, f"same link {link}"
        keys = [person_key(name) for name in person.names]
        near = {pos for key in keys for pos in self._surnames[key.surname]}
        found = [(pos, why) for pos in sorted(near) if (why := self._same(self.persons[pos], person, keys, posts))]
        return found[0] if len(found) == 1 else (None, "")

    def _same(self, known: AuthorityPerson, person: AuthorityPerson, keys: Sequence[PersonKey], posts: set[str]) -> str:
        """Why two people are one, or ""."""
        if not lifetimes_agree(known, person):
            return ""
        others = [person_key(name) for name in known.names]
        if set(keys) & set(others) - {key for key in keys if key.single} and set(known.states) & set(person.states):
            return "same name and state"
        shared = self._posts[known.id] & posts
        if shared and any(compatible(a, b) for a in keys for b in others if not (a.single and b.single)):
            return f"compatible name and same post {min(shared)}"
        return ""

    def _settle(self, person: AuthorityPerson, pos: int | None, reason: str) -> str:
        if pos is None:
            person = replace(person, id=self._free_id(person))
            pos = len(self.persons)
            self.persons.append(person)
            self._ids[person.id] = pos
        else:
            known = self.persons[pos]
            self.merges.append(Merge(known.id, person.id, reason))
            self.persons[pos] = person = _merge_persons(known, person)
        for link in person.links:
            self._links[link] = pos
        for name in person.names:
            self._surnames[person_key(name).surname].add(pos)
        return person.id

    def _free_id(self, person: AuthorityPerson) -> str:
        """The person's own id, or one with state or number if somebody else bears it."""
        state = person.states[0].removeprefix("state/").lower() if person.states else "2"
        numbered = (f"{person.id}-{number}" for number in count(2))
        return next(one for one in chain((person.id, f"{person.id}-{state}"), numbered) if one not in self._ids)

    def _hold(self, tenure: AuthorityTenure) -> None:
        held = self._held[tenure.person, tenure.post]
        self._posts[tenure.person].add(tenure.post)
        for pos, known in enumerate(held):
            if reign(known).overlaps(reign(tenure)):
                start, end = known.start or tenure.start, known.end if known.start else known.end or tenure.end
                held[pos] = make_tenure(known.person, known.post, start, end)
                return
        held.append(make_tenure(tenure.person, tenure.post, tenure.start, tenure.end))


def lifetimes_agree(a: AuthorityPerson, b: AuthorityPerson) -> bool:
    """Whether births and deaths, where both are known, can be one person's."""
    pairs = ((a.born, b.born), (a.died, b.died))
    return all(bounds(one).overlaps(other) for one, two in pairs if one and two for other in (bounds(two),))


def reign(tenure: AuthorityTenure) -> Bounds:
    """The days on which the post may have been held, an unknown start or end being open."""
    return Bounds(bounds(tenure.start).lo, bounds(tenure.end).hi)


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
        names=_union(a.names, b.names),
        born=a.born or b.born,
        died=a.died or b.died,
        states=_union(a.states, b.states),
        links=_union(a.links, b.links),
        singles=_union(a.singles, b.singles),
    )


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
    return replace(a, names=_union(a.names, b.names), state=a.state or b.state, accredited_to=accredited)
