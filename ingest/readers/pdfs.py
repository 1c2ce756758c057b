"""PDF: pages of lines, put together to paragraphs again."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import statistics
import struct
import time
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Final, cast

from graph.errors import RecordError
from ingest.readers.bylines import read_byline
from ingest.readers.cleaning import clean, ends_sentence, squeeze
from ingest.readers.making import MOST_LETTERS, make_reading
from ingest.readers.parts import Parts, split_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from ingest.readers.outcomes import LeftOut, Reading, Told

MOST_BYTES: Final = 100_000_000
LONGEST_S: Final = 60.0
SHORT_LINE: Final = 0.8
REPEATED: Final = 3

_NUMBER: Final = re.compile(r"(?:page\s+)?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_HYPHEN: Final = re.compile(r"(?<=[a-z])-$")


def read_pdf(data: bytes, file: str, told: Told) -> Iterator[Reading | LeftOut]:
    """Read a PDF with its text; one of pictures alone has none.

    Raises:
        RecordError: It is encrypted, damaged, without text, or without a date.
    """
    reader = _open(data, file)
    pages = _lines_of(reader, file)
    if not any(pages):
        problem = "holds no text, only pictures of it perhaps; put it through text recognition (OCR) first"
        raise RecordError(problem, file=file)
    lines = [line for page in _without_margins(pages) for line in [*page, ""]]
    known = Parts(text="", made=_made(reader), title=_title(reader, pages[0]))
    yield make_reading(split_parts(join_lines(lines), known), told, file)


def join_lines(lines: list[str]) -> list[str]:
    """Lines to paragraphs: one ends at an empty line between sentences, or where a line ends a sentence early."""
    full = [len(line) for line in lines if line]
    width = statistics.quantiles(full, n=10)[-1] if len(full) > 1 else 0
    found: list[str] = []
    current = ""
    for line in lines:
        if not line:
            # The end of a page is no end of a sentence.
            if current and ends_sentence(current):
                found.append(current)
                current = ""
            continue
        alone = read_byline(line) is not None
        if alone and current:
            found.append(current)
            current = ""
        current = _append(current, line)
        if alone or (ends_sentence(line) and len(line) < SHORT_LINE * width) or _is_heading(current, line, width):
            found.append(current)
            current = ""
    return [*found, current] if current else found


def _is_heading(current: str, line: str, width: float) -> bool:
    """Whether a line that begins a paragraph is one by itself: half as long as others, and no sentence goes on."""
    return current == line and len(line) < width / 2 and line[0].isupper() and not line.endswith(",")


def _append(current: str, line: str) -> str:
    if not current:
        return line
    # A word that was cut in two; where a hyphen belongs to the word, the next line mostly begins with a capital.
    if _HYPHEN.search(current) and line[0].islower():
        return current[:-1] + line
    return f"{current} {line}"


def _open(data: bytes, file: str) -> PdfReader:
    # What it would warn of is told here, as an error, where it matters.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        if not locked:
            len(reader.pages)
    except DependencyError as error:
        raise RecordError("is encrypted; save a copy without encryption", file=file) from error
    except (PyPdfError, *_FAULTS) as error:
        raise _broken(error, file) from error
    if locked:
        raise RecordError("is encrypted with a password; save a copy without one", file=file)
    return reader


# What pypdf lets through of a damaged file, seen by feeding it such.
_FAULTS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def _broken(error: Exception, file: str) -> RecordError:
    told = squeeze(clean(str(error)))[:200] or type(error).__name__
    return RecordError(f"is no PDF that could be read ({told}); fetch it again", file=file)


def _lines_of(reader: PdfReader, file: str) -> list[list[str]]:
    pages: list[list[str]] = []
    until, letters = time.monotonic() + LONGEST_S, 0
    for number in range(len(reader.pages)):
        text = clean(_text_of(reader, number, file))
        letters += len(text)
        if letters > MOST_LETTERS or time.monotonic() > until:
            raise RecordError(f"is too long to be one report ({number} pages were read); split it", file=file)
        pages.append([squeeze(line) for line in text.split("\n") if line.strip()])
    return pages


def _text_of(reader: PdfReader, number: int, file: str) -> str:
    from pypdf.errors import DependencyError, PyPdfError

    try:
        return reader.pages[number].extract_text()
    except DependencyError as error:
        raise RecordError("is encrypted; save a copy without encryption", file=file) from error
    except (PyPdfError, *_FAULTS) as error:
        raise _broken(error, file) from error


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """The pages without their numbers, and without what stands at the top or bottom of many of them."""
    edges = Counter(line for page in pages for line in {*page[:1], *page[-1:]})
    often = {line for line, times in edges.items() if times >= max(REPEATED, len(pages) / 3)}
    return [[line for line in page if line not in often and not _NUMBER.fullmatch(line)] for page in pages]


def _title(reader: PdfReader, first: list[str]) -> str | None:
    """The title that the file gives itself, where the first page has it too: many are names of files."""
    title = _metadata(reader, "/Title")
    if title and title.casefold() in " ".join(first).casefold():
        return title
    return None


def _made(reader: PdfReader) -> dt.date | None:
    stamp = re.search(r"(\d{4})(\d{2})(\d{2})", _metadata(reader, "/CreationDate") or "")
    if stamp is None:
        return None
    try:
        return dt.date(*map(int, stamp.groups()))
    except ValueError:
        return None  # only a hint is lost


def _metadata(reader: PdfReader, name: str) -> str | None:
    from pypdf.errors import PyPdfError

    try:
        value = cast("dict[str, object]", reader.metadata or {}).get(name)
        return squeeze(clean(str(value))) or None if value is not None else None
    except (PyPdfError, *_FAULTS):
        return None  # damage there harms nothing: the text can be read
