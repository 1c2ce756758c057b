"""How long `who_met_whom` takes through Bolt, and what HTTP adds, on the same rows."""

from __future__ import annotations

import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from graph.settings import Settings
from graph.store.connection import Store
from graph.store.lookup import read_state
from queries import catalogue
from queries.binding import prepare
from queries.running import run_sync

NAME = "who_met_whom"
# Whose answer fits a page, so that every way gives the same rows.
PEOPLE = """
MATCH (p:Person)-[:MET]-()
WITH p, count(*) AS times
WHERE times <= 100
RETURN p.id AS id
ORDER BY id
"""
WARM_UP = 50


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of many requests: median and 99th percentile."""

    p50: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Timing:
        """Summarise times given in seconds."""
        ordered = sorted(seconds)
        return cls(1e3 * statistics.median(ordered), 1e3 * ordered[int(len(ordered) * 0.99)])


@dataclass(frozen=True, slots=True)
class Asking:
    """Figures of asking.

    Attributes:
        bolt: The query's text alone, sent by the driver with bound parameters.
        runner: As the catalogue runs it: state of the graph, then the rows.
        http: GET over one kept connection, JSON read to its end. The client is the standard library's: httpx spends a
            millisecond of its own on a request, which would count as the server's.
        rows: Rows of all answers, the same each way.
    """

    requests: int
    rows: int
    bolt: Timing
    runner: Timing
    http: Timing


def measure_asking(store: Store, settings: Settings, requests: int) -> Asking:
    """Ask for people drawn by chance, each way in turn, so that drift of the machine meets all alike."""
    people: list[str] = [row[0] for row in store.read(PEOPLE).values]
    draw = random.Random(7)  # noqa: S311  -- reproducible, not secret
    times: dict[str, list[float]] = {"bolt": [], "runner": [], "http": []}
    rows = 0
    with served(settings) as client:
        asked = ways(store, client)
        for number in range(requests + WARM_UP):
            person = draw.choice(people)
            found = {way: timed(ask, person) for way, ask in asked.items()}
            if len({count for count, _ in found.values()}) != 1:
                raise RuntimeError(f"the three ways differ for {person}: {found}")
            if number >= WARM_UP:
                rows += found["http"][0]
                for way, (_, seconds) in found.items():
                    times[way].append(seconds)
    return Asking(requests, rows, *(Timing.of(times[way]) for way in ("bolt", "runner", "http")))


def ways(store: Store, client: HTTPConnection) -> dict[str, Callable[[str], int]]:
    """How a question about a person can be asked; each gives the number of rows."""
    query = catalogue().get(NAME)
    request = prepare(query, {"person": "person/vladimir-putin"})
    defaults = request.complete(read_state(store, request.moments), ()).parameters
    return {
        "bolt": lambda person: len(store.read(query.cypher, {**defaults, "person": person}).values),
        "runner": lambda person: len(run_sync(store, query, {"person": person}).rows),
        "http": lambda person: len(get(client, f"/queries/{NAME}?{urlencode({'person': person})}")["rows"]),
    }


def get(client: HTTPConnection, path: str) -> dict[str, Any]:
    """The JSON that a path answers with; a connection that the server closed while it was idle is opened again."""
    try:
        client.request("GET", path)
        response = client.getresponse()
    except RemoteDisconnected:
        client.close()
        client.request("GET", path)
        response = client.getresponse()
    content = response.read()
    if response.status != HTTPStatus.OK:
        raise RuntimeError(f"{path} answered {response.status}: {content[:500]!r}")
    return json.loads(content)


def timed(ask: Callable[[str], int], person: str) -> tuple[int, float]:
    """Ask once; give the number of rows and the seconds."""
    started = time.perf_counter()
    count = ask(person)
    return count, time.perf_counter() - started


@contextmanager
def served(settings: Settings) -> Iterator[HTTPConnection]:
    """A server process on loopback that reads the benchmark's database; ended by its id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "WHOMET_HOME": str(settings.home), "WHOMET_CACHE": str(settings.jar_cache)}
    command = [str(Path(sys.executable).with_name("whomet")), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        client = HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(600):
            try:
                get(client, "/healthz")
                break
            except OSError:
                client.close()
                time.sleep(0.1)
        yield client
        client.close()
    finally:
        process.terminate()
        process.wait(30)
