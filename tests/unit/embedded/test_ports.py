"""Choosing a port on loopback."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest

from graph.embedded.ports import PREFERRED, choose_port, is_free, is_open
from graph.errors import PortInUseError


@pytest.fixture(params=["127.0.0.1", "0.0.0.0"])  # noqa: S104 - a program on every interface is the case
def taken(request: pytest.FixtureRequest) -> Iterator[int]:
    """A port on which this process listens, on loopback alone or on every interface."""
    with socket.create_server((request.param, 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_an_error(taken: int) -> None:
    """The error names the port, the program that has it and the setting to change."""
    assert not is_free(taken)
    assert is_open(taken)
    with pytest.raises(PortInUseError) as caught:
        choose_port(taken)
    for part in (f"port {taken} ", f"process {os.getpid()}", "WHOMET_BOLT_PORT"):
        assert part in str(caught.value)


def test_a_free_port_is_taken_as_asked() -> None:
    """A port on which nobody listens is the one returned."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not is_open(port)
    assert choose_port(port) == port


def test_without_a_wish_the_next_free_port() -> None:
    """Whatever holds the usual port, a port at or after it that is free is found."""
    first = choose_port(None)
    assert first >= PREFERRED
    with socket.create_server(("127.0.0.1", first)):
        assert choose_port(None) > first
