"""Laws of reading: whatever comes, it is a document or a told error, the same each time, and paragraphs survive."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import RecordError
from ingest.loading.problems import Rejected
from ingest.readers import KINDS, LeftOut, Outcome, Reading, Told, read_stream
from ingest.readers.bylines import read_byline, read_dateline
from ingest.readers.cleaning import clean
from tests.unit.readers.making_pdf import make_pdf

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TOLD = Told(published=dt.date(2025, 11, 26))
PDF = make_pdf(["Talks", "By Ben Aris", "", "Putin met Lukashenko in Minsk."], metadata={"/Title": "Talks"})
STARTS: dict[str, bytes] = {
    "text": b"Talks\nBy Ben Aris November 26, 2025\n\nMINSK (Reuters) - ",
    "markdown": b"---\ntitle: a\ndate: 2025-11-26\n---\n# Talks\n\n- ",
    "html": b"<html><head><meta charset=utf-8><title>a</title></head><body><article><h1>b</h1><p>Putin met <b>",
    "pdf": PDF,
    "feed": b"<rss version='2.0'><channel><title>a</title><item><title>b</title><link>http://x/a</link><description>",
    "jsonl": b'{"doc_id": "a", "published": "2025-11-26", "title": "b", "text": "c"}\n{"text": "',
}
PIECES = ["<p>", "</p>", "<br>", "&amp;", "&#0;", "<![CDATA[", "]]>", "</item>", "<item>", "<!--", "\ufffd", "😀"]
SIGNS = [
    "---",
    "---\n",
    "* ",
    "`",
    "# ",
    "](",
    '"',
    "}",
    "\\ud800",
    "|a|",
    "|---|",
    " ",
    "\n",
    "\n\n",
    "\x00",
    "\u202e",
]
MARKUP = st.sampled_from([*PIECES, *SIGNS, "By ", "in ", "November 31, 2025", "MINSK (Reuters) - "])


def read(data: bytes, kind: str) -> list[Outcome]:
    """Read bytes as a kind."""
    return list(read_stream(io.BytesIO(data), "file", TOLD, kind=kind))


def check(outcomes: list[Outcome]) -> None:
    """Every outcome is a document with a text, a text left out, or an error that names the file."""
    for one in outcomes:
        if isinstance(one, Reading):
            assert (one.document.text or "").strip()
            (one.document.text or "").encode()
        elif isinstance(one, Rejected):
            assert all(isinstance(error, RecordError) and error.file.startswith("file") for error in one.errors)
        else:
            assert isinstance(one, LeftOut)


@pytest.mark.parametrize("kind", KINDS)
@few
@given(data=st.binary(max_size=300))
def test_any_bytes(kind: str, data: bytes) -> None:
    """No bytes crash a reader, and reading again gives the same."""
    outcomes = read(data, kind)
    check(outcomes)
    assert list(map(str, read(data, kind))) == list(map(str, outcomes))


@pytest.mark.parametrize("kind", KINDS)
@few
@given(pieces=st.lists(MARKUP | st.text(max_size=20), max_size=20))
def test_any_continuation(kind: str, pieces: list[str]) -> None:
    """A file that begins well and goes on anyhow crashes no reader."""
    check(read(STARTS[kind] + "".join(pieces).encode("utf-8", "replace"), kind))


@few
@given(at=st.integers(0, len(PDF) - 1), with_=st.binary(min_size=1, max_size=8), cut=st.booleans())
def test_damaged_pdf(at: int, with_: bytes, cut: bool) -> None:  # noqa: FBT001
    """A PDF with some bytes overwritten, or cut short, is read or told to be damaged."""
    check(read(PDF[:at] + with_ + (b"" if cut else PDF[at + len(with_) :]), "pdf"))


@few
@given(words=st.lists(st.text("abc déf", min_size=3, max_size=60).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_paragraphs_survive(words: list[str]) -> None:
    """Paragraphs of a text stay as many and in order, whatever they hold."""
    paragraphs = [" ".join(f"Putin met {one}.".split()) for one in words]
    (reading,) = read("\n\n".join(paragraphs).encode(), "text")
    assert isinstance(reading, Reading)
    assert (reading.document.text or "").split("\n\n") == paragraphs


@few
@given(st.text(max_size=200))
@example("By " + "A" * 150)
@example("A. " * 60)
def test_any_line(line: str) -> None:
    """Bylines and datelines are looked for in any line without an error."""
    read_byline(line)
    read_dateline(line)


@few
@given(st.text())
def test_cleaning_is_done_once(text: str) -> None:
    """What was cleaned stays as it is, and can be written as UTF-8."""
    once = clean(text)
    assert clean(once) == once
    once.encode()
