"""Running a query, synchronously or not: what differs is only how the database is waited for.

A page takes two queries: the graph's state, then the rows as of exactly that commit, so that digest and rows always
belong together and later pages read the same commit, whatever was loaded since. Names take one more, a window one more
for the undated rows that it leaves out. Synchronously they share a transaction; asynchronously what can be asked at
once is, and the server guesses the state besides (`api.present`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from graph.errors import NotFoundError, UnknownNameError
from graph.store.lookup import KNOWN, State, look_up, look_up_async, read_state, read_state_async, unknown_ids
from queries.binding import MAX_ROWS, prepare

if TYPE_CHECKING:
    from graph.store.connection import AsyncStore, Reader, Rows, Store
    from queries.binding import Bound, Raw, Request
    from queries.catalogue import Query


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of rows and what it takes to quote and repeat it.

    Attributes:
        parameters: Canonical ones: ids for names; defaults and paging left out.
        columns: Names, in the order of the rows' values.
        rows: One list a row.
        next: Cursor of the next page; None on the last one.
        undated_left_out: How many more rows there would be if the window did not need a date; None where there is no
            window, or on a later page.
        undated_more: Whether there are more of them than were counted ("at least").
        notes: How the parameters were understood, where that was not plain.
        seq: The commit as of which the rows are.
        digest: Of the graph when it was asked; None for an empty graph.
    """

    query: Query
    parameters: dict[str, Any]
    columns: tuple[str, ...]
    rows: list[list[Any]]
    next: str | None
    undated_left_out: int | None
    undated_more: bool
    notes: tuple[str, ...]
    seq: int
    digest: str | None

    def dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def permalink(self) -> str:
        """Path that gives the same rows for ever: this version of the query, as of this commit."""
        pinned = {**self.parameters, "known_at": self.seq}
        return f"/queries/{self.query.name}@{self.query.version}?{urlencode(pinned, doseq=True)}"


def run_sync(store: Store, query: Query, raw: Raw, *, max_rows: int = MAX_ROWS, state: State | None = None) -> Answer:
    """Answer with one page.

    Args:
        store: The database.
        query: What to run.
        raw: Values by parameter, as `queries.binding.prepare` takes them.
        max_rows: Most rows that a page may have.
        state: The graph's state where the caller has just read it; saves a round trip.

    Raises:
        ParameterError: A parameter is unknown, missing, or not of its type.
        UnknownNameError: Nobody goes by a name.
        AmbiguousNameError: Several do.
        NotFoundError: There is no such event, claim or document.
        StoreError: The database could not answer.
    """
    request = prepare(query, raw, max_rows=max_rows)
    return store.read_together(lambda reading: _run(reading, request, state))


def _run(reader: Reader, request: Request, state: State | None) -> Answer:
    query = request.query
    if state is None or request.moments:
        state = read_state(reader, request.moments)
    found = look_up(reader, request.lookups, request.rev(state)) if request.lookups else ()
    bound = request.complete(state, found)
    rows = reader.read(query.cypher, bound.parameters)
    undated = reader.read(query.cypher, bound.undated) if _counts_undated(bound) else None
    if doubtful := _doubtful(bound, rows):
        _refuse_unknown(bound, unknown_ids(reader.read(KNOWN, ids=doubtful)))
    return _answer(bound, state, rows, undated)


async def run_async(
    store: AsyncStore, query: Query, raw: Raw, *, max_rows: int = MAX_ROWS, state: State | None = None
) -> Answer:
    """As `run_sync`."""
    request = prepare(query, raw, max_rows=max_rows)
    if state is None or request.moments:
        state = await read_state_async(store, request.moments)
    found = await look_up_async(store, request.lookups, request.rev(state)) if request.lookups else ()
    bound = request.complete(state, found)
    undated: Rows | None = None
    if _counts_undated(bound):
        rows, undated = await asyncio.gather(
            store.read(query.cypher, bound.parameters), store.read(query.cypher, bound.undated)
        )
    else:
        rows = await store.read(query.cypher, bound.parameters)
    if doubtful := _doubtful(bound, rows):
        _refuse_unknown(bound, unknown_ids(await store.read(KNOWN, ids=doubtful)))
    return _answer(bound, state, rows, undated)


def pages_sync(store: Store, query: Query, raw: Raw, *, max_rows: int = MAX_ROWS) -> Iterator[Answer]:
    """All pages, one by one; `limit` in `raw` is the size of a page, and without it pages are as large as may be."""
    given = {"limit": max_rows, **raw}
    while True:
        answer = run_sync(store, query, given, max_rows=max_rows)
        yield answer
        if answer.next is None:
            return
        given["after"] = answer.next


async def pages_async(store: AsyncStore, query: Query, raw: Raw, *, max_rows: int = MAX_ROWS) -> AsyncIterator[Answer]:
    """As `pages_sync`."""
    given = {"limit": max_rows, **raw}
    while True:
        answer = await run_async(store, query, given, max_rows=max_rows)
        yield answer
        if answer.next is None:
            return
        given["after"] = answer.next


def _counts_undated(bound: Bound) -> bool:
    return bound.windowed and bound.parameters["after"] is None


def _doubtful(bound: Bound, rows: Rows) -> list[str]:
    return [] if rows.values else [id_ for _, id_ in bound.ids]


def _refuse_unknown(bound: Bound, unknown: tuple[str, ...]) -> None:
    types = {id_: bound.query.by_name[name].type for name, id_ in bound.ids}
    for id_ in unknown:
        if types[id_] in {"claim", "document"}:
            raise NotFoundError(f"there is no {id_}")
        raise UnknownNameError(id_)


def _answer(bound: Bound, state: State, rows: Rows, undated: Rows | None) -> Answer:
    page, more = rows.values[: bound.limit], len(rows.values) > bound.limit
    return Answer(
        query=bound.query,
        parameters=bound.canonical,
        columns=rows.columns[:-1],
        rows=[row[:-1] for row in page],
        next=bound.cursor(page[-1][-1]) if more else None,
        undated_left_out=None if undated is None else min(len(undated.values), bound.limit),
        undated_more=undated is not None and len(undated.values) > bound.limit,
        notes=bound.notes,
        seq=bound.rev,
        digest=state.digest,
    )
