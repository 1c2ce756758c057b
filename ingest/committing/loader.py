"""Loading: bundles in, one transaction for about a thousand claims of whole documents, and a report of what changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from graph.store.schema import apply_schema
from ingest.committing.authorities import ensure_authority, read_resolver
from ingest.committing.commit import commit_drafts
from ingest.committing.report import LoadReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.records import Bundle
    from graph.store.connection import Store
    from ingest.resolving import ClaimResolver, Draft

CLAIMS_A_COMMIT = 1_000


class Loader:
    """Loads documents with their claims into one graph."""

    def __init__(self, store: Store, *, claims_a_commit: int = CLAIMS_A_COMMIT) -> None:
        """Bind to a store; nothing is sent yet."""
        self._store = store
        self._most = claims_a_commit
        self._resolver: ClaimResolver | None = None

    def prepare(self, on_progress: Callable[[str], None] | None = None, *, authority: bool = True) -> None:
        """Bring the schema up to date and, in a graph that has none, load the packages' authority data.

        Args:
            on_progress: Told in words what is being done.
            authority: False leaves a graph without authority data as it is; names are then taken as written.

        Raises:
            SchemaVersionError: A newer whomet wrote the graph.
        """
        apply_schema(self._store)
        if authority:
            ensure_authority(self._store, on_progress)
        self._resolver = read_resolver(self._store)

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
        with ThreadPoolExecutor(max_workers=1) as pool:
            ahead = pool.submit(_next_drafts, batches, resolver)
            while drafts := ahead.result():
                ahead = pool.submit(_next_drafts, batches, resolver)
                yield self._store.write(lambda tx, drafts=drafts: commit_drafts(tx, drafts, resolver))

    def _batches(self, bundles: Iterable[Bundle]) -> Iterator[list[Bundle]]:
        """Group documents until a commit is full; a document that comes twice starts a new one."""
        batch: dict[str, Bundle] = {}
        claims = 0
        for bundle in bundles:
            full = claims + len(bundle.claims) > self._most
            if batch and (full or bundle.document.doc_id in batch):
                yield list(batch.values())
                batch, claims = {}, 0
            batch[bundle.document.doc_id] = bundle
            claims += len(bundle.claims)
        if batch:
            yield list(batch.values())


def _next_drafts(batches: Iterator[list[Bundle]], resolver: ClaimResolver) -> list[Draft]:
    """The next commit's documents, resolved; none at the end."""
    batch = next(batches, None)
    return [resolver.resolve(bundle) for bundle in batch or ()]
