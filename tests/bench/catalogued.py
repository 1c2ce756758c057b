"""Every query of the catalogue, with parameters that the graph has: the busiest actors, in a busy month."""

from __future__ import annotations

import datetime as dt
import json
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import psutil

from graph.embedded.home import Home
from graph.errors import QueryTimeoutError
from graph.model import OPEN
from graph.settings import Settings
from graph.store.connection import Store
from queries import catalogue
from queries.catalogue import Query
from queries.running import run_sync
from tests.bench.asking import Timing, get, served

WARM_UP = 3
FEWEST, LONGEST_S = 5, 60
"""A query is asked no longer than so many seconds, but so often at least."""

BUSY = """
MATCH (p:Person)-[m:MET {rev_to: $open}]-()
WITH p, count(*) AS times ORDER BY times DESC, p.id LIMIT 1
MATCH (p)-[m:MET {rev_to: $open}]-() WHERE m.t_lo IS NOT NULL
RETURN p.id AS id, date.truncate('month', m.t_lo) AS month, count(*) AS times ORDER BY times DESC, month LIMIT 1
"""
OTHER = """
MATCH (:Actor {id: $id})-[m:MET]-(o:Person)
RETURN o.id AS id, count(*) AS times ORDER BY times DESC, id LIMIT 1
"""
STATES = """
MATCH (s:State)-[r:PARTICIPATED_IN|REPRESENTED_IN]-()
RETURN s.id AS id, count(*) AS times ORDER BY times DESC, id LIMIT 2
"""
ANY_STATE = "MATCH (s:State) RETURN s.id AS id ORDER BY id LIMIT 2"
PLACE = "MATCH (p:Place) RETURN p.id AS id, COUNT { (p)--() } AS times ORDER BY times DESC, id LIMIT 1"
POST = "MATCH (x:Post)<-[:OF_POST]-(:Tenure) RETURN x.id AS id, count(*) AS times ORDER BY times DESC, id LIMIT 1"
EVENT = "MATCH (e:Event {rev_to: $open}) RETURN e.id AS id ORDER BY e.documents DESC, e.id LIMIT 1"
COUNT = "MATCH (e:Event {rev_to: $open}) RETURN count(e)"


@dataclass(frozen=True, slots=True)
class Asked:
    """Figures of one query.

    Attributes:
        rows: Of its first page; None where there is no answer within the time that a query may take.
        bolt: The answer as the catalogue runs it.
        http: The same over HTTP.
        times: How often it was asked each way; a slow one less often than the others.
    """

    name: str
    rows: int | None = None
    bolt: Timing | None = None
    http: Timing | None = None
    times: int = 0


@dataclass(frozen=True, slots=True)
class Catalogued:
    """Figures of all queries on one graph.

    Attributes:
        events: Events of the graph.
        memory: Bytes of main memory that the server takes.
        disk: Bytes of its store.
    """

    events: int
    memory: int
    disk: int
    queries: tuple[Asked, ...]


def measure_catalogue(store: Store, settings: Settings, requests: int) -> Catalogued:
    """Ask each query again and again, each way in turn."""
    values = find_values(store)
    with served(settings) as client:
        asked = tuple(_measure(store, client, query, values, requests) for query in catalogue() if _has(query, values))
    home = Home.at(settings.home)
    pid = json.loads(home.state.read_text(encoding="utf-8"))["pid"]
    events = store.read(COUNT, open=OPEN).values[0][0]
    return Catalogued(events, psutil.Process(pid).memory_info().rss, home.data_bytes(), asked)


def find_values(store: Store) -> dict[str, Any]:
    """A value for each type of parameter, and a month."""
    person, month, _ = store.read(BUSY, open=OPEN).values[0]
    last = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    other = store.read(OTHER, id=person).values[0][0]
    states = store.read(STATES).values or store.read(ANY_STATE).values
    found: dict[str, Any] = {"person": person, "actor": person, "other": other, "state": states[0][0]}
    found |= {"since": month.isoformat(), "until": last.isoformat(), "moment": "0", "topic": "talks"}
    for name, rows in (("place", store.read(PLACE).values), ("post", store.read(POST).values)):
        found[name] = rows[0][0] if rows else None
    found["event"] = store.read(EVENT, open=OPEN).values[0][0]
    return found


def _has(query: Query, values: dict[str, Any]) -> bool:
    """Whether the graph has something of each kind that a query needs; of a graph without places none is asked."""
    fields = parameters(query, values)
    return all(one.name in fields for one in query.parameters if one.required and not one.standard)


def _measure(store: Store, client: HTTPConnection, query: Query, values: dict[str, Any], requests: int) -> Asked:
    fields = parameters(query, values)
    path = f"/queries/{query.name}?{urlencode(fields, doseq=True)}"
    bolt: list[float] = []
    http: list[float] = []
    rows = 0
    begun = time.perf_counter()
    for number in range(requests + WARM_UP):
        started = time.perf_counter()
        try:
            rows = len(run_sync(store, query, fields).rows)
        except QueryTimeoutError:
            return Asked(query.name)
        between = time.perf_counter()
        there = len(get(client, path)["rows"])
        ended = time.perf_counter()
        if there != rows:
            raise RuntimeError(f"{query.name} gave {rows} rows through Bolt and {there} through HTTP")
        if number >= WARM_UP:
            bolt.append(between - started)
            http.append(ended - between)
            if len(bolt) >= FEWEST and ended - begun > LONGEST_S:
                break
    return Asked(query.name, rows, Timing.of(bolt), Timing.of(http), len(bolt))


def parameters(query: Query, values: dict[str, Any]) -> dict[str, Any]:
    """The busiest actor and a month, wherever the query takes them; of what it needs beside, what the graph has."""
    wanted: dict[str, Any] = {}
    for one in query.parameters:
        needed = one.required and not one.standard
        if one.name in {"since", "until"} and one.type == "edtf":
            wanted[one.name] = values[one.name]
        elif one.name == "actor" or needed:
            name = one.name if one.name in values and one.type != "moment" else str(one.type)
            wanted[one.name] = values.get(name)
    return {name: value for name, value in wanted.items() if value is not None}
