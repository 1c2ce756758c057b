"""The application without a database: one shape of error on every route, and what goes with every answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.settings import Settings
from graph.store.connection import Address, AsyncStore

NOBODY = "bolt://127.0.0.1:9"
MEMBERS = ["type", "title", "status", "detail", "instance"]


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A client of an application whose database is not there."""
    store = AsyncStore(Address(NOBODY, "neo4j", "none", None), timeout_s=1)
    with TestClient(create_app(Settings(), store), raise_server_exceptions=False, follow_redirects=False) as opened:
        yield opened
        assert opened.portal is not None
        opened.portal.call(store.close)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing/here", 404),
        ("GET", "/docs/static/nothing.js", 404),
        ("GET", "/queries/nothing", 404),
        ("GET", "/queries/events@000000000000", 404),
        ("GET", "/actors/nobody", 404),
        ("POST", "/queries", 405),
        ("GET", "/ingest", 405),
        ("POST", "/ingest", 403),
        ("DELETE", "/events/abc", 405),
        ("PUT", "/healthz", 405),
        ("GET", "/queries?nonsense=1", 422),
        ("GET", "/actors", 422),
        ("GET", "/actors?q=", 422),
        ("GET", "/actors?q=a&q=b", 422),
        ("GET", "/events/abc?format=xml", 422),
        ("GET", "/events/abc?know_at=1", 422),
        ("GET", "/queries/events?format=xml", 422),
        ("GET", "/reconcile?querys={}", 422),
        ("GET", "/reconcile?queries={", 422),
        ("GET", "/reconcile?queries={}&extend={}", 422),
        ("POST", "/reconcile", 422),
        ("PUT", "/reconcile", 405),
        ("GET", "/reconcile/suggest/entity?cursor=-1", 422),
        ("GET", "/reconcile/suggest/type?prefix=a&prefix=b", 422),
        ("GET", "/reconcile/extend?limit=0", 422),
        ("GET", "/reconcile/preview", 422),
        ("GET", "/reconcile/nothing", 404),
        ("GET", "/healthz?" + "a" * 9_000, 414),
        ("GET", "/queries/events", 503),
        ("GET", "/actors?q=Putin", 503),
        ("GET", "/actors/person/vladimir-putin", 503),
        ("GET", "/events/abc", 503),
        ("GET", "/claims/abc", 503),
        ("GET", "/id/person/abc", 503),
        ("GET", "/data/person/abc?format=ttl", 503),
        ("GET", "/id/nonsense", 404),
        ("GET", "/data/person/abc?format=pdf", 422),
        ("GET", "/.well-known/void", 503),
        ("GET", "/ns?v=none", 404),
        ("GET", "/sparql?query=ASK%20{}", 403),
        ("GET", "/documents/abc", 503),
        ("GET", "/events/abc?format=bibtex", 503),
        ("GET", "/actors/person/vladimir-putin?format=bibtex", 422),
        ("GET", '/reconcile?queries={"q":{"query":"Putin"}}', 503),
        ("GET", "/reconcile/suggest/entity?prefix=Pu", 503),
        ("GET", "/reconcile/preview?id=person/vladimir-putin", 503),
        ("GET", "/readyz", 503),
    ],
)
def test_every_error_has_one_shape(client: TestClient, method: str, path: str, status: int) -> None:
    """Whatever goes wrong on whatever route, the client reads the same members."""
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert list(answer.json())[:5] == MEMBERS
    assert answer.json()["status"] == status
    assert path.startswith(answer.json()["instance"][:100].partition("?")[0])


def test_absent_database_gives_a_time_to_wait(client: TestClient) -> None:
    """503 comes with Retry-After and without the database's address."""
    answer = client.get("/queries/events")
    assert answer.headers["retry-after"] == "5"
    assert "127.0.0.1:9" not in answer.text


def test_refused_method_names_the_allowed_ones(client: TestClient) -> None:
    """405 says what is allowed, HEAD among it."""
    assert client.post("/queries").headers["allow"] == "GET, HEAD"


def test_unacceptable_form_is_406(client: TestClient) -> None:
    """Who can't read any form is told which there are."""
    answer = client.get("/events/abc", headers={"Accept": "application/pdf"})
    assert answer.status_code == 406
    assert "application/json" in answer.json()["detail"]


