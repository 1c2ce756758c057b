"""The rules on a Dask cluster: batches out to its workers, and their claims back in the order given.

Joblib's own Dask backend (1.6) can't be used: where a worker that is ended takes its task with it for good, or all
workers go, its generator waits for ever. Distributed's futures tell both, and the window keeps memory bounded.
"""

from __future__ import annotations

import pickle
import re
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from graph.errors import InputError, WorkersError
from ingest.extract.batches import Extracted, Failed, read_batch
from ingest.extract.version import extractor_version

if TYPE_CHECKING:
    from graph.identity.authority import Authority
    from graph.records import Document

CONNECTING: Final = 10.0
"""Seconds to wait for the scheduler to answer."""
PATIENCE: Final = 60.0
"""Seconds to wait for workers where there are none: a nanny starts one again in about five."""
LOOK: Final = 2.0
"""Seconds between two looks at who works."""
AHEAD: Final = 3
"""Batches a worker: one that it reads, and others to go on with."""

_ADDRESS: Final = re.compile(r"(?:tcp|tls)://\S+:\d{1,5}")
_reading = Lock()


class Cluster:
    """A connection to a Dask cluster whose workers have this very extractor."""

    def __init__(self, address: str, *, connecting: float = CONNECTING, patience: float = PATIENCE) -> None:
        """Connect, and look at the workers.

        Raises:
            InputError: The address is none.
            WorkersError: Distributed is not installed, nobody answers there, there are no workers, or one of them
                has no whomet or another one.
        """
        self.address = address
        self._patience = patience
        self._client = _connect(address, connecting)
        try:
            self._workers = self._check_workers()
        except BaseException:
            self.close()
            raise
        self._looked = time.monotonic()

    def close(self) -> None:
        """Let go; what was sent and is not read yet is forgotten by the cluster."""
        self._client.close(timeout=CONNECTING)

    def read(self, batches: Iterable[list[Document]], authority: Authority | None = None) -> Iterator[Extracted]:
        """Read batches of documents; no more of them are under way than keep the workers busy.

        Raises:
            WorkersError: The scheduler is gone, all workers are, or a worker that came later can't read.
        """
        # Sent once and made anew where the worker that held it is gone, unlike data that were scattered.
        known = None if authority is None else self._client.submit(_keep, authority, pure=False)
        waiting: deque[tuple[list[Document], Any]] = deque()
        for batch in batches:
            waiting.append((batch, self._send(batch, known)))
            while len(waiting) >= AHEAD * self._count():
                yield from self._receive(*waiting.popleft(), known)
        while waiting:
            yield from self._receive(*waiting.popleft(), known)

    def _send(self, documents: list[Document], authority: object) -> Any:  # noqa: ANN401  -- a future of theirs
        # As bytes, so that the scheduler passes them on unopened.
        return self._client.submit(read_on_worker, extractor_version(), pickle.dumps(documents), authority, pure=False)

    def _receive(
        self,
        documents: list[Document],
        future: Any,  # noqa: ANN401
        authority: object,
        *,
        again: bool = False,
    ) -> list[Extracted]:
        from distributed import KilledWorker

        try:
            return self._wait(future)
        except KilledWorker:
            if again:
                return [Failed(documents[0], "each worker that read it was ended, most likely for want of memory")]
        except CancelledError as error:
            told = f"the Dask cluster at {self.address} is gone: its scheduler does not answer any more"
            raise WorkersError(told) from error
        except (ImportError, AttributeError) as error:
            raise WorkersError(f"a worker of {self.address} can't read: {error}; {MEND}") from error
        # Most likely one of them ended the workers, and the others shall not be lost with it: so one after the other,
        # since a worker's end is laid to all tasks that lie there. It may have ended over another task, or to be
        # started anew: a document by itself has a second try.
        last = len(documents) == 1
        alone = ([document] for document in documents)
        return [
            one for batch in alone for one in self._receive(batch, self._send(batch, authority), authority, again=last)
        ]

    def _wait(self, future: Any) -> list[Extracted]:  # noqa: ANN401
        """The result; looks after the workers meanwhile, without whom it would never come."""
        last = time.monotonic()
        while True:
            try:
                return future.result(timeout=LOOK)
            except TimeoutError:
                if self._count():
                    last = time.monotonic()
                elif time.monotonic() - last > self._patience:
                    told = f"the Dask cluster at {self.address} has had no worker for {self._patience:.0f} seconds"
                    raise WorkersError(f"{told}; start workers and run the command again") from None

    def _count(self) -> int:
        if time.monotonic() - self._looked > LOOK:
            try:
                self._workers = len(self._client.nthreads())
            except OSError as error:
                told = f"the Dask cluster at {self.address} is gone: its scheduler does not answer any more"
                raise WorkersError(told) from error
            self._looked = time.monotonic()
        return self._workers

    def _check_workers(self) -> int:
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            told = f"the Dask cluster at {self.address} has no workers"
            raise WorkersError(f"{told}; start one with: dask worker {self.address} --nthreads 1") from error
        versions: dict[str, object] = self._client.run(extractor_version, on_error="return")
        for worker, one in sorted(versions.items()):
            if isinstance(one, BaseException):
                raise WorkersError(f"worker {worker} has no whomet that can read ({one}); {MEND}")
            if one != extractor_version():
                raise WorkersError(f"worker {worker} has whomet {one}, and this is {extractor_version()}; {MEND}")
        return len(versions)


MEND: Final = "install the same whomet on each worker, with the same requirements.lock, and start the workers again"


def read_on_worker(version: str, documents: bytes, authority: Authority | None) -> list[Extracted]:
    """Read documents in a worker's process, one batch at a time: the parser is not made for several threads.

    Args:
        version: The extractor that whoever sent them has.
        documents: A pickled list of them.
        authority: As for `extract_by_rules`.

    Raises:
        WorkersError: The worker has another extractor than whoever sent them.
    """
    if (own := extractor_version()) != version:
        raise WorkersError(f"a worker has whomet {own}, and the documents come from {version}; {MEND}")
    with _reading:
        return read_batch(pickle.loads(documents), authority)  # noqa: S301  -- of the client that sent the code too


def _keep(authority: Authority) -> Authority:
    return authority


def _connect(address: str, connecting: float) -> Any:  # noqa: ANN401
    if _ADDRESS.fullmatch(address) is None:
        raise InputError(f"--dask: {address!r} is no address of a scheduler; write it like tcp://HOST:8786")
    try:
        from distributed import Client
    except ImportError as error:
        told = "--dask needs the package distributed, here and on each worker: pip install distributed"
        raise WorkersError(told) from error
    try:
        return Client(address, timeout=connecting, set_as_default=False, name="whomet")
    except OSError as error:
        told = f"no Dask scheduler answers at {address} ({error})"
        raise WorkersError(f"{told}; start one with: dask scheduler, or mend the address") from error
