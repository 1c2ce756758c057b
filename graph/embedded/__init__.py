"""Neo4j on this machine with nothing to install: one server per home folder, shared by all commands.

`ensure_running` fetches Neo4j's jars once, starts the server on loopback with a password of its own and
returns how to reach it; later calls, from any process, reuse that server. It outlives the command that
started it until `stop`. Everything that can go wrong is an `EmbeddedServerError` that says what to do, and
leaves nothing half made. ADR-0002 has the reasons and the measured figures.
"""

from __future__ import annotations

from graph.embedded.java import admin_command
from graph.embedded.lockfile import NEO4J_VERSION
from graph.embedded.server import EmbeddedServer, ServerStatus, ensure_running, log_path, status, stop

__all__ = [
    "NEO4J_VERSION",
    "EmbeddedServer",
    "ServerStatus",
    "admin_command",
    "ensure_running",
    "log_path",
    "status",
    "stop",
]
