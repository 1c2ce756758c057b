"""What a person wrote about a document, in YAML or in a spreadsheet, to a bundle.

People quote instead of counting characters, call claims by keys of their own choosing, and leave ids out; here
offsets, links and ids are computed.
"""

from __future__ import annotations

from typing import cast

from pydantic import ValidationError

from graph.records import Claim, Document, Link
from ingest.loading.assembly import Block, Outcome, Seen, assemble, label_of, stand_in
from ingest.loading.draft import Draft, Fields
from ingest.loading.fields import FieldReader
from ingest.loading.problems import Path, Problem, explain, explain_claim, parse_path, show, suggest, unsaid
from ingest.loading.quotation import QuotationFinder


def build_bundle(draft: Draft, seen: Seen) -> Outcome:
    """Check a draft, compute what its writer left out, and give the bundle or everything that is wrong.

    Args:
        draft: The document as it was written.
        seen: The documents that stand before it in the file.
    """
    return _Builder(draft).build(seen)


class _Builder:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.block = Block(draft.file, draft.line(()), stand_in(draft.document), label_of(draft.document))
        self.block.errors += draft.errors
        # Where each claim of the block stands in the draft, and where the claim of each key does.
        self.places: list[int] = []
        self.keys: dict[str, int] = {}

    def build(self, seen: Seen) -> Outcome:
        self._take_document()
        self.finder = QuotationFinder(self.block.document.text)
        seen.check(self.block)
        for index, raw in enumerate(self.draft.claims):
            if isinstance(raw, dict):
                self._take_key(index, cast("Fields", raw))
                self._take_claim(index, cast("Fields", raw))
            else:
                self._note(("claims", index), [((), f"{show(raw)} is no claim; write its fields, such as type: meet")])
                self.block.broken_claims = True
        self._resolve_links()
        return assemble(self.block, self._locate)

    def _take_document(self) -> None:
        told = {name: value for name, value in self.draft.document.items() if value is not None}
        try:
            self.block.document = Document.model_validate({**told, "claims": len(self.draft.claims)})
        except ValidationError as error:
            self._note((), explain(error, Document))
        else:
            self.block.label = self.block.label or self.block.document.doc_id

    def _take_key(self, index: int, raw: Fields) -> None:
        key = raw.get("key")
        if key is None:
            return
        if not isinstance(key, str):
            self._note(("claims", index), [(("key",), "is no word; write a key as one word or number")])
        elif (first := self.keys.setdefault(key, index)) != index:
            line = self.draft.line(("claims", first))
            problem = f"{key!r} is the key of the claim on line {line} already; choose another"
            self._note(("claims", index), [(("key",), problem)])

    def _take_claim(self, index: int, raw: Fields) -> None:
        reader = FieldReader(self.finder)
        fields = {"doc_id": self.block.document.doc_id, **reader.read(raw)}
        if self.draft.coder is not None:
            fields.setdefault("coder", self.draft.coder)
        problems = reader.problems
        try:
            claim = Claim.model_validate(fields)
        except ValidationError as error:
            read = [_renamed(problem) for problem in explain_claim(error, fields)]
            problems += unsaid(read, problems)
        else:
            if not problems:
                self.block.claims.append(claim)
                self.places.append(index)
                return
            problems += [(parse_path(name), problem) for name, problem in claim.problems]
        self.block.broken_claims = True
        self._note(("claims", index), problems)

    def _resolve_links(self) -> None:
        for at, (index, claim) in enumerate(zip(self.places, self.block.claims, strict=True)):
            if claim.links:
                links = tuple(self._resolve(link, index, number) for number, link in enumerate(claim.links))
                self.block.claims[at] = claim.model_copy(update={"links": links})

    def _resolve(self, link: Link, index: int, number: int) -> Link:
        """Put the id of the claim in place of its key; its links play no part in its id."""
        target = self.keys.get(link.claim)
        if target is None or target == index:
            problem = "is the claim's own key" if target == index else "is no key of this document"
            hint = suggest(link.claim, self.keys) if self.keys else "give the claim that is meant a `key`"
            self._note(("claims", index), [(("links", number, "claim"), f"{link.claim!r} {problem}; {hint}")])
            self.block.broken_claims = True
            return link
        if target not in self.places:
            # That claim has errors of its own, and the document is rejected for them.
            return link
        return link.model_copy(update={"claim": self.block.claims[self.places.index(target)].id})

    def _note(self, of: Path, problems: list[Problem]) -> None:
        self.block.errors += [self.draft.error((*of, *path), problem) for path, problem in problems]

    def _locate(self, index: int | None, name: str | None) -> tuple[int, str | None]:
        of: Path = () if index is None else ("claims", self.places[index])
        path, _ = _renamed((parse_path(name or ""), ""))
        error = self.draft.error((*of, *path), "")
        return error.line or 1, error.field


def _renamed(problem: Problem) -> Problem:
    """People write the quotation itself where the record has evidence."""
    path, text = problem
    return ("quote", *path[2:]) if path[:1] == ("evidence",) else path, text