def test_bodies_are_refused(client: TestClient) -> None:
    """No route but that for reports takes a body of any size, and none without its length."""
    assert client.request("GET", "/healthz", content=b"a" * 20_000).status_code == 413
    assert client.post("/queries", content=iter([b"a"])).status_code == 413
    assert client.post("/ingest", content=b"a" * 20_000).status_code == 403
    assert client.post("/ingest", content=b"a" * 1_000_001).status_code == 413


def test_misspelt_parameter_is_named(client: TestClient) -> None:
    """A parameter that nobody has is no silent default."""
    body = client.get("/events/abc?know_at=1").json()
    assert body["parameter"] == "know_at"
    assert "known_at" in body["detail"]


def test_health_needs_no_database(client: TestClient) -> None:
    """The process is up whether or not Neo4j is."""
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "up"


def test_head_is_get_without_content(client: TestClient) -> None:
    """HEAD has the headers of GET, the length included, and no content."""
    got, head = client.get("/queries"), client.head("/queries")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == got.headers["content-length"] != "0"


def test_any_origin_may_read(client: TestClient) -> None:
    """Notebooks in browsers come from any origin; they see the headers that carry meaning."""
    answer = client.get("/queries", headers={"Origin": "https://notebook.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    asked = {"Origin": "https://notebook.example", "Access-Control-Request-Method": "GET"}
    assert client.options("/queries/events", headers=asked).status_code == 200


def test_any_origin_may_ask_by_post_where_nothing_is_written(client: TestClient) -> None:
    """Clients of reconciliation ask by POST from pages of any origin; reports are not sent that way."""
    asked = {"Origin": "https://refine.example", "Access-Control-Request-Method": "POST"}
    allowed = client.options("/reconcile", headers=asked)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert client.options("/sparql", headers=asked).status_code == 200
    assert client.options("/ingest", headers=asked).status_code == 400
    assert client.get("/reconcile", headers=asked).headers["access-control-allow-origin"] == "*"


def test_names_may_be_many_but_not_endless(client: TestClient) -> None:
    """A batch of names is longer than an address, and bounded."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/reconcile", content=b"queries=%7B" + b"a" * 100_000, headers=form).status_code == 422
    assert client.post("/reconcile", content=b"a" * 300_000, headers=form).status_code == 413
    assert client.post("/reconcile", content=b"queries=%FF", headers=form).json()["parameter"] == "body"


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/events/event/abc", "/events/abc"),
        ("/claims/claim/abc?known_at=2", "/claims/abc?known_at=2"),
        ("/documents/document/a%20b", "/documents/a%20b"),
    ],
)
def test_full_ids_lead_to_the_one_address(client: TestClient, path: str, location: str) -> None:
    """Who puts a whole id after the collection gets there too, for good."""
    answer = client.get(path)
    assert answer.status_code == 301
    assert answer.headers["location"] == "http://testserver" + location


def test_reference_fetches_nothing_from_elsewhere(client: TestClient) -> None:
    """The page at /docs works without a network: its scripts and styles are the server's own."""
    page = client.get("/docs")
    assert page.status_code == 200
    assert "https://" not in page.text
    assert "http://" not in page.text
    for asset in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
        assert f'"/docs/static/{asset}"' in page.text
        assert client.get(f"/docs/static/{asset}").status_code == 200


def test_queries_are_listed_without_a_database(client: TestClient) -> None:
    """The list of queries is the catalogue, with addresses to follow."""
    listed = client.get("/queries").json()["queries"]
    assert [one["name"] for one in listed] == sorted(one["name"] for one in listed)
    assert listed[0]["url"].startswith("http://testserver/queries/")
    assert {"title", "description", "version", "parameters", "returns"} <= set(listed[0])


def test_base_url_is_the_operators(client: TestClient) -> None:
    """Behind a proxy, addresses begin as the operator says."""
    del client
    behind = TestClient(create_app(Settings(base_url="https://whomet.example/api/")))
    assert behind.get("/queries").json()["queries"][0]["url"].startswith("https://whomet.example/api/queries/")
