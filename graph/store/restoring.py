"""A whole graph written into an empty database: nodes, then relationships, then where it stands.

A mark is there from the first write to the last: what a restoration left that was interrupted is no graph, and the next
one begins by removing it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, LiteralString, Protocol

from graph.errors import ForeignGraphError, ImportFileError
from graph.model import OPEN
from graph.store.actors import CATEGORIES
from graph.store.schema import MARK, READ_MARK, make_indexes

if TYPE_CHECKING:
    from graph.store.connection import Store, Transaction

COUNT = """
MATCH (n) WHERE NOT n:Concept AND NOT (n:Meta AND n.seq = 0) AND NOT (n:Meta AND n.id = $mark)
RETURN count(n) AS nodes
"""

DELETE = "MATCH (n) WHERE NOT n:Meta WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS deleted"
DELETE_META = "MATCH (n:Meta) DETACH DELETE n"
SET_MARK = "MERGE (:Meta {id: $mark})"
DELETE_MARK = "MATCH (n:Meta {id: $mark}) DELETE n"

NODES: Mapping[str, LiteralString] = {
    "Meta": "UNWIND $rows AS row CREATE (n:Meta) SET n = row",
    "Commit": "UNWIND $rows AS row CREATE (n:Commit) SET n = row, n.at = datetime(row.at)",
    "Authority": "UNWIND $rows AS row CREATE (n:Authority) SET n = row",
    "Concept": "UNWIND $rows AS row CREATE (n:Concept) SET n = row",
    "Name": "UNWIND $rows AS row CREATE (n:Name) SET n = row",
    "Actor": "UNWIND $rows AS row CREATE (n:Actor:$(row.category)) SET n = row.values",
    "Place": """
        UNWIND $rows AS row
        CREATE (n:Place)
        SET n = row, n.lat = null, n.lon = null, n.point = point({latitude: row.lat, longitude: row.lon})
    """,
    "Post": "UNWIND $rows AS row CREATE (n:Post) SET n = row",
    "Source": "UNWIND $rows AS row CREATE (n:Source) SET n = row",
    "Document": """
        UNWIND $rows AS row
        CREATE (n:Document) SET n = row, n.published = date(row.published), n.retrieved = date(row.retrieved)
    """,
    "Claim": """
        UNWIND $rows AS row
        CREATE (n:Claim)
        SET n = row, n.t_lo = date(row.t_lo), n.t_hi = date(row.t_hi), n.published = date(row.published)
    """,
    "Event": """
        UNWIND $rows AS row
        CREATE (n:Event)
        SET n = row, n.t_lo = date(row.t_lo), n.t_hi = date(row.t_hi),
            n.first_published = date(row.first_published), n.last_published = date(row.last_published)
    """,
    "Tenure": """
        UNWIND $rows AS row
        CREATE (n:Tenure)
        SET n = row, n.since_lo = date(row.since_lo), n.since_hi = date(row.since_hi),
            n.until_lo = date(row.until_lo), n.until_hi = date(row.until_hi)
    """,
    "Decision": "UNWIND $rows AS row CREATE (n:Decision) SET n = row",
    "Key": "UNWIND $rows AS row CREATE (n:Key) SET n = row",
    "Block": "UNWIND $rows AS row CREATE (n:Block) SET n = row",
}
"""Label → what creates its nodes, in the order of writing; days and times come as texts."""

STARTS: Mapping[str, LiteralString] = {
    "Actor": "MATCH (a:Actor {id: row.start})\n",
    "Name": "MATCH (a:Name {id: row.start})\n",
    "Post": "MATCH (a:Post {id: row.start})\n",
    "Key": "MATCH (a:Key {id: row.start})\n",
    "Decision": "MATCH (a:Decision {id: row.start})\n",
    "Claim": """MATCH (a:Claim {id: row.start}) USING INDEX a:Claim(id)
        WHERE a.seq = row.start_version OR (row.start_version IS NULL AND a.closed_seq = $open)\n""",
    "Event": """MATCH (a:Event {id: row.start}) USING INDEX a:Event(id)
        WHERE a.rev_from = row.start_version OR (row.start_version IS NULL AND a.rev_to = $open)\n""",
    "Tenure": """MATCH (a:Tenure {id: row.start}) USING INDEX a:Tenure(id)
        WHERE a.rev_from = row.start_version OR (row.start_version IS NULL AND a.rev_to = $open)\n""",
    "Document": """MATCH (a:Document {id: row.start}) USING INDEX a:Document(id)
        WHERE a.rev_from = row.start_version OR (row.start_version IS NULL AND a.rev_to = $open)\n""",
}

ENDS: Mapping[str, LiteralString] = {
    "Actor": "MATCH (b:Actor {id: row.end})\n",
    "Place": "MATCH (b:Place {id: row.end})\n",
    "Post": "MATCH (b:Post {id: row.end})\n",
    "Source": "MATCH (b:Source {id: row.end})\n",
    "Block": "MATCH (b:Block {id: row.end})\n",
    "Claim": """MATCH (b:Claim {id: row.end}) USING INDEX b:Claim(id)
        WHERE b.seq = row.end_version OR (row.end_version IS NULL AND b.closed_seq = $open)\n""",
    "Event": """MATCH (b:Event {id: row.end}) USING INDEX b:Event(id)
        WHERE b.rev_from = row.end_version OR (row.end_version IS NULL AND b.rev_to = $open)\n""",
    "Tenure": """MATCH (b:Tenure {id: row.end}) USING INDEX b:Tenure(id)
        WHERE b.rev_from = row.end_version OR (row.end_version IS NULL AND b.rev_to = $open)\n""",
    "Document": """MATCH (b:Document {id: row.end}) USING INDEX b:Document(id)
        WHERE b.rev_from = row.end_version OR (row.end_version IS NULL AND b.rev_to = $open)\n""",
}

# Where nothing else is said, a relationship holds from the later of its ends' commits to the earlier.
CREATE: LiteralString = """
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.props, r.t_lo = date(row.props.t_lo), r.t_hi = date(row.props.t_hi)
FOREACH (_ IN CASE WHEN row.versioned THEN [1] ELSE [] END |
  SET r.rev_from = coalesce(row.rev_from,
        CASE WHEN a.rev_from > coalesce(b.rev_from, 0) THEN a.rev_from ELSE coalesce(b.rev_from, 0) END),
      r.rev_to = coalesce(row.rev_to,
        CASE WHEN coalesce(a.rev_to, a.closed_seq, $open) < coalesce(b.rev_to, b.closed_seq, $open)
             THEN coalesce(a.rev_to, a.closed_seq, $open) ELSE coalesce(b.rev_to, b.closed_seq, $open) END))
