"""Events and actors as a network needs them: many at once, up to a commit."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any

from graph.store.whole import ROWS_AT_ONCE

if TYPE_CHECKING:
    from graph.store.connection import Store

# Whoever was merely present is no party.
EVENTS = """
UNWIND $ids AS id
MATCH (e:Event {id: id}) WHERE e.rev_from <= $seq AND e.rev_to > $seq AND e.modality IN $modality
RETURN e {.id, .type, .modality, .date, .place, .origins, .documents, .disputed, .quote, .source, .attribution,
          .document, .best, t_lo: toString(e.t_lo), t_hi: toString(e.t_hi)} AS event,
       COLLECT {
         MATCH (a:Actor)-[r:PARTICIPATED_IN]->(e) WHERE r.role <> 'present'
         WITH a, r ORDER BY a.id
         RETURN [a.id, a.label, r.role, r.side]
       } AS parts
"""

ACTORS = """
UNWIND $ids AS id
MATCH (n:Actor {id: id})
RETURN n {.id, .label, .links, .born, .died, .alpha2} AS actor
"""


def stream_events(store: Store, ids: Sequence[str], modality: Sequence[str], seq: int) -> Generator[list[Any]]:
    """Properties of events of some statuses, and their parties as [id, label, role, side] in order of ids."""
    return store.stream(EVENTS, ROWS_AT_ONCE, ids=list(ids), modality=list(modality), seq=seq)


def stream_actors(store: Store, ids: Sequence[str]) -> Generator[list[Any]]:
    """Properties of actors."""
    return store.stream(ACTORS, ROWS_AT_ONCE, ids=list(ids))
