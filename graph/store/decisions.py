"""Decisions of people about claims: recorded, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store.connection import Transaction

WRITE = """
MERGE (d:Decision {id: $id})
SET d.kind = $kind, d.target = $target, d.reason = $reason, d.by = $by, d.seq = $seq
WITH d
MATCH (c:Claim {id: $target, latest: true})
MERGE (d)-[:DECIDES]->(c)
"""


def write_decision(  # noqa: PLR0913, PLR0917  -- the fields of a decision
    tx: Transaction, seq: int, key: str, kind: str, target: str, reason: str, by: str
) -> None:
    """Record that somebody decided something about a claim, and why."""
    tx.run(WRITE, id=key, kind=kind, target=target, reason=reason, by=by, seq=seq)
