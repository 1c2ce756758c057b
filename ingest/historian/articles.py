"""An article of the guide to relations (TEI): its text, with the sections that stand in it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import RecordError
from ingest.historian.corrections import read_corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.historian.xml import Node

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
_IMPRINT = ("publicationStmt", "sourceDesc")
APPENDIX = "appendix"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_DATED = re.compile(rf"(?:(?P<month>{_MONTHS}) )?(?P<year>(?:19|20)\d\d)\b")
_AUTHOR = re.compile(rf"written by (?P<name>.+?)(?:,? (?:(?:{_MONTHS}) )?\d{{4}})?\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the paragraphs below it.

    Attributes:
        id: Within the article: the section's own id, with a number for a heading inside it ("recognition.2").
        start: Where its first paragraph begins in the article's text.
        end: Where its last one ends.
    """

    id: str
    heading: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article.

    Attributes:
        id: By which the Office's site knows it ("chad").
        party: The state that it is about, by a name that is known.
    """

    id: str
    file: str
    title: str
    party: str
    author: str | None
    published: dt.date
    text: str
    sections: tuple[Section, ...]


def read_article(node: Node, file: str) -> Article:
    """Read an article: headings and paragraphs each a paragraph of its text; figures and the list of sources left out.

    Raises:
        RecordError: It has no title, no date or no text.
    """
    head = node.find(f"{TEI}teiHeader", f"{TEI}fileDesc")
    titles = {one.attributes.get("type", ""): one.text for one in (head.within(f"{TEI}title") if head else ())}
    title = titles.get("complete") or titles.get("short")
    if not title:
        raise RecordError("is missing; the article was left out", file=file, line=node.line, field="title")
    told = " ".join(one.text for tag in _IMPRINT for one in (head.within(f"{TEI}{tag}") if head else ()))
    body = node.find(f"{TEI}text", f"{TEI}body")
    text, sections = _lay_out(body) if body is not None else ("", ())
    if not sections:
        raise RecordError("has no section with a paragraph; the article was left out", file=file, line=node.line)
    author = _AUTHOR.search(told)
    key = file.rpartition("/")[2].removesuffix(".xml")
    short = _BRACKETS.sub("", titles.get("short") or title.rpartition(": ")[2])
    return Article(
        id=key,
        file=file,
        title=title,
        party=read_corrections("articles")["parties"].get(key) or short.strip(" *").removeprefix("The "),
        author=author["name"] if author else None,
        published=_published(told, file, node.line),
        text=text,
        sections=sections,
    )


def _published(told: str, file: str, line: int) -> dt.date:
    """The month, or the year, in which an article was written: the last one that is told, from its first day."""
    dated = list(_DATED.finditer(told))
    if not dated:
        problem = "tells no year in which it was written; the article was left out"
        raise RecordError(problem, file=file, line=line, field="publicationStmt")
    last = max(dated, key=lambda found: int(found["year"]))
    first = dt.date(int(last["year"]), 1, 1)
    return first.replace(month=_MONTHS[: _MONTHS.index(last["month"])].count("|") + 1) if last["month"] else first


def _lay_out(body: Node) -> tuple[str, tuple[Section, ...]]:
    paragraphs: list[str] = []
    sections: list[Section] = []
    length = 0

    def add(text: str) -> tuple[int, int]:
        nonlocal length
        start = length
        paragraphs.append(text)
        length += len(text) + 2
        return start, start + len(text)

    for key, heading, texts, line in _divisions(body):
        if heading:
            add(heading)
        spans = [add(text) for text in texts]
        if spans:
            sections.append(Section(key, heading, spans[0][0], spans[-1][1], line))
    return "\n\n".join(paragraphs), tuple(sections)


def _divisions(body: Node) -> Iterator[tuple[str, str, list[str], int]]:
    """Headings with their own paragraphs, in order; one without either is passed over."""
    for number, div in enumerate(body.all(f"{TEI}div"), start=1):
        if div.attributes.get("type") != APPENDIX:
            yield from _division(div, div.attributes.get(ID) or str(number))


def _division(div: Node, key: str) -> Iterator[tuple[str, str, list[str], int]]:
    heading = next((one.text for one in div.all(f"{TEI}head")), "")
    yield key, heading, [text for child in div.children if (text := _paragraph(child))], div.line
    for number, inner in enumerate(div.all(f"{TEI}div"), start=1):
        if inner.attributes.get("type") != APPENDIX:
            yield from _division(inner, inner.attributes.get(ID) or f"{key}.{number}")


def _paragraph(node: Node) -> str:
    """The text of a paragraph or list; a figure inside it is no part of it."""
    if node.tag not in {f"{TEI}p", f"{TEI}list", f"{TEI}quote"}:
        return ""
    text = node.text
    for figure in node.within(f"{TEI}figure"):
        text = text.replace(figure.text, "", 1) if figure.text else text
    return " ".join(text.split())
