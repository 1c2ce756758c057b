"""Filling further columns with what is known of actors that were matched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.reconciling.comparing import VIAF, WIKIDATA, link_of
from api.reconciling.facts import read_facts
from api.reconciling.manifest import FETCHED, ON
from api.reconciling.questions import LONGEST_NAME, MOST_QUESTIONS, TYPES, read_object
from graph.dates import Bounds, bounds
from graph.errors import EdtfError, ParameterError
from graph.store.lookup import read_state_async
from ingest.loading.problems import dotted, explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from api.reconciling.facts import ActorFacts, Held
    from graph.store.connection import AsyncStore

MOST_IDS: Final = 2 * MOST_QUESTIONS
EXTEND: Final = "extend"

LABELS = """
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a.id AS id, a.label AS label
"""


class Wanted(BaseModel):
    """A property to be fetched."""

    model_config = ConfigDict(extra="forbid")

    id: str
    settings: dict[str, Any] = {}


class Extension(BaseModel):
    """What is to be fetched of whom."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[Annotated[str, Field(max_length=LONGEST_NAME)]], Field(min_length=1)]
    properties: Annotated[list[Wanted], Field(min_length=1, max_length=len(FETCHED))]


@dataclass(frozen=True, slots=True)
class _Column:
    """A property to be fetched, as of a time or of any (None)."""

    id: str
    days: Bounds | None


def read_extension(text: str) -> tuple[list[str], list[_Column]]:
    """Read a request for further columns.

    Raises:
        ParameterError: It can't be used; names the field.
    """
    try:
        asked = Extension.model_validate(read_object(text, EXTEND))
    except ValidationError as error:
        path, problem = explain(error, Extension)[0]
        raise ParameterError(dotted((EXTEND, *path)) or EXTEND, problem) from error
    if len(asked.ids) > MOST_IDS:
        raise ParameterError(f"{EXTEND}.ids", f"holds {len(asked.ids)} ids; send at most {MOST_IDS} at once")
    return list(dict.fromkeys(asked.ids)), [_column(one, number) for number, one in enumerate(asked.properties)]


async def extend(store: AsyncStore, ids: Sequence[str], columns: Sequence[_Column]) -> dict[str, Any]:
    """Fetch columns; ids that nobody has are told in `unknown`, and have empty cells.

    Raises:
        StoreError: The database could not answer.
    """
    rev = (await read_state_async(store)).seq
    facts = await read_facts(store, ids, rev, behalfs=any(one.id == "states" for one in columns))
    states = sorted({state for one in facts.values() for state in one.states})
    labels = {row["id"]: row["label"] for row in (await store.read(LABELS, ids=states)).dicts()} if states else {}
    return {
        "meta": [{"id": one.id, "name": FETCHED[one.id]} for one in columns],
        "rows": {
            id_: {one.id: list(_cells(one, facts[id_], labels)) if id_ in facts else [] for one in columns}
            for id_ in ids
        },
        "unknown": [id_ for id_ in ids if id_ not in facts],
    }


def _column(wanted: Wanted, number: int) -> _Column:
    where = f"{EXTEND}.properties.{number}"
    if wanted.id not in FETCHED:
        raise ParameterError(f"{where}.id", f"{wanted.id!r} is no property here; use {', '.join(FETCHED)}")
    if unknown := [name for name in wanted.settings if name != ON]:
        raise ParameterError(f"{where}.settings.{unknown[0]}", f"is no setting here; there is {ON!r} alone")
    text = str(wanted.settings.get(ON) or "").strip()
    try:
        return _Column(wanted.id, bounds(text) if text else None)
    except EdtfError as error:
        raise ParameterError(f"{where}.settings.{ON}", str(error)) from error


def _cells(column: _Column, facts: ActorFacts, labels: Mapping[str, str]) -> Iterable[dict[str, str]]:
    held = [one for one in facts.held if column.days is None or _days(one).overlaps(column.days)]
    if column.id == "states":
        then = facts.states if column.days is None else {one.term.state for one in held if one.term.state}
        return ({"id": state, "name": labels.get(state, state)} for state in sorted(then))
    if column.id == "offices":
        return _texts(one.line if column.days is None else one.label for one in held)
    links = [link_of(one) for one in facts.links]
    values: dict[str, Iterable[str | None]] = {
        "label": [facts.label],
        "names": facts.names,
        "kind": [TYPES[facts.kind]],
        "born": [facts.born],
        "died": [facts.died],
        "wikidata": (one.removeprefix(WIKIDATA) for one in links if one.startswith(WIKIDATA)),
        "viaf": (one.removeprefix(VIAF) for one in links if one.startswith(VIAF)),
        "links": links,
    }
    return _texts(values[column.id])


def _days(one: Held) -> Bounds:
    return Bounds(bounds(one.since).lo, bounds(one.until).hi)


def _texts(values: Iterable[str | None]) -> Iterable[dict[str, str]]:
    return ({"str": value} for value in values if value)
