"""The canned queries over HTTP: one handler for all of them, made from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.answers import next_link, to_csv, to_json, to_jsonl
from api.describing import describe
from api.negotiation import CONTENT_TYPES, choose_format
from api.requests import (
    allow_only,
    base_of,
    headers_of,
    parameters_of,
    respond,
    settings_of,
    single,
    store_of,
    tag_of,
    unchanged,
)
from graph.store.lookup import read_state_async
from queries.catalogue import load_catalogue
from queries.running import run_async

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from api.answers import Format
    from graph.store.connection import AsyncStore
    from queries.running import Answer

FORMATS: tuple[Format, ...] = ("json", "csv", "jsonl")
UNDATED_HEADER = "Whomet-Undated-Left-Out"

router = APIRouter()


@router.get("/queries", tags=["queries"], summary="The canned queries")
async def list_queries(request: Request) -> Response:
    """Every canned query with its parameters, its version and its address."""
    allow_only(request, ("format",))
    choose_format(single(request, "format"), request.headers.get("accept"), ("json",))
    base = base_of(request)
    listed = {"queries": [describe(query, base) for query in load_catalogue()]}
    return Response(orjson.dumps(listed), media_type="application/json", headers={"Vary": "Accept"})


@router.get("/queries/{name}", include_in_schema=False)
async def run_query(request: Request, name: str) -> Response:
    """Answer a canned query, `NAME` or `NAME@VERSION`. OpenAPI has one operation for each instead of this one."""
    query = load_catalogue().get(name)
    raw: dict[str, Any] = parameters_of(request)
    raw.pop("format", None)
    format_ = choose_format(single(request, "format"), request.headers.get("accept"), FORMATS)
    store, limit = store_of(request), settings_of(request).max_rows
    state = await read_state_async(store)
    tag = tag_of(request, state, format_)
    if (same := unchanged(request, tag)) is not None:
        return same
    whole = format_ != "json" and "limit" not in raw
    if whole:
        raw["limit"] = limit
    answer = await run_async(store, query, raw, max_rows=limit, state=state)
    if format_ == "json":
        response = respond(to_json(answer, base_of(request)), format_, tag)
    elif whole:
        rest = _all_pages(store, answer, raw, limit)
        response = StreamingResponse(_chunks(rest, format_), headers=headers_of(tag), media_type=CONTENT_TYPES[format_])
    else:
        response = respond(_page(answer, format_, header=True), format_, tag)
    _add_links(response, request, answer, whole=whole, format_=format_)
    return response


async def _all_pages(store: AsyncStore, first: Answer, raw: dict[str, Any], limit: int) -> AsyncIterator[Answer]:
    """The first page and all that follow it, as of the same commit."""
    answer = first
    yield answer
    while answer.next is not None:
        answer = await run_async(store, first.query, {**raw, "after": answer.next}, max_rows=limit)
        yield answer


async def _chunks(pages: AsyncIterator[Answer], format_: Format) -> AsyncIterator[bytes]:
    header = True
    async for page in pages:
        yield _page(page, format_, header=header)
        header = False


def _page(answer: Answer, format_: Format, *, header: bool) -> bytes:
    return to_csv(answer, header=header) if format_ == "csv" else to_jsonl(answer)


def _add_links(response: Response, request: Request, answer: Answer, *, whole: bool, format_: Format) -> None:
    """Tell in headers what rows alone can't: where the next page is, and where this answer stays."""
    base = base_of(request)
    links = [f'<{base}{answer.permalink}>; rel="bookmark"']
    shape: dict[str, str | int] = {} if format_ == "json" else {"format": format_}
    if not whole and (following := next_link(answer, base, **shape)) is not None:
        links.append(f'<{following}>; rel="next"')
    response.headers["Link"] = ", ".join(links)
    if answer.undated_left_out is not None:
        more = "+" if answer.undated_more else ""
        response.headers[UNDATED_HEADER] = f"{answer.undated_left_out}{more}"
    if format_ != "json":
        response.headers["Content-Disposition"] = f'inline; filename="{answer.query.name}.{format_}"'
