"""The vocabulary over HTTP: the ontology and the JSON-LD context, which change with whomet's release alone."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.linked.forms import FORMS, HTML, choose_form
from api.linked.page import HEADERS
from api.linked.vocabulary import CONTEXT, NS, context, ontology, version_of
from api.requests import allow_only, base_of, settings_of, single, unchanged_as
from api.routes.linked import EXTRA, TAGS
from graph.errors import NotFoundError

PINNED: Final = "public, max-age=31536000, immutable"
A_DAY: Final = "public, max-age=86400"

Version = Annotated[
    str | None, Query(description="pins the document: 404 where it has changed, and it may be kept for ever")
]
ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {form.media_types[0]: {} for form in FORMS.values()}, "description": "in the form asked for"}
}
LINKED_DATA: Final = "application/ld+json"

router = APIRouter()


@router.get(NS, tags=TAGS, responses=ANSWERS, openapi_extra=EXTRA, summary="The ontology")
async def get_ontology(request: Request, v: Version = None) -> Response:
    """Our classes and properties: labels, definitions, and what they are to terms of other vocabularies."""
    allow_only(request, ("format", "v"))
    single(request, "v")
    form = choose_form(request)
    content = ontology(form, base_of(request))
    more = HEADERS if form is HTML else {}
    return _respond(request, content, form.content_type, v, {"Vary": "Accept", **more})


@router.get(
    CONTEXT,
    tags=TAGS,
    responses={200: {"content": {LINKED_DATA: {}}, "description": "the context"}},
    summary="The JSON-LD context",
)
async def get_context(request: Request, v: Version = None) -> Response:
    """Short names for the terms of the vocabulary, and ids relative to the base of the data."""
    allow_only(request, ("v",))
    single(request, "v")
    return _respond(request, context(settings_of(request).base_iri), LINKED_DATA, v, {})


def _respond(request: Request, content: bytes, type_: str, asked: str | None, more: dict[str, str]) -> Response:
    version = version_of(content)
    if asked is not None and asked != version:
        raise NotFoundError(f"this whomet has version {version} of {request.url.path}, not {asked!r}")
    headers = {"ETag": f'"{version}"', "Cache-Control": A_DAY if asked is None else PINNED, **more}
    same = unchanged_as(request, headers["ETag"], headers)
    if same is not None:
        return same
    form = request.query_params.get("format")
    pinned = f"{base_of(request)}{request.url.path}?" + (f"format={form}&" if form else "") + f"v={version}"
    return Response(content, headers={**headers, "Content-Type": type_, "Link": f'<{pinned}>; rel="bookmark"'})
