"""Who the people in one document are: by full name, by another mention, by office, by surname in office."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.identity.folding import slug
from graph.identity.incumbents import OfficeFinder
from graph.identity.names import PersonKey, compatible
from graph.identity.offices import Title
from graph.identity.people import Day, PeopleIndex
from graph.identity.reading import Reading
from graph.identity.service import LEADING
from graph.identity.states import plain
from graph.identity.tables import words

type Dated = tuple[Reading, Day]


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a reading means on a day.

    Attributes:
        actor: Id in the authority, or None.
        method: How found.
        key: Key of the name, where no authority knows it.
        scope: Id part of somebody who exists in this document alone.
    """

    actor: str | None
    method: str
    key: str = ""
    scope: str | None = None


type Named = tuple[Reading, Found]


@dataclass(slots=True)
class _Document:
    """What a document tells about its people.

    Attributes:
        states: States that any of its mentions name or act for.
        surnames: People with full names, by every single name that they go by.
        titles: The same people by the slugs of their titles.
    """

    states: set[str]
    surnames: dict[str, list[Named]]
    titles: dict[str, list[Named]]


class PersonFinder:
    """Finds people; knows the authority's people and offices."""

    def __init__(self, people: PeopleIndex, offices: OfficeFinder) -> None:
        """Take the indexes to look things up in."""
        self._people = people
        self._offices = offices
        self._candidates: dict[Reading, tuple[tuple[str, bool], ...]] = {}

    def find(self, readings: Sequence[Dated], states: set[str]) -> list[Found]:
        """Find all people of one document.

        Args:
            readings: Readings of its mentions of people, each with the day that it tells of.
            states: States that the document names.

        Returns:
            As many answers, in the same order.
        """
        found = {number: self._full(*one, states) for number, one in enumerate(readings) if one[0].form == "full"}
        if len(found) < len(readings) or any(who.actor is None for who in found.values()):
            self._look_around(readings, found, states)
        return [found[number] for number in range(len(readings))]

    def _look_around(self, readings: Sequence[Dated], found: dict[int, Found], states: set[str]) -> None:
        """Find the rest by what the document tells elsewhere."""
        document = self._index(((readings[number][0], who) for number, who in found.items()), states)
        for number, who in found.items():
            found[number] = self._fuller(readings[number][0], who, document) if who.actor is None else who
        document = self._index(((readings[number][0], who) for number, who in found.items()), states)
        for number, (reading, day) in enumerate(readings):
            if reading.form == "single":
                found[number] = self._single(reading, day, document)
            elif reading.form == "title":
                found[number] = self._title(reading, day.date, document)

    def _index(self, people: Iterable[Named], states: set[str]) -> _Document:
        surnames: defaultdict[str, list[Named]] = defaultdict(list)
        titles: defaultdict[str, list[Named]] = defaultdict(list)
        for full, who in dict.fromkeys(people):
            names = self._people.singles(who.actor) if who.actor else {full.key.surname}
            for name in names:
                surnames[name].append((full, who))
            if full.title.slug:
                titles[full.title.slug].append((full, who))
        return _Document(states, surnames, titles)

    def _full(self, reading: Reading, day: Day, states: set[str]) -> Found:
        if (candidates := self._candidates.get(reading)) is None:
            named = self._people.named(reading.key)
            candidates = tuple(one for one in named if self._at_home(reading, one[0]))
            self._candidates[reading] = candidates
        alive = [one for one in candidates if self._people.lived(one[0], day) and self._sure(one[0], reading, states)]
        if len(alive) > 1:
            alive = self._by_title(alive, reading.title, day.date)
        if len(alive) == 1:
            person, exact = alive[0]
            return Found(person, "authority_name" if exact else "authority_variant")
        if not alive and (person := self._other_suffix(reading, day.date) or self._by_surname(reading, day.date)):
            return Found(person, "office")
        text = reading.key.text
        if reading.key.abbreviated:
            return _scoped(slug(text), text)
        return Found(None, "minted", f"person:{text}")

    def _at_home(self, reading: Reading, person: str) -> bool:
        known = self._people[person].states
        return reading.home is None or not known or reading.home in known

    def _sure(self, person: str, reading: Reading, states: set[str]) -> bool:
        """Whether a name alone is enough: not for an ambassador, who has a namesake in every telephone book."""
        if self._people.leads(person) or not self._people.terms.get(person):
            return True
        terms = self._people.terms[person]
        return not states.isdisjoint(self._people[person].states) or any(
            reading.title.fits(term.slug, term.office) for term in terms
        )

    def _by_title(self, candidates: list[tuple[str, bool]], title: Title, date: dt.date) -> list[tuple[str, bool]]:
        """Of several people of one name those whose office the title means, else those in office."""
        suited = [one for one in candidates if self._suits(one[0], title, date)]
        return suited or [one for one in candidates if self._people.in_office(one[0], date)]

    def _suits(self, person: str, title: Title, date: dt.date) -> bool:
        return any(term.suits(title, date) for term in self._people.terms.get(person, ()))

    def _other_suffix(self, reading: Reading, date: dt.date) -> str | None:
        """The holder of the office who differs by "Jr." or a number alone: "Philippine President Ferdinand Marcos"."""
        if reading.key.suffix or not reading.title.slug:
            return None
        bearers = [one for one in self._people.surnamed(reading.key.surname) if self._at_home(reading, one)]
        fits = [one for one in bearers if self._suits(one, reading.title, date) and self._given_fit(one, reading.key)]
        return fits[0] if len(fits) == 1 else None

    def _by_surname(self, reading: Reading, date: dt.date) -> str | None:
        """The holder of the office whom lists of leaders know by surname alone: "President Ulysses S. Grant"."""
        person = self._titled(reading, date)
        return person if person and all(key.single for key in self._people.keys(person)) else None

    def _given_fit(self, person: str, key: PersonKey) -> bool:
        known = self._people.keys(person)
        return any(compatible(PersonKey(each.given, each.surname), key) for each in known if each.given)

    def _fuller(self, reading: Reading, who: Found, document: _Document) -> Found:
        """Somebody in the document with the same name and more of it ("J. Cole", "John Cole")."""
        fuller = {
            other.key or other.actor or "": other
            for full, other in document.surnames.get(reading.key.surname, ())
            if full.key != reading.key and _less(reading.key, full.key) and _agree(reading.home, full.home)
        }
        if len(fuller) != 1:
            return who
        other = next(iter(fuller.values()))
        return Found(other.actor, "document", other.key)

    def _single(self, reading: Reading, day: Day, document: _Document) -> Found:
        here, famous = self._here(reading, document), self._famous(reading, day)
        # "Ivanka Trump met … Trump said": the name alone means him who is called by it.
        if len(here) == 1 and (famous is None or famous.actor == here[0].actor):
            return Found(here[0].actor, "document", here[0].key)
        if person := self._titled(reading, day.date):
            return Found(person, "office")
        if famous or (famous := self._leader_of(reading, day.date, document.states)):
            return famous
        if person := self._once_titled(reading, day.date):
            return Found(person, "former_office")
        return _scoped(slug(reading.key.text), reading.key.text)

    def _here(self, reading: Reading, document: _Document) -> list[Found]:
        """People with full names in the document of whom a single name can be a part."""
        here: dict[str, Found] = {}
        for full, who in document.surnames.get(reading.key.surname, ()):
            if who.actor is not None:
                fits = self._at_home(reading, who.actor)
            else:
                fits = not full.key.suffix and _agree(reading.home, full.home)
            if fits:
                here[who.actor or who.key] = who
        return list(here.values())

    def _titled(self, reading: Reading, date: dt.date) -> str | None:
        """The one of that name whose office the title means: "President Putin"."""
        if not reading.title.slug:
            return None
        bearers = [one for one in self._people.surnamed(reading.key.surname) if self._at_home(reading, one)]
        suited = [one for one in bearers if self._suits(one, reading.title, date)]
        return suited[0] if len(suited) == 1 else None

    def _once_titled(self, reading: Reading, date: dt.date) -> str | None:
        """The one of that name who had held the office by then: "Chancellor Merkel", told years later."""
        title = reading.title
        if not title.slug or title.when == "after":
            return None
        if reading.home is None and reading.key.surname in words("surnames", "common"):
            return None
        bearers = [one for one in self._people.surnamed(reading.key.surname) if self._at_home(reading, one)]
        past = [one for one in bearers if self._people.held_before(one, title, date)]
        return past[0] if len(past) == 1 else None

    def _famous(self, reading: Reading, day: Day) -> Found | None:
        """The one who is called by that name alone: in office on that day, or near it, or known without one."""
        called = [
            one
            for one in self._people.called(reading.key.surname)
            if self._at_home(reading, one)
            and self._people.lived(one, day)
            and self._may_be(one, reading.title, day.date)
            and not reading.partner
        ]
        present = [one for one in called if not self._people.terms.get(one) or self._people.in_office(one, day.date)]
        if len(present) == 1:
            return Found(present[0], "surname_in_office")
        near = [one for one in called if not present and self._people.near_office(one, day.date)]
        return Found(near[0], "surname_near_office") if len(near) == 1 else None

    def _leader_of(self, reading: Reading, date: dt.date, states: set[str]) -> Found | None:
        """The only one of that surname in office, if he or she leads a state that the document names."""
        if reading.partner or reading.key.surname in words("surnames", "common"):
            return None
        bearers = [one for one in self._people.surnamed(reading.key.surname) if self._people.in_office(one, date)]
        if len(bearers) != 1 or not self._at_home(reading, bearers[0]):
            return None
        if not self._may_be(bearers[0], reading.title, date):
            return None
        terms = self._people.in_office(bearers[0], date)
        led = {term.state for term in terms if term.office in LEADING}
        return None if led.isdisjoint(states) else Found(bearers[0], "surname_in_office")

    def _may_be(self, person: str, title: Title, date: dt.date) -> bool:
        """Whether nothing in the title speaks against a person."""
        return not title.slug or self._suits(person, title, date) or not self._people.terms.get(person)

    def _title(self, reading: Reading, date: dt.date, document: _Document) -> Found:
        holders = self._offices.holders(reading.title, reading.home, date)
        if len(holders) == 1:
            return Found(holders[0], "office")
        title = reading.title
        here = {
            who.actor or who.key: who
            for full, who in document.titles.get(title.slug, ())
            if full.title.when == title.when and _agree(reading.home, full.home)
        }
        if len(here) == 1:
            other = next(iter(here.values()))
            return Found(other.actor, "document", other.key)
        whose = title.state or title.body or reading.home or ""
        scope = "-".join(part for part in (whose.partition("/")[2].lower(), title.slug) if part)
        return _scoped(scope, plain(reading.name))


def _scoped(scope: str, key: str) -> Found:
    return Found(None, "scoped", f"person:{key}", scope or "unnamed")


def _less(a: PersonKey, b: PersonKey) -> bool:
    """Whether `a` is a shorter form of `b`: fewer given names, or initials for them."""
    return compatible(a, b) and sum(map(len, a.given)) < sum(map(len, b.given))


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def agreed(states: Iterable[str | None]) -> str | None:
    """The one state that is told, if exactly one is."""
    known = {state for state in states if state}
    return next(iter(known)) if len(known) == 1 else None
