"""A review held against the graph: which decisions it makes, or everything that keeps it from being recorded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.store.claims import fetch_claims
from graph.store.decisions import ADDED, CORRECTED, REJECTED, decisions_of
from graph.store.documents import read_bundles
from ingest.committing.rulings import Ruling
from ingest.curating.building import build_claim, says_the_same
from ingest.curating.forms import changed_fields, form_of
from ingest.loading.problems import show
from ingest.loading.quotation import QuotationFinder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.errors import RecordError
    from graph.model import ResolvedClaim
    from graph.records import Bundle, Claim
    from graph.store.connection import Transaction
    from ingest.curating.reading import Entry, Page, Review

LOAD_FIRST = "load it first, by whomet load or whomet ingest, and then this review again"
KNOWN, LEFT = "known", "left"


class Checker:
    """Checks one review in the transaction that is going to record it.

    Attributes:
        rulings: The decisions to be recorded, each with the entry that makes it.
        counts: How many decisions of which kind, how many were recorded before (`KNOWN`), and how many entries have no
            verdict (`LEFT`).
        errors: What is wrong; with any, nothing may be recorded.
    """

    def __init__(self, tx: Transaction, review: Review) -> None:
        """Read what the graph has of the review's documents and claims."""
        self._review = review
        named = [page.document for page in review.pages]
        asked = [form for one in named for form in (one, *_other_forms(one))]
        self._documents = {one.document.doc_id: one for one in read_bundles(tx, dict.fromkeys(asked))}
        recorded = decisions_of(tx, self._documents)
        self._decisions = {one.decision.id: one for one in recorded}
        self._last = {one.decision.target: one for one in recorded}
        self._tx = tx
        self._claims: dict[str, ResolvedClaim] = {}
        self._fetch(entry.id for page in review.pages for entry in page.entries if entry.id)
        self._seen: dict[str, Entry] = {}
        self.rulings: list[tuple[Entry, Ruling]] = []
        self.counts: Counter[str] = Counter()
        self.errors: list[RecordError] = []

    def check(self) -> list[Ruling]:
        """Check the whole review; the decisions count only where there are no errors."""
        for page in self._review.pages:
            self._check_page(page)
        self._fetch(self._made(one).id for _, one in self.rulings)
        self._check_made()
        return [one for _, one in self.rulings]

    def _check_page(self, page: Page) -> None:
        bundle = next((self._documents[one] for one in _forms(page.document) if one in self._documents), None)
        if bundle is None:
            problem = f"the graph has no document {page.document}; {LOAD_FIRST}"
            self.errors.append(page.place.error(("document",), problem))
            return
        document = bundle.document.model_dump(mode="json")
        for name, told in page.told.items():
            if told != document[name]:
                problem = f"the graph has {show(document[name])}, and a review changes no document; put it back"
                self.errors.append(page.place.error((name,), problem))
        finder = QuotationFinder(bundle.document.text)
        for entry in page.entries:
            if entry.id is None:
                self._check_addition(entry, bundle, finder)
            elif (base := self._base(entry, entry.id, bundle)) is not None:
                self._check_entry(entry, base, bundle, finder)

    def _base(self, entry: Entry, id: str, bundle: Bundle) -> ResolvedClaim | None:
        """The claim of an entry, or an error."""
        base, first = self._claims.get(id), self._seen.setdefault(id, entry)
        if base is None:
            problem = f"the graph has no {id}; put back the id if it was changed, else load its document first"
        elif base.claim.doc_id != bundle.document.doc_id:
            problem = f"{id} is a claim of document {base.claim.doc_id}; put back the id, or put it there"
        elif first is not entry:
            problem = f"stands twice (first on line {first.place.line}); keep one"
        else:
            return base
        self._note(entry, ("id",), problem)
        return None

    def _check_entry(self, entry: Entry, base: ResolvedClaim, bundle: Bundle, finder: QuotationFinder) -> None:
        changed = changed_fields(form_of(base.claim), entry.fields)
        if entry.verdict == CORRECTED:
            self._check_correction(entry, base, bundle, finder)
            return
        if changed:
            made = build_claim(entry.fields, base.claim, bundle.document.doc_id, self._review.curator, finder)
            if isinstance(made, list) or not says_the_same(made, base.claim):
                self._refuse_changes(entry, changed, base.claim)
                return
        if entry.verdict is None:
            self.counts[LEFT] += 1
            if entry.reason:
                self._note(entry, ("reason",), "is given without a verdict; write one, or take it out")
        elif entry.verdict == REJECTED and entry.reason is None:
            self._note(entry, ("reason",), "missing; say why the claim is wrong, for those who find it closed")
        else:
            self._rule(entry, Ruling(entry.verdict, base.claim, self._review.curator, entry.reason), base)

    def _refuse_changes(self, entry: Entry, changed: Iterable[str], base: Claim) -> None:
        form = form_of(base)
        state = "the claim has no verdict" if entry.verdict is None else f"the verdict is {entry.verdict}"
        for name in changed:
            was = show(form[name]) if form.get(name) is not None else "nothing"
            problem = f"is not what the graph has ({was}), and {state}; say corrected, or put it back"
            self._note(entry, (name,), problem)

    def _check_correction(self, entry: Entry, base: ResolvedClaim, bundle: Bundle, finder: QuotationFinder) -> None:
        made = self._build(entry, base.claim, bundle, finder)
        if made is None:
            return
        ruling = Ruling(CORRECTED, base.claim, self._review.curator, entry.reason, made)
        if says_the_same(made, base.claim) and ruling.decision.id not in self._decisions:
            self._note(entry, ("verdict",), "is corrected, but nothing was changed; mend the fields, or say accepted")
            return
        self._rule(entry, ruling, base)

    def _check_addition(self, entry: Entry, bundle: Bundle, finder: QuotationFinder) -> None:
        if entry.verdict is not None:
            problem = "is for claims with an id; put the id back, or leave the verdict out to add this claim as yours"
            self._note(entry, ("verdict",), problem)
            return
        made = self._build(entry, None, bundle, finder)
        if made is not None:
            self._rule(entry, Ruling(ADDED, made, self._review.curator, entry.reason), None)

    def _build(self, entry: Entry, base: Claim | None, bundle: Bundle, finder: QuotationFinder) -> Claim | None:
        doc_id = bundle.document.doc_id
        made = build_claim(entry.fields, base, doc_id, self._review.curator, finder)
        if isinstance(made, list):
            for path, problem in made:
                self._note(entry, path, problem)
            return None
        known = {claim.id for claim in bundle.claims} | {link.claim for link in (base.links if base else ())}
        wrong = [number for number, link in enumerate(made.links) if link.claim not in known]
        for number in wrong:
            problem = f"{made.links[number].claim} is no open claim of this document; write the id of one"
            self._note(entry, ("links", number, "claim"), problem)
        return None if wrong else made

    def _rule(self, entry: Entry, ruling: Ruling, base: ResolvedClaim | None) -> None:
        decision = ruling.decision
        there = self._decisions.get(decision.id)
        if there is not None:
            self.counts[KNOWN] += 1
            if there.decision.reason != decision.reason:
                was = show(there.decision.reason) if there.decision.reason else "none"
                problem = f"this decision is recorded with another reason ({was}), and stays so; put that back"
                self._note(entry, ("reason",), problem)
        elif base is not None and base.closed:
            self._note(entry, ("verdict",), f"the claim is closed {self._why_closed(base.id)}")
        else:
            self.counts[ruling.kind] += 1
            self.rulings.append((entry, ruling))

    def _why_closed(self, id: str) -> str:
        last = self._last.get(id)
        if last is None:
            return "because its document no longer makes it; write the review again"
        by = f"({last.decision.kind} by {last.decision.by}, commit {last.seq})"
        return f"{by}; review {last.decision.keeps} instead" if last.decision.keeps else f"{by}; take the verdict out"

    def _check_made(self) -> None:
        """Refuse claims that are the same as others, or as one that was closed for good."""
        first: dict[str, Entry] = {}
        for entry, ruling in self.rulings:
            made = self._made(ruling)
            if ruling.kind not in {CORRECTED, ADDED} or made.id == entry.id:
                continue
            at, there = ("verdict",) if ruling.kind == CORRECTED else (), self._claims.get(made.id)
            twin = first.setdefault(made.id, entry)
            if twin is not entry:
                problem = f"is the same claim now as that on line {twin.place.line}; keep one, and reject the other"
            elif there is None or (ruling.kind == ADDED and not there.closed and says_the_same(there.claim, made)):
                continue
            elif there.closed:
                problem = f"is {made.id} now, which is closed {self._why_closed(made.id)}"
            else:
                problem = f"is {made.id} now, which the graph has already; review that one"
            self._note(entry, at, problem)

    @staticmethod
    def _made(ruling: Ruling) -> Claim:
        return ruling.made or ruling.claim

    def _fetch(self, ids: Iterable[str]) -> None:
        missing = sorted(set(ids) - self._claims.keys())
        self._claims |= {one.id: one for one in fetch_claims(self._tx, missing)} if missing else {}

    def _note(self, entry: Entry, path: tuple[str | int, ...], problem: str) -> None:
        self.errors.append(entry.place.error(path, problem))


def _forms(id: str) -> tuple[str, ...]:
    return (id, *_other_forms(id))


def _other_forms(id: str) -> tuple[str, ...]:
    """A document's id with and without the kind before it: collections name their documents as they like."""
    bare = id.removeprefix("document/")
    return (bare,) if bare != id else (f"document/{id}",)
