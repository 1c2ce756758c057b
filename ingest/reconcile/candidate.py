"""A claim as reconciliation compares it: what its type makes of its participants, worked out once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Self

from graph.dates import Bounds
from graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Part, ResolvedClaim
    from graph.records import Quantity
    from graph.vocabulary import EventType

COMPANION = "present"
OTHER = "other"

type Groups = Mapping[str, frozenset[str]]


@dataclass(frozen=True, eq=False)
class Candidate:
    """One claim, prepared for comparison.

    Attributes:
        directed: Whether the type goes from one actor to another: an expulsion, not a meeting.
        groups: Of a two-sided type: side → keys of the actors on it; where it is directed, the side of the role. Of a
            one-sided type: place of the bearing role in the type's list → keys of the actors that bear it. Companions
            and generic participants are in none.
        days: The days that the happening can lie on. What occurred on no told date did so before it was published, and
            what is still to come lies after.
        realis: Whether it tells of what came about or did not, rather than of what may come.
    """

    claim: ResolvedClaim
    two_sided: bool
    directed: bool
    groups: Groups
    days: Bounds
    realis: bool

    @classmethod
    def of(cls, claim: ResolvedClaim) -> Self:
        """Prepare a claim."""
        vocabulary = load_vocabulary()
        kind = vocabulary.type(claim.claim.type)
        came_about = vocabulary.modalities[claim.claim.modality].realis or claim.claim.modality == "denied"
        directed = is_directed(kind.code)
        grouped: dict[str, set[str]] = defaultdict(set)
        for part in claim.parts:
            if (key := actor_key(kind, part)) is not None:
                grouped[_group(kind, part, directed=directed)].add(key)
        groups = {name: frozenset(keys) for name, keys in grouped.items()}
        return cls(claim, kind.two_sided, directed, groups, _days(claim, came_about=came_about), came_about)

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

    @cached_property
    def code(self) -> tuple[str | None, str | None] | None:
        """What tells claims of type `other` apart: the native code. None for every other type."""
        native = self.claim.claim.native
        return (native.scheme, native.code) if native is not None and self.claim.claim.type == OTHER else None

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
    return block_of(load_vocabulary().type(claim.claim.type), part)


def block_of(kind: EventType, part: Part) -> str | None:
    """The same, for a participant of any claim of a type."""
    key = actor_key(kind, part)
    return None if key is None else f"{kind.family}|{key}"


@cache
def is_directed(type: str) -> bool:
    """Whether it matters who does it to whom: Russia expelling Americans is not America expelling Russians.

    Roles that are finer ones of one base don't tell that (who called whom is told differently of one call), but in the
    type `other`, which may be an accusation as well as a meeting.
    """
    vocabulary = load_vocabulary()
    kind = vocabulary.type(type)
    stand = [
        {role if kind.code == OTHER else vocabulary.base_role(role, kind.code) for role in side} for side in kind.facing
    ]
    return len(stand) > 1 and stand[0].isdisjoint(stand[1])


def _group(kind: EventType, part: Part, *, directed: bool) -> str:
    if not kind.two_sided:
        return str(kind.bearers.index(part.base))
    return (kind.side_of(part.role) if directed else None) or part.side


def _days(claim: ResolvedClaim, *, came_about: bool) -> Bounds:
    if claim.claim.date is not None:
        return claim.bounds
    return Bounds(None, claim.published) if came_about else Bounds(claim.published, None)
