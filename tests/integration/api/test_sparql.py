"""SPARQL on the samples: the protocol, the limits, and the same rows as the canned queries."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from api.linked.engine import order_of
from graph.errors import QueryTimeoutError, SparqlLimitError, StoreError
from graph.rdf.namespaces import HOME
from graph.rdf.sparql.copies import Copy
from graph.rdf.sparql.engine import Engine, Limits
from graph.rdf.sparql.worker import Question
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.lookup import read_state
from tests.integration.api.conftest import serving

pytestmark = pytest.mark.usefixtures("samples")

PAGE = Path(__file__).parents[3] / "docs" / "sparql.md"
EVENTS = "SELECT ?event ?date { ?event a sem:Event . OPTIONAL { ?event wm:date ?date } }"
TEN = " ".join(map(str, range(10)))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{n} {{ {TEN} }}' for n in range(12))} }}"
"""Counts to a million million, and needs no memory for it."""

JOINED = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(33))
BOMBS = {
    "time": (ENDLESS, QueryTimeoutError, "longer than 1 seconds"),
    "joins": (JOINED, (SparqlLimitError, QueryTimeoutError), "ask for less"),
    "rows": ("SELECT * { ?s ?p ?o . ?a ?b ?c }", SparqlLimitError, "more than 1,000 rows"),
    "triples": ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", SparqlLimitError, "more than 1,000 rows"),
    "a huge text": (f"SELECT ?x33 {{ BIND('ab' AS ?x0) {DOUBLED} }}", SparqlLimitError, "more"),
    "sorting": (
        "SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f } ORDER BY ?s",
        (SparqlLimitError, QueryTimeoutError),
        "ask for less",
    ),
}


@pytest.fixture(scope="session")
def sparql(settings: Settings, store: Store) -> Iterator[httpx.Client]:
    """A client of a server that answers SPARQL; its copy is made."""
    del store
    chosen = settings.model_copy(update={"sparql": True, "sparql_timeout_s": 5.0, "sparql_max_rows": 1_000})
    with serving(chosen) as client:
        first = client.get("/sparql", params={"query": EVENTS})
        assert first.status_code in {200, 503}
        for _ in range(600):
            if client.get("/sparql", params={"query": EVENTS}).status_code == 200:
                break
            time.sleep(0.1)
        yield client


def rows_of(client: httpx.Client, query: str) -> list[dict[str, str]]:
    """The rows of an answer, URIs without the base."""
    answer = client.post("/sparql", data={"query": query, "format": "csv"})
    assert answer.status_code == 200, answer.text
    found = csv.DictReader(io.StringIO(answer.text))
    return [{name: re.sub(rf"^{HOME}(id/|scheme/\w+/)", "", value) for name, value in row.items()} for row in found]


@pytest.fixture(scope="module")
def questions() -> dict[str, str]:
    """The queries of the manual, by the canned query whose rows they give."""
    return dict(re.findall(r"\(`(\w+)`\):\n\n```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL))


def _met(row: dict[str, Any]) -> set[tuple[Any, ...]]:
    plain = ("event", "type", "other_id", "date", "place", "source", "documents", "origins")
    return {tuple(row[name] for name in plain)}


def _chain(row: dict[str, Any]) -> set[tuple[Any, ...]]:
    links = row["attribution"].split("; ") if row["attribution"] else []
    told = [(at, *link.split(": ", 1)) for at, link in enumerate(links)] or [("", "", "")]
    return {(row["claim"], row["source"], *(str(one) for one in link)) for link in told}


def _disputed(row: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {
        (row["event"], field, row["claim"], row["modality"], row["source"], row["quote"]) for field in row["disputed"]
    }


def _held(row: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {(row["tenure"], row["holder_id"], row["since"], row["until"], row["basis"])}


def _rests(row: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {
        (row["event"], basis, origin, row["origins"], row["documents"])
        for basis in row["rests"]
        for origin in row["origin_names"]
    }


SAME: dict[str, tuple[dict[str, str], Callable[[dict[str, Any]], set[tuple[Any, ...]]]]] = {
    "who_met_whom": ({"person": "person/alexander-lukashenko"}, _met),
    "event_reports": ({"event": "event/zsuvjowujqdywyjaeyva", "field": "modality"}, _chain),
    "disputed_events": ({}, _disputed),
    "office_holders": ({"post": "post/USA/special-envoy-for-belarus", "on": "2025-11-26"}, _held),
    "rests_on": ({}, _rests),
}


@pytest.mark.parametrize("name", SAME)
def test_the_manual_gives_the_rows_of_the_canned_query(
    sparql: httpx.Client, questions: dict[str, str], name: str
) -> None:
    """Who met whom, the attribution chain, disputes, office at a date, independent origins."""
    parameters, parts = SAME[name]
    canned = sparql.get(f"/queries/{name}", params=parameters).json()["rows"]
    wanted = set[tuple[Any, ...]]().union(*(parts(row) for row in canned))
    assert wanted
    found = {tuple(row.values()) for row in rows_of(sparql, questions[name])}
    assert found == {tuple("" if one is None else str(one) for one in row) for row in wanted}
    assert set(questions) == set(SAME)


@pytest.mark.parametrize("day", ["2020-06-01", "2023-01-01", "2025-11-26"])
@pytest.mark.parametrize("post", ["BLR/president", "USA/president", "VAT/pope", "USA/secretary-of-state"])
def test_offices_are_the_same_on_any_day(sparql: httpx.Client, questions: dict[str, str], day: str, post: str) -> None:
    """Dates of offices are often a year or a month alone."""
    canned = sparql.get("/queries/office_holders", params={"post": f"post/{post}", "on": day})
    if canned.status_code == 404:
        assert rows_of(sparql, questions["office_holders"].replace("USA/special-envoy-for-belarus", post)) == []
        return
    query = questions["office_holders"].replace("USA/special-envoy-for-belarus", post).replace("2025-11-26", day)
    wanted = set[tuple[Any, ...]]().union(*(_held(row) for row in canned.json()["rows"]))
    assert {tuple(row.values()) for row in rows_of(sparql, query)} == {
        tuple("" if one is None else str(one) for one in row) for row in wanted
    }


def test_protocol_is_spoken(sparql: httpx.Client) -> None:
    """By GET, by POST as a form and as a query; each form by its header and by its name."""
    wanted = sparql.get("/sparql", params={"query": EVENTS}).json()
    assert wanted["head"]["vars"] == ["event", "date"]
    assert len(wanted["results"]["bindings"]) == 13
    assert sparql.post("/sparql", data={"query": EVENTS}).json() == wanted
    body = {"Content-Type": "application/sparql-query; charset=utf-8"}
    assert sparql.post("/sparql", content=EVENTS.encode(), headers=body).json() == wanted
    # SPARQLWrapper sends what it wants under several names.
    more = {"query": EVENTS, "format": "json", "output": "json", "results": "json"}
    assert sparql.get("/sparql", params=more).json() == wanted
    for form, type_ in (
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
    ):
        named = sparql.get("/sparql", params={"query": EVENTS, "format": form})
        asked = sparql.get("/sparql", params={"query": EVENTS}, headers={"Accept": type_})
        assert (
            named.headers["content-type"].partition(";")[0] == asked.headers["content-type"].partition(";")[0] == type_
        )
        assert named.content == asked.content
    assert sparql.get("/sparql", params={"query": "ASK { ?s a sem:Event }"}).json() == {"head": {}, "boolean": True}
    turtle = sparql.get("/sparql", params={"query": f"DESCRIBE <{HOME}id/person/vladimir-putin>"})
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(list(ox.parse(turtle.content, ox.RdfFormat.TURTLE))) > 10
    xml = {"query": "CONSTRUCT WHERE { ?s a sem:Event }"}
    rdf = sparql.get("/sparql", params=xml, headers={"Accept": "application/rdf+xml"})
    assert len(list(ox.parse(rdf.content, ox.RdfFormat.RDF_XML))) == 13


def test_graphs_are_chosen(sparql: httpx.Client) -> None:
    """By the query and by the protocol; one that is not there is told, and not fetched."""
    asked = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    counts = [
        int(rows_of(sparql, query)[0]["n"])
        for query in (
            asked.format(""),
            asked.format(f"FROM <{HOME}graph/runs>"),
            f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{HOME}graph/runs> {{ ?s ?p ?o }} }}",
        )
    ]
    assert counts[0] > 1000 * counts[1] > 0
    assert counts[1] == counts[2]
    fields = {"query": asked.format(""), "default-graph-uri": f"{HOME}graph/runs", "format": "csv"}
    assert sparql.get("/sparql", params=fields).text == f"n\r\n{counts[1]}\r\n"
    for away in ({"default-graph-uri": "http://127.0.0.1:9/"}, {"named-graph-uri": "nonsense"}):
        answer = sparql.get("/sparql", params={"query": asked.format(""), **away})
        assert answer.status_code == 400
        assert "no graph of this one" in answer.json()["detail"]
    answer = sparql.get("/sparql", params={"query": asked.format("FROM <http://127.0.0.1:9/data.ttl>")})
    assert answer.json()["type"].endswith("/bad-query")


@pytest.mark.parametrize(
    ("method", "sent", "status"),
    [
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 400),
        ("GET", {"params": {"query": "INSERT DATA { <a:a> <a:b> 1 }"}}, 400),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 400),
        ("POST", {"content": b"CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 400),
        ("GET", {"params": {"query": "SELECT * { ?s ?p }"}}, 400),
        ("GET", {"params": {"query": "SELECT * { ?s ex:p ?o }"}}, 400),
        ("GET", {}, 422),
        ("GET", {"params": {"query": [EVENTS, EVENTS]}}, 422),
        ("POST", {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 422),
        ("POST", {"content": b"{}", "headers": {"Content-Type": "application/json"}}, 415),
        ("GET", {"params": {"query": EVENTS}, "headers": {"Accept": "application/pdf"}}, 406),
        ("GET", {"params": {"query": "ASK {}"}, "headers": {"Accept": "text/csv"}}, 406),
        ("POST", {"content": b"x" * 300_000, "headers": {"Content-Type": "application/sparql-query"}}, 413),
        ("POST", {"content": b"#" * 70_000, "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("GET", {"params": {"query": "SELECT * { ?s ?p ?o }"}}, 422),
    ],
)
def test_what_can_not_be_answered_is_told(sparql: httpx.Client, method: str, sent: dict[str, Any], status: int) -> None:
    """Problem details, as on every route."""
    answer = sparql.request(method, "/sparql", **sent)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_endless_queries_end(sparql: httpx.Client) -> None:
    """504 at the limit, and the next query is answered."""
    answer = sparql.get("/sparql", params={"query": ENDLESS})
    assert answer.status_code == 504
    assert answer.json()["type"].endswith("/query-timeout")
    assert "5 seconds" in answer.json()["detail"]
    assert len(rows_of(sparql, EVENTS)) == 13


def test_answers_can_be_kept(sparql: httpx.Client) -> None:
    """By the copy that they are of, but for those that change by themselves."""
    answer = sparql.get("/sparql", params={"query": EVENTS})
    assert int(answer.headers["whomet-seq"]) > 0
    again = sparql.get("/sparql", params={"query": EVENTS}, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert "etag" not in sparql.get("/sparql", params={"query": "SELECT (RAND() AS ?r) {}"}).headers
    assert f"<{sparql.base_url.join('/sparql')}>" in sparql.get("/.well-known/void", params={"format": "nt"}).text


def test_it_is_off_unless_turned_on(http: httpx.Client) -> None:
    """A public server answers only what it means to."""
    answer = http.get("/sparql", params={"query": EVENTS})
    assert answer.status_code == 403
    assert "--sparql" in answer.json()["detail"]


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_bounded(settings: Settings, store: Store, sparql: httpx.Client, bomb: str) -> None:
    """Each ends in its own error and in time, and the engine goes on."""
    del sparql  # asked for, so that the copy is there
    query, error, told = BOMBS[bomb]
    # What ends for want of memory has time for it on a busy machine too.
    limits = Limits(seconds=30.0 if error is SparqlLimitError else 1.0, memory=400_000_000, rows=1_000)

    async def work(engine: Engine, copy: Copy) -> None:
        with pytest.raises(error, match=told):
            await engine.ask(copy, Question(query, "ttl" if "CONSTRUCT" in query else "json", most_rows=1_000))
        assert b"true" in await engine.ask(copy, Question("ASK { ?s a sem:Event }", "json"))

    began = time.monotonic()
    run(settings, store, limits, work)
    assert time.monotonic() - began < 60


def run(settings: Settings, store: Store, limits: Limits, work: Callable[[Engine, Copy], Any]) -> None:
    """Do something with an engine of its own."""

    async def whole() -> None:
        engine = Engine(lambda: order_of(settings), limits)
        try:
            await work(engine, await engine.copy_of(read_state(store).digest, wait=True))
        finally:
            await engine.close()

    asyncio.run(whole())


def test_too_many_at_once_are_told_to_wait(settings: Settings, store: Store, sparql: httpx.Client) -> None:
    """As many as may run, some that wait, and the rest are busy."""
    del sparql

    async def work(engine: Engine, copy: Copy) -> None:
        asked = [engine.ask(copy, Question(ENDLESS, "json")) for _ in range(5)]
        told = await asyncio.gather(*asked, return_exceptions=True)
        kinds = sorted(type(one).__name__ for one in told)
        assert kinds == ["BusyError"] * 2 + ["QueryTimeoutError"] * 3

    run(settings, store, Limits(seconds=0.5, at_once=1, waiting=2), work)


def test_a_copy_that_is_gone_is_told(settings: Settings, store: Store, tmp_path: Path, sparql: httpx.Client) -> None:
    """A folder that somebody took away is an error, not an empty answer."""
    del sparql

    async def work(engine: Engine, copy: Copy) -> None:
        missing = Copy(tmp_path / "nothing", copy.digest, copy.seq, copy.quads)
        with pytest.raises(StoreError, match="can't be opened"):
            await engine.ask(missing, Question("ASK {}", "json"))

    run(settings, store, Limits(), work)


def test_command_asks(whomet: Callable[..., Any], sparql: httpx.Client, tmp_path: Path) -> None:
    """On the command line, by a file too."""
    del sparql
    done = whomet("sparql", "ASK { ?event a sem:Event }")
    assert '"boolean":true' in done.stdout
    file = tmp_path / "events.rq"
    file.write_text(EVENTS, encoding="utf-8")
    assert whomet("sparql", str(file)).stdout.startswith("?event\t?date\n<")
    assert whomet("sparql", str(file), "--format", "csv").stdout.count("\n") == 14
    assert whomet("sparql", "nothing.rq").returncode == 2
    assert whomet("sparql", "ASK {}", "--format", "csv").returncode == 2
    assert "refused" in whomet("sparql", "DROP GRAPH <a:b> {").stderr
