"""Taking a claim back: it is closed with a reason, its document stays, and loading it again leaves it closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import InputError, NotFoundError
from graph.store.claims import fetch_claims
from graph.store.commits import lock
from graph.store.decisions import RETRACTED
from graph.store.schema import apply_schema
from ingest.committing.authorities import read_resolver
from ingest.committing.rulings import Ruling, commit_rulings

if TYPE_CHECKING:
    from graph.store.connection import Store, Transaction
    from ingest.committing.report import LoadReport
    from ingest.resolving import ClaimResolver


def retract(store: Store, claim_id: str, reason: str, by: str) -> LoadReport:
    """Close a claim because it is wrong, and bring events up to date.

    Args:
        store: The graph.
        claim_id: Full id (`claim/…`).
        reason: Why, for those who find it closed.
        by: Who decided.

    Raises:
        InputError: No reason is given, or the claim is closed already.
        NotFoundError: There is no such claim.
    """
    if not reason.strip():
        raise InputError("reason: is empty; say why the claim is wrong, for those who find it closed")
    apply_schema(store)
    resolver = read_resolver(store)
    return store.write(lambda tx: _retract(tx, claim_id, reason, by, resolver))


def _retract(tx: Transaction, claim_id: str, reason: str, by: str, resolver: ClaimResolver) -> LoadReport:
    clock = lock(tx)
    found = fetch_claims(tx, [claim_id])
    if not found:
        raise NotFoundError(f"there is no {claim_id}")
    if found[0].closed:
        raise InputError(f"{claim_id} is closed already")
    ruling = Ruling(RETRACTED, found[0].claim, by, reason)
    return commit_rulings(tx, clock, [ruling], resolver, what="retract")
