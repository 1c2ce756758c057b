"""Quotations are found as people copy them, and the evidence is the text's own words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from ingest.loading.quotation import QuotationFinder

TEXT = "Ada met Bo.\nThey   spoke of “peace” – at length. Then Ada met Bo. Жыве Бела\u00adрусь, ка\u0301ва."


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("They   spoke", "They   spoke"),
        ("They spoke of", "They   spoke of"),
        ("Bo. They spoke", "Bo.\nThey   spoke"),
        ('spoke of "peace" - at', "spoke of “peace” – at"),
        ("Жыве Беларусь", "Жыве Бела\u00adрусь"),
        (unicodedata.normalize("NFC", "ка\u0301ва"), "ка\u0301ва"),
        ("  at length.\n", "at length."),
    ],
)
def test_a_quotation_is_found_however_its_spaces_and_signs_were_typed(quote: str, exact: str) -> None:
    """White space, quotation marks, dashes, soft hyphens and composed accents don't matter; the text's stand."""
    found = QuotationFinder(TEXT).find(quote)
    assert found.quote == exact
    assert TEXT[found.start : found.end] == exact


@given(st.text('ab “”"-–\n\u0301\u00ad', min_size=1, max_size=30), st.data())
@settings(deadline=None)
def test_what_is_found_stands_in_the_text(text: str, data: st.DataObject) -> None:
    """Every exact quotation is found where it stands; retyped, what is found is the text between its offsets."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].replace("\u00ad", "").strip():
        with pytest.raises(InputError, match="is empty"):
            QuotationFinder(text).find(text[start:end], 1)
        return
    places = [at for at in range(len(text)) if text.startswith(text[start:end], at)]
    found = QuotationFinder(text).find(text[start:end], places.index(start) + 1)
    assert (found.start, found.end, found.quote) == (start, end, text[start:end])
    typed = " ".join(text[start:end].replace("“", '"').replace("”", '"').split())
    # Nobody copies a letter without its accent, or an accent without its letter.
    whole = not any(unicodedata.combining(text[at]) for at in (start, end) if at < len(text))
    if typed and whole:
        alike = QuotationFinder(text).find(typed, 1)
        assert text[alike.start : alike.end] == alike.quote


def test_a_quotation_that_stands_twice_needs_its_occurrence() -> None:
    """The error says where they are; `occurrence` counts from 1."""
    finder = QuotationFinder(TEXT)
    with pytest.raises(InputError, match=r"2 times \(at 0, 54\)"):
        finder.find("Ada met Bo")
    assert finder.find("Ada met Bo", 1).start == 0
    assert finder.find("Ada met Bo", 2).start == 54


@pytest.mark.parametrize(("quote", "occurrence"), [("Ada met Bo", 3), ("Ada met Bo", 0), ("at length", 2)])
def test_an_occurrence_that_is_not_there_is_an_error(quote: str, occurrence: int) -> None:
    """It is not quietly taken for the last one."""
    with pytest.raises(InputError, match=f"occurrence is {occurrence}, but the text has these words"):
        QuotationFinder(TEXT).find(quote, occurrence)


def test_a_quotation_that_is_not_there_shows_the_nearest_words() -> None:
    """A slip of the pen is seen at once, in whole words."""
    with pytest.raises(InputError, match="nearest are 'They spoke of \"peace\" - at'"):
        QuotationFinder(TEXT).find("They spke of peace – at")


def test_a_quotation_like_nothing_in_the_text_is_an_error() -> None:
    """Nothing is shown where nothing is like it."""
    with pytest.raises(InputError, match="nor any like them"):
        QuotationFinder(TEXT).find("Completely different words, zzz")


@pytest.mark.parametrize("text", [TEXT, None, ""])
@pytest.mark.parametrize("quote", ["", " \n"])
def test_an_empty_quotation_is_an_error(text: str | None, quote: str) -> None:
    """It would stand everywhere and show nothing."""
    with pytest.raises(InputError, match="empty"):
        QuotationFinder(text).find(quote)


def test_without_a_text_the_quotation_is_kept_as_given() -> None:
    """It begins at 0: there is nothing to count from."""
    found = QuotationFinder(None).find("сустрэча ў Мінску")
    assert (found.start, found.end) == (0, 17)


def test_without_a_text_there_are_no_occurrences() -> None:
    """Saying which one is meant would promise what can't be kept."""
    with pytest.raises(InputError, match="the document has no text"):
        QuotationFinder(None).find("met", 1)
