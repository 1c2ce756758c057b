"""Claims in one line each: `claim("meet", "person/a", "person/b", date="2025-11-26")`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from graph.model import Part, Place, ResolvedClaim
from graph.records import Attribution, Claim, Evidence, Native, Participant, Quantity
from graph.vocabulary import load_vocabulary

PUBLISHED = dt.date(2025, 11, 26)

type Make = Callable[..., ResolvedClaim]


@pytest.fixture
def claim() -> Make:
    """A factory of resolved claims; each stands in a document of its own unless `doc` says otherwise."""
    numbers = count()

    def make(type_: str, *actors: str, **fields: Any) -> ResolvedClaim:  # noqa: ANN401
        return build(type_, actors, next(numbers), **fields)

    return make


def build(  # noqa: PLR0913
    type_: str,
    actors: tuple[str, ...],
    number: int,
    *,
    roles: tuple[str, ...] | None = None,
    sides: tuple[str, ...] | None = None,
    behalf: tuple[str | None, ...] | None = None,
    doc: str | None = None,
    coder: str = "human:test",
    place: Place | None = None,
    counted: Quantity | None = None,
    sources: tuple[Attribution, ...] = (),
    published: dt.date = PUBLISHED,
    publisher: str | None = None,
    native: Native | None = None,
    closed: bool = False,
    origin_actor: str | None = None,
    **fields: Any,  # noqa: ANN401
) -> ResolvedClaim:
    """One claim: actor ids double as names, and a participant without a side gets the one that its role tells."""
    kind = load_vocabulary().type(type_)
    roles = roles or (kind.roles[0],) * len(actors)
    doc = doc or f"doc-{number}"
    record = Claim(
        doc_id=doc,
        type=type_,
        participants=tuple(
            Participant(name=actor, kind=kind_of(actor), role=role) for actor, role in zip(actors, roles, strict=True)
        ),
        quantity=counted,
        attribution=sources,
        evidence=None if native else Evidence(quote="words", start=number * 10, end=number * 10 + 5),
        native=native,
        coder=coder,
        **fields,
    )
    parts = tuple(
        Part(
            pos=pos,
            name=actor,
            kind=kind_of(actor),
            role=role,
            base=load_vocabulary().base_role(role, type_),
            side=(sides[pos] if sides else None) or kind.side_of(role) or f"~{pos}",
            actor=None if actor.startswith("generic/") else actor,
            behalf=behalf[pos] if behalf else None,
        )
        for pos, (actor, role) in enumerate(zip(actors, roles, strict=True))
    )
    return ResolvedClaim(
        claim=record,
        parts=parts,
        family=kind.family,
        published=published,
        publisher=publisher or f"publisher-{number}",
        place=place,
        origin_actor=origin_actor,
        closed=closed,
    )


def kind_of(actor: str) -> Any:  # noqa: ANN401
    """Kind of an actor, from its id."""
    kind = actor.partition("/")[0]
    return "group" if kind == "generic" else kind
