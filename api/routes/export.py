"""The graph, or a part of it, as a file over HTTP, sent while it is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.edge import HEAD
from api.exporting import Asked, Remarks, select, select_network
from api.linked.forms import Form as Offered
from api.linked.forms import negotiate
from api.openapi import STRING
from api.requests import (
    CACHE_CONTROL,
    allow_only,
    base_of,
    parameters_of,
    settings_of,
    single,
    store_of,
    tag_of,
    unchanged_as,
)
from api.routes.queries import UNDATED_HEADER
from api.routes.sparql import SEQ_HEADER
from graph.errors import ParameterError
from graph.network.dumping import write_network
from graph.network.forms import NETWORKS
from graph.network.reading import Asked as Wanted
from graph.rdf.dumping import write_quads
from graph.rdf.exporting import Extent
from graph.rdf.forms import FORMS
from graph.rdf.syntaxes import SYNTAXES
from graph.store.lookup import State, read_state_async
from graph.store.whole import cut_off

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.streaming import Exports, Pipe
    from graph.rdf.exporting import Selection
    from graph.store.connection import Store
    from graph.store.whole import CutOff

SWITCHES: Final = ("history", "no_text", "gzip")
TAGS: Final[list[str | Any]] = ["linked data"]
DIGEST_HEADER: Final = "Whomet-Digest"
GZIP: Final = "application/gzip"

RDF: Final = {name: Offered(name, SYNTAXES[name].label, SYNTAXES[name].media_types) for name in FORMS}
OFFERED: Final = RDF | {name: Offered(name, one.label, (one.media_type,)) for name, one in NETWORKS.items()}

TOLD: Final = {
    "query": "only what this canned query answers, on all pages; all other parameters are the query's then",
    "actor": "only this actor, by name or id, and their events",
    "document": "only the document of this id, its claims and their events",
    "since": "only events from the first day of this date (EDTF) on",
    "until": "only events up to the last day of this date (EDTF)",
    "modality": "only events of these statuses; without it of any, in networks what occurred",
    "format": "form of the file; wins over the Accept header",
    "history": "with versions and claims that no longer hold; of the whole graph alone",
    "no_text": "without quotations and texts; hashes and places stay",
    "gzip": "as a compressed file; what is compressed on its way alone, by Accept-Encoding, is none",
}


def _parameter(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "boolean", "default": False} if name in SWITCHES else STRING
    if name == "format":
        schema = {**STRING, "enum": list(OFFERED), "default": next(iter(OFFERED))}
    elif name == "modality":
        schema = {"type": "array", "items": STRING}
    return {"name": name, "in": "query", "required": False, "description": TOLD[name], "schema": schema}


EXTRA: Final[dict[str, Any]] = {"parameters": [_parameter(name) for name in TOLD]}
ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {form.media_types[0]: {} for form in OFFERED.values()} | {GZIP: {}},
        "headers": {
            SEQ_HEADER: {"description": "the commit up to which the graph is told", "schema": {"type": "integer"}},
            DIGEST_HEADER: {"description": "of the graph's content then", "schema": STRING},
        },
        "description": "the file, piece by piece; one that breaks off is not whole",
    },
    304: {"description": "what `If-None-Match` names still holds"},
}

router = APIRouter()


@router.get("/export", tags=TAGS, responses=ANSWERS, openapi_extra=EXTRA, summary="The graph as a file")
async def export(request: Request) -> Response:
    """The graph, or a part of it, as linked data or a network: what `whomet export` writes, sent at once."""
    remarks = Remarks()
    settings = settings_of(request)
    form, asked = _form(request), _asked(request)
    history, zipped = _switch(request, "history"), _switch(request, "gzip")
    part = select(asked, max_rows=settings.max_rows, remarks=remarks) if form.name in RDF else None
    if history and (part is not None or form.name not in RDF):
        raise ParameterError("history", "is of whole exports as linked data: others tell the present")
    work = _drawing(request, asked, remarks, form) if form.name not in RDF else _telling(request, part, form)
    packed = not zipped and "gzip" in request.headers.get("accept-encoding", "")
    encoded = f"{form.name} {zipped} {packed}"
    state = await read_state_async(store_of(request))
    tag = tag_of(request, state, encoded)
    if (same := unchanged_as(request, tag, _headers(tag))) is not None:
        return same
    exports = cast("Exports", request.app.state.exports)
    cut = await exports.read(cut_off)
    headers = _headers(tag_of(request, State(cut.seq, cut.digest), encoded)) | {SEQ_HEADER: str(cut.seq)}
    if cut.digest is not None:
        headers[DIGEST_HEADER] = cut.digest
    ending = FORMS[form.name].ending if form.name in RDF else form.name
    name = f"whomet-{cut.seq}{'-part' if asked.told else ''}.{ending}{'.gz' if zipped else ''}"
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    headers["Content-Type"] = GZIP if zipped else form.content_type
    if packed:
        headers["Content-Encoding"] = "gzip"
    if request.scope.get(HEAD):
        return Response(headers=headers)
    pieces = await exports.write(lambda store, pipe: work(store, pipe, cut, zipped or packed))
    if remarks.undated is not None:
        headers[UNDATED_HEADER] = f"{remarks.undated}{'+' if remarks.more else ''}"
    return StreamingResponse(pieces, headers=headers)


type Work = Callable[[Store, Pipe, CutOff, bool], object]


def _telling(request: Request, part: Selection | None, form: Offered) -> Work:
    """What writes linked data."""
    words, history = not _switch(request, "no_text"), _switch(request, "history")
    extent = Extent(settings_of(request).base_iri, history=history, words=words, part=part)
    return lambda store, pipe, cut, zipped: write_quads(store, cut, extent, FORMS[form.name], pipe, zipped=zipped)


def _drawing(request: Request, asked: Asked, remarks: Remarks, form: Offered) -> Work:
    """What writes a network."""
    part, modality = select_network(asked, max_rows=settings_of(request).max_rows, remarks=remarks)
    wanted = Wanted(part, modality, not _switch(request, "no_text"), base_of(request))
    return lambda store, pipe, cut, zipped: write_network(store, cut, wanted, NETWORKS[form.name], pipe, zipped=zipped)


def _headers(tag: str) -> dict[str, str]:
    # The same statements may come in another order the next time.
    return {"ETag": f"W/{tag}", "Cache-Control": CACHE_CONTROL, "Vary": "Accept, Accept-Encoding"}


def _form(request: Request) -> Offered:
    named = single(request, "format")
    if named is None:
        return negotiate(request.headers.get("accept"), OFFERED)
    if named not in OFFERED:
        raise ParameterError("format", f"is {', '.join(OFFERED)} here, not {named!r}")
    return OFFERED[named]


def _switch(request: Request, name: str) -> bool:
    text = (single(request, name) or "false").lower()
    if text not in {"true", "false", "1", "0"}:
        raise ParameterError(name, f"takes true or false, not {text!r}")
    return text in {"true", "1"}


def _asked(request: Request) -> Asked:
    query = single(request, "query")
    if query is None:
        allow_only(request, TOLD)
        modality = [part for one in request.query_params.getlist("modality") for part in one.split(",") if part]
        return Asked(
            actor=single(request, "actor") or None,
            document=single(request, "document") or None,
            since=single(request, "since") or None,
            until=single(request, "until") or None,
            modality=tuple(modality),
        )
    own = {name: value for name, value in parameters_of(request).items() if name not in {"query", "format", *SWITCHES}}
    return Asked(query, own)
