"""The state of the graph, guessed while it is being read: one wait for the database instead of two.

An answer needs the graph's state (its last commit) and then the rows as of that commit. Between two requests the graph
rarely changes, so the rows are asked for as of the commit that the last request saw, while the state is read beside
them. If the state turns out to be another one, the rows are thrown away and asked for again: an answer is always as of
the commit that was the last one when it was asked.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from graph.store.lookup import read_state_async
from queries.running import run_async

if TYPE_CHECKING:
    from graph.store.connection import AsyncStore
    from graph.store.lookup import State
    from queries.binding import Raw
    from queries.catalogue import Query
    from queries.running import Answer


class Present:
    """Answers queries as of the present, and remembers which commit that was.

    Attributes:
        last: The state that was read last; None before the first request.
    """

    def __init__(self, store: AsyncStore, *, max_rows: int) -> None:
        """Bind to a database; nothing is sent yet."""
        self._store = store
        self._max_rows = max_rows
        self.last: State | None = None

    async def state(self) -> State:
        """Read the graph's state."""
        self.last = await read_state_async(self._store)
        return self.last

    async def answer(self, query: Query, raw: Raw, state: State | None = None) -> tuple[State, Answer]:
        """Answer one page, and say as of which state.

        Args:
            query: What to run.
            raw: Values by parameter.
            state: The state, where the caller has just read it.

        Raises:
            WhometError: As `queries.running.run_async`.
        """
        guess = state or self.last
        if state is not None or guess is None:
            now = state or await self.state()
            return now, await self._run(query, raw, now)
        now, answer = await asyncio.gather(self.state(), self._run(query, raw, guess), return_exceptions=True)
        if isinstance(now, BaseException):
            raise now
        if now != guess:
            return now, await self._run(query, raw, now)
        if isinstance(answer, BaseException):
            raise answer
        return now, answer

    async def _run(self, query: Query, raw: Raw, state: State) -> Answer:
        return await run_async(self._store, query, raw, max_rows=self._max_rows, state=state)
