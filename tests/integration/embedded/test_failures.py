"""Starts that must fail: each says what to do and leaves no process and no state."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.embedded import admin_command, ensure_running, status, stop
from graph.embedded.credentials import auth_line
from graph.embedded.home import Home
from graph.embedded.process import find
from graph.errors import DiskSpaceError, JarDownloadError, PortInUseError, ServerStartError

ROOT = Path(__file__).parents[3]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A new home, in which nothing is left running."""
    yield tmp_path / "home"
    assert find(Home.at(tmp_path / "home")) is None
    assert status(tmp_path / "home").state == "stopped"


def test_first_start_without_network(home: Path) -> None:
    """Without jars and without a network the error says what is missing and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"http://127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(JarDownloadError) as caught:
        ensure_running(home, repositories={"central": closed})
    for part in ("jars are missing", closed, "Nothing is broken", "Connect to the internet once", "NEO4J_URI"):
        assert part in str(caught.value)


def test_too_little_disk(home: Path, jar_cache: Path) -> None:
    """With too little room nothing is begun, not even a password."""
    minimum = shutil.disk_usage(home.parent).total + 1
    with pytest.raises(DiskSpaceError, match=r"MB are free\. .*WHOMET_HOME"):
        ensure_running(home, cache=jar_cache, minimum_free=minimum)
    assert not Home.at(home).password.exists()


def test_taken_port(home: Path, jar_cache: Path) -> None:
    """A port that was asked for and is taken is named, with the program that has it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(PortInUseError, match=rf"port {port} .*process {os.getpid()}"):
            ensure_running(home, cache=jar_cache, bolt_port=port)


def test_java_refuses_to_start(home: Path, jar_cache: Path) -> None:
    """What Java says before Neo4j has a log is quoted."""
    with pytest.raises(ServerStartError, match=r"console\.log:\n.*Invalid maximum heap size"):
        ensure_running(home, cache=jar_cache, heap="plenty")


def test_neo4j_fails_to_start(home: Path, jar_cache: Path) -> None:
    """The last lines of Neo4j's log are quoted: the cause is in the error."""
    place = Home.at(home)
    place.create()
    (place.data / "databases").write_text("not a folder", encoding="utf-8")
    with pytest.raises(ServerStartError, match=r"neo4j\.log:\n(?s:.*)ERROR(?s:.*)run the same command again"):
        ensure_running(home, cache=jar_cache)


def test_a_process_id_that_another_program_got(home: Path) -> None:
    """A state file whose process id now belongs to another program is stale, and that program is left alone."""
    place = Home.at(home)
    place.create()
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        place.state.write_text(f'{{"pid": {other.pid}, "version": "5.26.30"}}', encoding="utf-8")
        assert status(home).state == "stale"
        assert not stop(home)
        assert psutil.pid_exists(other.pid)
        assert other.poll() is None
    finally:
        other.communicate(b"\n")


def test_a_lock_whose_holder_was_killed(home: Path) -> None:
    """The lock of a command that was killed holds nobody up."""
    place = Home.at(home)
    place.create()
    hold = "import sys, filelock; filelock.FileLock(sys.argv[1]).acquire(); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(place.lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        holder.kill()
        holder.wait()
    told: list[str] = []
    assert not stop(home, on_progress=told.append)
    assert told == []


def test_admin_command_and_its_password_line(home: Path, jar_cache: Path) -> None:
    """neo4j-admin runs on a home from the same jars, and writes the line of auth.ini that we write."""
    command = admin_command(home, cache=jar_cache)
    words = ["dbms", "set-initial-password", "secret-of-a-test"]
    run = subprocess.run([*command, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    line = (Home.at(home).data / "dbms" / "auth.ini").read_text(encoding="ascii").strip()
    match = re.fullmatch(r"neo4j:SHA-256,[0-9a-f]{64},([0-9a-f]+),\d+:", line)
    assert match, line
    assert auth_line("secret-of-a-test", bytes.fromhex(match[1])) == line
