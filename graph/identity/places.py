"""Finding places: cities, capitals, countries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from graph.identity.authority import AuthorityPlace, AuthorityState
from graph.identity.states import StateIndex, plain

_CAPITAL = re.compile(r"(?P<state>.+?) capital(?: city)?(?: (?P<name>.+))?")
_CAPITAL_OF = re.compile(r"capital(?: city)? of (?:the )?(?P<state>.+)")


class PlaceIndex:
    """Places by name, in any of the languages that GeoNames knows them in.

    Of several places of one name the country of that name is meant, else a capital, else the one with most people.
    """

    def __init__(self, places: Sequence[AuthorityPlace], states: Sequence[AuthorityState]) -> None:
        """Index places; the states are for demonyms and capitals."""
        self._states = StateIndex(states)
        self._places = {place.id: place for place in places}
        self._countries = {place.country: place for place in places if place.whole_country}
        capitals = {state.capital for state in states}
        cities = [place for place in places if not place.whole_country]
        cities.sort(key=lambda place: (-place.population, place.id))
        names: defaultdict[str, list[AuthorityPlace]] = defaultdict(list)
        for place in cities:
            if place.id in capitals:
                names[plain(place.label)].append(place)
        for place in cities:
            for name in place.names:
                names[name.casefold()].append(place)
            if not place.label.isascii() or not place.label.isalpha():
                names[plain(place.label)].append(place)
        self._names = dict(names)
        self._cached = lru_cache(maxsize=16_384)(self._find)

    def __getitem__(self, place: str) -> AuthorityPlace:
        return self._places[place]

    def find(self, name: str, country: str | None = None) -> AuthorityPlace | None:
        """The place of a name, or None where no place of that name is known.

        Args:
            name: As a document writes it: "Bishkek", "Бишкек", "the Kyrgyz capital", "Paris, France".
            country: Look only in this country: an alpha-3 code or a state's id.
        """
        return self._cached(name, country.removeprefix("state/") if country else None)

    def _find(self, name: str, country: str | None) -> AuthorityPlace | None:
        return self._country(name, country) or self._city(name, country) or self._described(name, country)

    def _country(self, name: str, country: str | None) -> AuthorityPlace | None:
        if (state := self._states.named(name)) is None:  # "Belarusian" is no place.
            return None
        code = state.removeprefix("state/")
        return self._countries.get(code) if country in (None, code) else None

    def _city(self, name: str, country: str | None) -> AuthorityPlace | None:
        for key in filter(None, (plain(name), name.strip().casefold())):
            for place in self._names.get(key, ()):
                if country in (None, place.country):
                    return place
        return None

    def _described(self, name: str, country: str | None) -> AuthorityPlace | None:
        """The place of "the capital of Belarus", "the Belarusian capital Minsk", "Minsk, Belarus"."""
        city, comma, rest = name.rpartition(",")
        if comma and (state := self._states.find(rest.strip())):
            return self._within(city, state, country)
        text = plain(name)
        if (match := _CAPITAL_OF.fullmatch(text) or _CAPITAL.fullmatch(text)) is None:
            return None
        if (state := self._states.find(match["state"]) or self._states.whole(match["state"].split())) is None:
            return None
        told = match.groupdict().get("name")
        return self._within(told, state, country) if told else self._capital(state, country)

    def _within(self, name: str, state: str, country: str | None) -> AuthorityPlace | None:
        code = state.removeprefix("state/")
        return self._city(name, code) if country in (None, code) else None

    def _capital(self, state: str, country: str | None) -> AuthorityPlace | None:
        capital = self._states[state].capital
        return self._places.get(capital) if capital and country in (None, state.removeprefix("state/")) else None
