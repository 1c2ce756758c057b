"""Citations in their forms, for the routes and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.citing.works import today, work_of, work_of_answer
from graph.store.lookup import read_committed_async

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from api.answers import Format
    from api.citing.works import Citable, Work
    from graph.store.connection import AsyncStore
    from queries.running import Answer


def write_works(works: Iterable[Work], format: Format) -> bytes:  # noqa: A002  -- the forms' own name everywhere
    """Entries in one of the forms of citations.

    Args:
        works: The entries.
        format: "bibtex" or "csl".
    """
    if format == "csl":
        from api.citing.csl import to_csl

        return to_csl(works)
    from api.citing.bibtex import to_bibtex

    return to_bibtex(works)


async def cite_thing(store: AsyncStore, view: Citable, format: Format) -> bytes:  # noqa: A002
    """A claim, an event or a document as a citation.

    Raises:
        StoreError: The database could not answer.
    """
    return write_works([work_of(view, day_of(await read_committed_async(store, view.known_at.seq)), today())], format)


async def cite_answer(store: AsyncStore, answer: Answer, base: str, format: Format) -> bytes:  # noqa: A002
    """The answer of a query as a citation.

    Raises:
        StoreError: The database could not answer.
    """
    committed = day_of(await read_committed_async(store, answer.seq))
    return write_works([work_of_answer(answer, base, committed, today())], format)


def day_of(moment: dt.datetime | None) -> dt.date | None:
    """The day of a moment."""
    return None if moment is None else moment.date()
