"""URIs of the graph's things, and what is told of them as linked data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.linked.addresses import Resource, links_of, local, resource_of
from api.linked.data import EXPORT, LinkedData, key_of
from api.linked.forms import FORMS, HTML, JSON, choose_form
from api.linked.page import HEADERS, write_page
from api.linked.standing import Moved, explain_absence, is_here
from api.linked.summary import summarize
from api.openapi import problem_content
from api.requests import allow_only, base_of, headers_of, settings_of, single, store_of, tag_of, unchanged
from graph.errors import NotFoundError
from graph.rdf.syntaxes import write_syntax
from graph.rdf.tables import tabulate
from graph.store.lookup import read_state_async

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.linked.forms import Form

MOVED, SEE_OTHER = 301, 303
TAGS: Final[list[str | Any]] = ["linked data"]
NO_CACHE: Final = "no-cache"
NANOPUB: Final = "nanopub"

FORMAT: Final[dict[str, Any]] = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "form of the answer; wins over the Accept header",
    "schema": {"type": "string", "enum": list(FORMS), "default": JSON.name},
}
EXTRA: Final[dict[str, Any]] = {"parameters": [FORMAT]}
URI_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    301: {"description": "the id is another one now"},
    303: {"description": "where it is told"},
    410: {"description": "it was retracted or rejected; `reason` says why", "content": problem_content()},
}
ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {form.media_types[0]: {} for form in FORMS.values()}, "description": "in the form asked for"},
    **URI_ANSWERS,
}

URI: Final[dict[str, Any]] = {"tags": TAGS, "status_code": 303, "responses": URI_ANSWERS, "openapi_extra": EXTRA}

router = APIRouter()


def linked_of(request: Request) -> LinkedData:
    """What writes linked data, under the application's base."""
    return cast("LinkedData", request.app.state.linked)


@router.get("/id/{path:path}", summary="The URI of a thing", **URI)
async def identify(request: Request, path: str) -> Response:
    """Leads (303) to what is told of an actor, event, claim, document, place, post, tenure, source or any other thing.

    To its JSON where the client asks for that and there is a route for it, else to `/data/…`.
    """
    del path  # escaped slashes are lost in it
    return await _see_other(request)


@router.get("/scheme/{path:path}", summary="The URI of a term", **URI)
async def identify_term(request: Request, path: str) -> Response:
    """Leads (303) to what is told of a term of the vocabulary, `/scheme/type/meet`, or of a scheme, `/scheme/type`."""
    del path  # escaped slashes are lost in it
    return await _see_other(request)


@router.get("/graph/{path:path}", summary="The URI of a named graph", **URI)
async def identify_graph(request: Request, path: str) -> Response:
    """Leads (303) to what is told of a named graph of an export (`/graph/reconciled`)."""
    del path  # escaped slashes are lost in it
    return await _see_other(request)


@router.get("/data/{path:path}", tags=TAGS, responses=ANSWERS, openapi_extra=EXTRA, summary="What is told of a URI")
async def describe(request: Request, path: str) -> Response:
    """Every statement about a thing and its pieces, as the whole export has them.

    Behind `/data/` stands what a URI has behind `/id/` (`person/…`), or `scheme/…`, or `graph/…`. JSON-LD stands in
    for JSON where no other route has that; HTML is a table of the statements. Of a claim there is `format=nanopub` too,
    which leads (303) to its nanopublication.
    """
    del path  # escaped slashes are lost in it
    allow_only(request, ("format",))
    resource = _resource(request)
    if resource.nanopub is not None and single(request, "format") == NANOPUB:
        return _redirect(request, resource.nanopub, SEE_OTHER, query="")
    form = choose_form(request)
    if form is JSON and resource.page is not None and await _is_here(request, resource):
        return _redirect(request, resource.page, SEE_OTHER, query="")
    store, linked = store_of(request), linked_of(request)
    state = await read_state_async(store)
    tag = tag_of(request, state, form.name)
    if (same := unchanged(request, tag)) is not None:
        return same
    lines = await linked.about(store, resource, state.seq)
    if not lines or not await _documented(request, resource):
        return await _elsewhere(request, resource, data=True)
    return _respond(request, resource, lines, form, tag)


