"""One commit: compare, resolve, reconcile and write whole documents in a transaction that holds the writer's lock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.store.claims import (
    close_claims,
    fetch_claims,
    rewrite_mentions,
    stored_documents,
    write_claims,
    write_documents,
    write_supersedes,
)
from graph.store.commits import advance, lock
from graph.store.decisions import carry_decisions
from graph.store.places import write_places
from ingest.committing.changes import Change, compare, successors
from ingest.committing.derived import Moved, rewrite_derived
from ingest.committing.identities import Identities
from ingest.committing.report import LoadReport
from ingest.committing.standing import lay_over
from ingest.committing.writing import write_identities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import ResolvedClaim
    from graph.store.connection import Transaction
    from ingest.resolving import ClaimResolver, Draft


@dataclass(slots=True)
class Work:
    """What a commit does to the claims of its documents.

    Attributes:
        added: New claims, and those that differ from the open one of the same id.
        closed: Open claims to be closed, as they were resolved.
        moved: Claims that stay, but whose participants resolve otherwise now.
        reopened: Ids of added claims that the graph has in a former version.
        successors: (newer, older) claims.
        why: Why a claim is closed, where it is not because its document was revised.
    """

    added: list[ResolvedClaim] = field(default_factory=list["ResolvedClaim"])
    closed: list[ResolvedClaim] = field(default_factory=list["ResolvedClaim"])
    moved: list[Moved] = field(default_factory=list[Moved])
    reopened: list[str] = field(default_factory=list[str])
    successors: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    why: dict[str, str] = field(default_factory=dict[str, str])


def commit_drafts(
    tx: Transaction, drafts: Sequence[Draft], resolver: ClaimResolver, *, what: str = "load", anew: bool = False
) -> LoadReport:
    """Load documents in the caller's transaction; what people decided about their claims stands.

    Args:
        tx: A writing transaction; it is rolled back by whoever opened it if this raises.
        drafts: Different documents, with their claims resolved.
        resolver: Who is who, by the graph's authority data.
        what: What is done, for the commit's record.
        anew: Resolve the documents again though they are equal, because authority data changed.

    Returns:
        What changed; without a commit where nothing did.
    """
    clock = lock(tx)
    stored = stored_documents(tx, [one.bundle.document.doc_id for one in drafts])
    standing = lay_over(tx, drafts, stored, resolver)
    changes = [compare(one.draft, stored.get(one.draft.bundle.document.doc_id)) for one in standing]
    report = LoadReport(
        documents=len(drafts),
        unchanged=sum(change.kept for change in changes),
        retracted=tuple(key for one in standing for key in one.retracted),
        upheld=tuple(key for one in standing for key in one.upheld),
        lapsed=tuple(key for one in standing for key in one.lapsed),
    )
    live = [change for change in changes if anew or not change.empty]
    if not live:
        return report
    work, identities = settle_changes(tx, live, resolver.taken, anew=anew)
    if all(change.empty for change in live) and not work.moved and not identities.moved:
        return report
    seq = clock.seq + 1
    events = write_changes(tx, seq, live, work, identities)
    counts = (len(live), len(work.added), len(work.closed))
    advance(tx, clock, what, counts, (key for change in live for key in change.flips))
    return report + LoadReport(
        seq=seq, changed=len(live), added=len(work.added), closed=len(work.closed), events=events
    )


def settle_changes(
    tx: Transaction, live: Sequence[Change], taken: frozenset[str], *, anew: bool = False
) -> tuple[Work, Identities]:
    """Settle who is who in the documents' claims, all of them: a new claim may tell what a name in an old one means."""
    drafts = [draft for change in live for draft in change.resolved]
    added = {claim.id for change in live for claim in change.added}
    closing = {key for change in live for key in change.closed}
    there = {one.id: one for one in fetch_claims(tx, {draft.id for draft in drafts} | closing)}
    before = [one for one in there.values() if not one.closed]
    identities = Identities.after(tx, before, drafts, taken, anew=anew)
    settled = {draft.id: identities.settle(draft) for draft in drafts}
    work = Work(
        added=[settled[key] for key in sorted(added)],
        closed=[there[key] for key in sorted(closing)],
        moved=[Moved(there[key], one) for key in sorted(settled.keys() - added) if (one := settled[key]) != there[key]],
        reopened=sorted(key for key in added if key in there),
    )
    for change in live:
        fresh = [claim for claim in change.added if claim.id not in change.closed]
        work.successors += successors(fresh, [there[key].claim for key in change.closed if key not in settled])
    return work, identities


def write_changes(tx: Transaction, seq: int, live: Sequence[Change], work: Work, identities: Identities) -> int:
    """Write what was settled, and what follows from it; give the number of events written."""
    revised = [change for change in live if change.new_version]
    moved = [one.now for one in work.moved]
    own = [*work.added, *moved]
    mine = {one.id for one in own} | {one.id for one in work.closed}
    others = write_identities(tx, seq, identities, without=mine)
    for why, closed in _by_reason(work).items():
        close_claims(tx, seq, closed, why)
    replaced = [change.bundle.document.doc_id for change in revised if change.replaces]
    write_places(tx, (one.place for one in own if one.place is not None))
    write_documents(tx, seq, [change.bundle.document for change in revised], replaced)
    write_claims(tx, seq, work.added, work.reopened)
    if work.reopened:
        carry_decisions(tx, work.reopened)
    rewrite_mentions(tx, seq, moved)
    write_supersedes(tx, seq, work.successors)
    return rewrite_derived(tx, seq, added=work.added, closed=work.closed, moved=[*work.moved, *others])


def _by_reason(work: Work) -> dict[str, list[str]]:
    closed: dict[str, list[str]] = {}
    for one in work.closed:
        closed.setdefault(work.why.get(one.id, "revised"), []).append(one.id)
    return closed
