"""Loopback ports: which are free, and who has those that are not."""

from __future__ import annotations

import os
import socket

import psutil

from graph.errors import PortInUseError

PREFERRED = 7697
"""Ten above Bolt's own port, which a Neo4j that a user runs otherwise will have."""

_CANDIDATES = 100


def choose_port(wanted: int | None) -> int:
    """Return the wanted port, or when none is wanted `PREFERRED` or the next that is free.

    Raises:
        PortInUseError: The wanted port is taken; or none is wanted and a hundred are taken.
    """
    if wanted is not None:
        if not is_free(wanted):
            raise PortInUseError(
                f"port {wanted} on 127.0.0.1 is taken{_describe_holder(wanted)}. "
                "Stop that program, or choose another port (WHOMET_BOLT_PORT); "
                "unset, a free one is found."
            )
        return wanted
    candidates = range(PREFERRED, PREFERRED + _CANDIDATES)
    port = next((port for port in candidates if is_free(port)), None)
    if port is None:
        raise PortInUseError(
            f"the ports from {candidates[0]} to {candidates[-1]} on 127.0.0.1 are all taken. "
            "Set WHOMET_BOLT_PORT to a free one."
        )
    return port


def is_free(port: int) -> bool:
    """Whether a server could listen on that port of 127.0.0.1."""
    with socket.socket() as probe:
        if os.name == "posix":
            # As Neo4j does, or the port counts as taken for a minute after a stop.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError:
            return False
    return True


def is_open(port: int) -> bool:
    """Whether anybody answers on that port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _describe_holder(port: int) -> str:
    """` by NAME (process PID)` where the system tells; it may tell only root about others' processes."""
    try:
        listening = [
            connection.pid
            for connection in psutil.net_connections(kind="tcp")
            if connection.status == psutil.CONN_LISTEN and connection.laddr and connection.laddr.port == port
        ]
        pid = next((pid for pid in listening if pid is not None), None)
        return "" if pid is None else f" by {psutil.Process(pid).name()} (process {pid})"
    except psutil.Error:
        return ""
