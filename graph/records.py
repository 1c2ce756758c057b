"""The interchange: documents and what they claim, one JSON record a line.

A record is what `whomet extract` writes, what `whomet load` reads, and what a person may write by hand. Nothing else
enters the graph: events are computed from claims (ADR-0003).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph import ids
from graph.dates import DAY, check_edtf
from graph.vocabulary.terms import check_terms

# Neo4j's integers have 64 bits.
LARGEST = 2**63 - 1

Kind = Literal["person", "state", "organization", "group"]
Bound = Literal["exact", "at_least", "at_most", "about"]
Basis = Literal["told", "office", "inferred"]
Relation = Literal["concerns", "part_of", "after", "in_return_for"]
Edtf = Annotated[str, AfterValidator(check_edtf)]


def _read_day(value: object) -> dt.date:
    """Read a day here: pydantic takes "0" for the seconds since 1970."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and DAY.fullmatch(value) is not None:
        # Of a day that no month has, Python says it best ("day is out of range for month").
        return dt.date.fromisoformat(value)
    raise ValueError(f"{value!r} is no day; write it like 2025-11-26")


Day = Annotated[dt.date, BeforeValidator(_read_day)]


class Record(BaseModel):
    """Common behaviour: immutable, and a field that nobody knows is an error rather than lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def line(self) -> str:
        """Canonical JSON: the fields in their declared order, defaults written out, no white space."""
        return self.model_dump_json()


class Participant(Record):
    """Who took part in what a claim tells, as the document names them.

    Attributes:
        name: Fullest form of the name in the document, without title.
        title: Title as written ("Belarusian President"), or None.
        kind: person, state, organization or group.
        role: A role of the vocabulary; a finer one counts as its base role where a query asks for the base.
        side: Who stood with whom ("a", "b", …); None puts the participant on a side of its own.
        named: False for generic participants ("political prisoners"), who never become a shared actor.
        behalf: State or body acted for, in the document's words or as a state id.
        behalf_basis: Whether that was told, follows from the office, or was inferred.
    """

    name: str = Field(min_length=1)
    title: str | None = None
    kind: Kind
    role: str
    side: str | None = Field(default=None, pattern=r"^[a-z]$")
    named: bool = True
    behalf: str | None = None
    behalf_basis: Basis | None = None


class Quantity(Record):
    """A number of people or things ("at least 100 political prisoners")."""

    count: int = Field(ge=0, le=LARGEST)
    bound: Bound = "exact"
    of: str | None = None


class Attribution(Record):
    """One link of the chain from the document to whoever is said to know, nearest to the document first.

    Attributes:
        name: As written ("Reuters", "three sources familiar with the talks").
        mode: says, reports, cites, confirms or denies.
        anonymous: True where the source is not named.
        count: How many the source is, where told ("three sources": 3).
    """

    name: str = Field(min_length=1)
    mode: str = "reports"
    anonymous: bool = False
    count: int | None = Field(default=None, ge=1, le=LARGEST)


class Evidence(Record):
    """The quotation that shows a claim: `text[start:end] == quote`, in code points of the document's text."""

    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class Native(Record):
    """Where a claim comes from coded data: its own id and code in that dataset."""

    dataset: str = Field(min_length=1)
    id: str = Field(min_length=1)
    scheme: str | None = None
    code: str | None = None


class Link(Record):
    """A relation told in a document between two of its claims.

    Attributes:
        relation: concerns, part_of, after or in_return_for.
        claim: Id of the other claim, which belongs to the same document.
        quote: The words that tell the relation, or None.
    """

    relation: Relation
    claim: str
    quote: str | None = None


