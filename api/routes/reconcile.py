"""Names of a spreadsheet matched with actors, as OpenRefine asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, cast
from urllib.parse import parse_qs

import orjson
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.reconciling.extending import EXTEND, extend, read_extension
from api.reconciling.manifest import manifest, proposed, suggest_properties, suggest_types
from api.reconciling.previewing import preview
from api.reconciling.questions import LONGEST_NAME, read_questions
from api.reconciling.suggesting import MOST_SKIPPED, suggest_entities
from api.requests import allow_only, base_of, release, single, store_of
from graph.errors import ParameterError

if TYPE_CHECKING:
    from api.reconciling.reconciler import Reconciler

QUERIES: Final = "queries"
FORM: Final = "application/x-www-form-urlencoded"
TAGS: Final[list[str | Any]] = ["reconcile"]

QUERIES_TOLD: Final = 'names to be matched, as JSON: `{"q0": {"query": "Лукашенко", "type": "Person"}}`'
EXTEND_TOLD: Final = 'columns to be fetched, as JSON: `{"ids": ["person/…"], "properties": [{"id": "born"}]}`'
REQUEST_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "properties": {
                    QUERIES: {"type": "string", "description": QUERIES_TOLD},
                    EXTEND: {"type": "string", "description": EXTEND_TOLD},
                },
                "additionalProperties": False,
            }
        }
    },
}

router = APIRouter()


@router.get("/reconcile", tags=TAGS, summary="The service's manifest, or names matched")
async def get_reconcile(
    request: Request,
    queries: Annotated[str | None, Query(description=QUERIES_TOLD)] = None,
    extend: Annotated[str | None, Query(description=EXTEND_TOLD)] = None,
) -> Response:
    """What the service can do, for OpenRefine; with `queries` or `extend` the same as POST."""
    del queries, extend  # documented here, read below
    allow_only(request, (QUERIES, EXTEND))
    asked = {name: text for name in (QUERIES, EXTEND) if (text := single(request, name)) is not None}
    return _json(await _answer(request, asked) if asked else manifest(base_of(request), release()))


@router.post(
    "/reconcile",
    tags=TAGS,
    summary="Match names, or fetch what is known of actors",
    openapi_extra={"requestBody": REQUEST_BODY},
)
async def post_reconcile(request: Request) -> Response:
    """Candidates for each name, best first; `match` is true where one is certain by the rules of identity.

    Beside `result`, an answer has `left_out`, how many more candidates there are, and `notes`, what could not be
    understood. Follows the Reconciliation Service API 0.2.
    """
    allow_only(request, ())
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise ParameterError("body", f"is to be a form ({FORM}) with {QUERIES} or {EXTEND}, not {kind or 'untyped'}")
    return _json(await _answer(request, _form(await request.body())))


@router.get("/reconcile/suggest/entity", tags=TAGS, summary="Actors whose names begin so")
async def get_entities(
    request: Request,
    prefix: Annotated[str, Query(description="what was typed, in any script")] = "",
    cursor: Annotated[str | None, Query(description="how many suggestions to pass over")] = None,
) -> Response:
    """Actors for completion, 20 at a time; `more` says whether others follow."""
    skip = _skip(request, prefix, cursor)
    return _json(await suggest_entities(store_of(request), prefix, skip))


@router.get("/reconcile/suggest/property", tags=TAGS, summary="Properties that a name can come with")
async def get_properties(
    request: Request,
    prefix: Annotated[str, Query(description="beginning of an id or a name")] = "",
    cursor: Annotated[str | None, Query(description="how many suggestions to pass over")] = None,
) -> Response:
    """What a question may tell beside the name."""
    skip = _skip(request, prefix, cursor)
    return _json({"result": suggest_properties(prefix)[skip:]})


@router.get("/reconcile/suggest/type", tags=TAGS, summary="Types of actors")
async def get_types(
    request: Request,
    prefix: Annotated[str, Query(description="beginning of a name")] = "",
    cursor: Annotated[str | None, Query(description="how many suggestions to pass over")] = None,
) -> Response:
    """Person, State, Organization, Group."""
    skip = _skip(request, prefix, cursor)
    return _json({"result": suggest_types(prefix)[skip:]})


@router.get("/reconcile/extend", tags=TAGS, summary="Properties that a column can be filled with")
async def get_proposals(
    request: Request,
    type: Annotated[str | None, Query(description="type of the entities")] = None,
    limit: Annotated[str | None, Query(description="most properties to name")] = None,
) -> Response:
    """What can be fetched of actors that were matched; it is fetched at `/reconcile` with `extend`."""
    allow_only(request, ("type", "limit"))
    single(request, "type")
    return _json(proposed(type, _number(request, "limit", limit, 1, MOST_SKIPPED)))


@router.get("/reconcile/preview", tags=TAGS, summary="A small page of one actor", response_class=Response)
async def get_preview(request: Request, id: Annotated[str, Query(description="an actor's id")] = "") -> Response:
    """HTML for the frame that OpenRefine opens beside a candidate."""
    allow_only(request, ("id",))
    single(request, "id")
    if not id:
        raise ParameterError("id", "is needed: an actor's id, such as person/vladimir-putin")
    headers = {
        "Cache-Control": "public, no-cache",
        # The page has no scripts and loads nothing; any client may frame it.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    }
    return Response(await preview(store_of(request), id, base_of(request)), headers=headers, media_type="text/html")


async def _answer(request: Request, asked: dict[str, str]) -> dict[str, Any]:
    if len(asked) != 1:
        raise ParameterError(QUERIES, f"or {EXTEND} is needed, one of them, as JSON")
    if EXTEND in asked:
        return await extend(store_of(request), *read_extension(asked[EXTEND]))
    questions = read_questions(asked[QUERIES])
    results = await cast("Reconciler", request.app.state.reconciler).answer(list(questions.values()))
    return {key: one.told() for key, one in zip(questions, results, strict=True)}


def _form(body: bytes) -> dict[str, str]:
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=10)
    except ValueError as error:
        raise ParameterError("body", f"is no form in UTF-8: {error}") from error
    for name, values in fields.items():
        if name not in (QUERIES, EXTEND):
            raise ParameterError(name, f"is no field here; send {QUERIES} or {EXTEND}")
        if len(values) > 1:
            raise ParameterError(name, f"takes one value, and {len(values)} were given")
    return {name: values[0] for name, values in fields.items()}


def _number(request: Request, name: str, text: str | None, least: int, most: int) -> int | None:
    single(request, name)
    if text is None or not text.strip():
        return None
    if not text.strip().isdecimal() or not least <= int(text) <= most:
        raise ParameterError(name, f"takes a whole number from {least} to {most}, not {text!r}")
    return int(text)


def _skip(request: Request, prefix: str, cursor: str | None) -> int:
    """Check what every service of suggestions takes, and give how many to pass over."""
    allow_only(request, ("prefix", "cursor"))
    single(request, "prefix")
    if len(prefix) > LONGEST_NAME:
        raise ParameterError("prefix", f"is longer than {LONGEST_NAME} characters")
    return _number(request, "cursor", cursor, 0, MOST_SKIPPED) or 0


def _json(content: dict[str, Any]) -> Response:
    return Response(orjson.dumps(content), media_type="application/json", headers={"Cache-Control": "no-cache"})
