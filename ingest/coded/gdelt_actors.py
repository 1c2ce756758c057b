"""Actors of GDELT: names in capitals with codes of CAMEO beside them, rewritten as other datasets write them.

"UNITED STATES" with the code USA is the state; "POLICE" of USACOP is "Police (United States)", a group of it;
"ANGELA MERKEL" of DEUGOV stays a name.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from string import capwords
from typing import Any, NamedTuple

import yaml

from graph.identity.folding import fold
from graph.identity.packages import load_packages
from graph.identity.states import StateIndex
from ingest.coded.actors import names_a_role
from ingest.coded.tables import told

_FULL = 2
"""Words of a full name at the least."""


class NamedActor(NamedTuple):
    """An actor's name, and the name of the state that it is put down to; None where there is none."""

    name: str | None
    state: str | None


@lru_cache(maxsize=65_536)
def name_actor(code: str, name: str, country: str, role: str) -> NamedActor:
    """An actor of GDELT as other datasets write it.

    Args:
        code: Actor1Code, the country's code with those of roles and groups behind it.
        name: Actor1Name, in capitals.
        country: Actor1CountryCode of CAMEO: three letters of a state or a region.
        role: Actor1Type1Code ("GOV", "COP").
    """
    told_name, state = told(name), _state(country)
    alone = state is not None and code.strip() == country.strip()
    if told_name is None or (state is not None and alone and _means(told_name, state)):
        return NamedActor(state if alone else None, None)
    folded = fold(told_name)
    if state is not None and (names_a_role(folded) or (told(role) and len(folded.split()) < _FULL)):
        return NamedActor(f"{capwords(told_name)} ({state})", state)
    return NamedActor(capwords(told_name), state)


def _means(name: str, state: str) -> bool:
    """Whether a name means the state that it is coded as: its own, its people's, or its capital."""
    states = _states()
    return states.metonym(name) == states.find(state)


@cache
def _state(code: str) -> str | None:
    """Label of the state of a CAMEO country code; None for a region or an unknown one."""
    if (key := told(code)) is None:
        return None
    table = _table()
    if key in table["regions"]:
        return None
    states = _states()
    found = states.find(table["countries"].get(key, key))
    return states[found].label if found else None


@cache
def _states() -> StateIndex:
    return StateIndex(load_packages().states)


@cache
def _table() -> dict[str, Any]:
    return yaml.safe_load(resources.files(__package__).joinpath("gdelt.yaml").read_text(encoding="utf-8"))
