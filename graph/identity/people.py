"""People of the authority by name, and who held which office when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.dates import bounds
from graph.identity.authority import Authority, AuthorityPerson, AuthorityTenure
from graph.identity.names import PersonKey, compatible, person_key
from graph.identity.offices import Title
from graph.identity.service import LEADING
from graph.identity.titles import split_title

_CAREER = dt.timedelta(days=365 * 50)
"""How long before and after their known offices people may still be meant where their lives are not known."""

_NEAR = dt.timedelta(days=730)

_LEADING = LEADING | {"head_of_organization", "minister"}
_LAST_DAY = dt.date(9999, 12, 31)
_FIRST_DAY = dt.date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Day:
    """The day of what a mention tells; where that is not told, the day of publication."""

    date: dt.date
    told: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """A tenure with what the resolver asks of it; `first` is None where the start is not known."""

    person: str
    post: str
    slug: str
    office: str
    state: str | None
    first: dt.date | None
    last: dt.date

    def covers(self, date: dt.date) -> bool:
        """Whether the post was held on that day, as far as the authority knows."""
        return self.first is not None and self.first <= date <= self.last

    def suits(self, title: Title, date: dt.date) -> bool:
        """Whether a title, "former" or not, can mean this tenure on that day."""
        if not title.fits(self.slug, self.office) or (title.state and self.state and title.state != self.state):
            return False
        if title.body and self.post.split("/")[1] != title.body.partition("/")[2]:
            return False
        if title.when == "now" or self.first is None:
            return self.covers(date)
        return self.last <= date if title.when == "before" else date <= self.first


class PeopleIndex:
    """People by name and by office."""

    def __init__(self, authority: Authority) -> None:
        """Index an authority's people and tenures."""
        self._persons = {person.id: person for person in authority.persons}
        self._posts = {post.id: post for post in authority.posts}
        self.terms: defaultdict[str, list[Term]] = defaultdict(list)
        self._holders: defaultdict[str, list[Term]] = defaultdict(list)
        for tenure in authority.tenures:
            if tenure.person in self._persons:
                term = self._term(tenure)
                self.terms[tenure.person].append(term)
                self._holders[tenure.post].append(term)
        self._lives = {person.id: self._life(person) for person in authority.persons}
        self._surnames: defaultdict[str, dict[str, list[PersonKey]]] = defaultdict(dict)
        self._singles: defaultdict[str, set[str]] = defaultdict(set)
        self._called: dict[str, frozenset[str]] = {}
        self._keys: defaultdict[str, list[PersonKey]] = defaultdict(list)
        for person in authority.persons:
            for name in dict.fromkeys((person.label, *person.names)):
                key = person_key(split_title(name)[1] or name)
                self._surnames[key.surname].setdefault(person.id, []).append(key)
                self._keys[person.id].append(key)
            singles = [person_key(single).surname for single in person.singles]
            for single in singles:
                self._singles[single].add(person.id)
            self._called[person.id] = frozenset({*singles, *(key.surname for key in self._keys[person.id])})

    def __getitem__(self, person: str) -> AuthorityPerson:
        return self._persons[person]

    def named(self, key: PersonKey) -> tuple[tuple[str, bool], ...]:
        """(person, whether exactly) whose full names a full name fits; only the exact ones, where there are any."""
        bearers = self._surnames.get(key.surname)
        if not bearers:
            return ()
        if exact := tuple((person, True) for person, keys in bearers.items() if key in keys):
            return exact
        fits = (person for person, keys in bearers.items() if any(not k.single and compatible(k, key) for k in keys))
        return tuple((person, False) for person in fits)

    def keys(self, person: str) -> list[PersonKey]:
        """Keys of a person's names."""
        return self._keys[person]

    def surnamed(self, surname: str) -> Iterable[str]:
        """People who bear a surname, or are called by that name."""
        return {*self._surnames.get(surname, ()), *self._singles.get(surname, ())}

    def called(self, surname: str) -> frozenset[str]:
        """People whom that single name means while they hold an office."""
        return frozenset(self._singles.get(surname, ()))

    def singles(self, person: str) -> frozenset[str]:
        """Single names by which a person may be mentioned: surnames, and what he or she is called."""
        return self._called[person]

    def lived(self, person: str, day: Day) -> bool:
        """Whether what is told of a person can be, by birth and death or, failing those, by known offices.

        What happened on a day that is not told may have happened any time before.
        """
        first, last = self._lives[person]
        return first <= day.date and (not day.told or day.date <= last)

    def turns(self, persons: Iterable[str]) -> tuple[dt.date, ...]:
        """The days, in order, on which the answer of any method here that asks for a day may change."""
        spells = [spell for person in persons for spell in self._spells(person)]
        ends = {last + dt.timedelta(days=1) for _, last in spells if last < _LAST_DAY}
        return tuple(sorted({first for first, _ in spells} | ends))

    def _spells(self, person: str) -> Iterator[tuple[dt.date, dt.date]]:
        """First and last days of a person's life, of his or her terms, and of the time near them."""
        yield self._lives[person]
        for term in self.terms.get(person, ()):
            if term.first is not None:
                yield term.first, term.last
                yield max(_FIRST_DAY + _NEAR, term.first) - _NEAR, min(term.last, _LAST_DAY - _NEAR) + _NEAR

    def in_office(self, person: str, date: dt.date) -> list[Term]:
        """The posts a person holds on that day."""
        return [term for term in self.terms.get(person, ()) if term.covers(date)]

    def held_before(self, person: str, title: Title, date: dt.date) -> bool:
        """Whether a person held, by that day, an office that the title can mean."""
        whenever = replace(title, when="before")
        return any(
            term.first is not None and term.first <= date and term.suits(whenever, _LAST_DAY)
            for term in self.terms.get(person, ())
        )

    def leads(self, person: str) -> bool:
        """Whether a person ever headed a state, a government, a ministry or an organisation."""
        return any(term.office in _LEADING for term in self.terms.get(person, ()))

    def holders(self, post: str, date: dt.date) -> list[str]:
        """Who holds a post on that day; several on the day of a change."""
        return list(dict.fromkeys(term.person for term in self._holders.get(post, ()) if term.covers(date)))

    def near_office(self, person: str, date: dt.date) -> bool:
        """Whether a person holds an office within two years of that day."""
        terms = (term for term in self.terms.get(person, ()) if term.first)
        return any(
            max(_FIRST_DAY + _NEAR, term.first) - _NEAR <= date <= min(term.last, _LAST_DAY - _NEAR) + _NEAR
            for term in terms
            if term.first
        )

    def state_on(self, person: str, date: dt.date) -> str | None:
        """The state whose post a person holds on that day; of several, the one that is the person's own."""
        states = {term.state for term in self.in_office(person, date) if term.state}
        if len(states) > 1:
            return next((state for state in self._persons[person].states if state in states), None)
        return next(iter(states), None)

    def posts_of(self, state: str, office: str) -> Iterator[str]:
        """Posts of a state in a class of offices."""
        return (post.id for post in self._posts.values() if post.state == state and post.office == office)

    def label(self, post: str) -> str | None:
        """Label of a post of the authority."""
        return self._posts[post].label if post in self._posts else None

    def _term(self, tenure: AuthorityTenure) -> Term:
        post = self._posts.get(tenure.post)
        slug = tenure.post.rpartition("/")[2].partition("-to-")[0]
        # Of somebody who still held the post when the source was written ("2015-12-31/.."), later days are not known.
        start, until = bounds(tenure.start).lo, bounds(tenure.end)
        end = until.hi or until.lo
        office, state = (post.office, post.state) if post else ("other", None)
        return Term(tenure.person, tenure.post, slug, office, state, start, end or _LAST_DAY)

    def _life(self, person: AuthorityPerson) -> tuple[dt.date, dt.date]:
        born, died = bounds(person.born).lo, bounds(person.died).hi
        starts = [term.first for term in self.terms.get(person.id, ()) if term.first]
        if born is None and starts:
            born = max(_FIRST_DAY + _CAREER, min(starts)) - _CAREER
        if died is None and starts:
            ends = (term.last for term in self.terms[person.id] if term.last < _LAST_DAY)
            latest = max(*starts, *ends, _FIRST_DAY)
            died = min(_LAST_DAY - _CAREER, latest) + _CAREER
        return born or _FIRST_DAY, died or _LAST_DAY
