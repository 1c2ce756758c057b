"""Whether the server is up, and whether it can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.readiness import check_ready
from api.requests import release, store_of

if TYPE_CHECKING:
    from typing import Any

router = APIRouter()
NEVER = {"Cache-Control": "no-store"}


@router.get("/healthz", tags=["health"], summary="Whether the server is up")
async def healthz() -> Response:
    """The process answers; the database is not asked."""
    return _json({"status": "up", "version": release()})


@router.get("/readyz", tags=["health"], summary="Whether the server can answer")
async def readyz(request: Request) -> Response:
    """The database answers, its graph has this version's schema, and it accepts every query of the catalogue."""
    checked = await check_ready(store_of(request), request.app.state.readiness)
    return _json({"status": "ready", "version": release(), **checked})


def _json(content: dict[str, Any]) -> Response:
    return Response(orjson.dumps(content), media_type="application/json", headers=NEVER)
