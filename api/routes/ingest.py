"""Reports in over HTTP, for holders of a key."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import orjson
from fastapi import APIRouter, HTTPException
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from api.openapi import problem_content
from api.requests import settings_of
from graph.errors import RecordError
from graph.records import Day
from ingest.loading.problems import dotted, explain, show
from ingest.readers import LeftOut, Reading, Told, canonical, is_web, make_reading
from ingest.readers.parts import Parts

if TYPE_CHECKING:
    from api.ingesting import Ingested, Ingester
    from graph.settings import Settings

MOST_DOCUMENTS: Final = 100
BODY: Final = "body"
UNAUTHORIZED, FORBIDDEN = 401, 403

router = APIRouter()


def _check_url(url: str) -> str:
    if not is_web(url):
        raise ValueError(f"{show(url)} is no address of http or https")
    return canonical(url)


class Report(BaseModel):
    """A report to be read."""

    model_config = ConfigDict(extra="forbid", title="Report")

    title: str | None = Field(default=None, description="headline")
    text: str = Field(min_length=1, description="the whole text, paragraphs separated by empty lines; kept as it is")
    published: Day = Field(description="day of publication")
    retrieved: Day | None = Field(default=None, description="day on which you fetched it")
    publisher: str | None = Field(default=None, description="who published it")
    author: str | None = Field(default=None, description="who wrote it")
    url: Annotated[str, AfterValidator(_check_url)] | None = Field(
        default=None, description="where it is found; a report of the same address replaces what it was"
    )
    licence: str | None = Field(default=None, description="SPDX id or name")
    doc_id: str = Field(default="", description="id in your collection; computed from url, else from title and text")


class IngestedDocument(BaseModel):
    """What became of a report."""

    id: str | None = Field(description="id of the document; null where it was left out, or holds no usable text")
    title: str | None
    claims: list[str] = Field(description="ids of its claims")
    left_out: str | None = Field(description="its language, where it is long and in another one than English")
    failed: str | None = Field(description="why it could not be read; it is not loaded, and the others are")


@dataclass(frozen=True, slots=True)
class Unusable:
    """A report whose text can't be read."""

    title: str | None
    problem: str


type Read = Reading | LeftOut | Unusable


class IngestAnswer(BaseModel):
    """What was added."""

    seq: int | None = Field(description="number of the last commit; null where nothing changed")
    added: int = Field(description="claims added")
    closed: int = Field(description="claims closed, because their document no longer makes them")
    unchanged: int = Field(description="claims that the graph had")
    retracted: list[str] = Field(description="ids of claims that stay closed, as a person took back or corrected them")
    upheld: list[str] = Field(description="ids of claims that stand as a person decided, though read otherwise now")
    lapsed: list[str] = Field(
        description="ids of claims that a person decided on, closed as the new text lacks their quotation at its place"
    )
    documents: list[IngestedDocument]


REQUEST_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {
                    "documents": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": MOST_DOCUMENTS,
                        "items": Report.model_json_schema(),
                    }
                },
                "required": ["documents"],
                "additionalProperties": False,
            }
        }
    },
}


@router.post(
    "/ingest",
    tags=["ingest"],
    summary="Send reports, and have their claims extracted and loaded",
    responses={
        200: {"model": IngestAnswer},
        UNAUTHORIZED: {"description": "no key, or one that is not known", "content": problem_content()},
        FORBIDDEN: {"description": "this server takes no reports", "content": problem_content()},
        413: {"description": "the body is too long", "content": problem_content()},
    },
    openapi_extra={"requestBody": REQUEST_BODY, "security": [{"key": []}]},
)
async def post_reports(request: Request) -> Response:
    """Reports in, claims out: the fields of all reports are checked before anything is loaded.

    Sent again, the same reports change nothing. Long texts in other languages than English are left out, and told; so
    are texts that can't be read.
    """
    _authorize(settings_of(request), request.headers.get("authorization"))
    readings = [_read(raw, number) for number, raw in enumerate(_documents(await request.body()))]
    _check_apart(readings)
    ingester = cast("Ingester", request.app.state.ingester)
    ingested = await ingester.ingest([one.document for one in readings if isinstance(one, Reading)])
    content = orjson.dumps(_answer(readings, ingested).model_dump())
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-store"})


