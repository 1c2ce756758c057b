"""The extractor: documents in, documents with their claims out; the same text gives the same claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from graph.identity.folding import fold
from graph.identity.packages import load_places
from graph.records import Bundle, Claim, Evidence, Link, Participant
from ingest.extract.conditions import human
from ingest.extract.gazetteer import Gazetteer, load_gazetteer
from ingest.extract.lexicon import confidence_of
from ingest.extract.names import NameFinder
from ingest.extract.parsing import dateline_of, parse_all, wording
from ingest.extract.reading import Reader
from ingest.extract.relating import relate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.identity.authority import Authority
    from graph.records import Document
    from ingest.extract.fillers import Filler
    from ingest.extract.happenings import Happening, Taking

CODER = "rules"


class Extractor:
    """Reads claims out of prose."""

    def __init__(self, *, authority: Authority | None = None) -> None:
        """Take the names to be known: of the packages, or of an authority that the user loads beside them."""
        gazetteer = load_gazetteer() if authority is None else Gazetteer(authority, load_places())
        self._reader = Reader(gazetteer, NameFinder(gazetteer))
        self._states = gazetteer.states

    def extract(self, documents: Iterable[Document]) -> Iterator[Bundle]:
        """Read documents.

        Yields:
            Each document with its claims, in the order given; a document without a text has none.
        """
        for document, title, paragraphs in parse_all((one, one.title or "", one.text or "") for one in documents):
            here = dateline_of(document.text or "")
            happenings = self._reader.read(paragraphs, document.published, title, here)
            yield Bundle(document=document, claims=tuple(self._claims(document, happenings)))

    def _claims(self, document: Document, happenings: list[Happening]) -> Iterator[Claim]:
        own = wording(f"{document.title or ''}\n{document.text or ''}")
        made = {id(one): self._claim(document, one, own) for one in happenings}
        links: dict[str, dict[str, Link]] = {}
        for one, relation, other, words in relate(happenings):
            source, target = made[id(one)], made[id(other)]
            if source.id != target.id:
                quote = own(words) or (source.evidence.quote if source.evidence else None)
                link = Link(relation=relation, claim=target.id, quote=quote)
                links.setdefault(source.id, {}).setdefault(target.id, link)
        for claim in {claim.id: claim for claim in made.values()}.values():
            yield claim.model_copy(update={"links": tuple(links.get(claim.id, {}).values())})

    def _claim(self, document: Document, one: Happening, own: Callable[[str | None], str | None]) -> Claim:
        text = document.text or ""
        return Claim(
            doc_id=document.doc_id,
            type=one.type,
            modality=one.modality,
            hedge=own(one.hedge),
            act=one.act,
            participants=tuple(self._participant(taking, own) for taking in one.takings),
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

    def _participant(self, taking: Taking, own: Callable[[str | None], str | None]) -> Participant:
        filler = taking.filler
        behalf, basis = self._behalf(filler)
        body = filler.kind == "organization" and behalf is not None
        return Participant(
            name=own(filler.name) or filler.name,
            title=own(filler.title),
            kind=filler.kind,  # pyright: ignore[reportArgumentType]
            role=taking.role,
            side=taking.side,
            named=filler.named or body,
            behalf=behalf,
            behalf_basis=basis,
        )

    def _behalf(self, filler: Filler) -> tuple[str | None, Literal["told", "office"] | None]:
        """For which state somebody acts: by their office, or because it is told ("Belarusian authorities")."""
        acting = filler.kind == "person" and filler.named
        body = not filler.named and human(filler.token, "bodies", "officials")
        if filler.state is None or filler.state not in self._states or not (acting or body):
            return None, None
        told = body and self._states.prefix(fold(filler.name).split()) is not None
        return self._states[filler.state].label, "told" if told else "office"
