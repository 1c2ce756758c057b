"""One thing of the graph, as it stands now, in the rows of the whole graph's stream (`graph.store.whole`)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, LiteralString

from graph.model import OPEN, PRESENT
from graph.store import whole

if TYPE_CHECKING:
    from graph.store.connection import AsyncStore, Store

ACTOR: LiteralString = "MATCH (n:Actor {id: $id})" + whole.ACTOR_ROW
PLACE: LiteralString = "MATCH (n:Place {id: $id})" + whole.PLACE_ROW
POST = "MATCH (n:Post {id: $id}) RETURN n {.*} AS props"
SOURCE = "MATCH (n:Source {id: $id}) RETURN n {.*} AS props"
CONCEPT = "MATCH (n:Concept {id: $id}) RETURN n {.*} AS props"
DECISION = "MATCH (n:Decision {id: $id}) RETURN n {.*} AS props"
NAME = "MATCH (n:Name {id: $id}) RETURN n {.*} AS props"
KEY = "MATCH (n:Key {id: $id}) RETURN n {.*} AS props"
BLOCK = "MATCH (n:Block {id: $id}) RETURN n {.*} AS props"
AUTHORITY = "MATCH (n:Authority {id: $id}) RETURN n {.*} AS props"
META = "MATCH (n:Meta {id: $id}) RETURN n {.*} AS props"
COMMIT = "MATCH (n:Commit {seq: toIntegerOrNull($id)}) RETURN n {.*, at: toString(n.at)} AS props"
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

OWNERS_OF_NAME = """
MATCH (n:Name {id: $id})-[r:NAMES]->(a:Actor)
WHERE r.rev_to > $seq
RETURN type(r), n.id, null AS version, a.id, null AS version_too, r.rev_from, null AS rev_to,
       {text: r.text, weight: r.weight} AS props, null AS modality
"""

BLOCKS_OF_KEY: LiteralString = (
    """
MATCH (a:Key {id: $id})-[r:SHARES]->(b)
"""
    + whole.RECORDED_ROW
)

KEYS_OF_BLOCK: LiteralString = (
    """
MATCH (b:Block {id: $id})<-[r:SHARES]-(a)
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
    "Name": (("Name", NAME), ("versioned", OWNERS_OF_NAME)),
    "Key": (("Key", KEY), ("recorded", BLOCKS_OF_KEY)),
    "Block": (("Block", BLOCK), ("recorded", KEYS_OF_BLOCK)),
    "Commit": (("Commit", COMMIT),),
    "Authority": (("Authority", AUTHORITY),),
    "Meta": (("Meta", META),),
}
"""Label → section of the stream and query for each kind of row about one thing: its node first."""


VERSIONS: Mapping[str, LiteralString] = {
    "Document": "MATCH (n:Document {id: $id, rev_from: $since}) WHERE n.rev_to < $open" + whole.DOCUMENT_ROW,
    "Tenure": "MATCH (n:Tenure {id: $id, rev_from: $since}) WHERE n.rev_to < $open" + whole.TENURE_ROW,
    "Event": "MATCH (n:Event {id: $id, rev_from: $since}) WHERE n.rev_to < $open" + whole.EVENT_ROW,
    "Claim": "MATCH (n:Claim {id: $id, seq: $since}) WHERE n.closed_seq < $open" + whole.CLAIM_ROW,
}
"""Label → query for one version that no longer holds."""


def read_thing(store: Store, label: str, id: str) -> Iterator[tuple[str, list[Any]]]:
    """What the graph says of one thing: (section, row) for each row; nothing where there is no such thing.

    Args:
        store: The graph.
        label: One of `QUERIES`.
        id: The store's id of it.
    """
    for section, query in QUERIES[label]:
        rows = store.read(query, _parameters(id)).values
        if section == label and not rows:
            return
        yield from ((section, row) for row in rows)


async def read_thing_async(store: AsyncStore, label: str, id: str) -> list[tuple[str, list[Any]]]:
    """As `read_thing`."""
    answers = await asyncio.gather(*(store.read(query, _parameters(id)) for _, query in QUERIES[label]))
    if not answers[0].values:
        return []
    return [(section, row) for (section, _), rows in zip(QUERIES[label], answers, strict=True) for row in rows.values]


async def read_version_async(store: AsyncStore, label: str, id: str, since: int) -> list[tuple[str, list[Any]]]:
    """The row of a version that no longer holds, if there is one; `since` is the commit from which it held."""
    query = VERSIONS.get(label)
    rows = (await store.read(query, {**_parameters(id), "since": since})).values if query is not None else []
    return [(label, row) for row in rows]


def _parameters(id: str) -> dict[str, Any]:
    return {"id": id, "open": OPEN, "seq": PRESENT, "all": False}
