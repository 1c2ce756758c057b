"""Loading: bundles in, one transaction for about a thousand claims of whole documents, and a report of what changed."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.identity.packages import load_places
from graph.store.readings import mark_read
from graph.store.schema import apply_schema
from ingest.committing.authorities import ensure_authority, load_authorities, read_resolver
from ingest.committing.commit import commit_drafts
from ingest.committing.report import LoadReport

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from graph.identity.authority import Authority
    from graph.records import Bundle
    from graph.store.connection import Store, Transaction
    from ingest.resolving import ClaimResolver, Draft

CLAIMS_A_COMMIT = 1_000
DOCUMENTS_A_COMMIT = 500
"""Of reports that hardly claim anything: what is read shall not wait long for being loaded."""
COLLECT_AFTER = (20_000, 50, 1_000)


class Loader:
    """Loads documents with their claims into one graph."""

    def __init__(self, store: Store, *, claims_a_commit: int = CLAIMS_A_COMMIT, read_by: str | None = None) -> None:
        """Bind to a store; nothing is sent yet.

        Args:
            store: The graph.
            claims_a_commit: When a commit is full.
            read_by: What makes the claims, where the documents need not be read again by the same.
        """
        self._store = store
        self._read_by = read_by
        self._most = claims_a_commit
        self._resolver: ClaimResolver | None = None

    def prepare(
        self,
        on_progress: Callable[[str], None] | None = None,
        *,
        authority: bool = True,
        beside: Sequence[Authority] = (),
    ) -> None:
        """Bring the schema up to date and, in a graph that has none, load the packages' authority data.

        Args:
            on_progress: Told in words what is being done.
            authority: False leaves a graph without authority data as it is; names are then taken as written.
            beside: Authority data of the source that is to be loaded, each in place of its former version; claims that
                the graph has are resolved anew where they differ.

        Raises:
            SchemaVersionError: A newer whomet wrote the graph.
        """
        # Reading the packages takes a second or two: in a new graph, as long as making its indexes.
        with ThreadPoolExecutor(max_workers=1) as pool:
            packages = pool.submit(load_places)
            apply_schema(self._store, on_progress)
            packages.result()
        if authority:
            ensure_authority(self._store, on_progress)
        if beside:
            load_authorities(self._store, beside, on_progress)
        self._resolver = read_resolver(self._store)
        # Authority data stay to the end: the collector of garbage need not walk through them again and again.
        gc.collect()
        gc.freeze()

    def load(self, bundles: Iterable[Bundle]) -> Iterator[LoadReport]:
        """Load documents; each is in the graph whole or not at all once its report is given.

        Yields:
            One report a transaction.

        Raises:
            StoreUnavailableError: The database went away; what was reported is in the graph, the rest is not.
        """
        if self._resolver is None:
            self.prepare()
        resolver = self._resolver
        assert resolver is not None  # noqa: S101  -- prepare() has just made it
        batches = self._batches(bundles)
        # While the database writes one commit, the next is read and resolved.
        with ThreadPoolExecutor(max_workers=1) as pool, _seldom_collecting():
            ahead = pool.submit(_next_drafts, batches, resolver)
            while drafts := ahead.result():
                ahead = pool.submit(_next_drafts, batches, resolver)
                yield self._store.write(lambda tx, drafts=drafts: self._commit(tx, drafts, resolver))

    def _commit(self, tx: Transaction, drafts: list[Draft], resolver: ClaimResolver) -> LoadReport:
        report = commit_drafts(tx, drafts, resolver)
        mark_read(tx, [one.bundle.document.doc_id for one in drafts], self._read_by)
        return report

    def _batches(self, bundles: Iterable[Bundle]) -> Iterator[list[Bundle]]:
        """Group documents until a commit is full; a document that comes twice starts a new one."""
        batch: dict[str, Bundle] = {}
        claims = 0
        for bundle in bundles:
            full = claims + len(bundle.claims) > self._most or len(batch) == DOCUMENTS_A_COMMIT
            if batch and (full or bundle.document.doc_id in batch):
                yield list(batch.values())
                batch, claims = {}, 0
            batch[bundle.document.doc_id] = bundle
            claims += len(bundle.claims)
        if batch:
            yield list(batch.values())


@contextmanager
def _seldom_collecting() -> Generator[None]:
    """Look for cycles of garbage seldom: claims are many small objects without any (a fifth of the time otherwise)."""
    former = gc.get_threshold()
    gc.set_threshold(*COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*former)


def _next_drafts(batches: Iterator[list[Bundle]], resolver: ClaimResolver) -> list[Draft]:
    """The next commit's documents, resolved; none at the end."""
    batch = next(batches, None)
    return [resolver.resolve(bundle) for bundle in batch or ()]
