"""What is written by a thread, sent while it is being written.

Writers of RDF and XML want a file, and a server wants pieces: the writer's thread waits while nobody takes what it
wrote, so that a slow client needs no memory, and it is stopped, with the database's cursor, when the client goes away.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from graph.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from graph.settings import Settings
    from graph.store.connection import Store

PIECE: Final = 65_536
WAITING: Final = 4
"""Pieces that wait to be sent."""
AT_ONCE: Final = 4
"""Exports that are written at the same time; each has a connection to the database."""
STALLED_S: Final = 300.0
"""Seconds after which a client that takes nothing is given up."""


class GoneAwayError(OSError):
    """Nobody takes what is written any more."""


class Pipe:
    """A file of one thread's, whose bytes a task takes."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Make it in the task's loop."""
        self._loop = loop
        self._pieces: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING)
        self._held = bytearray()
        self._left = False

    def write(self, data: bytes) -> int:
        """Take bytes; waits while enough of them wait.

        Raises:
            GoneAwayError: Nobody takes them any more.
        """
        self._held += data
        while len(self._held) >= PIECE:
            piece = bytes(self._held[:PIECE])
            del self._held[:PIECE]
            self._send(piece)
        return len(data)

    def flush(self) -> None:
        """Do nothing: pieces are sent when they are long enough."""

    def close(self, *, whole: bool) -> None:
        """End it; `whole` sends what is left."""
        if whole and self._held:
            self._send(bytes(self._held))
        if not self._left:
            self._send(None)

    def leave(self) -> None:
        """Take nothing any more; the writer fails at its next piece."""
        self._left = True
        while not self._pieces.empty():
            self._pieces.get_nowait()

    async def take(self) -> bytes | None:
        """The next bytes; None at the end."""
        return await self._pieces.get()

    def _send(self, piece: bytes | None) -> None:
        if self._left:
            raise GoneAwayError("the client went away")
        sent = asyncio.run_coroutine_threadsafe(self._pieces.put(piece), self._loop)
        try:
            sent.result(STALLED_S)
        except TimeoutError:
            self._left = True
            raise GoneAwayError(f"the client took nothing for {STALLED_S:.0f} seconds") from None


class Exports:
    """Writes exports in threads, some at once."""

    def __init__(self, settings: Settings) -> None:
        """Bind to the database that the settings name; nothing is sent yet."""
        self._settings = settings
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="export")
        self._store: Store | None = None
        self.running = 0

    async def close(self) -> None:
        """End the threads, once those who took what they wrote are gone, and close the connections."""
        await asyncio.to_thread(self._threads.shutdown)
        if self._store is not None:
            self._store.close()

    async def read[T](self, work: Callable[[Store], T]) -> T:
        """Read something, in a thread.

        Raises:
            BusyError: As many exports are written as may.
        """
        if self.running >= AT_ONCE:
            raise BusyError(f"{AT_ONCE} exports are being written; try again later")
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(self._opened()))

    async def write(self, work: Callable[[Store, Pipe], object]) -> AsyncIterator[bytes]:
        """What a thread writes, piece by piece.

        Only once the first piece is there is there an answer, so that what can't be had is told as an error; later
        errors are raised between pieces, and must end the answer so that it does not look whole.

        Args:
            work: Writes into a file. Its errors are raised here.

        Raises:
            BusyError: As many exports are written as may.
        """
        if self.running >= AT_ONCE:
            raise BusyError(f"{AT_ONCE} exports are being written; try again later")
        loop = asyncio.get_running_loop()
        pipe = Pipe(loop)
        self.running += 1
        done = loop.run_in_executor(self._threads, self._run, work, pipe)
        done.add_done_callback(self._ended)
        try:
            first = await pipe.take()
            if first is None:
                await done
        except BaseException:
            pipe.leave()
            raise
        return _pieces(pipe, first, done)

    def _run(self, work: Callable[[Store, Pipe], object], pipe: Pipe) -> None:
        whole = False
        try:
            work(self._opened(), pipe)
            whole = True
        finally:
            pipe.close(whole=whole)

    def _ended(self, done: asyncio.Future[None]) -> None:
        self.running -= 1
        if not done.cancelled():
            # Whoever waits gets it too; where nobody does, it was that nobody took what was written.
            done.exception()

    def _opened(self) -> Store:
        if self._store is None:
            from graph.store.connection import Address, Store

            self._store = Store(Address.of(self._settings), retry_s=0.0)
        return self._store


async def _pieces(pipe: Pipe, first: bytes | None, done: asyncio.Future[None]) -> AsyncIterator[bytes]:
    try:
        piece = first
        while piece is not None:
            yield piece
            piece = await pipe.take()
        await done
    finally:
        pipe.leave()
