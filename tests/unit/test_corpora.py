"""The development corpora (tests/corpora) hold together: ids, quotations, terms and dates."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from graph.dates import bounds
from graph.records import Bound, Kind
from graph.vocabulary import check_terms, load_vocabulary

CORPORA = Path(__file__).parents[1] / "corpora"
DOCUMENT = ["doc_id", "corpus", "published", "title", "text", "events"]
EVENT = ["evidence", "type", "modality", "attribution", "date", "place", "post", "quantity", "participants"]
PARTICIPANT = ["role", "kind", "name"]

KINDS = re.compile("-(briefs|calls|histories|newswire|statements)")
"""Some files hold several kinds of texts."""

Document = dict[str, Any]


def _read_documents() -> list[tuple[str, Document]]:
    paths = sorted(CORPORA.glob("*.jsonl"))
    lines = [(path.stem, line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [(name, json.loads(line)) for name, line in lines]


DOCUMENTS = _read_documents()
coded = pytest.mark.parametrize(
    "document", [document for _, document in DOCUMENTS], ids=[document["doc_id"] for _, document in DOCUMENTS]
)


def test_ids_are_unique_and_files_are_named_after_their_corpus() -> None:
    """Nobody can take two documents for one, nor miss which file one lies in."""
    assert len({document["doc_id"] for _, document in DOCUMENTS}) == len(DOCUMENTS)
    named = {(name, document["corpus"]) for name, document in DOCUMENTS}
    assert all(corpus == name or KINDS.fullmatch(corpus.removeprefix(name)) for name, corpus in named)


@coded
def test_document_has_the_fields_of_the_gold(document: Document) -> None:
    """Documents and events have the fields that the gold standard has, and no other."""
    assert list(document) == DOCUMENT
    assert dt.date.fromisoformat(document["published"])
    assert all(list(event) == EVENT for event in document["events"])
    assert all(list(one) == PARTICIPANT for event in document["events"] for one in event["participants"])


@coded
def test_coded_words_stand_in_the_text(document: Document) -> None:
    """Evidence, names, posts, places, sources and counted things are the document's own words."""
    told = "\n".join(filter(None, (document["title"], document["text"])))
    absent = [words for event in document["events"] for words in _list_words(event) if words not in told]
    assert absent == []
    assert all(event["evidence"] for event in document["events"])


def _list_words(event: dict[str, Any]) -> list[str]:
    names = [one["name"] for one in event["participants"]]
    counted = [event["quantity"]["of"]] if event["quantity"] else []
    alone = [event[field] for field in ("evidence", "post", "place") if event[field] is not None]
    return [*names, *event["attribution"], *counted, *alone]


@coded
def test_coded_terms_fit_the_vocabulary(document: Document) -> None:
    """Types, modalities, roles, kinds and bounds are terms of the product."""
    for event in document["events"]:
        people = event["participants"]
        roles = [one["role"] for one in people]
        terms = {"type": event["type"], "modality": event["modality"], "roles": roles}
        assert check_terms(**terms, act=None, modes=[], native=False) == []
        assert {one["kind"] for one in people} <= set(get_args(Kind))
        assert event["quantity"] is None or event["quantity"]["bound"] in get_args(Bound)


@coded
def test_coded_dates_can_be_bounded_and_are_not_foretold(document: Document) -> None:
    """Dates are EDTF, and nothing that occurred starts after the document was published."""
    published = dt.date.fromisoformat(document["published"])
    for event in document["events"]:
        day = bounds(event["date"]).lo
        assert day is None or event["modality"] != "occurred" or day <= published


SIZES = [("newswire", 240, 124), ("calls", 70, 9), ("newswire-blind", 80, 36), ("calls-blind", 30, 6)]


@pytest.mark.parametrize(("corpus", "documents", "empty"), SIZES)
def test_corpus_has_the_size_that_its_page_tells(corpus: str, documents: int, empty: int) -> None:
    """A corpus keeps its share of texts without an event: without them precision can't be watched."""
    events = [document["events"] for name, document in DOCUMENTS if name == corpus]
    assert (len(events), events.count([])) == (documents, empty)


def test_newswire_covers_the_codebook() -> None:
    """Every type has four events that occurred or are planned, and every modality stands somewhere."""
    events = [event for name, document in DOCUMENTS if name == "newswire" for event in document["events"]]
    vocabulary = load_vocabulary()
    told = Counter(event["type"] for event in events if event["modality"] in {"occurred", "scheduled"})
    # "other" is for coded data alone: prose is never read as it.
    assert {code for code in vocabulary.types if told[code] < 4} == {"other"}
    assert {event["modality"] for event in events} == set(vocabulary.modalities)
