"""Feeds: a document an item, the same one each time."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.loading.problems import Rejected
from ingest.readers import Outcome, Reading, Told
from tests.unit.readers.conftest import Read, only, problem

DAY = dt.date(2025, 11, 26)
ITEM = """<item><title>Talks &amp;amp; more</title><link>https://gazette.example/talks?utm_source=rss#x</link>
<pubDate>Wed, 26 Nov 2025 23:30:00 GMT</pubDate><dc:creator>Ben Aris</dc:creator>
<description>&lt;p&gt;Putin met &lt;b&gt;Lukashenko&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;They spoke.&lt;/p&gt;</description>
</item>"""
BARE = "<item><title>Putin meets Lukashenko</title><guid>tag:17</guid></item>"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gazette</title><rights>CC0</rights><entry>
<title type="html">Talks &lt;i&gt;today&lt;/i&gt;</title><id>urn:1</id><link href="https://gazette.example/a"/>
<updated>2025-11-26T10:00:00Z</updated><author><name>Anna Berg</name></author><summary>Short.</summary>
<content type="html">&lt;p&gt;Berg met Kral.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;In Ostra.&lt;/p&gt;
</content></entry></feed>"""


def rss(*items: str) -> str:
    """A feed of items."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Ostra Gazette</title><language>en-us</language>{''.join(items)}</channel></rss>"
    )


def ids(outcomes: list[Outcome]) -> list[str]:
    """The documents' ids."""
    return [one.document.doc_id for one in outcomes if isinstance(one, Reading)]


def test_item(read: Read) -> None:
    """What the feed gives of an item: markup is gone, the address is plain."""
    document = only(read(rss(ITEM), "feed", Told())).document
    assert document.title == "Talks & more"
    assert document.text == "Putin met Lukashenko.\n\nThey spoke."
    assert (document.publisher, document.author, document.published) == ("Ostra Gazette", "Ben Aris", DAY)
    assert (document.url, document.lang) == ("https://gazette.example/talks", "en-us")


def test_atom(read: Read) -> None:
    """The whole content where there is one, not the summary; scripts are no text."""
    document = only(read(ATOM, None, Told())).document
    assert (document.title, document.text) == ("Talks today", "Berg met Kral.\n\nIn Ostra.")
    assert (document.author, document.published, document.licence) == ("Anna Berg", DAY, "CC0")


def test_read_twice_is_the_same(read: Read) -> None:
    """The ids are the same each time; an item that changed keeps its id, with or without an address."""
    first, again = read(rss(ITEM, BARE), "feed"), read(rss(BARE, ITEM), "feed")
    assert sorted(ids(first)) == sorted(ids(again))
    changed = read(rss(ITEM.replace("They spoke", "They quarrelled"), BARE.replace("meets", "sees")), "feed")
    assert ids(changed) == ids(first)
    assert [one.document.sha256 for one in changed if isinstance(one, Reading)] != [
        one.document.sha256 for one in first if isinstance(one, Reading)
    ]


def test_items_own_day_wins(read: Read) -> None:
    """What the user says only fills in for items that have no day."""
    told = Told(published=dt.date(2020, 1, 1), publisher="Somebody")
    first, second = (only([one]).document for one in read(rss(ITEM, BARE), "feed", told))
    assert (first.published, first.publisher) == (DAY, "Ostra Gazette")
    assert second.published == dt.date(2020, 1, 1)


def test_item_without_day_is_named(read: Read) -> None:
    """It takes no other item with it."""
    outcomes = read(rss(BARE, ITEM), "feed", Told())
    assert len(ids(outcomes)) == 1
    (rejected,) = (one for one in outcomes if isinstance(one, Rejected))
    assert "item 1 (Putin meets Lukashenko)" in str(rejected.errors[0])


def test_empty_feed_is_fine(read: Read) -> None:
    """A feed may have nothing to say."""
    assert read(rss(), "feed") == []


def test_damaged_feed_gives_what_it_has(read: Read) -> None:
    """Items before the damage are read, and the damage is told."""
    outcomes = read(rss(ITEM, BARE).replace("</channel></rss>", "<item><tit"), "feed")
    assert len(ids(outcomes)) >= 2
    assert any(isinstance(one, Rejected) and "is damaged" in str(one.errors[0]) for one in outcomes)


@pytest.mark.parametrize("text", ["<html><body>A page</body></html>", "no feed at all", '{"version": 1}', "<a/>"])
def test_what_is_no_feed(read: Read, text: str) -> None:
    """It is told so."""
    assert "is no feed" in str(problem(read(text, "feed")))


def test_nothing_is_fetched_and_nothing_read(read: Read) -> None:
    """A feed neither reads files of this machine nor grows without end."""
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    text = rss(BARE.replace("Putin", "&a;Putin")).replace("<rss", f"{outside}<rss", 1)
    assert not any("root:" in str(one) for one in read(text, "feed"))
    read("https://gazette.example/feed", "feed")
    growing = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = rss(BARE.replace("Putin", "&e11;")).replace("<rss", f'<!DOCTYPE x [<!ENTITY e0 "ha">{growing}]><rss', 1)
    read(text, "feed")


@pytest.mark.parametrize(("text", "says"), [(rss("<item/>" * 10_001), "items"), (rss("<b>" * 300_000), "tags")])
def test_a_feed_without_measure(read: Read, text: str, says: str) -> None:
    """One that would take minutes is refused before it is parsed."""
    assert says in str(problem(read(text, "feed")))
