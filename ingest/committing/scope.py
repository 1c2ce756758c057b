"""Which claims must be looked at again when some change: whole components of related ones.

A component never reaches further than claims that are related to each other (`ingest.reconcile.matching`), so that a
new report about one pair on one day touches that pair and that day.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graph.dates import PRECISE_DAYS, Bounds
from graph.store.claims import Seek, fetch_claims, seek_related
from graph.store.events import StoredEvent, events_about
from ingest.reconcile import Candidate
from ingest.reconcile.matching import related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model import ResolvedClaim
    from graph.store.connection import Transaction

SLACK = dt.timedelta(days=PRECISE_DAYS - 1)


class Scope:
    """Claims under reconciliation, and the open events that they are about now.

    Attributes:
        claims: Id → claim as it will be after the commit.
        events: Id → open event that a claim of the scope is about, or that may be the same as one of them.
    """

    def __init__(self, changed: Iterable[ResolvedClaim]) -> None:
        """Begin with the claims that come, go or are resolved anew."""
        self.claims = {one.id: one for one in changed}
        self.events: dict[str, StoredEvent] = {}
        self._candidates = {key: Candidate.of(one) for key, one in self.claims.items()}

    def widen(self, tx: Transaction) -> None:
        """Fetch from the graph until no claim outside is related to one inside, and no event is half inside."""
        frontier = list(self._candidates.values())
        while frontier:
            by_key = _by_key(frontier)
            found = self._fetch(tx, seek_related(tx, _seeks(frontier)))
            inside = [one for one in found if _reaches(one, by_key)]
            self.events = events_about(tx, self.claims.keys() | {one.id for one in inside})
            members = {claim for event in self.events.values() for claim in event.claims}
            inside += self._fetch(tx, members - {one.id for one in inside})
            for one in inside:
                self.claims[one.id] = one.claim
                self._candidates[one.id] = one
            frontier = inside

    def _fetch(self, tx: Transaction, ids: Iterable[str]) -> list[Candidate]:
        missing = [key for key in sorted(ids) if key not in self.claims]
        return [Candidate.of(one) for one in fetch_claims(tx, missing)] if missing else []


def _by_key(frontier: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    for one in frontier:
        for key in one.keys:
            found.setdefault(key, []).append(one)
    return found


def _reaches(one: Candidate, by_key: dict[str, list[Candidate]]) -> bool:
    return any(related(one, near) for key in one.keys for near in by_key.get(key, ()))


def _seeks(frontier: Iterable[Candidate]) -> Iterator[Seek]:
    """Where claims related to those of the frontier can be: under the same keys, on days that may overlap."""
    for one in frontier:
        days = Bounds(one.days.lo - SLACK if one.days.lo and one.days.lo.year > 1 else None, one.days.hi)
        for key in one.keys:
            need = 2 if one.two_sided else 1
            yield Seek(one.id, key, vague=False, days=days, need=need)
            yield Seek(one.id, key, vague=True, days=days, need=need)
