"""Reports that come over HTTP: read and loaded one request after the other, beside the loop that answers."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.errors import BusyError
from ingest.extract.batches import Failed, extract_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.records import Bundle, Document
    from graph.settings import Settings
    from graph.store.connection import Store
    from ingest.committing import Loader, LoadReport
    from ingest.extract.batches import Extracts

MOST_WAITING: Final = 8


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a request came to.

    Attributes:
        bundles: Each document that was read, with its claims.
        failed: Each that could not be, and why.
        report: What loading them changed.
    """

    bundles: tuple[Bundle, ...]
    failed: tuple[Failed, ...]
    report: LoadReport


class Ingester:
    """Extracts and loads in one thread, which keeps the parser and the authority data warm.

    One, because a graph takes one commit at a time, and so that answering keeps a processor.
    """

    def __init__(self, settings: Settings, extractor: Extracts | None = None) -> None:
        """Nothing is opened or loaded before the first report comes; without an extractor, the rules read."""
        self._settings = settings
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")
        self._waiting = 0
        self._store: Store | None = None
        self._extractor = extractor
        self._loader: Loader | None = None
        self._authorities: dict[str, str] = {}

    async def ingest(self, documents: Sequence[Document]) -> Ingested:
        """Extract the claims of documents and load them; one that can't be read keeps no other one out.

        Raises:
            BusyError: Too many requests wait already.
            StoreError: The database is away, or refuses.
        """
        if self._waiting >= MOST_WAITING:
            raise BusyError(f"{self._waiting} requests wait to be read; try again later")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._work, documents)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Wait for what is being loaded, and let the database go."""
        await asyncio.to_thread(self._pool.shutdown, wait=True, cancel_futures=True)
        if self._store is not None:
            self._store.close()

    def _work(self, documents: Sequence[Document]) -> Ingested:
        from ingest.committing import LoadReport
        from ingest.extract.pipeline import Extractor

        if self._extractor is None:
            self._extractor = Extractor()
        extracted = extract_batch(self._extractor, documents) if documents else []
        bundles = tuple(one for one in extracted if not isinstance(one, Failed))
        report = LoadReport()
        for commit in self._prepared().load(bundles):
            report += commit
        return Ingested(bundles, tuple(one for one in extracted if isinstance(one, Failed)), report)

    def _prepared(self) -> Loader:
        """A loader that resolves names by the authority data which the graph has now."""
        from graph.store.authorities import digests
        from graph.store.connection import Address, Store
        from ingest.committing import Loader

        if self._store is None:
            self._store = Store(Address.of(self._settings))
        if self._loader is None or digests(self._store) != self._authorities:
            loader = Loader(self._store)
            loader.prepare()
            self._authorities = digests(self._store)
            self._loader = loader
        return self._loader
