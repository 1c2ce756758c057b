"""Web pages: the article without what stands around it, and what the page says of itself."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from graph.errors import RecordError
from ingest.readers.addresses import canonical, is_web
from ingest.readers.articles import extract_article, find_byline
from ingest.readers.decoding import declared, decode
from ingest.readers.making import make_reading
from ingest.readers.parts import Parts, split_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.readers.outcomes import LeftOut, Reading, Told

DEEPEST: Final = 500
MOST_ELEMENTS: Final = 50_000
_ROOT: Final = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
EARLIEST: Final = "1900-01-01"


def read_page(data: bytes, file: str, told: Told, url: str | None = None) -> Iterator[Reading | LeftOut]:
    """Read a page.

    Args:
        data: The page as it came.
        file: Its file or address, for errors.
        told: What the user says of it.
        url: Where it was fetched.

    Raises:
        RecordError: It has no article, is nested too deeply, or has no date.
    """
    text = decode(data, file, told.encoding or declared(data))
    if _ROOT.search(text) is None:
        # A piece of a page, saved by itself.
        text = f"<html><body>{text}</body></html>"
    tree = _parse(text, file)
    page, paragraphs = extract_article(text, file, url)
    parts = split_parts(paragraphs, _describe(tree, page, url))
    above = find_byline(tree, parts.text.partition("\n\n")[0])
    parts = replace(
        parts,
        author=parts.author or above.author,
        place=parts.place or above.place,
        agency=parts.agency or above.agency,
        published=parts.published or above.day or _guess_day(text, url),
    )
    yield make_reading(parts, told, file)


def _parse(text: str, file: str) -> Any:  # noqa: ANN401  -- lxml has no types
    """The page as a tree, where what follows can walk it."""
    from trafilatura import load_html

    tree = cast("Any", load_html)(text)
    if tree is None:
        raise RecordError("is no page that could be read", file=file)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise RecordError(f"has more than {MOST_ELEMENTS} elements, which is no article", file=file)
    level = [tree]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return tree
    raise RecordError(f"is nested deeper than {DEEPEST} elements, which is no article", file=file)


def _describe(tree: Any, page: Any, url: str | None) -> Parts:  # noqa: ANN401
    """What the page says of itself in its head."""
    told = urlsplit(page.url or "")
    own = page.url if is_web(page.url) and (url is None or told.hostname == urlsplit(url).hostname) else None
    found = cast("str | None", own or url)
    address = canonical(found) if found else None
    site = _meta(tree, "property", "og:site_name") or page.sitename or (urlsplit(address).hostname if address else None)
    return Parts(
        title=page.title or None,
        text="",
        publisher=site,
        author=page.author or None,
        published=_stated_day(tree, url),
        url=address,
        lang=tree.get("lang") or None,
        licence=page.license or None,
    )


def _meta(tree: Any, key: str, name: str) -> str | None:  # noqa: ANN401
    values = tree.xpath(f"//meta[@{key}=$name]/@content", name=name)
    return str(values[0]).strip() or None if values else None


def _stated_day(tree: Any, url: str | None) -> dt.date | None:  # noqa: ANN401
    """The day that markup or address state."""
    return _find_day(tree, url, extensive=False)


def _guess_day(text: str, url: str | None) -> dt.date | None:
    """The day that the page most likely gives as its own, somewhere in its text."""
    from trafilatura import load_html

    return _find_day(cast("Any", load_html)(text), url, extensive=True)


def _find_day(tree: Any, url: str | None, *, extensive: bool) -> dt.date | None:  # noqa: ANN401
    import copy

    from htmldate import find_date

    # It prunes the tree that it is given.
    found = find_date(copy.deepcopy(tree), extensive_search=extensive, original_date=True, url=url, min_date=EARLIEST)
    return dt.date.fromisoformat(found) if found else None
