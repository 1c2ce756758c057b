"""Which claims must be looked at again when some change: whole components of related ones.

A component never reaches further than claims that are related to each other (`ingest.reconcile.matching`), so that a
new report about one pair on one day touches that pair and that day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from graph.dates import PRECISE_DAYS, Bounds
from graph.store.claims import Seek, fetch_claims, kin_of, seek_claims
from graph.store.events import StoredEvent, events_about
from ingest.reconcile import Candidate
from ingest.reconcile.matching import related

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model import ResolvedClaim
    from graph.store.connection import Transaction

SLACK = dt.timedelta(days=PRECISE_DAYS - 1)
EARLIEST = dt.date.min + SLACK


class Scope:
    """Claims under reconciliation, and the open events that they are about now.

    Attributes:
        claims: Id → claim as it will be after the commit.
        events: Id → open event that a claim of the scope is about, or that may be the same as one of them.
    """

    def __init__(self, changed: Iterable[ResolvedClaim], former: Iterable[ResolvedClaim] = ()) -> None:
        """Begin with the claims that come, go or are resolved anew, and with what they were before.

        What a claim no longer is related to must be looked at as well: without it, the rest may stand together.
        """
        self.claims = {one.id: one for one in changed}
        self.events: dict[str, StoredEvent] = {}
        self._former = [Candidate.of(one) for one in former]

    def widen(self, tx: Transaction) -> None:
        """Fetch from the graph until no claim outside is related to one inside, and no event is half inside."""
        frontier = [*map(Candidate.of, self.claims.values()), *self._former]
        while frontier:
            by_key = _by_key(frontier)
            near = [one for one in self._fetch(tx, _seek(tx, frontier)) if _reaches(one, by_key)]
            seen = {one.id for one in (*frontier, *near)}
            events = events_about(tx, seen)
            members = {claim for event in events.values() for claim in event.claims} | kin_of(tx, seen)
            near += self._fetch(tx, members - {one.id for one in near})
            self.events |= events
            self.claims |= {one.id: one.claim for one in near}
            frontier = near

    def _fetch(self, tx: Transaction, ids: Iterable[str]) -> list[Candidate]:
        missing = sorted(set(ids) - self.claims.keys())
        return [Candidate.of(one) for one in fetch_claims(tx, missing)] if missing else []


def _by_key(frontier: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    for one in frontier:
        for key in one.keys:
            found.setdefault(key, []).append(one)
    return found


def _reaches(one: Candidate, by_key: dict[str, list[Candidate]]) -> bool:
    return any(related(one, near) for key in one.keys for near in by_key.get(key, ()))


def _seek(tx: Transaction, frontier: Sequence[Candidate]) -> list[str]:
    """Ids of claims that share the keys which a relation takes, on days that may overlap."""
    common = Counter(key for one in frontier for key in one.keys)
    return seek_claims(tx, (_seek_of(one, common) for one in frontier if len(one.keys) >= one.keys_needed))


def _seek_of(one: Candidate, common: Counter[str]) -> Seek:
    """Whoever shares two keys shares one of all but one: the busiest is not looked under, only asked for besides."""
    keys = sorted(one.keys, key=lambda key: (common[key], key))
    most = len(keys) - one.keys_needed + 1
    return Seek(tuple(keys[:most]), tuple(keys[most:]), _starts(one.days))


def _starts(days: Bounds) -> Bounds:
    """The days on which an exactly dated claim starts that overlaps `days`."""
    reaches_back = days.lo is not None and days.lo > EARLIEST
    return Bounds(days.lo - SLACK if days.lo and reaches_back else None, days.hi)
