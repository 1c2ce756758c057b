"""When two claims may tell of one happening: the pairwise part of the rule.

Two claims are *related* when they are of one family of types (records of type `other`: of one native code), share
actors as the type demands, and neither their dates nor their places exclude each other. Related claims are looked at
together; whether they become one event is decided in `clustering`.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import Place, ResolvedClaim
    from graph.records import Quantity
    from ingest.reconcile.candidate import Candidate

COUNT_TOLERANCE = 0.8
"""Least ratio of two counts that may be two tellings of one: 14 and 16 may be, 14 and 33 not. A reporter's rounding
("about fifty" for 52) stays within a fifth; set by judgement, not by measurement."""


def related(a: Candidate, b: Candidate) -> bool:
    """Whether two claims may tell of one happening."""
    return (
        a.claim.family == b.claim.family
        and a.code == b.code
        and a.days.overlaps(b.days)
        and share_actors(a, b)
        and places_agree(a.claim.place, b.claim.place)
    )


def share_actors(a: Candidate, b: Candidate) -> bool:
    """Whether two claims of one family share the actors that their type demands.

    A two-sided type demands two different actors who stand across from each other in both claims, and in the same
    places where it is directed; a one-sided one the actor that bears the role.
    """
    in_place = a.directed or not a.two_sided
    met = [
        (mine, its, keys & others)
        for mine, keys in a.groups.items()
        for its, others in b.groups.items()
        if keys & others and (mine == its or not in_place)
    ]
    if not a.two_sided:
        return bool(met)
    return any(
        mine != my_other and its != its_other and len(shared | also) > 1
        for (mine, its, shared), (my_other, its_other, also) in permutations(met, 2)
    )


def places_agree(a: Place | None, b: Place | None) -> bool:
    """Whether two places don't exclude each other: two known ones do, unless one is the country of the other."""
    if a is None or b is None or a.id == b.id or not (a.known and b.known):
        return True
    return (a.whole_country or b.whole_country) and a.country == b.country


def counts_agree(a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two counts may be two tellings of one number; a count that is not told agrees with any."""
    if a is None or b is None or a.count == b.count:
        return True
    less, more = (a, b) if a.count < b.count else (b, a)
    if less.bound == "at_least" or more.bound == "at_most":
        return True
    return less.count / more.count >= COUNT_TOLERANCE


def posts_agree(a: ResolvedClaim, b: ResolvedClaim) -> bool:
    """Whether two claims don't tell of different posts."""
    return a.post is None or b.post is None or a.post == b.post


def may_join(a: Candidate, b: Candidate) -> bool:
    """Whether nothing forbids that two related claims are one event.

    Two claims that one coder made of one document never are, mirrored records apart: the coder told them apart. Two
    coders of one document, such as the rules and a language model, read the same words independently. Nor are records
    of one dataset that tell of different posts: one commission may make a minister to two states.
    """
    mine, its = a.claim.claim, b.claim.claim
    if mine.native and its.native and mine.native.dataset == its.native.dataset and not posts_agree(a.claim, b.claim):
        return False
    return mine.doc_id != its.doc_id or mine.coder != its.coder or mirrors(a.claim, b.claim)


def mirrors(a: ResolvedClaim, b: ResolvedClaim) -> bool:
    """Whether two coded records are one happening told from either end ("A visits B", "B hosts A"; "A consults B").

    They say the same of the same actors on the same day, with source and target exchanged. Where both ends do the same,
    the code is the same too: a telephone call is not the mirror of a consultation. What is intended or refused is said
    by one side alone.
    """
    mine, its = a.claim, b.claim
    if mine.native is None or its.native is None or mine.native.dataset != its.native.dataset:
        return False
    if (mine.type, mine.date, mine.modality, its.modality) != (its.type, its.date, "occurred", "occurred"):
        return False
    source, target = _ends(a)
    alike = len({part.role for part in a.parts}) == 1
    return (target, source) == _ends(b) and source != target and (not alike or mine.native.code == its.native.code)


type End = frozenset[tuple[str, str]]


def _ends(claim: ResolvedClaim) -> tuple[End, End]:
    """Who stands on the side of the first participant with which role, and who on any other."""
    ends: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
    for part in claim.parts:
        ends[part.side != claim.parts[0].side].add((part.actor or part.name, part.role))
    return frozenset(ends[0]), frozenset(ends[1])
