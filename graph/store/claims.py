"""Documents and claims in Neo4j: the recorded layer, written once and closed, never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import orjson

from graph.dates import Bounds
from graph.identity.folding import slug
from graph.ids import digest
from graph.model import OPEN, Part, Place, ResolvedClaim
from graph.records import Claim, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.store.connection import Store, Transaction

STORED = """
UNWIND $ids AS id
MATCH (d:Document {id: id, rev_to: $open})
RETURN d.id AS id, d.record AS record, d.text AS text,
       [(d)<-[:IN_DOC]-(c:Claim) WHERE c.closed_seq = $open | [c.id, c.key]] AS claims
"""

CLOSE_DOCUMENTS = """
UNWIND $ids AS id
MATCH (d:Document {id: id, rev_to: $open}) SET d.rev_to = $seq
"""

CREATE_DOCUMENTS = """
UNWIND $rows AS row
CREATE (d:Document) SET d = row.values, d.rev_from = $seq, d.rev_to = $open
WITH d, row
CALL (d, row) {
  WITH row WHERE row.source IS NOT NULL
  MERGE (s:Source {id: row.source})
  SET s.label = CASE WHEN s.label <= row.values.publisher THEN s.label ELSE row.values.publisher END
  CREATE (d)-[:PUBLISHED_BY]->(s)
}
"""

CARRY_CLAIMS = """
UNWIND $ids AS id
MATCH (d:Document {id: id, rev_from: $seq})
MATCH (c:Claim {document: id, closed_seq: $open})
CREATE (c)-[:IN_DOC]->(d)
"""

CLOSE_CLAIMS = """
UNWIND $ids AS id
MATCH (c:Claim {id: id, closed_seq: $open})
SET c.closed_seq = $seq, c.closed_why = $why
"""

HIDE_FORMER = """
UNWIND $ids AS id
MATCH (c:Claim {id: id, latest: true}) WHERE c.closed_seq <= $seq
SET c.latest = false
WITH c
MATCH (c)-[m:MENTIONS {rev_to: $open}]->()
SET m.rev_to = $seq
"""

CREATE_CLAIMS = """
UNWIND $rows AS row
MATCH (d:Document {id: row.values.document, rev_to: $open})
CREATE (c:Claim) SET c = row.values, c.seq = $seq, c.closed_seq = $open, c.latest = true
CREATE (c)-[:IN_DOC]->(d)
WITH c, row
CALL (c, row) {
  UNWIND row.sources AS link
  MERGE (s:Source {id: link.id}) SET s.label = CASE WHEN s.label <= link.name THEN s.label ELSE link.name END
  CREATE (c)-[:ATTRIBUTED_TO {pos: link.pos, mode: link.mode}]->(s)
}
CALL (c, row) {
  UNWIND row.mentions AS mention
  MATCH (a:Actor {id: mention.actor})
  CREATE (c)-[m:MENTIONS]->(a) SET m = mention.values, m.rev_from = $seq, m.rev_to = $open
}
"""

CREATE_MENTIONS = """
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim, latest: true}) USING INDEX c:Claim(id)
MATCH (a:Actor {id: row.actor})
CREATE (c)-[m:MENTIONS]->(a) SET m = row.values, m.rev_from = $seq, m.rev_to = $open
"""

CLOSE_MENTIONS = """
UNWIND $ids AS id
MATCH (c:Claim {id: id, latest: true})-[m:MENTIONS {rev_to: $open}]->() USING INDEX c:Claim(id)
SET m.rev_to = $seq
"""

SET_RESOLVED = """
UNWIND $rows AS row
MATCH (c:Claim {id: row.id, latest: true})
SET c.resolved = row.resolved, c.post_id = row.post
"""

CREATE_LINKS = """
UNWIND $rows AS row
MATCH (a:Claim {id: row.from, latest: true})
MATCH (b:Claim {id: row.to, latest: true})
CREATE (a)-[:LINKS {relation: row.relation, quote: row.quote}]->(b)
"""

# A claim with a new version stays the one that others of its document tell of.
CARRY_LINKS = """
UNWIND $ids AS id
MATCH (b:Claim {id: id, latest: true}) USING INDEX b:Claim(id)
MATCH (former:Claim {id: id}) USING INDEX former:Claim(id)
MATCH (former)<-[l:LINKS]-(a:Claim {latest: true, closed_seq: $open})
WHERE former <> b
WITH DISTINCT a, b, l.relation AS relation, l.quote AS quote
CREATE (a)-[:LINKS {relation: relation, quote: quote}]->(b)
"""

# Of a claim that somebody corrected, others of its document tell still; what they tell is of the one that stands now.
LINK_HEIRS = """
UNWIND $rows AS row
MATCH (b:Claim {id: row.to, latest: true}) USING INDEX b:Claim(id)
WHERE b.closed_seq < $open
MATCH (b)<-[:SUPERSEDES*1..20]-(next:Claim)
MATCH (heir:Claim {id: next.id, latest: true, closed_seq: $open}) USING INDEX heir:Claim(id)
MATCH (a:Claim {id: row.from, latest: true}) USING INDEX a:Claim(id)
WITH DISTINCT a, heir, row WHERE a <> heir
CREATE (a)-[:LINKS {relation: row.relation, quote: row.quote}]->(heir)
"""

HAND_ON_LINKS = """
UNWIND $rows AS row
MATCH (b:Claim {id: row.older, latest: true}) USING INDEX b:Claim(id)
MATCH (b)<-[l:LINKS]-(a:Claim {latest: true, closed_seq: $open})
MATCH (heir:Claim {id: row.newer, latest: true}) USING INDEX heir:Claim(id)
WHERE a <> heir AND NOT EXISTS { (a)-[:LINKS {relation: l.relation}]->(heir) }
CREATE (a)-[:LINKS {relation: l.relation, quote: l.quote}]->(heir)
"""

CREATE_SUPERSEDES = """
UNWIND $rows AS row
MATCH (a:Claim {id: row.newer, latest: true})
MATCH (b:Claim {id: row.older, latest: true})
CREATE (a)-[:SUPERSEDES {seq: $seq}]->(b)
"""

# A plan made while the graph is empty may scan, and is kept for a while: hints name the index where a scan would hurt.
FETCH = """
UNWIND $ids AS id
MATCH (c:Claim {id: id, latest: true}) USING INDEX c:Claim(id)
RETURN c.record AS record, c.resolved AS resolved, c.closed_seq < $open AS closed,
       head([(n:Claim)-[:SUPERSEDES]->(c) | n.id]) AS successor
