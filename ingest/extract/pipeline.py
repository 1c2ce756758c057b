"""The extractor: documents in, documents with their claims out; the same text gives the same claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.packages import load_places
from graph.records import Bundle, Claim, Evidence, Link, Participant
from ingest.extract.gazetteer import Gazetteer, load_gazetteer
from ingest.extract.lexicon import confidence_of
from ingest.extract.names import NameFinder
from ingest.extract.parsing import as_written, parse_all
from ingest.extract.reading import Reader
from ingest.extract.relating import relate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.identity.authority import Authority
    from graph.records import Document
    from ingest.extract.happenings import Happening, Taking

CODER = "rules"


class Extractor:
    """Reads claims out of prose."""

    def __init__(self, *, authority: Authority | None = None) -> None:
        """Take the names to be known: of the packages, or of an authority that the user loads beside them."""
        gazetteer = load_gazetteer() if authority is None else Gazetteer(authority, load_places())
        self._reader = Reader(gazetteer, NameFinder(gazetteer))

    def extract(self, documents: Iterable[Document]) -> Iterator[Bundle]:
        """Read documents.

        Yields:
            Each document with its claims, in the order given; a document without a text has none.
        """
        for document, title, paragraphs in parse_all((one, one.title or "", one.text or "") for one in documents):
            happenings = self._reader.read(paragraphs, document.published, title)
            yield Bundle(document=document, claims=tuple(_claims(document, happenings)))


def _claims(document: Document, happenings: list[Happening]) -> Iterator[Claim]:
    made = {id(one): _claim(document, one) for one in happenings}
    links: dict[str, dict[str, Link]] = {}
    for one, relation, other in relate(happenings):
        source, target = made[id(one)], made[id(other)]
        if source.id != target.id:
            quote = source.evidence.quote if source.evidence else None
            links.setdefault(source.id, {}).setdefault(target.id, Link(relation=relation, claim=target.id, quote=quote))
    for claim in {claim.id: claim for claim in made.values()}.values():
        yield claim.model_copy(update={"links": tuple(links.get(claim.id, {}).values())})


def _claim(document: Document, one: Happening) -> Claim:
    text = document.text or ""
    whole = f"{document.title or ''}\n{text}"

    def own(words: str | None) -> str | None:
        return words and as_written(words, whole)

    return Claim(
        doc_id=document.doc_id,
        type=one.type,
        modality=one.modality,
        hedge=one.hedge,
        act=one.act,
        participants=tuple(_participant(taking, own) for taking in one.takings),
        post=own(one.post),
        date=one.date,
        place=own(one.place),
        about=own(one.about),
        quantity=one.quantity and one.quantity.model_copy(update={"of": own(one.quantity.of)}),
        attribution=tuple(part.model_copy(update={"name": own(part.name)}) for part in one.attribution),
        evidence=Evidence(quote=text[one.start : one.end], start=one.start, end=one.end),
        confidence=confidence_of(one.type),
        coder=CODER,
        rule=one.rule,
    )


def _participant(taking: Taking, own: Callable[[str | None], str | None]) -> Participant:
    filler = taking.filler
    person = filler.kind == "person"
    behalf = filler.state if person and filler.title else None
    return Participant(
        name=own(filler.name) or filler.name,
        title=own(filler.title),
        kind=filler.kind,  # pyright: ignore[reportArgumentType]
        role=taking.role,
        side=taking.side,
        named=filler.named,
        behalf=behalf,
        behalf_basis="office" if behalf else None,
    )
