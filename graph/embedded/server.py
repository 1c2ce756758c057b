"""Starting, sharing and stopping the embedded server of a home."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from graph.embedded import ports
from graph.embedded.conf import write_conf
from graph.embedded.credentials import USERNAME, prepare_password
from graph.embedded.home import Home, require_space, size_of
from graph.embedded.jars import distrust, ensure_jars
from graph.embedded.java import server_command
from graph.embedded.process import ServerProcess, find, spawn
from graph.embedded.readiness import uri_of, wait_until_ready
from graph.errors import EmbeddedServerError, ServerStartError

MINIMUM_FREE = 500_000_000
"""Bytes that must be free before a start: an empty graph takes 3 MB, its transaction logs up to 200 MB."""

START_TIMEOUT_S = 300.0
"""A start takes 5 s on two idle cores, and over a minute on crowded ones; recovery of much data adds to it."""

TAKEN = "PortBindException"
"""What Neo4j's log says where it could not have its port."""

_LOOKS, _LOOK_S = 10, 0.1
_LOCK_TIMEOUT_S = 900.0
_LOCK_SILENCE_S = 1.0


@dataclass(frozen=True)
class EmbeddedServer:
    """A running server and how to reach it.

    Attributes:
        uri: Its Bolt address on loopback.
        username: The user to log in as.
        password: That user's password; not in the object's printed form.
        pid: Its process id.
        home: The home folder that it serves.
        bolt_port: The port of the address.
        version: The Neo4j that it runs.
    """

    uri: str
    username: str
    password: str = field(repr=False)
    pid: int
    home: Path
    bolt_port: int
    version: str


@dataclass(frozen=True)
class ServerStatus:
    """What is known of the server of a home.

    Attributes:
        state: "running"; "stopped"; or "stale", when the server ended without `stop` (it was killed, or the
            machine went down). The next start mends that.
        home: The home folder.
        pid: Process id while running.
        uri: Bolt address while running.
        version: The Neo4j that runs.
        started: When it was started (UTC), while running.
        log: Neo4j's log, whether or not it exists yet.
        data_bytes: Size of the databases and their transaction logs.
    """

    state: Literal["running", "stopped", "stale"]
    home: Path
    pid: int | None
    uri: str | None
    version: str | None
    started: datetime | None
    log: Path
    data_bytes: int


@dataclass(frozen=True)
class _Launch:
    """How a server of a home is to be started."""

    home: Home
    jars: Path
    port: int | None
    heap: str
    page_cache: str
    password: str
    timeout_s: float


def ensure_running(  # noqa: PLR0913 - one argument for each setting that an operator has
    home: Path,
    *,
    cache: Path | None = None,
    bolt_port: int | None = None,
    on_progress: Callable[[str], None] | None = None,
    heap: str = "1g",
    page_cache: str = "512m",
    minimum_free: int = MINIMUM_FREE,
    repositories: Mapping[str, str] | None = None,
    start_timeout_s: float = START_TIMEOUT_S,
) -> EmbeddedServer:
    """Return the server of a home, starting it when it does not run. It runs until `stop`.

    Any number of processes may call this at once for one home: they get the same server. What another server
    left behind by being killed is cleaned up. When anything fails, no process and nothing half made is left.

    Args:
        home: Folder of the data, password and logs; made when missing.
        cache: Folder of Neo4j's jars, which homes may share; None for `cache` in the home.
        bolt_port: Port on 127.0.0.1; None takes `ports.PREFERRED` or the next that is free.
        on_progress: Is told, in a sentence, what takes time.
        heap: Most memory of the Java heap, as Java writes it ("1g"). Read at the start.
        page_cache: Memory for pages of the store, as Neo4j writes it ("512m"). Read at the start.
        minimum_free: Bytes that must be free on the disk of the home before a start.
        repositories: URLs of Maven repositories by name; None for those that jgo is set to.
        start_timeout_s: Seconds that the server has to answer.

    Raises:
        JarDownloadError: A jar is missing and could not be fetched.
        DiskSpaceError: Too little room for the data or the jars.
        PortInUseError: The port asked for is taken.
        ServerStartError: The server did not come up; its log's last lines are quoted.
        EmbeddedServerError: The home can't be written, its password is missing or wrong, its server runs on
            another port than the one asked for, or another command has been starting it for too long.
    """
    place, report = Home.at(home), on_progress or _ignore
    place.create()
    with _locked(place, report):
        server = find(place)
        if server is None:
            place.state.unlink(missing_ok=True)
            require_space(place.path, minimum_free, "Neo4j and its data")
            cache = cache or place.path / "cache"
            jars = ensure_jars(cache, report, repositories=repositories)
            password = prepare_password(place)
            launch = _Launch(place, jars, bolt_port, heap, page_cache, password, start_timeout_s)
            report("Starting Neo4j, which takes a few seconds")
            try:
                server = _start(launch)
            except ServerStartError:
                distrust(cache)
                raise
        else:
            _require_port(server, bolt_port)
            password = prepare_password(place)
            wait_until_ready(place, server, password, start_timeout_s, size_of(place.log))
    uri = uri_of(server.port)
    return EmbeddedServer(uri, USERNAME, password, server.pid, place.path, server.port, server.version)


