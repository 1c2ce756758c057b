"""What the rules extract from the prose of the dispatches, held against what people coded of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.extract.pipeline import Extractor
from ingest.samples import read_coded, read_dispatches

if TYPE_CHECKING:
    from graph.records import Claim

type Pairs = list[tuple[Claim, Claim]]


@pytest.fixture(scope="module")
def extracted() -> list[tuple[Claim, ...]]:
    """Claims of each dispatch, by the rules."""
    return [one.claims for one in Extractor().extract(read_dispatches())]


@pytest.fixture(scope="module")
def pairs(extracted: list[tuple[Claim, ...]]) -> Pairs:
    """(by hand, by the rules), each claim once: the same document and type, a participant shared, and most alike."""
    found: Pairs = []
    for coded, claims in zip(read_coded(), extracted, strict=True):
        left = list(claims)
        for one in coded.claims:
            alike = [other for other in left if other.type == one.type and names(one) & names(other)]
            if alike:
                best = max(alike, key=lambda other: sum(a == b for a, b in zip(facts(one), facts(other), strict=True)))
                left.remove(best)
                found.append((one, best))
    return found


def names(claim: Claim) -> set[tuple[str, str]]:
    """Who takes part in which role."""
    return {(one.role, one.name) for one in claim.participants}


def facts(claim: Claim) -> tuple[object, ...]:
    """What is compared."""
    count = claim.quantity
    return (claim.modality, claim.date, claim.place, count and (count.count, count.bound, count.of), claim.post)


def test_every_event_is_found_and_none_invented(extracted: list[tuple[Claim, ...]], pairs: Pairs) -> None:
    """Event F1 is 1.0: 20 claims by hand, 20 by the rules, 20 in common."""
    assert sum(len(one.claims) for one in read_coded()) == sum(map(len, extracted)) == len(pairs) == 20


def test_facts_agree(pairs: Pairs) -> None:
    """Modality, date, quantity with its bound, and post: each of them; places: all but one, that people give longer."""
    differing = [(by_hand.place, by_rules.place) for by_hand, by_rules in pairs if facts(by_hand) != facts(by_rules)]
    assert differing == [("Eternal Flame in Victory Square", "Eternal Flame")]
    without_place = [facts(one)[:2] + facts(one)[3:] == facts(other)[:2] + facts(other)[3:] for one, other in pairs]
    assert all(without_place)


def test_participants_agree(pairs: Pairs) -> None:
    """All of them with their roles, but the one whom no name and no number tells."""
    assert [names(by_hand) ^ names(by_rules) for by_hand, by_rules in pairs if names(by_hand) != names(by_rules)] == [
        {("released", "the husband of opposition leader Svetlana Tikhanovskaya")}
    ]


def test_hedges_acts_and_topics_agree(pairs: Pairs) -> None:
    """Word for word."""
    for by_hand, by_rules in pairs:
        assert (by_rules.hedge, by_rules.act, by_rules.about) == (by_hand.hedge, by_hand.act, by_hand.about)


def test_links_agree(pairs: Pairs) -> None:
    """Every link that the rules make is coded, and all but one that is coded is made."""
    rules_by_hand = {by_hand.id: by_rules.id for by_hand, by_rules in pairs}
    by_hand = {
        (rules_by_hand[one.id], link.relation, rules_by_hand[link.claim]) for one, _ in pairs for link in one.links
    }
    by_rules = {(one.id, link.relation, link.claim) for _, one in pairs for link in one.links}
    assert by_rules <= by_hand
    assert [relation for _, relation, _ in by_hand - by_rules] == ["after"]


@pytest.mark.parametrize(
    ("type", "date", "sources"),
    [
        ("meet", "2025-11-26", ["bne IntelliNews", "TASS"]),
        ("release", None, ["bne IntelliNews", "Reuters", "three sources familiar with the talks"]),
    ],
)
def test_chains_of_the_important_rows(type: str, date: str | None, sources: list[str], pairs: Pairs) -> None:
    """Bishkek is told by bne IntelliNews after TASS, the possible release after Reuters and its three sources."""
    (found,) = (
        (by_hand, by_rules)
        for by_hand, by_rules in pairs
        if by_hand.type == type and by_hand.date == date and [one.name for one in by_hand.attribution] == sources
    )
    assert found[0].attribution == found[1].attribution


def test_no_source_is_invented(pairs: Pairs) -> None:
    """People read "The outlet recalled" as going on for the whole dispatch, the rules only where a sentence says so."""
    for by_hand, by_rules in pairs:
        told = [one.name for one in by_hand.attribution]
        assert [one.name for one in by_rules.attribution if one.name not in told] == []
