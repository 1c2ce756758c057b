"""Articles on relations: a document each, its sections read under their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.historian.rdcr import read_rdcr

if TYPE_CHECKING:
    from graph.records import Bundle
    from ingest.accounts import Account
    from tests.unit.historian.conftest import Write

HEAD = """<teiHeader><fileDesc><titleStmt>
  <title type="complete">A Guide to the United States’ History of Recognition: {short}</title>
  <title type="short">{short}</title>
</titleStmt><publicationStmt><p>Department of State, 2008</p></publicationStmt>
<sourceDesc><p>{source}</p></sourceDesc></fileDesc></teiHeader>"""

BODY = """<div type="section" xml:id="summary"><head>Summary</head>
  <p>The United States recognized Chad on May 3, 1961.</p></div>
<div type="section" xml:id="recognition"><head>Recognition</head>
  <div type="timeline"><head>U.S. Recognition of Chad, <date when="1961">1961</date>.</head>
    <p>The United States recognized <placeName>Chad</placeName> on May 3, 1961, in a message
      from President <persName>John F. Kennedy</persName>.<figure><head>The flag</head></figure></p></div></div>
<div type="section" xml:id="relations"><head>Diplomatic Relations</head>
  <div type="timeline"><head>Legation Closed, 1970.</head>
    <p>The Legation was closed on April 2, 1970.</p></div></div>
<div type="appendix"><head>Resources</head><p>The United States recognized Ruritania in 1900.</p></div>"""


def article(body: str = BODY, short: str = "Chad", source: str = "Written by Ann Clerk, March 2009") -> str:
    """An article as a TEI file."""
    head = HEAD.format(short=short, source=source)
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{head}<text><body>{body}</body></text></TEI>'


def read(write: Write, account: Account, text: str) -> list[Bundle]:
    """One article, read; no bundle has a problem."""
    bundles = list(read_rdcr(write("articles/chad.xml", text), account))
    assert [one.problems() for one in bundles] == [[] for _ in bundles]
    return bundles


def test_an_article(write: Write, account: Account) -> None:
    """Headings and paragraphs are paragraphs of the text; captions and the list of sources are not in it."""
    (bundle,) = read(write, account, article())
    document = bundle.document
    assert document.text == (
        "Summary\n\nThe United States recognized Chad on May 3, 1961.\n\n"
        "Recognition\n\nU.S. Recognition of Chad, 1961.\n\n"
        "The United States recognized Chad on May 3, 1961, in a message from President John F. Kennedy.\n\n"
        "Diplomatic Relations\n\nLegation Closed, 1970.\n\nThe Legation was closed on April 2, 1970."
    )
    assert (document.author, str(document.published)) == ("Ann Clerk", "2009-03-01")
    assert document.url == "https://history.state.gov/countries/chad"


def test_its_claims(write: Write, account: Account) -> None:
    """What the summary tells again is told once; parties that a sentence leaves out are the article's."""
    (bundle,) = read(write, account, article())
    recognised, closed = bundle.claims
    assert (recognised.act, recognised.date) == ("recognised", "1961-05-03")
    assert recognised.native is not None
    assert recognised.native.id == "articles/chad.xml#recognition.1.1"
    assert (closed.act, closed.date) == ("mission_closed", "1970-04-02")
    assert {one.name for one in closed.participants} == {"United States", "Chad"}


def test_articles_that_are_none(write: Write, account: Account) -> None:
    """Without a text, a year or a title there is nothing to cite; what is no TEI is told."""
    for number, text in enumerate(
        [article(body=""), article(source="").replace("2008", ""), article().replace("title", "name"), "<html/>"]
    ):
        write(f"articles/a{number}.xml", text)
    assert len(read(write, account, article())) == 1
    assert list(account.lines()) == ["article: 5 read = 1 loaded + 4 left out"]
    assert [one.field for one in account.shown] == [None, "publicationStmt", "title", None]
