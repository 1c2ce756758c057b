"""A review into the graph: all of its decisions in one commit, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.store.commits import lock
from graph.store.schema import apply_schema
from ingest.committing.authorities import read_resolver
from ingest.committing.rulings import commit_rulings
from ingest.curating.checking import Checker
from ingest.loading.problems import Rejected, reject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.connection import Store, Transaction
    from ingest.curating.reading import Review
    from ingest.resolving import ClaimResolver


@dataclass(frozen=True, slots=True)
class Curated:
    """What a review came to.

    Attributes:
        seq: The commit's number; None where nothing was recorded.
        counts: How many claims were accepted, corrected, rejected and added; `known` counts decisions that were
            recorded before, `left` entries without a verdict.
    """

    seq: int | None
    counts: Mapping[str, int]


def curate(store: Store, review: Review, *, dry_run: bool = False) -> Curated | Rejected:
    """Record a review's decisions; with any error, nothing is recorded. The same review twice changes nothing.

    Args:
        store: The graph.
        review: The review as it was read.
        dry_run: Only check it.
    """
    apply_schema(store)
    resolver = read_resolver(store)
    return store.write(lambda tx: _curate(tx, review, resolver, dry_run=dry_run))


def _curate(tx: Transaction, review: Review, resolver: ClaimResolver, *, dry_run: bool) -> Curated | Rejected:
    clock = lock(tx)
    checker = Checker(tx, review)
    rulings = checker.check()
    if checker.errors:
        return reject(None, checker.errors)
    if not rulings or dry_run:
        return Curated(None, checker.counts)
    report = commit_rulings(tx, clock, rulings, resolver, what="curate")
    return Curated(report.seq, checker.counts)
