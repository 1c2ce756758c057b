"""The state of the graph that an answer is about: the present, or what was known at a given moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.store.lookup import read_state_async
from queries.header import STANDARD
from queries.values import read

if TYPE_CHECKING:
    from graph.store.connection import AsyncStore
    from graph.store.lookup import State


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a thing is read from and how its links begin.

    Attributes:
        rev: The commit as of which it is read.
        digest: Digest of the graph's present content; None for an empty graph.
        base: What every address in the answer begins with; no slash at its end.
    """

    rev: int
    digest: str | None
    base: str = ""


async def read_scope(store: AsyncStore, known_at: object, *, base: str = "", state: State | None = None) -> Scope:
    """Find the commit that `known_at` means; None means the present.

    Args:
        store: The database.
        known_at: Number of a commit, a day (its end, UTC) or a time, as text or as a Python value.
        base: Address of the server.
        state: The graph's state where the caller has just read it; saves a round trip.

    Raises:
        ParameterError: `known_at` is none of these.
        StoreError: The database could not answer.
    """
    moment = read(STANDARD["known_at"], known_at)
    at = moment if isinstance(moment, dt.datetime) else None
    if at is not None:
        state = await read_state_async(store, [at])
        return Scope(state.commits[0], state.digest, base)
    if state is None:
        state = await read_state_async(store)
    return Scope(min(moment, state.seq) if isinstance(moment, int) else state.seq, state.digest, base)
