"""A review that nobody touched says nothing: written and read back, every field is what it was, whatever its text."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records import Bundle, Claim, Document
from ingest.curating import Review, Sheet, read_review, write_review
from ingest.curating.building import build_claim, says_the_same
from ingest.curating.forms import changed_fields, form_of
from ingest.curating.sentences import Sentences
from ingest.loading import Rejected
from ingest.loading.quotation import QuotationFinder

AWKWARD = [
    "👨‍👩‍👧 «да»", "a: b", "- a", "#no comment", "a #no", "'quoted'", '"', "no", "~", "null", "<<", "=", "2025-11-26",
    "1_000", "line\nline", "a\r\nb", "tab\there", "\x85next", "\u2028", "\ufeff", "\x00\x07", "\x80", "{a}", "[b]",
    "*c", "&d", "!e", "%f",
    "@g", "`h", "?", "? i", "|", ">", " lead", "trail ", "a  b", "---", "...", "\u202eabc", "x" * 300, "word " * 60,
]  # fmt: skip
texts = st.one_of(st.sampled_from(AWKWARD), st.text(min_size=1, max_size=40))
maybe = st.none() | texts


@st.composite
def claims(draw: st.DrawFn) -> Bundle:
    """A document with one claim, all of its texts anything."""
    before, quote, after = draw(st.text(max_size=30)), draw(texts), draw(st.text(max_size=30))
    text = before + quote + after
    document = Document(
        doc_id=draw(texts.filter(str.strip)),
        title=draw(maybe),
        publisher=draw(maybe),
        published=dt.date(2025, 11, 26),
        text=text,
    )
    participants = st.fixed_dictionaries({
        "name": texts, "title": maybe, "kind": st.sampled_from(["person", "state"]), "role": st.just("participant"),
        "side": st.sampled_from([None, "a", "y"]), "named": st.booleans(), "behalf": maybe,
        "behalf_basis": st.sampled_from([None, "told"]),
    })  # fmt: skip
    sources = st.fixed_dictionaries({
        "name": texts, "mode": st.just("cites"), "anonymous": st.booleans(), "count": st.sampled_from([None, 3]),
    })  # fmt: skip
    fields: dict[str, Any] = {
        "doc_id": document.doc_id,
        "type": "meet",
        "modality": "possible",
        "hedge": draw(maybe),
        "date": draw(st.sampled_from([None, "2025-11", "2025-11-26~", "2025"])),
        "place": draw(maybe),
        "about": draw(maybe),
        "participants": draw(st.lists(participants, max_size=3)),
        "attribution": draw(st.lists(sources, max_size=2)),
        "quantity": draw(st.none() | st.fixed_dictionaries({"count": st.integers(0, 10**18), "of": maybe})),
        "links": draw(st.lists(st.fixed_dictionaries({"relation": st.just("after"), "claim": texts, "quote": maybe}))),
        "evidence": {"quote": quote, "start": len(before), "end": len(before) + len(quote)},
        "confidence": 0.5,
        "coder": draw(texts),
        "rule": draw(maybe),
    }
    return Bundle(document=document, claims=(Claim.model_validate(fields),))


def written(*bundles: Bundle, **more: Any) -> str:  # noqa: ANN401
    """A review of documents."""
    return "".join(write_review([Sheet(one, {}) for one in bundles], **more))


def read(text: str, curator: str | None = "anna") -> Review:
    """A review, which must be good."""
    found = read_review(io.BytesIO(text.encode()), "review.yaml", curator)
    assert isinstance(found, Review), found
    return found


@settings(deadline=None)
@given(claims())
def test_an_untouched_review_says_nothing(bundle: Bundle) -> None:
    """No verdict and no change, and what the entry tells is the claim."""
    ((page,), claim) = read(written(bundle)).pages, bundle.claims[0]
    (entry,) = page.entries
    assert (entry.id, entry.verdict, entry.reason) == (claim.id, None, None)
    assert changed_fields(form_of(claim), entry.fields) == []
    finder = QuotationFinder(bundle.document.text)
    made = build_claim(entry.fields, claim, bundle.document.doc_id, "human:anna", finder)
    assert isinstance(made, Claim)
    assert says_the_same(made, claim)
    assert (page.told.get("title"), page.told.get("publisher")) == (bundle.document.title, bundle.document.publisher)


@settings(deadline=None)
@given(claims())
def test_other_readers_of_yaml_read_it_too(bundle: Bundle) -> None:
    """The form is plain YAML, which a library loads."""
    (document,) = yaml.load(written(bundle), yaml.CBaseLoader)["documents"]  # noqa: S506  -- texts alone
    assert document["claims"][0]["id"] == bundle.claims[0].id


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("He left. Mr. Putin met U.S. envoy J. Cole. They ate.", "met", "Mr. Putin [[met]] U.S. envoy J. Cole."),
        ("Title\n\nAnna met Ivo,\nthen left. More.", "Anna met", "[[Anna met]] Ivo, then left."),
        ("One met. Two met. Three.", "One met. Two", "[[One met. Two]] met."),
        ("“Go!” he said. “Stay!”  Anna left", "Anna", "[[Anna]] left"),
        ("在明斯克会见。 他们 离开。", "会见", "在明斯克[[会见]]。"),
    ],
)  # fmt: skip
def test_sentences(text: str, quote: str, shown: str) -> None:
    """A quotation's whole sentences stand there, cut neither after an abbreviation nor across paragraphs."""
    at = text.index(quote)
    evidence = {"quote": quote, "start": at, "end": at + len(quote)}
    claim = Claim.model_validate({"doc_id": "d", "type": "meet", "coder": "rules", "evidence": evidence})
    assert claim.evidence is not None
    assert Sentences(text).around(claim.evidence) == shown


