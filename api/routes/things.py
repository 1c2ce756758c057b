"""Single things over HTTP: actors, events, claims and documents. An id is one address: other forms of it lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.citing.forms import cite_thing
from api.linked.nanopubs import OFFERED as NANOPUBS
from api.linked.nanopubs import answer_nanopub
from api.negotiation import CITATIONS, SUFFIXES, choose_format
from api.openapi import CITATION_CONTENT, STRING
from api.requests import allow_only, base_of, respond, single, store_of, tag_of, unchanged
from api.routes.linked import linked_of
from api.things.actors import ActorSearch, ActorView, read_actor, search_actors
from api.things.claims import ClaimView, read_claim
from api.things.documents import DocumentView, read_document
from api.things.events import EventView, read_event
from api.things.moments import read_scope
from api.things.parts import ACTOR_KINDS, path_of
from graph.errors import NotFoundError, ParameterError
from graph.store.lookup import read_state_async

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from pydantic import BaseModel

    from api.answers import Format
    from api.citing.works import Citable
    from api.things.moments import Scope
    from graph.store.connection import AsyncStore

MOVED = 301
COMMON = ("known_at", "format")

KnownAt = Annotated[
    str | None,
    Query(
        description="answer from what the graph knew then: a commit's number (`seq`), a day (its end, UTC) or a time",
        examples=["1", "2025-11-26"],
    ),
]

router = APIRouter()


def _cited(view: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """What is told of an answer that can be had as a citation too."""
    return {200: {"model": view, "content": CITATION_CONTENT}}


@router.get("/actors", tags=["actors"], responses={200: {"model": ActorSearch}}, summary="Find actors by name")
async def find_actors(
    request: Request,
    q: Annotated[str | None, Query(description="a name, in any spelling or script", examples=["Лукашенко"])] = None,
    known_at: KnownAt = None,
) -> Response:
    """Who goes by a name, best first; where nobody does, those whose names come nearest."""
    allow_only(request, ("q", *COMMON))
    single(request, "q")
    name = (q or "").strip()
    if not name:
        raise ParameterError("q", "is needed: a name, or a part of one, such as Lukashenko")
    return await _answer(request, known_at, lambda store, scope: search_actors(store, name, scope))


@router.get("/actors/{id:path}", tags=["actors"], responses={200: {"model": ActorView}}, summary="One actor")
async def get_actor(request: Request, id: str, known_at: KnownAt = None) -> Response:
    """An actor: names, posts held, how many events of which type, the latest of them."""
    allow_only(request, COMMON)
    if id.partition("/")[0] not in ACTOR_KINDS:
        raise NotFoundError(f"there is no actor {id!r}; an actor's id is like person/vladimir-putin or state/BLR")
    return await _answer(request, known_at, lambda store, scope: read_actor(store, id, scope))


@router.get(
    "/events/{id:path}",
    tags=["events"],
    responses=_cited(EventView),
    summary="One event",
)
async def get_event(request: Request, id: str, known_at: KnownAt = None) -> Response:
    """An event with the rule behind each value, what it contradicts, and every claim about it in its own words.

    The id of any of its claims answers 301 to the event.
    """
    allow_only(request, COMMON)
    tail = id.removeprefix("event/")
    if tail != id:
        return _redirect(request, f"event/{tail}")
    return await _answer(
        request, known_at, lambda store, scope: read_event(store, f"event/{tail}", scope), ("json", *CITATIONS)
    )


@router.get(
    "/claims/{id:path}",
    tags=["claims"],
    responses={200: {"model": ClaimView, "content": {**CITATION_CONTENT, "application/trig": {"schema": STRING}}}},
    summary="One claim",
)
async def get_claim(request: Request, id: str, known_at: KnownAt = None) -> Response:
    """What one document says: its words, whom it goes back to, whom its names were taken for, what became of it.

    In TriG it is a nanopublication.
    """
    allow_only(request, COMMON)
    tail = id.removeprefix("claim/")
    if tail != id:
        return _redirect(request, f"claim/{tail}")
    offered: tuple[Format, ...] = ("json", *CITATIONS, "trig")
    if choose_format(single(request, "format"), request.headers.get("accept"), offered) == "trig":
        if known_at is not None:
            raise ParameterError("known_at", "is for JSON here: a nanopublication tells the claim as it stands")
        return await answer_nanopub(request, linked_of(request), f"claim/{tail}", NANOPUBS["trig"])
    return await _answer(
        request, known_at, lambda store, scope: read_claim(store, f"claim/{tail}", scope), ("json", *CITATIONS)
    )


@router.get(
    "/documents/{id:path}",
    tags=["documents"],
    responses=_cited(DocumentView),
    summary="One document",
)
async def get_document(request: Request, id: str, known_at: KnownAt = None) -> Response:
    """A document and every claim read from it."""
    allow_only(request, COMMON)
    if id.startswith("document/"):
        return _redirect(request, id)
    return await _answer(request, known_at, lambda store, scope: read_document(store, id, scope), ("json", *CITATIONS))


async def _answer(
    request: Request,
    known_at: str | None,
    read: Callable[[AsyncStore, Scope], Awaitable[BaseModel | str]],
    offered: Sequence[Format] = ("json",),
) -> Response:
    """Read a thing and answer with it, with 304 where the client has it, or with 301 to where it is."""
    format_ = choose_format(single(request, "format"), request.headers.get("accept"), offered)
    single(request, "known_at")
    store = store_of(request)
    state = await read_state_async(store)
    tag = tag_of(request, state, format_)
    if (same := unchanged(request, tag)) is not None:
        return same
    scope = await read_scope(store, known_at, base=base_of(request), state=state)
    found = await read(store, scope)
    if isinstance(found, str):
        return _redirect(request, found)
    if format_ not in CITATIONS:
        return respond(found.model_dump_json().encode(), format_, tag)
    response = respond(await cite_thing(store, cast("Citable", found), format_), format_, tag)
    response.headers["Content-Disposition"] = f'inline; filename="citation.{SUFFIXES[format_]}"'
    return response


def _redirect(request: Request, id: str) -> Response:
    """Lead to the one address of an id; the query string goes along."""
    query = f"?{request.url.query}" if request.url.query else ""
    path = path_of(id) or f"/documents/{quote(id, safe='/')}"
    return RedirectResponse(base_of(request) + path + query, MOVED, headers={"Cache-Control": "no-cache"})
