"""What is counted of the graph for its description."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from graph.model import OPEN
from graph.rdf.dataset import Summary

if TYPE_CHECKING:
    from starlette.requests import Request

    from graph.store.connection import AsyncStore
    from graph.store.lookup import State

COUNTS: LiteralString = """
CALL () {
  MATCH (n:Actor) RETURN 'Actor' AS label, count(n) AS many
  UNION ALL MATCH (n:Event {rev_to: $open}) RETURN 'Event' AS label, count(n) AS many
  UNION ALL MATCH (n:Claim {closed_seq: $open}) RETURN 'Claim' AS label, count(n) AS many
  UNION ALL MATCH (n:Document {rev_to: $open}) RETURN 'Document' AS label, count(n) AS many
  UNION ALL MATCH (n:Tenure {rev_to: $open}) RETURN 'Tenure' AS label, count(n) AS many
  UNION ALL MATCH (n:Place) RETURN 'Place' AS label, count(n) AS many
  UNION ALL MATCH (n:Post) RETURN 'Post' AS label, count(n) AS many
  UNION ALL MATCH (n:Source) RETURN 'Source' AS label, count(n) AS many
}
RETURN label, many
"""

LICENCES: LiteralString = """
MATCH (d:Document {rev_to: $open})
RETURN coalesce(d.licence, '') AS licence, count(d) AS many
"""

LAST_COMMIT: LiteralString = "MATCH (c:Commit {seq: $seq}) RETURN toString(c.at) AS at"


async def summarize(request: Request, store: AsyncStore, state: State) -> Summary:
    """Count what the graph holds; the counts of one commit are kept."""
    kept: dict[str, Summary] = request.app.state.summaries
    key = f"{state.seq} {state.digest}"
    if key not in kept:
        counts: dict[str, int] = {row[0]: row[1] for row in (await store.read(COUNTS, open=OPEN)).values}
        licences: dict[str, int] = {row[0]: row[1] for row in (await store.read(LICENCES, open=OPEN)).values}
        times = (await store.read(LAST_COMMIT, seq=state.seq)).values
        kept.clear()
        kept[key] = Summary(state.digest, state.seq, times[0][0] if times else None, counts, licences)
    return kept[key]
