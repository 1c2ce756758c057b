"""Parts of the graph: which things belong to one, and what is said of many things at once.

Rows are those of the whole graph's stream (`graph.store.whole`), up to the same cut-off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString

from graph.model import OPEN
from graph.store import whole
from graph.windows import NO_DATE, day_ranges

if TYPE_CHECKING:
    from graph.store.connection import Reader, Store

EVENT: LiteralString = """
UNWIND $ids AS id
MATCH (n:Event {id: id}) WHERE n.rev_from <= $seq AND n.rev_to > $seq
"""

OF_EVENT: LiteralString = (
    EVENT
    + """
CALL (n) {
  MATCH (n)-[r:AT|STARTS|ENDS|STEP_OF|POSSIBLY_SAME|CONCERNS|PART_OF|AFTER|IN_RETURN_FOR]->(b)
  RETURN n AS a, r, b
  UNION ALL
  MATCH (a:Claim)-[r:ABOUT]->(n)
  RETURN a, r, n AS b
}
WITH a, r, b
"""
    + whole.VERSIONED_ROW
)

MEETINGS_OF_EVENT: LiteralString = (
    EVENT
    + """
MATCH (a:Person)-[:PARTICIPATED_IN]->(n)<-[:PARTICIPATED_IN]-(b:Person) WHERE a.id < b.id
MATCH (a)-[r:MET {event: id}]->(b) WHERE r.rev_from <= $seq AND r.rev_to > $seq
"""
    + whole.MEETING_ROW
)

CLAIM: LiteralString = """
UNWIND $ids AS id
MATCH (n:Claim {id: id}) WHERE n.seq <= $seq AND n.closed_seq > $seq
"""

OF_CLAIM: LiteralString = (
    CLAIM
    + """
CALL (n) {
  MATCH (n)-[r:IN_DOC|LINKS|SUPERSEDES|DERIVED_FROM]->(b)
  RETURN n AS a, r, b
  UNION ALL
  MATCH (a:Decision)-[r:DECIDES]->(n)
  RETURN a, r, n AS b
}
WITH a, r, b
"""
    + whole.RECORDED_ROW
)

TENURE: LiteralString = """
UNWIND $ids AS id
MATCH (n:Tenure {id: id}) WHERE n.rev_from <= $seq AND n.rev_to > $seq
"""

OF_TENURE: LiteralString = (
    TENURE
    + """
MATCH (n)-[r:HELD|OF_POST]-()
WITH startNode(r) AS a, r, endNode(r) AS b
"""
    + whole.VERSIONED_ROW
)

DOCUMENT: LiteralString = """
UNWIND $ids AS id
MATCH (n:Document {id: id}) WHERE n.rev_from <= $seq AND n.rev_to > $seq
"""

OF_DOCUMENT: LiteralString = (
    DOCUMENT
    + """
MATCH (n)-[r:PUBLISHED_BY]->(b)
WITH n AS a, r, b
"""
    + whole.RECORDED_ROW
)

OF_POST: LiteralString = (
    """
UNWIND $ids AS id
MATCH (a:Post {id: id})-[r:OF]->(b)
"""
    + whole.RECORDED_ROW
)

POST = "UNWIND $ids AS id MATCH (n:Post {id: id}) RETURN n {.*} AS props"
SOURCE = "UNWIND $ids AS id MATCH (n:Source {id: id}) RETURN n {.*} AS props"
NAME = "UNWIND $ids AS id MATCH (n:Name {id: id}) RETURN n {.*} AS props"
DECISION = "UNWIND $ids AS id MATCH (n:Decision {id: id}) WHERE n.seq <= $seq RETURN n {.*} AS props"
COMMIT = "UNWIND $ids AS id MATCH (n:Commit {seq: toInteger(id)}) RETURN n {.*, at: toString(n.at)} AS props"
PLACE: LiteralString = "UNWIND $ids AS id MATCH (n:Place {id: id})" + whole.PLACE_ROW
ACTOR: LiteralString = "UNWIND $ids AS id MATCH (n:Actor {id: id})" + whole.ACTOR_ROW

QUERIES: Mapping[str, tuple[tuple[str, LiteralString], ...]] = {
    "Event": (
        ("Event", EVENT + whole.EVENT_ROW),
        ("versioned", OF_EVENT),
        ("meetings", MEETINGS_OF_EVENT),
    ),
    "Claim": (("Claim", CLAIM + whole.CLAIM_ROW), ("recorded", OF_CLAIM)),
    "Decision": (("Decision", DECISION),),
    "Tenure": (("Tenure", TENURE + whole.TENURE_ROW), ("versioned", OF_TENURE)),
    "Document": (("Document", DOCUMENT + whole.DOCUMENT_ROW), ("recorded", OF_DOCUMENT)),
    "Post": (("Post", POST), ("recorded", OF_POST)),
    "Place": (("Place", PLACE),),
    "Source": (("Source", SOURCE),),
    "Actor": (("Actor", ACTOR),),
    "Name": (("Name", NAME),),
    "Commit": (("Commit", COMMIT),),
}
"""Label → section of the stream and query for each kind of row about things of that label: their nodes first."""

ALWAYS: tuple[whole.Section, ...] = (
    whole.Section("Meta", whole.META),
    whole.Section("Concept", whole.CONCEPTS),
)
"""What every part has."""

IN_WINDOW: LiteralString = """
  AND CASE
    WHEN $since IS NULL AND $until IS NULL THEN true
    ELSE e.date IS NOT NULL AND coalesce(e.t_hi >= $since, true) AND coalesce(e.t_lo <= $until, true)
  END
