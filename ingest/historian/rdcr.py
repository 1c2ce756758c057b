"""Histories of recognition and relations, an article a country: `HistoryAtState/rdcr`.

Every heading of an article with its paragraphs is read apart, for the heading tells whose legation was closed. What the
summary says is told again below it, more fully, and is one happening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import RecordError
from graph.identity.folding import fold
from graph.records import Bundle, Claim, Document, Evidence, Native, Participant
from ingest.accounts import Finding
from ingest.extract.batches import Failed, extract_by_rules
from ingest.historian.articles import read_article
from ingest.historian.journeys import LICENCE, PUBLISHER, SITE
from ingest.historian.lands import states
from ingest.historian.xml import read_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ingest.accounts import Account
    from ingest.extract.batches import Extracted
    from ingest.historian.articles import Article, Section

DATASET = "HistoryAtState/rdcr"
ROOT = "{http://www.tei-c.org/ns/1.0}TEI"
FOLDER = "articles"
GUIDE = "United States"
RELATING = frozenset({"establish_relations", "sever_relations"})
_STATED = {"initiator": "target", "target": "initiator"}


def read_rdcr(root: Path, account: Account, jobs: int = 1) -> Iterator[Bundle]:
    """Read the articles: a document each, with what its sections tell.

    Args:
        root: A clone of the repository.
        account: Every article is counted as `article`, loaded or left out.
        jobs: Processes that read them.
    """
    waiting: list[Article] = []

    def prose() -> Iterator[Document]:
        for article in _articles(root, account):
            waiting.append(article)
            yield from (_prose(article, section) for section in article.sections)

    extracted = extract_by_rules(prose(), jobs=jobs)
    for first in extracted:
        article = waiting.pop(0)
        more = (next(extracted) for _ in article.sections[1:])
        yield _bundle(article, [first, *more], account)


def _articles(root: Path, account: Account) -> Iterator[Article]:
    for path in sorted((root / FOLDER).glob("*.xml")):
        file = f"{FOLDER}/{path.name}"
        try:
            article = read_article(read_xml(path, file, ROOT), file)
        except RecordError as error:
            account.take(
                "article", [Finding(file, error.problem, line=error.line, record=path.stem, field=error.field)]
            )
            continue
        account.take("article")
        yield article


def _document(article: Article) -> Document:
    return Document(
        doc_id=f"historian-relations-{article.id}",
        title=article.title,
        publisher=PUBLISHER,
        author=article.author,
        published=article.published,
        url=f"{SITE}/countries/{article.id}",
        lang="en",
        licence=LICENCE,
        text=article.text,
    )


def _prose(article: Article, section: Section) -> Document:
    """A section as prose of its own; its heading, with the parties of the article, tells whose relations they are."""
    return Document(
        doc_id=f"historian-relations-{article.id}",
        title=f"{section.heading} {GUIDE} and {article.party}.".strip(),
        published=article.published,
        text=article.text[section.start : section.end],
    )


def _bundle(article: Article, read: Iterable[Extracted], account: Account) -> Bundle:
    claims: dict[str, Claim] = {}
    for section, one in zip(article.sections, read, strict=True):
        if isinstance(one, Failed):
            told = f"was not read: {one.problem}"
            account.tell(Finding(article.file, told, line=section.line, record=section.id, lost=False))
            continue
        for claim in _of_article(article, section, one.claims):
            claims.setdefault(claim.id, claim)
    return Bundle(document=_document(article), claims=tuple(_once(claims.values())))


def _of_article(article: Article, section: Section, read: Iterable[Claim]) -> Iterator[Claim]:
    """A section's claims as claims of the whole article."""
    moved: dict[str, Claim] = {}
    for number, claim in enumerate(read, start=1):
        evidence = claim.evidence
        assert evidence is not None  # noqa: S101  -- what is read has its words
        at = section.start
        fields = {name: getattr(claim, name) for name in Claim.model_fields if name not in {"record", "id", "links"}}
        fields |= {
            "evidence": Evidence(quote=evidence.quote, start=evidence.start + at, end=evidence.end + at),
            "participants": _with_parties(claim, article),
            "native": Native(dataset=DATASET, id=f"{article.file}#{section.id}.{number}"),
        }
        moved[claim.id] = Claim(**fields)
    for old in read:
        links = [one.model_copy(update={"claim": moved[one.claim].id}) for one in old.links if one.claim in moved]
        yield moved[old.id].model_copy(update={"links": tuple(links)})


def _once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Each happening once: of claims alike in all that tells happenings apart, the last, which is told most fully."""
    listed = list(claims)
    last = {_likeness(one): one.id for one in listed}
    kept = {one.id for one in listed if one.date is None or last[_likeness(one)] == one.id}
    for one in listed:
        if one.id in kept:
            yield one.model_copy(update={"links": tuple(link for link in one.links if link.claim in kept)})


def _likeness(claim: Claim) -> tuple[object, ...]:
    """What two tellings of one happening have in common; of relations the parties are the article's anyway."""
    people = {fold(one.name).rpartition(" ")[2] for one in claim.participants if one.role not in _STATED}
    return claim.type, claim.act, claim.modality, claim.date, frozenset(() if claim.type in RELATING else people)


def _with_parties(claim: Claim, article: Article) -> tuple[Participant, ...]:
    """The participants, with the parties of the article where a sentence on relations leaves them out."""
    told = [one for one in claim.participants if one.kind == "state"]
    if claim.type not in RELATING or len(told) > 1:
        return claim.participants
    known = {state for one in told if (state := states().find(one.name))}
    parties = [one for one in (GUIDE, article.party) if (found := states().find(one)) and found not in known]
    role = _STATED.get(told[0].role, "participant") if told else "participant"
    more = parties[: 2 - len(told)] if len(parties) == len((GUIDE, article.party)) - len(told) else []
    return (*claim.participants, *(Participant(name=one, kind="state", role=role) for one in more))
