"""SHACL shapes of an export: what the mapping table gives, and what `rules.ttl` and `whole.ttl` say beside it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from graph.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph


def make_shapes(*, words: bool = True, whole: bool = True) -> Graph:
    """The shapes as a graph, a new one each time: pyshacl adds to the graph that it is given.

    Args:
        words: Whether exports have the quotations and texts of sources, and must.
        whole: Whether both ends of everything must be there; not so in what holds a part of the graph.
    """
    from rdflib import Graph

    from graph.rdf.shapes.table import SH, SHAPES, Drawer, draw_encounters, draw_meetings, draw_table, draw_types

    graph = Graph(bind_namespaces="none")
    for prefix, uri in (*PREFIXES.items(), ("sh", SH), ("s", SHAPES)):
        graph.bind(prefix, uri)
    for name in ("rules.ttl", "whole.ttl") if whole else ("rules.ttl",):
        graph.parse(data=files("graph.rdf.shapes").joinpath(name).read_text(encoding="utf-8"), format="turtle")
    draw = Drawer(graph)
    draw_table(draw, words=words)
    draw_types(draw)
    draw_encounters(draw)
    if whole:
        draw_meetings(draw)
    return graph


@cache
def shapes_text() -> str:
    """Those of a whole export in Turtle."""
    return make_shapes().serialize(format="turtle")
