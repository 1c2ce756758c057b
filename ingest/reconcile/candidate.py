"""A claim as reconciliation compares it: what its type makes of its participants, worked out once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from graph.dates import Bounds
from graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Part, ResolvedClaim
    from graph.records import Quantity
    from graph.vocabulary import EventType

COMPANION = "present"

type Groups = Mapping[str, frozenset[str]]


@dataclass(frozen=True, eq=False)
class Candidate:
    """One claim, prepared for comparison.

    Attributes:
        groups: Of a two-sided type: side → keys of the actors on it. Of a one-sided type: place of the bearing role in
            the type's list → keys of the actors that bear it. Companions and generic participants are in none.
        days: The days that the happening can lie on. What occurred on no told date did so before it was published, and
            what is still to come lies after.
        realis: Whether it tells of what came about or did not, rather than of what may come.
    """

    claim: ResolvedClaim
    two_sided: bool
    groups: Groups
    days: Bounds
    realis: bool

    @classmethod
    def of(cls, claim: ResolvedClaim) -> Self:
        """Prepare a claim."""
        vocabulary = load_vocabulary()
        kind = vocabulary.type(claim.claim.type)
        came_about = vocabulary.modalities[claim.claim.modality].realis or claim.claim.modality == "denied"
        grouped: dict[str, set[str]] = defaultdict(set)
        for part in claim.parts:
            if (key := actor_key(kind, part)) is not None:
                grouped[part.side if kind.two_sided else str(kind.bearers.index(part.base))].add(key)
        groups = {name: frozenset(keys) for name, keys in grouped.items()}
        return cls(claim, kind.two_sided, groups, _days(claim, came_about=came_about), came_about)

    @property
    def id(self) -> str:
        """Id of the claim."""
        return self.claim.id

    @property
    def vague(self) -> bool:
        """Whether the claim's own date is too wide to tell two like happenings apart."""
        return self.claim.bounds.vague

    @property
    def undated(self) -> bool:
        """Whether the claim tells no date at all."""
        return self.claim.claim.date is None

    @property
    def quantity(self) -> Quantity | None:
        """The count that the claim tells."""
        return self.claim.claim.quantity

    @property
    def keys_needed(self) -> int:
        """How many keys a related claim shares at the least."""
        return 2 if self.two_sided else 1

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys under which claims that may be related to this one are found: `FAMILY|ACTOR`, one an actor."""
        return tuple(sorted({f"{self.claim.family}|{key}" for keys in self.groups.values() for key in keys}))


def actor_key(kind: EventType, part: Part) -> str | None:
    """What counts as the same actor: in an act of state the state, whoever acts for it, else the actor.

    None for whoever identifies nothing: companions, generic participants, and roles that the type does not go by.
    """
    if part.role == COMPANION or not (kind.two_sided or part.base in kind.bearers):
        return None
    return part.behalf or part.actor if part.role in kind.state_roles else part.actor


def block_key(claim: ResolvedClaim, part: Part) -> str | None:
    """The key under which one participant makes a claim findable, `FAMILY|ACTOR`; None where it does not."""
    key = actor_key(load_vocabulary().type(claim.claim.type), part)
    return None if key is None else f"{claim.family}|{key}"


def _days(claim: ResolvedClaim, *, came_about: bool) -> Bounds:
    if claim.claim.date is not None:
        return claim.bounds
    return Bounds(None, claim.published) if came_about else Bounds(claim.published, None)
