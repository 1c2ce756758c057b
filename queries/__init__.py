"""The canned queries, one Cypher file each, and the catalogue that reads them.

In a notebook::

    import queries

    queries.run("who_met_whom", person="Lukashenko")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.catalogue import Catalogue, load_catalogue

if TYPE_CHECKING:
    import pandas as pd

    from graph.settings import Settings
    from graph.store.connection import Store

__all__ = ["catalogue", "run"]


def catalogue() -> Catalogue:
    """The canned queries."""
    return load_catalogue()


def run(
    name: str, /, *, store: Store | None = None, settings: Settings | None = None, **params: object
) -> pd.DataFrame:
    """Answer a canned query with a DataFrame of all rows.

    Dates are EDTF texts, as the sources are that exact; a column `NAME_lo` beside each gives the first day as a
    timestamp for plotting (NaT where undated). `attrs` of the frame carry what it takes to quote and repeat the answer:
    `query`, `version`, `parameters`, `seq`, `digest`, `permalink`, `notes` and `undated_left_out`.

    Args:
        name: The query, or `NAME@VERSION`.
        store: An open store, which stays open.
        settings: Where the database is, if no store is given; the environment's settings by default.
        params: The query's parameters; `limit` gives that many rows at most.

    Raises:
        UnknownQueryError: There is no such query.
        InputError: A parameter can't be used; the message says which and why.
        StoreError: The database could not answer.
    """
    from graph.settings import Settings
    from graph.store.connection import Address, Store
    from queries.frames import answer_frame

    query = load_catalogue().get(name)
    if store is not None:
        return answer_frame(store, query, params)
    with Store(Address.of(settings or Settings())) as opened:
        return answer_frame(opened, query, params)
