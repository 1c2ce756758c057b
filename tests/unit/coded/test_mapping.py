"""Codes of CAMEO and PLOVER are read through the vocabulary, and whatever it does not match stays `other`."""

from __future__ import annotations

import pytest

from graph.vocabulary import load_vocabulary
from ingest.coded.mapping import OTHER, icews_code, load_readings, load_reasons, read_code


@pytest.mark.parametrize(
    ("code", "type", "modality"),
    [
        ("040", "meet", "occurred"),
        ("041", "call", "occurred"),
        ("043", "visit", "occurred"),
        ("0841", "release", "occurred"),
        ("163", "sanction", "occurred"),
        ("036", "meet", "possible"),
        ("125", "meet", "denied"),
        ("1244", "ease_sanctions", "denied"),
        ("112", "other", "occurred"),
        ("0842", "other", "occurred"),
        ("1621", "other", "occurred"),
        ("04", "other", "occurred"),
        ("", "other", "occurred"),
    ],
)
def test_cameo_is_read_by_type_and_modality(code: str, type: str, modality: str) -> None:
    """Talk of an event is not the event, and what the codebook leaves out keeps its code alone."""
    reading = read_code("CAMEO", code)
    assert (reading.type, reading.modality) == (type, modality)


def test_an_occurred_event_is_read_as_the_vocabulary_matches_it() -> None:
    """The vocabulary alone says what a code means; the data beside it adds roles."""
    vocabulary = load_vocabulary()
    for code, reading in load_readings()["CAMEO"].items():
        if reading.modality == "occurred":
            matched = vocabulary.cameo(code)
            assert matched is not None
            assert matched.code == reading.type


def test_every_root_class_has_its_reason() -> None:
    """Twenty of CAMEO, sixteen of PLOVER."""
    assert sorted(load_reasons("CAMEO")) == [f"{number:02}" for number in range(1, 21)]
    assert len(load_reasons("PLOVER")) == 16


def test_plover_is_read_by_type_and_mode() -> None:
    """A type without a mode that the vocabulary matches says too little."""
    assert read_code("PLOVER", "CONSULT-phone").type == "call"
    assert read_code("PLOVER", "CONSULT") is OTHER
    assert read_code("ICEWS", "Juggle") is OTHER


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Make a visit", "042"),
        ("Meet at a 'third' location", "044"),
        ("Reject proposal to meet, discuss, or negotiate", "125"),
        ("fight with artillery and tanks", "194"),
        ("Threaten with repression", "137"),
        ("Juggle", None),
    ],
)
def test_icews_names_have_their_codes(label: str, code: str | None) -> None:
    """However they are spelt."""
    assert icews_code(label) == code
    assert icews_code(label.upper()) == code
