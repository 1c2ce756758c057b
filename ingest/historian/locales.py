"""The places of a trip: several cities in one field ("Rome, Venice"), some of them with their region."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.historian.corrections import read_corrections
from ingest.historian.lands import place_in

if TYPE_CHECKING:
    from ingest.historian.lands import Land

_COMMA = re.compile(r",\s*(?![^(]*\))")
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Locale:
    """Where a trip went within a country.

    Attributes:
        words: As a sentence tells it: "Rome and Venice, Italy".
        place: The one city, as the sentence has it; the country where several or none are named; None without either.
    """

    words: str
    place: str | None


def read_locale(text: str | None, land: Land | None) -> Locale:
    """Read a locale.

    Args:
        text: As the record has it; regions stand in brackets, or behind a comma of their own.
        land: The country.
    """
    cities = _cities(text or "")
    called = land.called if land is not None else None
    if land is not None and cities == [land.name]:
        cities = []  # "Singapore, Singapore"
    words = ", ".join(part for part in (_listed(cities), called) if part)
    own = [city for city in cities if not _is_site(city)] or cities
    if len(own) == 1:
        return Locale(words, place_in(_BRACKETS.sub("", own[0]), land))
    return Locale(words, land.name if land is not None else None)


def _cities(text: str) -> list[str]:
    regions = read_corrections("locales")["regions"]
    cities: list[str] = []
    for part in filter(None, (one.strip(" .") if not one.endswith("D.F.") else one for one in _COMMA.split(text))):
        if cities and part in regions:
            cities[-1] = f"{cities[-1]}, {part}"
        else:
            cities.append(part)
    return list(dict.fromkeys(cities))


def _is_site(city: str) -> bool:
    """Whether it is a base or a house: beside a city no second one."""
    return any(re.search(rf"\b{word}\b", city) for word in read_corrections("locales")["sites"])


def _listed(cities: list[str]) -> str:
    """As in "Rome", "Rome and Venice", "Rome, Venice, and Turin"."""
    if len(cities) < 3:  # noqa: PLR2004
        return " and ".join(cities)
    return f"{', '.join(cities[:-1])}, and {cities[-1]}"
