"""What a reader gives, and what it is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.records import Document
from ingest.loading.problems import Rejected


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the documents.

    Attributes:
        published: Day of publication.
        publisher: Who published them.
        default: Both only fill in what a document does not tell; else they win over what is read off it.
        encoding: Encoding of text files, where it is neither UTF-8 nor UTF-16.
    """

    published: dt.date | None = None
    publisher: str | None = None
    default: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, with what its byline and dateline tell beside the document's own fields.

    Attributes:
        document: Title, body and the rest; the body's paragraphs are separated by empty lines.
        source: The file or address that it was read from.
        place: Where it was written, as the byline or dateline has it ("Berlin", "BEIJING").
        agency: The agency of its dateline ("Xinhua", "Reuters").
    """

    document: Document
    source: str
    place: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A long text in another language than English, which the extraction can't read.

    Attributes:
        source: The file or address that it was read from.
        title: Its title, where it has one.
        lang: Its language, as an ISO 639-1 code.
        line: Its line in a file of many documents.
    """

    source: str
    title: str | None
    lang: str
    line: int | None = None

    def __str__(self) -> str:
        """The line that reports it."""
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        title = f" ({self.title})" if self.title else ""
        return f"{where}: left out{title}: the text is in another language than English ({self.lang})"


type Outcome = Reading | LeftOut | Rejected
