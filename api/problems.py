"""Errors as HTTP tells them: problem details (RFC 9457), in one shape on every route.

The one table that gives whomet's errors their statuses is here; nothing else in whomet knows of HTTP.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from graph.errors import (
    AmbiguousNameError,
    BusyError,
    CatalogueError,
    EdtfError,
    EmbeddedServerError,
    ExportFileError,
    FetchError,
    ForeignGraphError,
    GoneError,
    ImportFileError,
    InputError,
    ModelError,
    ModelUnavailableError,
    NotFoundError,
    ParameterError,
    QueryTimeoutError,
    RecordError,
    SchemaVersionError,
    SparqlError,
    SparqlLimitError,
    StoreError,
    StoreUnavailableError,
    UndatedError,
    UnknownNameError,
    UnknownQueryError,
    VocabularyError,
    WhometError,
)

MEDIA_TYPE = "application/problem+json"
TYPES = "https://w3id.org/whomet/problem/"
"""Problem types are named under whomet's base; docs/http.md lists them."""

RETRY_AFTER_S = 5
"""What a client is asked to wait while the database is away: an embedded Neo4j takes about that long to start."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem.

    Attributes:
        status: HTTP status.
        slug: Last part of its type.
        title: What it is, the same words each time.
        retry: Whether the same request may succeed later, so that the answer says when to try again.
        told: What a client is told where the message is the driver's and names addresses or statements; the
            message itself goes to the log.
    """

    status: HTTPStatus
    slug: str
    title: str
    retry: bool = False
    told: str | None = None


AWAY = Kind(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "database-unavailable",
    "The database is not available",
    retry=True,
    told=f"it does not answer; try again in {RETRY_AFTER_S} seconds",
)
REFUSED = Kind(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "database-error",
    "The database refused the request",
    told="the server's log says why",
)
BROKEN = Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "internal-error", "The server made an error")

KINDS: dict[type[WhometError], Kind] = {
    InputError: Kind(HTTPStatus.BAD_REQUEST, "bad-request", "The request can't be used"),
    RecordError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-record", "A record can't be used"),
    UndatedError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "undated-report", "A report has no date"),
    FetchError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "not-fetched", "An address could not be fetched"),
    ExportFileError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "not-written", "A file can't be written"),
    ImportFileError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-file", "A file of linked data can't be used"),
    EdtfError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-date", "A date is not EDTF"),
    UnknownNameError: Kind(HTTPStatus.NOT_FOUND, "unknown-name", "Nobody and nothing goes by that name"),
    AmbiguousNameError: Kind(HTTPStatus.CONFLICT, "ambiguous-name", "Several go by that name"),
    UnknownQueryError: Kind(HTTPStatus.NOT_FOUND, "unknown-query", "There is no such query"),
    ParameterError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-parameter", "A parameter can't be used"),
    NotFoundError: Kind(HTTPStatus.NOT_FOUND, "not-found", "There is nothing of that id"),
    SparqlError: Kind(HTTPStatus.BAD_REQUEST, "bad-query", "The query can't be used"),
    SparqlLimitError: Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "too-much", "The query needs too much"),
    GoneError: Kind(HTTPStatus.GONE, "gone", "It was taken back"),
    VocabularyError: BROKEN,
    CatalogueError: BROKEN,
    ForeignGraphError: Kind(HTTPStatus.CONFLICT, "foreign-graph", "The graph holds other documents"),
    ModelError: Kind(
        HTTPStatus.BAD_GATEWAY,
        "model-error",
        "The language model could not be used",
        told="the server's log says why",
    ),
    ModelUnavailableError: Kind(
        HTTPStatus.BAD_GATEWAY,
        "model-unavailable",
        "The language model does not answer",
        retry=True,
        told="its endpoint does not answer, or refuses; the server's log says why",
    ),
    BusyError: Kind(HTTPStatus.SERVICE_UNAVAILABLE, "busy", "Too many requests wait", retry=True),
    StoreError: REFUSED,
    StoreUnavailableError: AWAY,
    QueryTimeoutError: Kind(HTTPStatus.GATEWAY_TIMEOUT, "query-timeout", "The query took longer than allowed"),
    SchemaVersionError: Kind(HTTPStatus.SERVICE_UNAVAILABLE, "other-schema", "The graph is of another whomet"),
    EmbeddedServerError: AWAY,
}
"""Every error that can reach a client; a subclass that is not listed is told as its nearest listed parent."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as it is sent.

    Attributes:
        type: URI of its kind; `about:blank` where the status says all.
        instance: The request that it happened to, as path and query string.
        extra: Extension members, such as `parameter`, `candidates` and `nearest`.
        headers: HTTP headers that go with it.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    extra: dict[str, Any]
    headers: dict[str, str]

    def body(self) -> dict[str, Any]:
        """The members in their fixed order, extensions last."""
        fixed = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": self.instance,
        }
        return fixed | self.extra


def kind_of(error: WhometError) -> Kind:
    """The kind of problem that an error is told as."""
    return next((KINDS[base] for base in type(error).__mro__ if base in KINDS), BROKEN)


def from_error(error: WhometError, instance: str) -> Problem:
    """Tell one of whomet's errors."""
    kind = kind_of(error)
    headers = {"Retry-After": str(RETRY_AFTER_S)} if kind.retry else {}
    detail = kind.told if kind.told and error.__cause__ is not None else str(error)
    return Problem(TYPES + kind.slug, kind.title, kind.status, detail, instance, _extra(error), headers)


def from_status(status: int, detail: str | None, instance: str, headers: dict[str, str] | None = None) -> Problem:
    """Tell what HTTP itself has to say: an unknown path, a method that is not allowed, too long a URL."""
    known = HTTPStatus(status)
    said = detail if detail and detail != known.phrase else known.description or known.phrase
    return Problem("about:blank", known.phrase, status, said, instance, {}, headers or {})


def _extra(error: WhometError) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    parameter = getattr(error, "parameter", None)
    if parameter is not None:
        extra["parameter"] = parameter
    if isinstance(error, UnknownNameError):
        extra |= {"name": error.name, "nearest": _actors(error.nearest)}
    if isinstance(error, AmbiguousNameError):
        extra |= {"name": error.name, "candidates": _actors(error.candidates)}
    if isinstance(error, GoneError):
        extra |= {name: getattr(error, name) for name in ("kind", "claim", "reason", "by", "seq", "at")}
    if isinstance(error, RecordError):
        extra |= {"file": error.file, "line": error.line, "field": error.field, "problem": error.problem}
    return extra


def _actors(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"id": key, "label": label} for key, label in pairs]
