"""Every way asked the same questions in turn, its answers compared with those that are due."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlencode

from graph.embedded.home import Home
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.lookup import read_state
from queries import catalogue
from queries.binding import prepare
from tests.bench.alternatives.rows import ROWS_OF_A_PAGE, TYPES, Answer, Pairs, Question, Row, export_rows
from tests.bench.alternatives.tables import Duck, Sqlite, fill_sqlite, serve_datasette, to_tables
from tests.bench.alternatives.triples import Oxigraph, Rdflib, write_triples
from tests.bench.asking import Timing, get, served

WARM_UP = 10
DATABASE = "participations.db"
BUSIEST = 6
"""Months of the busiest person that are asked for, again and again."""
RDFLIB_ROWS, RDFLIB_QUESTIONS = 40_000, 10
"""rdflib keeps its triples in Python's memory and asks in Python: a larger graph is nothing that it can bear."""

type Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Way:
    """Figures of one way of asking.

    Attributes:
        name: With its version.
        rows: Participations that it holds.
        build_s: Seconds to load them, indexes among them; None for whomet, which is measured loaded.
        disk: Bytes on disk; None where it holds all in memory.
        drawn: Of people drawn by their meetings, in a month of one of them.
        busiest: Of the busiest person, in the busiest months.
    """

    name: str
    rows: int
    build_s: float | None
    disk: int | None
    drawn: Timing
    busiest: Timing


@dataclass(frozen=True, slots=True)
class Comparison:
    """All ways on the same rows.

    Attributes:
        events: Events whose participations these are.
        questions: Questions asked of each but rdflib.
        answers: Rows of all answers to the drawn ones; equal as sets, each way.
    """

    rows: int
    events: int
    questions: int
    answers: int
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    rows: int
    build_s: float | None
    disk: int | None
    ask: Ask
    questions: int
    pairs: Pairs


@dataclass(frozen=True, slots=True)
class _Given:
    """What is asked of whom: the graph and its rows, a folder to work in."""

    store: Store
    settings: Settings
    folder: Path
    rows: list[Row]
    pairs: Pairs
    requests: int

    def asked(self, name: str, ask: Ask, build_s: float | None = None, disk: int | None = None) -> _Asked:
        """A way that holds all rows."""
        return _Asked(name, len(self.rows), build_s, disk, ask, self.requests, self.pairs)


def measure_alternatives(store: Store, settings: Settings, folder: Path, requests: int) -> Comparison:
    """Export the graph's participations, load them everywhere, and ask.

    Raises:
        RuntimeError: An answer is not the one that is due.
    """
    rows = export_rows(store)
    given = _Given(store, settings, folder, rows, Pairs(rows), requests)
    tables, (graph, memory) = _tables(given), _triples(given)
    # A server closes a connection over which nothing is asked for a while, so they start when all is built.
    with ExitStack() as stack:
        ours = _ours(stack.enter_context(served(settings)), given)
        datasette = stack.enter_context(serve_datasette(folder / DATABASE))
        name = f"Datasette {version('datasette')} over SQLite, HTTP"
        behind = given.asked(name, datasette.ask, tables[0].build_s, tables[0].disk)
        ways = _measure([*ours, behind, *tables, graph], requests)
    ways += _measure([memory], memory.questions)
    due = sum(len(given.pairs.answer(one)) for one in given.pairs.draw(requests))
    return Comparison(len(rows), len({one.event for one in rows}), requests, due, ways)


def _ours(client: HTTPConnection, given: _Given) -> list[_Asked]:
    query = catalogue().get("who_met_whom")

    def fields(question: Question) -> dict[str, object]:
        days = {"since": question.since.isoformat(), "until": question.until.isoformat()}
        return {"person": question.person, **days, "type": list(TYPES), "limit": ROWS_OF_A_PAGE}

    def bolt(question: Question) -> Answer:
        request = prepare(query, fields(question))
        found = given.store.read(query.cypher, request.complete(state, ()).parameters)
        place = [found.columns.index(name) for name in ("event", "other_id")]
        return frozenset((row[place[0]], row[place[1]]) for row in found.values)

    def http(question: Question) -> Answer:
        found = get(client, f"/queries/who_met_whom?{urlencode(fields(question), doseq=True)}")["rows"]
        return frozenset((row["event"], row["other_id"]) for row in found)

    state = read_state(given.store, prepare(query, {"person": given.rows[0].actor}).moments)
    disk = Home.at(given.settings.home).data_bytes()
    return [given.asked("whomet, Bolt", bolt, disk=disk), given.asked("whomet, HTTP", http, disk=disk)]


def _tables(given: _Given) -> list[_Asked]:
    tables = to_tables(given.rows)
    path, duckdb = given.folder / DATABASE, given.folder / "participations.duckdb"
    started = time.perf_counter()
    fill_sqlite(path, tables)
    built = time.perf_counter() - started
    started = time.perf_counter()
    duck = Duck(duckdb, tables)
    ducked = time.perf_counter() - started
    disk, size = path.stat().st_size, duckdb.stat().st_size
    return [
        given.asked("SQLite, in process", Sqlite(path).ask, built, disk),
        given.asked(f"DuckDB {version('duckdb')}, in process", duck.ask, ducked, size),
    ]


def _triples(given: _Given) -> tuple[_Asked, _Asked]:
    path, small, kept = (given.folder / name for name in ("participations.nt", "small.nt", "oxigraph"))
    started = time.perf_counter()
    write_triples(path, given.rows)
    graph = Oxigraph(kept, path)
    built = time.perf_counter() - started
    some = _some(given.rows)
    started = time.perf_counter()
    write_triples(small, some)
    memory = Rdflib(small)
    parsed = time.perf_counter() - started
    few, named = min(given.requests, RDFLIB_QUESTIONS), f"rdflib {version('rdflib')}, in process"
    return (
        given.asked(f"pyoxigraph {version('pyoxigraph')}, in process", graph.ask, built, _size(kept)),
        _Asked(named, len(some), parsed, None, memory.ask, few, Pairs(some)),
    )


def _size(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def _some(rows: Sequence[Row]) -> list[Row]:
    """The participations of the first events, whole events only."""
    if len(rows) <= RDFLIB_ROWS:
        return list(rows)
    last = rows[RDFLIB_ROWS].event
    return [one for one in rows[:RDFLIB_ROWS] if one.event != last]


def _measure(asked: Sequence[_Asked], requests: int) -> tuple[Way, ...]:
    """Ask each question each way before the next one, so that drift of the machine meets all alike."""
    times: dict[str, tuple[list[float], list[float]]] = {one.name: ([], []) for one in asked}
    drawn = {one.name: one.pairs.draw(one.questions + WARM_UP) for one in asked}
    busy = {one.name: one.pairs.busiest(BUSIEST) for one in asked}
    for number in range(requests + WARM_UP):
        for one in asked:
            if number >= one.questions + WARM_UP:
                continue
            months = busy[one.name]
            for kind, question in ((0, drawn[one.name][number]), (1, months[number % len(months)])):
                seconds = _timed(one, question)
                if number >= WARM_UP:
                    times[one.name][kind].append(seconds)
    return tuple(
        Way(one.name, one.rows, one.build_s, one.disk, *(Timing.of(some) for some in times[one.name])) for one in asked
    )


def _timed(one: _Asked, question: Question) -> float:
    started = time.perf_counter()
    answer = one.ask(question)
    seconds = time.perf_counter() - started
    if answer != (due := one.pairs.answer(question)):
        told = f"{len(answer - due)} rows too many, {len(due - answer)} missing"
        raise RuntimeError(f"{one.name} differs for {question}: {told}")
    return seconds
