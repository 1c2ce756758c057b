"""The graph's clock: every change has a commit with a number, taken under the single writer's lock."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store.connection import Transaction

# Writing a property takes the node's lock until the transaction ends: one writer at a time, on any number of machines.
LOCK = """
MATCH (m:Meta {id: 'whomet'}) SET m.locked = true
RETURN m.seq AS seq, m.digest AS digest
"""

# The time is taken under the lock (a transaction may begin long before it gets it), and never runs backwards, though
# the machine's clock may: `known_at` finds a commit by its time.
ADVANCE = """
MATCH (m:Meta {id: 'whomet'}) SET m.seq = $seq, m.digest = $digest
WITH datetime.realtime() AS now
OPTIONAL MATCH (former:Commit {seq: $seq - 1})
CREATE (:Commit {seq: $seq, at: CASE WHEN former.at > now THEN former.at ELSE now END, what: $what,
                 documents: $documents, claims: $claims, closed: $closed})
"""


@dataclass(frozen=True, slots=True)
class Clock:
    """The graph's last commit, read under the lock.

    Attributes:
        seq: Its number; 0 for an empty graph.
        digest: Of all open claims, documents, authority data and decisions, in any order; 32 hexadecimal digits.
    """

    seq: int
    digest: str


def lock(tx: Transaction) -> Clock:
    """Take the writer's lock, to be held until the transaction ends."""
    record = tx.run(LOCK).single(strict=True)
    return Clock(record["seq"], record["digest"])


def advance(tx: Transaction, clock: Clock, what: str, counts: tuple[int, int, int], keys: Iterable[str]) -> Clock:
    """Record one commit.

    Args:
        tx: The transaction that holds the lock.
        clock: As `lock` gave it.
        what: What was done, for people ("load").
        counts: Documents touched, claims added, claims closed.
        keys: Content keys that came or went; each flips its share of the digest.
    """
    after = Clock(clock.seq + 1, flip(clock.digest, keys))
    _write(tx, after, what, counts)
    return after


def begin(tx: Transaction, digest: str, what: str, counts: tuple[int, int, int]) -> None:
    """Record what a fresh graph was filled with as its first commit; `digest` is of all of it."""
    _write(tx, Clock(lock(tx).seq + 1, digest), what, counts)


def _write(tx: Transaction, after: Clock, what: str, counts: tuple[int, int, int]) -> None:
    documents, claims, closed = counts
    tx.run(ADVANCE, seq=after.seq, digest=after.digest, what=what, documents=documents, claims=claims, closed=closed)


def flip(digest: str, keys: Iterable[str]) -> str:
    """Add keys to a digest, or take them out of it: the exclusive or of their hashes, whatever the order."""
    value = int(digest, 16)
    for key in keys:
        value ^= int.from_bytes(hashlib.blake2b(key.encode(), digest_size=16).digest())
    return f"{value:032x}"


def join_digests(one: str, other: str) -> str:
    """The digest of the keys of both, which have none in common."""
    return f"{int(one, 16) ^ int(other, 16):032x}"
