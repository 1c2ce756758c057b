"""A model that makes things up: whatever does not stand in the text, or is no term, is dropped and counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.records import Claim
from ingest.extract.model import Reason
from ingest.extract.model.checking import ClaimChecker
from ingest.extract.model.passages import Passage, split_text
from tests.unit.extract.model.conftest import TEXT, document, meeting, participant, release


def check(*answers: object) -> tuple[list[Claim], ClaimChecker]:
    """Check what a model said of the report."""
    checker = ClaimChecker(document(), coder="model:parrot")
    return checker.check(Passage(TEXT, 0), answers), checker


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"quote": "Berg and Kral shook hands in Port Ostra"}, Reason.QUOTATION),
        ({"quote": "Berg and Kral meet"}, Reason.QUOTATION),
        ({"quote": "anna berg met her sudavian counterpart"}, Reason.QUOTATION),
        ({"quote": "Анна Берг встретилась с Иво Кралем"}, Reason.QUOTATION),
        ({"quote": ""}, Reason.QUOTATION),
        ({"participants": [participant("Anna Berg"), participant("Vladimir Putin")]}, Reason.NAME),
        ({"place": "Geneva"}, Reason.NAME),
        ({"post": "ambassador"}, Reason.NAME),
        ({"attribution": [{"name": "Reuters", "mode": "reports", "anonymous": False, "count": None}]}, Reason.NAME),
        ({"type": "dinner"}, Reason.TERM),
        ({"type": "встреча"}, Reason.TERM),
        ({"type": "other"}, Reason.TERM),
        ({"modality": "maybe"}, Reason.TERM),
        ({"act": "signed"}, Reason.TERM),
        ({"participants": [participant("Anna Berg", role="visitor")]}, Reason.TERM),
        ({"participants": [participant("Anna Berg", kind="robot")]}, Reason.TERM),
        ({"attribution": [{"name": "Coast Radio", "mode": "shouts"}]}, Reason.TERM),
        ({"date": "Sunday"}, Reason.DATE),
        ({"date": "2024-02-30"}, Reason.DATE),
        ({"date": "2024-03-03T10:00:00"}, Reason.DATE),
        ({"date": 20240303}, Reason.DATE),
        ({"date": "Sunday", "about": "peace"}, Reason.DATE),
        ({"participants": "Berg, Kral"}, Reason.SHAPE),
        ({"participants": []}, Reason.SHAPE),
        ({"participants": [participant("Anna Berg", "1")]}, Reason.SHAPE),
        ({"quantity": {"count": -1, "bound": "exact", "of": None}}, Reason.SHAPE),
        ({"location": "Port Ostra"}, Reason.SHAPE),
    ],
)
def test_a_claim_that_does_not_hold_is_dropped_and_counted(changed: dict[str, Any], reason: Reason) -> None:
    """Its neighbour stays."""
    kept, checker = check(meeting(**changed), release())
    assert [claim.type for claim in kept] == ["release"]
    assert [drop.reason for drop in checker.drops] == [reason]
    assert all(drop.doc_id == "ostra-1" and drop.detail for drop in checker.drops)


@pytest.mark.parametrize("raw", [None, 7, "meet", [], {}, {"claim": meeting()}])
def test_what_is_no_claim_is_dropped(raw: object) -> None:
    """Whatever JSON can hold."""
    kept, checker = check(raw)
    assert kept == []
    assert [drop.reason for drop in checker.drops] == [Reason.SHAPE]


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("in Port Ostra on Sunday", "in Port Ostra on\nSunday"),
        ("in  Port\tOstra on Sunday", "in Port Ostra on\nSunday"),
        ("“We spoke openly,”", '"We spoke openly,"'),
    ],
)
def test_the_evidence_is_the_texts_own_words(quote: str, exact: str) -> None:
    """White space and quotation marks that a model changes are no invention; what is kept is what stands there."""
    (claim,), _ = check(meeting(quote=quote))
    assert claim.evidence is not None
    assert claim.evidence.quote == exact == TEXT[claim.evidence.start : claim.evidence.end]


@pytest.mark.parametrize(("occurrence", "start"), [(None, 0), (1, 0), (2, 1), (9, 0)])
def test_words_that_stand_there_twice(occurrence: int | None, start: int) -> None:
    """The one that the model means, and the first where it does not say or can't count."""
    (claim,), _ = check(meeting(quote="Berg", occurrence=occurrence))
    assert claim.evidence is not None
    assert claim.evidence.start == [TEXT.index("Berg"), TEXT.rindex("Berg")][start]


