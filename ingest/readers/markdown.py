"""Markdown: headings, paragraphs and lists as text; YAML in front of it tells what it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from graph.errors import RecordError
from ingest.loading.problems import show
from ingest.readers.days import find_day
from ingest.readers.decoding import decode
from ingest.readers.making import check_length, make_reading
from ingest.readers.parts import Parts, split_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from ingest.readers.outcomes import LeftOut, Reading, Told

_FRONT: Final = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_SCALARS: Final = (str, int, float, dt.date)
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date"),
    "retrieved": ("retrieved", "accessed"),
    "publisher": ("publisher", "source", "site"),
    "url": ("url", "link", "canonical_url"),
    "lang": ("lang", "language"),
    "licence": ("licence", "license"),
    "doc_id": ("doc_id", "id"),
}
_DAYS: Final = frozenset({"published", "retrieved"})


def read_markdown(data: bytes, file: str, told: Told) -> Iterator[Reading | LeftOut]:
    """Read a text in Markdown; code and pictures are left out.

    Raises:
        RecordError: As for plain text; or the YAML in front of it can't be read.
    """
    text = decode(data, file, told.encoding)
    check_length(text, file)
    known = Parts(text="")
    if (front := _FRONT.match(text)) is not None:
        known, text = _read_front(front["yaml"], file), text[front.end() :]
    heading, paragraphs = paragraphs_of(text)
    if known.title is None and heading is not None:
        known = replace(known, title=heading)
    yield make_reading(split_parts(paragraphs, known), told, file)


def paragraphs_of(text: str) -> tuple[str | None, list[str]]:
    """The text's main heading, where it begins with one, and all that is prose, a paragraph each."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found: list[str] = []
    heading: str | None = None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            content = _prose(token.children or ())
            if before is not None and before.type == "heading_open" and heading is None and not found:
                heading = content
            found.append(content)
    return heading, found


def _prose(tokens: Sequence[Token]) -> str:
    kept = {"text", "code_inline"}
    breaks = {"softbreak", "hardbreak"}
    return "".join(one.content if one.type in kept else " " * (one.type in breaks) for one in tokens)


def _read_front(text: str, file: str) -> Parts:
    import yaml

    try:
        loaded = cast("object", yaml.safe_load(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        told = "it is nested too deeply" if deep else " ".join(str(error).split())[:200]
        raise RecordError(f"the YAML between the lines of dashes can't be read: {told}", file=file, line=1) from error
    front = cast("dict[object, object]", loaded) if isinstance(loaded, dict) else dict[object, object]()
    fields = {str(key).lower(): value for key, value in front.items()}
    found: dict[str, Any] = {"text": "", "stated": True}
    for name, spellings in _NAMES.items():
        value = next((fields[one] for one in spellings if fields.get(one) is not None), None)
        if value is not None:
            found[name] = _day(value, name, file) if name in _DAYS else _text(value, name, file)
    return Parts(**found)


def _day(value: object, name: str, file: str) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    found = find_day(value) if isinstance(value, str) else None
    if found is None:
        shown = show(value) if isinstance(value, _SCALARS) else "it"
        raise RecordError(f"{shown} is no day; write it like 2025-11-26", file=file, line=1, field=name)
    return found[0]


def _text(value: object, name: str, file: str) -> str:
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    if not all(isinstance(one, _SCALARS) for one in items):
        # Written out, lists in lists that YAML repeats by reference may have no end.
        raise RecordError("is no text; write it on one line", file=file, line=1, field=name)
    return ", ".join(str(one) for one in items)
