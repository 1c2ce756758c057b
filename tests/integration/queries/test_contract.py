"""What every query file promises, on the samples in the real database."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import neo4j
import pytest

from graph.errors import NotFoundError
from graph.settings import Settings
from graph.store.connection import Address, AsyncStore, Store
from graph.store.lookup import look_up, read_state
from ingest.committing import LoadReport
from queries.binding import prepare
from queries.catalogue import Query, load_catalogue
from queries.reference import example_of
from queries.running import Answer, pages_sync, run_async, run_sync

SCAN, FEW = re.compile(r"^\w*Scan\b"), re.compile(r"\w+:(?:Document|Post|Place)$")
pytestmark = pytest.mark.usefixtures("samples")


@pytest.fixture(params=load_catalogue().names)
def query(request: pytest.FixtureRequest) -> Query:
    """Each query in turn."""
    return load_catalogue().get(request.param)


@pytest.fixture(scope="module")
def driver(settings: Settings, samples: LoadReport) -> Iterator[neo4j.Driver]:
    """A driver of its own, to see what the server says of a plan."""
    del samples
    address = Address.of(settings)
    opened = neo4j.GraphDatabase.driver(
        address.uri, auth=(address.username, address.password), notifications_min_severity="OFF"
    )
    with opened:
        yield opened


def test_the_database_can_only_read_and_returns_what_is_declared(query: Query, driver: neo4j.Driver) -> None:
    """EXPLAIN: no file can write, and its columns are those of its header."""
    with driver.session() as session:
        result = session.run("EXPLAIN " + query.cypher)
        columns = result.keys()
        assert result.consume().query_type == "r"
    assert columns == [*(one.name for one in query.returns), "key"]


def test_no_query_walks_through_all_events_or_people(query: Query, driver: neo4j.Driver) -> None:
    """EXPLAIN: each begins at an index, on documents, posts and places apart, of which there are few."""
    with driver.session() as session:
        plan = session.run("EXPLAIN " + query.cypher).consume().plan
    assert plan is not None
    scans = [one for one in operators(plan) if SCAN.search(one)]
    assert [one for one in scans if not FEW.search(one)] == []


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """The operators of a plan, each with its details."""
    yield f"{plan['operatorType']} {plan['args'].get('Details', '')}"
    for child in plan.get("children", ()):
        yield from operators(child)


def test_the_example_gives_rows(query: Query, store: Store) -> None:
    """Whoever copies the example from the reference sees what the query is for."""
    assert run_sync(store, query, example_of(query)).rows


def test_every_example_is_taken(query: Query, store: Store) -> None:
    """The example of each parameter can be given as it is written, by itself."""
    for one in query.parameters:
        if one.example is not None:
            run_sync(store, query, {**example_of(query), one.name: str(one.example)})


def test_every_row_carries_its_evidence(query: Query, store: Store) -> None:
    """An event's row has quotation, publisher and document, and says on how many documents and origins it rests."""
    for row in run_sync(store, query, {**example_of(query), "modality": "all"}).dicts():
        if row.get("event") is not None:
            assert row["quote"]
            assert row["source"]
            assert row["document"]
            assert row["documents"] >= 1
        if "event" not in row or row["event"] is not None:
            assert row["origins"] >= 1


def test_keys_tell_any_two_rows_apart_and_put_them_in_order(query: Query, store: Store) -> None:
    """The declared order is total, so that pages neither lose nor repeat a row."""
    keys = keys_of(store, query, {**example_of(query), "modality": "all"})
    assert all(one < other for one, other in pairwise(keys))


def test_pages_of_one_row_give_all_rows(query: Query, store: Store) -> None:
    """However small the pages, together they are the whole answer."""
    raw: dict[str, object] = {**example_of(query), "modality": "all"}
    whole = run_sync(store, query, raw)
    assert whole.next is None
    assert [row for page in pages_sync(store, query, {**raw, "limit": 1}) for row in page.rows] == whole.rows


def test_both_runners_answer_alike(query: Query, store: Store, settings: Settings) -> None:
    """The API's answer is the command's."""

    async def ask() -> Answer:
        there = AsyncStore(Address.of(settings), timeout_s=60)
        try:
            return await run_async(there, query, example_of(query))
        finally:
            await there.close()

    assert asyncio.run(ask()) == run_sync(store, query, example_of(query))


def test_an_answer_says_what_it_takes_to_repeat_it(query: Query, store: Store) -> None:
    """Asked again with its own parameters as of its commit, a query gives the same rows."""
    answer = run_sync(store, query, example_of(query))
    assert answer.digest
    again = run_sync(store, query, {**answer.parameters, "known_at": answer.seq})
    assert again.rows == answer.rows
    assert f"{query.name}@{query.version}" in answer.permalink
    assert f"known_at={answer.seq}" in answer.permalink


def test_what_was_not_known_yet_is_not_told(query: Query, store: Store) -> None:
    """Before the samples were loaded, only authority data could answer, and no event was there to be named."""
    raw = {**example_of(query), "known_at": 1, "modality": "all"}
    if query.name == "event_reports":
        with pytest.raises(NotFoundError):
            run_sync(store, query, raw)
    else:
        assert all(row.get("basis") == "authority" for row in run_sync(store, query, raw).dicts())


def keys_of(store: Store, query: Query, raw: dict[str, object]) -> list[Any]:
    """The keys of a query's rows, which the runner keeps to itself."""
    request, state = prepare(query, raw), read_state(store)
    bound = request.complete(state, look_up(store, request.lookups, state.seq))
    return [row[-1] for row in store.read(query.cypher, bound.parameters).values]
