"""Plain text: a headline, a byline and paragraphs, by the look of their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.bylines import read_byline
from ingest.readers.cleaning import HEAD_BLOCKS, split_lines, unwrap
from ingest.readers.decoding import decode
from ingest.readers.making import check_length, make_reading
from ingest.readers.parts import split_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.readers.outcomes import LeftOut, Reading, Told


def read_plain(data: bytes, file: str, told: Told) -> Iterator[Reading | LeftOut]:
    """Read a text.

    Paragraphs are separated by empty lines, or stand on one line each; wrapped lines are joined.

    Raises:
        RecordError: It is no text, in an unknown encoding, empty, or without a date.
    """
    text = decode(data, file, told.encoding)
    check_length(text, file)
    yield make_reading(split_parts(paragraphs_of(text)), told, file)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, bylines standing alone even where no empty line sets them off."""
    found: list[str] = []
    for at, lines in enumerate(split_lines(text)):
        cut = next((i for i, line in enumerate(lines) if read_byline(line) is not None), None)
        if at < HEAD_BLOCKS and cut is not None:
            found += unwrap(lines[:cut]) if cut else []
            while cut < len(lines) and read_byline(lines[cut]) is not None:
                found.append(lines[cut])
                cut += 1
            lines = lines[cut:]  # noqa: PLW2901  -- the rest of the block
        found += unwrap(lines) if lines else []
    return found
