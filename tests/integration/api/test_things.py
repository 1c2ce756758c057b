"""Single things over HTTP, on the samples."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from queries.catalogue import load_catalogue

pytestmark = pytest.mark.usefixtures("samples")


@pytest.fixture
def events(http: httpx.Client) -> list[dict[str, Any]]:
    """All events of the samples, as the query lists them."""
    return http.get("/queries/events", params={"modality": "all"}).json()["rows"]


@pytest.fixture
def bishkek(http: httpx.Client, events: list[dict[str, Any]]) -> dict[str, Any]:
    """The meeting in Bishkek."""
    (row,) = [row for row in events if row["type"] == "meet" and row["place"] == "Bishkek"]
    return http.get(f"/events/{row['event'].removeprefix('event/')}").json()


def test_event_has_its_evidence(bishkek: dict[str, Any]) -> None:
    """An event shows who stood on which side, how each value was chosen, and every claim in its own words."""
    assert bishkek["date"] == "2025-11-26"
    sides = [{one["actor"]["id"] for one in side["participants"]} for side in bishkek["sides"]]
    assert {"person/vladimir-putin"} in sides
    assert {"person/alexander-lukashenko"} in sides
    assert {value["field"] for value in bishkek["values"]} >= {"type", "modality", "date", "place"}
    for claim in bishkek["claims"]:
        assert claim["evidence"]["quote"]
        assert claim["document"]["publisher"]
        assert claim["coder"] == "rules"
    assert "TASS" in {link["name"] for claim in bishkek["claims"] for link in claim["attribution"]}
    assert bishkek["evidence"] in {claim["id"] for claim in bishkek["claims"]}


def test_every_event_opens(http: httpx.Client, events: list[dict[str, Any]]) -> None:
    """Every event that a query names can be opened, and every address in it leads somewhere."""
    addresses: set[str] = set()
    for row in events:
        answer = http.get(f"/events/{row['event'].removeprefix('event/')}")
        assert answer.status_code == 200, answer.text
        addresses |= urls(answer.json())
    assert len(addresses) > 20
    for address in sorted(addresses):
        assert http.get(address).status_code == 200, address


def urls(value: Any) -> set[str]:  # noqa: ANN401  -- any JSON
    """Every `url` and `permalink` inside a body."""
    if isinstance(value, list):
        return set[str]().union(*(urls(one) for one in value))
    if not isinstance(value, dict):
        return set()
    found = {one for name, one in value.items() if name in {"url", "permalink"} and one}
    return found.union(*(urls(one) for one in value.values()))


def test_any_claim_leads_to_its_event(http: httpx.Client, events: list[dict[str, Any]]) -> None:
    """`/events/` with the id of any claim about an event answers 301 to the event, its query string kept."""
    (row,) = [row for row in events if row["type"] == "appoint" and row["documents"] > 1]
    event = http.get(f"/events/{row['event'].removeprefix('event/')}").json()
    own = event["id"].removeprefix("event/")
    others = [one["id"].removeprefix("claim/") for one in event["claims"] if one["id"].removeprefix("claim/") != own]
    assert others
    for tail in others:
        answer = http.get(f"/events/{tail}", params={"format": "json"})
        assert answer.status_code == 301
        assert answer.headers["location"] == f"{event['url']}?format=json"


def test_dispute_shows_both_sides(http: httpx.Client) -> None:
    """The envoy is one person under both spellings, and the event says what is disputed and by whom."""
    rows = http.get("/queries/disputed_events", params={"type": "appoint"}).json()["rows"]
    event = http.get(f"/events/{rows[0]['event'].removeprefix('event/')}").json()
    assert event["disputed"]
    assert any(value["conflicts"] for value in event["values"] if value["field"] in event["disputed"])
    names = {one["name"] for claim in event["claims"] for one in claim["participants"] if one["role"] == "appointee"}
    assert {"John Cole", "John Coale"} <= names


def test_claim_leads_everywhere(http: httpx.Client, bishkek: dict[str, Any]) -> None:
    """A claim names its document, its event, and whom each name was taken for and how."""
    claim = http.get(bishkek["claims"][0]["url"]).json()
    assert claim["event"]["id"] == bishkek["id"]
    assert claim["closed"] is None
    for one in claim["participants"]:
        assert one["actor"]["id"].startswith("person/")
        assert one["method"]
        assert 0 <= one["score"] <= 1
    document = http.get(claim["document"]["url"]).json()
    assert claim["id"] in {one["id"] for one in document["claims"]}
    evidence = claim["evidence"]
    assert document["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_actors_are_found_in_any_script(http: httpx.Client) -> None:
    """One person under every spelling."""
    for name in ("Lukashenko", "Лукашенко", "Lukashenka", "Лукашэнка", "Alexander Lukashenko"):
        found = http.get("/actors", params={"q": name}).json()
        assert found["exact"], name
        assert found["actors"][0]["id"] == "person/alexander-lukashenko", name
    assert not http.get("/actors", params={"q": "Lukashenkko"}).json()["exact"]


def test_actor_page(http: httpx.Client) -> None:
    """A person: names, posts held with their sources, events by type, the latest of them with their words."""
    actor = http.get("/actors/person/alexander-lukashenko").json()
    assert actor["kind"] == "person"
    assert actor["names"]
    assert any("President" in one["post"]["label"] for one in actor["tenures"])
    assert sum(one["events"] for one in actor["events"]) >= len(actor["recent"]) > 0
    assert actor["recent"][0]["quote"]
    assert http.get(actor["all_events"]).json()["rows"]
    assert http.get("/actors/state/BLR").json()["label"] == "Belarus"


@pytest.mark.parametrize(
    "path", ["/events/nothing", "/claims/nothing", "/documents/no%2Fthing%3F", "/actors/person/nobody-at-all"]
)
def test_nothing_of_that_id_is_404(http: httpx.Client, path: str) -> None:
    """An id that nothing has is a problem that says so."""
    answer = http.get(path)
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("/not-found")


def test_things_answer_304(http: httpx.Client, bishkek: dict[str, Any]) -> None:
    """Things carry an ETag as queries do."""
    tag = http.get(bishkek["url"]).headers["etag"]
    assert http.get(bishkek["url"], headers={"If-None-Match": tag}).status_code == 304


def test_event_was_not_known_before(http: httpx.Client, bishkek: dict[str, Any]) -> None:
    """Asked as of a time before it was loaded, an event is not there, and the answer says when it is."""
    answer = http.get(bishkek["url"], params={"known_at": 0})
    assert answer.status_code == 404
    assert "known_at" in answer.json()["detail"]


def test_list_of_queries_leads_to_answers(http: httpx.Client) -> None:
    """The list has an address and an example for every query."""
    listed = http.get("/queries").json()["queries"]
    assert [one["name"] for one in listed] == list(load_catalogue().names)
