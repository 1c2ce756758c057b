"""One thing of the graph, as it stands now, in the rows of the whole graph's stream (`graph.store.whole`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, LiteralString

from graph.model import OPEN, PRESENT
from graph.store import whole

if TYPE_CHECKING:
    from graph.store.connection import Store

ACTOR: LiteralString = "MATCH (n:Actor {id: $id})" + whole.ACTOR_ROW
PLACE: LiteralString = "MATCH (n:Place {id: $id})" + whole.PLACE_ROW
POST = "MATCH (n:Post {id: $id}) RETURN n {.*} AS props"
SOURCE = "MATCH (n:Source {id: $id}) RETURN n {.*} AS props"
CONCEPT = "MATCH (n:Concept {id: $id}) RETURN n {.*} AS props"
DECISION = "MATCH (n:Decision {id: $id}) RETURN n {.*} AS props"
DOCUMENT: LiteralString = "MATCH (n:Document {id: $id, rev_to: $open})" + whole.DOCUMENT_ROW
TENURE: LiteralString = "MATCH (n:Tenure {id: $id, rev_to: $open})" + whole.TENURE_ROW
EVENT: LiteralString = "MATCH (n:Event {id: $id, rev_to: $open})" + whole.EVENT_ROW
CLAIM: LiteralString = "MATCH (n:Claim {id: $id, closed_seq: $open})" + whole.CLAIM_ROW

OF_EVENT: LiteralString = (
    """
MATCH (n:Event {id: $id, rev_to: $open})
MATCH (n)-[r:ABOUT|AT|STARTS|ENDS|STEP_OF|POSSIBLY_SAME|CONCERNS|PART_OF|AFTER|IN_RETURN_FOR]-()
WITH startNode(r) AS a, r, endNode(r) AS b
"""
    + whole.VERSIONED_ROW
)

MEETINGS_OF_EVENT: LiteralString = (
    """
MATCH (e:Event {id: $id, rev_to: $open}) USING INDEX e:Event(id)
MATCH (a:Person)-[p:PARTICIPATED_IN]->(e)<-[q:PARTICIPATED_IN]-(b:Person)
WHERE p.rev_to = $open AND q.rev_to = $open AND a.id < b.id
MATCH (a)-[r:MET {event: $id, rev_to: $open}]->(b)
"""
    + whole.MEETING_ROW
)

ABOUT_OF_CLAIM: LiteralString = (
    """
MATCH (a:Claim {id: $id, closed_seq: $open})-[r:ABOUT]->(b)
"""
    + whole.VERSIONED_ROW
)

OF_CLAIM: LiteralString = (
    """
MATCH (n:Claim {id: $id, closed_seq: $open})-[r:IN_DOC|LINKS|SUPERSEDES|DERIVED_FROM|DECIDES]-()
WITH startNode(r) AS a, r, endNode(r) AS b
"""
    + whole.RECORDED_ROW
)

OF_ACTOR: LiteralString = (
    """
MATCH (a:Actor {id: $id})-[r:HELD]->(b)
"""
    + whole.VERSIONED_ROW
)

ACQUAINTANCES = """
MATCH (n:Actor {id: $id})-[r:MET]-()
WHERE r.rev_to > $seq
WITH startNode(r) AS a, endNode(r) AS b, r
RETURN DISTINCT a.id, b.id, r.mode
"""

TENURES_OF_POST: LiteralString = (
    """
MATCH (b:Post {id: $id})<-[r:OF_POST]-(a)
"""
    + whole.VERSIONED_ROW
)

OWNER_OF_POST: LiteralString = (
    """
MATCH (a:Post {id: $id})-[r:OF]->(b)
"""
    + whole.RECORDED_ROW
)

OF_TENURE: LiteralString = (
    """
MATCH (n:Tenure {id: $id, rev_to: $open})-[r:HELD|OF_POST|STARTS|ENDS|STEP_OF]-()
WITH startNode(r) AS a, r, endNode(r) AS b
"""
    + whole.VERSIONED_ROW
)

OF_DOCUMENT: LiteralString = (
    """
MATCH (n:Document {id: $id, rev_to: $open})-[r:PUBLISHED_BY|IN_DOC]-()
WITH startNode(r) AS a, r, endNode(r) AS b
"""
    + whole.RECORDED_ROW
)

OF_DECISION: LiteralString = (
    """
MATCH (a:Decision {id: $id})-[r:DECIDES]->(b)
"""
    + whole.RECORDED_ROW
)

QUERIES: Mapping[str, tuple[tuple[str, LiteralString], ...]] = {
    "Actor": (("Actor", ACTOR), ("versioned", OF_ACTOR), ("acquaintances", ACQUAINTANCES)),
    "Place": (("Place", PLACE),),
    "Post": (("Post", POST), ("recorded", OWNER_OF_POST), ("versioned", TENURES_OF_POST)),
    "Source": (("Source", SOURCE),),
    "Concept": (("Concept", CONCEPT),),
    "Decision": (("Decision", DECISION), ("recorded", OF_DECISION)),
    "Document": (("Document", DOCUMENT), ("recorded", OF_DOCUMENT)),
    "Claim": (("Claim", CLAIM), ("versioned", ABOUT_OF_CLAIM), ("recorded", OF_CLAIM)),
    "Event": (("Event", EVENT), ("versioned", OF_EVENT), ("meetings", MEETINGS_OF_EVENT)),
    "Tenure": (("Tenure", TENURE), ("versioned", OF_TENURE)),
}
"""Label → section of the stream and query for each kind of row about one thing: its node first."""


def read_thing(store: Store, label: str, id: str) -> Iterator[tuple[str, list[Any]]]:
    """What the graph says of one thing: (section, row) for each row; nothing where there is no such thing.

    Args:
        store: The graph.
        label: One of `QUERIES`.
        id: The store's id of it.
    """
    parameters = {"id": id, "open": OPEN, "seq": PRESENT, "all": False}
    for section, query in QUERIES[label]:
        rows = store.read(query, parameters).values
        if section == label and not rows:
            return
        yield from ((section, row) for row in rows)
