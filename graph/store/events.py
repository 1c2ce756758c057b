"""Events in Neo4j: the derived layer, in versions that are written once and closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.dates import bounds
from graph.model import OPEN
from graph.windows import day_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model import Event
    from graph.store.connection import Transaction

ABOUT = """
UNWIND $claims AS id
MATCH (c:Claim {id: id})-[:ABOUT {rev_to: $open}]->(e:Event) USING INDEX c:Claim(id)
WITH DISTINCT e
OPTIONAL MATCH (e)-[:POSSIBLY_SAME {rev_to: $open}]-(near:Event)
WITH e, collect(near) AS nears
UNWIND [e] + nears AS event
WITH DISTINCT event
RETURN event.id AS id, event.fingerprint AS fingerprint,
       COLLECT { MATCH (event)<-[:ABOUT {rev_to: $open}]-(c:Claim) RETURN c.id ORDER BY c.id } AS claims
"""

# Meetings join people, not the event: they are found through whoever took part in it.
CLOSE_MET = """
UNWIND $ids AS id
MATCH (e:Event {id: id, rev_to: $open}) USING INDEX e:Event(id)
MATCH (a:Person)-[p:PARTICIPATED_IN]->(e)<-[q:PARTICIPATED_IN]-(b:Person)
WHERE p.rev_to = $open AND q.rev_to = $open AND a.id < b.id
MATCH (a)-[r:MET {event: id, rev_to: $open}]->(b)
SET r.rev_to = $seq
"""

# Every relationship of a version ends with it, whichever way it points.
CLOSE = """
UNWIND $ids AS id
MATCH (e:Event {id: id, rev_to: $open})
SET e.rev_to = $seq
WITH e
MATCH (e)-[r]-() WHERE r.rev_to = $open
SET r.rev_to = $seq
"""

CREATE = """
UNWIND $rows AS row
CREATE (e:Event) SET e = row.values, e.rev_from = $seq, e.rev_to = $open
WITH e, row
CALL (e, row) {
  UNWIND row.claims AS id
  MATCH (c:Claim {id: id, latest: true}) USING INDEX c:Claim(id)
  CREATE (c)-[:ABOUT {rev_from: $seq, rev_to: $open}]->(e)
}
CALL (e, row) {
  UNWIND row.parts AS part
  MATCH (a:Actor {id: part.actor})
  CREATE (a)-[r:PARTICIPATED_IN]->(e)
  SET r = part, r.t_lo = e.t_lo, r.t_hi = e.t_hi, r.span = e.span, r.day = e.day, r.rev_from = $seq, r.rev_to = $open
}
CALL (e, row) {
  UNWIND row.states AS state
  MATCH (s:Actor {id: state.id})
  CREATE (s)-[:REPRESENTED_IN {state: s.id, side: state.side, day: e.day, rev_from: $seq, rev_to: $open}]->(e)
}
CALL (e, row) {
  UNWIND row.meetings AS met
  MATCH (a:Actor {id: met.a})
  MATCH (b:Actor {id: met.b})
  CREATE (a)-[:MET {a: met.a, b: met.b, event: e.id, mode: met.mode, t_lo: e.t_lo, t_hi: e.t_hi, span: e.span,
                    day: e.day, rev_from: $seq, rev_to: $open}]->(b)
}
"""

CREATE_AT = """
UNWIND $rows AS row
MATCH (e:Event {id: row.id, rev_from: $seq})
MATCH (p:Place {id: row.place})
CREATE (e)-[:AT {rev_from: $seq, rev_to: $open}]->(p)
"""

CREATE_SAME = """
UNWIND $rows AS row
MATCH (a:Event {id: row.a, rev_to: $open})
MATCH (b:Event {id: row.b, rev_to: $open})
WHERE NOT EXISTS { (a)-[:POSSIBLY_SAME {rev_to: $open}]->(b) }
CREATE (a)-[:POSSIBLY_SAME {rev_from: $seq, rev_to: $open}]->(b)
"""

# Answered from the store's counters.
ANY_LINKS = "MATCH ()-[l:LINKS]->() RETURN count(l) > 0 AS any"

# What claims of one document say of each other, said of their events; for each event written now, in both directions.
CREATE_LINKS = """
UNWIND $ids AS id
MATCH (e:Event {id: id, rev_from: $seq})<-[:ABOUT {rev_to: $open}]-(c:Claim) USING INDEX e:Event(id)
MATCH (c)-[l:LINKS]-(d:Claim)-[:ABOUT {rev_to: $open}]->(f:Event)
WITH DISTINCT l, startNode(l) AS a, endNode(l) AS b
MATCH (a)-[:ABOUT {rev_to: $open}]->(x:Event)
MATCH (b)-[:ABOUT {rev_to: $open}]->(y:Event)
WHERE x <> y
CALL (l, a, x, y) {
  WITH l, a, x, y WHERE l.relation = 'concerns'
  CREATE (x)-[:CONCERNS {claim: a.id, quote: l.quote, rev_from: $seq, rev_to: $open}]->(y)
}
CALL (l, a, x, y) {
  WITH l, a, x, y WHERE l.relation = 'part_of'
  CREATE (x)-[:PART_OF {claim: a.id, quote: l.quote, rev_from: $seq, rev_to: $open}]->(y)
}
CALL (l, a, x, y) {
  WITH l, a, x, y WHERE l.relation = 'after'
  CREATE (x)-[:AFTER {claim: a.id, quote: l.quote, rev_from: $seq, rev_to: $open}]->(y)
}
CALL (l, a, x, y) {
  WITH l, a, x, y WHERE l.relation = 'in_return_for'
  CREATE (x)-[:IN_RETURN_FOR {claim: a.id, quote: l.quote, rev_from: $seq, rev_to: $open}]->(y)
}
"""


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """The open version of an event, as far as a change needs it."""

    id: str
    fingerprint: str
    claims: tuple[str, ...]


def events_about(tx: Transaction, claims: Iterable[str]) -> dict[str, StoredEvent]:
    """Open events that the claims are about, and those that may be the same as one of them, by id."""
    rows = tx.run(ABOUT, claims=list(claims), open=OPEN)
    return {row["id"]: StoredEvent(row["id"], row["fingerprint"], tuple(row["claims"])) for row in rows}


def replace_events(tx: Transaction, seq: int, gone: Sequence[str], events: Sequence[Event]) -> None:
    """Close the open versions of events and write new ones.

    Args:
        tx: The transaction.
        seq: The commit's number.
        gone: Ids whose open version ends; an event that changed is both here and in `events`.
        events: New versions. Their claims, actors, states and places are in the graph.
    """
    if gone:
        tx.run(CLOSE_MET, ids=list(gone), seq=seq, open=OPEN)
        tx.run(CLOSE, ids=list(gone), seq=seq, open=OPEN)
    if not events:
        return
    tx.run(CREATE, rows=[event_row(one) for one in events], seq=seq, open=OPEN)
    places = [{"id": one.id, "place": one.place.id} for one in events if one.place]
    if places:
        tx.run(CREATE_AT, rows=places, seq=seq, open=OPEN)


def relate_events(tx: Transaction, seq: int, written: Sequence[Event], recomputed: Iterable[Event]) -> None:
    """Write the relations between events, once all new versions are there.

    Args:
        tx: The transaction.
        seq: The commit's number.
        written: The versions that `replace_events` wrote.
        recomputed: Those and the events that were found unchanged: a link to a new version must be drawn anew.
    """
    same = [{"a": one.id, "b": other} for one in recomputed for other in one.possibly_same]
    if same:
        tx.run(CREATE_SAME, rows=same, seq=seq, open=OPEN)
    if written and tx.run(ANY_LINKS).single(strict=True)["any"]:
        tx.run(CREATE_LINKS, ids=[one.id for one in written], seq=seq, open=OPEN)


def event_row(event: Event) -> dict[str, Any]:
    """An event's properties (`values`), its claims, and what its relationships are made of."""
    parts = [
        {
            "actor": part.actor,
            "role": part.role,
            "side": part.side,
            "behalf": part.behalf,
            "name": part.name,
            "pos": part.pos,
        }
        for part in event.parts
    ]
    # An empty list is no property: most events are undisputed, and neo4j-admin could not import any.
    lists = {name: values for name, values in event.lists.items() if values}
    day = day_number(bounds(event.values["date"]))
    values = {"id": event.id, "fingerprint": event.fingerprint, "day": day, **event.values, **lists}
    states = [{"id": state, "side": side} for state, side in event.states]
    meetings = [{"a": pair.a, "b": pair.b, "mode": pair.mode} for pair in event.meetings]
    return {
        "values": values,
        "claims": list(event.claims),
        "parts": parts,
        "states": states,
        "meetings": meetings,
    }
