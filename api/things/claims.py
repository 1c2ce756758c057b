"""Claims: what one document says, with its words, whom it goes back to, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString

from pydantic import Field

from api.things.parts import Reading, Ref, View, document_url, reading, ref, url_of
from graph.errors import NotFoundError
from graph.model import OPEN
from graph.records import Attribution, Claim, Evidence, Native, Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.things.moments import Scope
    from graph.store.connection import AsyncStore

CLAIM: LiteralString = """
MATCH (c:Claim {id: $id}) WHERE c.seq <= $rev
WITH c ORDER BY c.seq DESC LIMIT 1
RETURN c.record AS record, c.seq AS seq, c.closed_seq AS closed, c.closed_why AS why,
  COLLECT {
    MATCH (c)-[:IN_DOC]->(d:Document) WHERE d.rev_from <= $rev
    RETURN d {.id, .title, .author, .publisher, .published, .retrieved, .url} ORDER BY d.rev_from DESC LIMIT 1
  } AS documents,
  COLLECT {
    MATCH (c)-[r:ABOUT]->(e:Event) WHERE r.rev_from <= $rev AND $rev < r.rev_to RETURN e {.id, .label}
  } AS events,
  COLLECT {
    MATCH (c)-[m:MENTIONS]->(a:Actor) WHERE m.rev_from <= $rev AND $rev < m.rev_to
    RETURN {pos: m.pos, id: a.id, label: a.labels[size([f IN a.label_from WHERE f <= $rev]) - 1],
            method: m.method, score: m.score}
  } AS actors,
  COLLECT { MATCH (c)-[s:SUPERSEDES]->(o:Claim) WHERE coalesce(s.seq, 0) <= $rev RETURN DISTINCT o.id } AS supersedes,
  COLLECT { MATCH (n:Claim)-[s:SUPERSEDES]->(c) WHERE coalesce(s.seq, 0) <= $rev RETURN DISTINCT n.id }
    AS superseded_by,
  COLLECT {
    MATCH (x:Decision) WHERE (x.target = c.id OR x.keeps = c.id) AND x.seq <= $rev
    OPTIONAL MATCH (k:Commit {seq: x.seq})
    RETURN x {.kind, .target, .reason, .by, .seq, at: toString(k.at)} ORDER BY x.seq, x.id
  } AS decisions
