"""The real graph has nothing that the mapping does not know."""

from __future__ import annotations

import pytest

from graph.rdf.mapping import EDGES, NODES
from graph.store.connection import Store

NODE_PROPERTIES = """
MATCH (n) UNWIND keys(n) AS name
RETURN DISTINCT head([label IN labels(n) WHERE label IN $labels]) AS label, name, labels(n) AS labels
"""

EDGE_PROPERTIES = "MATCH ()-[r]->() UNWIND keys(r) + ['rev_from'] AS name RETURN DISTINCT type(r) AS type, name"
VERSIONS = {"rev_from", "rev_to"}


@pytest.mark.usefixtures("samples")
def test_every_property_of_a_node_has_a_mapping(store: Store) -> None:
    """Labels and properties that the samples and authority data bring into the graph."""
    rows = store.read(NODE_PROPERTIES, labels=list(NODES)).values
    assert rows
    assert [row for row in rows if row[0] is None] == []
    known = {(label, each.name) for label, one in NODES.items() for each in one.properties}
    known |= {(label, one.key) for label, one in NODES.items()} | {("Place", "point")}
    # A claim's evidence and its lists are pieces of their own.
    known |= {("Claim", name) for name in ("quote", "start", "end")}
    assert {(row[0], row[1]) for row in rows} - known == set()


@pytest.mark.usefixtures("samples")
def test_every_relationship_has_a_mapping(store: Store) -> None:
    """Types and properties of relationships."""
    rows = store.read(EDGE_PROPERTIES).values
    assert {row[0] for row in rows} - set(EDGES) == set()
    known = {(type_, each.name) for type_, one in EDGES.items() for each in one.properties}
    assert {(row[0], row[1]) for row in rows if row[1] not in VERSIONS} - known == set()
