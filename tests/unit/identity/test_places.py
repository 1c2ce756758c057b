"""Places by name, by description and by country."""

from __future__ import annotations

import pytest

from graph.identity.packages import load_places


@pytest.mark.parametrize(
    ("name", "label", "country"),
    [
        ("Bishkek", "Bishkek", "KGZ"),
        ("Бишкек", "Bishkek", "KGZ"),
        ("Kyrgyz capital", "Bishkek", "KGZ"),
        ("the Kyrgyz capital", "Bishkek", "KGZ"),
        ("the capital of Belarus", "Minsk", "BLR"),
        ("the Belarusian capital Minsk", "Minsk", "BLR"),
        ("the U.S. capital", "Washington", "USA"),
        ("Paris, France", "Paris", "FRA"),
        ("Kiev", "Kyiv", "UKR"),
        ("St. Petersburg", "Saint Petersburg", "RUS"),
        ("San Jose", "San José", "CRI"),
        ("Victoria", "Victoria", "SYC"),
        ("Washington", "Washington", "USA"),
        ("Georgia", "Georgia", "GEO"),
        ("Belarus", "Belarus", "BLR"),
    ],
)
def test_find(name: str, label: str, country: str) -> None:
    """A country, else a capital, else the largest city of the name is meant."""
    place = load_places().find(name)
    assert place is not None
    assert (place.label, place.country) == (label, country)


@pytest.mark.parametrize("name", ["Victory Square", "Ala-Archa residence", "Belarusian", "FRU", "Europe", "", "…"])
def test_unknown(name: str) -> None:
    """What no gazetteer has is nowhere."""
    assert load_places().find(name) is None


def test_country() -> None:
    """A country narrows the search, and excludes what lies elsewhere."""
    places = load_places()
    british, american = places.find("Birmingham"), places.find("Birmingham", "state/USA")
    assert british is not None
    assert american is not None
    assert (british.country, american.country) == ("GBR", "USA")
    assert places.find("Minsk", "USA") is None
    assert places.find("Belarus", "RUS") is None


def test_whole_countries() -> None:
    """A country's place says that it is all of it, and a city's id leads back to the city."""
    places = load_places()
    country, city = places.find("Belarus"), places.find("Bishkek")
    assert country is not None
    assert city is not None
    assert (country.whole_country, city.whole_country) == (True, False)
    assert city.id == "place/1528675"
    assert places[city.id] is city
