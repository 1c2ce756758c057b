"""Addresses of the web: pages, PDFs, feeds and texts, by what the server says they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.errors import RecordError
from ingest.loading.problems import Rejected
from ingest.readers.addresses import canonical
from ingest.readers.decoding import known_encoding
from ingest.readers.feeds import read_feed
from ingest.readers.fetching import LONGEST_S, fetch
from ingest.readers.outcomes import Reading, Told
from ingest.readers.pages import read_page
from ingest.readers.paths import guess_kind, read_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.readers.fetching import Fetched
    from ingest.readers.outcomes import Outcome
    from ingest.readers.paths import Kind

MEDIA_TYPES: Final[Mapping[str, Kind]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "text/markdown": "markdown",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
}


def read_url(
    url: str, told: Told | None = None, *, kind: str | None = None, longest_s: float = LONGEST_S
) -> Iterator[Outcome]:
    """Fetch an address and read what it gives; what can't be fetched or used is rejected.

    Args:
        url: Of http or https.
        told: What the user says of it.
        kind: One of `KINDS`, whatever the server says.
        longest_s: Seconds that fetching may take.
    """
    told = told or Told()
    try:
        fetched = fetch(url, longest_s=longest_s)
        if told.encoding is None and (charset := _charset(fetched)) is not None:
            told = replace(told, encoding=charset)
        for outcome in _read(fetched, url, kind, told):
            yield _at_home(outcome, fetched) if isinstance(outcome, Reading) else outcome
    except RecordError as error:
        yield Rejected(url, (error,))


def _read(fetched: Fetched, url: str, kind: str | None, told: Told) -> Iterator[Outcome]:
    kind = kind or MEDIA_TYPES.get(fetched.media_type) or guess_kind(fetched.data)
    if kind == "html":
        return read_page(fetched.data, url, told, fetched.url)
    if kind == "feed":
        return read_feed(fetched.data, url, replace(told, encoding=None), fetched.headers)
    return read_data(fetched.data, url, kind, told)


def _at_home(reading: Reading, fetched: Fetched) -> Reading:
    """The reading with day and address of the fetching as its document's, where the document names none."""
    document = reading.document
    retrieved = document.retrieved or fetched.at.date()
    if document.url is not None:
        return replace(reading, document=document.model_copy(update={"retrieved": retrieved}))
    fields = document.model_dump(exclude={"doc_id"}) | {"url": canonical(fetched.url), "retrieved": retrieved}
    return replace(reading, document=type(document).model_validate(fields))


def _charset(fetched: Fetched) -> str | None:
    for part in fetched.headers.get("content-type", "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset" and value.strip(" \"'"):
            return known_encoding(value.strip(" \"'"))
    return None
