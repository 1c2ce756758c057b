"""Plain text and Markdown: headline, byline and paragraphs apart, and clear errors where there are none."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.errors import UndatedError
from ingest.readers import Told
from tests.unit.readers.conftest import Read, left_out, only, problem

DAY = dt.date(2025, 11, 26)
BODY = "US and Belarus are in talks.\n\nHe met Putin in Bishkek, TASS reported."
WRAPPED = BODY.replace("Putin in ", "Putin in\n").replace("\n\n", "\n \t\n")
SIGNS = BODY.replace("Putin", "Pu\u00adtin").replace(" are", "\u202fare")
NOBODY = Told()
GERMAN = "Der Präsident traf gestern den Außenminister. Sie sprachen in Berlin über den Vertrag und die Gefangenen. "
RUSSIAN = "Лукашенко встретился с Путиным в Бишкеке. Стороны обсудили освобождение политзаключённых. "


@pytest.mark.parametrize(
    "text",
    [
        f"US and Belarus in talks\nBy Ben Aris in Berlin November 26, 2025\n\n{BODY}\n",
        f"US and Belarus in talks\n\nBy Ben Aris in Berlin\n\nNovember 26, 2025\n\n{BODY}",
        f"US and Belarus in talks\r\nBy Ben Aris in Berlin\r\nNov. 26, 2025\r\n\r\n{BODY}",
        f"US and Belarus in talks\n\nBy Ben Aris in Berlin, 26 November 2025\n\n{WRAPPED}",
        f"\ufeffUS and\u00a0Belarus in talks\n\nBy Ben Aris in Berlin November 26, 2025\n\n\n\n{SIGNS}",
    ],
    ids=["byline below", "lines apart", "Windows", "wrapped", "signs"],
)
def test_headline_byline_and_body(read: Read, text: str) -> None:
    """However the lines stand: title, author, place and day are apart, paragraphs survive."""
    reading = only(read(text, "text", NOBODY))
    document = reading.document
    assert document.title == "US and Belarus in talks"
    assert document.author == "Ben Aris"
    assert document.published == DAY
    assert document.text == BODY
    assert reading.place == "Berlin"


def test_standfirst_above_the_byline_stays(read: Read) -> None:
    """What a report is about may stand above its byline; it is part of the body."""
    document = only(read(f"Talks\n\nThey want a large release.\n\nBy Ben Aris\n\n{BODY}", "text")).document
    assert document.text == f"They want a large release.\n\n{BODY}"
    assert document.author == "Ben Aris"


def test_dateline_stays_in_the_body(read: Read) -> None:
    """It is part of its sentence; the agency is the publisher where nobody tells another."""
    text = "BEIJING, March 3 (Xinhua) -- Premier Li met the delegation here Monday."
    reading = only(read(text, "text"))
    assert reading.document.text == text
    assert reading.document.title is None
    assert (reading.place, reading.agency, reading.document.publisher) == ("BEIJING", "Xinhua", "Xinhua")
    told = Told(published=DAY, publisher="Gazette")
    assert only(read(text, "text", told)).document.publisher == "Gazette"


def test_single_line_is_body(read: Read) -> None:
    """A text of one line has no headline."""
    document = only(read("Putin meets Lukashenko", "text")).document
    assert (document.title, document.text) == (None, "Putin meets Lukashenko")


def test_lines_without_gaps_are_paragraphs(read: Read) -> None:
    """Where no line is empty and lines are long, each is a paragraph."""
    lines = [
        "The president met the chancellor in the capital of the country, and they spoke about the prisoners. " * 2
    ] * 2
    document = only(read("\n".join(["Talks in Minsk", *lines]), "text")).document
    assert document.title == "Talks in Minsk"
    assert document.text == "\n\n".join(line.strip() for line in lines)


def test_day_of_publication_must_be_told(read: Read) -> None:
    """Without any, the error names the file and the option; a day that no calendar has is none."""
    for text in (BODY, f"Talks\nBy Ben Aris February 30, 2025\n\n{BODY}"):
        error = problem(read(text, "text", NOBODY, "talks.txt"))
        assert isinstance(error, UndatedError)
        assert str(error).startswith("talks.txt: published: ")
        assert "--published" in str(error)


def test_who_wins(read: Read) -> None:
    """What the user says of a file wins over what was read off it; as a default, it only fills in."""
    text = f"Talks\nBy Ben Aris November 26, 2025\n\n{BODY}"
    other = dt.date(2025, 12, 1)
    assert only(read(text, "text", Told(published=other))).document.published == other
    assert only(read(text, "text", Told(published=other, default=True))).document.published == DAY


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t \n", "is empty"),
        (b"\x00\x01\x02\x03 not text", "binary data"),
        ("Putin met Lukashenko.".encode("utf-16-le"), "say --encoding utf-16-le"),
        ("Putin met Lukashenko.".encode("utf-16-be"), "say --encoding utf-16-be"),
        ("Путин met Lukashenko in Minsk\0\0\0".encode(), "binary data"),
        ("A met B.\n\nThey spoke of José".encode()[:-1], "was cut short"),
        (b"%PDF-1.7\n...", "name it .pdf"),
        (b"PK\x03\x04word/document.xml", "office document"),
        ("Präsident Müller traf die Aussenministerin".encode("latin-1"), "--encoding cp1252"),
        ("Лукашенко встретился с Путиным в Бишкеке".encode("cp1251"), "is not UTF-8"),
        (("A met B\ufffd. " * 20).encode(), "wrong encoding"),
        (b"A met B. " * 1_200_000, "larger than 10 MB"),
        (b"A met B. " * 250_000, "2,000,000"),
        ("\u200b\ufeff".encode(), "holds no text"),
    ],
)
def test_bad_files(read: Read, data: bytes, says: str) -> None:
    """Each is told in a sentence that names the file."""
    error = problem(read(data, "text", file="bad.txt"))
    assert says in str(error)
    assert error.file == "bad.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(read: Read, encoding: str) -> None:
    """UTF-8 and UTF-16 are known by themselves, others by name."""
    data = "Лукашенко met Путин".encode(encoding)
    told = Told(published=DAY, encoding="cp1251" if encoding == "cp1251" else None)
    assert only(read(data, "text", told)).document.text == "Лукашенко met Путин"


def test_emoji_and_direction_survive(read: Read) -> None:
    """Marks of direction and joiners are part of names; a flag or a family is one sign."""
    text = "\u200fالرئيس met \u2067X\u2069 👨‍👩‍👧 🇧🇾 in Minsk."
    assert only(read(text, "text")).document.text == text


@pytest.mark.parametrize(("text", "lang"), [(GERMAN * 5, "de"), (RUSSIAN * 6, "ru")])
def test_other_languages_are_left_out(read: Read, text: str, lang: str) -> None:
    """A long text that is surely no English is left out, with its language named."""
    told = left_out(read(text, "text", file="talks.txt"))
    assert told.lang == lang
    assert str(told).startswith("talks.txt: left out")
    assert f"({lang})" in str(told)


def test_short_texts_are_read(read: Read) -> None:
    """Detectors misread short items and lists of names: they are read whatever they look like."""
    assert only(read(GERMAN, "text")).document.lang is None
    names = "Lukashenko, Tsikhanouskaya, Japarov, Tokayev, Mirziyoyev, Pashinyan, Aliyev, Berdimuhamedow. " * 6
    assert only(read(f"Those who came: {names}", "text")).document.text


def test_markdown(read: Read) -> None:
    """Headings, emphasis, links and lists become prose; YAML in front tells the rest."""
    text = """---
