"""The embedded server over its life: shared, killed, frozen, stopped, found again.

The tests share one home. Each asks for its server, which is started again where another test ended it.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError, ClientError

from graph.embedded import NEO4J_VERSION, EmbeddedServer, ensure_running, log_path, status, stop
from graph.embedded.home import Home
from graph.embedded.process import find
from graph.errors import EmbeddedServerError

ROOT = Path(__file__).parents[3]
# A shell without job control has background jobs ignore Ctrl-C, and what they start inherits it.
COMMAND = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from graph.embedded import ensure_running
tell = lambda text: print(text, flush=True)
print(ensure_running(Path(sys.argv[1]), cache=Path(sys.argv[2]), on_progress=tell).pid)
"""


def begin_command(home: Path, jar_cache: Path) -> subprocess.Popen[str]:
    """Begin a command of its own that ensures the server, and prints progress and at last the process id."""
    arguments = [sys.executable, "-c", COMMAND, str(home), str(jar_cache)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def wait_for(command: subprocess.Popen[str], text: str) -> None:
    """Read a command's progress until it tells the text."""
    assert command.stdout is not None
    assert any(text in line for line in command.stdout), f"never told: {text}"


def ask(server: EmbeddedServer, query: LiteralString) -> list[list[object]]:
    """Run a query on the server as its user."""
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        return [record.values() for record in driver.execute_query(query).records]


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory, jar_cache: Path) -> Iterator[tuple[Path, list[int]]]:
    """A new home whose server two commands asked for at once: the home, and the pid that each got."""
    home = tmp_path_factory.mktemp("embedded") / "home of a user"
    try:
        commands = [begin_command(home, jar_cache) for _ in range(2)]
        outputs = [command.communicate() for command in commands]
        assert [command.returncode for command in commands] == [0, 0], outputs
        yield home, [int(out.split()[-1]) for out, _ in outputs]
    finally:
        stop(home)


@pytest.fixture
def server(first_start: tuple[Path, list[int]], jar_cache: Path) -> EmbeddedServer:
    """The module's server."""
    return ensure_running(first_start[0], cache=jar_cache)


def test_two_commands_share_one_server(first_start: tuple[Path, list[int]]) -> None:
    """Two commands that start the server of one home at once get the same process."""
    _, pids = first_start
    assert pids[0] == pids[1]


def test_running_server_is_described(server: EmbeddedServer) -> None:
    """Status tells what runs and where; the password is in no printed form and no command line."""
    seen = status(server.home)
    assert (seen.state, seen.pid, seen.uri) == ("running", server.pid, server.uri)
    assert seen.version == server.version == NEO4J_VERSION
    assert seen.started is not None
    assert seen.started.utcoffset() is not None
    assert seen.data_bytes > 0
    assert seen.log == log_path(server.home)
    assert "Started" in seen.log.read_text(encoding="utf-8")
    assert server.password not in repr(server)
    assert server.password not in " ".join(psutil.Process(server.pid).cmdline())


def test_it_is_the_pinned_neo4j(server: EmbeddedServer) -> None:
    """The server is Neo4j Community of the version that whomet names, without usage reports."""
    components = "CALL dbms.components() YIELD versions, edition RETURN versions[0], edition"
    assert ask(server, components) == [[NEO4J_VERSION, "community"]]
    reports = "SHOW SETTINGS 'dbms.usage_report.enabled' YIELD value"
    assert ask(server, reports) == [["false"]]


def test_listens_on_loopback_alone(server: EmbeddedServer) -> None:
    """One port is open, on 127.0.0.1."""
    connections = psutil.Process(server.pid).net_connections(kind="inet")
    listening = [one.laddr for one in connections if one.status == psutil.CONN_LISTEN]
    assert [(address.ip, address.port) for address in listening] in (
        [("127.0.0.1", server.bolt_port)],
        [("::ffff:127.0.0.1", server.bolt_port)],
    )


@pytest.mark.parametrize("auth", [None, ("neo4j", "neo4j"), ("neo4j", "wrong-password")])
def test_asks_for_the_password(server: EmbeddedServer, auth: tuple[str, str] | None) -> None:
    """Nobody gets in without the password, nor with the one that every Neo4j begins with."""
    with (
        neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver,
        pytest.raises((AuthError, ClientError), match=r"[Uu]nauthorized|[Aa]uth"),
    ):
        driver.verify_connectivity()


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:1/", "http://192.0.2.1/"])
def test_queries_reach_no_files_and_no_network(server: EmbeddedServer, url: str) -> None:
    """LOAD CSV, which a read-only query may hold, reads neither this machine's files nor its network."""
    with (
        neo4j.GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver,
        pytest.raises(ClientError, match=r"allow_csv_import_from_file_urls|cypher_ip_blocklist"),
    ):
        driver.execute_query("LOAD CSV FROM $url AS row RETURN row", url=url)


