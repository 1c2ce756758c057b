"""Documents read back from Neo4j as they were loaded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graph.model import OPEN
from graph.records import Bundle, Claim, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.store.connection import Store, Transaction

IDS = """
MATCH (d:Document {rev_to: $open})
WHERE d.id > $after
RETURN d.id AS id
ORDER BY id
LIMIT $limit
"""

RECORDS = """
UNWIND $ids AS id
MATCH (d:Document {id: id, rev_to: $open})
RETURN d.record AS record, d.text AS text, toString(d.retrieved) AS retrieved,
       COLLECT { MATCH (d)<-[:IN_DOC]-(c:Claim) WHERE c.closed_seq = $open RETURN c.record ORDER BY c.id } AS claims
"""

FOREIGN = """
MATCH (d:Document {rev_to: $open}) WHERE NOT d.id IN $ids
RETURN count(d) AS documents
"""


def count_documents(store: Store, *, other_than: Iterable[str] = ()) -> int:
    """How many documents the graph has, those of the given ids not counted."""
    return store.read(FOREIGN, ids=list(other_than), open=OPEN).values[0][0]


def document_ids(store: Store, *, page: int) -> Iterator[list[str]]:
    """Ids of all documents in order, a page at a time."""
    after = ""
    while ids := [row[0] for row in store.read(IDS, after=after, limit=page, open=OPEN).values]:
        yield ids
        after = ids[-1]


def read_bundles(tx: Transaction, ids: Iterable[str]) -> list[Bundle]:
    """Documents with their open claims, as they were loaded; unknown ones are left out."""
    return [_bundle(*row.values()) for row in tx.run(RECORDS, ids=list(ids), open=OPEN)]


def fetch_bundles(store: Store, ids: Iterable[str]) -> list[Bundle]:
    """The same, in a transaction of its own."""
    return [_bundle(*row) for row in store.read(RECORDS, ids=list(ids), open=OPEN).values]


def _bundle(record: str, text: str | None, retrieved: str | None, claims: Iterable[str]) -> Bundle:
    day = dt.date.fromisoformat(retrieved) if retrieved else None
    return Bundle(
        document=Document.model_validate_json(record).model_copy(update={"text": text, "retrieved": day}),
        claims=tuple(Claim.model_validate_json(claim) for claim in claims),
    )
