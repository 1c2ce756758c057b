"""From a file to bundles: JSON Lines, YAML or CSV, compressed or not, a document at a time."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast, get_args

from graph.errors import InputError, RecordError
from ingest.loading.assembly import Outcome
from ingest.loading.csv_rows import read_csv
from ingest.loading.decoding import peek, read_lines, read_text, uncompress
from ingest.loading.jsonl import read_jsonl
from ingest.loading.problems import reject
from ingest.loading.yaml_documents import read_yaml

Format = Literal["jsonl", "yaml", "csv"]

STDIN = "-"
SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "csv",
}
SNIFFED = 4096


def read_bundles(
    path: Path | None,
    *,
    format: str | None = None,  # noqa: A002  -- the option's own name
    coder: str | None = None,
    encoding: str | None = None,
) -> Iterator[Outcome]:
    """Read a file's documents with their claims, each whole and checked, or rejected with all of its errors.

    A rejected document takes no other one with it.

    Args:
        path: The file; None or "-" for standard input.
        format: jsonl, yaml or csv (of any delimiter); None goes by the file's name, then by how it begins.
        coder: Who coded the claims of a YAML or CSV file that don't say it, such as human:NAME.
        encoding: Encoding of the file, where it is neither UTF-8 nor UTF-16.

    Raises:
        InputError: The file can't be opened, its format can't be told, or the encoding is unknown.
    """
    if path is None or str(path) == STDIN:
        yield from read_stream(sys.stdin.buffer, STDIN, format=format, coder=coder, encoding=encoding)
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}") from error
    with stream:
        told = format or _by_name(path)
        yield from read_stream(stream, str(path), format=told, coder=coder, encoding=encoding, folder=path.parent)


def read_stream(  # noqa: PLR0913  -- the parts of a file, apart
    stream: BinaryIO,
    file: str,
    *,
    format: str | None = None,  # noqa: A002  -- as above
    coder: str | None = None,
    encoding: str | None = None,
    folder: Path | None = None,
) -> Iterator[Outcome]:
    """Read documents from an open stream, as `read_bundles` does from a file.

    Args:
        stream: Bytes, compressed by gzip or not; left open.
        file: What to call it in errors.
        format: As for `read_bundles`.
        coder: As for `read_bundles`.
        encoding: As for `read_bundles`.
        folder: Where a spreadsheet's `text_file` leads from, and which it can't leave; None allows no files.

    Raises:
        InputError: As for `read_bundles`.
    """
    buffered = buffer(stream)
    try:
        yield from _read(uncompress(buffered), file, _Options(format, coder, encoding, folder))
    finally:
        if buffered is not stream:
            # Else the stream is closed with the buffer around it.
            buffered.detach()


@dataclass(frozen=True, slots=True)
class _Options:
    format: str | None
    coder: str | None
    encoding: str | None
    folder: Path | None


def _read(stream: io.BufferedReader, file: str, options: _Options) -> Iterator[Outcome]:
    kind = options.format or _sniff(stream, file)
    if kind not in get_args(Format):
        raise InputError(f"{kind!r} is no format; use one of {', '.join(get_args(Format))}")
    if kind == "jsonl":
        yield from read_jsonl(read_lines(stream, file, options.encoding), file)
        return
    try:
        text = read_text(stream, file, options.encoding)
    except RecordError as error:
        yield reject(None, [error])
        return
    if kind == "yaml":
        yield from read_yaml(text, file, options.coder)
    else:
        yield from read_csv(text, file, options.coder, options.folder)


def buffer(stream: BinaryIO) -> io.BufferedReader:
    """A stream that can be looked into before it is read."""
    if isinstance(stream, io.BufferedReader):
        return cast("io.BufferedReader", stream)
    return cast("io.BufferedReader", io.BufferedReader(cast("io.RawIOBase", stream)))


def _by_name(path: Path) -> Format | None:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def _sniff(stream: io.BufferedReader, file: str) -> Format:
    """Tell JSON Lines, and YAML written as JSON, by how they begin."""
    start = peek(stream, SNIFFED).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not start or start.startswith(b"{"):
        return "jsonl"
    if start.startswith(b"["):
        return "yaml"
    raise InputError(f"the format of {file} can't be told from its name or beginning; give it: jsonl, yaml or csv")
