"""What is asked of reconciliation, read and understood."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.reconciling.comparing import Terms, compare, counts, link_of
from api.reconciling.facts import ActorFacts
from api.reconciling.questions import MOST_QUESTIONS, read_question, read_questions
from graph.dates import bounds
from graph.errors import ParameterError


def test_everything_that_openrefine_sends_is_read() -> None:
    """Types as text or list, values as text, numbers or reconciled cells, and the unused `type_strict`."""
    sent = {
        "q0": {"query": "Лукашенко"},
        "q1": {
            "query": " John Smith ",
            "type": "Person",
            "type_strict": "should",
            "limit": 3,
            "properties": [
                {"pid": "country", "v": {"id": "state/USA", "name": "United States"}},
                {"pid": "born", "v": 1954},
                {"pid": "office", "v": ["senator", "envoy"]},
                {"pid": "viaf", "v": "12345"},
            ],
        },
    }
    questions = read_questions(json.dumps(sent))
    assert questions["q0"].kinds == {"person", "state", "organization", "group"}
    full = questions["q1"]
    assert full.name == "John Smith"
    assert full.kinds == {"person"}
    assert full.told("state") == ["state/USA"]
    assert full.told("born") == ["1954"]
    assert full.told("office") == ["senator", "envoy"]
    assert link_of(full.told("link")[0]).endswith("/viaf/12345")


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ({}, "queries.q.query"),
        ({"query": ""}, "queries.q.query"),
        ({"query": "  ", "properties": []}, "queries.q.query"),
        ({"query": "x" * 501}, "queries.q.query"),
        ({"query": 7}, "queries.q.query"),
        ({"query": "A", "limit": 0}, "queries.q.limit"),
        ({"query": "A", "type": "Human"}, "queries.q.type"),
        ({"query": "A", "properties": [{"pid": "height", "v": 1}]}, "queries.q.properties.0.pid"),
        ({"query": "A", "properties": [{"pid": "born"}]}, "queries.q.properties.0.v"),
        ({"query": "A", "colour": "red"}, "queries.q.colour"),
        ("A", "queries.q"),
    ],
)
def test_what_cannot_be_used_is_named(question: Any, field: str) -> None:  # noqa: ANN401  -- any JSON
    """The error says which question and which field, so that nobody searches fifty of them."""
    with pytest.raises(ParameterError) as caught:
        read_question(question, "queries.q")
    assert caught.value.parameter == field


def test_batches_are_bounded() -> None:
    """More names than the manifest allows are refused whole; none is dropped."""
    many = {f"q{number}": {"query": "A"} for number in range(MOST_QUESTIONS + 1)}
    with pytest.raises(ParameterError, match=f"at most {MOST_QUESTIONS}"):
        read_questions(json.dumps(many))


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '"x"'])
def test_what_is_no_object_is_refused(text: str) -> None:
    """A batch is a JSON object."""
    with pytest.raises(ParameterError, match="JSON"):
        read_questions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Q2866",
        "q2866",
        "wd:Q2866",
        "https://www.wikidata.org/wiki/Q2866",
        "http://www.wikidata.org/entity/Q2866",
    ],
)
def test_wikidata_ids_are_one(text: str) -> None:
    """An item is one, however its id is written."""
    assert link_of(text) == "http://www.wikidata.org/entity/Q2866"


def test_agreement_contradiction_and_ignorance_are_three() -> None:
    """What is not known of a candidate neither helps nor harms it."""
    facts = ActorFacts("person/x", "person", "X", born="1954-08-30", links=("http://www.wikidata.org/entity/Q1",))
    terms = Terms(born=(bounds("1954"),), died=(bounds("2000"),), states=("state/BLR",))
    assert compare(terms, facts) == {"born": True}
    assert compare(Terms(born=(bounds("1955"),)), facts) == {"born": False}
    assert compare(Terms(born=(bounds("1955"), bounds("1954"))), facts) == {"born": True}
    assert compare(Terms(links=frozenset({"http://www.wikidata.org/entity/Q2"})), facts) == {"link": False}
    assert compare(Terms(links=frozenset({"http://viaf.org/viaf/2"})), facts) == {}
    assert counts({"born": True, "state": False, "link": False}) == (1, 2)


def test_nobody_acts_before_birth_or_after_death() -> None:
    """A date on which somebody did not live speaks against him; another one says nothing."""
    facts = ActorFacts("person/x", "person", "X", born="1900", died="1950-05-01")
    early, within, late = bounds("1890"), bounds("1940"), bounds("1951")
    for when, found in ((early, {"date": False}), (within, {}), (late, {"date": False})):
        assert when.lo
        assert when.hi
        assert compare(Terms(days=(when.lo, when.hi)), facts) == found
