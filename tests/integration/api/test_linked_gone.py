"""URIs of what does not hold any more: retracted, revised, moved."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from api.linked.engine import make_engine
from graph.rdf.sparql.copies import Copy
from graph.rdf.sparql.engine import Engine
from graph.rdf.sparql.worker import Question
from graph.records import Bundle
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.lookup import read_state
from ingest.retracting import retract
from tests.integration.loading.conftest import load, revise, rows, sample_bundles, told

PRISONERS = "33 Ukrainian prisoners in November"
EVENT_OF = "MATCH (:Claim {id: $id})-[:ABOUT]->(e:Event) RETURN e.id"


@pytest.fixture
def talks(graph: Store) -> Bundle:
    """A document of the samples, alone in the graph."""
    first, *_ = sample_bundles()
    load(graph, first)
    return first


def test_what_was_retracted_is_gone_and_says_why(http: httpx.Client, graph: Store, talks: Bundle) -> None:
    """410 with the reason, for the claim and for the event that rested on it alone; the record of it stays."""
    claim = told(talks, PRISONERS)
    event = rows(graph, EVENT_OF, id=claim.id)[0][0]
    retract(graph, claim.id, "the outlet took it back", "anna")
    for path in (f"/id/{claim.id}", f"/data/{claim.id}?format=ttl", f"/id/{event}", f"/data/{event}"):
        answer = http.get(path)
        assert answer.status_code == 410, path
        body = answer.json()
        assert body["type"].endswith("/gone")
        assert (body["kind"], body["reason"], body["by"]) == ("retracted", "the outlet took it back", "anna")
        assert (body["claim"], body["seq"]) == (claim.id, 3)
        assert body["at"]
    assert http.get(f"/claims/{claim.id.removeprefix('claim/')}").json()["closed_why"] == "retracted"


def test_what_was_revised_leads_to_its_last_version(http: httpx.Client, graph: Store, talks: Bundle) -> None:
    """A claim that its document has no more was quoted once: 303 to what it was; its event leads to where it is now."""
    old = told(talks, PRISONERS)
    before = rows(graph, EVENT_OF, id=old.id)[0][0]
    load(graph, revise(talks, lambda claim: {"date": "2025-11-22"} if claim.id == old.id else {}))
    answer = http.get(f"/id/{old.id}", headers={"Accept": "text/turtle"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/data/{old.id}/v/2")
    former = http.get(answer.headers["location"], params={"format": "nt"}).text
    assert f"/id/{old.id}/v/2> <http://purl.org/dc/terms/isVersionOf>" in former
    assert '"revised"' in former
    assert http.get(f"/id/{old.id}/v/2").status_code == 303
    assert http.get(f"/id/{old.id}/v/9").status_code == 404
    (after,) = (row[0] for row in rows(graph, "MATCH (e:Event {count: 33, rev_to: 9007199254740991}) RETURN e.id"))
    moved = http.get(f"/id/{before}")
    if before == after:
        assert moved.status_code == 303
    else:
        assert moved.status_code == 301
        assert moved.headers["location"].endswith(f"/id/{after}")
    versions = rows(graph, "MATCH (e:Event {id: $id}) RETURN e.rev_from, e.rev_to = 9007199254740991", id=after)
    for since, open_ in versions:
        answer = http.get(f"/id/{after}/v/{since}", params={"format": "ttl"}, follow_redirects=True)
        assert answer.status_code == 200
        assert str(answer.url).endswith(f"/{after}?format=ttl" if open_ else f"/v/{since}?format=ttl")


def test_what_no_document_says_any_more_is_kept(http: httpx.Client, graph: Store, talks: Bundle) -> None:
    """An event whose only claim was left out leads to its last version."""
    dropped = told(talks, PRISONERS)
    event = rows(graph, EVENT_OF, id=dropped.id)[0][0]
    load(graph, revise(talks, lambda claim: None if claim.id == dropped.id else {}))
    answer = http.get(f"/id/{event}", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert answer.status_code == 200
    assert "wm:FormerVersion" in answer.text


def test_sparql_follows_the_graph(graph: Store, settings: Settings, talks: Bundle) -> None:
    """What is loaded is found in the next copy, and the former one is removed."""

    async def count(engine: Engine) -> tuple[Copy, bytes]:
        copy = await engine.copy_of(read_state(graph).digest, wait=True)
        query = "SELECT (COUNT(*) AS ?n) { ?claim a wm:Claim }"
        return copy, await engine.ask(copy, Question(query, "csv"))

    async def work() -> None:
        engine = make_engine(settings)
        try:
            before, counted = await count(engine)
            assert counted == f"n\r\n{len(talks.claims)}\r\n".encode()
            dropped = told(talks, PRISONERS)
            load(graph, revise(talks, lambda claim: None if claim.id == dropped.id else {}))
            after, counted = await count(engine)
            assert counted == f"n\r\n{len(talks.claims) - 1}\r\n".encode()
            assert after.seq == before.seq + 1
            assert after.path.is_dir()
            assert not before.path.exists()
        finally:
            await engine.close()

    asyncio.run(work())
