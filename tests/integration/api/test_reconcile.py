"""Reconciliation over HTTP as OpenRefine asks for it, and on the command line, on the samples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from api.reconciling.questions import MOST_QUESTIONS

type Whomet = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("samples")
LUKASHENKO, PUTIN = "person/alexander-lukashenko", "person/vladimir-putin"


def match(http: httpx.Client, query: str, type_: str | None = None, **told: Any) -> dict[str, Any]:  # noqa: ANN401
    """Ask for one name as OpenRefine does; the answer with its candidates under `result`."""
    question: dict[str, Any] = {"query": query, "properties": [{"pid": pid, "v": v} for pid, v in told.items()]}
    if type_:
        question |= {"type": type_, "type_strict": "should"}
    answer = http.post("/reconcile", data={"queries": json.dumps({"q0": question})})
    assert answer.status_code == 200, answer.text
    return answer.json()["q0"]


def best(http: httpx.Client, query: str, type_: str | None = None, **told: Any) -> dict[str, Any]:  # noqa: ANN401
    """The first candidate."""
    return match(http, query, type_, **told)["result"][0]


def rule(candidate: dict[str, Any]) -> str:
    """By which rule a candidate's name fits."""
    return candidate["features"][0]["id"]


def test_manifest_leads_to_every_service(http: httpx.Client) -> None:
    """All that the manifest names is there, on this server."""
    told = http.get("/reconcile").json()
    assert "0.2" in told["versions"]
    assert [one["id"] for one in told["defaultTypes"]] == ["Person", "State", "Organization", "Group"]
    for template in (told["view"]["url"], told["preview"]["url"]):
        assert http.get(template.replace("{{id}}", quote(PUTIN, safe=""))).status_code == 200
    for what, one in told["suggest"].items():
        prefix = {"entity": "Put", "property": "off", "type": "per"}[what]
        answer = http.get(one["service_url"] + one["service_path"], params={"prefix": prefix})
        assert answer.json()["result"]
    proposal = told["extend"]["propose_properties"]
    answer = http.get(proposal["service_url"] + proposal["service_path"], params={"type": "Person", "limit": 3})
    assert len(answer.json()["properties"]) == answer.json()["limit"] == 3


@pytest.mark.parametrize(
    ("query", "rule_", "score"),
    [
        ("Alexander Lukashenko", "name", 100),
        ("Александр Лукашенко", "alias", 98),
        ("LUKASHENKO, Alexander", "variant", 92),
        ("Aliaksandr Lukashenka", None, None),
        ("Аляксандр Лукашэнка", None, None),
    ],
)
def test_full_name_in_any_spelling_is_certain(
    http: httpx.Client, query: str, rule_: str | None, score: float | None
) -> None:
    """A full name that the rules of identity take for one person is certain, and its score says how it is written."""
    found = best(http, query)
    assert found["id"] == LUKASHENKO
    assert found["match"]
    assert found["score"] >= 90
    if rule_:
        assert (rule(found), found["score"]) == (rule_, score)


def test_surname_is_certain_only_on_a_day(http: httpx.Client) -> None:
    """A surname finds its bearers, and means one of them only where the day says who held an office."""
    undated = match(http, "Лукашенко")
    assert undated["result"][0]["id"] == LUKASHENKO
    assert not any(one["match"] for one in undated["result"])
    dated = best(http, "Лукашенко", date="2025-11-26")
    assert (dated["id"], dated["match"]) == (LUKASHENKO, True)


def test_likeness_is_never_certain(http: httpx.Client) -> None:
    """A name that only looks like one is proposed with a low score, and never taken for it."""
    for query in ("Lukashenkko", "Alexander Lukashevich"):
        answer = match(http, query)
        assert not any(one["match"] for one in answer["result"])
        assert all(one["score"] <= 50 for one in answer["result"])


