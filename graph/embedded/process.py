"""The server as a process: started apart from its parent, found again by any command, ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psutil

from graph.embedded.home import Home
from graph.embedded.java import PORT_PREFIX, marker
from graph.embedded.lockfile import NEO4J_VERSION


@dataclass(frozen=True)
class ServerProcess:
    """The process that serves a home.

    Attributes:
        process: Its handle.
        port: The port of 127.0.0.1 that it listens on, or will once it is up.
        version: The Neo4j that it runs.
    """

    process: psutil.Process
    port: int
    version: str = NEO4J_VERSION

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.process.pid

    @property
    def started(self) -> datetime:
        """When it was started (UTC)."""
        return datetime.fromtimestamp(self.process.create_time(), UTC)

    def is_alive(self) -> bool:
        """Whether it still runs; a process that has ended and was not collected by its parent does not."""
        try:
            return self.process.is_running() and self.process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    def is_listening(self) -> bool:
        """Whether it, and not another program, has its port."""
        try:
            connections = self.process.net_connections(kind="tcp")
        except psutil.Error:
            return False
        listening = [one.laddr for one in connections if one.status == psutil.CONN_LISTEN]
        return any(address and address.port == self.port for address in listening)

    def end(self, timeout_s: float) -> bool:
        """Ask it to stop and wait; kill it when it has not within the time. True if it stopped by itself.

        On Windows asking is killing: Neo4j then recovers from its log at the next start.
        """
        try:
            self.process.terminate()
            self.process.wait(timeout_s)
        except psutil.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return False
        except psutil.NoSuchProcess:
            pass  # It ended between the question and the answer, which is what was asked.
        return True


def spawn(home: Home, command: Sequence[str], port: int) -> ServerProcess:
    """Start the server so that it outlives this process and its terminal, and record it in the state file."""
    with home.console.open("wb") as console:
        child = subprocess.Popen(
            command, cwd=home.neo4j, stdin=subprocess.DEVNULL, stdout=console, stderr=console, **_detached()
        )
    # Collects the child when it ends, however long this process lives, so that it does not stay a zombie.
    threading.Thread(target=child.wait, name="whomet-neo4j-reaper", daemon=True).start()
    part = home.state.with_name(f"{home.state.name}.part")
    part.write_text(json.dumps({"pid": child.pid, "version": NEO4J_VERSION}), encoding="utf-8")
    part.replace(home.state)
    return ServerProcess(psutil.Process(child.pid), port)


def _detached() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def find(home: Home) -> ServerProcess | None:
    """The process that serves a home, or None.

    A process counts when it is this user's and its command line names the home. That holds where a process
    id does not (it may have passed to another program) and where the time of its creation does not (setting
    the clock moves it). The state file says where to look first; without it, or when it is stale, every
    process is looked at.
    """
    recorded = read_state(home)
    if recorded is not None:
        found = _match(recorded["pid"], home, recorded["version"])
        if found is not None:
            return found
    return next(filter(None, (_match(pid, home, NEO4J_VERSION) for pid in psutil.pids())), None)


def read_state(home: Home) -> dict[str, Any] | None:
    """What the state file records (pid, version); None when there is none or it can't be understood."""
    try:
        state = json.loads(home.state.read_text(encoding="utf-8"))
        return {"pid": int(state["pid"]), "version": str(state["version"])}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        # Somebody else's text in it tells as little as no file: `find` then looks at every process.
        return None


def _match(pid: int, home: Home, version: str) -> ServerProcess | None:
    try:
        process = psutil.Process(pid)
        if os.name == "posix" and process.uids().real != os.getuid():
            return None
        arguments = process.cmdline()
    except psutil.Error:
        return None  # It has ended, or the system hides it: not a process of ours.
    if marker(home) not in arguments:
        return None
    ports = [a.removeprefix(PORT_PREFIX) for a in arguments if a.startswith(PORT_PREFIX)]
    return ServerProcess(process, int(ports[0]), version) if ports else None
