"""Bytes of a file or of an address: how many, and as which text."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, Final

from graph.errors import InputError, RecordError
from ingest.loading.decoding import DAMAGE, UTF16

if TYPE_CHECKING:
    from typing import BinaryIO

MEGABYTE: Final = 1_000_000
MOST_BYTES: Final = 10 * MEGABYTE
"""Of a text, a page or a feed: more is no report, and reading it would only cost time."""

LOOKED_AT: Final = 4_096
GUESSED_FROM: Final = 20_000
SHOWN: Final = 60
# What Western and Slavic texts were written in; a guess among all of Python's encodings is mostly an odd one.
GUESSES: Final = ["cp1252", "cp1251", "cp1250", "koi8_r", "iso8859_5", "cp1253", "cp1254", "mac_roman", "cp866"]
LEAST_UNMARKED: Final = 8
MOSTLY: Final = 0.7
_BINARY: Final = 0.02
_NAMED: Final = {
    b"%PDF-": "a PDF; name it .pdf",
    b"PK\x03\x04": "a ZIP archive or an office document; save its text as .txt, or export it as PDF",
    b"\xd0\xcf\x11\xe0": "an office document; save its text as .txt, or export it as PDF",
    b"{\\rtf": "rich text; save it as plain text",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


def read_bytes(stream: BinaryIO, file: str, most: int = MOST_BYTES) -> bytes:
    """The whole of a stream.

    Raises:
        RecordError: It is too long, or a compressed file that is damaged.
    """
    try:
        data = stream.read(most + 1)
    except DAMAGE as error:
        problem = f"the compressed file is damaged or was cut short ({error}); fetch or write it again"
        raise RecordError(problem, file=file) from error
    if len(data) > most:
        raise RecordError(f"is larger than {most // MEGABYTE} MB, which is no single report; split it", file=file)
    return data


def decode(data: bytes, file: str, encoding: str | None = None) -> str:
    """The text of a file in UTF-8 or UTF-16, or in the encoding that the user names; nothing is guessed.

    Raises:
        RecordError: It is no text, or in another encoding; says which it may be.
        InputError: There is no such encoding.
    """
    _refuse_binary(data[:LOOKED_AT], file, encoding)
    usual = "utf-16" if data.startswith(UTF16) else "utf-8"
    try:
        return data.decode(encoding or usual).removeprefix("\ufeff")
    except LookupError as error:
        told = f"{encoding!r} is no encoding; name one such as utf-8, utf-16, cp1252 or cp1251"
        raise InputError(told) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RecordError(_undecoded(data, error, encoding or usual), file=file, line=line) from error
    except UnicodeError as error:
        # Codecs of domain names and the like don't say where.
        raise RecordError(f"is not {encoding} ({error}); name another encoding", file=file) from error


def declared(data: bytes) -> str | None:
    """The encoding that a page declares for itself; None where there is no such encoding."""
    found = re.search(
        rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", data[:LOOKED_AT]
    )
    return known_encoding(found[1].decode("ascii", "replace")) if found and not data.startswith(UTF16) else None


def known_encoding(name: str) -> str | None:
    """An encoding as Python knows it, of the name that somebody gives it; None where there is none."""
    try:
        # Unlike a look-up, this also refuses codecs that are not of text, such as hex.
        io.TextIOWrapper(io.BytesIO(), name)
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    # Who says Latin-1 on the web means what browsers take for it.
    return "cp1252" if known in {"iso8859-1", "ascii"} else known


def _refuse_binary(start: bytes, file: str, encoding: str | None) -> None:
    named = next((told for magic, told in _NAMED.items() if start.startswith(magic)), None)
    if named is not None:
        raise RecordError(f"is no text but {named}", file=file)
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in start)  # noqa: PLR2004  -- ASCII's
    wide = encoding is not None or start.startswith(UTF16)
    if not wide and (guess := _unmarked(start)) is not None:
        raise RecordError(f"is {guess.upper()} without the mark that says so; say --encoding {guess}", file=file)
    if not wide and (b"\0" in start or controls > _BINARY * len(start)):
        raise RecordError("is no text: it holds binary data", file=file)


def _unmarked(start: bytes) -> str | None:
    """The UTF-16 that a text without its mark is in, where every other byte is nearly always zero."""
    even, odd = start[::2], start[1::2]
    zeros = even.count(0), odd.count(0)
    if len(start) < LEAST_UNMARKED or max(zeros) < MOSTLY * len(odd) or min(zeros) > _BINARY * len(odd):
        return None
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _undecoded(data: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    """Say what is wrong with an encoding, which one it may be, and how the line would read."""
    from charset_normalizer import from_bytes

    at = error.start
    if error.end == len(data) and error.reason == "unexpected end of data":
        return f"ends in the middle of a letter of {encoding.upper()}: it was cut short; fetch or save it again"
    told = f"is not {encoding.upper()} (byte 0x{data[at]:02X})"
    window = data[max(0, at - GUESSED_FROM) : at + GUESSED_FROM]
    best = from_bytes(window, cp_isolation=GUESSES).best()
    if best is None:
        return f"{told}; name its encoding with --encoding, or save it as UTF-8"
    # Of encodings in which it reads the same, the usual one.
    guess = next(one for one in GUESSES if window.decode(one, "replace") == window.decode(best.encoding, "replace"))
    start = max(data.rfind(b"\n", 0, at) + 1, at - SHOWN // 2)
    sample = data[start : start + SHOWN].partition(b"\n")[0].decode(guess, errors="replace").strip()
    return f"{told}; if {sample!r} is right, say --encoding {guess}, else name another, or save it as UTF-8"
