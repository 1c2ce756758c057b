"""Labels, the keys of Name nodes, queries and suggestions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.labels import FULL, SURNAME, key_weights, label_for, match_query, name_keys, rank_candidates
from graph.identity.packages import load_packages

LABELS = [("person/alexander-lukashenko", "Alexander Lukashenko"), ("person/vladimir-putin", "Vladimir Putin")]


def test_label() -> None:
    """The most frequent full name is shown, then the longest, then the least; the others are aliases."""
    assert label_for({"Cole": 9, "J. Cole": 8, "John Coale": 2, "John Cole": 1}) == (
        "John Coale",
        ("John Cole", "Cole", "J. Cole"),
    )
    assert label_for({"John Cole": 1, "John Coale": 1})[0] == "John Coale"
    assert label_for({"Ann B": 1, "Ann A": 1})[0] == "Ann A"
    assert label_for({"EU": 2, "European Union": 1}, "organization")[0] == "EU"


@settings(deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=8), st.integers(1, 3), min_size=1, max_size=5))
def test_label_is_one_of_the_names(names: dict[str, int]) -> None:
    """Label and aliases are the names, each once, whatever their order."""
    label, aliases = label_for(names)
    assert sorted((label, *aliases)) == sorted(names)
    assert label_for(dict(reversed(names.items()))) == (label, aliases)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Lukashenko", "Alexander Lukashenko"),
        ("Лукашенко", "Alexander Lukashenko"),
        ("Lukashenka", "Alexander Lukashenko"),
        ("Аляксандр Лукашэнка", "Alexander Lukashenko"),
        ("President Lukashenko", "Alexander Lukashenko"),
        ("person/alexander-lukashenko", "Alexander Lukashenko"),
        ("Tikhanovskaya", "Sviatlana Tsikhanouskaya"),
        ("Donald Trump", "Donald J. Trump"),
        ("Daniel Ortega", "Jose Daniel Ortega"),
        ("Leo XIV", "Pope Leo XIV"),
        ("Xi", "Xi Jinping"),
    ],
)
def test_query_finds_the_name(query: str, name: str) -> None:
    """What a user types meets a key under which the name is filed."""
    assert set(match_query(query)) & set(name_keys(name, "person"))


@pytest.mark.parametrize(
    ("query", "name"),
    [("Alexander Lukashenko", "Viktor Lukashenko"), ("Lukashevich", "Alexander Lukashenko"), ("Kim", "Tim Cook")],
)
def test_query_does_not_find(query: str, name: str) -> None:
    """A full name does not ask for its namesakes, nor a name for those that are alike."""
    assert not set(match_query(query)) & set(name_keys(name, "person"))


def test_weights() -> None:
    """A surname alone weighs less than a whole name, unless it is all there is."""
    assert key_weights("Alexander Lukashenko", "person") == {"alexander lukashenko": FULL, "lukashenko": SURNAME}
    assert key_weights("Putin", "person") == {"putin": FULL}
    assert key_weights("the Vatican", "state") == {"the vatican": FULL, "vatican": FULL}
    assert name_keys("special envoy for Belarus", "post") == ("special envoy for belarus",)


def test_every_person_of_the_authority_is_found_by_every_name() -> None:
    """Filing and looking up go by the same keys."""
    for person in load_packages().persons:
        keys = {key for name in person.names for key in name_keys(name, "person")}
        for name in person.names:
            assert keys & set(match_query(name)), name


def test_nearest_names() -> None:
    """A slip of the pen is answered with the nearest names; nonsense with none."""
    assert rank_candidates("Lukoshenko", LABELS)[0] == LABELS[0]
    assert rank_candidates("Vladmir Puttin", LABELS)[0] == LABELS[1]
    assert rank_candidates("Лукошенко", LABELS, limit=1) == [LABELS[0]]
    assert rank_candidates("xyzzy", LABELS) == []
