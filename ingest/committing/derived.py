"""Bring events and tenures up to date after claims have changed: recompute what is touched, write what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.store.claims import fetch_claims
from graph.store.events import relate_events, replace_events
from graph.store.posts import label_posts
from graph.store.tenures import people_of_posts, post_changes, replace_tenures, stored_tenures
from ingest.committing.scope import Scope
from ingest.reconcile import derive_tenures, reconcile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model import Event, ResolvedClaim
    from graph.store.connection import Transaction

POST_TYPES = frozenset({"appoint", "leave_post"})


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim of the graph that is resolved otherwise now."""

    before: ResolvedClaim
    now: ResolvedClaim


def rewrite_derived(
    tx: Transaction,
    seq: int,
    *,
    added: Sequence[ResolvedClaim],
    closed: Sequence[ResolvedClaim],
    moved: Sequence[Moved],
) -> int:
    """Recompute the events and tenures that changed claims touch.

    Args:
        tx: The transaction; the recorded layer is written already.
        seq: The commit's number.
        added: Claims that are new or open again.
        closed: Claims closed by this commit, as they were; one that is open again otherwise is in `added` too.
        moved: Claims whose participants changed.

    Returns:
        Number of events written.
    """
    changed = [*added, *closed, *(one for pair in moved for one in (pair.before, pair.now))]
    if posts := {one.post for one in changed if one.post is not None}:
        label_posts(tx, seq, sorted(posts))
    fresh = {one.id for one in added}
    gone = [one.id for one in closed if one.id not in fresh]
    ended = fetch_claims(tx, gone) if gone else []
    scope = Scope([*added, *ended, *(one.now for one in moved)], [*closed, *(one.before for one in moved)])
    scope.widen(tx)
    events = reconcile(scope.claims.values())
    new = [one for one in events if not _stands(one, scope, fresh)]
    kept = {one.id for one in events} - {one.id for one in new}
    gone = sorted(scope.events.keys() - kept)
    persons = people_of_posts(tx, gone) | _appointed(new)
    replace_events(tx, seq, gone, new)
    relate_events(tx, seq, new, events)
    if persons:
        _rewrite_tenures(tx, seq, persons)
    return len(new)


def _stands(event: Event, scope: Scope, fresh: set[str]) -> bool:
    """Whether the event is written as it is now; never where a claim about it has a new version, to be joined to it."""
    there = scope.events.get(event.id)
    same = there is not None and there.fingerprint == event.fingerprint and there.claims == event.claims
    return same and fresh.isdisjoint(event.claims)


def _appointed(events: Iterable[Event]) -> set[str]:
    return {
        part.actor
        for event in events
        if event.values["type"] in POST_TYPES
        for part in event.parts
        if part.role in {"appointee", "leaver"}
    }


def _rewrite_tenures(tx: Transaction, seq: int, persons: set[str]) -> None:
    stored = stored_tenures(tx, persons)
    there = {now.id: now for now, _ in stored}
    known = {told.id: told for _, told in stored if told is not None}
    wanted = {one.id: one for one in derive_tenures(post_changes(tx, persons), list(known.values()))}
    gone = [key for key, now in there.items() if wanted.get(key) != now]
    new = [(one, known.get(key)) for key, one in wanted.items() if there.get(key) != one]
    replace_tenures(tx, seq, gone, new)
