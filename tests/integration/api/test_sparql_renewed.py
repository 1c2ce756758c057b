"""SPARQL's copy of a graph that is written to."""

from __future__ import annotations

import asyncio

import pytest

from api.linked.engine import order_of
from graph.errors import BusyError
from graph.rdf.sparql.engine import Engine, Limits
from graph.rdf.sparql.worker import Question
from graph.records import Bundle
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.lookup import read_state
from ingest.committing import Loader, LoadReport

CLAIMS = Question("SELECT (COUNT(*) AS ?n) { ?claim a wm:Claim }", "csv")


def test_a_copy_is_made_anew_when_the_graph_changes(settings: Settings, graph: Store, dispatches: list[Bundle]) -> None:
    """Nobody is kept waiting by it: the former one answers until the new one is whole, which then is the only one."""
    first, second = dispatches[:1], dispatches[1:2]
    # Copies of other tests are of another base.
    chosen = settings.model_copy(update={"base_iri": "https://a.example/"})
    load(graph, first)

    async def whole() -> None:
        engine = Engine(lambda: order_of(chosen), Limits())
        try:
            digest = read_state(graph).digest
            with pytest.raises(BusyError, match="is being made"):
                await engine.copy_of(digest)
            before = await engine.copy_of(digest, wait=True)
            assert await engine.ask(before, CLAIMS) == counted(first)
            load(graph, second)
            state = read_state(graph)
            assert await engine.copy_of(state.digest) == before
            assert await engine.ask(before, CLAIMS) == counted(first)
            after = await engine.copy_of(state.digest, wait=True)
            assert (after.digest, after.seq) == (state.digest, state.seq)
            assert await engine.ask(after, CLAIMS) == counted(first + second)
            assert [path for path in before.path.parent.iterdir() if path.is_dir()] == [after.path]
        finally:
            await engine.close()

    asyncio.run(whole())


def load(graph: Store, bundles: list[Bundle]) -> None:
    """Load reports."""
    assert sum(Loader(graph).load(bundles), LoadReport()).added


def counted(bundles: list[Bundle]) -> bytes:
    """The answer that tells how many claims some reports make."""
    return f"n\r\n{sum(len(one.claims) for one in bundles)}\r\n".encode()
