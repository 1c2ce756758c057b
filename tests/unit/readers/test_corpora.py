"""JSON Lines of documents: a bad line takes no other with it."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest

from graph.errors import UndatedError
from graph.records import Document
from ingest.loading.decoding import read_lines
from ingest.loading.problems import Rejected
from ingest.readers import Told
from ingest.readers.corpora import LONGEST_LINE
from tests.unit.readers.conftest import Read, only, problem

DAY = dt.date(2025, 11, 26)
GOOD = {"doc_id": "d1", "published": "2025-11-26", "title": "Talks", "text": "A met B.\n\n  C too. ", "corpus": "x"}


def lines(*documents: object) -> str:
    """Documents as lines."""
    return "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in documents)


def test_document(read: Read) -> None:
    """The text is taken as it is, so that positions hold; fields of other names say nothing."""
    document = only(read(lines(GOOD), None, Told())).document
    assert (document.doc_id, document.title, document.published) == ("d1", "Talks", DAY)
    assert document.text == GOOD["text"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"published": "2025-11-26T23:59:00+03:00"}, DAY),
        ({"doc_id": 17}, "17"),
        ({"doc_id": None, "url": "https://x.example/a"}, Document(published=DAY, url="https://x.example/a").doc_id),
        ({"title": None}, None),
    ],
)
def test_forms(read: Read, change: dict[str, object], expected: object) -> None:
    """Times and numbers are taken for what they plainly mean; ids are computed where there are none."""
    document = only(read(lines(GOOD | change), "jsonl", Told())).document
    assert expected in {document.published, document.doc_id, document.title}


def test_own_records(read: Read) -> None:
    """Whomet's own files are read: their documents; claims are read anew from the text."""
    own = Document(title="Talks", published=DAY, retrieved=DAY, text="A met B.", publisher="Gazette", claims=1)
    claim = '{"record": "claim", "doc_id": "x", "anything": 1}'
    assert only(read(lines(own.line(), claim), "jsonl", Told())).document == own.model_copy(update={"claims": None})


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ("{", None),
        ("[1]", None),
        ('"text"', None),
        (GOOD | {"text": None}, "text"),
        (GOOD | {"text": ""}, "text"),
        (GOOD | {"text": 5}, "text"),
        (GOOD | {"published": "2025-13-01"}, "published"),
        (GOOD | {"published": "26 November"}, "published"),
        (GOOD | {"published": 20251126}, "published"),
        (GOOD | {"published": None}, "published"),
        (GOOD | {"title": ["a"]}, "title"),
        ({"record": "document", "title": "x", "published": "2025-11-26"}, "text"),
        ({"record": "document", "text": "x", "published": "2025-11-26", "nonsense": 1}, "nonsense"),
        ({"record": "event", "text": "x"}, "record"),
    ],
)
def test_bad_line_is_named(read: Read, bad: object, field: str | None) -> None:
    """It is told with file, line and field, and the lines around it are read."""
    before, error, after = read(lines(GOOD, bad, GOOD | {"doc_id": "d2"}), "jsonl", Told(), "c.jsonl")
    assert only([before]).document.doc_id == "d1"
    assert only([after]).document.doc_id == "d2"
    assert isinstance(error, Rejected)
    assert (error.errors[0].file, error.errors[0].line, error.errors[0].field) == ("c.jsonl", 2, field)


def test_published_fills_in(read: Read) -> None:
    """The option is for documents that don't tell their day; the others keep it."""
    told = Told(published=dt.date(2020, 1, 1))
    undated = {"doc_id": "d2", "text": "C met D."}
    own = {"record": "document", "text": "E met F."}
    days = [only([one]).document.published for one in read(lines(GOOD, undated, own), "jsonl", told)]
    assert days == [DAY, told.published, told.published]
    assert isinstance(problem(read(lines(undated), "jsonl", Told())), UndatedError)


def test_lines_that_are_no_utf8(read: Read) -> None:
    """What is before is read; the line is named."""
    data = lines(GOOD).encode() + '{"text": "Müller"}\n'.encode("latin-1")
    first, second = read(data, "jsonl")
    assert only([first])
    assert isinstance(second, Rejected)
    assert second.errors[0].line == 2


def test_empty_file(read: Read) -> None:
    """A file without lines is told."""
    assert "is empty" in str(problem(read(b"", "jsonl")))


def test_an_endless_line_takes_no_other_with_it(read: Read) -> None:
    """A line that no document fills is told with its number, and the lines around it are read."""
    endless = json.dumps(GOOD | {"text": "a" * LONGEST_LINE})
    before, error, after = read(lines(GOOD, endless, GOOD | {"doc_id": "d2"}), "jsonl", Told())
    assert only([before])
    assert only([after])
    assert isinstance(error, Rejected)
    assert error.errors[0].line == 2


@pytest.mark.parametrize("encoding", [None, "utf-8"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_memory_holds_no_more_of_a_line_than_may_be(encoding: str | None, end: str) -> None:
    """Of each line that is too long one sign too many is kept; the others come whole."""
    data = f"{'a' * 5}\n{'b' * 99}\n{'c' * 6}\n\n{'d' * 7}{end}".encode()
    stream = io.BufferedReader(io.BytesIO(data))
    found = [
        one if isinstance(one, str) else one.decode()
        for one in read_lines(stream, "f", encoding, longest=5)  # pyright: ignore[reportArgumentType]
    ]
    assert found == ["aaaaa\n", "bbbbbb", "cccccc", "\n", "dddddd"]