"""


class DocumentRef(Ref):
    """The document that a claim stands in.

    Attributes:
        retrieved: When it was first fetched, where that is known.
        source_url: Where the document was published.
    """

    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    retrieved: str | None = None
    source_url: str | None = None


class ParticipantView(View):
    """A participant as the document has it, and whom the name was taken for.

    Attributes:
        actor: None for generic participants, who stay with the claim.
        method: How the actor was found.
        score: How alike the names were, 0 to 1.
    """

    name: str
    title: str | None
    kind: str
    role: str
    side: str | None
    named: bool
    behalf: str | None
    behalf_basis: str | None
    actor: Ref | None = None
    method: str | None = None
    score: float | None = None


class LinkView(View):
    """A relation to another claim of the same document."""

    relation: str
    claim: Ref
    quote: str | None


class DecisionView(View):
    """What somebody decided about a claim.

    Attributes:
        claim: The claim that was decided on: this one, or the one that was corrected into this one.
    """

    kind: str = Field(description="accepted, corrected, rejected, added or retracted")
    claim: Ref
    reason: str | None
    by: str | None
    seq: int = Field(description="the commit that recorded it")
    at: str | None = Field(description="when, as ISO 8601")


class ClaimContent(View):
    """A claim by itself: what it says, in whose words."""

    id: str
    url: str | None
    type: str
    modality: str
    hedge: str | None
    act: str | None
    participants: list[ParticipantView]
    post: str | None
    date: str | None = Field(description="EDTF, as the document tells it")
    place: str | None
    about: str | None
    quantity: Quantity | None
    evidence: Evidence | None = Field(description="quotation and its position in the document's text")
    attribution: list[Attribution] = Field(description="whom the document goes back to, nearest to the document first")
    document: DocumentRef
    links: list[LinkView]
    native: Native | None
    coder: str
    rule: str | None = Field(description="the extraction rule that made it, where one did")
    confidence: float


class ClaimView(Reading, ClaimContent):
    """A claim and its place in the graph.

    Attributes:
        event: The event that it is about; None for a closed claim.
        since: The commit that recorded it.
        closed: The commit that closed it; None while it stands.
        closed_why: revised, corrected, rejected or retracted.
    """

    event: Ref | None
    since: int
    closed: int | None
    closed_why: str | None
    supersedes: list[Ref]
    superseded_by: list[Ref]
    decisions: list[DecisionView]


async def read_claim(store: AsyncStore, id: str, scope: Scope) -> ClaimView:
    """Read a claim, open or closed.

    Raises:
        NotFoundError: There is none of that id, or there was none yet.
    """
    rows = (await store.read(CLAIM, id=id, rev=scope.rev)).dicts()
    if not rows:
        raise NotFoundError(f"there is no claim {id!r}")
    row, base = rows[0], scope.base
    content = claim_content(row["record"], row["documents"], row["actors"], base)
    ended = row["closed"] != OPEN and row["closed"] <= scope.rev
    event = row["events"][0] if row["events"] else None
    return ClaimView(
        **content,
        **reading(base, id, scope.rev, scope.digest),
        event=ref(base, event["id"], event["label"]) if event else None,
        since=row["seq"],
        closed=row["closed"] if ended else None,
        closed_why=row["why"] if ended else None,
        supersedes=_refs(base, row["supersedes"]),
        superseded_by=_refs(base, row["superseded_by"]),
        decisions=[_decision(one, base) for one in row["decisions"]],
    )


def claim_content(
    record: str, documents: Sequence[Mapping[str, Any]], actors: Sequence[Mapping[str, Any]], base: str
) -> dict[str, Any]:
    """The fields of a `ClaimContent`, from a claim's record and what surrounds it in the graph.

    Args:
        record: The claim's record as JSON.
        documents: The version of its document, if one is known.
        actors: Whom its participants were taken for: `pos`, `id`, `label`, `method`, `score`.
        base: What addresses begin with.
    """
    claim = Claim.model_validate_json(record)
    found = {one["pos"]: one for one in actors}
    return {
        **claim.model_dump(exclude={"record", "doc_id", "participants", "links"}),
        "url": url_of(claim.id, base),
        "participants": [
            ParticipantView(**one.model_dump(), **_resolution(found.get(pos), base))
            for pos, one in enumerate(claim.participants)
        ],
        "document": document_ref(claim.doc_id, documents[0] if documents else {}, base),
        "links": [
            LinkView(relation=one.relation, claim=Ref(id=one.claim, url=url_of(one.claim, base)), quote=one.quote)
            for one in claim.links
        ],
    }


def document_ref(id: str, values: Mapping[str, Any], base: str) -> DocumentRef:
    """The reference to a document from the properties of its node."""
    published, retrieved = values.get("published"), values.get("retrieved")
    return DocumentRef(
        id=id,
        label=values.get("title"),
        url=document_url(base, id),
        author=values.get("author"),
        publisher=values.get("publisher"),
        published=published.isoformat() if published else None,
        retrieved=retrieved.isoformat() if retrieved else None,
        source_url=values.get("url"),
    )


def _resolution(actor: Mapping[str, Any] | None, base: str) -> dict[str, Any]:
    if actor is None:
        return {}
    return {"actor": ref(base, actor["id"], actor["label"]), "method": actor["method"], "score": actor["score"]}


def _decision(row: Mapping[str, Any], base: str) -> DecisionView:
    told = {name: row[name] for name in ("kind", "reason", "by", "seq", "at")}
    return DecisionView(claim=Ref(id=row["target"], url=url_of(row["target"], base)), **told)


def _refs(base: str, ids: Sequence[str]) -> list[Ref]:
    return [Ref(id=one, url=url_of(one, base)) for one in sorted(ids)]