def stop(home: Path, timeout_s: float = 60, *, on_progress: Callable[[str], None] | None = None) -> bool:
    """Stop the server of a home and wait until it has ended. True if one was running.

    Args:
        home: The home folder.
        timeout_s: Seconds until a server that does not end by itself is killed. Nothing that was committed
            is lost by that: Neo4j recovers it from its transaction log at the next start.
        on_progress: Is told, in a sentence, what takes time, and when the server had to be killed.
    """
    place, report = Home.at(home), on_progress or _ignore
    if not place.path.is_dir():
        return False
    with _locked(place, report):
        server = find(place)
        if server is not None:
            report("Stopping Neo4j")
            if not server.end(timeout_s):
                report(f"Neo4j did not stop within {timeout_s:.0f} s and was killed; its next start recovers")
        place.state.unlink(missing_ok=True)
    return server is not None


def status(home: Path) -> ServerStatus:
    """Look at the server of a home, without waiting for anybody and without changing anything."""
    place = Home.at(home)
    server = find(place)
    state = "running" if server else "stale" if place.state.exists() else "stopped"
    return ServerStatus(
        state=state,
        home=place.path,
        pid=server.pid if server else None,
        uri=uri_of(server.port) if server else None,
        version=server.version if server else None,
        started=server.started if server else None,
        log=place.log,
        data_bytes=place.data_bytes(),
    )


def log_path(home: Path) -> Path:
    """Neo4j's log in a home, whether or not it exists yet."""
    return Home.at(home).log


def _start(launch: _Launch) -> ServerProcess:
    """Start a server and wait for it; when another program took the port meanwhile, try the next free one."""
    while True:
        port = ports.choose_port(launch.port)
        try:
            return _start_on(launch, port)
        except ServerStartError as error:
            # Free again is a port whose holder has ended meanwhile.
            if ports.is_free(port) and TAKEN not in str(error):
                raise


def _start_on(launch: _Launch, port: int) -> ServerProcess:
    home = launch.home
    write_conf(home, port, launch.page_cache)
    log_from = size_of(home.log)
    server = None
    try:
        server = spawn(home, server_command(home, launch.jars, port, launch.heap), port)
        wait_until_ready(home, server, launch.password, launch.timeout_s, log_from)
    except BaseException:
        # Ctrl-C among them, even before we heard of the process: who was not told of a server would not stop it.
        begun = server or _begun(home)
        if begun is not None:
            begun.end(timeout_s=10)
        home.state.unlink(missing_ok=True)
        raise
    return server


def _begun(home: Home) -> ServerProcess | None:
    """A server whose start was interrupted; it takes a moment until its process is known as one."""
    for _ in range(_LOOKS):
        if (server := find(home)) is not None:
            return server
        time.sleep(_LOOK_S)
    return None


def _require_port(server: ServerProcess, wanted: int | None) -> None:
    if wanted not in (None, server.port):
        raise EmbeddedServerError(
            f"Neo4j already runs for this home, on port {server.port} and not {wanted}. "
            "Stop it first (whomet db stop), or don't ask for a port."
        )


@contextmanager
def _locked(home: Home, report: Callable[[str], None]) -> Generator[None]:
    """Hold the home's lock. The system frees it when its holder dies, so it is never stale."""
    lock = FileLock(home.lock)
    try:
        try:
            lock.acquire(timeout=_LOCK_SILENCE_S)
        except Timeout:
            report("Waiting for another command that is starting or stopping Neo4j")
            lock.acquire(timeout=_LOCK_TIMEOUT_S)
    except Timeout as error:
        raise EmbeddedServerError(
            f"another command has held {home.lock} for {_LOCK_TIMEOUT_S / 60:.0f} minutes. "
            "See whether it still works, end it if not, and run this again."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _ignore(_: str) -> None:
    """Take no notice of progress."""
