"""What is to be reviewed: documents of the graph with their open claims, or single claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import InputError, NotFoundError
from graph.store.claims import document_of
from graph.store.decisions import fetch_decisions
from graph.store.documents import fetch_bundles
from ingest.curating.writing import Sheet

if TYPE_CHECKING:
    from graph.store.connection import Store
    from graph.store.decisions import Recorded


def gather(store: Store, id: str) -> Sheet:
    """A claim, or a document with all of its open claims.

    Args:
        store: The graph.
        id: `claim/…`, or a document's id, with or without `document/` before it.

    Raises:
        NotFoundError: There is nothing of that id.
        InputError: The claim is closed.
    """
    document = _document_of(store, id) if id.startswith("claim/") else id
    bare = document.removeprefix("document/")
    found = fetch_bundles(store, [document, bare, f"document/{bare}"])
    if not found:
        raise NotFoundError(f"there is no document {id} in the graph, and no file of that name")
    bundle = found[0]
    if id.startswith("claim/"):
        bundle = bundle.model_copy(update={"claims": tuple(one for one in bundle.claims if one.id == id)})
    return Sheet(bundle, _decided(store, bundle.document.doc_id))


def _document_of(store: Store, id: str) -> str:
    found = document_of(store, id)
    if found is None:
        raise NotFoundError(f"there is no {id}")
    document, closed = found
    if closed is not None:
        raise InputError(f"{id} is closed ({closed}), and can't be reviewed; whomet show {id} says more")
    return document


def _decided(store: Store, document: str) -> dict[str, list[Recorded]]:
    found: dict[str, list[Recorded]] = {}
    for one in fetch_decisions(store, [document]):
        found.setdefault(one.decision.keeps or one.decision.target, []).append(one)
    return found
