"""What became of an id that the graph has no open node of: it moved, was taken back, or is known by former versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString

from api.things.events import MOVED, RESOLVE
from graph.errors import GoneError, NotFoundError
from graph.model import OPEN, PRESENT
from graph.store.decisions import CORRECTED, REJECTED, RETRACTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.connection import AsyncStore

REVISED = "revised"
"""Why a claim is closed that its document does not have any more."""

# Only the one that is asked for is looked at.
HERE: LiteralString = """
RETURN CASE $label
  WHEN 'Actor' THEN EXISTS { (:Actor {id: $id}) }
  WHEN 'Event' THEN EXISTS { (:Event {id: $id, rev_to: $open}) }
  WHEN 'Claim' THEN EXISTS { (:Claim {id: $id, closed_seq: $open}) }
  WHEN 'Document' THEN EXISTS { (:Document {id: $id, rev_to: $open}) }
  WHEN 'Tenure' THEN EXISTS { (:Tenure {id: $id, rev_to: $open}) }
  WHEN 'Place' THEN EXISTS { (:Place {id: $id}) }
  WHEN 'Post' THEN EXISTS { (:Post {id: $id}) }
  WHEN 'Source' THEN EXISTS { (:Source {id: $id}) }
  WHEN 'Name' THEN EXISTS { (:Name {id: $id}) }
  WHEN 'Concept' THEN EXISTS { (:Concept {id: $id}) }
  WHEN 'Commit' THEN EXISTS { (:Commit {seq: toIntegerOrNull($id)}) }
  WHEN 'Decision' THEN EXISTS { (:Decision {id: $id}) }
  WHEN 'Authority' THEN EXISTS { (:Authority {id: $id}) }
  WHEN 'Key' THEN EXISTS { (:Key {id: $id}) }
  WHEN 'Block' THEN EXISTS { (:Block {id: $id}) }
  WHEN 'Meta' THEN EXISTS { (:Meta {id: $id}) }
  ELSE false
END AS here
"""

VERSION_HERE: LiteralString = """
RETURN CASE $label
  WHEN 'Event' THEN EXISTS { (:Event {id: $id, rev_from: $since}) }
  WHEN 'Claim' THEN EXISTS { (:Claim {id: $id, seq: $since}) }
  WHEN 'Document' THEN EXISTS { (:Document {id: $id, rev_from: $since}) }
  WHEN 'Tenure' THEN EXISTS { (:Tenure {id: $id, rev_from: $since}) }
  ELSE false
END AS here
"""

CLAIM: LiteralString = """
MATCH (c:Claim {id: $id})
WITH c ORDER BY c.seq DESC LIMIT 1
RETURN c.seq AS since, c.closed_seq AS until, c.closed_why AS why
"""

# The last of its versions.
LAST: LiteralString = """
CALL () {
  WITH * WHERE $label = 'Event' MATCH (n:Event {id: $id}) RETURN n.rev_from AS since, n.rev_to AS until
  UNION ALL
  WITH * WHERE $label = 'Document' MATCH (n:Document {id: $id}) RETURN n.rev_from AS since, n.rev_to AS until
  UNION ALL
  WITH * WHERE $label = 'Tenure' MATCH (n:Tenure {id: $id}) RETURN n.rev_from AS since, n.rev_to AS until
}
RETURN since, until, null AS why ORDER BY since DESC LIMIT 1
"""

DECISIONS: LiteralString = """
MATCH (x:Decision) WHERE x.target IN $ids AND x.kind IN $kinds
OPTIONAL MATCH (k:Commit {seq: x.seq})
RETURN x.kind AS kind, x.target AS target, x.reason AS reason, x.by AS by, x.seq AS seq, toString(k.at) AS at
ORDER BY x.seq DESC, x.id LIMIT 1
"""

CLAIMS_OF_EVENT: LiteralString = """
MATCH (c:Claim)-[:ABOUT]->(:Event {id: $id}) RETURN DISTINCT c.id AS id
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """What goes by another id now.

    Attributes:
        id: The other one.
    """

    id: str


@dataclass(frozen=True, slots=True)
class Former:
    """What does not hold any more, and was not taken back either.

    Attributes:
        since: The commit from which its last version held.
    """

    since: int


async def is_here(store: AsyncStore, label: str, key: str, since: int | None = None) -> bool:
    """Whether the graph has an open node of an id; with `since`, a version that held from that commit on."""
    query = HERE if since is None else VERSION_HERE
    return bool((await store.read(query, label=label, id=key, since=since, open=OPEN)).values[0][0])


async def explain_absence(store: AsyncStore, label: str, id: str, key: str) -> Moved | Former:
    """Say what became of an id that no open node has.

    Args:
        store: The graph.
        label: What it would be.
        id: As URIs have it.
        key: As the store would have it.

    Raises:
        GoneError: It was retracted or rejected.
        NotFoundError: The graph never had it.
    """
    claim = "claim/" + id.removeprefix("event/")
    if label == "Event":
        found = (await store.read(RESOLVE, claim=claim, rev=PRESENT)).dicts()
        found = found or (await store.read(MOVED, id=id, rev=PRESENT)).dicts()
        if found:
            return Moved(str(found[0]["id"]))
    ids = [claim, id]
    if label == "Event":
        ids += [row[0] for row in (await store.read(CLAIMS_OF_EVENT, id=id)).values]
    last = (await store.read(CLAIM if label == "Claim" else LAST, label=label, id=key)).dicts()
    closed = last or (await store.read(CLAIM, id=claim)).dicts()
    if label in {"Claim", "Event"} and closed and closed[0]["why"] not in {REVISED, CORRECTED}:
        taken = (await store.read(DECISIONS, ids=ids, kinds=[RETRACTED, REJECTED])).dicts()
        if taken:
            raise _gone(id, taken[0])
    if last:
        return Former(last[0]["since"])
    if closed and label == "Event":
        raise GoneError(id, kind=closed[0]["why"], claim=claim, seq=closed[0]["until"])
    raise NotFoundError(f"there is no {id!r} in the graph")


def _gone(id: str, decision: Mapping[str, Any]) -> GoneError:
    return GoneError(
        id,
        kind=decision["kind"],
        claim=decision["target"],
        reason=decision["reason"],
        by=decision["by"],
        seq=decision["seq"],
        at=decision["at"],
    )
