"""Bytes of an input file to text: compressed or not, UTF-8 or UTF-16, and anything else only where it is named."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator

from graph.errors import InputError, RecordError

GZIP = b"\x1f\x8b"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Around the first byte that is not UTF-8; enough to guess from, and quick.
GUESSED_FROM = 20_000
SHOWN = 60


DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error)


def uncompress(stream: io.BufferedReader) -> io.BufferedReader:
    """Read through gzip where a stream begins like one, whatever its name."""
    if stream.peek(len(GZIP))[: len(GZIP)] != GZIP:
        return stream
    # A GzipFile reads into buffers as raw files do; its class only lacks the name.
    return io.BufferedReader(gzip.GzipFile(fileobj=stream))  # pyright: ignore[reportArgumentType]


def peek(stream: io.BufferedReader, length: int) -> bytes:
    """The first bytes of a stream, which stay to be read; none of a file that is damaged there."""
    try:
        return stream.peek(length)[:length]
    except DAMAGE:
        return b""


def read_lines(
    stream: io.BufferedReader, file: str, encoding: str | None = None, *, longest: int | None = None
) -> Iterator[bytes | str]:
    """Lines of a stream, one at a time.

    Args:
        stream: Where they stand.
        file: What to call it in errors.
        encoding: As for `read_text`.
        longest: Of a line that is longer, only one letter (or byte) more than this is kept, so that memory is bounded
            and whoever reads it sees that it is too long.

    Raises:
        RecordError: A compressed file is damaged, or the text is not in the encoding.
    """
    number = 0
    try:
        for line in _lines(stream, encoding, longest):
            number += 1
            yield line
    except DAMAGE as error:
        raise RecordError(_damaged(error), file=file, line=number + 1) from error
    except UnicodeDecodeError as error:
        problem = f"is not {encoding or error.encoding} from about here on ({error.reason}), and nothing more was read"
        raise RecordError(problem, file=file, line=number + 1) from error


def _lines(stream: io.BufferedReader, encoding: str | None, longest: int | None) -> Iterator[bytes | str]:
    start = stream.peek(len(codecs.BOM_UTF8))
    if encoding is None and start.startswith(UTF16):
        encoding = "utf-16"
    if encoding is not None:
        wrapper = io.TextIOWrapper(stream, _checked(encoding), newline="\n")
        try:
            yield from _cut_lines(wrapper, longest)
        finally:
            # Else the stream is closed with the wrapper around it, and it is the caller's.
            wrapper.detach()
        return
    if start.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    yield from _cut_lines(stream, longest)


def _cut_lines(stream: io.BufferedReader | io.TextIOWrapper, longest: int | None) -> Iterator[bytes | str]:
    """Lines, each as far as it is not too long; the rest of one that is goes by."""
    most = -1 if longest is None else longest + 1
    while line := stream.readline(most):
        yield line
        end = "\n" if isinstance(line, str) else b"\n"
        while len(line) == most and line[-1:] != end:
            line = stream.readline(most)


def read_text(stream: io.BufferedReader, file: str, encoding: str | None = None) -> str:
    r"""The whole text of a stream; every line end becomes `\n`.

    Without an encoding it is UTF-8, or UTF-16 where it begins with that mark. Anything else is refused, because a
    wrong guess would change names without a word; the error says what it may be and how it would read.

    Raises:
        RecordError: It can't be read.
    """
    try:
        data = stream.read()
    except DAMAGE as error:
        raise RecordError(_damaged(error), file=file) from error
    usual = "utf-16" if data.startswith(UTF16) else "utf-8"
    try:
        text = data.decode(_checked(encoding or usual))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = (
            f"is not {encoding} ({error.reason}); name another encoding" if encoding else _guess(data, error.start)
        )
        raise RecordError(problem, file=file, line=line) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _checked(encoding: str) -> str:
    try:
        # Unlike a look-up, this also refuses codecs that are not of text, such as hex.
        io.TextIOWrapper(io.BytesIO(), encoding)
    except LookupError as error:
        raise InputError(f"{encoding!r} is no encoding; name one such as utf-8, utf-16, cp1252 or cp1251") from error
    return encoding


def _damaged(error: Exception) -> str:
    return f"the compressed file is damaged or was cut short ({error}); fetch or write it again"


def _guess(data: bytes, at: int) -> str:
    """Say that a text is not UTF-8, what it may be, and how it would read."""
    save = "save it as UTF-8 (in Excel: CSV UTF-8), or name its encoding (such as cp1252)"
    from charset_normalizer import from_bytes

    window = data[max(0, at - GUESSED_FROM // 2) : at + GUESSED_FROM // 2]
    best = from_bytes(window).best()
    if best is None:
        return f"is not UTF-8 (byte 0x{data[at]:02X}); {save}"
    start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
    line = data[max(start, at - SHOWN // 2) : end if end >= 0 else None][:SHOWN]
    sample = line.decode(best.encoding, errors="replace").strip()
    return f"is not UTF-8 (byte 0x{data[at]:02X}); it may be {best.encoding}, in which this reads {sample!r}; {save}"
