"""The one mapping table: every label, property and relationship type of the graph, and what each is in RDF.

It drives export, import, the JSON-LD context, the ontology document and the SHACL shapes. It is data: `NODES` and
`EDGES` say what is what, `TERMS` what our own terms mean, and the functions here find things in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from graph.rdf.mapping import things
from graph.rdf.mapping.claims import CLAIM
from graph.rdf.mapping.edges import EDGES as _EDGES
from graph.rdf.mapping.kinds import (
    HISTORY,
    Alignment,
    EdgeMap,
    EdgeProperty,
    Graph,
    NodeMap,
    Piece,
    Property,
    Props,
    Shortcut,
    Term,
    Value,
)

__all__ = [
    "EDGES",
    "HISTORY",
    "NODES",
    "STRUCTURE",
    "Alignment",
    "EdgeMap",
    "EdgeProperty",
    "Graph",
    "NodeMap",
    "Piece",
    "Property",
    "Props",
    "Shortcut",
    "Term",
    "Value",
    "all_classes",
    "all_predicates",
    "all_properties",
    "label_of",
]

NODES: Mapping[str, NodeMap] = {
    one.label: one
    for one in (
        things.ACTOR,
        things.NAME,
        things.PLACE,
        things.POST,
        things.SOURCE,
        things.DOCUMENT,
        CLAIM,
        things.EVENT,
        things.TENURE,
        things.COMMIT,
        things.AUTHORITY,
        things.DECISION,
        things.CONCEPT,
        things.META,
        things.KEY,
        things.BLOCK,
    )
}
"""Label → how its nodes are said."""

EDGES: Mapping[str, EdgeMap] = {one.type: one for one in _EDGES}
"""Type → how its relationships are said."""

STRUCTURE: Mapping[str, str] = {
    "wm:empty": "name of a property that is an empty list",
    "wm:without": "name of a property that is not there, where most have it",
    "wm:listOrder": "name of a list and the places of its items among the sorted ones, in the list's order",
    "wm:relation": "the predicate of a relation that has a URI",
    "wm:to": "the other end of a relation that has a URI",
    "wm:revFrom": "number of the commit from which it holds",
    "wm:revTo": "number of the commit to which it held",
    "dct:isVersionOf": "of what a former version is one",
}
"""Predicates that any node or relation may have, and what they say."""

FORMER = "wm:FormerVersion"
RELATION = "wm:Relation"


def all_properties() -> Iterator[Property | Shortcut]:
    """Every property, of nodes, their pieces and relationships, and every shortcut; a predicate may come often."""
    for node in NODES.values():
        yield from node.properties
        for piece in node.pieces:
            yield from piece.properties
        yield from node.shortcuts
    for edge in EDGES.values():
        yield from edge.properties
        yield from edge.shortcuts


def all_predicates() -> dict[str, None]:
    """Every predicate that an export may have but `rdf:type`, as `prefix:name`, in the table's order."""
    found = dict.fromkeys(one.predicate for one in all_properties())
    for node in NODES.values():
        found |= dict.fromkeys(name for piece in node.pieces for name in (piece.link, piece.source) if name)
    for edge in EDGES.values():
        found |= dict.fromkeys(name for name in (edge.predicate, edge.link, edge.to_start, edge.to_end) if name)
    found |= dict.fromkeys(STRUCTURE)
    found.pop("rdf:type", None)
    return found


def all_classes() -> dict[str, None]:
    """Every class that an export may have, as `prefix:name`, in the table's order."""
    found: dict[str, None] = {}
    for node in NODES.values():
        found |= dict.fromkeys(node.classes)
        found |= dict.fromkeys(name for names in node.by[1].values() for name in names)
        found |= dict.fromkeys(name for piece in node.pieces for name in piece.classes)
    found |= dict.fromkeys(name for edge in EDGES.values() for name in edge.classes)
    return found | dict.fromkeys((FORMER, RELATION, "sem:Role"))


@cache
def _by_path() -> dict[str, str]:
    return {path: node.label for node in NODES.values() for path in node.paths}


def label_of(id: str) -> str | None:
    """The label of the node with an id as URIs write it (`document/…`, `person/…`); None for what has no node."""
    return _by_path().get(id.partition("/")[0])
