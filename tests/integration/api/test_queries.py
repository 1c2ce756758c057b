"""The canned queries over HTTP, on the samples."""

from __future__ import annotations

import csv
import io
import socket
from typing import Any

import httpx
import orjson
import pytest
from openapi_schema_validator import OAS31Validator

from ingest.committing import LoadReport
from queries.catalogue import Query, load_catalogue

pytestmark = pytest.mark.usefixtures("samples")
EXAMPLES: dict[str, dict[str, str]] = {
    "career": {"person": "John Coale"},
    "changed_since": {"since": "0"},
    "connection": {"actor": "Putin", "other": "Trump"},
    "contacts_between_states": {"state": "Belarus"},
    "contacts_by_month": {"actor": "Lukashenko"},
    "met_in_window": {"since": "2025"},
    "office_holders": {"post": "special envoy for Belarus"},
    "sequence": {"actor": "Lukashenko"},
    "talks_about": {"topic": "release"},
    "visits_to": {"place": "Kyrgyzstan"},
    "who_met_whom": {"person": "Lukashenko"},
}
QUERIES = [query for query in load_catalogue() if query.name != "event_reports"]


def ask(http: httpx.Client, name: str, **parameters: str | int) -> dict[str, Any]:
    """The body of an answer."""
    answer = http.get(f"/queries/{name}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_main_question(http: httpx.Client) -> None:
    """Whom Lukashenko met in 2025, asked in Cyrillic, with the words, the document and who says so."""
    rows = ask(http, "who_met_whom", person="Лукашенко", since="2025", until="2025")["rows"]
    by_other = {(row["other"], row["type"]): row for row in rows}
    putin, trump = by_other["Vladimir Putin", "meet"], by_other["Donald Trump", "call"]
    assert (putin["date"], putin["place"]) == ("2025-11-26", "Bishkek")
    assert trump["date"] == "2025-08-15"
    assert "TASS" in putin["attribution"]
    for row in (putin, trump):
        assert row["quote"]
        assert row["source"]
        assert row["document"]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_answers_are_as_openapi_says(http: httpx.Client, query: Query) -> None:
    """Every query answers with rows on the samples, and its answer has the shape that OpenAPI promises."""
    body = ask(http, query.name, **EXAMPLES.get(query.name, {}))
    operation = http.get("/openapi.json").json()["paths"][f"/queries/{query.name}"]["get"]
    OAS31Validator(operation["responses"]["200"]["content"]["application/json"]["schema"]).validate(body)
    assert body["rows"]


def test_forms_hold_the_same_rows(http: httpx.Client) -> None:
    """CSV and JSON Lines have the rows of JSON, by parameter and by header."""
    rows = ask(http, "events", modality="all")["rows"]
    lines = http.get("/queries/events", params={"modality": "all", "format": "jsonl"})
    assert lines.headers["content-type"] == "application/jsonl"
    assert [orjson.loads(line) for line in lines.content.splitlines()] == rows
    sheet = http.get("/queries/events", params={"modality": "all"}, headers={"Accept": "text/csv"})
    assert sheet.headers["content-type"].startswith("text/csv")
    assert 'filename="events.csv"' in sheet.headers["content-disposition"]
    read = list(csv.DictReader(io.StringIO(sheet.text, newline="")))
    assert [one["event"] for one in read] == [row["event"] for row in rows]
    assert [one["participants"] for one in read] == ["; ".join(row["participants"]) for row in rows]


def test_pages_follow_each_other(http: httpx.Client) -> None:
    """Following `next` gives every row once, in the order of one large page."""
    whole = ask(http, "events", modality="all")["rows"]
    answer = http.get("/queries/events", params={"modality": "all", "limit": 2}).json()
    rows = answer["rows"]
    while answer["next"]:
        assert len(answer["rows"]) == 2
        answer = http.get(answer["next"]).json()
        rows += answer["rows"]
    assert rows == whole
    assert len(rows) > 4


def test_pages_of_csv_follow_by_link(http: httpx.Client) -> None:
    """Where a form has no room for it, the Link header leads to the next page in the same form."""
    answer = http.get("/queries/events", params={"modality": "all", "limit": 2, "format": "csv"})
    following = answer.links["next"]["url"]
    assert "format=csv" in following
    assert http.get(following).headers["content-type"].startswith("text/csv")
    assert "next" not in http.get("/queries/events", params={"format": "csv"}).links


def test_permalink_gives_the_same_rows(http: httpx.Client) -> None:
    """The permalink is absolute, names version and commit, and gives the same rows."""
    body = ask(http, "who_met_whom", person="Lukashenko")
    assert body["permalink"].startswith(str(http.base_url))
    assert f"who_met_whom@{body['version']}" in body["permalink"]
    assert f"known_at={body['seq']}" in body["permalink"]
    again = http.get(body["permalink"]).json()
    assert again["rows"] == body["rows"]
    assert http.get("/queries/who_met_whom@000000000000", params={"person": "Putin"}).status_code == 404


def test_nothing_was_known_before_the_first_commit(http: httpx.Client) -> None:
    """`known_at` reaches back to the empty graph."""
    assert ask(http, "events", known_at=0)["rows"] == []


def test_unchanged_answers_are_not_sent_again(http: httpx.Client) -> None:
    """An ETag answers 304 as long as the graph stands, and differs with the question and the form."""
    first = http.get("/queries/events")
    tag = first.headers["etag"]
    same = http.get("/queries/events", headers={"If-None-Match": tag})
    assert same.status_code == 304
    assert same.content == b""
    assert same.headers["etag"] == tag
    other = http.get("/queries/events", params={"type": "meet"})
    sheet = http.get("/queries/events", headers={"Accept": "text/csv"})
    assert len({tag, other.headers["etag"], sheet.headers["etag"]}) == 3
    assert "Accept" in first.headers["vary"]
    assert http.get("/queries/events", headers={"If-None-Match": 'W/"x", *'}).status_code == 304


def test_window_tells_what_it_leaves_out(http: httpx.Client) -> None:
    """Undated rows that a window can't place are counted, in the body and for CSV in a header."""
    parameters = {"since": "2025", "modality": "all"}
    body = ask(http, "events", **parameters)
    undated = [row for row in ask(http, "events", modality="all")["rows"] if row["date"] is None]
    assert body["undated_left_out"] == len(undated) > 0
    sheet = http.get("/queries/events", params={**parameters, "format": "csv"})
    assert sheet.headers["whomet-undated-left-out"] == str(len(undated))


def test_unknown_name_is_404_with_the_nearest(http: httpx.Client) -> None:
    """A misspelt name is answered with those that come near."""
    answer = http.get("/queries/who_met_whom", params={"person": "Lukashenkko"})
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("/unknown-name")
    assert "person/alexander-lukashenko" in [one["id"] for one in answer.json()["nearest"]]


def test_ambiguous_name_is_409_with_the_candidates(http: httpx.Client) -> None:
    """Several people of a name: the client chooses, whomet does not guess."""
    answer = http.get("/queries/who_met_whom", params={"person": "Mohamed"})
    assert answer.status_code == 409
    candidates = [one["id"] for one in answer.json()["candidates"]]
    assert len(candidates) > 1
    assert http.get("/queries/who_met_whom", params={"person": candidates[0]}).status_code == 200


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"since": "26.11.2025"}, "since"),
        ({"until": "2025-13"}, "until"),
        ({"type": "meeet"}, "type"),
        ({"modality": "maybe"}, "modality"),
        ({"limit": "0"}, "limit"),
        ({"limit": "1000000"}, "limit"),
        ({"after": "nonsense"}, "after"),
        ({"known_at": "yesterday"}, "known_at"),
        ({"sinse": "2025"}, "sinse"),
        ({"actor": ["Putin", "Trump"]}, "actor"),
    ],
)
def test_bad_parameter_is_422_and_named(http: httpx.Client, parameters: dict[str, Any], named: str) -> None:
    """Whatever is wrong with a parameter, the answer names it."""
    answer = http.get("/queries/events", params=parameters)
    assert answer.status_code == 422
    assert answer.json()["parameter"] == named


def test_ready(http: httpx.Client, samples: LoadReport) -> None:
    """The database accepts every query of the catalogue."""
    answer = http.get("/readyz")
    assert answer.status_code == 200, answer.text
    assert answer.json()["queries"] == len(load_catalogue())
    assert answer.json()["seq"] == samples.seq


def test_a_name_typed_after_curl_is_understood(http: httpx.Client) -> None:
    """An address in bare UTF-8, as curl sends it, is answered like an encoded one."""
    with socket.create_connection((http.base_url.host, http.base_url.port or 80), timeout=30) as connection:
        request = "GET /queries/who_met_whom?person=Лукашенко HTTP/1.1\r\nHost: whomet\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"person/vladimir-putin" in answer
