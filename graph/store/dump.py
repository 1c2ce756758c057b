"""The canonical dump: the present graph as sorted JSON lines, without anything that tells when it was recorded.

Two graphs are the same when their dumps are equal: recorded times, commit numbers, closed versions and bookkeeping
(`Key`, `Block`, `Meta`, `Commit`, the reconciler's cache) are left out. So is the day on which a document was fetched:
it is that of the first loading, and says nothing of what the document claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from graph.model import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store.connection import Store

RECORDED = frozenset({
    "seq", "closed_seq", "rev_from", "rev_to", "label_from", "labels", "latest", "resolved", "record", "data", "key",
    "block", "read_by", "retrieved",
})  # fmt: skip

# Who and what is named by documents alone is part of the graph while something present refers to it.
NODES = """
MATCH (n)
WHERE NOT n:Key AND NOT n:Block AND NOT n:Meta AND NOT n:Commit
  AND coalesce(n.rev_to, $open) = $open AND coalesce(n.closed_seq, $open) = $open
  AND (NOT (n:Place OR n:Source OR n:Name OR n:Actor AND n.origin = 'claims' OR n:Post AND n.office IS NULL)
    OR EXISTS {
      MATCH (n)-[r]-(m)
      WHERE NOT r:OF AND coalesce(r.rev_to, $open) = $open
        AND coalesce(m.rev_to, $open) = $open AND coalesce(m.closed_seq, $open) = $open
    })
RETURN [label IN labels(n) | label] AS labels, n.id AS id, properties(n) AS properties
"""

RELATIONSHIPS = """
MATCH (a)-[r]->(b)
WHERE NOT a:Key AND NOT b:Key
  AND (NOT r:OF OR a.office IS NOT NULL OR EXISTS { (a)<-[:OF_POST {rev_to: $open}]-() })
  AND coalesce(r.rev_to, $open) = $open
  AND coalesce(a.rev_to, $open) = $open AND coalesce(a.closed_seq, $open) = $open
  AND coalesce(b.rev_to, $open) = $open AND coalesce(b.closed_seq, $open) = $open
RETURN type(r) AS type, a.id AS from, b.id AS to, properties(r) AS properties
"""


def dump_lines(store: Store) -> Iterator[str]:
    """The present graph, one node or relationship a line, in order."""
    nodes = [
        _line({"node": row[1], "labels": sorted(row[0]), **_kept(row[2])})
        for row in store.read(NODES, open=OPEN).values
    ]
    edges = [
        _line({"edge": row[0], "from": row[1], "to": row[2], **_kept(row[3])})
        for row in store.read(RELATIONSHIPS, open=OPEN).values
    ]
    yield from sorted(nodes)
    yield from sorted(edges)


def _kept(properties: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {key: value for key, value in properties.items() if key not in RECORDED}}


def _line(record: dict[str, Any]) -> str:
    return orjson.dumps(record, option=orjson.OPT_SORT_KEYS, default=str).decode()
