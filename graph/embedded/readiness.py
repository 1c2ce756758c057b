"""Waiting until a started server answers, and explaining why it did not."""

from __future__ import annotations

import time
from pathlib import Path

from graph.embedded.credentials import USERNAME
from graph.embedded.home import Home
from graph.embedded.ports import is_open
from graph.embedded.process import ServerProcess
from graph.errors import EmbeddedServerError, ServerStartError

_POLL_S = 0.1
_QUOTED_LINES = 15


def uri_of(port: int) -> str:
    """The address of the server on a port of this machine."""
    return f"bolt://127.0.0.1:{port}"


def wait_until_ready(home: Home, server: ServerProcess, password: str, timeout_s: float, log_from: int) -> None:
    """Return as soon as the server answers over Bolt to its password.

    Args:
        home: The home it serves.
        server: Its process. The password is sent only to a port that this process has.
        password: The password of the user neo4j.
        timeout_s: How long to wait.
        log_from: Size in bytes of Neo4j's log before the start; errors quote what came after.

    Raises:
        ServerStartError: The process ended, or did not answer in time.
        EmbeddedServerError: The server answers and refuses the password.
    """
    deadline = time.monotonic() + timeout_s
    while not (is_open(server.port) and server.is_listening() and _answers(home, server.port, password)):
        if not server.is_alive():
            raise _explain(home, "it ended before it answered", log_from)
        if time.monotonic() > deadline:
            raise _explain(home, f"it did not answer within {timeout_s:.0f} s", log_from)
        time.sleep(_POLL_S)


def _answers(home: Home, port: int, password: str) -> bool:
    # The driver takes half a second to import, which `status` and `stop` need not take.
    from graph.driver import neo4j

    try:
        # The driver leaves its options untyped, which pyright can't see through.
        with neo4j.GraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType]
            uri_of(port), auth=(USERNAME, password), connection_timeout=5
        ) as driver:
            driver.verify_connectivity()  # pyright: ignore[reportUnknownMemberType]
    except neo4j.exceptions.AuthError as error:
        raise EmbeddedServerError(
            f"Neo4j refuses the password in {home.password} ({error.message}). Put the file back that "
            f"belongs to the database in {home.data}, or move {home.neo4j} away to begin with an empty graph."
        ) from error
    except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
        return False  # Up and not ready: the caller waits, with a limit.
    return True


def _explain(home: Home, reason: str, log_from: int) -> ServerStartError:
    path, lines = home.log, _last_lines(home.log, log_from)
    if not lines:
        path, lines = home.console, _last_lines(home.console, 0)
    quoted = "\n".join(f"  {line}" for line in lines) or "  (nothing)"
    return ServerStartError(
        f"Neo4j can't be used: {reason}. The last lines of {path}:\n{quoted}\n"
        "Mend what they name and run the same command again; whomet db stop ends a server that hangs."
    )


def _last_lines(path: Path, start: int) -> list[str]:
    """The last lines that a log got after its first `start` bytes, without the frames of stack traces."""
    try:
        with path.open("rb") as file:
            file.seek(start if path.stat().st_size >= start else 0)  # Smaller: Neo4j began a new file.
            text = file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return []
    lines = [line for line in text.strip().splitlines() if not line.startswith(("\tat ", "\t... "))]
    return lines[-_QUOTED_LINES:]
