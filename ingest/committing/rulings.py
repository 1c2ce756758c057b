"""Decisions into the graph: claims closed and added by people, with the decision beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.ids import digest
from graph.store.claims import stored_documents
from graph.store.commits import advance
from graph.store.decisions import ACCEPTED, CLOSING, CORRECTED, Decision, write_decisions
from graph.store.documents import read_bundles
from ingest.committing.changes import compare
from ingest.committing.commit import settle_changes, write_changes
from ingest.committing.report import LoadReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.records import Bundle, Claim
    from graph.store.commits import Clock
    from graph.store.connection import Transaction
    from ingest.resolving import ClaimResolver


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decides.

    Attributes:
        kind: accepted, corrected, rejected, added or retracted.
        claim: The claim; one that is added itself.
        by: Who decides (`human:NAME`).
        reason: Why, or None.
        made: The claim that takes its place, where it is corrected.
    """

    kind: str
    claim: Claim
    by: str
    reason: str | None = None
    made: Claim | None = None

    @property
    def decision(self) -> Decision:
        """The decision as it is recorded; the same one has the same id."""
        made = self.made.canonical if self.made else ""
        keeps = self.made.id if self.made else None if self.kind in CLOSING else self.claim.id
        key = "decision/" + digest(self.kind, self.claim.id, self.by, made)
        return Decision(key, self.kind, self.claim.doc_id, self.claim.id, keeps, self.reason, self.by)


def commit_rulings(
    tx: Transaction, clock: Clock, rulings: Sequence[Ruling], resolver: ClaimResolver, *, what: str
) -> LoadReport:
    """Record decisions that are fit to be recorded, and bring claims and events up to date, in one commit.

    Args:
        tx: A writing transaction.
        clock: As the caller got it when taking the writer's lock.
        rulings: At least one, on open claims of documents that the graph has; at most one a claim.
        resolver: Who is who, by the graph's authority data.
        what: What is done, for the commit's record.
    """
    documents = sorted({one.claim.doc_id for one in rulings})
    stored = stored_documents(tx, documents)
    drafts = [resolver.resolve(_rule(bundle, rulings)) for bundle in read_bundles(tx, documents)]
    changes = [compare(one, stored[one.bundle.document.doc_id]) for one in drafts]
    live = [change for change in changes if not change.empty]
    work, identities = settle_changes(tx, live, resolver.taken)
    work.why = {one.claim.id: one.kind for one in rulings}
    work.successors = [
        (one.made.id, one.claim.id) for one in rulings if one.made is not None and one.made.id != one.claim.id
    ]
    seq = clock.seq + 1
    events = write_changes(tx, seq, live, work, identities)
    decisions = [one.decision for one in rulings]
    write_decisions(tx, seq, decisions)
    counts = (len(documents), len(work.added), len(work.closed))
    advance(tx, clock, what, counts, [*(key for one in live for key in one.flips), *(one.key for one in decisions)])
    return LoadReport(
        seq=seq,
        documents=len(documents),
        changed=len(live),
        added=len(work.added),
        closed=len(work.closed),
        unchanged=sum(change.kept for change in changes),
        events=events,
    )


def _rule(bundle: Bundle, rulings: Iterable[Ruling]) -> Bundle:
    """The document with the claims that it has after the decisions."""
    claims = {claim.id: claim for claim in bundle.claims}
    for one in rulings:
        if one.claim.doc_id != bundle.document.doc_id or one.kind == ACCEPTED:
            continue
        if one.kind in CLOSING:
            claims.pop(one.claim.id)
        made = one.made if one.kind == CORRECTED else None if one.kind in CLOSING else one.claim
        if made is not None:
            claims[made.id] = made
    return bundle.model_copy(update={"claims": tuple(claims.values())})
