"""Countries and locales of records, and the table of corrections."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.historian.corrections import TABLE, read_corrections
from ingest.historian.lands import read_land, states
from ingest.historian.locales import read_locale


@pytest.mark.parametrize(
    ("key", "label", "year", "called", "state"),
    [
        ("france", "France", 1918, "France", "state/FRA"),
        ("germany", "Germany, Federal Republic of", 1975, "the Federal Republic of Germany", "state/DEU"),
        (
            "german-democratic-republic",
            "German Democratic Republic",
            1990,
            "the German Democratic Republic",
            "state/DDR",
        ),
        ("germany", "Germany", 1995, "Germany", "state/DEU"),
        ("china", "China, People’s Republic of", 1975, "the People’s Republic of China", "state/CHN"),
        ("china", "China, Republic of", 1945, "China", "state/CHN"),
        ("taiwan", "China, Republic of", 1961, "the Republic of China", "state/TWN"),
        ("russia", "U.S.S.R.", 1985, "the U.S.S.R.", "state/SUN"),
        ("russia", "U.S.S.R.", 1992, "Russia", "state/RUS"),
        ("vietnam", "Vietnam", 1966, "South Vietnam", "state/RVN"),
        ("vietnam", "Vietnam", 2000, "Vietnam", "state/VNM"),
        ("somoa", None, 1966, "Samoa", "state/WSM"),
        ("turkiye", "Turkiye", 2024, "Turkiye", "state/TUR"),
        ("benin", "Dahomey (Benin)", 1962, "Dahomey (Benin)", "state/BEN"),
        ("antarctica", "Antarctica", 2016, "Antarctica", "state/ATA"),
        ("atlantis", "Atlantis", 2016, "Atlantis", None),
    ],
)
def test_countries(key: str, label: str | None, year: int, called: str, state: str | None) -> None:
    """The state that it was on that day, by a name that finds it again."""
    land = read_land(key, label, dt.date(year, 6, 1))
    assert land is not None
    assert (land.called, land.state) == (called, state)
    assert state is None or states().find(land.name) == state


def test_no_country() -> None:
    """Neither an id nor a name."""
    assert read_land(None, None, None) is None


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Florence", "Florence, Italy", "Florence"),
        ("Rome, Turin", "Rome and Turin, Italy", "Italy"),
        ("Rome, Turin, Genoa", "Rome, Turin, and Genoa, Italy", "Italy"),
        ("Rome, Rome", "Rome, Italy", "Rome"),
        ("Aviano Air Base, Milan", "Aviano Air Base and Milan, Italy", "Milan"),
        ("Palermo (Sicily)", "Palermo (Sicily), Italy", "Palermo"),
        ("Italy", "Italy", "Italy"),
        (None, "Italy", "Italy"),
    ],
)
def test_locales(text: str | None, words: str, place: str) -> None:
    """The one city; of several, or without any, the country; a base beside a city is no second one."""
    found = read_locale(text, read_land("italy", "Italy", None))
    assert (found.words, found.place) == (words, place)


def test_a_region_behind_a_comma() -> None:
    """It tells where the place before it is."""
    canada = read_land("canada", "Canada", None)
    assert read_locale("Montebello, Quebec", canada).words == "Montebello, Quebec, Canada"
    assert read_locale("Sydney (Nova Scotia), Campobello Island (New Brunswick)", canada).place == "Canada"


def test_a_lesser_city() -> None:
    """A name that alone means a greater city elsewhere stands with its country."""
    assert read_locale("London", read_land("canada", "Canada", None)).place == "London, Canada"
    assert read_locale("Marseille", None).place == "Marseille"


def test_every_correction_has_its_reason() -> None:
    """Rules carry one each, lists one beside them."""
    for rule in read_corrections("countries")["rules"]:
        assert rule["reason"]
    for part in ("locales", "visitors", "counterparts", "articles"):
        table = read_corrections(part)
        names = {name for name in table if not name.startswith("reason_")}
        assert {f"reason_{name}" for name in names} == set(table) - names
    assert TABLE.read_text(encoding="utf-8").startswith("# What the Historian's records write wrongly")
