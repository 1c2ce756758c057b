"""The vocabulary's records: what a claim's terms mean and how they hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from pydantic import ConfigDict

Relation = Literal["exact", "close", "broad", "narrow", "related"]
Scheme = Literal["CAMEO", "PLOVER"]

_SIDES = "abcdefgh"
_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)


@dataclass(frozen=True, slots=True)
class Match:
    """A SKOS mapping: `broad` says that the other scheme's code is broader than ours."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    relation: Relation
    scheme: Scheme
    code: str


@dataclass(frozen=True, slots=True)
class Act:
    """A finer act inside an event type ("credentials" inside "appoint")."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    code: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Role:
    """What a participant is in an event.

    Attributes:
        base: The role that this one counts as; its own code for a base role.
        base_in: Event types where it counts as another one (a meeting's host is a participant).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    code: str
    label: str
    definition: str
    base: str
    base_in: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event and the rules of identity that hang on it.

    Attributes:
        family: Types of one family may tell of the same happening; most are a family of their own.
        two_sided: Claims tell of one event when they share an actor on each of two sides; otherwise when
            they share the actor of one of the `bearers`.
        roles: Every role allowed, finer ones included.
        facing: Two-sided types: groups of roles, each of which stands together and across from the others.
            Empty where only the claim's own sides tell who stood with whom.
        bearers: One-sided types: the roles that identify the event; types of one family list them in the
            same order (releaser, released and pardoner, pardoned).
        state_roles: Roles filled on behalf of a state, so that the state counts for identity.
        acts: Finer acts, in the order in which they usually happen.
        matches: Codes of other schemes.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    code: str
    label: str
    definition: str
    family: str
    two_sided: bool
    roles: tuple[str, ...]
    facing: tuple[tuple[str, ...], ...] = ()
    bearers: tuple[str, ...] = ()
    state_roles: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def for_state(self) -> bool:
        """Whether the act is a state's, whoever does it."""
        return bool(self.state_roles)

    def side_of(self, role: str) -> str | None:
        """The side ("a", "b") on which all who bear the role stand; None where the role tells no side.

        For claims that give no side: two visitors stand together and across from their host, whereas two
        participants of a meeting stand each on a side of their own.
        """
        return next((side for side, roles in zip(_SIDES, self.facing, strict=False) if role in roles), None)


@dataclass(frozen=True, slots=True)
class Modality:
    """How real a claim says its event is.

    Attributes:
        realis: True where the event came about.
        rank: Breaks ties between claims that disagree; the lowest wins.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    code: str
    label: str
    definition: str
    realis: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Mode:
    """How a source stands to what it is named for."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    code: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms by code, in the order of the files."""

    types: Mapping[str, EventType]
    roles: Mapping[str, Role]
    modalities: Mapping[str, Modality]
    modes: Mapping[str, Mode]
    cameo_types: Mapping[str, EventType] = field(repr=False)

    def type(self, code: str) -> EventType:
        """The event type of that code; KeyError where there is none."""
        return self.types[code]

    def base_role(self, role: str, type: str | None = None) -> str:
        """The role that `role` counts as, inside an event type where one is given.

        Raises:
            KeyError: there is no such role.
        """
        known = self.roles[role]
        return known.base if type is None else known.base_in.get(type, known.base)

    def cameo(self, code: str) -> EventType | None:
        """The event type that a CAMEO code is read as, by its longest known prefix.

        Only exact, close and narrow matches count: "reduce relations" (16) need not be a recall.
        """
        for end in range(len(code), 0, -1):
            if found := self.cameo_types.get(code[:end]):
                return found
        return None
