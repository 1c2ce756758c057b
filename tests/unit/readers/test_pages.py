"""Web pages: the article, its byline, and what the page says of itself."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.readers import Told
from ingest.readers.pages import read_page
from tests.unit.readers.conftest import Read, only, problem

DAY = dt.date(2025, 11, 26)
LONG = "Putin met Lukashenko in Minsk on Tuesday, and the two spoke about gas, transit and the prisoners. "
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Talks in Minsk | Ostra Gazette</title>
<meta property="og:title" content="Talks in Minsk"><meta property="og:site_name" content="ostra Gazette">
<meta property="article:published_time" content="2025-11-26T23:30:00Z">
<link rel="canonical" href="https://gazette.example/talks"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks in Minsk</h1><div class="byline">By Ben Aris in Berlin</div>
<p>{LONG}</p><p>The <a href="/r">release</a> of <b>at least</b> 100 is&nbsp;possible.<br><br>A line of its own.</p>
<h2>Background</h2><ul><li>One point is this.</li><li>Another is that.</li></ul><p>{LONG}</p></article>
<script>var x = "Trump met Kim";</script><footer>Copyright 2020 Ostra Gazette</footer></body></html>"""


def test_article(read: Read) -> None:
    """The body alone is text, a paragraph each; head and byline give the fields."""
    reading = only(read(PAGE, "html", Told()))
    document = reading.document
    assert document.title == "Talks in Minsk"
    assert (document.publisher, document.author, reading.place) == ("ostra Gazette", "Ben Aris", "Berlin")
    assert (document.published, document.lang) == (DAY, "en-GB")
    assert document.url == "https://gazette.example/talks"
    assert (document.text or "").split("\n\n") == [
        LONG.strip(),
        "The release of at least 100 is possible.",
        "A line of its own.",
        "Background",
        "One point is this.",
        "Another is that.",
        LONG.strip(),
    ]


def test_short_page(read: Read) -> None:
    """A page of two sentences is read as well, and without its menu."""
    page = """<html><body><header><a href="/">Home</a></header><h1>Talks in Minsk</h1><div>By Ben Aris in Berlin</div>
    <div>Nov 26, 2025</div><p>Putin met Lukashenko.</p><p>They spoke for two hours.</p></body></html>"""
    reading = only(read(page, "html", Told()))
    assert reading.document.title == "Talks in Minsk"
    assert reading.document.text == "Putin met Lukashenko.\n\nThey spoke for two hours."
    assert (reading.place, reading.document.published) == ("Berlin", DAY)


def test_piece_of_a_page(read: Read) -> None:
    """A fragment that was saved by itself is read."""
    assert only(read("<p>Putin met Lukashenko.", "html")).document.text == "Putin met Lukashenko."


def test_address_is_the_pages_own(read: Read) -> None:
    """A page may name its own address on its host alone: it can't take the place of another's report."""
    del read
    elsewhere = "https://mirror.example/copy?utm_source=x&id=3#top"
    (reading,) = read_page(PAGE.encode(), elsewhere, Told(), elsewhere)
    assert only([reading]).document.url == "https://mirror.example/copy?id=3"
    own = "https://gazette.example/talks?session=5"
    (reading,) = read_page(PAGE.encode(), own, Told(), own)
    assert only([reading]).document.url == "https://gazette.example/talks"


def test_declared_encoding(read: Read) -> None:
    """A page tells its encoding itself; one that lies is refused."""
    page = '<html><head><meta charset="windows-1251"></head><body><p>Лукашенко met Путин.</p></body></html>'
    assert only(read(page.encode("cp1251"), "html")).document.text == "Лукашенко met Путин."
    lying = page.replace("windows-1251", "utf-8").encode("cp1251")
    assert "is not UTF-8" in str(problem(read(lying, "html")))
    for name in ("x-nothing", "hex", "rot13"):
        unknown = page.replace("windows-1251", name).encode()
        assert only(read(unknown, "html")).document.text == "Лукашенко met Путин."
    assert "is not" in str(problem(read(page.replace("windows-1251", "idna").encode(), "html")))


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<html><head><title>t</title></head><body><img src=a></body></html>", "no article"),
        ("<html><body><script>x()</script></body></html>", "no article"),
        ("<html><body>" + "<p>A met B.</p>" * 60_000, "elements"),
        ("\x00\x01<html>", "binary"),
        ("<html><body><p>Putin met Lukashenko.", "--published"),
    ],
)
def test_bad_pages(read: Read, page: str, says: str) -> None:
    """Each is told in a sentence."""
    assert says in str(problem(read(page, "html", Told())))


def test_deep_page_ends(read: Read) -> None:
    """A page that is nested without end neither hangs nor crashes."""
    read("<html><body>" + "<div>" * 50_000 + "A met B.", "html")
    read("<html><body>" + "<b>" * 400 + "A met B.", "html")
