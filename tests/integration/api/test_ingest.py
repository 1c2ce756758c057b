"""Reports in over HTTP, on a real server and a real database: what is taken, what is refused, what is in the graph."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import pytest

from api.ingesting import Ingested, Ingester
from graph.records import Bundle, Document
from graph.settings import Settings
from graph.store.connection import Store
from ingest.extract.pipeline import Extractor
from tests.integration.api.conftest import serving

KEY, OTHER = "a-key-of-the-tests", "another-key"
HEADERS = {"Authorization": f"Bearer {KEY}"}
REPORT: dict[str, Any] = {
    "title": "Talks in Minsk",
    "text": "Vladimir Putin met Alexander Lukashenko in Minsk on Tuesday, TASS reported.\n\nThey spoke for two hours.",
    "published": "2025-11-26",
    "publisher": "Ostra Gazette",
    "url": "https://gazette.example/talks",
    "retrieved": "2025-11-27",
}
GERMAN = "Der Präsident traf gestern den Außenminister. Sie sprachen in Berlin über den Vertrag. " * 8


@pytest.fixture(scope="module")
def keyed(settings: Settings, store: Store) -> Iterator[httpx.Client]:
    """A server that takes reports from the holders of two keys."""
    del store
    with serving(Settings.model_validate(settings.model_dump() | {"api_keys": f"{OTHER}, {KEY}"})) as client:
        yield client


def post(client: httpx.Client, *reports: dict[str, Any]) -> Any:  # noqa: ANN401  -- JSON
    """Send reports; give the answer, which must be good."""
    answer = client.post("/ingest", json={"documents": reports}, headers=HEADERS)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_off_without_keys(http: httpx.Client) -> None:
    """A server without keys takes nothing, and says who can change that."""
    answer = http.post("/ingest", json={"documents": [REPORT]}, headers=HEADERS)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert "WHOMET_API_KEYS" in answer.json()["detail"]


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer wrong", f"Basic {KEY}", KEY, f"Bearer {KEY}x", "Bearer é"]
)
def test_wrong_keys(keyed: httpx.Client, header: str | None) -> None:
    """Nobody without a key gets in, and learns how to send one."""
    headers = [] if header is None else [(b"Authorization", header.encode())]
    answer = keyed.post("/ingest", json={"documents": [REPORT]}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert KEY not in answer.text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"{", None),
        (b"[]", None),
        (b'{"documents": []}', "documents"),
        (b'{"documents": [1]}', "documents.0"),
        (b'{"documents": [{"text": "a"}]}', "documents.0.published"),
        (b'{"documents": [{"text": "a", "published": "2025-02-30"}]}', "documents.0.published"),
        (b'{"documents": [{"text": "", "published": "2025-11-26"}]}', "documents.0.text"),
        (b'{"documents": [{"text": "a", "published": "2025-11-26", "url": "file:///etc/passwd"}]}', "documents.0.url"),
        (b'{"documents": [{"text": "a", "published": "2025-11-26", "headline": "b"}]}', "documents.0.headline"),
    ],
)
def test_bad_bodies(keyed: httpx.Client, body: bytes, field: str | None) -> None:
    """What is wrong is named, whatever it is."""
    answer = keyed.post("/ingest", content=body, headers=HEADERS)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/bad-record")
    assert answer.json()["field"] == field


def test_report_goes_into_the_graph(keyed: httpx.Client, graph: Store) -> None:
    """The claims that are told are there, with their document; the second key works as the first."""
    del graph
    answer = post(keyed, REPORT)
    (document,) = answer["documents"]
    assert answer["added"] == len(document["claims"]) >= 1
    assert document["left_out"] is None
    stored = keyed.get(f"/documents/{document['id']}").json()
    assert (stored["title"], stored["retrieved"]) == (REPORT["title"], "2025-11-27")
    claim = keyed.get(f"/claims/{document['claims'][0].removeprefix('claim/')}").json()
    assert claim["evidence"]["quote"] in REPORT["text"]
    assert claim["document"]["retrieved"] == "2025-11-27"
    later = REPORT | {"retrieved": "2025-11-28"}
    second = keyed.post("/ingest", json={"documents": [later]}, headers={"Authorization": f"Bearer {OTHER}"}).json()
    assert (second["added"], second["closed"], second["unchanged"]) == (0, 0, answer["added"])
    assert keyed.get(f"/documents/{document['id']}").json()["retrieved"] == "2025-11-27"


def test_changed_report_replaces_what_it_was(keyed: httpx.Client, graph: Store) -> None:
    """The same address is the same document: what it no longer says is closed."""
    del graph
    first = post(keyed, REPORT)
    changed = post(
        keyed, REPORT | {"text": REPORT["text"].replace("Minsk", "Moscow"), "url": REPORT["url"] + "?utm_source=x"}
    )
    assert changed["documents"][0]["id"] == first["documents"][0]["id"]
    assert (changed["added"], changed["closed"]) == (first["added"], first["added"])


def test_all_or_nothing(keyed: httpx.Client, graph: Store) -> None:
    """One report that can't be used, or comes twice, keeps the others out."""
    for bad in ({"text": "a"}, REPORT):
        answer = keyed.post("/ingest", json={"documents": [REPORT, bad]}, headers=HEADERS)
        assert answer.status_code == 422
        assert answer.json()["field"].startswith("documents.1")
    assert graph.read("MATCH (d:Document) RETURN count(d)").values == [[0]]


