"""Places in Neo4j: those that claims name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Place
    from graph.store.connection import Transaction

# The gazetteer has one label for a place; one that it does not know goes by the least of its names.
WRITE = """
UNWIND $rows AS row
MERGE (p:Place {id: row.id})
SET p.label = CASE WHEN p.label <= row.label THEN p.label ELSE row.label END,
    p.country = row.country, p.point = point({latitude: row.lat, longitude: row.lon})
"""


def least_named(places: Iterable[Place]) -> list[Place]:
    """Places, each once, by the least of their names."""
    return list({one.id: one for one in sorted(places, key=lambda one: one.label, reverse=True)}.values())


def write_places(tx: Transaction, places: Iterable[Place]) -> None:
    """Write places; one that is there keeps its label, unless the new one is less."""
    rows = [
        {"id": one.id, "label": one.label, "country": one.country, "lat": one.lat, "lon": one.lon}
        for one in least_named(places)
    ]
    if rows:
        tx.run(WRITE, rows=rows)
