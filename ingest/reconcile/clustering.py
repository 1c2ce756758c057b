"""Which related claims are one event.

Claims are taken from the most exactly dated to the least, and by id where equal. A claim dated to within a week joins
the event that fits it; a claim with a vaguer date, or none, joins only where exactly one event fits, and an undated one
never joins another undated one. What one coder told apart in one document never joins, except coded records that mirror
each other. Who joins nothing stands alone, linked as possibly the same to what came near.

A closed claim goes with the one that took its place, else where it would join.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.reconcile.candidate import Candidate
from ingest.reconcile.matching import counts_agree, may_join, related

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

UNDATED = 10**9
MOST_HINTS = 10
"""A claim that may be any of more events than this says nothing about any of them, and is linked to none."""


@dataclass(slots=True)
class Cluster:
    """The claims of one event, closed ones apart: they lend the event their id and nothing else."""

    members: list[Candidate] = field(default_factory=list[Candidate])
    closed: list[Candidate] = field(default_factory=list[Candidate])

    @property
    def vague(self) -> bool:
        """Whether no claim of it has an exact date."""
        return all(one.vague for one in self.members)


def components(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Groups of claims that are related to each other, directly or through others."""
    ordered = sorted(candidates, key=lambda one: one.id)
    by_key: dict[str, list[Candidate]] = {}
    heirs: dict[str, list[Candidate]] = {}
    by_id = {one.id: one for one in ordered}
    for one in ordered:
        for key in one.keys:
            by_key.setdefault(key, []).append(one)
        if (heir := by_id.get(one.claim.successor or "")) is not None:
            heirs.setdefault(one.id, []).append(heir)
            heirs.setdefault(heir.id, []).append(one)
    seen: set[str] = set()
    return [_reach(start, by_key, heirs, seen) for start in ordered if start.id not in seen]


def _reach(
    start: Candidate, by_key: dict[str, list[Candidate]], heirs: dict[str, list[Candidate]], seen: set[str]
) -> list[Candidate]:
    seen.add(start.id)
    group = [start]
    for one in group:  # grows while it is walked
        near = [other for key in one.keys for other in by_key[key] if other.id not in seen and related(one, other)]
        for other in (*near, *heirs.get(one.id, ())):
            if other.id not in seen:
                seen.add(other.id)
                group.append(other)
    return group


def cluster(group: Iterable[Candidate]) -> list[Cluster]:
    """Split one component into events; the same for any order of `group`."""
    clusters: list[Cluster] = []
    ordered = sorted(group, key=_exactness)
    for one in (one for one in ordered if not one.claim.closed):
        if (home := _home(one, clusters)) is None:
            clusters.append(Cluster([one]))
        else:
            home.members.append(one)
    by_id = {one.id: one for one in ordered}
    for one in (one for one in ordered if one.claim.closed):
        heir = _heir(one, by_id)
        home = next((its for its in clusters if heir in its.members), None) if heir else _home(one, clusters)
        if home is not None:
            home.closed.append(one)
    return clusters


def _heir(one: Candidate, by_id: Mapping[str, Candidate]) -> Candidate | None:
    """The open claim that took the place of a closed one, at once or in the end."""
    met: set[str] = set()
    heir: Candidate | None = one
    while heir is not None and heir.claim.closed:
        met.add(heir.id)
        after = heir.claim.successor or ""
        heir = by_id.get(after) if after not in met else None
    return heir


def _exactness(one: Candidate) -> tuple[int, str]:
    return (one.claim.bounds.span or UNDATED, one.id)


def _home(one: Candidate, clusters: Iterable[Cluster]) -> Cluster | None:
    fitting = [its for its in clusters if _fits(one, its)]
    if len(fitting) > 1:
        return None if one.vague else min(fitting, key=lambda its: (-_likeness(one, its), its.members[0].id))
    return fitting[0] if fitting else None


def _likeness(one: Candidate, to: Cluster) -> int:
    """What speaks for a cluster beyond date and actors: the same place, then a count that agrees."""
    place, told = one.claim.place, one.quantity
    same_place = any(place and its.claim.place and its.claim.place.id == place.id for its in to.members)
    same_count = any(told and its.quantity and counts_agree(told, its.quantity) for its in to.members)
    return 2 * same_place + same_count


def _fits(one: Candidate, to: Cluster) -> bool:
    if not all(related(one, its) and may_join(one, its) for its in to.members):
        return False
    if not one.vague:
        return True
    if one.undated and all(its.undated for its in to.members):
        return False
    counts = all(counts_agree(one.quantity, its.quantity) for its in to.members)
    return counts and any(one.realis == its.realis for its in to.members)


def possibly_same(clusters: Sequence[Cluster]) -> list[tuple[int, int]]:
    """Pairs of clusters, by index, that may be one event where a vague or missing date left it open."""
    pairs: set[tuple[int, int]] = set()
    for index, one in enumerate(clusters):
        if not one.vague:
            continue
        near = [other for other, its in enumerate(clusters) if other != index and _near(one, its)]
        if len(near) <= MOST_HINTS:
            pairs.update((min(index, other), max(index, other)) for other in near)
    return sorted(pairs)


def _near(a: Cluster, b: Cluster) -> bool:
    """Talk of a release is never possibly the same as a release: only like realities are compared."""
    return any(
        one.realis == other.realis and related(one, other) and counts_agree(one.quantity, other.quantity)
        for one in a.members
        for other in b.members
    )
