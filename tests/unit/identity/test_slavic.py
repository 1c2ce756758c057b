"""Slavic surnames have one form in all spellings; other names are left alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.folding import fold
from graph.identity.slavic import skeleton

ENDINGS = ["enko", "enka", "chanka", "ov", "ova", "ev", "au", "ou", "sky", "skaya", "ska", "skij", "vich", "vic", "yn"]


@pytest.mark.parametrize(
    "spellings",
    [
        "Lukashenko Lukashenka Лукашенко Лукашэнка Łukašenka Loukashenko Lukaschenko",
        "Tikhanovskaya Tsikhanouskaya Tsikhanowskaya Tikhanovskaja Тихановская Ціханоўская Cichanoŭskaja",
        "Tikhanovsky Tsikhanouski Тихановский Ціханоўскі",
        "Zelensky Zelenskyy Zelenskiy Zelenskyi Zelenski Зеленський Зеленский",
        "Kolesnikova Kalesnikava Kaliesnikava Колесникова Калеснікава",
        "Golovchenko Halouchanka Головченко Галоўчанка",
        "Bogdanov Bahdanau Богданов Багданаў",
        "Lukashevich Лукашевич Лукашэвіч Łukaševič",
        "Gorbachev Gorbachov Gorbachyov Горбачёв",
        "Tokayev Tokaev Токаев",
        "Plenković Plenkovic Plenkovich",
        "Turchyn Turchin Турчин",
    ],
)
def test_one_form(spellings: str) -> None:
    """Russian, Ukrainian, Belarusian and romanised spellings of a surname share a form."""
    assert len({skeleton(name) for name in spellings.split()}) == 1


def test_different_surnames_stay_apart() -> None:
    """Likeness is no sameness, nor are a wife's and a husband's forms the same."""
    surnames = "Lukashenko Lukashevich Tikhanovskaya Tikhanovsky Kolesnikov Kolesnikova Wong Wang Cole Coale"
    names = surnames.split()
    assert all(skeleton(a) != skeleton(b) for a, b in combinations(names, 2))


@pytest.mark.parametrize("name", ["Wong", "Cole", "Coale", "Trudeau", "Rousseau", "Zhou", "Andrew", "Martin", "Robin"])
def test_other_names(name: str) -> None:
    """A surname without a Slavic ending is folded and nothing else."""
    assert skeleton(name) == fold(name)


@settings(deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=10), st.sampled_from(ENDINGS))
def test_form_of_a_form(stem: str, ending: str) -> None:
    """The form of a form is itself."""
    form = skeleton(stem + ending)
    assert skeleton(form) == form
