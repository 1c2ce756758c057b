"""The participations in SQL, as a careful user would lay them out: events, actors, and who took part with which role.

The days stand with the participation too, so that one index answers whom somebody met in a window.
"""

from __future__ import annotations

import importlib
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.bench.alternatives.rows import Answer, Question, Row
from tests.bench.asking import get

SCHEMA = """
CREATE TABLE event (id INTEGER PRIMARY KEY, name TEXT, type TEXT, date TEXT, place TEXT, source TEXT, quote TEXT);
CREATE TABLE actor (id INTEGER PRIMARY KEY, name TEXT, label TEXT, person INTEGER);
CREATE TABLE participation (
  event INTEGER, actor INTEGER, type TEXT, role TEXT, side TEXT, person INTEGER, first_day TEXT, last_day TEXT
);
"""
INDEXES = """
CREATE UNIQUE INDEX actor_name ON actor (name);
CREATE INDEX participation_actor ON participation (actor, first_day, last_day);
CREATE INDEX participation_event ON participation (event);
"""
# A window of a month finds what began before it and lasts into it too; so the index bounds the first day from above.
ASK = """
SELECT e.name AS event, o.name AS other_id, o.label AS other, e.type, e.date, e.place, e.quote, e.source
FROM actor me
JOIN participation mine ON mine.actor = me.id
JOIN participation theirs ON theirs.event = mine.event
JOIN actor o ON o.id = theirs.actor
JOIN event e ON e.id = mine.event
WHERE me.name = :person AND mine.first_day <= :until AND mine.last_day >= :since AND mine.type IN ('meet', 'call')
  AND mine.role <> 'present' AND theirs.role <> 'present' AND theirs.person = 1
  AND theirs.actor <> mine.actor AND theirs.side <> mine.side
ORDER BY e.date, e.name, o.name
"""

type Tables = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], list[tuple[Any, ...]]]


def to_tables(rows: Sequence[Row]) -> Tables:
    """Rows of `event`, `actor` and `participation`, numbered as they come."""
    events: dict[str, int] = {}
    actors: dict[str, int] = {}
    told: Tables = ([], [], [])
    for row in rows:
        if row.event not in events:
            events[row.event] = len(events)
            told[0].append((events[row.event], row.event, row.type, row.date, row.place, row.source, row.quote))
        if row.actor not in actors:
            actors[row.actor] = len(actors)
            told[1].append((actors[row.actor], row.actor, row.label, int(row.person)))
        days = (row.first.isoformat(), row.last.isoformat())
        numbers = (events[row.event], actors[row.actor])
        told[2].append((*numbers, row.type, row.role, row.side, int(row.person), *days))
    return told


def fill_sqlite(path: Path, tables: Tables) -> None:
    """Write a database file."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript(SCHEMA)
        for name, rows in zip(("event", "actor", "participation"), tables, strict=True):
            marks = ", ".join("?" * len(rows[0]))
            base.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608  -- names of our own
        base.executescript(INDEXES)
        base.execute("ANALYZE")
        base.commit()


class Sqlite:
    """SQLite in the process that asks."""

    def __init__(self, path: Path) -> None:
        """Open a file."""
        self._base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def ask(self, question: Question) -> Answer:
        """Ask once, and read all columns."""
        rows = self._base.execute(ASK, _named(question)).fetchall()
        return frozenset((row[0], row[1]) for row in rows)


class Datasette:
    """SQLite behind Datasette, by a canned query over one kept connection."""

    def __init__(self, client: HTTPConnection, base: str) -> None:
        """Take a connection to a server that runs."""
        self._client, self._base = client, base

    def ask(self, question: Question) -> Answer:
        """Ask once, and read the JSON to its end."""
        words = urlencode({**_named(question), "_shape": "arrays"})
        rows = get(self._client, f"/{self._base}/who_met_whom.json?{words}")["rows"]
        return frozenset((row[0], row[1]) for row in rows)


@contextmanager
def serve_datasette(path: Path) -> Iterator[Datasette]:
    """Datasette on loopback in a process of its own, ended by its id."""
    described = path.with_suffix(".json")
    described.write_text(json.dumps({"databases": {path.stem: {"queries": {"who_met_whom": {"sql": ASK}}}}}))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(path), "--metadata", str(described)]
    command += [
        "--port",
        str(port),
        "--setting",
        "max_returned_rows",
        "2000",
        "--setting",
        "sql_time_limit_ms",
        "60000",
    ]
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        client = HTTPConnection("127.0.0.1", port, timeout=90)
        for _ in range(600):
            try:
                get(client, "/-/versions.json")
                break
            except OSError:
                client.close()
                time.sleep(0.1)
        yield Datasette(client, path.stem)
        client.close()
    finally:
        process.terminate()
        process.wait(30)


class Duck:
    """DuckDB in the process that asks."""

    def __init__(self, path: Path, tables: Tables) -> None:
        """Write a database file; the participations are sorted by actor and day, which its zone maps like."""
        import polars as pl

        names = (
            ("id", "name", "type", "date", "place", "source", "quote"),
            ("id", "name", "label", "person"),
            ("event", "actor", "type", "role", "side", "person", "first_day", "last_day"),
        )
        self._base: Any = importlib.import_module("duckdb").connect(str(path))
        for table, rows, columns in zip(("event", "actor", "participation"), tables, names, strict=True):
            frame = pl.DataFrame(rows, schema=list(columns), orient="row", infer_schema_length=None)
            if table == "participation":
                frame = frame.sort("actor", "first_day")
            parquet = path.with_name(f"{table}.parquet")
            frame.write_parquet(parquet)
            self._base.execute(f"CREATE TABLE {table} AS SELECT * FROM read_parquet(?)", [str(parquet)])  # noqa: S608
            parquet.unlink()
        for index in INDEXES.split(";"):
            if index.strip():
                self._base.execute(index.replace("actor, first_day, last_day", "actor"))
        self._base.execute("CREATE UNIQUE INDEX event_id ON event (id)")
        self._base.execute("CHECKPOINT")
        self._ask = ASK
        for name in ("person", "since", "until"):
            self._ask = self._ask.replace(f":{name}", f"${name}")

    def ask(self, question: Question) -> Answer:
        """Ask once, and fetch all columns."""
        rows = self._base.execute(self._ask, _named(question)).fetchall()
        return frozenset((row[0], row[1]) for row in rows)


def _named(question: Question) -> dict[str, str]:
    return {"person": question.person, "since": question.since.isoformat(), "until": question.until.isoformat()}