@router.get("/.well-known/void", tags=TAGS, responses=ANSWERS, openapi_extra=EXTRA, summary="The dataset")
async def void(request: Request) -> Response:
    """The graph as a dataset (VoID, DCAT): counts, digest, licences, vocabularies, named graphs."""
    allow_only(request, ("format",))
    form = choose_form(request)
    store, linked = store_of(request), linked_of(request)
    state = await read_state_async(store)
    tag = tag_of(request, state, form.name)
    if (same := unchanged(request, tag)) is not None:
        return same
    counted = await summarize(request, store, state)
    summary = replace(counted, sparql=f"{base_of(request)}/sparql" if settings_of(request).sparql else None)
    media_types = [one.media_types[0] for one in FORMS.values() if one.syntax]
    return _respond(request, None, linked.describer.dataset(summary, media_types), form, tag)


async def _see_other(request: Request) -> Response:
    allow_only(request, ("format",))
    form = choose_form(request)
    resource = _resource(request)
    if not await _is_here(request, resource):
        return await _elsewhere(request, resource)
    page = resource.page if form is JSON else None
    response = _redirect(request, page or resource.data, SEE_OTHER, query="" if page else None)
    response.headers["Link"] = links_of(request, resource, resource.uri(linked_of(request).base))
    return response


def _resource(request: Request) -> Resource:
    raw = cast("bytes", request.scope.get("raw_path") or request.scope["path"].encode())
    try:
        return resource_of(raw)
    except ValueError as error:
        raise NotFoundError(f"{error}") from error


async def _is_here(request: Request, resource: Resource) -> bool:
    if resource.space == "id" and resource.id == EXPORT:
        return True
    if resource.label is not None:
        return await is_here(store_of(request), resource.label, key_of(resource), resource.since)
    known = await linked_of(request).about(store_of(request), resource, 0)
    return bool(known) and await _documented(request, resource)


async def _documented(request: Request, resource: Resource) -> bool:
    """Whether the graph of a document has one; true of all that is no such graph."""
    document = resource.id.removeprefix("doc/")
    if resource.space != "graph" or document == resource.id:
        return True
    return await is_here(store_of(request), "Document", document)


async def _elsewhere(request: Request, resource: Resource, *, data: bool = False) -> Response:
    """Lead to where a thing is that does not go by this id, or not any more.

    Raises:
        GoneError: It was taken back.
        NotFoundError: There is none.
    """

    def address(of: Resource) -> str:
        return of.data if data else f"/{of.path}"

    if resource.since is not None and await _is_here(request, Resource("id", resource.id)):
        # The version still holds, or there never was one from that commit.
        if await is_here(store_of(request), resource.label or "", key_of(resource), resource.since):
            return _redirect(request, address(Resource("id", resource.id)), SEE_OTHER)
    elif resource.space == "id" and resource.label is not None and resource.since is None:
        found = await explain_absence(store_of(request), resource.label, resource.id, key_of(resource))
        if isinstance(found, Moved):
            return _redirect(request, address(Resource("id", found.id)), MOVED)
        return _redirect(request, Resource("id", resource.id, found.since).data, SEE_OTHER)
    raise NotFoundError(f"there is no {resource.path!r} in the graph")


def _redirect(request: Request, path: str, status: int, query: str | None = None) -> Response:
    """Lead to a path; the query string goes along unless another one is given."""
    asked = request.url.query if query is None else query
    headers = {"Cache-Control": NO_CACHE, "Vary": "Accept"}
    return RedirectResponse(base_of(request) + path + (f"?{asked}" if asked else ""), status, headers=headers)


def _respond(request: Request, resource: Resource | None, lines: Iterable[str], form: Form, tag: str) -> Response:
    base, server = linked_of(request).base, base_of(request)
    uri = resource.uri(base) if resource is not None else f"{base}.well-known/void#dataset"
    headers = {**headers_of(tag), "Content-Type": form.content_type}
    if resource is not None:
        headers["Link"] = links_of(request, resource, uri)
    if form is HTML:
        page = resource.page if resource is not None else None
        data = server + resource.data if resource is not None else f"{server}/.well-known/void"
        content = write_page(
            uri, tabulate(lines), data, None if page is None else server + page, lambda one: local(one, base, server)
        )
        return Response(content, headers={**headers, **HEADERS})
    return Response(write_syntax(lines, "jsonld" if form is JSON else form.name), headers=headers)
