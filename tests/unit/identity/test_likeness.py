"""How well a name fits an actor's names, and by which rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.likeness import POINTS, WHOLE, best_fit

LABEL = "Alexander Lukashenko"
NAMES = ["Aliaksandr Lukashenka", "Lukashenko"]


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ("Alexander Lukashenko", "name"),
        ("  Alexander   Lukashenko ", "name"),
        ("President Alexander Lukashenko", "name"),
        ("Aliaksandr Lukashenka", "alias"),
        ("ALEXANDER LUKASHENKO", "spelling"),
        ("Александр Лукашенко", "transliteration"),
        ("Александр Григорьевич Лукашенко", "transliteration"),
        ("Аляксандр Лукашэнка", "transliteration"),
        ("Lukashenko, Alexander", "variant"),
        ("Aliaksandr Lukašenka", "variant"),
        ("A. Lukashenko", "shortened"),
        ("Lukashenko", "called"),
        ("Лукашэнка", "called"),
        ("Alexander Lukashevich", "similar"),
        ("Viktor Lukashenko", "similar"),
    ],
)
def test_rule_of_a_persons_name(asked: str, rule: str) -> None:
    """Each rule is named, and a single name of somebody with a full one is worth less, however it is spelt."""
    assert best_fit(asked, "person", LABEL, NAMES).rule == rule


def test_surname_alone_says_least() -> None:
    """A surname by which nobody calls the person is worth less than one that stands for him."""
    assert best_fit("Coale", "person", "John Coale", []).rule == "surname"
    assert POINTS["surname"] < POINTS["called"] < POINTS["shortened"]
    assert not {"surname", "called", "similar"} & WHOLE


def test_person_of_one_name_is_whole() -> None:
    """Somebody whose label is a single name is found by it as by a full one."""
    assert best_fit("Sukarno", "person", "Sukarno", []).rule == "name"


@pytest.mark.parametrize(
    ("asked", "rule"),
    [("Belarus", "name"), ("Белоруссия", "alias"), ("белоруссия", "spelling"), ("the Belarus", "variant")],
)
def test_rule_of_a_states_name(asked: str, rule: str) -> None:
    """States are compared as whole names."""
    assert best_fit(asked, "state", "Belarus", ["Белоруссия"]).rule == rule


@settings(deadline=None)
@given(st.text(max_size=30), st.text(min_size=1, max_size=30), st.lists(st.text(max_size=30), max_size=3))
def test_scores_stay_in_their_bounds(asked: str, label: str, names: list[str]) -> None:
    """Likeness alone never reaches what a rule gives, and more names never make a fit worse."""
    fit = best_fit(asked, "person", label, names)
    assert 0 <= fit.score <= POINTS[fit.rule] <= 100
    assert 0 <= fit.likeness <= 1
    assert fit.rule in WHOLE or fit.score <= POINTS["called"]
    assert fit.score >= best_fit(asked, "person", label, []).score
