"""From what a user gave to what the database is asked with."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import AmbiguousNameError, NotFoundError, ParameterError, UnknownNameError
from graph.store.lookup import Candidate, Found, State
from queries.binding import prepare
from queries.catalogue import load_catalogue
from queries.cursor import Cursor, decode

NOW = State(seq=9, digest="d")
LUKASHENKO = Candidate("person/alexander-lukashenko", "Alexander Lukashenko", 1, active=True)
VIKTOR = Candidate("person/viktor-lukashenko", "Viktor Lukashenko", 1, active=False)
PUTIN = "person/vladimir-putin"


def found(*candidates: Candidate) -> Found:
    """What a look-up gave."""
    return Found(candidates)


def test_an_id_needs_no_look_up() -> None:
    """The quick way: nothing to resolve, and the id is what the database gets."""
    request = prepare(load_catalogue().get("who_met_whom"), {"person": PUTIN})
    assert request.lookups == ()
    bound = request.complete(NOW)
    assert bound.parameters["person"] == PUTIN
    assert bound.ids == (("person", PUTIN),)


def test_a_name_becomes_an_id_and_the_permalink_has_the_id() -> None:
    """The answer says whom the name was taken to mean."""
    request = prepare(load_catalogue().get("who_met_whom"), {"person": "Лукашенко"})
    bound = request.complete(NOW, [found(LUKASHENKO)])
    assert bound.parameters["person"] == LUKASHENKO.id
    assert bound.canonical == {"person": LUKASHENKO.id}


def test_everything_that_the_cypher_uses_is_given() -> None:
    """No query fails for want of a parameter, whatever was left out."""
    for query in load_catalogue():
        required = {one.name: one.example or "event/x" for one in query.parameters if one.required}
        request = prepare(query, required)
        answers = [found(Candidate("x/y", "Y", 2, active=True)) for _ in request.lookups]
        bound = request.complete(NOW, answers)
        assert bound.parameters.keys() >= {"rev", "after", "limit", "undated", "modality", "dataset", "as_of"}
        assert bound.limit == bound.parameters["limit"] - 1


def test_windows_reach_from_the_first_day_to_the_last() -> None:
    """A month as `since` begins on its first day, as `until` ends on its last."""
    query = load_catalogue().get("events")
    bound = prepare(query, {"since": "2025-08", "until": "2025-11"}).complete(NOW)
    assert (bound.parameters["since"], bound.parameters["until"]) == (dt.date(2025, 8, 1), dt.date(2025, 11, 30))
    assert bound.windowed
    assert bound.undated["undated"] is True
    assert not prepare(query, {}).complete(NOW).windowed


@pytest.mark.parametrize(
    ("raw", "parameter"),
    [
        ({"person": "x", "until": "2025-13"}, "until"),
        ({"person": "x", "since": "2025", "until": "2024"}, "until"),
        ({"person": "x", "since": "../2025"}, "since"),
        ({"person": "x", "until": "2025/.."}, "until"),
        ({"person": "x", "limit": "100000"}, "limit"),
        ({"person": "x", "limit": "0"}, "limit"),
        ({"person": "x", "persona": "y"}, "persona"),
        ({"person": "x", "after": "nonsense"}, "after"),
        ({}, "person"),
    ],
)
def test_what_can_not_be_used_is_refused_by_name(raw: dict[str, str], parameter: str) -> None:
    """The error names the parameter at fault."""
    with pytest.raises(ParameterError) as caught:
        prepare(load_catalogue().get("who_met_whom"), raw).complete(NOW, [found(LUKASHENKO)])
    assert caught.value.parameter == parameter


def test_known_at_sets_the_commit() -> None:
    """A number is a commit, no later than the last; a time is the last commit before it."""
    query = load_catalogue().get("events")
    assert prepare(query, {}).complete(NOW).rev == 9
    assert prepare(query, {"known_at": "3"}).complete(NOW).rev == 3
    assert prepare(query, {"known_at": "30"}).complete(NOW).rev == 9
    request = prepare(query, {"known_at": "2025-11-26"})
    assert len(request.moments) == 1
    assert request.complete(State(9, "d", (5,))).parameters["rev"] == 5


def test_two_moments_keep_apart() -> None:
    """`since` and `known_at` of one query are each given their own commit."""
    request = prepare(load_catalogue().get("changed_since"), {"since": "2025-01-01", "known_at": "2025-02-01"})
    bound = request.complete(State(9, "d", (2, 5)))
    assert (bound.parameters["since"], bound.rev) == (2, 5)


def test_a_surname_means_the_only_one_that_events_have() -> None:
    """Several of a surname: the one with events is meant, and the answer says so."""
    request = prepare(load_catalogue().get("career"), {"person": "Lukashenko"})
    bound = request.complete(NOW, [found(LUKASHENKO, VIKTOR)])
    assert bound.parameters["person"] == LUKASHENKO.id
    assert "only one of 2" in bound.notes[0]


def test_several_with_events_are_ambiguous() -> None:
    """The error carries the candidates."""
    request = prepare(load_catalogue().get("career"), {"person": "Lukashenko"})
    other = Candidate(VIKTOR.id, VIKTOR.label, 1, active=True)
    with pytest.raises(AmbiguousNameError) as caught:
        request.complete(NOW, [found(LUKASHENKO, other)])
    assert [id_ for id_, _ in caught.value.candidates] == [LUKASHENKO.id, VIKTOR.id]


def test_a_full_name_beats_a_surname() -> None:
    """Weight decides before anything else does."""
    request = prepare(load_catalogue().get("career"), {"person": "Lukashenko"})
    full = Candidate("person/lukashenko", "Lukashenko", 2, active=False)
    assert request.complete(NOW, [found(full, LUKASHENKO)]).parameters["person"] == full.id


def test_a_full_name_does_not_ask_for_its_surname() -> None:
    """Who shares only the surname is another person, with or without a title before the name."""
    query = load_catalogue().get("career")
    assert "lukashenko" not in prepare(query, {"person": "Dmitry Lukashenko"}).lookups[0].keys
    assert "lukashenko" in prepare(query, {"person": "President Lukashenko"}).lookups[0].keys


def test_an_unknown_name_comes_with_the_nearest() -> None:
    """The most alike first."""
    near = Found(nearest=((VIKTOR.id, VIKTOR.label), (LUKASHENKO.id, LUKASHENKO.label)))
    with pytest.raises(UnknownNameError) as caught:
        prepare(load_catalogue().get("career"), {"person": "Alexandre Lukachenko"}).complete(NOW, [near])
    assert caught.value.nearest[0] == (LUKASHENKO.id, LUKASHENKO.label)


def test_an_event_that_is_not_there_is_not_found() -> None:
    """An id is not answered with near names."""
    with pytest.raises(NotFoundError, match="event/x"):
        prepare(load_catalogue().get("event_reports"), {"event": "x"}).complete(NOW, [Found()])


def test_a_cursor_belongs_to_its_query_parameters_and_version() -> None:
    """With other parameters it is refused; the size of the page may change."""
    query = load_catalogue().get("events")
    cursor = prepare(query, {"type": "meet"}).complete(NOW).cursor(["2025", "event/x"])
    later = State(seq=12, digest="e")
    again = prepare(query, {"type": ["meet"], "after": cursor, "limit": 5}).complete(later)
    assert again.parameters["after"] == ["2025", "event/x"]
    assert again.rev == 9
    for name, raw in (("events", {"type": "call"}), ("rests_on", {"type": "meet"})):
        with pytest.raises(ParameterError, match="belongs to another"):
            prepare(load_catalogue().get(name), {**raw, "after": cursor}).complete(later)


@given(
    st.lists(st.one_of(st.text(max_size=20), st.integers(0, 2**53 - 1)), max_size=5),
    st.integers(0, 2**53 - 1),
)
def test_a_cursor_reads_back(key: list[object], rev: int) -> None:
    """Encoding and decoding a cursor loses nothing."""
    cursor = Cursor(key, rev, "binding")
    assert decode(cursor.encode()) == cursor


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_cursors(text: str) -> None:
    """What is no cursor is a ParameterError and nothing else."""
    try:
        decode(text)
    except ParameterError as error:
        assert error.parameter == "after"  # noqa: PT017  -- most texts raise, and none may raise anything else
