"""What a record of a trip or a visit says: the common form of which its document and claims are made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.records import Document, Participant

PUBLISHER = "Office of the Historian"
SITE = "https://history.state.gov"
LICENCE = "CC0-1.0"


@dataclass(frozen=True, slots=True)
class Journey:
    """A trip or a visit.

    Attributes:
        dataset: "HistoryAtState/travels".
        native: Where the record is: FILE#RECORD.
        doc_id: Id of its document.
        title: What the document is called.
        url: Page of the Office of the Historian that shows the record.
        told: The sentence that tells the journey, but for its end: "Woodrow Wilson travelled to Paris, France".
        days: Its dates in words ("December 14-25, 1918"), or "".
        remark: What the record remarks, in its own words with single spaces.
        travellers: Who travelled.
        host: The state travelled to; None where the record names none.
        date: EDTF, or None where the record tells none.
        act: Of the visit.
        first: First day, if known.
        last: Last day, if known.
        place: The one city, else the country, or None.
        published: When the record was.
    """

    dataset: str
    native: str
    doc_id: str
    title: str
    url: str
    told: str
    days: str
    remark: str
    travellers: tuple[Participant, ...]
    host: Participant | None
    date: str | None
    act: str
    first: dt.date | None
    last: dt.date | None
    place: str | None
    published: dt.date

    @property
    def lead(self) -> str:
        """The sentence that tells the journey."""
        return f"{self.told}{f', {self.days}' if self.days else ''}."

    def document(self) -> Document:
        """The record as a document: a readable rendering, its remark verbatim."""
        return Document(
            doc_id=self.doc_id,
            title=self.title,
            publisher=PUBLISHER,
            published=self.published,
            url=self.url,
            lang="en",
            licence=LICENCE,
            text=_joined(self.lead, self.remark),
        )

    def prose(self) -> Document:
        """The same as prose of its time, for the extractor: as if published on its last day, its own dates left out.

        They are known exactly, and would only be taken for those of what the remark tells.
        """
        day = self.last or self.first or self.published
        return Document(doc_id=self.doc_id, published=day, text=_joined(f"{self.told}.", self.remark))


def _joined(lead: str, remark: str) -> str:
    return f"{lead} {remark}" if remark else lead
