"""Folding makes one spelling of what differs in script, case, accents or punctuation alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.folding import fold, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Alexander  LUKASHENKO", "alexander lukashenko"),
        ("Лукашенко", "lukashenko"),
        ("Łukašenka", "lukasenka"),
        ("O'Brien", "obrien"),
        ("D’Affaires", "daffaires"),
        ("U.S.", "us"),
        ("Kim Jong-un", "kim jong un"),
        ("J. D. Vance", "j d vance"),
        ("…", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Scripts, case, accents, apostrophes, abbreviations and punctuation are evened out."""
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_fold_twice(text: str) -> None:
    """A folded text is lower-case ASCII words with single spaces, and stays as it is when folded again."""
    folded = fold(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", folded)
    assert fold(folded) == folded


def test_slug() -> None:
    """A slug is the folded text with hyphens."""
    assert slug("Alexander Lukashenko") == "alexander-lukashenko"