"""

ANY_SUCCESSORS = "MATCH ()-[s:SUPERSEDES]->() RETURN count(s) > 0 AS any"

KIN = """
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[:SUPERSEDES]-(other:Claim) USING INDEX c:Claim(id)
RETURN DISTINCT other.id AS id
"""

WHERE_FROM = """
MATCH (c:Claim {id: $id, latest: true})
RETURN c.document AS document, CASE WHEN c.closed_seq < $open THEN c.closed_why END AS closed
"""

BY_KEY = """
UNWIND $keys AS key
MATCH (c:Claim)-[m:MENTIONS]->() USING INDEX m:MENTIONS(key) WHERE m.key = key AND m.rev_to = $open
RETURN DISTINCT c.id AS id
"""

SEEK = """
UNWIND $seeks AS seek
MATCH (c:Claim)-[m:MENTIONS]->() USING INDEX m:MENTIONS(block, day)
WHERE m.block = seek.block AND m.day >= seek.lo AND m.day <= seek.hi AND m.rev_to = $open
  AND (seek.others IS NULL
       OR EXISTS { MATCH (c)-[o:MENTIONS]->() WHERE o.block IN seek.others AND o.rev_to = $open })
RETURN collect(DISTINCT c.id) AS found
"""

VAGUE = "|vague"
PART_FIELDS = tuple(one.name for one in fields(Part))


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the graph has it now.

    Attributes:
        record: Its record without the text, as JSON.
        claims: Id → content key of its open claims.
    """

    id: str
    record: str
    text: str | None
    claims: dict[str, str]


def content_key(record: str) -> str:
    """Hash of a record: tells whether two versions are equal."""
    return digest(record)


def claim_key(one: ResolvedClaim) -> str:
    """Hash of a claim's record and of what its document adds to it: tells whether two versions are equal."""
    return digest(one.claim.canonical, one.published.isoformat(), one.origin)


def stored_documents(tx: Transaction, ids: Iterable[str]) -> dict[str, StoredDocument]:
    """The current versions of documents, by id; unknown ones are left out."""
    rows = tx.run(STORED, ids=list(ids), open=OPEN)
    return {row["id"]: StoredDocument(row["id"], row["record"], row["text"], dict(row["claims"])) for row in rows}


def document_record(document: Document) -> str:
    """A document's record without its text, the count of claims and when it was fetched: what tells a new version."""
    return document.model_dump_json(exclude={"text", "claims", "record", "retrieved"})


