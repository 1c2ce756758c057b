"""Actors whose names begin as somebody types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, LiteralString

from api.reconciling.facts import read_facts
from api.reconciling.questions import TYPES
from graph.identity.folding import fold
from graph.store.lookup import look_up_async, read_state_async
from queries.names import ask_for, is_id

if TYPE_CHECKING:
    from graph.store.connection import AsyncStore

PAGE: Final = 20
MOST_SKIPPED: Final = 10_000

STARTING: LiteralString = """
MATCH (n:Name) USING INDEX n:Name(id)
WHERE n.id STARTS WITH $prefix
MATCH (n)-[r:NAMES]->(a:Actor)
WHERE coalesce(r.rev_from, 0) <= $rev AND $rev < coalesce(r.rev_to, $rev + 1) AND NOT a.id IN $first
WITH a, min(size(n.id)) AS length, max(r.weight) AS weight
WITH a, length, weight,
  EXISTS { (a)-[e:PARTICIPATED_IN|REPRESENTED_IN]->() WHERE e.rev_from <= $rev AND $rev < e.rev_to } AS active
ORDER BY active DESC, weight DESC, length, a.id SKIP $skip LIMIT $limit
RETURN a.id AS id
"""


async def suggest_entities(store: AsyncStore, prefix: str, skip: int) -> dict[str, Any]:
    """One page of actors whose names begin so, those first who go by just this name; `more` where others follow.

    Args:
        store: The database.
        prefix: What was typed, in any script; an id finds its actor.
        skip: How many to pass over.

    Raises:
        StoreError: The database could not answer.
    """
    rev = (await read_state_async(store)).seq
    text = prefix.strip()
    first = [text] if is_id(text) else []
    if text and not first:
        # Without its form in ids nothing that is merely like it is looked for.
        (found,) = await look_up_async(store, [replace(ask_for("actor", text), slug="")], rev)
        first = [one.id for one in found.candidates]
    ids = first[skip : skip + PAGE + 1]
    if len(ids) <= PAGE and fold(text) and not is_id(text):
        start = max(skip - len(first), 0)
        limit = PAGE + 1 - len(ids)
        rows = await store.read(STARTING, prefix=fold(text), rev=rev, first=first, skip=start, limit=limit)
        ids += [row["id"] for row in rows.dicts()]
    facts = await read_facts(store, ids[:PAGE], rev)
    return {
        "result": [
            {
                "id": one.id,
                "name": one.label,
                "description": one.description,
                "notable": [{"id": TYPES[one.kind], "name": TYPES[one.kind]}],
            }
            for one in (facts[id_] for id_ in ids[:PAGE] if id_ in facts)
        ],
        "more": len(ids) > PAGE,
    }
