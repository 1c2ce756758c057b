"""`whomet serve`: the HTTP server."""

from __future__ import annotations

import copy
import socket
from typing import Annotated, Any

import typer

from api.cli.connecting import find_address, read_settings
from api.cli.console import note
from graph.errors import InputError

BACKLOG = 2048
LOOPBACK = "127.0.0.1"


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for all of this machine's.")] = LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port; 0 takes a free one.")] = 8000,
    sparql: Annotated[bool, typer.Option("--sparql", help="Answer SPARQL at /sparql too.")] = False,
) -> None:
    """Answer over HTTP until interrupted. The reference of all routes is at /docs."""
    settings = read_settings()
    if sparql:
        settings = settings.model_copy(update={"sparql": True})
    listening = listen(host, port)
    find_address(settings)
    import uvicorn

    from api.app import create_app
    from api.protocol import BareUtf8Protocol

    actual = listening.getsockname()[1]
    note(
        f"whomet answers at http://{host}:{actual}; its reference is http://{host}:{actual}/docs. Stop it with Ctrl-C."
    )
    config = uvicorn.Config(
        create_app(settings), http=BareUtf8Protocol, log_config=log_config(), server_header=False, lifespan="on"
    )
    server = uvicorn.Server(config)
    server.run(sockets=[listening])
    if not server.started:
        raise typer.Exit(code=1)


def listen(host: str, port: int) -> socket.socket:
    """Take a port before anything slow is started.

    Raises:
        InputError: It is taken, or the host is none of this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        raise InputError(f"can't listen on {host}:{port}: {error.strerror}; choose another --host or --port") from error
    return listening


def log_config() -> dict[str, Any]:
    """Logging of uvicorn with the access log on standard error too, and whomet's own messages."""
    from uvicorn.config import LOGGING_CONFIG

    config = copy.deepcopy(LOGGING_CONFIG)
    config["handlers"]["access"]["stream"] = "ext://sys.stderr"
    config["loggers"]["whomet"] = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return config
