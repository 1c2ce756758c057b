"""Rows as coded datasets have them, drawn by chance from few actors, so that much of them meets: nobody acts so."""

from __future__ import annotations

import datetime as dt
import random

from ingest.coded.rows import CodedRow, Story

ACTORS = (
    # Known, known only in part, and known to nobody; some change their state within the days drawn.
    "Barack Obama", "Donald Trump", "Emmanuel Macron", "Vladimir Putin", "Raghuvar Das", "Hamid", 'Ada "Bo" Lindqvist',
    "J. Cole", "John Cole", "Police (India)", "France", "Russia", "India", "UN Security Council", "Citizen (Russia)",
    "Unidentified Forces", "Government Official", "Al-Shabaab", "Head of Government (France)", "Ministry (Russia)",
)  # fmt: skip
CODES = (
    "036", "040", "041", "042", "043", "044", "045", "046", "054", "057", "0841", "085", "125", "163", "161", "010",
    "112", "190",
)  # fmt: skip
PLACES = (None, None, "Paris", "Delhi", "France", "Ruritania Bay", 'Nowhere "Hill"')
FIRST = dt.date(2017, 1, 10)


def make_rows(number: int, *, seed: int, stories: bool) -> list[CodedRow]:
    """Rows sorted by document; with stories of several publishers and places, or by the dataset's days alone."""
    draw = random.Random(seed)  # noqa: S311 reproducible, not secret
    rows = [_row(draw, f"{seed}-{index}", stories=stories) for index in range(number)]
    return sorted(rows, key=lambda row: (row.story.published, row.story.doc_id, row.id))


def _row(draw: random.Random, id_: str, *, stories: bool) -> CodedRow:
    day = FIRST + dt.timedelta(days=draw.randrange(15))
    source: str | None = draw.choice(ACTORS)
    target: str | None = draw.choice(ACTORS)
    missing = draw.random()
    if missing < 0.03:
        source = None
    elif missing < 0.06:
        target = None
    elif missing < 0.065:
        target = f"{target};{draw.choice(ACTORS)}"
    return CodedRow(
        dataset="STORIES" if stories else "DAYS",
        id=id_,
        day=day,
        source=source,
        target=target,
        code=(code := draw.choice(CODES)),
        scheme="CAMEO",
        label=f"label {code}",
        story=_story(draw, day) if stories else Story(f"coded/days/{day}", day, "DAYS", f"DAYS, {day}"),
        line=1,
        target_state=draw.choice((None, None, "Kenya")),
        place=draw.choice(PLACES) if stories else None,
        origin="Tass" if stories and draw.random() < 0.01 else None,
        confidence=draw.choice((1.0, 0.5, 0.93)),
    )


def _story(draw: random.Random, day: dt.date) -> Story:
    number, published = draw.randrange(12), day + dt.timedelta(days=draw.randrange(2))
    publisher = ("The Herald", "Daily Star", "daily star")[number % 3]
    return Story(
        f"coded/stories/{published}/{number}", published, publisher, f"Story {number}", f"https://example.org/{number}"
    )
