"""Who last read which document: bookkeeping beside the graph, so that nothing is read twice for nothing.

It is no part of what the graph says, nor of its history: a mark may be lost, and then the document is read again.
"""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING

from graph.model import OPEN
from graph.store.claims import document_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graph.records import Document
    from graph.store.connection import Store, Transaction

ASKED_AT_ONCE = 64

MARK = """
UNWIND $ids AS id
MATCH (d:Document {id: id, rev_to: $open})
WHERE coalesce(d.read_by, '') <> coalesce($by, '')
SET d.read_by = $by
"""

READ = """
UNWIND $ids AS id
MATCH (d:Document {id: id, rev_to: $open, read_by: $by})
RETURN d.id AS id, d.record AS record
"""


NOTE = """
MERGE (m:Meta {id: 'reading/' + $by}) SET m.documents = $documents
"""

NOTED = """
MATCH (m:Meta {id: 'reading/' + $by})
RETURN m.documents = count { MATCH (d:Document {read_by: $by, rev_to: $open}) } AS whole
"""


def note_reading(store: Store, by: str, documents: int) -> None:
    """Note that a reading came to its end, and how many documents it marked."""
    store.write(lambda tx: tx.run(NOTE, by=by, documents=documents).consume())


def is_whole(store: Store, by: str) -> bool:
    """Whether all documents of a reading that came to its end are as it left them, with what it said of them."""
    rows = store.read(NOTED, by=by, open=OPEN).values
    return bool(rows) and rows[0][0]


def mark_read(tx: Transaction, ids: Sequence[str], by: str | None) -> None:
    """Note who made the claims that documents have now; None where it was no extraction that may be passed over."""
    tx.run(MARK, ids=list(ids), by=by, open=OPEN)


def without_read(
    store: Store, documents: Iterable[Document], by: str, on_known: Callable[[int], None]
) -> Iterator[Document]:
    """Pass on the documents that the graph does not have in the same words, read by the same.

    Args:
        store: The graph; asked for a few documents at once.
        documents: In any number.
        by: Who would read them, as `mark_read` was told.
        on_known: Told how many were not passed on.
    """
    for some in batched(documents, ASKED_AT_ONCE):
        rows = store.read(READ, ids=[one.doc_id for one in some], by=by, open=OPEN).values
        known = {row[0]: row[1] for row in rows}
        # The record holds the hash of the text.
        unread = [one for one in some if known.get(one.doc_id) != document_record(one)]
        on_known(len(some) - len(unread))
        yield from unread
