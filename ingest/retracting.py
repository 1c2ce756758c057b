"""Taking a claim back: it is closed with a reason, its document stays, and loading it again leaves it closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import InputError, NotFoundError
from graph.ids import digest
from graph.store.claims import claim_key, close_claims, fetch_claims, stored_documents
from graph.store.commits import advance, lock
from graph.store.decisions import write_decision
from graph.store.schema import apply_schema
from ingest.committing.authorities import read_taken
from ingest.committing.derived import rewrite_derived
from ingest.committing.identities import Identities
from ingest.committing.report import LoadReport
from ingest.committing.writing import write_identities

if TYPE_CHECKING:
    from graph.store.connection import Store, Transaction


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
    taken = read_taken(store)
    return store.write(lambda tx: _retract(tx, claim_id, reason, by, taken))


def _retract(tx: Transaction, claim_id: str, reason: str, by: str, taken: frozenset[str]) -> LoadReport:
    clock = lock(tx)
    found = fetch_claims(tx, [claim_id])
    if not found:
        raise NotFoundError(f"there is no {claim_id}")
    one = found[0]
    if one.closed:
        raise InputError(f"{claim_id} is closed already")
    seq = clock.seq + 1
    decision = "decision/" + digest("retract", claim_id)
    document = stored_documents(tx, [one.claim.doc_id])[one.claim.doc_id]
    before = fetch_claims(tx, document.claims)
    identities = Identities.after(tx, before, [other for other in before if other.id != claim_id], taken)
    moved = write_identities(tx, seq, identities, without={claim_id})
    close_claims(tx, seq, [claim_id], "retracted")
    write_decision(tx, seq, decision, "retract", claim_id, reason, by)
    events = rewrite_derived(tx, seq, added=[], closed=[one], moved=moved)
    keys = [claim_key(one), decision]
    after = advance(tx, clock, "retract", (1, 0, 1), keys)
    return LoadReport(seq=after.seq, documents=1, changed=1, closed=1, events=events)
