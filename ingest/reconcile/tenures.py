"""Who held which post when: what appointments open, departures close, and authority data knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.dates import Bounds, bounds
from graph.model import PostChange, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMAL = frozenset({"confirmed", "commissioned"})
"""Acts on paper: whoever is confirmed or commissioned may decline, or never arrive."""
LEAD = dt.timedelta(days=730)
"""How long before a tenure its first acts may lie: envoys of the 18th century took a year to be received."""


def derive_tenures(changes: Iterable[PostChange], known: Sequence[Tenure] = ()) -> list[Tenure]:
    """Compute tenures from changes of posts and from the tenures that authority data knows.

    An appointment opens a tenure, or confirms one of the authority that started within its date. A departure closes the
    latest tenure of the same person and post that is open at its date, or confirms the end of one of the authority;
    without one it tells a tenure whose start is not known. Nothing else closes a tenure: a successor may be a deputy,
    and a silence is no end.

    What else falls into a tenure of the authority, or comes up to two years before one, is a step of it: a commission
    before credentials are presented, a promotion within the post. So is an act that follows another one by which a
    tenure was opened (credentials after the naming). A confirmation or a commission alone opens none.

    Args:
        changes: Of any number of people and posts.
        known: Tenures of authority data for the same people.

    Returns:
        All tenures of `known` and of `changes`, in order of ids.
    """
    posts = _Posts(known)
    ordered = sorted(changes, key=_order)
    for change in ordered:
        if not change.opens:
            posts.leave(change)
        elif change.act not in FORMAL:
            posts.enter(change)
    for change in ordered:
        if change.opens and change.act in FORMAL:
            posts.prepare(change)
    return sorted(posts.tenures.values(), key=lambda one: one.id)


class _Posts:
    """Tenures as they stand after some changes."""

    def __init__(self, known: Sequence[Tenure]) -> None:
        self.tenures = {one.id: one for one in known}
        self._acts: dict[str, str | None] = {}

    def enter(self, change: PostChange) -> None:
        if (found := self._started(change)) is not None:
            self._keep(replace(found, starts=change.event))
        elif (found := self._around(change) or self._opened(change)) is not None:
            self._step(found, change)
        else:
            opened = _open(change)
            self._acts[opened.id] = change.act
            self._keep(opened)

    def prepare(self, change: PostChange) -> None:
        if (found := self._started(change)) is not None:
            self._keep(replace(found, starts=change.event))
        elif (found := self._around(change) or self._ahead(change)) is not None:
            self._step(found, change)

    def leave(self, change: PostChange) -> None:
        days = bounds(change.date)
        ending = [one for one in self._same(change) if one.authority and one.ends is None and _ends_on(one, days)]
        if ending:
            self._keep(_end(_latest(ending), change))
            return
        running = [one for one in self._same(change) if bounds(one.until).hi is None and _began_by(one, change)]
        if running:
            self._keep(_close(_latest(running), change))
        elif (found := self._around(change, leaving=True)) is not None:
            self._step(found, change)
        else:
            self._keep(_ended(change))

    def _keep(self, tenure: Tenure) -> None:
        self.tenures[tenure.id] = tenure

    def _step(self, tenure: Tenure, change: PostChange) -> None:
        self._keep(replace(tenure, steps=tuple(sorted({*tenure.steps, change.event}))))

    def _same(self, change: PostChange) -> list[Tenure]:
        return [one for one in self.tenures.values() if one.person == change.person and one.post == change.post]

    def _started(self, change: PostChange) -> Tenure | None:
        """The tenure of the authority that began within the change's date, and of which no event tells yet."""
        days = bounds(change.date)
        same = [one for one in self._same(change) if one.authority and one.starts is None]
        exact = [one for one in same if one.since == change.date]
        return _latest(exact or [one for one in same if bounds(one.since).overlaps(days)])

    def _around(self, change: PostChange, *, leaving: bool = False) -> Tenure | None:
        """The tenure of the authority within which the change falls, or before which it comes by little."""
        days = bounds(change.date)
        if days.lo is None or days.hi is None:
            return None
        same = [one for one in self._same(change) if one.authority]
        within = [one for one in same if _reign(one).overlaps(days) and bounds(one.since).lo is not None]
        return _latest(within) or (None if leaving else self._ahead(change, known=True))

    def _ahead(self, change: PostChange, *, known: bool = False) -> Tenure | None:
        """The next tenure that begins within two years after the change."""
        day = bounds(change.date).hi
        if day is None:
            return None
        same = [one for one in self._same(change) if one.authority or not known]
        coming = [one for one in same if (start := bounds(one.since).lo) and day <= start <= day + LEAD]
        return min(coming, key=lambda one: (str(bounds(one.since).lo), one.id), default=None)

    def _opened(self, change: PostChange) -> Tenure | None:
        """The tenure that another act of the same appointment opened, and that is still open."""
        day = bounds(change.date).lo
        if change.act is None or day is None:
            return None
        same = [one for one in self._same(change) if one.until is None and self._acts.get(one.id)]
        before = [one for one in same if (start := bounds(one.since).lo) and start <= day <= start + LEAD]
        return _latest([one for one in before if self._acts[one.id] != change.act])


def _order(change: PostChange) -> tuple[bool, str, bool, str]:
    days = bounds(change.date)
    return (days.lo is None, str(days.lo), not change.opens, change.event)


def _latest(tenures: list[Tenure]) -> Tenure | None:
    return max(tenures, key=lambda one: (str(bounds(one.since).lo), one.id), default=None)


def _reign(tenure: Tenure) -> Bounds:
    return Bounds(bounds(tenure.since).lo, bounds(tenure.until).hi)


def _began_by(tenure: Tenure, change: PostChange) -> bool:
    start, end = bounds(tenure.since).lo, bounds(change.date).hi
    return start is None or end is None or start <= end


def _ends_on(tenure: Tenure, days: Bounds) -> bool:
    """Whether the authority tells an end, and it may be that day."""
    return tenure.until is not None and bounds(tenure.until).hi is not None and bounds(tenure.until).overlaps(days)


def _open(change: PostChange) -> Tenure:
    tail = change.event.removeprefix("event/")
    return Tenure(
        f"tenure/{tail}", change.person, change.post, change.date, None, (_unsure(change), False), change.event
    )


def _ended(change: PostChange) -> Tenure:
    tail = change.event.removeprefix("event/")
    ends = (False, _unsure(change))
    return Tenure(f"tenure/{tail}", change.person, change.post, None, change.date, ends, ends=change.event)


def _end(tenure: Tenure | None, change: PostChange) -> Tenure:
    """The authority's tenure with the event of its end; the more exact date stands."""
    assert tenure is not None  # noqa: S101  -- the caller has seen one
    mine, its = bounds(tenure.until).span, bounds(change.date).span
    if mine is not None and its is not None and its < mine:
        return _close(tenure, change)
    return replace(tenure, ends=change.event)


def _close(tenure: Tenure | None, change: PostChange) -> Tenure:
    assert tenure is not None  # noqa: S101  -- as above
    return replace(tenure, until=change.date, uncertain=(tenure.uncertain[0], _unsure(change)), ends=change.event)


def _unsure(change: PostChange) -> bool:
    return change.unsure or bounds(change.date).span != 1
