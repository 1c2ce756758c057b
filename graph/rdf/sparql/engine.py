"""Asks SPARQL of the latest copy, in processes that are kept warm and killed at the limits, and has copies renewed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from graph.errors import BusyError, QueryTimeoutError, SparqlError, SparqlLimitError, StoreError, StoreUnavailableError
from graph.rdf.sparql.worker import LIMITED, REFUSED, Question

if TYPE_CHECKING:
    from pathlib import Path

    from graph.rdf.sparql.copies import Copies, Copy
    from graph.rdf.sparql.making import Order

log = logging.getLogger("whomet.sparql")

AGAIN_S = 30.0
"""How long after a copy could not be made it is not tried again."""
OPENED_S = 30.0
"""How long a process may take to open a copy."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take.

    Attributes:
        seconds: Of time.
        memory: Bytes, of the process that answers it.
        rows: Of its answer; triples, where these are asked for.
        at_once: How many queries run at the same time, and
        waiting: how many may wait for that.
    """

    seconds: float = 10.0
    memory: int = 2_000_000_000
    rows: int = 10_000
    at_once: int = 2
    waiting: int = 8


@dataclass(slots=True)
class _Worker:
    process: Process
    path: Path


class Engine:
    """Answers SPARQL from copies of a graph."""

    def __init__(self, order: Callable[[], Order], limits: Limits) -> None:
        """Bind to a graph; nothing is read yet.

        Args:
            order: Tells what is to be copied; may wait for the database to start.
            limits: Of each query.
        """
        self._order = order
        self._limits = limits
        self._turns = asyncio.Semaphore(limits.at_once)
        self._waiting = 0
        self._idle: list[_Worker] = []
        self._busy: set[Process] = set()
        self._making: asyncio.Task[None] | None = None
        self._failed: tuple[float, StoreError] | None = None
        self._copies: Copies | None = None

    async def close(self) -> None:
        """End all processes."""
        if self._making is not None:
            self._making.cancel()
            with contextlib.suppress(asyncio.CancelledError, StoreError):
                await self._making
        for process in (*self._busy, *(one.process for one in self._idle)):
            await _end(process)
        self._idle.clear()

    async def copy_of(
        self, digest: str | None, *, wait: bool = False, tell: Callable[[int], None] | None = None
    ) -> Copy:
        """The copy to ask: of the graph's present state, or of an earlier one while a new one is made.

        Args:
            digest: Of the graph's present content.
            wait: Whether to wait for the present state.
            tell: Told how many quads were read while a copy is made.

        Raises:
            BusyError: There is none yet; it is being made.
            StoreError: None can be made.
        """
        if self._copies is None:
            self._copies = (await asyncio.to_thread(self._order)).copies
        latest = await asyncio.to_thread(self._copies.latest)
        if latest is not None and latest.digest == digest:
            return latest
        if wait:
            await self._make(tell)
            latest = await asyncio.to_thread(self._copies.latest)
        elif self._making is None or self._making.done():
            if self._failed is None or time.monotonic() > self._failed[0] + AGAIN_S:
                self._making = asyncio.create_task(self._make_behind())
            elif latest is None:
                raise self._failed[1]
        if latest is None:
            raise BusyError("SPARQL's copy of the graph is being made; try again in a few seconds")
        return latest

    async def ask(self, copy: Copy, question: Question) -> bytes:
        """Answer a query from a copy.

        Raises:
            SparqlError: It can't be used.
            SparqlLimitError: Its answer is too large, or it needs more memory than it may have.
            QueryTimeoutError: It took longer than allowed.
            BusyError: Too many wait already.
            StoreError: The copy can't be read.
        """
        if self._waiting >= self._limits.waiting:
            raise BusyError("too many SPARQL queries wait; try again in a few seconds")
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            return await self._ask(copy, question)
        finally:
            self._turns.release()

    async def _ask(self, copy: Copy, question: Question) -> bytes:
        worker = await self._take(copy.path)
        process = worker.process
        self._busy.add(process)
        try:
            head, content = await asyncio.wait_for(_talk(process, question.line()), self._limits.seconds)
        except TimeoutError as error:
            told = f"the query took longer than {self._limits.seconds:g} seconds, and was ended; ask for less at once"
            raise QueryTimeoutError(told) from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            told = f"the query needs more memory than it may have ({self._limits.memory:,} bytes); ask for less at once"
            raise SparqlLimitError(told) from error
        else:
            self._idle.append(worker)
            return _read(head, content)
        finally:
            self._busy.discard(process)
            if worker not in self._idle:
                await _end(process)

    async def _take(self, path: Path) -> _Worker:
        """A process that reads a copy; those of other copies are ended."""
        while self._idle:
            worker = self._idle.pop()
            if worker.path == path and worker.process.returncode is None:
                return worker
            await _end(worker.process)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "graph.rdf.sparql.worker", str(path), str(self._limits.memory),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        )  # fmt: skip
        self._busy.add(process)
        try:
            await asyncio.wait_for(_head(process), OPENED_S)
        except (TimeoutError, asyncio.IncompleteReadError, ValueError) as error:
            await _end(process)
            raise StoreUnavailableError(f"SPARQL's copy of the graph can't be opened: {path}") from error
        finally:
            self._busy.discard(process)
        return _Worker(process, path)

    async def _make_behind(self) -> None:
        try:
            await self._make(None)
        except (StoreError, OSError) as error:
            log.warning("SPARQL's copy of the graph can't be made: %s", error)
            self._failed = (time.monotonic(), error if isinstance(error, StoreError) else StoreError(str(error)))
        else:
            self._failed = None

    async def _make(self, tell: Callable[[int], None] | None) -> None:
        order = await asyncio.to_thread(self._order)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "graph.rdf.sparql.making", stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        try:
            assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018
            process.stdin.write(order.line())
            await process.stdin.drain()
            errors = asyncio.create_task(process.stderr.read())
            async for line in process.stdout:
                if tell is not None:
                    tell(int(line))
            told = (await errors).decode(errors="replace").strip()
            if await process.wait() != 0:
                log.debug("%s", told)
                raise StoreError(told.rpartition("\n")[2] or "the process that copies the graph was ended")
        finally:
            await _end(process)


async def _talk(process: Process, line: bytes) -> tuple[dict[str, Any], bytes]:
    assert process.stdin and process.stdout  # noqa: S101, PT018
    process.stdin.write(line)
    await process.stdin.drain()
    head = await _head(process)
    return head, await process.stdout.readexactly(head["bytes"])


async def _head(process: Process) -> dict[str, Any]:
    assert process.stdout  # noqa: S101
    return orjson.loads(await process.stdout.readuntil(b"\n"))


def _read(head: dict[str, Any], content: bytes) -> bytes:
    match head.get("error"):
        case None:
            return content
        case kind if kind == REFUSED:
            raise SparqlError(head["told"])
        case kind if kind == LIMITED:
            raise SparqlLimitError(head["told"])
        case _:
            raise StoreError(f"SPARQL's copy of the graph can't be read: {head['told']}")


async def _end(process: Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    await process.wait()