"""

EVENTS_OF_ACTOR: LiteralString = (
    """
MATCH (:Actor {id: $actor})-[r:PARTICIPATED_IN|REPRESENTED_IN]->(e:Event)
WHERE e.rev_from <= $seq AND e.rev_to > $seq AND e.modality IN $modality
"""
    + IN_WINDOW
    + "RETURN DISTINCT 'Event' AS label, e.id AS id"
)

TENURES_OF_ACTOR = """
MATCH (:Actor {id: $actor})-[r:HELD]->(t:Tenure)
WHERE r.rev_from <= $seq AND r.rev_to > $seq
RETURN 'Tenure' AS label, t.id AS id
"""

# `$days` are the numbers of the days that may lie in the window, which is judged below.
EVENTS_OF_WINDOW: LiteralString = (
    """
UNWIND $days AS days
MATCH (e:Event) USING INDEX e:Event(modality, day)
WHERE e.modality IN $modality AND e.day >= days[0] AND e.day <= days[1]
  AND e.rev_from <= $seq AND e.rev_to > $seq
"""
    + IN_WINDOW
    + "RETURN 'Event' AS label, e.id AS id"
)

CLAIMS_OF_DOCUMENT = """
MATCH (c:Claim {document: $document}) WHERE c.seq <= $seq AND c.closed_seq > $seq
RETURN 'Claim' AS label, c.id AS id
"""

EVENTS_OF_CLAIMS = """
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[r:ABOUT]->(e:Event)
WHERE r.rev_from <= $seq AND r.rev_to > $seq AND e.rev_from <= $seq AND e.rev_to > $seq
RETURN DISTINCT e.id AS id
"""

UNDATED_OF_ACTOR = """
MATCH (:Actor {id: $actor})-[r:PARTICIPATED_IN|REPRESENTED_IN]->(e:Event)
WHERE e.rev_from <= $seq AND e.rev_to > $seq AND e.modality IN $modality AND e.date IS NULL
RETURN count(DISTINCT e) AS events
"""

UNDATED = """
MATCH (e:Event) USING INDEX e:Event(modality, day)
WHERE e.modality IN $modality AND e.day = $day AND e.rev_from <= $seq AND e.rev_to > $seq
RETURN count(e) AS events
"""


@dataclass(frozen=True, slots=True)
class Window:
    """When what a part holds took place, and whether.

    Attributes:
        modality: Statuses that its events may have.
        since: First day; None for an open window.
        until: Last day; None for an open window.
    """

    modality: Sequence[str]
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def closed(self) -> bool:
        """Whether it leaves out what is undated."""
        return self.since is not None or self.until is not None


def stream_rows(store: Store, query: LiteralString, ids: Sequence[str], seq: int) -> Generator[list[Any]]:
    """What a query of `QUERIES` returns of some things.

    Args:
        store: The graph.
        query: Which.
        ids: The store's ids of the things.
        seq: Number of the last commit that is read.
    """
    return store.stream(query, whole.ROWS_AT_ONCE, ids=list(ids), seq=seq, all=False, open=OPEN)


def things_of_actor(store: Store, actor: str, window: Window, seq: int) -> Iterator[tuple[str, str]]:
    """(label, id) of an actor, of the events in which they took part or were represented, and of posts they held."""
    yield "Actor", actor
    asked = {"actor": actor, "modality": list(window.modality), "since": window.since, "until": window.until}
    yield from _things(store, EVENTS_OF_ACTOR, {**asked, "seq": seq})
    yield from _things(store, TENURES_OF_ACTOR, {"actor": actor, "seq": seq})


def things_of_document(store: Store, document: str, seq: int) -> Iterator[tuple[str, str]]:
    """(label, id) of a document and of its claims."""
    yield "Document", document
    yield from _things(store, CLAIMS_OF_DOCUMENT, {"document": document, "seq": seq})


def things_of_window(store: Store, window: Window, seq: int) -> Iterator[tuple[str, str]]:
    """(label, id) of the events of a window, as the catalogue's queries mean windows."""
    asked = {"modality": list(window.modality), "since": window.since, "until": window.until}
    days = day_ranges(window.since, window.until)
    yield from _things(store, EVENTS_OF_WINDOW, {**asked, "days": days, "seq": seq})


def _things(store: Store, query: LiteralString, asked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    with closing(store.stream(query, whole.ROWS_AT_ONCE, **asked)) as rows:
        yield from ((row[0], row[1]) for row in rows)


def events_of_claims(store: Store, claims: Sequence[str], seq: int) -> list[str]:
    """Ids of the events that claims are about."""
    return [row[0] for row in store.read(EVENTS_OF_CLAIMS, ids=list(claims), seq=seq).values]


def count_undated(reader: Reader, window: Window, seq: int, actor: str | None = None) -> int:
    """How many events a window leaves out because their date is not told."""
    asked = {"modality": list(window.modality), "seq": seq}
    if actor is not None:
        return int(reader.read(UNDATED_OF_ACTOR, asked, actor=actor).values[0][0])
    return int(reader.read(UNDATED, asked, day=NO_DATE).values[0][0])