title: "Talks: a release"
date: 2025-11-26
source: Ostra Gazette
authors: [Anna Berg, Ivo Kral]
license: CC-BY-4.0
accessed: 2025-11-27
---
Putin **met** [Lukashenko](https://example.org) in
Minsk.

- One *item*
- Another

```
code
```
"""
    document = only(read(text, "markdown", NOBODY)).document
    assert document.title == "Talks: a release"
    assert document.text == "Putin met Lukashenko in Minsk.\n\nOne item\n\nAnother"
    assert (document.publisher, document.author) == ("Ostra Gazette", "Anna Berg, Ivo Kral")
    assert (document.published, document.licence) == (DAY, "CC-BY-4.0")
    assert document.retrieved == dt.date(2025, 11, 27)


def test_markdown_without_front_matter(read: Read) -> None:
    """The heading is the title, and bylines are read as in plain text."""
    document = only(
        read(f"# Talks\n\n*By Ben Aris in Berlin November 26, 2025*\n\n{BODY}", "markdown", NOBODY)
    ).document
    assert (document.title, document.author, document.published) == ("Talks", "Ben Aris", DAY)
    assert document.text == BODY


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("a: [", "YAML"),
        ("date: someday", "is no day"),
        ("a: &a [x]\ntitle: [*a, *a]", "is no text"),
    ],
)
def test_bad_front_matter(read: Read, front: str, says: str) -> None:
    """What can't be read there is told."""
    assert says in str(problem(read(f"---\n{front}\n---\nText.", "markdown")))
