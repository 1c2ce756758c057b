"""The packages' authority as it is installed."""

from __future__ import annotations

import re

from graph.dates import bounds
from graph.identity.names import person_key
from graph.identity.packages import load_packages
from graph.identity.states import StateIndex


def test_loaded_once() -> None:
    """Packages are read once a process."""
    assert load_packages() is load_packages()


def test_size() -> None:
    """About all states of the world, with their leaders, and ambassadors to and from the United States."""
    authority = load_packages()
    assert len(authority.states) > 250
    assert len(authority.persons) > 700
    assert len(authority.tenures) > 750
    assert sum(post.office == "ambassador" for post in authority.posts) > 200


def test_references() -> None:
    """Every tenure has a person and a post, every post's and person's state is known, every id is one record's."""
    authority = load_packages()
    states = {state.id for state in authority.states}
    persons = {person.id for person in authority.persons}
    posts = {post.id for post in authority.posts}
    assert {tenure.person for tenure in authority.tenures} <= persons
    assert {tenure.post for tenure in authority.tenures} <= posts
    assert {state for person in authority.persons for state in person.states} <= states
    assert {state for post in authority.posts for state in (post.state, post.accredited_to) if state} <= states
    for records in (authority.states, authority.persons, authority.posts, authority.organizations, authority.tenures):
        assert len({record.id for record in records}) == len(records)


def test_dates_are_edtf() -> None:
    """Births, deaths, starts and ends can all be bounded, and nothing ends before it starts."""
    authority = load_packages()
    spans = [(person.born, person.died) for person in authority.persons]
    spans += [(tenure.start, tenure.end) for tenure in authority.tenures]
    for start, end in spans:
        first, last = bounds(start).lo, bounds(end).hi
        assert first is None or last is None or first <= last


def test_ids_are_readable() -> None:
    """Ids are of letters that can be read aloud, and people's are their names'."""
    authority = load_packages()
    assert all(re.fullmatch(r"person/[a-z0-9-]+", person.id) for person in authority.persons)
    assert all(re.fullmatch(r"state/[A-Z]{3}", state.id) for state in authority.states)
    assert all(re.fullmatch(r"post/(?:[A-Z]{3}|[a-z-]+)/[a-zA-Z-]+", post.id) for post in authority.posts)
    assert {"post/BLR/president", "post/RUS/president", "post/USA/ambassador-to-ISR"} <= {p.id for p in authority.posts}


def test_factbook_joins_our_own_table() -> None:
    """The factbook's Lukashenka is our Lukashenko, under our label, with all spellings."""
    authority = load_packages()
    found = [one for one in authority.persons if person_key("Лукашэнка Аляксандр") in map(person_key, one.names)]
    found += [one for one in authority.persons if person_key("Alexander Lukashenko") in map(person_key, one.names)]
    assert {person.id for person in found} == {"person/alexander-lukashenko"}
    assert {"Alexander Lukashenko", "Alyaksandr Lukashenka", "Аляксандр Лукашэнка"} <= set(found[0].names)
    assert "person/alyaksandr-lukashenka" in {merge.merged for merge in authority.merges}


def test_every_merge_has_a_reason() -> None:
    """What was merged says why."""
    assert all(merge.reason for merge in load_packages().merges)


def test_names_of_states() -> None:
    """States are found in many languages, by demonyms and by codes; parts and ambiguous names find none."""
    states = StateIndex(load_packages().states)
    expected = {
        "Belarus": "BLR",
        "Беларусь": "BLR",
        "Weißrussland": "BLR",
        "Belarusian": "BLR",
        "the Vatican": "VAT",
        "Holy See": "VAT",
        "U.S.": "USA",
        "US": "USA",
        "us": None,
        "United States of America": "USA",
        "Germany, Federal Republic of": "DEU",
        "Korea, Republic of": "KOR",
        "German Democratic Republic": "DDR",
        "Kyrgyz": "KGZ",
        "中国": "CHN",
        "Korean": None,
        "Dominican": None,
        "Guinea": "GIN",
        "London": None,
        "Texas": None,
        "Kent": None,
        "state/BLR": "BLR",
        "BLR": "BLR",
        "BY": "BLR",
        "by": None,
        "": None,
    }
    assert {text: states.find(text) for text in expected} == {
        text: code and f"state/{code}" for text, code in expected.items()
    }


def test_capitals_are_places_first() -> None:
    """A capital names its state only where a state is expected."""
    states = StateIndex(load_packages().states)
    assert states.find("Minsk") is None
    assert states.metonym("Minsk") == "state/BLR"
    assert states.metonym("Washington") == "state/USA"
    assert states.named("Kremlin") is None
    assert states.find("Kremlin") == "state/RUS"
