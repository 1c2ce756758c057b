"""Decisions of people about claims: recorded, never changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, LiteralString

from graph.ids import digest
from graph.model import OPEN
from graph.records import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.store.connection import Store, Transaction

ACCEPTED, CORRECTED, REJECTED, ADDED, RETRACTED = "accepted", "corrected", "rejected", "added", "retracted"

CLOSING = (CORRECTED, REJECTED, RETRACTED)
"""Decisions that close a claim, for good: however often it is loaded, it stays closed."""

WRITE = """
UNWIND $rows AS row
CREATE (d:Decision) SET d = row, d.seq = $seq
WITH d
MATCH (c:Claim {id: d.target, latest: true})
CREATE (d)-[:DECIDES]->(c)
"""

# A claim with a new version, because its document's publisher changed, say, is still the one that was decided on.
CARRY = """
UNWIND $ids AS id
MATCH (c:Claim {id: id, latest: true}) USING INDEX c:Claim(id)
MATCH (d:Decision {target: id})
MERGE (d)-[:DECIDES]->(c)
"""

WITHDRAWN = """
UNWIND $ids AS id
MATCH (c:Claim {id: id, latest: true}) USING INDEX c:Claim(id)
WHERE c.closed_why IN $closing
RETURN DISTINCT c.id AS id
"""

UPHELD = """
MATCH (d:Decision) WHERE d.document IN $ids AND d.keeps IS NOT NULL
MATCH (c:Claim {id: d.keeps, closed_seq: $open})
RETURN DISTINCT c.document AS document, c.id AS id, c.record AS record
ORDER BY id
"""

OF_DOCUMENTS: LiteralString = """
MATCH (d:Decision) WHERE d.document IN $ids
OPTIONAL MATCH (k:Commit {seq: d.seq})
RETURN d.id AS id, d.kind AS kind, d.document AS document, d.target AS target, d.keeps AS keeps, d.reason AS reason,
       d.by AS by, d.seq AS seq, toString(k.at) AS at
ORDER BY seq, id
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a claim.

    Attributes:
        kind: accepted, corrected, rejected, added or retracted.
        document: The claim's document.
        target: Id of the claim; of one that was added, its own.
        keeps: Id of the claim that stands by this decision, whatever is loaded; None where it closes one for good.
        reason: Why, or None.
        by: Who decided (`human:NAME`).
    """

    id: str
    kind: str
    document: str
    target: str
    keeps: str | None
    reason: str | None
    by: str

    @property
    def key(self) -> str:
        """Hash of the whole content, for the digest."""
        return digest(*(value or "" for value in asdict(self).values()))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision, and when it was recorded: the commit, and its time as ISO 8601."""

    decision: Decision
    seq: int
    at: str | None


def write_decisions(tx: Transaction, seq: int, decisions: Sequence[Decision]) -> None:
    """Record decisions about claims that the graph has."""
    tx.run(WRITE, rows=[asdict(one) for one in decisions], seq=seq)


def carry_decisions(tx: Transaction, ids: Sequence[str]) -> None:
    """Join the decisions about claims to their new versions."""
    tx.run(CARRY, ids=list(ids))


def withdrawn(tx: Transaction, ids: Iterable[str]) -> set[str]:
    """Those of the claims that somebody closed for good."""
    asked = list(ids)
    return {row["id"] for row in tx.run(WITHDRAWN, ids=asked, closing=list(CLOSING))} if asked else set()


def upheld(tx: Transaction, documents: Iterable[str]) -> dict[str, list[Claim]]:
    """Document → its open claims that stand by somebody's decision, in the order of their ids."""
    asked, found = list(documents), dict[str, list[Claim]]()
    for row in tx.run(UPHELD, ids=asked, open=OPEN) if asked else ():
        found.setdefault(row["document"], []).append(Claim.model_validate_json(row["record"]))
    return found


def decisions_of(tx: Transaction, documents: Iterable[str]) -> list[Recorded]:
    """What was decided about documents' claims, in the order of time."""
    return [_recorded(*row.values()) for row in tx.run(OF_DOCUMENTS, ids=list(documents))]


def fetch_decisions(store: Store, documents: Iterable[str]) -> list[Recorded]:
    """The same, in a transaction of its own."""
    return [_recorded(*row) for row in store.read(OF_DOCUMENTS, ids=list(documents)).values]


def _recorded(*row: Any) -> Recorded:  # noqa: ANN401  -- the columns of `OF_DOCUMENTS`
    *decision, seq, at = row
    return Recorded(Decision(*decision), seq, at)
