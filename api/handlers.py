"""From exceptions to problem details: every error of every route leaves through here."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

import orjson
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api import problems
from api.requests import path_and_query
from graph.errors import WhometError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

log = logging.getLogger("whomet.api")
SERVER_ERROR = 500
UNPROCESSABLE = 422


def problem_response(problem: problems.Problem) -> Response:
    """A problem as an HTTP answer."""
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(orjson.dumps(problem.body()), problem.status, headers, problems.MEDIA_TYPE)


def add_handlers(app: FastAPI) -> None:
    """Have an application tell all its errors as problems."""
    app.add_exception_handler(WhometError, _whomet)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unexpected)


async def _whomet(request: Request, error: Exception) -> Response:
    problem = problems.from_error(cast("WhometError", error), path_and_query(request))
    if problem.status >= SERVER_ERROR:
        log.warning("%s: %s", problem.instance, error)
    return problem_response(problem)


async def _http(request: Request, error: Exception) -> Response:
    told = cast("HTTPException", error)
    headers = {name.title(): value for name, value in (told.headers or {}).items()}
    if headers.get("Allow") == "GET":
        headers["Allow"] = "GET, HEAD"
    return problem_response(problems.from_status(told.status_code, told.detail, path_and_query(request), headers))


async def _validation(request: Request, error: Exception) -> Response:
    """Parameters that FastAPI itself refused; whomet's own routes read theirs by themselves."""
    first = cast("RequestValidationError", error).errors()[0]
    told = f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}"
    return problem_response(problems.from_status(UNPROCESSABLE, told, path_and_query(request)))


async def _unexpected(request: Request, error: Exception) -> Response:
    """A fault of whomet: the log has it whole (the server writes the traceback), the client is told no internals."""
    log.error("%s: %s", path_and_query(request), error)
    told = "whomet made an error; its log says which. Please report it with the request"
    broken = problems.BROKEN
    return problem_response(
        problems.Problem(
            problems.TYPES + broken.slug, broken.title, broken.status, told, path_and_query(request), {}, {}
        )
    )