def test_another_port_than_the_running_one(server: EmbeddedServer, jar_cache: Path) -> None:
    """Who asks for the server's own port gets it; another port is an error that says which it has."""
    assert ensure_running(server.home, cache=jar_cache, bolt_port=server.bolt_port) == server
    with pytest.raises(EmbeddedServerError, match=rf"on port {server.bolt_port} and not 1\. .*whomet db stop"):
        ensure_running(server.home, cache=jar_cache, bolt_port=1)


def test_a_lost_state_file(server: EmbeddedServer, jar_cache: Path) -> None:
    """Without its state file, or with nonsense in it, the running server is found by its command line."""
    Home.at(server.home).state.unlink()
    assert ensure_running(server.home, cache=jar_cache) == server
    Home.at(server.home).state.write_text('{"pid": "soon"}', encoding="utf-8")
    assert ensure_running(server.home, cache=jar_cache) == server


def test_a_wrong_password_file(server: EmbeddedServer, jar_cache: Path) -> None:
    """A password file of another database is an error that names the file; the server stays."""
    file = Home.at(server.home).password
    right = file.read_text(encoding="ascii")
    file.write_text("of-another-database", encoding="ascii")
    try:
        with pytest.raises(EmbeddedServerError, match=r"refuses the password in .*neo4j-password"):
            ensure_running(server.home, cache=jar_cache)
    finally:
        file.write_text(right, encoding="ascii")
    assert status(server.home).pid == server.pid


def test_a_killed_server_starts_again(server: EmbeddedServer, jar_cache: Path) -> None:
    """After kill -9 the state is stale, the next start is a new process, and nothing committed is lost."""
    ask(server, "MERGE (:Kept {when: 'before the kill'})")
    psutil.Process(server.pid).kill()
    psutil.wait_procs([psutil.Process(server.pid)] if psutil.pid_exists(server.pid) else [])
    assert status(server.home).state == "stale"
    again = ensure_running(server.home, cache=jar_cache)
    assert again.pid != server.pid
    assert again.password == server.password
    assert ask(again, "MATCH (kept:Kept) RETURN kept.when") == [["before the kill"]]


def test_stop_is_graceful_and_says_whether(server: EmbeddedServer) -> None:
    """Stop ends the server in its own time and cleans up; a second stop finds nothing to do."""
    told: list[str] = []
    assert stop(server.home, on_progress=told.append)
    assert told == ["Stopping Neo4j"]
    assert "Stopped." in log_path(server.home).read_text(encoding="utf-8").splitlines()[-1]
    assert status(server.home).state == "stopped"
    assert find(Home.at(server.home)) is None
    assert not stop(server.home)


def test_a_frozen_server_is_killed(server: EmbeddedServer) -> None:
    """A server that does not stop in time is killed, and that is told."""
    psutil.Process(server.pid).suspend()
    told: list[str] = []
    assert stop(server.home, timeout_s=0.5, on_progress=told.append)
    assert "was killed" in told[-1]
    assert status(server.home).state == "stopped"


def test_a_killed_command_leaves_a_server_to_share(first_start: tuple[Path, list[int]], jar_cache: Path) -> None:
    """When the starting command dies in the middle, the next one waits for that server and uses it."""
    home = Home.at(first_start[0])
    stop(home.path)
    command = begin_command(home.path, jar_cache)
    wait_for(command, "Starting Neo4j")
    while (begun := find(home)) is None:
        assert command.poll() is None
    command.kill()
    command.communicate()
    assert ensure_running(home.path, cache=jar_cache).pid == begun.pid


def test_an_interrupted_command_leaves_no_server(first_start: tuple[Path, list[int]], jar_cache: Path) -> None:
    """Ctrl-C while the server starts ends the server too, for nobody was told of it."""
    home = Home.at(first_start[0])
    stop(home.path)
    command = begin_command(home.path, jar_cache)
    wait_for(command, "Starting Neo4j")
    while (begun := find(home)) is None:
        assert command.poll() is None
    command.send_signal(signal.SIGINT)
    _, err = command.communicate()
    assert "KeyboardInterrupt" in err
    assert not begun.is_alive()
    assert status(home.path).state == "stopped"