class Claim(Record):
    """What one document says happened, will happen, may happen or did not happen.

    Attributes:
        id: Deterministic, see `claim_id`; filled in where it is left out.
        type: Event type of the vocabulary; "other" only with `native`.
        modality: occurred, scheduled, possible, denied or cancelled.
        hedge: The words that weaken it ("reportedly", "recently").
        act: Finer act inside the type ("credentials"), from the vocabulary.
        post: For appoint and leave_post, the post as written.
        date: The event's own date in EDTF; None where it is not told.
        place: The most exact place named.
        about: Topic in the text's words.
        confidence: 0 to 1.
        coder: rules, model:NAME, human:NAME or the dataset.
        rule: Name of the extraction rule that made it ("meet/3"), where one did; no part of the id.
    """

    record: Literal["claim"] = "claim"
    id: str = ""
    doc_id: str = Field(min_length=1)
    type: str
    modality: str = "occurred"
    hedge: str | None = None
    act: str | None = None
    participants: tuple[Participant, ...] = ()
    post: str | None = None
    date: Edtf | None = None
    place: str | None = None
    about: str | None = None
    links: tuple[Link, ...] = ()
    quantity: Quantity | None = None
    attribution: tuple[Attribution, ...] = ()
    evidence: Evidence | None = None
    native: Native | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    coder: str = Field(min_length=1)
    rule: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.evidence is None and self.native is None:
            msg = "evidence: missing; quote the words that show the claim (only coded data, with `native`, may lack it)"
            raise ValueError(msg)
        expected = claim_id(self)
        if self.id and self.id != expected:
            msg = f"id: is {self.id}, but these fields make {expected}; leave the id out and it is computed"
            raise ValueError(msg)
        object.__setattr__(self, "id", expected)
        return self

    @cached_property
    def canonical(self) -> str:
        """`line` without the fields that are null: what is hashed and stored."""
        return self.model_dump_json(exclude_none=True)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(field, what is wrong) for every term that the vocabulary does not know or does not allow here."""
        return check_terms(
            type=self.type,
            modality=self.modality,
            act=self.act,
            roles=[one.role for one in self.participants],
            modes=[one.mode for one in self.attribution],
            native=self.native is not None,
        )


def claim_id(claim: Claim) -> str:
    """Id of a claim, from its document, coder, type, evidence, participants and date.

    Reading the same text twice gives the same id; a corrected date or participant gives another claim.
    """
    if claim.native is not None:
        where = f"{claim.native.dataset}:{claim.native.id}"
    else:
        where = f"{one.start}-{one.end} {one.quote}" if (one := claim.evidence) is not None else ""
    return ids.claim_id(
        doc_id=claim.doc_id,
        coder=claim.coder,
        type=claim.type,
        where=where,
        roles=((one.role, one.name) for one in claim.participants),
        date=claim.date,
    )


class Document(Record):
    """A report: what was published, by whom and when.

    Attributes:
        doc_id: Deterministic (`ids.document_id`), or the id that the user's collection gives it.
        published: Day of publication.
        retrieved: Day (UTC) on which it was fetched; None where nobody says. Part of neither its id nor its content:
            what is fetched again later is the same.
        lang: BCP 47 tag of the text's language.
        licence: SPDX id or name, where told.
        sha256: Of the text in UTF-8, in hexadecimal; None without text.
        text: Full text, or None where it may not be kept.
        claims: How many claims follow in the file; a file that was cut short is noticed by it.
    """

    record: Literal["document"] = "document"
    doc_id: str = ""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: Day
    retrieved: Day | None = None
    url: str | None = None
    lang: str | None = None
    licence: str | None = None
    sha256: str | None = None
    text: str | None = None
    claims: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.doc_id:
            object.__setattr__(self, "doc_id", ids.document_id(self.url, self.title, self.text))
        if self.text is not None:
            expected = hashlib.sha256(self.text.encode()).hexdigest()
            if self.sha256 not in {None, expected}:
                msg = "sha256: is not the hash of the text; the text was changed on the way, or leave sha256 out"
                raise ValueError(msg)
            object.__setattr__(self, "sha256", expected)
        return self


class Bundle(Record):
    """One document with all of its claims: the unit that loads whole or not at all."""

    document: Document
    claims: tuple[Claim, ...] = ()

    def problems(self) -> list[tuple[int | None, str | None, str]]:
        """(index of the claim or None, field, what is wrong) for all that a record alone can't show."""
        found: list[tuple[int | None, str | None, str]] = []
        if self.document.claims is not None and self.document.claims != len(self.claims):
            told = f"the document announces {self.document.claims} claims, {len(self.claims)} follow"
            found.append((None, "claims", f"{told}; the file was cut short, or correct the number"))
        known = {claim.id for claim in self.claims}
        seen: set[str] = set()
        for index, claim in enumerate(self.claims):
            found += [(index, field, problem) for field, problem in claim.problems]
            found += [(index, field, problem) for field, problem in self._misfits(claim, known)]
            if claim.id in seen:
                found.append((index, None, "the same claim stands twice in this document; remove one"))
            seen.add(claim.id)
        return found

    def _misfits(self, claim: Claim, known: set[str]) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        text, evidence = self.document.text, claim.evidence
        if claim.doc_id != self.document.doc_id:
            found.append(("doc_id", f"is {claim.doc_id}, but the claim stands under document {self.document.doc_id}"))
        if evidence is not None and text is not None and text[evidence.start : evidence.end] != evidence.quote:
            there = text[evidence.start : evidence.end]
            found.append(("evidence", f"the text has {there!r} at {evidence.start}-{evidence.end}, not the quotation"))
        found += [
            (f"links.{number}.claim", f"{link.claim} is no claim of this document")
            for number, link in enumerate(claim.links)
            if link.claim not in known
        ]
        return found