def write_documents(tx: Transaction, seq: int, documents: Sequence[Document], replaced: Sequence[str]) -> None:
    """Write new versions of documents and close the ones that they replace; open claims stand in the new version."""
    if replaced:
        tx.run(CLOSE_DOCUMENTS, ids=list(replaced), seq=seq, open=OPEN)
    rows = [
        {
            "values": document.model_dump(include=DOCUMENT_FIELDS)
            | {"id": document.doc_id, "record": document_record(document)},
            "source": source_id(document.publisher) if document.publisher else None,
        }
        for document in documents
    ]
    tx.run(CREATE_DOCUMENTS, rows=rows, seq=seq, open=OPEN)
    if replaced:
        tx.run(CARRY_CLAIMS, ids=list(replaced), seq=seq, open=OPEN)


DOCUMENT_FIELDS = {
    "title", "publisher", "author", "published", "retrieved", "url", "lang", "licence", "sha256", "text",
}  # fmt: skip


def close_claims(tx: Transaction, seq: int, ids: Sequence[str], why: str) -> None:
    """Close open claims; nothing is deleted."""
    if not ids:
        return
    tx.run(CLOSE_CLAIMS, ids=list(ids), seq=seq, why=why, open=OPEN)


def write_claims(tx: Transaction, seq: int, claims: Sequence[ResolvedClaim], reopened: Sequence[str]) -> None:
    """Write new claims with their mentions and attributions.

    Args:
        tx: The transaction.
        seq: The commit's number.
        claims: Claims that are not open in the graph.
        reopened: Ids among them that the graph has in a closed version, which now becomes history.
    """
    if reopened:
        tx.run(HIDE_FORMER, ids=list(reopened), seq=seq, open=OPEN)
    tx.run(CREATE_CLAIMS, rows=[_row(one) for one in claims], seq=seq, open=OPEN)
    if reopened:
        tx.run(CARRY_LINKS, ids=list(reopened), open=OPEN)
    links = [
        {"from": one.id, "to": link.claim, "relation": link.relation, "quote": link.quote}
        for one in claims
        for link in one.claim.links
    ]
    if links:
        tx.run(CREATE_LINKS, rows=links)
        if _any_successors(tx):
            tx.run(LINK_HEIRS, rows=links, open=OPEN)


def write_supersedes(tx: Transaction, seq: int, pairs: Sequence[tuple[str, str]]) -> None:
    """Say which new claim takes the place of which closed one, as (newer, older); links to that one come to it."""
    if not pairs:
        return
    rows = [{"newer": newer, "older": older} for newer, older in pairs]
    tx.run(CREATE_SUPERSEDES, rows=rows, seq=seq)
    tx.run(HAND_ON_LINKS, rows=rows, open=OPEN)


def rewrite_mentions(tx: Transaction, seq: int, claims: Sequence[ResolvedClaim]) -> None:
    """Give claims that the graph has their new resolution; the former one stays readable under its versions."""
    if not claims:
        return
    tx.run(CLOSE_MENTIONS, ids=[one.id for one in claims], seq=seq, open=OPEN)
    rows = [row for one in claims for row in _mention_rows(one)]
    tx.run(CREATE_MENTIONS, rows=rows, seq=seq, open=OPEN)
    tx.run(SET_RESOLVED, rows=[{"id": one.id, "resolved": _resolved(one), "post": one.post} for one in claims])


def fetch_claims(tx: Transaction, ids: Iterable[str]) -> list[ResolvedClaim]:
    """Claims as they were last resolved, open or closed; unknown ids are left out."""
    return [_restore(*row.values()) for row in tx.run(FETCH, ids=list(ids), open=OPEN)]


def document_of(store: Store, id: str) -> tuple[str, str | None] | None:
    """The document of a claim, and why the claim is closed, if it is; None where there is no such claim."""
    rows = store.read(WHERE_FROM, id=id, open=OPEN).values
    return (rows[0][0], rows[0][1]) if rows else None


def kin_of(tx: Transaction, ids: Iterable[str]) -> set[str]:
    """Ids of the claims that took the place of these, or whose place these took."""
    if not _any_successors(tx):
        return set()
    return {row["id"] for row in tx.run(KIN, ids=list(ids))}


def _any_successors(tx: Transaction) -> bool:
    return tx.run(ANY_SUCCESSORS).single(strict=True)["any"]


def claims_by_key(tx: Transaction, keys: Iterable[str]) -> set[str]:
    """Ids of claims that name somebody by one of the keys."""
    return {row["id"] for row in tx.run(BY_KEY, keys=list(keys), open=OPEN)}


@dataclass(frozen=True, slots=True)
class Seek:
    """A look for claims that may be related to one.

    Attributes:
        keys: Block keys (`FAMILY|ACTOR`), one of which a claim must have.
        others: Further keys: where there are any, it must have one of them too, besides the first.
        days: First and last day on which a precisely dated claim may start; the vaguely dated are found as well.
    """

    keys: tuple[str, ...]
    others: tuple[str, ...]
    days: Bounds


