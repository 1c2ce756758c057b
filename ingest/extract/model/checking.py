"""From what a language model said to claims whose every borrowed word stands in the text.

A claim is refused where its quotation, or a name that it gives, is not there; where it uses a term that the vocabulary
does not have; or where its date is no date. Fields that only describe (title, hedge, topic) are emptied instead. Both
are counted.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from graph.errors import InputError
from graph.records import Attribution, Claim, Document, Evidence, Link, Participant, Quantity
from ingest.extract.model.answer import ToldClaim, ToldParticipant
from ingest.extract.model.passages import Passage
from ingest.extract.model.report import Drop, Reason
from ingest.loading.problems import dotted, show
from ingest.loading.quotation import QuotationFinder

# Nobody has calibrated a model that somebody else chose: neither likely nor unlikely.
CONFIDENCE = 0.5
# A quotation that is longer than any sentence shows nothing in particular.
LONGEST_QUOTE = 1_000

type _Keyed = tuple[Claim, ToldClaim]


class _Refusal(Exception):  # noqa: N818  -- control flow inside this module, never raised to others
    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class ClaimChecker:
    """Checks the claims that a model made of one document, passage by passage."""

    def __init__(self, document: Document, *, coder: str) -> None:
        """Take a document with its text."""
        self._document, self._coder = document, coder
        self._finders = [QuotationFinder(text) for text in (document.text, document.title) if text]
        self._happenings: set[object] = set()
        self._ids: set[str] = set()
        self.drops: list[Drop] = []

    def check(self, passage: Passage, answers: Iterable[object]) -> list[Claim]:
        """Make claims of a model's answer about one passage; what is refused goes to `drops`."""
        finder = QuotationFinder(passage.text)
        kept: list[_Keyed] = []
        for raw in answers:
            before = len(self.drops)
            try:
                told = _read_shape(raw)
                claim = self._make_claim(told, self._locate(finder, passage, told))
                self._refuse_repeated(claim)
            except _Refusal as refusal:
                # The whole claim counts, not the fields that it lost on the way.
                del self.drops[before:]
                self._note(refusal.reason, refusal.detail)
            else:
                kept.append((claim, told))
        # Only now: within one passage, what the model tells apart stays apart, however alike.
        self._happenings |= {_happening(claim) for claim, _ in kept}
        return self._link(kept)

    def _note(self, reason: Reason, detail: str) -> None:
        self.drops.append(Drop(self._document.doc_id, reason, detail))

    def _locate(self, finder: QuotationFinder, passage: Passage, told: ToldClaim) -> Evidence:
        try:
            try:
                found = finder.find(told.quote, told.occurrence)
            except InputError:
                # Models count badly; where the words are there, any place that has them shows the claim.
                found = finder.find(told.quote, 1)
        except InputError as error:
            raise _Refusal(Reason.QUOTATION, f"{show(told.quote)}: {error}") from error
        if len(found.quote) > LONGEST_QUOTE:
            raise _Refusal(Reason.QUOTATION, f"{show(told.quote)} has {len(found.quote)} characters: no one sentence")
        return Evidence(quote=found.quote, start=passage.start + found.start, end=passage.start + found.end)

    def _make_claim(self, told: ToldClaim, evidence: Evidence) -> Claim:
        if not told.participants:
            raise _Refusal(Reason.SHAPE, f"a {told.type} claim that names nobody")
        for name in (told.place, told.post, *(one.name for one in (*told.participants, *told.attribution))):
            if name is not None and self._copy_out(name) is None:
                raise _Refusal(Reason.NAME, f"{show(name)}, in a {told.type} claim")
        try:
            claim = Claim(
                doc_id=self._document.doc_id,
                type=told.type,
                modality=told.modality,
                hedge=self._copy_field("hedge", told.hedge),
                act=told.act,
                participants=tuple(self._make_participant(one) for one in told.participants),
                post=self._copy_field("post", told.post),
                date=told.date,
                place=self._copy_field("place", told.place),
                about=self._copy_field("about", told.about),
                quantity=self._make_quantity(told),
                attribution=tuple(
                    Attribution(
                        name=self._copy_out(one.name) or one.name,
                        mode=one.mode,
                        anonymous=one.anonymous,
                        count=one.count,
                    )
                    for one in told.attribution
                ),
                evidence=evidence,
                confidence=CONFIDENCE,
                coder=self._coder,
            )
        except ValidationError as error:
            raise _refusal_of(error) from error
        if problems := claim.problems:
            raise _Refusal(Reason.TERM, "; ".join(f"{field}: {problem}" for field, problem in problems))
        return claim

    def _make_participant(self, told: ToldParticipant) -> Participant:
        behalf, basis = told.behalf, told.behalf_basis
        if basis == "told":
            behalf = self._copy_field("behalf", behalf)
        return Participant(
            name=self._copy_out(told.name) or told.name,
            title=self._copy_field("title", told.title),
            kind=told.kind,
            role=told.role,
            side=told.side.lower() if told.side else None,
            named=told.named,
            behalf=behalf,
            behalf_basis=basis if behalf else None,
        )

    def _make_quantity(self, told: ToldClaim) -> Quantity | None:
        if (one := told.quantity) is None:
            return None
        return Quantity(count=one.count, bound=one.bound, of=self._copy_field("quantity.of", one.of))

    def _copy_out(self, words: str) -> str | None:
        """The document's own form of some words, on one line; None where neither text nor title has them."""
        for finder in self._finders:
            try:
                return " ".join(finder.copy_out(words).split()) or None
            except InputError:
                continue
        return None

    def _copy_field(self, name: str, words: str | None) -> str | None:
        """As `_copy_out`, for a field that may be emptied; that is counted."""
        if words is None:
            return None
        if (copied := self._copy_out(words)) is None:
            self._note(Reason.FIELD, f"{name}: {show(words)}")
        return copied

    def _refuse_repeated(self, claim: Claim) -> None:
        if claim.id in self._ids or _happening(claim) in self._happenings:
            raise _Refusal(Reason.REPEATED, f"{claim.type}: {show(claim.evidence and claim.evidence.quote)}")
        self._ids.add(claim.id)

    def _link(self, kept: list[_Keyed]) -> list[Claim]:
        ids = {told.key: claim.id for claim, told in kept if told.key}
        linked: list[Claim] = []
        for claim, told in kept:
            links: list[Link] = []
            for one in told.links:
                other = ids.get(one.claim)
                quote = self._copy_out(one.quote) if one.quote else None
                if other is None or other == claim.id or (one.quote and quote is None):
                    self._note(Reason.LINK, f"{one.relation}: {show(one.claim)}")
                else:
                    links.append(Link(relation=one.relation, claim=other, quote=quote))
            linked.append(claim.model_copy(update={"links": tuple(links)}) if links else claim)
        return linked


def _read_shape(raw: object) -> ToldClaim:
    try:
        return ToldClaim.model_validate(raw)
    except ValidationError as error:
        raise _refusal_of(error) from error


def _refusal_of(error: ValidationError) -> _Refusal:
    details = error.errors(include_url=False)
    detail = "; ".join(f"{dotted(one['loc']) or 'claim'}: {one['msg']}" for one in details)
    if any(one["loc"] == ("date",) for one in details):
        return _Refusal(Reason.DATE, detail)
    terms = all(one["type"] == "literal_error" for one in details)
    return _Refusal(Reason.TERM if terms else Reason.SHAPE, detail)


def _happening(claim: Claim) -> object:
    """What two tellings of one happening in two passages have in common."""
    who = frozenset((one.role, one.name) for one in claim.participants)
    return claim.type, claim.modality, claim.date, claim.place, claim.quantity, who
