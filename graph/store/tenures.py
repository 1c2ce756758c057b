"""Tenures in Neo4j: who held which post when, in versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.dates import bounds
from graph.model import OPEN, PostChange, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.store.connection import Transaction

UNSURE = frozenset({"date", "modality", "act"})

CHANGES = """
UNWIND $persons AS person
MATCH (:Actor {id: person})-[r:PARTICIPATED_IN {rev_to: $open}]->(e:Event)
WHERE e.type IN ['appoint', 'leave_post'] AND e.modality = 'occurred' AND e.post_id IS NOT NULL
  AND r.role IN ['appointee', 'leaver']
RETURN e.id AS event, person, e.post_id AS post, r.role = 'appointee' AS opens, e.date AS date, e.act AS act,
       e.hedge AS hedge, coalesce(e.disputed, []) AS disputed
"""

TOUCHED = """
UNWIND $events AS id
MATCH (e:Event {id: id}) USING INDEX e:Event(id)
WHERE e.rev_to = $open AND e.type IN ['appoint', 'leave_post']
MATCH (p:Person)-[r:PARTICIPATED_IN {rev_to: $open}]->(e)
WHERE r.role IN ['appointee', 'leaver']
RETURN DISTINCT p.id AS person
"""

STORED = """
UNWIND $persons AS person
MATCH (:Actor {id: person})-[:HELD {rev_to: $open}]->(t:Tenure)
OPTIONAL MATCH (s:Event)-[:STARTS {rev_to: $open}]->(t)
OPTIONAL MATCH (e:Event)-[:ENDS {rev_to: $open}]->(t)
RETURN t.id AS id, t.person AS person, t.post AS post, t.since AS since, t.until AS until,
       t.since_uncertain AS since_uncertain, t.until_uncertain AS until_uncertain,
       s.id AS starts, e.id AS ends, t.authority AS authority,
       t.known_since AS known_since, t.known_until AS known_until,
       COLLECT { MATCH (step:Event)-[:STEP_OF {rev_to: $open}]->(t) RETURN step.id ORDER BY step.id } AS steps
"""

CLOSE = """
UNWIND $ids AS id
MATCH (t:Tenure {id: id, rev_to: $open})
SET t.rev_to = $seq
WITH t
MATCH (t)-[r]-() WHERE r.rev_to = $open
SET r.rev_to = $seq
"""

CREATE = """
UNWIND $rows AS row
MATCH (p:Actor {id: row.person})
MERGE (x:Post {id: row.post})
CREATE (t:Tenure) SET t = row.values, t.rev_from = $seq, t.rev_to = $open
CREATE (p)-[:HELD {rev_from: $seq, rev_to: $open}]->(t)
CREATE (t)-[:OF_POST {rev_from: $seq, rev_to: $open}]->(x)
WITH t, row
CALL (t, row) {
  MATCH (e:Event {id: row.starts, rev_to: $open})
  CREATE (e)-[:STARTS {rev_from: $seq, rev_to: $open}]->(t)
}
CALL (t, row) {
  MATCH (e:Event {id: row.ends, rev_to: $open})
  CREATE (e)-[:ENDS {rev_from: $seq, rev_to: $open}]->(t)
}
CALL (t, row) {
  UNWIND row.steps AS id
  MATCH (e:Event {id: id, rev_to: $open})
  CREATE (e)-[:STEP_OF {rev_from: $seq, rev_to: $open}]->(t)
}
"""


def people_of_posts(tx: Transaction, events: Iterable[str]) -> set[str]:
    """Ids of the people whom the open versions of events bring into a post or out of one."""
    return {row["person"] for row in tx.run(TOUCHED, events=list(events), open=OPEN)}


def post_changes(tx: Transaction, persons: Iterable[str]) -> list[PostChange]:
    """Appointments and departures of people that occurred and name a post."""
    rows = tx.run(CHANGES, persons=list(persons), open=OPEN)
    return [
        PostChange(
            row["event"],
            row["person"],
            row["post"],
            row["opens"],
            row["date"],
            unsure=row["hedge"] is not None or not UNSURE.isdisjoint(row["disputed"]),
            act=row["act"],
        )
        for row in rows
    ]


def stored_tenures(tx: Transaction, persons: Iterable[str]) -> list[tuple[Tenure, Tenure | None]]:
    """Open tenures of people, each as it stands and as its authority has it (None for one from claims alone)."""
    found: list[tuple[Tenure, Tenure | None]] = []
    for row in tx.run(STORED, persons=list(persons), open=OPEN):
        now = Tenure(
            id=row["id"],
            person=row["person"],
            post=row["post"],
            since=row["since"],
            until=row["until"],
            uncertain=(row["since_uncertain"], row["until_uncertain"]),
            starts=row["starts"],
            ends=row["ends"],
            steps=tuple(row["steps"]),
            authority=row["authority"],
        )
        known = None
        if now.authority is not None:
            dates = (row["known_since"], row["known_until"])
            known = from_authority(now.id, now.person, now.post, dates, now.authority)
        found.append((now, known))
    return found


def from_authority(key: str, person: str, post: str, dates: tuple[str | None, str | None], authority: str) -> Tenure:
    """A tenure as authority data tells it: uncertain at an end that is told, but not to the day."""
    unsure = tuple(date is not None and bounds(date).span != 1 for date in dates)
    return Tenure(key, person, post, dates[0], dates[1], (unsure[0], unsure[1]), authority=authority)


def replace_tenures(
    tx: Transaction, seq: int, gone: Sequence[str], tenures: Sequence[tuple[Tenure, Tenure | None]]
) -> None:
    """Close the open versions of tenures and write new ones.

    Args:
        tx: The transaction.
        seq: The commit's number.
        gone: Ids whose open version ends.
        tenures: New versions, each with what its authority tells, if one does.
    """
    if gone:
        tx.run(CLOSE, ids=list(gone), seq=seq, open=OPEN)
    if tenures:
        rows = [_row(now, known) for now, known in tenures]
        tx.run(CREATE, rows=rows, seq=seq, open=OPEN)


def _row(now: Tenure, known: Tenure | None) -> dict[str, Any]:
    since, until = bounds(now.since), bounds(now.until)
    values = {
        "id": now.id,
        "person": now.person,
        "post": now.post,
        "since": now.since,
        "until": now.until,
        "since_lo": since.lo,
        "since_hi": since.hi,
        "until_lo": until.lo,
        "until_hi": until.hi,
        "since_uncertain": now.uncertain[0],
        "until_uncertain": now.uncertain[1],
        "basis": "authority" if now.authority else "claims",
        "authority": now.authority,
        "known_since": known.since if known else None,
        "known_until": known.until if known else None,
    }
    events = {"starts": now.starts, "ends": now.ends, "steps": list(now.steps)}
    return {"person": now.person, "post": now.post, "values": values, **events}
