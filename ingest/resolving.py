"""From a document's claims as written to claims with their names resolved.

What a name means is decided by `graph.identity`; this module tells it what the claims say of each name, and gives every
participant a side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.dates import bounds
from graph.identity.alone import AloneResolver
from graph.identity.folding import slug
from graph.identity.mentions import Mention
from graph.identity.resolver import scoped_actor
from graph.model import Part, Place, ResolvedClaim
from graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from graph.identity.authority import Authority
    from graph.identity.mentions import Resolution
    from graph.identity.places import PlaceIndex
    from graph.identity.resolver import Resolver
    from graph.records import Bundle, Claim, Participant
    from graph.vocabulary import EventType

LOCAL = "@"
"""Stands in the id of whoever exists in one document alone (`graph.identity.resolver.scoped_actor`)."""

UNKNOWN_PUBLISHER = "unknown publisher"

POST_ROLES = frozenset({"appointee", "leaver"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """One name to be resolved: a participant of a claim, or (pos None) the claim's origin."""

    claim: int
    pos: int | None
    mention: Mention
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document with its claims resolved, as far as the document and authority data go."""

    bundle: Bundle
    claims: tuple[ResolvedClaim, ...]


class ClaimResolver:
    """Resolves the claims of one document at a time; the same document gives the same result.

    Attributes:
        taken: Ids of authority data, which no name of a document may take.
    """

    def __init__(self, resolver: Resolver, places: PlaceIndex) -> None:
        """Bind to authority data and a gazetteer."""
        self._resolver = resolver
        self._alone = AloneResolver(resolver)
        self.taken = taken_ids(resolver.authority)
        self._places = places

    def resolve(self, bundle: Bundle) -> Draft:
        """Resolve a document's claims as far as the document and authority data go.

        Participants that no authority knows have a `key` and no actor yet: who they are across documents is settled
        by `ingest.committing.identities`.
        """
        claims = bundle.claims
        published = bundle.document.published
        asked = [one for index, claim in enumerate(claims) for one in self._asked(index, claim, published)]
        coded = [is_coded(claim) for claim in claims]
        told = [one for one in asked if not coded[one.claim]]
        found = self._resolver.resolve_document([(one.mention, one.on) for one in told], published)
        by_claim: list[list[tuple[_Asked, Resolution]]] = [[] for _ in claims]
        for one, resolution in zip(told, found, strict=True):
            by_claim[one.claim].append((one, resolution))
        for one in asked:
            if coded[one.claim]:
                by_claim[one.claim].append((one, self._alone.resolve(one.mention, one.on or published)))
        return Draft(bundle, tuple(self._claim(bundle, claim, by_claim[index]) for index, claim in enumerate(claims)))

    def _asked(self, index: int, claim: Claim, published: dt.date) -> Iterable[_Asked]:
        days = bounds(claim.date)
        on = days.lo or days.hi
        for pos, one in enumerate(claim.participants):
            post = claim.post if one.role in POST_ROLES else None
            mention = Mention(
                name=one.name,
                title=one.title,
                kind=one.kind,
                role=one.role,
                named=one.named,
                behalf=one.behalf,
                post=post,
                claim=claim.id,
            )
            yield _Asked(index, pos, mention, on)
        if claim.attribution and not claim.attribution[-1].anonymous:
            name = claim.attribution[-1].name
            origin = Mention(name=name, kind="any", role="source", claim=claim.id)
            yield _Asked(index, None, origin, published)

    def _claim(self, bundle: Bundle, claim: Claim, found: Iterable[tuple[_Asked, Resolution]]) -> ResolvedClaim:
        kind = load_vocabulary().type(claim.type)
        parts: list[Part] = []
        origin: Resolution | None = None
        for one, resolution in found:
            if one.pos is None:
                origin = resolution
            else:
                parts.append(part_of(kind, claim.participants[one.pos], one.pos, resolution, claim.doc_id))
        post = next((part.post for part in parts if part.post is not None), None)
        return ResolvedClaim(
            claim=claim,
            parts=tuple(parts),
            family=kind.family,
            published=bundle.document.published,
            publisher=bundle.document.publisher or UNKNOWN_PUBLISHER,
            place=self.place(claim.place) if claim.place else None,
            post=post,
            origin_actor=(origin.actor or origin.state) if origin else None,
            origin_key=(origin.key or None) if origin and origin.actor is None else None,
        )

    def place(self, name: str) -> Place:
        """The place that a name means."""
        found = self._places.find(name, None)
        if found is None:
            return Place(f"place/{slug(name)}", name)
        country = f"state/{found.country}" if found.country else None
        return Place(
            found.id, found.label, country, found.lat, found.lon, known=True, whole_country=found.whole_country
        )


def is_coded(claim: Claim) -> bool:
    """Whether a claim is a record of coded data, whose names are identifiers and need no document to be understood."""
    return claim.native is not None and claim.evidence is None


def taken_ids(authority: Authority) -> frozenset[str]:
    """Ids of all actors of authority data."""
    return frozenset(one.id for one in (*authority.persons, *authority.organizations, *authority.states))


def part_of(kind: EventType, one: Participant, pos: int, resolution: Resolution, doc_id: str) -> Part:
    """Join what a claim of a document says of its participant at `pos` with what the name was found to mean."""
    actor, method = resolution.actor, resolution.method
    if actor is None and resolution.scope is not None:
        actor = scoped_actor(resolution, doc_id)
    if actor is None and not resolution.key and resolution.state is not None and one.role in kind.state_roles:
        actor, method = resolution.state, "behalf"
    return Part(
        pos=pos,
        name=one.name,
        label=resolution.label or one.name,
        kind="state" if actor is not None and actor.startswith("state/") else one.kind,
        role=one.role,
        base=load_vocabulary().base_role(one.role, kind.code),
        side=one.side or kind.side_of(one.role) or f"~{pos}",
        actor=actor,
        behalf=resolution.state if actor != resolution.state else None,
        key=resolution.key or None if actor is None else None,
        method=method,
        score=resolution.score,
        post=resolution.post,
    )
