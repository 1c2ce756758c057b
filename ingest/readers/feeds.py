"""Feeds: RSS and Atom, a document an item, of what the feed itself gives of it."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final, cast

from graph import ids
from graph.errors import RecordError
from ingest.loading.problems import Rejected
from ingest.readers.addresses import canonical, is_web
from ingest.readers.cleaning import clean, squeeze
from ingest.readers.making import make_reading
from ingest.readers.markup import parse_fragment
from ingest.readers.parts import Parts, split_parts
from ingest.readers.plain import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.readers.outcomes import Outcome, Told

LICENCES: Final = ("license", "rights")
MOST_ITEMS: Final = 10_000
MOST_TAGS: Final = 300_000
"""More of either is no feed that anybody offers, and reading it takes minutes."""
HTML: Final = frozenset({"text/html", "application/xhtml+xml"})


def read_feed(data: bytes, file: str, told: Told, headers: Mapping[str, str] | None = None) -> Iterator[Outcome]:
    """Read a feed's items.

    An item's id comes from its address (without one, from its guid), so that a feed that is read again brings nothing
    twice, and an item that changed replaces what it was.

    Args:
        data: The feed as it came.
        file: Its file or address, for errors.
        told: What the user says of the items.
        headers: HTTP headers that came with it: they may tell its encoding.

    Raises:
        RecordError: It is no feed, or one without measure.
    """
    _check_size(data, file)
    feed = _parse(data, file, headers)
    entries = cast("list[Any]", feed.entries)
    for number, entry in enumerate(entries, start=1):
        name = _name(entry, number)
        try:
            yield make_reading(_parts_of(entry, feed.feed), told, f"{file}: {name}")
        except RecordError as error:
            yield Rejected(str(entry.get("link") or name), (error,))
    if entries and (error := _fault(feed)) is not None:
        problem = f"is damaged ({error}); {len(entries)} items could be read, and there may be more"
        yield Rejected(None, (RecordError(problem, file=file),))


def _check_size(data: bytes, file: str) -> None:
    items = data.count(b"<item") + data.count(b"<entry")
    if items > MOST_ITEMS:
        raise RecordError(f"is a feed of {items:,} items; one may have {MOST_ITEMS:,}, so split it", file=file)
    if (tags := data.count(b"<")) > MOST_TAGS:
        raise RecordError(f"has {tags:,} tags, and more than {MOST_TAGS:,} are no feed; split it", file=file)


def _parse(data: bytes, file: str, headers: Mapping[str, str] | None) -> Any:  # noqa: ANN401  -- it has no types
    import feedparser  # pyright: ignore[reportMissingTypeStubs]

    # A text it would take for an address and fetch it, or for the name of a file.
    feed = cast("Any", feedparser).parse(io.BytesIO(data), response_headers=dict(headers or {}))
    if not feed.get("version") and not feed.entries:
        error = _fault(feed)
        raise RecordError(f"is no feed in RSS or Atom{f' ({error})' if error else ''}", file=file)
    return feed


def _fault(feed: Any) -> str | None:  # noqa: ANN401
    """What makes the feed no whole XML; None where only its encoding was told wrongly."""
    error = feed.get("bozo_exception")
    if (
        not feed.get("bozo")
        or error is None
        or type(error).__name__ in {"CharacterEncodingOverride", "NonXMLContentType"}
    ):
        return None
    return squeeze(clean(str(error)))[:200] or type(error).__name__


def _name(entry: Any, number: int) -> str:  # noqa: ANN401
    title = squeeze(clean(str(entry.get("title") or "")))
    return f"item {number} ({title[:80]})" if title else f"item {number}"


def _parts_of(entry: Any, feed: Any) -> Parts:  # noqa: ANN401
    link, guid = str(entry.get("link") or ""), str(entry.get("id") or "")
    url = canonical(link) if is_web(link) else None
    title = " ".join(parse_fragment(str(entry.get("title") or ""))) or None
    source: Any = entry.get("source") or {}
    known = Parts(
        title=title,
        text="",
        publisher=squeeze(clean(str(source.get("title") or feed.get("title") or ""))) or None,
        author=squeeze(clean(str(entry.get("author") or ""))) or None,
        published=_day(entry),
        url=url,
        lang=_language(entry, feed),
        licence=next((told for one in (entry, feed) for name in LICENCES if (told := one.get(name))), None),
        doc_id=ids.document_id(guid, None, None) if url is None and guid else "",
        stated=True,
    )
    return split_parts(_paragraphs(entry), known)


def _paragraphs(entry: Any) -> list[str]:  # noqa: ANN401
    """The item's whole content where the feed has it, else its summary."""
    pieces: list[Any] = [*(entry.get("content") or ())]
    if not any(piece.get("value") for piece in pieces):
        pieces = [entry.get("summary_detail") or {"value": entry.get("summary") or ""}]
    longest = max(pieces, key=lambda piece: len(piece.get("value") or ""))
    value = str(longest.get("value") or "")
    return parse_fragment(value) if longest.get("type", "text/html") in HTML else paragraphs_of(value)


def _day(entry: Any) -> dt.date | None:  # noqa: ANN401
    stamp = entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed")
    return dt.date(*stamp[:3]) if stamp else None


def _language(entry: Any, feed: Any) -> str | None:  # noqa: ANN401
    detail: Any = entry.get("title_detail") or {}
    return detail.get("language") or entry.get("language") or feed.get("language") or None