def test_describing_fields_are_emptied() -> None:
    """A title, a hedge, a topic or a state that nobody told costs the field, not the claim."""
    who = [
        participant("Anna Berg", "A", title="Chancellor", behalf="Norland", behalf_basis="told"),
        participant("Ivo Kral", "b", behalf="Sudavia", behalf_basis="office"),
    ]
    (claim,), checker = check(meeting(hedge="allegedly", about="peace", participants=who))
    assert (claim.hedge, claim.about) == (None, None)
    berg, kral = claim.participants
    assert (berg.side, berg.title, berg.behalf, berg.behalf_basis) == ("a", None, None, None)
    assert (kral.behalf, kral.behalf_basis) == ("Sudavia", "office")
    assert [drop.reason for drop in checker.drops] == [Reason.FIELD] * 4


def test_a_quotation_of_the_whole_text_shows_nothing() -> None:
    """Evidence is a sentence at most."""
    text = TEXT * 6
    checker = ClaimChecker(document(text), coder="model:parrot")
    assert checker.check(Passage(text, 0), [meeting(quote=text.strip(), occurrence=1)]) == []
    assert [drop.reason for drop in checker.drops] == [Reason.QUOTATION]


def test_links_lead_to_claims_that_were_kept() -> None:
    """A link to a dropped claim, to none, to itself, or told by invented words goes, and is counted."""
    links = [
        {"relation": "concerns", "claim": "c2", "quote": None},
        {"relation": "after", "claim": "c9", "quote": None},
        {"relation": "after", "claim": "c1", "quote": None},
        {"relation": "after", "claim": "c3", "quote": "shortly after"},
    ]
    kept, checker = check(meeting(links=links), release(quote="freed them all"), release(key="c3"))
    assert [claim.links for claim in kept] == [(), ()]
    assert [drop.reason for drop in checker.drops] == [Reason.QUOTATION, *[Reason.LINK] * 4]


def test_the_same_claim_twice_is_one() -> None:
    """Ids are unique within a document."""
    kept, checker = check(meeting(), meeting(key="c2"))
    assert len(kept) == 1
    assert [drop.reason for drop in checker.drops] == [Reason.REPEATED]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(meeting())), JSON, max_size=4))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_answer_breaks_the_checker(changed: dict[str, Any]) -> None:
    """Every claim is either kept with its evidence in the text, or counted as dropped."""
    kept, checker = check(meeting(**changed))
    assert len(kept) + sum(drop.whole for drop in checker.drops) == 1
    for claim in kept:
        assert claim.evidence is not None
        assert TEXT[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.problems == []


@given(st.text("ab.! \n", max_size=120), st.integers(1, 40))
@settings(deadline=None)
def test_passages_make_up_the_text(text: str, budget: int) -> None:
    """Nothing is lost, nothing stands twice, and none is longer than allowed."""
    passages = list(split_text(text, budget))
    assert "".join(passage.text for passage in passages) == text
    assert all(0 < len(passage.text) <= budget for passage in passages)
    assert all(text.startswith(passage.text, passage.start) for passage in passages)


def test_a_passage_ends_where_a_reader_pauses() -> None:
    """After a paragraph, else a sentence, else a word."""
    assert [one.text for one in split_text("One two.\n\nThree four. Five six.\n", 20)] == [
        "One two.\n\n",
        "Three four. ",
        "Five six.\n",
    ]
    assert [one.text for one in split_text("abc defgh", 5)] == ["abc ", "defgh"]
