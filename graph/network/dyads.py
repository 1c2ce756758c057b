"""Pairs of actors who stood across from each other in an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

OCCURRED = "occurred"

MODES: Mapping[str, str] = {"meet": "met", "call": "spoke", "visit": "visited"}
"""How two were in touch, by the type of what occurred. A call is never a meeting."""

DIRECTED: Mapping[str, str] = {
    "appointer": "appointee",
    "expeller": "expelled",
    "initiator": "target",
    "pardoner": "pardoned",
    "recaller": "recalled",
    "releaser": "released",
    "remover": "leaver",
    "sanctioner": "sanctioned",
    "summoner": "summoned",
    "visitor": "host",
}
"""Role of who acts → role of whom it is done to."""

MOST = 20
"""A gathering of more people, or of more other actors, makes no pairs, as in the catalogue's queries."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who took part.

    Attributes:
        role: Of the vocabulary.
        side: Letter.
    """

    id: str
    label: str
    role: str
    side: str


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two parties of an event, across sides.

    Attributes:
        event: Its properties, with days as ISO texts.
        a: Who acts, where the pair is directed; else the one with the lesser id.
        b: The other.
        directed: Whether one does it to the other.
        mode: Of `MODES`; None where they were not in touch, or it is not taken to have occurred.
    """

    event: Mapping[str, Any]
    a: Party
    b: Party
    directed: bool
    mode: str | None

    @property
    def id(self) -> str:
        """Of the pair in this event."""
        return f"{self.event['id']}#{self.a.id}+{self.b.id}"


def is_crowd(parties: Sequence[Party]) -> bool:
    """Whether there are too many to say who dealt with whom."""
    people = sum(one.id.startswith("person/") for one in parties)
    return max(people, len(parties) - people) > MOST


def pair_up(event: Mapping[str, Any], parties: Sequence[Party]) -> Iterator[Dyad]:
    """The pairs of an event: across sides alone; none of a crowd.

    Args:
        event: Its properties.
        parties: Whoever took part and was not merely present, in order of ids.
    """
    if is_crowd(parties):
        return
    mode = MODES.get(event["type"]) if event["modality"] == OCCURRED else None
    for a, b in combinations(parties, 2):
        if a.side == b.side:
            continue
        if DIRECTED.get(b.role) == a.role:
            yield Dyad(event, b, a, directed=True, mode=mode)
        else:
            yield Dyad(event, a, b, directed=DIRECTED.get(a.role) == b.role, mode=mode)
