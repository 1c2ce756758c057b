"""Who took part in an event: the participants of its claims, laid over each other side by side."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from graph.model import Meeting, Participation
from ingest.reconcile.candidate import COMPANION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Part, ResolvedClaim

MEETING_TYPES = frozenset({"meet", "call", "visit"})
MOST_PEOPLE = 20
"""A gathering of more people than this makes no pairs: who spoke with whom is not told (190 pairs at 20)."""


def lay_over(claims: Sequence[ResolvedClaim]) -> tuple[Participation, ...]:
    """Participants of one event, each actor once, in order of ids.

    The sides of the first claim stand; the sides of every further one are matched to them by the actors they share.
    Where claims give an actor several roles, a finer one ("initiator") wins over its base.
    """
    merged: dict[str, Participation] = {}
    for number, claim in enumerate(claims):
        names = _align(claim, merged, number)
        for part in claim.parts:
            if part.actor is not None:
                _add(merged, part, part.actor, names[part.side])
    letters = _letters(merged.values())
    return tuple(
        Participation(one.actor, one.kind, one.role, letters[one.side], one.behalf, one.name, one.pos)
        for _, one in sorted(merged.items())
    )


def _align(claim: ResolvedClaim, merged: Mapping[str, Participation], number: int) -> dict[str, str]:
    """Map a claim's sides to those that stand: each to the one it shares most actors with, else to a new one."""
    shared: dict[tuple[str, str], int] = {}
    for part in claim.parts:
        if part.actor is not None and (there := merged.get(part.actor)) is not None:
            pair = (part.side, there.side)
            shared[pair] = shared.get(pair, 0) + 1
    names: dict[str, str] = {}
    for mine, its in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if mine not in names and its not in names.values():
            names[mine] = its
    for part in claim.parts:
        names.setdefault(part.side, f"{number}.{part.side}")
    return names


def _add(merged: dict[str, Participation], part: Part, actor: str, side: str) -> None:
    there = merged.get(actor)
    if there is None:
        merged[actor] = Participation(actor, part.kind, part.role, side, part.behalf, part.name, part.pos)
    elif part.role != part.base and there.role == part.base:
        merged[actor] = Participation(actor, there.kind, part.role, there.side, there.behalf, there.name, there.pos)
    elif there.behalf is None and part.behalf is not None:
        merged[actor] = Participation(actor, there.kind, there.role, there.side, part.behalf, there.name, there.pos)


def _letters(parts: Iterable[Participation]) -> dict[str, str]:
    """Name sides by the least actor on each, so that the same delegations have the same letters everywhere."""
    least: dict[str, str] = {}
    for part in parts:
        least[part.side] = min(part.actor, least.get(part.side, part.actor))
    ordered = sorted(least, key=lambda side: least[side])
    return {side: _letter(index) for index, side in enumerate(ordered)}


def _letter(index: int) -> str:
    """A to z, then aa, ab, …."""
    head, last = divmod(index, 26)
    return (_letter(head - 1) if head else "") + chr(ord("a") + last)


def meetings(type: str, modality: str, parts: Sequence[Participation]) -> tuple[Meeting, ...]:
    """Pairs of people who met: across sides only, never companions, only what occurred."""
    if type not in MEETING_TYPES or modality != "occurred":
        return ()
    people = [part for part in parts if part.kind == "person" and part.role != COMPANION]
    if len(people) > MOST_PEOPLE:
        return ()
    return tuple(Meeting(a.actor, b.actor, type) for a, b in combinations(people, 2) if a.side != b.side)


def represented(parts: Sequence[Participation]) -> tuple[tuple[str, str], ...]:
    """(state, side) of every state that took part or was acted for, in order."""
    states = {(part.actor, part.side) for part in parts if part.kind == "state"}
    states |= {(part.behalf, part.side) for part in parts if part.behalf is not None}
    return tuple(sorted(states))
