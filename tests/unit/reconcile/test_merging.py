"""Which claims become one event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from graph.model import Event, Place
from graph.records import Attribution, Native, Quantity
from ingest.reconcile import reconcile

MINSK = Place("place/1", "Minsk", "state/BLR", known=True)
BREST = Place("place/2", "Brest", "state/BLR", known=True)
BELARUS = Place("place/BLR", "Belarus", "state/BLR", known=True, whole_country=True)
SOMEWHERE = Place("place/the-residence", "the residence")

CODERS = ("rules", "model:m")
A, B, C = "person/a", "person/b", "person/c"

type Make = Callable[..., Any]


def groups(*claims: Any) -> list[set[str]]:  # noqa: ANN401
    """The claims of each event, as sets."""
    return [set(event.claims) for event in reconcile(claims)]


def alone(events: list[Event]) -> bool:
    """Whether every event has one claim."""
    return all(len(event.claims) == 1 for event in events)


def test_same_pair_same_day_is_one_event(claim: Make) -> None:
    """Two documents that tell of one pair on one day tell of one meeting."""
    assert len(groups(claim("meet", A, B, date="2025-11-26"), claim("meet", B, A, date="2025-11-26"))) == 1


def test_containment_is_no_conflict(claim: Make) -> None:
    """A month holds its day, and an interval its days."""
    day = claim("meet", A, B, date="2025-11-26")
    assert len(groups(day, claim("meet", A, B, date="2025-11"), claim("meet", A, B, date="2025-11-24/2025-11-26"))) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"date": "2025-11-26"}, {"date": "2025-11-27"}),
        ({"date": "2025-11-26", "place": MINSK}, {"date": "2025-11-26", "place": BREST}),
        ({}, {}),
    ],
    ids=["other day", "other city", "neither dated"],
)
def test_what_keeps_two_meetings_apart(claim: Make, first: dict[str, Any], second: dict[str, Any]) -> None:
    """Different days or cities, and no dates at all, leave two meetings of one pair apart."""
    assert alone(reconcile([claim("meet", A, B, **first), claim("meet", A, B, **second)]))


@pytest.mark.parametrize("other", [BELARUS, SOMEWHERE, None], ids=["its country", "an unknown place", "no place"])
def test_places_that_do_not_exclude_each_other(claim: Make, other: Place | None) -> None:
    """A city lies in its country, and a place that no gazetteer has excludes nothing."""
    pair = [claim("meet", A, B, date="2025-11-26", place=place) for place in (MINSK, other)]
    assert len(reconcile(pair)) == 1


def test_another_pair_is_another_event(claim: Make) -> None:
    """One caller who calls two people on one day makes two calls."""
    assert alone(reconcile([claim("call", A, B, date="2025-08-15"), claim("call", A, C, date="2025-08-15")]))


def test_shared_actors_must_stand_across_from_each_other(claim: Make) -> None:
    """Two delegates of one side, who met different people, share no meeting."""
    first = claim("meet", A, B, C, sides=("a", "a", "b"), date="2021-03-18")
    second = claim("meet", A, B, "person/d", sides=("a", "a", "b"), date="2021-03-18")
    assert alone(reconcile([first, second]))


def test_delegations_that_share_one_actor_on_each_side_met_once(claim: Make) -> None:
    """A fuller list of two delegations is the same meeting."""
    first = claim("meet", A, B, sides=("a", "b"), date="2021-03-18")
    second = claim("meet", B, C, A, "person/d", sides=("a", "a", "b", "b"), date="2021-03-18")
    assert len(reconcile([first, second])) == 1


def test_what_one_coder_tells_apart_in_one_document_never_merges(claim: Make) -> None:
    """Two happenings that one text tells apart stay two, however alike."""
    assert alone(reconcile([claim("call", A, B, date="2025-08-15", doc="d") for _ in range(2)]))


def test_two_coders_of_one_document_tell_of_one_happening(claim: Make) -> None:
    """Rules and a model that read one report make one event, which is no better attested than by either."""
    read = [claim("call", A, B, date="2025-08-15", doc="d", publisher="p", coder=coder) for coder in CODERS]
    (event,) = reconcile(read)
    assert event.claims == tuple(sorted(one.id for one in read))
    assert (event.values["claims"], event.values["documents"], event.values["origins"]) == (2, 1, 1)
    assert "one_source" in event.lists["rests"]


TASS = (Attribution(name="TASS"),)


@pytest.mark.parametrize("sources", [(TASS, TASS), (TASS, ()), ((), TASS)], ids=["both", "rules", "model"])
def test_two_coders_of_one_report_count_its_origin_once(claim: Make, sources: tuple[Any, Any]) -> None:
    """A coder that overlooks the agency which a report quotes makes the report no second witness."""
    read = [
        claim("call", A, B, date="2025-08-15", doc="d", sources=its, coder=coder)
        for coder, its in zip(CODERS, sources, strict=True)
    ]
    agency = claim("call", A, B, date="2025-08-15", sources=TASS)
    (event,) = reconcile([*read, agency])
    assert (event.values["documents"], event.values["origins"]) == (2, 1)


def test_second_coder_joins_each_of_two_happenings_once(claim: Make) -> None:
    """Two calls of one pair on one day, found by both coders, are two events of two claims."""
    read = [claim("call", A, B, date="2025-08-15", doc="d", coder=coder) for coder in CODERS for _ in range(2)]
    assert sorted(map(len, groups(*read))) == [2, 2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"date": "2025-08-15"}, {"date": "2025-08-16"}),
        ({"date": "2025-08-15", "place": MINSK}, {"date": "2025-08-15", "place": BREST}),
        ({}, {}),
    ],
    ids=["other day", "other city", "neither dated"],
)
def test_two_coders_who_read_otherwise_stay_apart(claim: Make, first: dict[str, Any], second: dict[str, Any]) -> None:
    """One document makes claims no more alike than two do."""
    pair = [
        claim("call", A, B, doc="d", coder=coder, **told) for coder, told in zip(CODERS, (first, second), strict=True)
    ]
    assert alone(reconcile(pair))


def test_mirrored_coded_records_merge(claim: Make) -> None:
    """A dyad and its mirror are one happening; the same dyad twice is two."""
    natives = [Native(dataset="ICEWS", id=str(number)) for number in range(3)]
    forth = claim("call", A, B, date="2018-01-01", doc="d", native=natives[0])
    back = claim("call", B, A, date="2018-01-01", doc="d", native=natives[1])
    again = claim("call", A, B, date="2018-01-01", doc="d", native=natives[2])
    assert len(reconcile([forth, back])) == 1
    assert len(reconcile([forth, again])) == 2


def test_undated_claim_joins_the_only_event_that_fits(claim: Make) -> None:
    """With one dated event of the pair before publication, an undated report is about it."""
    dated, undated = claim("meet", A, B, date="2025-11-20"), claim("meet", A, B)
    assert len(reconcile([dated, undated])) == 1


def test_undated_claim_with_two_candidates_stands_alone_and_is_linked(claim: Make) -> None:
    """Where two events fit, neither is chosen: the report is possibly the same as either."""
    first, second = claim("meet", A, B, date="2025-11-20"), claim("meet", A, B, date="2025-10-02")
    events = reconcile([first, second, claim("meet", A, B)])
    assert alone(events)
    assert sum(len(event.possibly_same) for event in events) == 2


def test_undated_claim_is_not_about_what_came_after_its_publication(claim: Make) -> None:
    """What occurred did so before it was reported."""
    later = claim("meet", A, B, date="2025-12-24", published=dt.date(2025, 12, 24))
    assert alone(reconcile([claim("meet", A, B), later]))


def test_talk_of_a_release_never_joins_a_release(claim: Make) -> None:
    """A possible release without a date is not the release that occurred, nor possibly the same."""
    done = claim("release", "state/BLR", roles=("releaser",), date="2025-09-11", counted=Quantity(count=100))
    talk = claim("release", "state/BLR", roles=("releaser",), modality="possible", counted=Quantity(count=100))
    events = reconcile([done, talk])
    assert alone(events)
    assert not any(event.possibly_same for event in events)


def test_like_counts_of_undated_releases_are_linked_and_unlike_ones_are_not(claim: Make) -> None:
    """14 and 16 freed may be one happening told twice; 33 is another."""
    freed = [
        claim("release", "state/BLR", roles=("releaser",), counted=Quantity(count=n), doc="d") for n in (14, 16, 33)
    ]
    events = reconcile(freed)
    assert alone(events)
    linked = {(event.id, other) for event in events for other in event.possibly_same}
    ids = ["event/" + one.id.removeprefix("claim/") for one in freed]
    assert linked == {(min(ids[:2]), max(ids[:2]))}


def test_an_act_of_state_is_one_whoever_acts(claim: Make) -> None:
    """The president's release is the state's."""
    by_president = claim("release", A, roles=("releaser",), behalf=("state/BLR",), date="2025-09-11")
    by_state = claim("release", "state/BLR", roles=("releaser",), date="2025-09-11")
    assert len(reconcile([by_president, by_state])) == 1


def test_generic_groups_identify_nothing(claim: Make) -> None:
    """Two releases of "political prisoners" by nobody named are never one."""
    pair = [claim("release", "generic/prisoners", roles=("released",), date="2025-09-11") for _ in range(2)]
    assert alone(reconcile(pair))


def test_pardon_and_release_are_one_family(claim: Make) -> None:
    """A pardon that frees on the same day is the same happening, and its type is disputed."""
    pardon = claim("pardon", "state/BLR", roles=("pardoner",), date="2025-11-20")
    release = claim("release", "state/BLR", roles=("releaser",), date="2025-11-20")
    (event,) = reconcile([pardon, release])
    assert event.lists["disputed"] == ["type"]


def test_closed_claim_lends_its_id_and_nothing_else(claim: Make) -> None:
    """The permalink of a revised event stays; the closed claim's words do not."""
    old = claim("meet", A, B, date="2025-11-26", closed=True)
    new = [claim("meet", A, B, date="2025-11-26") for _ in range(8)]
    (event,) = reconcile([old, *new])
    assert event.id == "event/" + min(one.id for one in [old, *new]).removeprefix("claim/")
    assert set(event.claims) == {one.id for one in new}
    assert reconcile([old]) == []
