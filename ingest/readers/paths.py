"""Files and folders: which kind each is, and what its reader makes of it."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from graph.errors import InputError, RecordError
from ingest.loading.decoding import peek, read_lines, uncompress
from ingest.loading.problems import reject
from ingest.readers.corpora import LONGEST_LINE, read_collection
from ingest.readers.decoding import MOST_BYTES, read_bytes
from ingest.readers.feeds import read_feed
from ingest.readers.markdown import read_markdown
from ingest.readers.outcomes import Told
from ingest.readers.pages import read_page
from ingest.readers.pdfs import MOST_BYTES as MOST_PDF_BYTES
from ingest.readers.pdfs import read_pdf
from ingest.readers.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from ingest.readers.outcomes import Outcome

Kind = Literal["text", "markdown", "html", "pdf", "feed", "jsonl"]
KINDS: Final[tuple[str, ...]] = get_args(Kind)
SUFFIXES: Final[dict[str, Kind]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".rss": "feed",
    ".atom": "feed",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
SINGLE: Final = frozenset({"text", "markdown", "html", "pdf"})
"""Kinds of which a file is one document."""
SNIFFED: Final = 4_096
_FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE: Final = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much files and folders hold.

    Attributes:
        files: Files that would be read.
        size: Their bytes.
        single: Whether each is one document, as far as the names tell.
    """

    files: int
    size: int
    single: bool


def measure(paths: Iterable[Path]) -> Extent:
    """Look how much there is to be read, without opening anything."""
    files = size = 0
    single = True
    for path in paths:
        for file in walk(path) if path.is_dir() else (path,):
            if file is not path and not _is_readable(file):
                continue
            files += 1
            size += file.stat().st_size
            single = single and _by_name(file) in SINGLE
    return Extent(files, size, single)


def read_path(
    path: Path,
    told: Told | None = None,
    *,
    kind: str | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """Read a file's documents; what can't be used is rejected, and takes nothing else with it.

    Args:
        path: The file, compressed by gzip or not.
        told: What the user says of its documents.
        kind: One of `KINDS`, where neither the file's name nor its beginning tells it.
        on_bytes: Told how many bytes of the file were read since it was last told, before each outcome.

    Raises:
        InputError: The kind is none.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        yield reject(None, [RecordError(f"can't be read: {error.strerror}", file=str(path))])
        return
    with stream:
        outcomes = read_stream(stream, str(path), told, kind=kind or _by_name(path))
        yield from outcomes if on_bytes is None or not stream.seekable() else _metered(outcomes, stream, on_bytes)


def _metered(outcomes: Iterator[Outcome], stream: BinaryIO, on_bytes: Callable[[int], None]) -> Iterator[Outcome]:
    before = 0
    for outcome in outcomes:
        on_bytes((at := stream.tell()) - before)
        before = at
        yield outcome
    on_bytes(stream.tell() - before)


def read_stream(stream: BinaryIO, file: str, told: Told | None = None, *, kind: str | None = None) -> Iterator[Outcome]:
    """Read documents from an open stream, as `read_path` does from a file.

    Args:
        stream: Bytes; left open.
        file: What to call it in errors.
        told: As for `read_path`.
        kind: As for `read_path`.
    """
    if kind is not None and kind not in KINDS:
        raise InputError(f"{kind!r} is no kind of document; use one of {', '.join(KINDS)}")
    buffered = cast("io.BufferedReader", stream if hasattr(stream, "peek") else _buffer(stream))
    told = told or Told()
    try:
        whole = uncompress(buffered)
        chosen = cast("Kind", kind or guess_kind(peek(whole, SNIFFED)))
        if chosen == "jsonl":
            yield from read_collection(read_lines(whole, file, told.encoding, longest=LONGEST_LINE), file, told)
        else:
            most = MOST_PDF_BYTES if chosen == "pdf" else MOST_BYTES
            yield from read_data(read_bytes(whole, file, most), file, chosen, told)
    except RecordError as error:
        yield reject(None, [error])
    finally:
        if buffered is not stream:
            buffered.detach()


def read_data(data: bytes, file: str, kind: str, told: Told) -> Iterator[Outcome]:
    """Read what is in memory.

    Raises:
        RecordError: It can't be used.
    """
    if not data.strip():
        raise RecordError("is empty", file=file)
    if kind == "jsonl":
        return read_collection(data.splitlines(), file, told)
    readers = {"text": read_plain, "markdown": read_markdown, "html": read_page, "pdf": read_pdf, "feed": read_feed}
    return cast("Iterator[Outcome]", readers[kind](data, file, told))


def read_paths(
    paths: Iterable[Path],
    told: Told | None = None,
    *,
    kind: str | None = None,
    on_passed: Callable[[Path], None] | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """Read files, and the files of folders in the order of their names.

    What the user says of documents wins for a file that is named, and only fills in for the files of a folder.

    Args:
        paths: Files and folders.
        told: What the user says of the documents.
        kind: As for `read_path`; in folders, for files whose names don't tell it.
        on_passed: Told of each file of a folder that is of no kind.
        on_bytes: As for `read_path`.
    """
    told = told or Told()
    for path in paths:
        if not path.is_dir():
            yield from read_path(path, told, kind=kind, on_bytes=on_bytes)
            continue
        for file in walk(path):
            if kind is None and not _is_readable(file):
                if on_passed is not None:
                    on_passed(file)
            else:
                as_default = replace(told, default=True)
                yield from read_path(file, as_default, kind=_by_name(file) or kind, on_bytes=on_bytes)


def walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and of all folders in it, in the order of their names; hidden ones are none of them."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(root) / one for one in sorted(files) if not one.startswith("."))


def guess_kind(start: bytes) -> Kind:
    """The kind of what begins so; what begins like nothing else is taken for text."""
    head = start[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"{"):
        return "jsonl"
    if _FEED.search(head):
        return "feed"
    return "html" if _PAGE.search(head) else "text"


def _is_readable(file: Path) -> bool:
    """Whether a file of a folder is of a kind, by its name."""
    return _by_name(file) is not None or file.suffix.lower() == ".xml"


def _by_name(path: Path) -> Kind | None:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def _buffer(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", stream))