def test_what_else_is_told_counts(http: httpx.Client) -> None:
    """Agreement is told, contradiction halves the score and forbids a match."""
    agreed = best(http, "Vladimir Putin", country="Russia", office="President", type_="Person")
    assert (agreed["id"], agreed["match"]) == (PUTIN, True)
    told = {one["id"]: one["value"] for one in agreed["features"]}
    assert told["state"] is True
    assert told["office"] is True
    wrong = next(one for one in match(http, "Vladimir Putin", state="Belarus")["result"] if one["id"] == PUTIN)
    assert (wrong["score"], wrong["match"]) == (50, False)


def test_what_cannot_be_understood_is_told(http: httpx.Client) -> None:
    """A cell that nobody can read makes no name certain, and fails no other one."""
    answer = match(http, "Vladimir Putin", born="07.10.1952", state="Ruritania")
    assert len(answer["notes"]) == 2
    assert answer["result"][0]["id"] == PUTIN
    assert not answer["result"][0]["match"]


def test_people_whom_only_reports_know_are_matched(http: httpx.Client) -> None:
    """Somebody without authority data is taken for whom a report's name would be taken for."""
    coale = best(http, "John Coale")
    assert coale["match"]
    assert http.get(f"/actors/{coale['id']}").json()["origin"] == "claims"
    assert best(http, "John Cole")["id"] == coale["id"]


def test_type_restricts(http: httpx.Client) -> None:
    """A state is no person."""
    assert best(http, "Belarus", "State")["id"] == "state/BLR"
    assert best(http, "Белоруссия", "State")["match"]
    assert all(one["type"][0]["id"] == "Person" for one in match(http, "Belarus", "Person")["result"])


def test_id_and_link_are_certain(http: httpx.Client) -> None:
    """Who has an id already, ours or Wikidata's, gets its actor."""
    by_id = best(http, PUTIN)
    assert (by_id["id"], by_id["score"], by_id["match"]) == (PUTIN, 100, True)
    link = http.get(f"/actors/{PUTIN}").json()["links"][0]
    answer = http.post("/reconcile", data={"queries": json.dumps({"q": {"properties": [{"pid": "link", "v": link}]}})})
    (found,) = answer.json()["q"]["result"]
    assert (found["id"], found["match"], rule(found)) == (PUTIN, True, "link")
    other = match(http, "Vladimir Putin", wikidata="Q1")["result"][0]
    assert not other["match"]


def test_cut_lists_say_so(http: httpx.Client) -> None:
    """A list that holds not all candidates says how many are left out."""
    whole = match(http, "Kim")
    answer = http.post("/reconcile", data={"queries": json.dumps({"q": {"query": "Kim", "limit": 1}})}).json()["q"]
    assert len(answer["result"]) == 1
    assert answer["left_out"] == len(whole["result"]) + whole["left_out"] - 1 > 0
    scores = [one["score"] for one in whole["result"]]
    assert scores == sorted(scores, reverse=True)


def test_questions_do_not_touch_each_other(http: httpx.Client) -> None:
    """A batch, sent as a form or in the address, answers each name as it is answered alone, and twice the same."""
    names = ["Лукашенко", "Vladimir Putin", "John Coale", "Nobody Whatsoever", "Vladimir Putin"]
    batch = json.dumps({f"q{number}": {"query": name} for number, name in enumerate(names)})
    together = http.post("/reconcile", data={"queries": batch}).json()
    assert list(together) == [f"q{number}" for number in range(len(names))]
    for number, name in enumerate(names):
        alone = http.post("/reconcile", data={"queries": json.dumps({"x": {"query": name}})}).json()["x"]
        assert together[f"q{number}"] == alone
    assert http.get("/reconcile", params={"queries": batch}).json() == together


