"""Documents: what was published, and every claim read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from pydantic import Field

from api.things.claims import ClaimContent, claim_content
from api.things.parts import Moment, Reading, Ref, document_url, ref
from graph.errors import NotFoundError

if TYPE_CHECKING:
    from api.things.moments import Scope
    from graph.store.connection import AsyncStore

DOCUMENT: LiteralString = """
UNWIND $ids AS id
MATCH (d:Document {id: id}) WHERE d.rev_from <= $rev AND $rev < d.rev_to
RETURN properties(d) AS document,
  COLLECT { MATCH (d)-[:PUBLISHED_BY]->(s:Source) RETURN s {.id, .label} } AS sources,
  COLLECT {
    MATCH (c:Claim)-[:IN_DOC]->(d) WHERE c.seq <= $rev AND $rev < c.closed_seq
    RETURN {
      record: c.record,
      events: COLLECT {
        MATCH (c)-[r:ABOUT]->(e:Event) WHERE r.rev_from <= $rev AND $rev < r.rev_to RETURN e {.id, .label}
      },
      actors: COLLECT {
        MATCH (c)-[m:MENTIONS]->(a:Actor) WHERE m.rev_from <= $rev AND $rev < m.rev_to
        RETURN {pos: m.pos, id: a.id, label: a.labels[size([f IN a.label_from WHERE f <= $rev]) - 1],
                method: m.method, score: m.score}
      }
    }
    ORDER BY c.start, c.id
  } AS claims
LIMIT 1
"""


class DocumentClaim(ClaimContent):
    """A claim of the document and the event that it is about."""

    event: Ref | None


class DocumentView(Reading):
    """A document with its claims, in the order of its text.

    Attributes:
        retrieved: Day on which this version was first fetched; None where it came as a file that does not say.
        source_url: Where it was published.
        text: Full text; None where it may not be kept.
    """

    id: str
    url: str
    title: str | None
    publisher: Ref | None
    author: str | None
    published: str
    retrieved: str | None
    source_url: str | None
    lang: str | None
    licence: str | None
    sha256: str | None = Field(description="of the text in UTF-8, in hexadecimal")
    text: str | None
    claims: list[DocumentClaim]


async def read_document(store: AsyncStore, id: str, scope: Scope) -> DocumentView:
    """Read a document.

    Args:
        store: The database.
        id: Its id, with or without `document/` before it.
        scope: The state of the graph.

    Raises:
        NotFoundError: There is none of that id as of then.
    """
    bare = id.removeprefix("document/")
    rows = (await store.read(DOCUMENT, ids=[id, bare, f"document/{bare}"], rev=scope.rev)).dicts()
    if not rows:
        raise NotFoundError(f"there is no document {id!r}")
    row, base = rows[0], scope.base
    document = row["document"]
    source = row["sources"][0] if row["sources"] else None
    url = document_url(base, document["id"])
    return DocumentView(
        **{field: document.get(field) for field in ("id", "title", "author", "lang", "licence", "sha256", "text")},
        known_at=Moment(seq=scope.rev, digest=scope.digest),
        permalink=f"{url}?known_at={scope.rev}",
        url=url,
        publisher=Ref(**source) if source else None,
        published=document["published"].isoformat(),
        retrieved=retrieved.isoformat() if (retrieved := document.get("retrieved")) else None,
        source_url=document.get("url"),
        claims=[
            DocumentClaim(
                **claim_content(one["record"], [document], one["actors"], base),
                event=ref(base, one["events"][0]["id"], one["events"][0]["label"]) if one["events"] else None,
            )
            for one in row["claims"]
        ],
    )
