"""The article of a page: its paragraphs without what stands around it, and the byline between headline and body."""

from __future__ import annotations

import logging
from typing import Any, Final, cast

from graph.errors import RecordError
from ingest.readers.bylines import Origin, read_byline
from ingest.readers.cleaning import squeeze
from ingest.readers.markup import paragraphs_of

LOGGERS: Final = ("trafilatura", "htmldate", "courlan")
BYLINES_ABOVE: Final = 6
_SIZES: Final = ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE")


def extract_article(text: str, file: str, url: str | None) -> tuple[Any, list[str]]:
    """The page as trafilatura understands it, and the article's paragraphs.

    Raises:
        RecordError: There is no article.
    """
    for name in LOGGERS:
        # What they would tell of is told here, as an error, where it matters.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    page, paragraphs = _extract(text, url, short=False)
    if len(paragraphs) <= 1:
        # Of a short page it gives all the text as one, menus included, unless it is told that short is fine.
        shorter, others = _extract(text, url, short=True)
        if others:
            page, paragraphs = shorter, others
    if not paragraphs:
        raise RecordError("has no article: no text of any length was found on the page", file=file)
    return page, paragraphs


def find_byline(tree: Any, beginning: str) -> Origin:  # noqa: ANN401  -- lxml has no types
    """What stands above the beginning of a page's body; articles come without it."""
    everything = [squeeze(one) for one in paragraphs_of(tree)]
    first = next((at for at, one in enumerate(everything) if one == squeeze(beginning)), 0)
    origin = Origin()
    for one in reversed(everything[max(0, first - BYLINES_ABOVE) : first]):
        if (told := read_byline(one)) is not None:
            origin = told.filled(origin)
    return origin


def _extract(text: str, url: str | None, *, short: bool) -> tuple[Any, list[str]]:
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    if short:
        for name in _SIZES:
            config.set("DEFAULT", name, "1")
    page = cast("Any", bare_extraction)(
        text, url=url, with_metadata=True, include_comments=False, favor_recall=True, config=config
    )
    body = None if page is None else page.body
    return page, [] if body is None else paragraphs_of(body)
