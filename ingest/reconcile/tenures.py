"""Who held which post when: what appointments open, departures close, and authority data knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.dates import bounds
from graph.model import PostChange, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def derive_tenures(changes: Iterable[PostChange], known: Sequence[Tenure] = ()) -> list[Tenure]:
    """Compute tenures from changes of posts and from the tenures that authority data knows.

    An appointment opens a tenure, or confirms one of the authority that started within its date. A departure closes the
    latest tenure of the same person and post that is open at its date; without one it tells a tenure whose start is
    not known. Nothing else closes a tenure: a successor may be a deputy, and a silence is no end.

    Args:
        changes: Of any number of people and posts.
        known: Tenures of authority data for the same people.

    Returns:
        All tenures of `known` and of `changes`, in order of ids.
    """
    tenures = {one.id: one for one in known}
    for change in sorted(changes, key=_order):
        found = _matching(change, tenures.values())
        if change.opens:
            opened = replace(found, starts=change.event) if found else _open(change)
            tenures[opened.id] = opened
        else:
            closed = _close(found, change) if found else _ended(change)
            tenures[closed.id] = closed
    return sorted(tenures.values(), key=lambda one: one.id)


def _order(change: PostChange) -> tuple[bool, str, bool, str]:
    days = bounds(change.date)
    return (days.lo is None, str(days.lo), not change.opens, change.event)


def _matching(change: PostChange, tenures: Iterable[Tenure]) -> Tenure | None:
    same = [one for one in tenures if one.person == change.person and one.post == change.post]
    days = bounds(change.date)
    if change.opens:
        same = [one for one in same if one.authority and one.starts is None and bounds(one.since).overlaps(days)]
    else:
        same = [one for one in same if bounds(one.until).hi is None and _began_by(one, change)]
    return max(same, key=lambda one: (str(bounds(one.since).lo), one.id), default=None)


def _began_by(tenure: Tenure, change: PostChange) -> bool:
    start, end = bounds(tenure.since).lo, bounds(change.date).hi
    return start is None or end is None or start <= end


def _open(change: PostChange) -> Tenure:
    tail = change.event.removeprefix("event/")
    return Tenure(
        f"tenure/{tail}", change.person, change.post, change.date, None, (_unsure(change), False), change.event
    )


def _ended(change: PostChange) -> Tenure:
    tail = change.event.removeprefix("event/")
    ends = (False, _unsure(change))
    return Tenure(f"tenure/{tail}", change.person, change.post, None, change.date, ends, ends=change.event)


def _close(tenure: Tenure, change: PostChange) -> Tenure:
    return replace(tenure, until=change.date, uncertain=(tenure.uncertain[0], _unsure(change)), ends=change.event)


def _unsure(change: PostChange) -> bool:
    return change.unsure or bounds(change.date).span != 1
