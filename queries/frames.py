"""Answers as pandas DataFrames, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from graph.dates import bounds
from graph.errors import ParameterError
from queries.running import MAX_ROWS, pages_sync

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.connection import Store
    from queries.catalogue import Query
    from queries.running import Answer


def answer_frame(store: Store, query: Query, params: Mapping[str, object]) -> pd.DataFrame:
    """All rows of a query, or as many as `limit` says, fetched page by page; see `queries.run`."""
    wanted = params.get("limit")
    if wanted is not None and (not isinstance(wanted, int) or wanted < 1):
        raise ParameterError("limit", f"takes a whole number from 1, not {wanted!r}")
    size = MAX_ROWS if wanted is None else min(wanted, MAX_ROWS)
    pages: list[Answer] = []
    rows: list[list[Any]] = []
    for page in pages_sync(store, query, {**params, "limit": size}):
        pages.append(page)
        rows += page.rows
        if wanted is not None and len(rows) >= wanted:
            break
    frame = pd.DataFrame(rows[:wanted], columns=[one.name for one in query.returns])
    return _described(_dated(frame, query), pages[0])


def _dated(frame: pd.DataFrame, query: Query) -> pd.DataFrame:
    """Put the first day of each EDTF date beside it, and give plain days their type."""
    for column in query.returns:
        place = frame.columns.get_loc(column.name)
        if column.many or not isinstance(place, int):
            continue
        if column.type == "edtf":
            days = [bounds(told).lo if isinstance(told, str) else None for told in frame[column.name]]
            frame.insert(place + 1, f"{column.name}_lo", pd.Series(days, frame.index, dtype="datetime64[s]"))
        elif column.type == "date":
            frame[column.name] = frame[column.name].astype("datetime64[s]")
    return frame


def _described(frame: pd.DataFrame, first: Answer) -> pd.DataFrame:
    frame.attrs.update(
        query=first.query.name,
        version=first.query.version,
        parameters=first.parameters,
        seq=first.seq,
        digest=first.digest,
        permalink=first.permalink,
        notes=list(first.notes),
        undated_left_out=first.undated_left_out,
    )
    return frame
