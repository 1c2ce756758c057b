"""SPARQL over HTTP, read-only: the SPARQL 1.1 protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, cast

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.linked.sparql import GRAPH, QUERY, ROWS, WORDS, read_asked
from api.requests import CACHE_CONTROL, headers_of, settings_of, store_of, tag_of, unchanged
from graph.rdf.sparql.worker import Question
from graph.store.lookup import State, read_state_async

if TYPE_CHECKING:
    from graph.rdf.sparql.engine import Engine

FORBIDDEN: Final = 403
SEQ_HEADER: Final = "Whomet-Seq"
TAGS: Final[list[str | Any]] = ["linked data"]
TYPES: Final = dict.fromkeys(form.media_types[0] for form in (*ROWS.values(), *GRAPH.values()))
ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {name: {} for name in TYPES},
        "headers": {SEQ_HEADER: {"description": "the commit that is told", "schema": {"type": "integer"}}},
        "description": "in the form asked for",
    },
    403: {"description": "SPARQL is off here"},
}
QUERY_TOLD: Final = "SELECT, ASK, CONSTRUCT or DESCRIBE; whomet's prefixes are known"
DEFAULT_TOLD: Final = "graphs to be asked in place of all graphs together"
NAMED_TOLD: Final = "graphs that GRAPH may name"
FORMAT_TOLD: Final = "form of the answer; wins over the Accept header"
URIS: Final = {"type": "array", "items": {"type": "string", "format": "uri"}}
FIELDS: Final[dict[str, Any]] = {
    "query": {"type": "string", "description": QUERY_TOLD},
    "default-graph-uri": {**URIS, "description": DEFAULT_TOLD},
    "named-graph-uri": {**URIS, "description": NAMED_TOLD},
}
BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        WORDS: {"schema": {"type": "object", "properties": FIELDS, "required": ["query"]}},
        QUERY: {"schema": {"type": "string"}},
    },
}

router = APIRouter()


@router.get("/sparql", tags=TAGS, responses=ANSWERS, summary="Ask with SPARQL")
async def get_sparql(
    request: Request,
    query: Annotated[str | None, Query(description=QUERY_TOLD)] = None,
    default: Annotated[list[str] | None, Query(alias="default-graph-uri", description=DEFAULT_TOLD)] = None,
    named: Annotated[list[str] | None, Query(alias="named-graph-uri", description=NAMED_TOLD)] = None,
    form: Annotated[str | None, Query(alias="format", description=FORMAT_TOLD)] = None,
) -> Response:
    """Answer from a copy of the graph that is renewed when the graph changes; `Whomet-Seq` tells of which commit it is.

    Changes, SERVICE and graphs that are not there are refused, and time, memory and rows have limits. Off unless the
    operator turns it on.
    """
    del query, default, named, form  # documented here, read below
    return await _answer(request)


@router.post(
    "/sparql", tags=TAGS, responses=ANSWERS, summary="Ask with a long SPARQL", openapi_extra={"requestBody": BODY}
)
async def post_sparql(request: Request) -> Response:
    """The same, for queries that are longer than an address: as a form or as they are."""
    return await _answer(request)


async def _answer(request: Request) -> Response:
    settings = settings_of(request)
    if not settings.sparql:
        raise HTTPException(FORBIDDEN, "SPARQL is off here; the operator turns it on with whomet serve --sparql")
    asked = await read_asked(request)
    engine = cast("Engine", request.app.state.sparql)
    copy = await engine.copy_of((await read_state_async(store_of(request))).digest)
    lasting = asked.query.steady and request.method == "GET"
    tag = tag_of(request, State(copy.seq, copy.digest), asked.form.name) if lasting else None
    if tag is not None and (same := unchanged(request, tag)) is not None:
        return same
    content = await engine.ask(
        copy,
        Question(
            asked.query.text,
            asked.form.name,
            asked.query.graphs,
            asked.default_graphs,
            asked.named_graphs,
            settings.sparql_max_rows,
        ),
    )
    headers = headers_of(tag) if tag is not None else {"Cache-Control": CACHE_CONTROL, "Vary": "Accept"}
    return Response(content, headers={**headers, SEQ_HEADER: str(copy.seq), "Content-Type": asked.form.content_type})
