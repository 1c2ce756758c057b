"""Claims as nanopublications."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.linked.nanopubs import OFFERED, answer_nanopub, choose_offered
from api.requests import allow_only
from api.routes.linked import TAGS, linked_of

FORMAT: Final[dict[str, Any]] = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "form of the answer; wins over the Accept header",
    "schema": {"type": "string", "enum": list(OFFERED), "default": next(iter(OFFERED))},
}
ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {form.media_types[0]: {} for form in OFFERED.values()}, "description": "in the form asked for"},
    303: {"description": "the last version of a claim that was revised"},
    410: {"description": "it was retracted or rejected; `reason` says why"},
}

router = APIRouter()


@router.get(
    "/np/{id:path}",
    tags=TAGS,
    responses=ANSWERS,
    openapi_extra={"parameters": [FORMAT]},
    summary="One claim as a nanopublication",
)
async def get_nanopub(request: Request, id: str) -> Response:
    """What a claim asserts, where that comes from and who publishes it: a named graph each, and a head that joins them.

    `id` is the claim's, with or without `claim/`.
    """
    allow_only(request, ("format",))
    return await answer_nanopub(
        request, linked_of(request), f"claim/{id.removeprefix('claim/')}", choose_offered(request)
    )
