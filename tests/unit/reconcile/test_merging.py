"""Which claims become one event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from graph.model import Event, Place, ResolvedClaim
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


@pytest.fixture
def coded(claim: Make) -> Make:
    """A factory of coded records of one day and document: type, source, target, roles of both, code."""
    numbers = count()

    def make(type_: str, source: str, target: str, roles: tuple[str, str], code: str, **fields: Any) -> ResolvedClaim:  # noqa: ANN401
        native = Native(dataset="ICEWS18", id=str(next(numbers)), scheme="CAMEO", code=code)
        told: dict[str, Any] = {"date": "2018-03-06", "doc": "day", "coder": "ICEWS18"} | fields
        return claim(type_, source, target, roles=roles, sides=("a", "b"), native=native, **told)

    return make


VISIT, HOSTED = ("visitor", "host"), ("host", "visitor")
BOTH = ("participant", "participant")
DONE = ("initiator", "target")


def test_a_visit_and_its_hosting_are_one(coded: Make) -> None:
    """The visitor is the same in both; a visit in return is another one."""
    there, hosted = coded("visit", A, B, VISIT, "042"), coded("visit", B, A, HOSTED, "043")
    (event,) = reconcile([there, hosted])
    assert {one.actor: one.role for one in event.parts} == {A: "visitor", B: "host"}
    assert len(reconcile([there, coded("visit", B, A, VISIT, "042")])) == 2
    assert len(reconcile([there, coded("visit", A, B, HOSTED, "043")])) == 2


def test_pairs_decide_and_not_that_somebody_is_in_both(coded: Make) -> None:
    """One who calls two people on one day makes two calls, each told from both ends."""
    calls = [coded("call", *pair, BOTH, "041") for pair in ((A, B), (B, A), (A, C), (C, A))]
    events = reconcile(calls)
    assert [len(event.claims) for event in events] == [2, 2]
    assert {frozenset(one.actor for one in event.parts) for event in events} == {frozenset({A, B}), frozenset({A, C})}


def test_mirrors_of_another_code_stay_apart(coded: Make) -> None:
    """A consultation and a meeting at a third place are coded apart, and each has its mirror."""
    rows = [coded("meet", *pair, BOTH, code) for code in ("040", "044") for pair in ((A, B), (B, A))]
    codes = {one.id: one.claim.native.code for one in rows if one.claim.native}
    events = reconcile(rows)
    assert len(events) == 2
    assert all(len({codes[key] for key in event.claims}) == 1 for event in events)


@pytest.mark.parametrize(
    "row",
    [
        ("other", DONE, "112"),
        ("sanction", ("sanctioner", "sanctioned"), "163"),
        ("expel", ("expeller", "expelled"), "166"),
    ],
)
@pytest.mark.parametrize("docs", [("day", "day"), ("one", "two")])
def test_what_each_does_to_the_other_are_two(
    coded: Make, row: tuple[str, tuple[str, str], str], docs: tuple[str, str]
) -> None:
    """Two who accuse, sanction or expel each other, in one document or in two."""
    type_, roles, code = row
    forth, back = coded(type_, A, B, roles, code, doc=docs[0]), coded(type_, B, A, roles, code, doc=docs[1])
    assert alone(reconcile([forth, back]))


@pytest.mark.parametrize("modality", ["possible", "denied"])
def test_what_both_intend_or_refuse_is_said_by_each(coded: Make, modality: str) -> None:
    """There is no mirror of an intent inside a document; two documents tell of one meeting that may come."""
    forth = coded("meet", A, B, BOTH, "036", modality=modality)
    assert alone(reconcile([forth, coded("meet", B, A, BOTH, "036", modality=modality)]))
    assert len(reconcile([forth, coded("meet", B, A, BOTH, "036", modality=modality, doc="other")])) == 1


def test_records_of_type_other_are_told_apart_by_their_code(coded: Make) -> None:
    """Two stories that tell the same code of the same pair and day tell of one event; of another code, they don't."""
    blame, again = (coded("other", A, B, DONE, "112", doc=story) for story in ("one", "two"))
    praise = coded("other", A, B, DONE, "051", doc="three")
    assert sorted(len(event.claims) for event in reconcile([blame, again, praise])) == [1, 2]


def test_two_stories_of_one_visit_are_one_event_of_four_claims(coded: Make) -> None:
    """Mirrors inside each story, and the stories with each other."""
    rows = [
        coded("visit", *pair, roles, code, doc=story)
        for story in ("one", "two")
        for pair, roles, code in (((A, B), VISIT, "042"), ((B, A), HOSTED, "043"))
    ]
    (event,) = reconcile(rows)
    assert (len(event.claims), event.values["documents"]) == (4, 2)


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
