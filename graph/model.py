"""The graph's records: claims as resolved, and the events, meetings and tenures that follow from them.

Everything here is a value: equal content makes equal records, so that a recomputed event that did not change is seen
not to have changed (`Event.fingerprint`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from graph.dates import Bounds, bounds
from graph.ids import digest
from graph.records import Claim

OPEN = 9_007_199_254_740_991
"""End of a version that is still valid: 2^53 - 1, the largest integer that JSON readers keep exactly."""

PRESENT = OPEN - 1
"""The `$rev` that asks for the present."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: of the gazetteer (`place/1528675`), or one that only documents name (`place/ala-archa-residence`).

    Attributes:
        country: State id, or None where it is not known.
        known: Whether the gazetteer has it; two known places can exclude each other, unknown ones never do.
        whole_country: Whether it stands for the whole of its country.
    """

    id: str
    label: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    known: bool = False
    whole_country: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A participant of a claim after resolution.

    Attributes:
        pos: Place in the claim's list, from 0.
        name: As written.
        label: The name without the title that may stand in it.
        base: Base role of `role`.
        side: Never empty: whoever the text puts on no side has one of their own.
        actor: Id of the actor; None for generic participants, who stay with the claim.
        behalf: Id of the state acted for, or None.
        key: Key of the name in the space of names that no authority knows; None for actors of an authority.
        method: How the actor was found.
        score: How alike the names were, 0 to 1.
        post: Id of the post that the claim gives to or takes from this participant.
        block: Key under which claims that may be related are found (`FAMILY|ACTOR`), or None.
    """

    pos: int
    name: str
    kind: str
    role: str
    base: str
    side: str
    actor: str | None
    behalf: str | None = None
    key: str | None = None
    method: str = "generic"
    score: float = 1.0
    post: str | None = None
    block: str | None = None
    label: str = ""


@dataclass(frozen=True)
class ResolvedClaim:
    """A claim with its names resolved: what reconciliation compares.

    Attributes:
        origin_actor: Id of the actor, or of the state, that the claim goes back to, where it is one that is known.
        origin_key: Key of that origin where no authority knows it.
        closed: Whether the claim was revised away or retracted; such a claim lends its id, not its values.
        successor: Id of the claim that took the place of a closed one, if one did.
    """

    claim: Claim
    parts: tuple[Part, ...]
    family: str
    published: dt.date
    publisher: str
    place: Place | None = None
    post: str | None = None
    origin_actor: str | None = None
    origin_key: str | None = None
    closed: bool = False
    successor: str | None = None

    @property
    def id(self) -> str:
        """Id of the claim."""
        return self.claim.id

    @cached_property
    def bounds(self) -> Bounds:
        """Days that the claim's own date covers."""
        return bounds(self.claim.date)

    @property
    def origin(self) -> str:
        """Name of whom the claim goes back to."""
        return self.claim.attribution[-1].name if self.claim.attribution else self.publisher

    @property
    def anonymous(self) -> bool:
        """Whether the claim goes back to somebody who is not named."""
        return bool(self.claim.attribution) and self.claim.attribution[-1].anonymous

    @property
    def dataset(self) -> str:
        """Dataset of a coded claim; "reports" for what was read from text."""
        return self.claim.native.dataset if self.claim.native is not None else "reports"

    @property
    def attribution(self) -> tuple[str, ...]:
        """The chain in words, nearest to the document first ("reports: TASS")."""
        return tuple(f"{link.mode}: {link.name}" for link in self.claim.attribution)


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part in an event, in which role and on which side."""

    actor: str
    kind: str
    role: str
    side: str
    behalf: str | None
    name: str
    pos: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people who met, called or visited each other, across sides; `a` is the lesser id."""

    a: str
    b: str
    mode: str


@dataclass(frozen=True)
class Event:
    """What is taken to have happened, computed from claims.

    Attributes:
        values: The properties of the event's node that are single values, as docs/model.md lists them.
        lists: Those that are lists.
        parts: Who took part.
        states: (state id, side) of those who took part or were acted for.
        meetings: Who met whom.
        claims: Ids of the open claims about it, in order.
        possibly_same: Ids of events that it may be the same as, greater ones only.
    """

    id: str
    values: dict[str, Any]
    lists: dict[str, list[str]]
    parts: tuple[Participation, ...]
    states: tuple[tuple[str, str], ...]
    meetings: tuple[Meeting, ...]
    claims: tuple[str, ...]
    place: Place | None = None
    possibly_same: tuple[str, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the whole content: equal for equal events."""
        parts = [(one.actor, one.role, one.side, one.behalf, one.name, one.pos) for one in self.parts]
        meetings = [(one.a, one.b, one.mode) for one in self.meetings]
        content = (self.id, self.values, self.lists, parts, self.states, meetings, self.claims, self.possibly_same)
        place = self.place.id if self.place else ""
        return digest(orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode(), place)


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held which post from when to when.

    Attributes:
        since: EDTF, or None where the start is not told.
        uncertain: (start, end): whether sources disagree on it, hedge it, or tell it to less than a day.
        starts: Id of the event that opened it, if one did.
        ends: Id of the event that closed it, if one did.
        steps: Ids of further events that belong to it, in order: a commission before credentials, a change of rank.
        authority: Name of the authority that has it; None where it follows from claims alone.
    """

    id: str
    person: str
    post: str
    since: str | None
    until: str | None
    uncertain: tuple[bool, bool]
    starts: str | None = None
    ends: str | None = None
    steps: tuple[str, ...] = ()
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class PostChange:
    """An appointment or a departure that occurred, as far as a tenure needs it.

    Attributes:
        opens: True for an appointment, False for a departure.
        unsure: Whether its claims disagree on date, modality or act, or hedge it.
        act: The finer act ("commissioned"), or None.
    """

    event: str
    person: str
    post: str
    opens: bool
    date: str | None
    unsure: bool
    act: str | None = None