def test_the_least_sure_come_first() -> None:
    """By confidence, over all documents; else as the text goes."""
    base = {"doc_id": "d", "type": "meet", "coder": "rules"}
    sure = [
        Claim.model_validate({**base, "evidence": {"quote": "x", "start": at, "end": at + 1}, "confidence": confidence})
        for at, confidence in enumerate((0.9, 0.3, 0.6))
    ]
    bundle = Bundle(document=Document(doc_id="d", published=dt.date(2025, 1, 1), text="xxx"), claims=tuple(sure))
    by_place = [entry.id for entry in read(written(bundle)).pages[0].entries]
    by_confidence = [entry.id for entry in read(written(bundle, by_confidence=True)).pages[0].entries]
    assert by_place == [one.id for one in sure]
    assert by_confidence == [sure[1].id, sure[2].id, sure[0].id]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("documents: []", "r.yaml:1: curator: missing; write your name there, or say it by --curator NAME"),
        ("curator: anna\ndocument: []", "r.yaml:2: document: is no field of a review; did you mean 'documents'?"),
        ("curator: [anna]\ndocuments:", "r.yaml:1: curator: ['anna'] is no text; write it on one line"),
        ("curator: anna\ndocuments:\n  - claims:", "r.yaml:3: document: missing; put back the id"),
        (
            "curator: anna\ndocuments:\n- document: d\n  claims:\n  - id: claim/x\n    verdict: acepted",
            "r.yaml:6: verdict: 'acepted' is no verdict; did you mean 'accepted'?",
        ),
        (
            "curator: anna\ndocuments:\n- document: d\n  claims:\n  - id: claim/x\n    confidence: 1",
            "r.yaml:6: confidence: is no field of a review; known are id, verdict",
        ),
        ("curator: anna\ndocuments:\n- document: d\n  claims: x", "r.yaml:4: claims: is no list"),
        ("curator: anna\ndocuments: [", "is no YAML from here on"),
        ("", "r.yaml: is no review"),
    ],
)  # fmt: skip
def test_a_review_in_another_form_is_refused(text: str, told: str) -> None:
    """Line, field, and what to do."""
    found = read_review(io.BytesIO(text.encode()), "r.yaml")
    assert isinstance(found, Rejected)
    assert told in "\n".join(map(str, found.errors))


def test_two_names_are_one_too_many() -> None:
    """The file's curator and the option's must be the same, with or without `human:`."""
    text = "curator: anna\ndocuments: []\n"
    assert read(text, "human:anna").curator == "human:anna"
    found = read_review(io.BytesIO(text.encode()), "r.yaml", "ben")
    assert isinstance(found, Rejected)
    assert str(found.errors[0]) == "r.yaml:1: curator: is 'anna', but the option says 'ben'; keep one"
