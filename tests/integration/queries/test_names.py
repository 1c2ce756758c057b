"""How queries understand names, on authority data and samples in the real database."""

from __future__ import annotations

import pytest

from graph.errors import AmbiguousNameError, NotFoundError, UnknownNameError
from graph.store.connection import Store
from queries.catalogue import load_catalogue
from queries.running import Answer, run_sync

pytestmark = pytest.mark.usefixtures("samples")


def ask(store: Store, name: str, **raw: object) -> Answer:
    """Run a query."""
    return run_sync(store, load_catalogue().get(name), raw)


@pytest.mark.parametrize(
    "name",
    [
        "Lukashenko", "lukashenka", "Лукашенко", "Лукашэнка", "Alexander Lukashenko", "Aliaksandr Lukashenka",
        "President Lukashenko", "Lukashenko, Alexander", "person/alexander-lukashenko",
    ],
)  # fmt: skip
def test_one_person_goes_by_many_spellings(name: str, store: Store) -> None:
    """Alias, transliteration, title and id all mean the same person."""
    assert ask(store, "who_met_whom", person=name).parameters["person"] == "person/alexander-lukashenko"


@pytest.mark.parametrize(
    ("name", "state"),
    [("Belarus", "BLR"), ("Belarusian", "BLR"), ("Беларусь", "BLR"), ("by", "BLR"), ("USA", "USA"), ("U.S.", "USA")],
)
def test_states_go_by_names_demonyms_and_codes(name: str, state: str, store: Store) -> None:
    """Whatever a report may call a country."""
    assert ask(store, "contacts_between_states", state=name).parameters["state"] == f"state/{state}"


def test_both_spellings_of_the_envoy_mean_one_person(store: Store) -> None:
    """Reports differ on his name; asking by either finds him."""
    found = {ask(store, "career", person=name).parameters["person"] for name in ("John Cole", "John Coale", "Coale")}
    assert len(found) == 1


def test_an_unknown_name_is_answered_with_the_nearest(store: Store) -> None:
    """A slip of the pen is helped, for people, posts and places."""
    for query, parameter, name, nearest in (
        ("career", "person", "Lukashenkoo", "person/alexander-lukashenko"),
        ("office_holders", "post", "president of Belaruss", "post/BLR/president"),
        ("visits_to", "place", "Bishkeek", "place/1528675"),
    ):
        with pytest.raises(UnknownNameError) as caught:
            ask(store, query, **{parameter: name})
        assert nearest in [id_ for id_, _ in caught.value.nearest]


def test_an_id_that_nobody_has_is_unknown(store: Store) -> None:
    """An empty answer would look as if there were nothing to tell."""
    with pytest.raises(UnknownNameError, match="person/nobody"):
        ask(store, "who_met_whom", person="person/nobody")


def test_a_surname_of_several_is_ambiguous(store: Store) -> None:
    """None of them takes part in an event here, so it can't be told who is meant."""
    with pytest.raises(AmbiguousNameError) as caught:
        ask(store, "career", person="Bush")
    assert {"person/george-w-bush", "person/george-h-w-bush"} <= {id_ for id_, _ in caught.value.candidates}


def test_a_post_is_found_by_its_words(store: Store) -> None:
    """The state need not be told where only one has such a post."""
    for words in ("special envoy for Belarus", "Special Envoy for Belarus", "envoy Belarus"):
        answer = ask(store, "office_holders", post=words)
        assert answer.parameters["post"] == "post/USA/special-envoy-for-belarus"
    with pytest.raises(AmbiguousNameError):
        ask(store, "office_holders", post="president")


def test_an_event_is_found_by_any_of_its_claims(store: Store) -> None:
    """A permalink made of any claim leads to the event, whichever claim gives it its id."""
    event = ask(store, "events", type="appoint").dicts()[0]["event"]
    claims = {row["claim"] for row in ask(store, "event_reports", event=event).dicts()}
    assert len(claims) == 3
    for claim in claims:
        for form in (claim, claim.replace("claim/", "event/"), claim.removeprefix("claim/")):
            assert ask(store, "event_reports", event=form).parameters["event"] == event


def test_an_event_that_is_not_there_is_not_found(store: Store) -> None:
    """Neither event nor claim has the id."""
    with pytest.raises(NotFoundError, match="event/none"):
        ask(store, "event_reports", event="none")


def test_a_country_is_a_place_to_visit(store: Store) -> None:
    """City and country are asked for alike."""
    assert ask(store, "visits_to", place="Kyrgyz").rows == ask(store, "visits_to", place="bishkek").rows
