"""What came of asking a language model: claims, and everything that was refused, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from graph.records import Bundle


class Reason(StrEnum):
    """Why a claim, a field or a whole document was left out; the value is fit to be shown."""

    QUOTATION = "quotation not in the text"
    NAME = "name not in the text"
    TERM = "term not in the vocabulary"
    DATE = "date not in EDTF"
    SHAPE = "claim of another shape"
    REPEATED = "told twice"
    FIELD = "field not in the text"
    LINK = "link to no claim, or its words not in the text"
    NO_TEXT = "document without text"
    BROKEN = "answer is no JSON of the shape asked for"
    EMPTY = "empty answer"
    CUT = "answer cut short, or passage too long"
    DECLINED = "model declined to answer"


@dataclass(frozen=True, slots=True)
class Drop:
    """A claim that the model made and that was refused, or one of its fields that was emptied.

    Attributes:
        doc_id: The document.
        reason: FIELD and LINK are about one field of a claim that was kept; the others about a claim that was not.
        detail: What was wrong, with the words at fault.
    """

    doc_id: str
    reason: Reason
    detail: str

    @property
    def whole(self) -> bool:
        """Whether the claim is gone, and not just one of its fields."""
        return self.reason not in {Reason.FIELD, Reason.LINK}


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was left out because the model gave no usable answer."""

    doc_id: str
    reason: Reason
    detail: str

    def __str__(self) -> str:
        """One line for a user."""
        return f"{self.doc_id}: {self.reason}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one document: a bundle, or the reason why there is none."""

    bundle: Bundle | None
    drops: tuple[Drop, ...] = ()
    failure: Failure | None = None


@dataclass(slots=True)
class ModelReport:
    """What came of all documents so far.

    Attributes:
        documents: How many were read.
        claims: How many claims were kept.
        drops: Every claim that was refused and every field that was emptied.
        failures: Every document that was left out.
    """

    documents: int = 0
    claims: int = 0
    drops: list[Drop] = field(default_factory=list[Drop])
    failures: list[Failure] = field(default_factory=list[Failure])

    def add(self, reading: Reading) -> None:
        """Count one document in."""
        if reading.bundle is not None:
            self.documents += 1
            self.claims += len(reading.bundle.claims)
        if reading.failure is not None:
            self.failures.append(reading.failure)
        self.drops += reading.drops

    @property
    def dropped(self) -> Counter[Reason]:
        """How many claims were refused, by reason."""
        return Counter(drop.reason for drop in self.drops if drop.whole)

    @property
    def emptied(self) -> Counter[Reason]:
        """How many fields of claims that were kept were emptied, by reason."""
        return Counter(drop.reason for drop in self.drops if not drop.whole)

    def counts(self) -> Iterator[str]:
        """The report for a user, one line a figure, without the documents that were left out."""
        yield f"{self.claims} claims from {self.documents} documents"
        for reason, count in sorted(self.dropped.items()):
            yield f"{count} claims dropped: {reason}"
        for reason, count in sorted(self.emptied.items()):
            yield f"{count} fields emptied: {reason}"

    def lines(self) -> Iterator[str]:
        """The report for a user: the counts, then every document that was left out."""
        yield from self.counts()
        for failure in self.failures:
            yield f"left out {failure}"