def test_suggestions_begin_as_typed(http: httpx.Client) -> None:
    """Completion in any script, page by page without repetition."""
    for prefix in ("Luka", "Лука", "Lukashenka", LUKASHENKO):
        result = http.get("/reconcile/suggest/entity", params={"prefix": prefix}).json()["result"]
        assert LUKASHENKO in [one["id"] for one in result], prefix
    first = http.get("/reconcile/suggest/entity", params={"prefix": "a"}).json()
    second = http.get("/reconcile/suggest/entity", params={"prefix": "a", "cursor": 20}).json()
    assert first["more"]
    assert not {one["id"] for one in first["result"]} & {one["id"] for one in second["result"]}
    assert http.get("/reconcile/suggest/entity").json()["result"] == []


def test_columns_are_filled(http: httpx.Client) -> None:
    """What is known of actors, offices as of a day; ids that nobody has are told."""
    asked = {
        "ids": [LUKASHENKO, PUTIN, "person/nobody-at-all"],
        "properties": [
            {"id": "label"},
            {"id": "born"},
            {"id": "wikidata"},
            {"id": "states"},
            {"id": "offices", "settings": {"on": "2025-11-26"}},
        ],
    }
    answer = http.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    assert [one["id"] for one in answer["meta"]] == ["label", "born", "wikidata", "states", "offices"]
    row = answer["rows"][LUKASHENKO]
    assert row["label"] == [{"str": "Alexander Lukashenko"}]
    assert answer["rows"][PUTIN]["wikidata"] == [{"str": "Q7747"}]
    assert {"id": "state/BLR", "name": "Belarus"} in row["states"]
    assert any("President" in one["str"] for one in row["offices"])
    assert answer["unknown"] == ["person/nobody-at-all"]
    assert answer["rows"]["person/nobody-at-all"]["label"] == []
    asked["properties"] = [{"id": "offices", "settings": {"on": "1980"}}]
    early = http.get("/reconcile", params={"extend": json.dumps(asked)}).json()
    assert early["rows"][LUKASHENKO]["offices"] == []


def test_preview_is_a_page_without_scripts(http: httpx.Client) -> None:
    """The frame shows who is meant, and runs nothing."""
    answer = http.get("/reconcile/preview", params={"id": LUKASHENKO})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "Alexander Lukashenko" in answer.text
    assert "President" in answer.text
    assert "<script" not in answer.text
    assert http.get("/reconcile/preview", params={"id": "person/nobody"}).status_code == 404


def test_faults_are_problems(http: httpx.Client) -> None:
    """Too many names, no JSON and unknown fields are told as everywhere."""
    many = json.dumps({f"q{number}": {"query": "A"} for number in range(MOST_QUESTIONS + 1)})
    for data in ({"queries": many}, {"queries": "{"}, {"queries": "{}", "extend": "{}"}, {"querys": "{}"}, {}):
        answer = http.post("/reconcile", data=data)
        assert answer.status_code == 422, data
        assert answer.headers["content-type"] == "application/problem+json"
    assert http.post("/reconcile", json={"q": {}}).json()["parameter"] == "body"
    assert http.post("/reconcile", data={"queries": "x" * 300_000}).status_code == 413


def test_spreadsheet_is_matched(whomet: Whomet) -> None:
    """CSV in, the same rows out with the best candidate, whether it is certain, and the others."""
    sheet = "Name,Country\nАлександр Лукашенко,Belarus\n,\nLukashenkko,\nVladimir Putin,Belarus\n"
    done = whomet("reconcile", "-", "--column", "Name", "--state", "Country", "--type", "Person", stdin=sheet)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert [row["Name"] for row in rows] == ["Александр Лукашенко", "Lukashenkko", "Vladimir Putin"]
    assert [row["whomet_match"] for row in rows] == ["true", "false", "false"]
    assert (rows[0]["whomet_id"], rows[0]["whomet_score"]) == (LUKASHENKO, "98")
    assert "1 of 3 names" in done.stderr


def test_empty_names_are_kept_as_rows(whomet: Whomet) -> None:
    """A row without a name is written as it is."""
    done = whomet("reconcile", "-", "--column", "Name", stdin="Name,Note\n,kept\n")
    assert done.stdout.splitlines()[1] == ",kept,,,,,,"
