"""countrynames: what the world's languages call its states.

Only the data file is read: the package itself needs ICU, which is not installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import yaml

from graph.identity.authority import Authority, AuthorityOrganization, AuthorityState
from graph.identity.packages.files import package_file, package_version
from graph.identity.packages.geonames import read_countries, read_parts

PACKAGE = "countrynames"

# Former states by ISO 3166-3, which countrynames has under codes of its own: alpha-3 code and label.
_FORMER = {
    "AN": ("ANT", "Netherlands Antilles"),
    "CSHH": ("CSK", "Czechoslovakia"),
    "CSXX": ("SCG", "Serbia and Montenegro"),
    "DD": ("DDR", "East Germany"),
    "SUHH": ("SUN", "Soviet Union"),
    "YUCS": ("YUG", "Yugoslavia"),
    "ZR": ("ZAR", "Zaire"),
}
_ORGANIZATIONS = {"EU": "organization/european-union", "UN": "organization/united-nations"}
_LABELS = {"EU": "European Union", "UN": "United Nations"}
# Their lists are full of counties, prefectures, districts and provinces: only other scripts are taken from them.
_LISTS_OF_PARTS = frozenset({"CA", "GB", "HK", "IE", "JP"})
_LATIN = re.compile("[A-Za-z]")
_NO_NAMES = re.compile(
    r".*,.*|brasil[ií]a|european|zaire|zurich|.* oblast|.*free.* zone|provinces of .*", re.IGNORECASE
)


def load() -> Authority:
    """Names of states, of former states, and of the two organisations that the package has.

    Left out are parts of states (`GB-WLS`, "Texas", "Moscow"), areas without an ISO code, and the package's list of
    what names no country.
    """
    text = package_file(PACKAGE, f"{PACKAGE}/data.yaml").read_bytes()
    data = cast("dict[str, list[str]]", yaml.load(text, Loader=yaml.CSafeLoader))
    return Authority(
        PACKAGE, package_version(PACKAGE), states=tuple(_states(data)), organizations=tuple(_organizations(data))
    )


def _states(data: dict[str, list[str]]) -> Iterator[AuthorityState]:
    codes = {code: (country["iso3"], country["name"]) for code, country in read_countries().items()} | _FORMER
    for code, names in data.items():
        if known := codes.get(code):
            alpha3, label = known
            alpha2 = None if code in _FORMER else code
            kept = [name for name in names if code not in _LISTS_OF_PARTS or not _LATIN.search(name)]
            yield AuthorityState(f"state/{alpha3}", label, _clean(kept, label), alpha2=alpha2)


def _organizations(data: dict[str, list[str]]) -> Iterator[AuthorityOrganization]:
    for code, name in _ORGANIZATIONS.items():
        yield AuthorityOrganization(name, _LABELS[code], _clean(data[code], _LABELS[code]))


def _clean(names: list[str], label: str) -> tuple[str, ...]:
    """Names as written, once each, without parts of states and the noise of scraped lists ("Noord  -Korea")."""
    spaced = (" ".join(name.split()).replace(" -", "-") for name in names)
    parts = read_parts()
    kept = (name for name in spaced if name.casefold() not in parts and not _NO_NAMES.fullmatch(name))
    return tuple(dict.fromkeys((label, *kept)))
