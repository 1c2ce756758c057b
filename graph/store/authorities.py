"""Authority data in Neo4j: kept whole, as it was loaded, and spread out into actors, names, posts and tenures."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import orjson
from pydantic import TypeAdapter

from graph.identity.authority import Authority

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store.connection import AsyncStore, Rows, Store, Transaction

READ = """
MATCH (a:Authority)
RETURN a.id AS id, a.version AS version, a.digest AS digest, a.data AS data
ORDER BY id
"""

DIGESTS = """
MATCH (a:Authority)
RETURN a.id AS id, a.digest AS digest
ORDER BY id
"""

DIGEST_OF = """
MATCH (a:Authority {id: $id})
RETURN a.digest AS digest
"""

WRITE = """
MERGE (a:Authority {id: $id})
SET a.version = $version, a.digest = $digest, a.data = $data, a.seq = $seq
"""

WRITE_POSTS = """
UNWIND $rows AS row
MERGE (p:Post {id: row.id})
SET p.labels = CASE WHEN p.label = row.label THEN p.labels ELSE coalesce(p.labels, []) + row.label END,
    p.label_from = CASE WHEN p.label = row.label THEN p.label_from ELSE coalesce(p.label_from, []) + $seq END
SET p += row
WITH p, row WHERE row.state IS NOT NULL
MATCH (s:Actor {id: row.state})
MERGE (p)-[:OF]->(s)
"""

RESOLVED_WITH = """
MATCH (m:Meta {id: 'whomet'})
RETURN m.resolved_with AS digest
"""

SET_RESOLVED_WITH = """
MATCH (m:Meta {id: 'whomet'})
SET m.resolved_with = $digest
"""


def digests(store: Store) -> dict[str, str]:
    """Name → digest of the authorities that the graph has."""
    return _digests(store.read(DIGESTS))


async def digests_async(store: AsyncStore) -> dict[str, str]:
    """As `digests`."""
    return _digests(await store.read(DIGESTS))


def digest_of(tx: Transaction, name: str) -> str | None:
    """Digest of an authority that the graph has, read in the caller's transaction; None if it has none of the name."""
    record = tx.run(DIGEST_OF, id=name).single()
    return record["digest"] if record is not None else None


def read_authorities(store: Store) -> list[Authority]:
    """The authorities as they were loaded, in order of their names."""
    return unpack_authorities(store.read(READ))


def unpack_authorities(rows: Rows) -> list[Authority]:
    """The authorities in the answer to `READ`. It takes a second: what must go on answering hands it to a thread."""
    adapter = TypeAdapter(Authority)
    return [adapter.validate_json(gzip.decompress(row[3])) for row in rows.values]


def write_authority(tx: Transaction, seq: int, authority: Authority) -> None:
    """Keep an authority whole, in place of its former version."""
    data = gzip.compress(orjson.dumps(authority), mtime=0)
    tx.run(WRITE, id=authority.name, version=authority.version, digest=authority.digest, data=data, seq=seq)


def write_authority_posts(tx: Transaction, seq: int, posts: Iterable[dict[str, Any]]) -> None:
    """Write posts as authority data knows them (`id`, `label`, `titles`, `office`, …)."""
    tx.run(WRITE_POSTS, rows=list(posts), seq=seq)


def resolved_with(store: Store) -> str | None:
    """Digest of the authority data with which all claims are resolved; None before any was."""
    rows = store.read(RESOLVED_WITH).values
    return rows[0][0] if rows else None


def set_resolved_with(tx: Transaction, digest: str) -> None:
    """Record that all claims are resolved with authority data of that digest."""
    tx.run(SET_RESOLVED_WITH, digest=digest)


def _digests(rows: Rows) -> dict[str, str]:
    return {row[0]: row[1] for row in rows.values}
