"""The reference page of the vocabulary."""

from __future__ import annotations

from graph.vocabulary import load_vocabulary
from graph.vocabulary.page import PAGE, render_page


def test_page_is_in_step() -> None:
    """docs/vocabulary.md is what the files make; `python -m graph.vocabulary.page` mends it."""
    assert PAGE.read_text(encoding="utf-8") == render_page()


def test_page_names_every_term() -> None:
    """No term is missing from the page."""
    vocabulary, page = load_vocabulary(), render_page()
    for codes in (vocabulary.types, vocabulary.roles, vocabulary.modalities, vocabulary.modes):
        assert all(f"`{code}`" in page for code in codes)
