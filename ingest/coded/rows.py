"""One row of coded event data, whatever its format: who did what to whom on which day, and where that was told.

Millions of these are streamed, so they are tuples; what is common to many rows (`Story`) is made once.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Story(NamedTuple):
    """The document that a row belongs to: the story that was coded, or, where a dataset names none, its day.

    Attributes:
        doc_id: Stable and of one day: `coded/icews18/2018-01-05`, `coded/icews/2018-01-05/39251240`.
        publisher: Who published the story; the dataset, where it does not say.
        published: Day of publication. All rows of a document are of one day, so that sorted by day they are together.
    """

    doc_id: str
    published: dt.date
    publisher: str
    title: str | None = None
    url: str | None = None


def day_story(dataset: str, day: dt.date) -> Story:
    """The document of rows without a story: the dataset's day."""
    return Story(f"coded/{dataset.casefold()}/{day}", day, dataset, f"{dataset}, {day}")


class CodedRow(NamedTuple):
    """One row.

    Attributes:
        dataset: Its name as it is cited ("ICEWS18"); the claim's coder.
        id: Its id inside the dataset.
        day: The day of the event.
        source: Who acts, as the dataset writes it ("Police (India)"); several are separated by `;`. None: not told.
        target: Upon whom, likewise.
        code: Code of the event in `scheme`.
        scheme: CAMEO, PLOVER, or ICEWS for a relation's name that has no code.
        label: The dataset's own words for the event ("Make a visit"), or None.
        story: The document.
        line: Number of the row's line in its file, from 1.
        source_state: The state that the dataset puts the source down to, in its words or codes, or None.
        target_state: The state of the target.
        place: Where it happened, or None.
        origin: Whom the story has it from, where that is another source than the story's publisher.
        confidence: 0 to 1.
        file: Name of its file.
    """

    dataset: str
    id: str
    day: dt.date
    source: str | None
    target: str | None
    code: str
    scheme: str
    label: str | None
    story: Story
    line: int
    source_state: str | None = None
    target_state: str | None = None
    place: str | None = None
    origin: str | None = None
    confidence: float = 1.0
    file: str = ""
