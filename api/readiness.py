"""Whether the application can answer: the database, the graph's schema, and every query of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, LiteralString

from graph.errors import StoreError, StoreUnavailableError
from graph.store.schema import require_present
from queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from graph.store.connection import AsyncStore

SCHEMA: LiteralString = """
OPTIONAL MATCH (m:Meta {id: 'whomet'})
RETURN m.schema AS schema, m.seq AS seq
"""


@dataclass(slots=True)
class Readiness:
    """What was found good once and stays so while the process runs.

    Attributes:
        explained: Names of queries that the database accepted. Planning one takes up to 100 ms, and a plan
            that worked works until whomet or Neo4j is replaced.
    """

    explained: set[str] = field(default_factory=set[str])


async def check_ready(store: AsyncStore, readiness: Readiness) -> dict[str, Any]:
    """Check everything that an answer needs; give what was found.

    Raises:
        StoreUnavailableError: The database does not answer, or nothing was ever loaded into it.
        SchemaVersionError: The graph is of another schema.
        StoreError: The database refuses a query of the catalogue.
    """
    row = (await store.read(SCHEMA)).dicts()[0]
    if row["schema"] is None:
        raise StoreUnavailableError("the graph is not set up yet: load something (whomet demo, whomet load)")
    require_present(row["schema"])
    catalogue = load_catalogue()
    for query in catalogue:
        if query.name not in readiness.explained:
            rows = await store.read("EXPLAIN " + query.cypher)
            if rows.columns[:-1] != tuple(one.name for one in query.returns):
                raise StoreError(f"query {query.name} returns {rows.columns}, not what its header declares")
            readiness.explained.add(query.name)
    return {"schema": row["schema"], "seq": row["seq"], "queries": len(catalogue)}
