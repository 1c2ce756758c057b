"""Which state a record's country is, and how a sentence names it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from graph.identity.packages import load_packages, load_places
from graph.identity.places import PlaceIndex
from graph.identity.states import StateIndex
from ingest.historian.corrections import read_corrections

if TYPE_CHECKING:
    from ingest.historian.records import Reading

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ARTICLED = re.compile(
    r"(?:[\w’'-]+ )*(?:Republic|States|Kingdom|Emirates|Islands|Bahamas|Netherlands|Philippines|Federation|Union|"
    r"Antilles|Grenadines|U\.S\.S\.R|Authority)\b.*"
)
_BARE = re.compile(r"(?:Antigua|St\.|Saint|Trinidad|Sao Tome|The )")


@dataclass(frozen=True, slots=True)
class Land:
    """A country of a record.

    Attributes:
        name: As a sentence names it, without article: "Federal Republic of Germany".
        called: The same with its article, where it has one.
        state: Id of the state; None of what is none (Antarctica).
        slug: By which the Office's site knows it.
        reason: Why it is not what the record calls it, where that is so.
    """

    name: str
    called: str
    state: str | None
    slug: str
    reason: str | None = None


def read_land(key: str | None, label: str | None, day: dt.date | None) -> Land | None:
    """The country that a record names on a day; None where it names none.

    Args:
        key: Its id in the record ("germany").
        label: Its name there ("Germany, Federal Republic of").
        day: First day of the journey.
    """
    key = str(read_corrections("country_ids").get(key, key)) if key else ""
    told = label or key.replace("-", " ").title()
    if not told:
        return None
    rule = _rule(key, told, day)
    name = rule["called"] if rule else _straight(told)
    state = states().find(_BRACKETS.sub("", name)) or states().find(key.replace("-", " "))
    return Land(
        name=_BRACKETS.sub("", name).removeprefix("The "),
        called=f"the {name}" if _ARTICLED.fullmatch(name) and not _BARE.match(name) else name,
        state=state,
        slug=key,
        reason=rule["reason"] if rule else None,
    )


def tell_land(reading: Reading, field: str, day: dt.date | None, problems: tuple[str, str]) -> Land | None:
    """The country that a field of a record names, and what is wrong with it told.

    Args:
        reading: The record.
        field: Name of the field.
        day: First day of the journey, or the last.
        problems: What to tell where the field is missing, and of a land (`{}`) that is no state.
    """
    node, label = reading.node.find(field), reading.node.get(field)
    land = read_land(node.attributes.get("id") if node else None, label, day)
    missing, stateless = problems
    if land is None:
        reading.note(field, missing)
        return None
    if land.state is None:
        reading.note(field, stateless.format(land.name))
    if land.reason:
        reading.note(field, f"{label!r} was taken for {land.called}: {land.reason}")
    return land


def place_in(city: str, land: Land | None) -> str:
    """How a claim names a city: with its country where the name alone would mean a greater city elsewhere."""
    if land is None or land.state is None:
        return city
    known = places().find(city)
    if known is None or known.country == land.state.removeprefix("state/"):
        return city
    return f"{city}, {land.name}" if places().find(city, land.state) is not None else city


def _rule(key: str, label: str, day: dt.date | None) -> dict[str, Any] | None:
    """The correction for a country, if there is one for that day."""
    for rule in read_corrections("countries")["rules"]:
        named = rule.get("id") in (None, key) and rule.get("label") in (None, label)
        since, until = rule.get("since"), rule.get("until")
        if named and (day is not None or not (since or until)):
            late = since is None or (day is not None and day >= since)
            if late and (until is None or (day is not None and day < until)):
                return rule
    return None


def _straight(label: str) -> str:
    """As in "Germany, Federal Republic of": what stands behind the comma comes first."""
    name, comma, before = label.partition(", ")
    return f"{before} {name}" if comma else label


@cache
def states() -> StateIndex:
    """The states that the packages know."""
    return StateIndex(load_packages().states)


@cache
def places() -> PlaceIndex:
    """The places that they know."""
    return load_places()
