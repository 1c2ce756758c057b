"""Bylines and datelines: what they tell, and what only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.readers.bylines import Origin, read_byline, read_dateline

DAY = dt.date(2025, 11, 26)


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("By Ben Aris in Berlin November 26, 2025", Origin("Ben Aris", "Berlin", None, DAY)),
        ("By Ben Aris in Berlin, November 26, 2025", Origin("Ben Aris", "Berlin", None, DAY)),
        ("By Ben Aris", Origin("Ben Aris")),
        ("BY ANNA BERG AND IVO KRAL", Origin("ANNA BERG AND IVO KRAL")),
        (
            "by Ludwig van der Berg and Anna al-Masri | 26 Nov 2025",
            Origin("Ludwig van der Berg and Anna al-Masri", day=DAY),
        ),
        ("Written by: Anna Berg, Our Special Correspondent", Origin("Anna Berg, Our Special Correspondent")),
        ("November 26, 2025", Origin(day=DAY)),
        ("Wed, 26 Nov. 2025 10:15 GMT", Origin(day=DAY)),
        ("Published: Wednesday, 26th November 2025, 10:15 a.m. EST", Origin(day=DAY)),
        ("2025-11-26T10:15:00+01:00", Origin(day=DAY)),
        ("26.11.2025", Origin(day=DAY)),
        ("MINSK, November 26, 2025", Origin(place="MINSK", day=DAY)),
        ("Port Ostra, 26 November 2025", Origin(place="Port Ostra", day=DAY)),
        ("Source: Reuters", Origin(agency="Reuters")),
        ("FOR IMMEDIATE RELEASE", Origin()),
    ],
)
def test_bylines(line: str, origin: Origin) -> None:
    """Each gives author, place and day, as far as it has them."""
    assert read_byline(line) == origin


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By Wednesday the talks had failed",
        "By the end of the year, the prisoners were free.",
        "By contrast, Minsk said nothing",
        "The talks began on November 26, 2025",
        "On November 26, 2025, he held talks with Putin",
        "03/04/2025",
        "February 30, 2025",
        "Source: they said. And more.",
        "By " + "Anna " * 100,
    ],
)
def test_other_lines(line: str) -> None:
    """A sentence is none, nor a day that may be two, nor one that no calendar has."""
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("paragraph", "origin"),
    [
        ("BEIJING, March 3 (Xinhua) -- Premier Li met", Origin(place="BEIJING", agency="Xinhua")),
        ("MINSK (Reuters) - Lukashenko met", Origin(place="MINSK", agency="Reuters")),
        ("PORT-AU-PRINCE, Haiti, Nov 26, 2025 (AP) — The", Origin(None, "PORT-AU-PRINCE, Haiti", "AP", DAY)),
        ("MOSCOW, November 26. /TASS/. Russian President", Origin(place="MOSCOW", agency="TASS")),
        ("WASHINGTON, D.C. – The Secretary", Origin(place="WASHINGTON, D.C.")),
        ("ST. PETERSBURG, June 4 (Interfax) - Putin", Origin(place="ST. PETERSBURG", agency="Interfax")),
        ("Minsk, 26 November 2025 (BelTA) – The", Origin(None, "Minsk", "BelTA", DAY)),
        ("(AFP) - The president", Origin(agency="AFP")),
    ],
)
def test_datelines(paragraph: str, origin: Origin) -> None:
    """Place, agency and day, in the ways of the agencies."""
    assert read_dateline(paragraph) == origin


@pytest.mark.parametrize(
    "paragraph",
    [
        "The US - a partner of long standing - said",
        "Lukashenko (Belarus) said he would",
        "In Minsk, Putin met Lukashenko",
        "Trump – who called him – said",
        "",
    ],
)
def test_other_beginnings(paragraph: str) -> None:
    """A dash or a bracket alone makes no dateline."""
    assert read_dateline(paragraph) is None
