"""What the routes need of a request: its parameters, the addresses of its answer, and its place in a cache."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, cast

from starlette.requests import Request
from starlette.responses import Response

from api.citing.works import today
from api.negotiation import CITATIONS, CONTENT_TYPES
from graph.errors import ParameterError
from graph.ids import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from api.answers import Format
    from api.present import Present
    from graph.settings import Settings
    from graph.store.connection import AsyncStore
    from graph.store.lookup import State

NOT_MODIFIED = 304
CACHE_CONTROL = "public, no-cache"
"""Caches may keep an answer but must ask each time whether it still holds, which costs the graph one look."""


@cache
def release() -> str:
    """The version of whomet that runs."""
    return version("whomet")


def store_of(request: Request) -> AsyncStore:
    """The database that the application reads."""
    return cast("AsyncStore", request.app.state.store)


def present_of(request: Request) -> Present:
    """What answers queries as of the present."""
    return cast("Present", request.app.state.present)


def settings_of(request: Request) -> Settings:
    """The application's settings."""
    return cast("Settings", request.app.state.settings)


def base_of(request: Request) -> str:
    """What the addresses of an answer begin with: the operator's choice, else what the request was sent to."""
    return (settings_of(request).base_url or str(request.base_url)).rstrip("/")


def path_and_query(request: Request) -> str:
    """The request's own address, without the server."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def parameters_of(request: Request) -> dict[str, str | list[str]]:
    """The query string: one text a name, a list where a name stands several times."""
    given = request.query_params
    return {name: values if len(values := given.getlist(name)) > 1 else values[0] for name in given}


def single(request: Request, name: str) -> str | None:
    """A parameter that may stand once.

    Raises:
        ParameterError: It stands several times.
    """
    values = request.query_params.getlist(name)
    if len(values) > 1:
        raise ParameterError(name, f"takes one value, and {len(values)} were given")
    return values[0] if values else None


def allow_only(request: Request, names: Iterable[str]) -> None:
    """Refuse parameters that a route does not have: a misspelt one would be lost silently.

    Raises:
        ParameterError: One is unknown; names the nearest.
    """
    known = tuple(names)
    for name in request.query_params:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            raise ParameterError(
                name, "is no parameter here; " + (f"did you mean {near[0]}?" if near else _listed(known))
            )


def tag_of(request: Request, state: State, format: str) -> str:  # noqa: A002
    """Entity tag of an answer: it changes with the graph, with what was asked, and with whomet itself.

    A citation tells the day on which it was made, and so changes with the day too.
    """
    asked = sorted(request.query_params.multi_items())
    parts = [one for pair in asked for one in pair] + ([today().isoformat()] if format in CITATIONS else [])
    return (
        f'"{digest(release(), state.digest or "", str(state.seq), base_of(request), request.url.path, format, *parts)}"'
    )


def unchanged(request: Request, tag: str) -> Response | None:
    """The answer 304 where the client has what it asks for already."""
    return unchanged_as(request, tag, headers_of(tag))


def unchanged_as(request: Request, tag: str, headers: Mapping[str, str]) -> Response | None:
    """The same, with headers of its own."""
    known = request.headers.get("if-none-match")
    if known is None:
        return None
    tags = {one.strip().removeprefix("W/") for one in known.split(",")}
    if tag not in tags and "*" not in tags:
        return None
    return Response(status_code=NOT_MODIFIED, headers=dict(headers))


def headers_of(tag: str) -> dict[str, str]:
    """The headers of everything that is read from the graph."""
    return {"ETag": tag, "Cache-Control": CACHE_CONTROL, "Vary": "Accept"}


def respond(content: bytes, format: Format, tag: str) -> Response:  # noqa: A002
    """A whole answer."""
    return Response(content, headers={**headers_of(tag), "Content-Type": CONTENT_TYPES[format]})


def _listed(names: tuple[str, ...]) -> str:
    return f"it takes {', '.join(names)}" if names else "it takes none"