def _authorize(settings: Settings, header: str | None) -> None:
    """Let holders of a key through.

    Raises:
        HTTPException: The server has no keys (403), or this is none of them (401).
    """
    if not settings.api_keys:
        raise HTTPException(FORBIDDEN, "this server takes no reports; whoever runs it may set WHOMET_API_KEYS")
    scheme, _, given = (header or "").partition(" ")
    known = [key.get_secret_value().encode() for key in settings.api_keys]
    # Every key is compared, each in constant time, so that how long it takes tells nothing.
    matches = [hmac.compare_digest(given.strip().encode(), key) for key in known]
    if scheme.lower() != "bearer" or not any(matches):
        told = "a key is needed: send the header Authorization: Bearer KEY" if not header else "the key is not known"
        raise HTTPException(UNAUTHORIZED, told, {"WWW-Authenticate": "Bearer"})


def _documents(body: bytes) -> list[object]:
    try:
        loaded = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise RecordError(f"is no JSON ({error})", file=BODY) from error
    asked = cast("dict[str, object]", loaded) if isinstance(loaded, dict) else {}
    if set(asked) != {"documents"} or not isinstance(asked["documents"], list):
        raise RecordError('is to be an object with one member: "documents", a list', file=BODY)
    documents = cast("list[object]", asked["documents"])
    if not 1 <= len(documents) <= MOST_DOCUMENTS:
        problem = f"holds {len(documents)} documents; send 1 to {MOST_DOCUMENTS} at once"
        raise RecordError(problem, file=BODY, field="documents")
    return documents


def _read(raw: object, number: int) -> Read:
    where = f"documents.{number}"
    try:
        report = Report.model_validate(raw)
    except ValidationError as error:
        path, problem = explain(error, Report)[0]
        raise RecordError(problem, file=BODY, field=dotted((where, *path))) from error
    try:
        return make_reading(Parts(**report.model_dump(), stated=True), Told(), f"{BODY}: {where}")
    except RecordError as error:
        return Unusable(report.title, error.problem)


def _check_apart(readings: list[Read]) -> None:
    """Refuse two reports of one id: the second would replace the first."""
    seen: set[str] = set()
    for number, reading in enumerate(readings):
        if not isinstance(reading, Reading):
            continue
        if (id_ := reading.document.doc_id) in seen:
            problem = "the same document as one above; send it once, or tell the two apart by url, doc_id or title"
            raise RecordError(problem, file=BODY, field=f"documents.{number}")
        seen.add(id_)


def _answer(readings: list[Read], ingested: Ingested) -> IngestAnswer:
    report = ingested.report
    return IngestAnswer(
        seq=report.seq,
        added=report.added,
        closed=report.closed,
        unchanged=report.unchanged,
        retracted=list(report.retracted),
        upheld=list(report.upheld),
        lapsed=list(report.lapsed),
        documents=[_told(reading, ingested) for reading in readings],
    )


def _told(reading: Read, ingested: Ingested) -> IngestedDocument:
    if isinstance(reading, LeftOut):
        return IngestedDocument(id=None, title=reading.title, claims=[], left_out=reading.lang, failed=None)
    if isinstance(reading, Unusable):
        return IngestedDocument(id=None, title=reading.title, claims=[], left_out=None, failed=reading.problem)
    id_, title = reading.document.doc_id, reading.document.title
    failed = next((one.problem for one in ingested.failed if one.document.doc_id == id_), None)
    claims = [claim.id for one in ingested.bundles if one.document.doc_id == id_ for claim in one.claims]
    return IngestedDocument(id=id_, title=title, claims=claims, left_out=None, failed=failed)
