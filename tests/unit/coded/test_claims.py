"""Rows become claims of their documents."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.records import Bundle, Native
from ingest.coded.actors import ActorReader
from ingest.coded.claims import ClaimMaker
from ingest.coded.rows import CodedRow, Story

DAY = dt.date(2018, 1, 3)
STORY = Story("coded/test18/2018-01-03", DAY, "TEST18", "TEST18, 2018-01-03")


@pytest.fixture(scope="module")
def maker() -> ClaimMaker:
    """A maker by the packages' data."""
    return ClaimMaker(ActorReader.of_packages())


def row(
    code: str, source: str | None = "Anna Berg", target: str | None = "France", *, id: str = "1", story: Story = STORY
) -> CodedRow:
    """A row of a story."""
    return CodedRow("TEST18", id, DAY, source, target, code, "CAMEO", "Words", story, line=1)


def roles(maker: ClaimMaker, one: CodedRow) -> list[tuple[str, str, str | None]]:
    """Name, role and side of the participants of a row's claim."""
    return [(part.name, part.role, part.side) for part in maker.claim(one).participants]


def test_a_claim_keeps_the_native_record(maker: ClaimMaker) -> None:
    """Dataset, id, scheme and code; the dataset is its coder."""
    claim = maker.claim(row("042"))
    assert claim.native == Native(dataset="TEST18", id="1", scheme="CAMEO", code="042")
    assert (claim.coder, claim.date, claim.type, claim.about) == ("TEST18", "2018-01-03", "visit", None)
    assert claim.evidence is None


def test_a_visit_and_its_mirror_say_the_same(maker: ClaimMaker) -> None:
    """Whoever is named first, the visitor visits."""
    assert roles(maker, row("042")) == [("Anna Berg", "visitor", "a"), ("France", "host", "b")]
    assert roles(maker, row("043", "France", "Anna Berg")) == [("France", "host", "a"), ("Anna Berg", "visitor", "b")]


def test_who_is_freed_is_a_person_and_who_receives_a_state(maker: ClaimMaker) -> None:
    """CAMEO's target is either."""
    assert roles(maker, row("0841", "Iran", "Anna Berg"))[1] == ("Anna Berg", "released", "b")
    assert roles(maker, row("0841", "Iran", "France"))[1] == ("France", "receiver", "b")


def test_other_is_told_in_the_words_of_the_dataset(maker: ClaimMaker) -> None:
    """Its type says nothing."""
    claim = maker.claim(row("112"))
    assert (claim.type, claim.about) == ("other", "Words")
    assert roles(maker, row("112")) == [("Anna Berg", "initiator", "a"), ("France", "target", "b")]


def test_an_actor_may_be_missing(maker: ClaimMaker) -> None:
    """The row is kept with who is told."""
    assert roles(maker, row("040", None)) == [("France", "participant", "b")]
    assert roles(maker, row("040", None, None)) == []


def test_bundles_are_whole_documents_in_order(maker: ClaimMaker) -> None:
    """One a story, and valid as if they had been read from a file."""
    later = Story("coded/test18/2018-01-04", dt.date(2018, 1, 4), "TEST18")
    rows = [row("040"), row("112", id="2"), row("040", story=later)]
    bundles = list(maker.bundles(rows))
    assert [(one.document.doc_id, len(one.claims)) for one in bundles] == [
        ("coded/test18/2018-01-03", 2),
        ("coded/test18/2018-01-04", 1),
    ]
    assert all(Bundle.model_validate(one.model_dump()) == one and not one.problems() for one in bundles)
