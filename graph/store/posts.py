"""Posts that documents name, in Neo4j; those of authority data are written with it (`authorities`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store.connection import Transaction

TITLES = """
UNWIND $ids AS id
MATCH (c:Claim {post_id: id, closed_seq: $open}) USING INDEX c:Claim(post_id)
RETURN id, collect(DISTINCT c.post) AS titles
"""

# A label that changed stays readable, as an actor's does: labels[i] holds from label_from[i].
WRITE = """
UNWIND $rows AS row
MERGE (p:Post {id: row.id})
WITH p, row, CASE WHEN p.office IS NULL THEN row.label ELSE p.label END AS label
SET p.labels = CASE WHEN p.label = label THEN p.labels ELSE coalesce(p.labels, []) + label END,
    p.label_from = CASE WHEN p.label = label THEN p.label_from ELSE coalesce(p.label_from, []) + $seq END,
    p.label = label
WITH p, row
MATCH (s:Actor {id: row.state}) WHERE s:State
SET p.state = row.state
MERGE (p)-[:OF]->(s)
"""


def label_posts(tx: Transaction, seq: int, ids: Iterable[str]) -> None:
    """Write posts that open claims give or take, labelled by the least of their titles; the authority's keep theirs.

    Args:
        tx: The transaction; the claims are written already.
        seq: The commit's number.
        ids: Posts whose claims came, went or were resolved anew.
    """
    told = {row["id"]: row["titles"] for row in tx.run(TITLES, ids=list(ids), open=OPEN)}
    rows = [
        {"id": key, "label": min(" ".join(title.split()) for title in titles), "state": f"state/{key.split('/')[1]}"}
        for key, titles in sorted(told.items())
        if titles
    ]
    tx.run(WRITE, rows=rows, seq=seq)
