"""The sample dispatches, and the hand-coded documents of the tests, say what their claims quote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.dates import check_edtf
from graph.records import Attribution, Participant, Quantity
from graph.vocabulary import check_terms
from ingest.samples import sample_paths

DATA = Path(__file__).parents[2] / "data"


def documents(*paths: Path) -> list[dict[str, Any]]:
    """The documents of hand-coded files, as YAML gives them."""
    return [each for path in paths for each in yaml.safe_load(path.read_text(encoding="utf-8"))]


SAMPLES = documents(*sample_paths())
ALL = SAMPLES + documents(DATA / "delegations.yaml", DATA / "apart.yaml")


@pytest.fixture(params=ALL, ids=lambda each: each["title"])
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One hand-coded document after another."""
    return request.param


def claims_of(samples: list[dict[str, Any]], type: str) -> list[dict[str, Any]]:
    """All claims of a type, in order."""
    return [claim for each in samples for claim in each["claims"] if claim["type"] == type]


def test_quotes_are_in_the_text(document: dict[str, Any]) -> None:
    """A quotation occurs once in its text, or says which occurrence it means; a link's occurs at all."""
    for claim in document["claims"]:
        count = document["text"].count(claim["quote"])
        assert count == 1 or 1 <= claim.get("occurrence", 0) <= count, claim["quote"]
        for link in claim.get("links", ()):
            assert link["quote"] in document["text"]
            assert link["claim"] in {other["key"] for other in document["claims"]} - {claim["key"]}


def test_words_are_in_the_text(document: dict[str, Any]) -> None:
    """Names, titles, topics, posts, places, hedges and sources are the document's own words."""
    for claim in document["claims"]:
        parts = claim["participants"]
        words = [
            *(claim.get(field) for field in ("post", "place", "about", "hedge")),
            claim.get("quantity", {}).get("of"),
            *(each.get(field) for each in parts for field in ("name", "title")),
            *(each["name"] for each in claim.get("attribution", ())),
        ]
        assert [word for word in words if word and word not in document["text"]] == []


def test_claims_fit_the_records(document: dict[str, Any]) -> None:
    """Terms, dates and the parts of each claim are valid as they stand."""
    for claim in document["claims"]:
        parts = [Participant.model_validate(each) for each in claim["participants"]]
        chain = [Attribution.model_validate(each) for each in claim.get("attribution", ())]
        Quantity.model_validate(claim.get("quantity", {"count": 0}))
        if "date" in claim:
            check_edtf(str(claim["date"]))
        assert not check_terms(
            claim["type"],
            claim.get("modality", "occurred"),
            claim.get("act"),
            [each.role for each in parts],
            [each.mode for each in chain],
            native=False,
        )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each["title"])
def test_samples_are_short_and_own_up(sample: dict[str, Any]) -> None:
    """A sample has 120 to 250 words, a publisher that says it is one, and an address that nobody has."""
    assert 120 <= len(sample["text"].split()) <= 250
    assert sample["publisher"].startswith("Sample ")
    assert sample["url"].startswith("https://example.org/")
    assert sample["licence"] == "CC0-1.0"


def test_samples_disagree_on_the_envoy() -> None:
    """Two spellings, and appointed at an unknown time against chosen or nominated on 9 November."""
    told = [
        (claim["participants"][0]["name"], claim.get("modality", "occurred"), str(claim.get("date")))
        for claim in claims_of(SAMPLES, "appoint")
    ]
    assert told == [
        ("John Cole", "occurred", "None"),
        ("John Coale", "occurred", "2025-11-09"),
        ("John Coale", "scheduled", "2025-11-09"),
    ]


def test_samples_tell_the_releases() -> None:
    """At least 100 are only possible; 14, 52, 33 and 16 were freed, and one report says about fifty."""
    told = [
        (
            claim["quantity"]["count"],
            claim["quantity"].get("bound", "exact"),
            claim.get("modality", "occurred"),
        )
        for claim in claims_of(SAMPLES, "release")
    ]
    assert told == [
        (100, "at_least", "possible"),
        (14, "exact", "occurred"),
        (52, "exact", "occurred"),
        (33, "exact", "occurred"),
        (16, "exact", "occurred"),
        (52, "exact", "occurred"),
        (50, "about", "occurred"),
    ]
