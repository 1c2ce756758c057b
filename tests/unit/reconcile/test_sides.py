"""Who met whom: across sides, never companions, never from what did not occur."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from graph.model import Event
from ingest.reconcile import reconcile

type Make = Callable[..., Any]

US = ("person/blinken", "person/sullivan")
CHINA = ("person/wang", "person/yang")


def pairs(event: Event) -> set[tuple[str, str]]:
    """Who met whom in an event."""
    return {(one.a, one.b) for one in event.meetings}


def test_delegations_meet_across_the_table(claim: Make) -> None:
    """Blinken and Sullivan met Wang and Yang; Blinken did not meet Sullivan."""
    (event,) = reconcile([claim("meet", *US, *CHINA, sides=("a", "a", "b", "b"), date="2021-03-18")])
    assert pairs(event) == {(us, them) for us in US for them in CHINA}


def test_companions_meet_nobody(claim: Make) -> None:
    """An interpreter is present, and met neither side."""
    roles = ("participant", "participant", "present")
    (event,) = reconcile([claim("meet", US[0], CHINA[0], "person/interpreter", roles=roles, date="2021-03-18")])
    assert pairs(event) == {(US[0], CHINA[0])}


def test_two_visitors_of_one_trip_do_not_meet(claim: Make) -> None:
    """The roles of a visit tell its sides where the text does not."""
    visit = claim("visit", *US, CHINA[0], roles=("visitor", "visitor", "host"), date="2021-03-18")
    (event,) = reconcile([visit])
    assert pairs(event) == {(us, CHINA[0]) for us in US}


def test_everybody_meets_everybody_where_no_sides_are_told(claim: Make) -> None:
    """Four leaders who met are four sides."""
    (event,) = reconcile([claim("meet", *US, *CHINA, date="2021-03-18")])
    assert pairs(event) == set(combinations(sorted(US + CHINA), 2))


def test_sides_are_matched_whatever_they_are_called(claim: Make) -> None:
    """One report's side a is another's side b; who is only in the second joins the right side."""
    first = claim("meet", US[0], CHINA[0], sides=("a", "b"), date="2021-03-18")
    second = claim("meet", CHINA[0], *US, CHINA[1], sides=("a", "b", "b", "a"), date="2021-03-18")
    (event,) = reconcile([first, second])
    assert pairs(event) == {(us, them) for us in US for them in CHINA}


@pytest.mark.parametrize("modality", ["scheduled", "possible", "denied", "cancelled"])
def test_what_did_not_occur_is_no_meeting(claim: Make, modality: str) -> None:
    """Nobody met in a meeting that is planned, possible, denied or called off."""
    (event,) = reconcile([claim("meet", US[0], CHINA[0], date="2021-03-18", modality=modality)])
    assert pairs(event) == set()


def test_a_crowd_makes_no_pairs(claim: Make) -> None:
    """Twenty people make 190 pairs, twenty-one make none."""
    people = [f"person/{n}" for n in range(21)]
    (event,) = reconcile([claim("meet", *people[:20], date="2021-03-18")])
    assert len(event.meetings) == 190
    (event,) = reconcile([claim("meet", *people, date="2021-03-18")])
    assert event.meetings == ()
    assert len(event.parts) == 21
