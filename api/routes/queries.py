"""The canned queries over HTTP: one handler for all of them, made from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.answers import next_link, to_csv, to_json, to_jsonl
from api.citing.forms import cite_answer
from api.describing import describe
from api.negotiation import CITATIONS, CONTENT_TYPES, SUFFIXES, choose_format
from api.requests import (
    allow_only,
    base_of,
    headers_of,
    parameters_of,
    present_of,
    respond,
    settings_of,
    single,
    store_of,
    tag_of,
    unchanged,
)
from queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from api.answers import Format
    from api.present import Present
    from graph.store.lookup import State
    from queries.running import Answer

FORMATS: tuple[Format, ...] = ("json", "csv", "jsonl", *CITATIONS)
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


async def run_query(request: Request) -> Response:
    """Answer a canned query, `NAME` or `NAME@VERSION`. OpenAPI has one operation for each instead of this one."""
    query = load_catalogue().get(request.path_params["name"])
    raw: dict[str, Any] = parameters_of(request)
    raw.pop("format", None)
    format_ = choose_format(single(request, "format"), request.headers.get("accept"), FORMATS)
    cited = format_ in CITATIONS
    whole = format_ != "json" and "limit" not in raw
    if whole:
        # A citation names the whole answer, whatever part of it is looked at.
        raw["limit"] = 1 if cited else settings_of(request).max_rows
    present = present_of(request)
    state = await present.state() if "if-none-match" in request.headers else None
    if state is not None and (same := unchanged(request, tag_of(request, state, format_))) is not None:
        return same
    state, answer = await present.answer(query, raw, state)
    tag = tag_of(request, state, format_)
    if format_ == "json":
        response = respond(to_json(answer, base_of(request)), format_, tag)
    elif cited:
        response = respond(await cite_answer(store_of(request), answer, base_of(request), format_), format_, tag)
    elif whole:
        pages = _all_pages(present, state, answer, raw)
        response = StreamingResponse(
            _chunks(pages, format_), headers=headers_of(tag), media_type=CONTENT_TYPES[format_]
        )
    else:
        response = respond(_page(answer, format_, header=True), format_, tag)
    _add_links(response, request, answer, whole=whole, format_=format_)
    return response


router.add_route("/queries/{name}", run_query, include_in_schema=False)


async def _all_pages(present: Present, state: State, first: Answer, raw: dict[str, Any]) -> AsyncIterator[Answer]:
    """The first page and all that follow it, as of the same commit."""
    answer = first
    yield answer
    while answer.next is not None:
        _, answer = await present.answer(first.query, {**raw, "after": answer.next}, state)
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
    if not whole and format_ not in CITATIONS and (following := next_link(answer, base, **shape)) is not None:
        links.append(f'<{following}>; rel="next"')
    response.headers["Link"] = ", ".join(links)
    if answer.undated_left_out is not None:
        more = "+" if answer.undated_more else ""
        response.headers[UNDATED_HEADER] = f"{answer.undated_left_out}{more}"
    if format_ != "json":
        response.headers["Content-Disposition"] = f'inline; filename="{answer.query.name}.{SUFFIXES[format_]}"'