RETURN count(r) AS written
"""


class Whole(Protocol):
    """What is to be written."""

    @property
    def nodes(self) -> Mapping[str, int]:
        """Label → number of nodes."""
        ...

    @property
    def edges(self) -> Mapping[tuple[str, str], int]:
        """(label of the start, label of the end) → number of relationships."""
        ...

    def node_rows(self, label: str) -> Iterator[list[dict[str, Any]]]:
        """Properties of a label's nodes, some at once."""
        ...

    def edge_rows(self, start: str, end: str) -> Iterator[list[dict[str, Any]]]:
        """Relationships: `type`, `start`, `end`, their versions, `rev_from`, `rev_to`, `versioned`, `props`."""
        ...


def require_empty(store: Store) -> bool:
    """Make sure that nothing is in the database but what an interrupted restoration left.

    Returns:
        Whether one did.

    Raises:
        ForeignGraphError: It holds a graph.
    """
    nodes, interrupted = store.read(COUNT, mark=MARK).values[0][0], store.read(READ_MARK, mark=MARK).values[0][0]
    if nodes and not interrupted:
        raise ForeignGraphError(
            f"the graph is not empty ({nodes:,} nodes): import into a fresh one, such as of another WHOMET_HOME"
        )
    return interrupted


def restore(store: Store, whole: Whole, say: Callable[[str], None]) -> None:
    """Write a whole graph; a failure leaves the database empty.

    Args:
        store: An empty database, or one that an interrupted restoration left.
        whole: What to write; its nodes have ids that are unique, and its relationships join nodes of it.
        say: Told what is being done.

    Raises:
        ForeignGraphError: The database holds a graph.
        ImportFileError: A relationship joins what is not there; nothing is left.
        StoreError: The database refused something; nothing is left.
    """
    require_empty(store)
    _clear(store)
    make_indexes(store)
    try:
        _write(store, whole, say)
    except BaseException:
        _clear(store)
        store.write(lambda tx: tx.run(DELETE_META).consume())
        raise


def _write(store: Store, whole: Whole, say: Callable[[str], None]) -> None:
    total, done = sum(whole.nodes.values()) + sum(whole.edges.values()), 0
    for label, statement in NODES.items():
        if label == "Meta" or label not in whole.nodes:
            continue
        for rows in whole.node_rows(label):
            made = [_actor(row) for row in rows] if label == "Actor" else rows
            store.write(lambda tx, made=made, statement=statement: tx.run(statement, rows=made).consume())
            done += len(rows)
            say(f"{done:,} of {total:,} nodes and relationships")
    for start, end in whole.edges:
        statement: LiteralString = "UNWIND $rows AS row\n" + STARTS[start] + ENDS[end] + CREATE
        for rows in whole.edge_rows(start, end):
            store.write(lambda tx, rows=rows, statement=statement: _join(tx, statement, rows))
            done += len(rows)
            say(f"{done:,} of {total:,} nodes and relationships")
    rows = [row for some in whole.node_rows("Meta") for row in some]
    store.write(lambda tx: _finish(tx, rows))


def _actor(row: dict[str, Any]) -> dict[str, Any]:
    return {"category": CATEGORIES[row["kind"]], "values": row}


def _join(tx: Transaction, statement: LiteralString, rows: list[dict[str, Any]]) -> None:
    written = tx.run(statement, rows=rows, open=OPEN).single(strict=True)["written"]
    if written != len(rows):
        first = rows[0]
        told = f"{len(rows) - written} relationships like {first['start']} {first['type']} {first['end']}"
        raise ImportFileError(f"{told} join what the file does not have; it is not whole")


def _finish(tx: Transaction, rows: Iterable[dict[str, Any]]) -> None:
    tx.run(NODES["Meta"], rows=list(rows)).consume()
    tx.run(DELETE_MARK, mark=MARK).consume()


def _mark(tx: Transaction) -> None:
    tx.run(DELETE_META).consume()
    tx.run(SET_MARK, mark=MARK).consume()


def _clear(store: Store) -> None:
    """Remove everything but the mark."""
    store.write(_mark)
    while store.write(lambda tx: tx.run(DELETE).single(strict=True)["deleted"]):
        pass
