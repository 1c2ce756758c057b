"""What happens to every request before its route: HEAD, and limits on size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api import problems
from api.handlers import problem_response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_URL_BYTES = 8_192
MOST_BODY_BYTES = 16_384
MOST_REPORT_BYTES: Final = 1_000_000
BODIES: Final[Mapping[str, int]] = {"/ingest": MOST_REPORT_BYTES}
"""Routes that take more than the others: reports are long."""

URI_TOO_LONG = 414
CONTENT_TOO_LARGE = 413


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

        await self._app({**scope, "method": "GET"}, receive, send_head)


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