def seek_claims(tx: Transaction, seeks: Iterable[Seek]) -> list[str]:
    """Ids of the claims that any of the seeks finds."""
    rows = [row for seek in seeks for row in _seek_rows(seek)]
    # One record: a record each costs more than the search.
    return tx.run(SEEK, seeks=rows, open=OPEN).single(strict=True)["found"]


def _seek_rows(seek: Seek) -> Iterator[dict[str, Any]]:
    lo, hi = _ordinal(seek.days.lo, 0), _ordinal(seek.days.hi, OPEN)
    for key in seek.keys:
        others = [one for one in (*seek.keys, *seek.others) if one != key] if seek.others else None
        vague = [one + VAGUE for one in others] if others else None
        yield {"block": key, "others": others, "lo": lo, "hi": hi}
        yield {"block": key + VAGUE, "others": vague, "lo": 0, "hi": 0}


def _ordinal(day: dt.date | None, default: int) -> int:
    return default if day is None else day.toordinal()


def _row(one: ResolvedClaim) -> dict[str, Any]:
    claim, record = one.claim, one.claim.canonical
    quantity, evidence, native = claim.quantity, claim.evidence, claim.native
    values = {
        "id": claim.id,
        "key": claim_key(one),
        "record": record,
        "resolved": _resolved(one),
        "document": claim.doc_id,
        "type": claim.type,
        "family": one.family,
        "modality": claim.modality,
        "hedge": claim.hedge,
        "act": claim.act,
        "post": claim.post,
        "post_id": one.post,
        "date": claim.date,
        "t_lo": one.bounds.lo,
        "t_hi": one.bounds.hi,
        "span": one.bounds.span,
        "place": claim.place,
        "about": claim.about,
        "count": quantity.count if quantity else None,
        "bound": quantity.bound if quantity else None,
        "of": quantity.of if quantity else None,
        "quote": evidence.quote if evidence else None,
        "start": evidence.start if evidence else None,
        "end": evidence.end if evidence else None,
        "attribution": list(one.attribution) or None,
        "origin": one.origin,
        "anonymous": one.anonymous,
        "dataset": one.dataset,
        "native_id": native.id if native else None,
        "native_code": native.code if native else None,
        "coder": claim.coder,
        "confidence": claim.confidence,
        "published": one.published,
    }
    sources = [
        {"id": source_id(link.name), "name": link.name, "pos": pos, "mode": link.mode}
        for pos, link in enumerate(claim.attribution)
        if not link.anonymous
    ]
    return {"values": values, "sources": sources, "mentions": _mention_rows(one)}


def _mention_rows(one: ResolvedClaim) -> list[dict[str, Any]]:
    return [
        {"claim": one.id, "actor": part.actor, "values": _mention(one, part)}
        for part in one.parts
        if part.actor is not None
    ]


def _mention(one: ResolvedClaim, part: Part) -> dict[str, Any]:
    vague = one.bounds.vague
    return {
        "pos": part.pos,
        "name": part.name,
        "role": part.role,
        "side": part.side,
        "behalf": part.behalf,
        "method": part.method,
        "score": part.score,
        "key": part.key,
        "block": part.block + VAGUE if part.block and vague else part.block,
        "day": 0 if vague else _ordinal(one.bounds.lo, 0),
    }


def _resolved(one: ResolvedClaim) -> str:
    """What resolution added to the record: the cache from which reconciliation restores the claim."""
    content = {
        "parts": [[getattr(part, name) for name in PART_FIELDS] for part in one.parts],
        "family": one.family,
        "published": one.published,
        "publisher": one.publisher,
        "place": one.place,
        "post": one.post,
        "origin_actor": one.origin_actor,
        "origin_key": one.origin_key,
    }
    return orjson.dumps(content).decode()


def _restore(record: str, resolved: str, closed: bool, successor: str | None) -> ResolvedClaim:  # noqa: FBT001
    values = orjson.loads(resolved)
    claim = Claim.model_validate_json(record)
    return ResolvedClaim(
        claim=claim,
        parts=tuple(Part(**dict(zip(PART_FIELDS, part, strict=True))) for part in values["parts"]),
        family=values["family"],
        published=dt.date.fromisoformat(values["published"]),
        publisher=values["publisher"],
        place=Place(**values["place"]) if values["place"] else None,
        post=values["post"],
        origin_actor=values["origin_actor"],
        origin_key=values["origin_key"],
        closed=closed,
        successor=successor if closed else None,
    )


def source_id(name: str) -> str:
    """Id of a source: whoever publishes or is quoted, by name; one name is one source."""
    return f"source/{slug(name)}"
