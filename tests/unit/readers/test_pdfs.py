"""PDF: lines to paragraphs, and clear errors where there is nothing to read."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.readers import Told
from ingest.readers.pdfs import join_lines
from tests.unit.readers.conftest import Read, only, problem
from tests.unit.readers.making_pdf import make_pdf

HEAD = ["US and Belarus in talks", "By Ben Aris in Berlin November 26, 2025", ""]
FIRST = [
    "The US and Belarus are in talks to release one hundred more pri-",
    "soners, while Minsk looks for a counterweight to Moscow in better ties",
    "with Washington.",
    "On November 26, he held talks with Vladimir Putin in Bishkek, and",
    "the meeting followed the arrival (a day earlier) of the Russian pre-",
]
SECOND = ["sident for a state visit."]


def test_paragraphs(read: Read) -> None:
    """Wrapped lines, cut words and pages are put together again; title and byline are apart."""
    data = make_pdf([*HEAD, *FIRST], SECOND, metadata={"/Title": "US and Belarus in talks"})
    reading = only(read(data, "pdf", Told()))
    document = reading.document
    assert document.title == "US and Belarus in talks"
    assert (document.author, reading.place) == ("Ben Aris", "Berlin")
    assert document.published == dt.date(2025, 11, 26)
    assert (document.text or "").split("\n\n") == [
        " ".join(FIRST[:3]).replace("pri- soners", "prisoners"),
        " ".join([*FIRST[3:], *SECOND]).replace("pre- sident", "president"),
    ]


def test_margins_go(read: Read) -> None:
    """Numbers of pages, and what stands at the edge of many pages, are no text."""
    pages = [
        [f"They met on day {number} of the long talks in the capital.", "Ostra Gazette", f"Page {number} of 4"]
        for number in (1, 2, 3, 4)
    ]
    text = only(read(make_pdf(*pages), "pdf")).document.text or ""
    assert "Page" not in text
    assert text.startswith("They met on day 1")


def test_title_that_is_a_files_name_is_none(read: Read) -> None:
    """The title in a file's description counts only where the first page has it too."""
    data = make_pdf([*HEAD, *FIRST], metadata={"/Title": "Microsoft Word - draft7.docx"})
    assert only(read(data, "pdf")).document.title == "US and Belarus in talks"


def test_undated_file_tells_when_it_was_made(read: Read) -> None:
    """The day of making is a hint in the error and no date."""
    data = make_pdf(FIRST, metadata={"/CreationDate": "D:20251127100000"})
    assert "2025-11-27" in str(problem(read(data, "pdf", Told())))
    assert only(read(data, "pdf", Told(published=dt.date(2025, 11, 26)))).document.published == dt.date(2025, 11, 26)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (make_pdf(FIRST, password="secret"), "is encrypted with a password"),
        (make_pdf([]), "holds no text"),
        (make_pdf(FIRST)[:300], "is no PDF that could be read"),
        (b"hello there", "is no PDF that could be read"),
        (b"", "is empty"),
    ],
)
def test_bad_files(read: Read, data: bytes, says: str) -> None:
    """Each is told in a sentence."""
    assert says in str(problem(read(data, "pdf")))


def test_encrypted_for_nobody_is_read(read: Read) -> None:
    """An empty password keeps nobody out."""
    assert "prisoners" in (only(read(make_pdf(FIRST, password=""), "pdf")).document.text or "")


@pytest.mark.parametrize("lines", [[], [""], ["", "a", ""], ["a-", "b"], ["x" * 50, "short.", "", "Next one."]])
def test_joining_keeps_every_word(lines: list[str]) -> None:
    """No letter is lost or made up, but for hyphens."""
    joined = "".join(join_lines(lines)).replace(" ", "")
    assert joined.replace("-", "") == "".join(lines).replace(" ", "").replace("-", "")
