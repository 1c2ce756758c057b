"""`whomet db`: the Neo4j that whomet runs itself."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.connecting import open_store, read_settings, unimported
from api.cli.console import note, waiting, write
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.settings import Settings

MEGABYTE = 1_000_000


def add(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for command in (start, stop, status, logs, path, upgrade):
        group.command()(command)
    app.add_typer(group, name="db", help="The Neo4j that whomet runs itself.")


def start() -> None:
    """Start Neo4j, if it does not run, and say where it is."""
    settings = _own_server()
    with unimported():
        from graph.embedded import ensure_running
    with waiting() as tell:
        server = ensure_running(
            settings.home,
            cache=settings.jar_cache,
            bolt_port=settings.bolt_port,
            heap=settings.heap,
            page_cache=settings.pagecache,
            on_progress=tell,
        )
    _line(server.uri)


def stop() -> None:
    """Stop Neo4j; what it holds stays."""
    settings = _own_server()
    with unimported():
        from graph.embedded import stop as stop_server
    with waiting() as tell:
        stopped = stop_server(settings.home, on_progress=tell)
    note("Neo4j has stopped." if stopped else "Neo4j was not running.")


def status() -> None:
    """Say whether Neo4j runs, where, since when, and how much it holds."""
    settings = _own_server()
    with unimported():
        from graph.embedded import status as server_status
    found = server_status(settings.home)
    facts = {
        "state": {"stale": "stopped (it ended by itself; the next start mends that)"}.get(found.state, found.state),
        "uri": found.uri,
        "pid": found.pid,
        "version": found.version,
        "started": found.started.isoformat(timespec="seconds") if found.started else None,
        "data": f"{found.data_bytes / MEGABYTE:.1f} MB",
        "home": found.home,
        "log": found.log,
    }
    for name, value in facts.items():
        if value is not None:
            _line(f"{name:<8} {value}")


def logs(lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="How many of the last lines.")] = 50) -> None:
    """Show the last lines of Neo4j's log."""
    settings = _own_server()
    with unimported():
        from graph.embedded import log_path
    log = log_path(settings.home)
    if not log.exists():
        raise InputError(f"there is no log yet at {log}; whomet db start makes one")
    with log.open("rb") as file:
        for line in deque(file, maxlen=lines):
            write(line)


def path() -> None:
    """Show the folder of Neo4j's data, password and log."""
    _line(str(_own_server().home))


def upgrade() -> None:
    """Bring a graph that an older whomet wrote up to date; loading does it too. No older whomet may write meanwhile."""
    with open_store() as store, waiting() as tell:
        from graph.store.schema import SCHEMA_VERSION, apply_schema, read_version

        found = read_version(store)
        apply_schema(store, tell)
    note(
        f"The graph has schema {SCHEMA_VERSION} already."
        if found == SCHEMA_VERSION
        else f"The graph has schema {SCHEMA_VERSION} now."
    )


def _own_server() -> Settings:
    settings = read_settings()
    if settings.neo4j_uri is not None:
        raise InputError(f"NEO4J_URI is set ({settings.neo4j_uri}), so whomet runs no Neo4j of its own; unset it first")
    return settings


def _line(text: str) -> None:
    write(f"{text}\n".encode())
