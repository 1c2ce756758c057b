"""Claims, events, documents and answers cited, over HTTP and on the command line, on the samples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from pybtex.database import parse_string

pytestmark = pytest.mark.usefixtures("samples")
type Whomet = Callable[..., Any]
BIBTEX, CSL = "application/x-bibtex", "application/vnd.citationstyles.csl+json"


@pytest.fixture
def event(http: httpx.Client) -> dict[str, Any]:
    """The meeting in Bishkek."""
    rows = http.get("/queries/events", params={"type": "meet"}).json()["rows"]
    (row,) = [row for row in rows if row["place"] == "Bishkek"]
    return http.get(f"/events/{row['event'].removeprefix('event/')}").json()


def entry(text: str) -> tuple[str, dict[str, str]]:
    """Type and fields of the one entry of a bibliography."""
    (found,) = parse_string(text, "bibtex").entries.values()
    fields: Any = found.fields
    return str(found.type), dict(fields)


def test_event_is_cited_as_dataset(http: httpx.Client, event: dict[str, Any]) -> None:
    """Its permalink, the commit, the digest and the day of access."""
    answer = http.get(event["url"], headers={"Accept": BIBTEX})
    assert answer.headers["content-type"].startswith(BIBTEX)
    kind, fields = entry(answer.text)
    assert kind == "dataset"
    assert fields["url"] == event["permalink"]
    assert fields["version"] == f"commit {event['known_at']['seq']}"
    assert event["known_at"]["digest"] in fields["note"]
    assert fields["urldate"] == dt.datetime.now(dt.UTC).date().isoformat()
    assert http.get(fields["url"]).json()["id"] == event["id"]


def test_claim_is_cited_as_its_document_with_the_words(http: httpx.Client, event: dict[str, Any]) -> None:
    """Title, publisher and day of the document; the quotation, whom it goes back to and the permalink in the note."""
    claim = http.get(event["claims"][0]["url"]).json()
    (item,) = http.get(claim["url"], params={"format": "csl"}).json()
    assert item["title"] == claim["document"]["label"]
    assert item["publisher"] == claim["document"]["publisher"]
    assert item["issued"]["date-parts"] == [[int(part) for part in claim["document"]["published"].split("-")]]
    for words in (claim["evidence"]["quote"], claim["permalink"], claim["known_at"]["digest"]):
        assert words in item["note"]
    assert all(one["name"] in item["note"] for one in claim["attribution"])


def test_document_is_cited_as_published(http: httpx.Client, event: dict[str, Any]) -> None:
    """The document itself, as its publisher has it."""
    document = http.get(event["claims"][0]["document"]["url"]).json()
    answer = http.get(document["url"], headers={"Accept": CSL})
    assert answer.headers["content-type"] == CSL
    (item,) = answer.json()
    assert item["title"] == document["title"]
    assert item["URL"] == document["source_url"]
    assert ("accessed" in item) == (document["retrieved"] is not None)
    assert item["language"] == document["lang"]
    assert document["permalink"] in item["note"]


def test_answer_is_cited_by_its_permalink(http: httpx.Client) -> None:
    """The answer of a query, whole, whatever page is looked at, with its version and commit."""
    asked = {"person": "Лукашенко", "since": "2025"}
    body = http.get("/queries/who_met_whom", params=asked).json()
    answer = http.get("/queries/who_met_whom", params=asked | {"format": "bibtex"})
    assert 'filename="who_met_whom.bib"' in answer.headers["content-disposition"]
    assert "next" not in answer.links
    _, fields = entry(answer.text)
    assert fields["url"] == body["permalink"]
    assert body["version"] in fields["version"]
    assert body["digest"] in fields["note"]
    assert http.get(fields["url"]).json()["rows"] == body["rows"]
    same = http.get("/queries/who_met_whom", params=asked | {"format": "bibtex", "limit": 2})
    assert same.text == answer.text
    tag = answer.headers["etag"]
    again = http.get("/queries/who_met_whom", params=asked | {"format": "bibtex"}, headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_actors_are_not_cited(http: httpx.Client) -> None:
    """A person is no publication."""
    answer = http.get("/actors/person/vladimir-putin", params={"format": "bibtex"})
    assert answer.status_code == 422
    assert answer.json()["parameter"] == "format"


def test_commands_cite_as_the_routes_do(http: httpx.Client, whomet: Whomet, event: dict[str, Any]) -> None:
    """The same entries on the command line, but for what the addresses begin with."""
    base = str(http.base_url).rstrip("/")
    shown = whomet("show", event["id"], "--format", "bibtex")
    assert shown.returncode == 0
    assert shown.stdout == http.get(event["url"], params={"format": "bibtex"}).text.replace(base, "")
    assert "WHOMET_BASE_URL" in shown.stderr
    asked = whomet("query", "who_met_whom", "--person", "Putin", "--format", "csl")
    answer = http.get("/queries/who_met_whom", params={"person": "Putin", "format": "csl"})
    assert asked.stdout == answer.text.replace(base, "")
    assert whomet("show", "person/vladimir-putin", "--format", "csl").returncode == 2
