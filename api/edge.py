"""What happens to every request before its route: HEAD, limits on size, and who may read from another page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.middleware.cors import CORSMiddleware

from api import problems
from api.handlers import problem_response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_URL_BYTES = 8_192
MOST_BODY_BYTES = 16_384
MOST_REPORT_BYTES: Final = 1_000_000
MOST_NAMES_BYTES: Final = 262_144
MOST_QUERY_BYTES: Final = 262_144
BODIES: Final[Mapping[str, int]] = {
    "/ingest": MOST_REPORT_BYTES,
    "/reconcile": MOST_NAMES_BYTES,
    "/sparql": MOST_QUERY_BYTES,
}
"""Routes that take more than the others: reports and queries are long, and names come many at once."""

ASKED_BY_POST: Final = frozenset({"/reconcile", "/sparql"})
"""Routes that change nothing and yet are asked by POST, as questions are too long for an address."""

HEAD: Final = "whomet.head"
"""In the scope of a request whose answer's content nobody sees."""

URI_TOO_LONG = 414
CONTENT_TOO_LARGE = 413


class CorsMiddleware:
    """Lets any page read: the API has no cookies, and notebooks in browsers come from any origin. None may write."""

    def __init__(self, app: ASGIApp, exposed: Sequence[str]) -> None:
        """Wrap an application; `exposed` are the headers of answers that pages may see."""
        self._reading = _cors(app, ["GET", "HEAD"], exposed)
        self._asking = _cors(app, ["GET", "HEAD", "POST"], exposed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        asked = scope["type"] == "http" and scope["path"] in ASKED_BY_POST
        await (self._asking if asked else self._reading)(scope, receive, send)


class EdgeMiddleware:
    """Answers HEAD as GET without its content, and refuses addresses and bodies that no route can need."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if (problem := _refusal(scope)) is not None:
            await problem_response(problem)(scope, receive, send)
            return
        if scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # What is long need not be made to be thrown away.
        await self._app({**scope, "method": "GET", HEAD: True}, receive, send_head)


def _cors(app: ASGIApp, methods: Sequence[str], exposed: Sequence[str]) -> ASGIApp:
    return CORSMiddleware(app, allow_origins=["*"], allow_methods=methods, allow_headers=["*"], expose_headers=exposed)


def _refusal(scope: Scope) -> problems.Problem | None:
    path = str(scope["path"])
    if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > MOST_URL_BYTES:
        told = f"the address is longer than {MOST_URL_BYTES} bytes; ask for less at once"
        return problems.from_status(URI_TOO_LONG, told, path[:100])
    headers = dict(scope["headers"])
    size = headers.get(b"content-length", b"0")
    most = BODIES.get(path, MOST_BODY_BYTES)
    if b"transfer-encoding" in headers or not size.isdigit() or int(size) > most:
        told = f"this route takes no more than {most} bytes, and their length must be told"
        return problems.from_status(CONTENT_TOO_LARGE, told, path)
    return None