def test_other_languages_are_left_out(keyed: httpx.Client, graph: Store) -> None:
    """A long text that is no English is told, with its language; the others are loaded."""
    del graph
    answer = post(keyed, {"title": "Treffen", "text": GERMAN, "published": "2025-11-26"}, REPORT)
    left, taken = answer["documents"]
    assert (left["id"], left["left_out"], left["claims"]) == (None, "de", [])
    assert taken["claims"]


def test_unreadable_text_keeps_no_other_out(keyed: httpx.Client, graph: Store) -> None:
    """It is told in its place, with the reason; the others are loaded."""
    bad = {"title": "Lost", "text": "\ufffd" * 50, "published": "2025-11-26"}
    failed, taken = post(keyed, bad, REPORT)["documents"]
    assert (failed["id"], failed["title"], failed["claims"]) == (None, "Lost", [])
    assert "were lost when somebody saved it" in failed["failed"]
    assert taken["claims"]
    assert taken["failed"] is None
    assert graph.read("MATCH (d:Document) RETURN count(d)").values == [[1]]


class Fragile:
    """The rules, but for a text over which they stumble."""

    def extract(self, documents: Iterable[Document]) -> Iterator[Bundle]:
        """Read documents."""
        for document in documents:
            if document.doc_id == "broken":
                raise IndexError("list index out of range")
            yield from Extractor().extract([document])


def test_failing_extraction_keeps_no_other_out(settings: Settings, graph: Store) -> None:
    """The document over which it fails is given with the reason, and the others are loaded."""
    day = dt.date(2025, 11, 26)
    documents = [Document(doc_id=name, published=day, text=REPORT["text"]) for name in ("a", "broken", "b")]

    async def send() -> Ingested:
        ingester = Ingester(settings, Fragile())
        try:
            return await ingester.ingest(documents)
        finally:
            await ingester.close()

    ingested = asyncio.run(send())
    assert [one.document.doc_id for one in ingested.bundles] == ["a", "b"]
    (failed,) = ingested.failed
    assert failed.document.doc_id == "broken"
    assert "a fault of whomet" in failed.problem
    assert graph.read("MATCH (d:Document) RETURN d.id AS id ORDER BY id").values == [["a"], ["b"]]


def test_others_are_answered_meanwhile(keyed: httpx.Client, graph: Store) -> None:
    """While a long report is read, the server goes on answering."""
    del graph
    post(keyed, REPORT)
    long = {"text": f"{REPORT['text']}\n\n" * 400, "published": "2025-11-26", "doc_id": "long"}
    done: list[Any] = []
    thread = threading.Thread(target=lambda: done.append(post(keyed, long)))
    thread.start()
    answered = 0
    while not done and thread.is_alive():
        assert keyed.get("/healthz").status_code == 200
        answered += not done
    thread.join()
    assert done[0]["documents"][0]["claims"]
    assert answered > 3
