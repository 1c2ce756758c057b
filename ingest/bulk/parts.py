"""The pieces of text that a participant puts into claims and events, made once for each stretch, reading and side.

A claim's record, its resolution and an event's fingerprint are JSON. They are joined from pieces, column by column, so
every piece is what pydantic and orjson would have written in that place; the test that compares dumps holds it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from graph.store.claims import PART_FIELDS
from graph.vocabulary import load_vocabulary
from ingest.bulk.text import inner, json
from ingest.coded.claims import participant
from ingest.reconcile import block_of
from ingest.reconcile.candidate import COMPANION
from ingest.resolving import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Part
    from graph.records import Participant
    from graph.vocabulary import EventType
    from ingest.bulk.actors import Actors
    from ingest.coded.mapping import CodeReading
    from ingest.committing.identities import Identities

SCHEMA = {
    "stretch": pl.Int32,
    "code": pl.Int32,
    "pos": pl.Int32,
    "side": pl.String,
    "told": pl.String,
    "resolved": pl.String,
    "role": pl.String,
    "base": pl.String,
    "name": pl.String,
    "name_json": pl.String,
    "actor": pl.String,
    "person": pl.Boolean,
    "behalf": pl.String,
    "state": pl.String,
    "label": pl.String,
    "method": pl.String,
    "score": pl.Float64,
    "key": pl.String,
    "block": pl.String,
    "slot": pl.Int32,
}


class PartMaker:
    """Makes participants' pieces."""

    def __init__(self, actors: Actors, readings: list[CodeReading], identities: Identities) -> None:
        """Take who the actors are, and what the numbered codes mean."""
        self._actors, self._readings, self._identities = actors, readings, identities

    def frame(self, wanted: Iterable[tuple[int, int, int, str]]) -> pl.DataFrame:
        """Pieces of (stretch, code, position, side)."""
        made: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        rows: list[tuple[Any, ...]] = []
        for stretch, code, pos, side in wanted:
            # Most codes mean the same type and roles.
            same = stretch, self._readings[code].parts, pos, side
            if (pieces := made.get(same)) is None:
                pieces = made[same] = self._pieces(stretch, code, pos, side)
            rows.append((stretch, code, pos, side, *pieces))
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")

    def part(self, stretch: int, code: int, pos: int, side: str) -> tuple[Participant, Part]:
        """A participant as told and as resolved."""
        number, resolution = self._actors.resolved[stretch]
        coded = self._actors.coded[number]
        reading = self._readings[code]
        told = participant(coded, reading, side)
        kind = load_vocabulary().type(reading.type)
        return told, self._identities.settle_part(part_of(kind, told, pos, resolution, ""), kind)

    def _pieces(self, stretch: int, code: int, pos: int, side: str) -> tuple[Any, ...]:
        told, part = self.part(stretch, code, pos, side)
        kind = load_vocabulary().type(self._readings[code].type)
        return (
            told.model_dump_json(exclude_none=True),
            json([getattr(part, name) for name in PART_FIELDS]),
            part.role,
            part.base,
            part.name,
            inner(part.name),
            part.actor,
            part.kind == "person" and part.role != COMPANION,
            part.behalf,
            part.actor if part.kind == "state" else part.behalf,
            part.label,
            part.method,
            part.score,
            part.key,
            part.block,
            _slot(kind, part),
        )


def _slot(kind: EventType, part: Part) -> int:
    """Which of a one-sided type's bearing roles it has; -1 for none, and in two-sided types, where sides count."""
    if kind.two_sided or block_of(kind, part) is None:
        return -1
    return kind.bearers.index(part.base)
