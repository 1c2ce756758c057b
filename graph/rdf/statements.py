"""What may be said of each class: the mapping table as ontology, context and shapes read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from graph.rdf.mapping import EDGES, FORMER, NODES, RELATION, EdgeMap, NodeMap, Property, Shortcut, Value
from graph.rdf.mapping.targets import TARGETS

SYMMETRIC = frozenset({"wm:met", "wm:spokeWith", "wm:visitedOrHosted", "wm:possiblySame"})
"""Predicates that hold both ways."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A predicate that whatever is of a class may have.

    Attributes:
        subject: The class, as `prefix:name`.
        predicate: As `prefix:name`.
        values: How its values are written; more than one kind only where the class has the predicate in two senses.
        scheme: Of a concept.
        paths: What the ids of things that it leads to begin with; empty for anything that is none.
        parts: Classes of what it leads to under the URI of the same thing; empty where it leads elsewhere.
        many: Whether there may be several values.
        name: In JSON-LD.
    """

    subject: str
    predicate: str
    values: tuple[Value, ...]
    scheme: str = ""
    paths: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    many: bool = False
    name: str = ""


STRUCTURE_VALUES: Mapping[str, Value] = {
    "wm:empty": "text",
    "wm:without": "text",
    "wm:listOrder": "text",
    "wm:relation": "uri",
    "wm:to": "thing",
    "wm:revFrom": "integer",
    "wm:revTo": "integer",
    "dct:isVersionOf": "thing",
}
"""How the values of the predicates are written that any node or relation may have (`graph.rdf.mapping.STRUCTURE`)."""


def class_of(classes: tuple[str, ...]) -> str:
    """The class by which a thing is known: the one of ours, else the first."""
    return next((one for one in classes if one.startswith("wm:")), classes[0])


@cache
def statements() -> Mapping[str, Mapping[str, Statement]]:
    """Class → predicate → what is said with it, in the table's order."""
    found: dict[str, dict[str, Statement]] = {}
    for one in _all():
        said = found.setdefault(one.subject, {})
        said[one.predicate] = _merged(said[one.predicate], one) if one.predicate in said else one
    return found


def subjects(predicate: str) -> tuple[Statement, ...]:
    """What is said with a predicate, one for each class."""
    return tuple(said[predicate] for said in statements().values() if predicate in said)


def _merged(a: Statement, b: Statement) -> Statement:
    return replace(
        a,
        values=_union(a.values, b.values),
        paths=_union(a.paths, b.paths),
        parts=_union(a.parts, b.parts),
        many=a.many or b.many or a.parts != b.parts,
    )


def _union[T](a: Iterable[T], b: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*a, *b)))


def _all() -> Iterator[Statement]:
    for node in NODES.values():
        yield from _of_node(node)
    for edge in EDGES.values():
        yield from _of_edge(edge)
    for name in ("wm:relation", "wm:to", "wm:revFrom", "wm:revTo"):
        yield Statement(RELATION, name, (STRUCTURE_VALUES[name],))
    yield Statement(FORMER, "dct:isVersionOf", ("thing",))


def _of_node(node: NodeMap) -> Iterator[Statement]:
    own = class_of(node.classes)
    yield from _said(own, (*node.properties, *node.shortcuts))
    pieces = {piece.name: class_of(piece.classes) for piece in node.pieces}
    for piece in node.pieces:
        me = pieces[piece.name]
        yield Statement(pieces.get(piece.of, own), piece.link, ("thing",), parts=(me,), many=piece.many)
        yield from _said(me, piece.properties)
        if piece.source:
            yield Statement(me, piece.source, ("thing",), paths=NODES["Document"].paths)


def _of_edge(edge: EdgeMap) -> Iterator[Statement]:
    start, end = NODES[edge.start], NODES[edge.end]
    if edge.predicate:
        yield Statement(class_of(start.classes), edge.predicate, ("thing",), paths=end.paths, many=True)
    if not edge.classes:
        if edge.predicate:
            yield from _said(RELATION, edge.properties)
        return
    me = class_of(edge.classes)
    owner = {"start": start, "end": end}.get(edge.owner, NODES["Event"])
    yield Statement(class_of(owner.classes), edge.link, ("thing",), parts=(me,), many=True)
    if edge.to_start:
        yield Statement(me, edge.to_start, ("thing",), paths=start.paths)
    if edge.to_end:
        yield Statement(me, edge.to_end, ("thing",), paths=end.paths)
    yield from _said(me, (*edge.properties, *edge.shortcuts))
    if edge.versioned:
        for name in ("wm:revFrom", "wm:revTo"):
            yield Statement(me, name, ("integer",))


def _said(subject: str, told: Iterable[Property | Shortcut]) -> Iterator[Statement]:
    for one in told:
        if one.predicate == "rdf:type":
            continue
        many = one.many if isinstance(one, Property) else one.predicate in REPEATED
        scheme = one.of if isinstance(one, Property) and one.value == "concept" else SCHEMES_OF.get(one.predicate, "")
        paths = TARGETS[one.predicate] if one.value == "thing" else ()
        yield Statement(subject, one.predicate, (one.value,), scheme, paths, many=many, name=one.json_name)


REPEATED = frozenset({"skos:altLabel", "skos:exactMatch", "sem:hasActor", "sem:hasPlace", *SYMMETRIC})
"""Shortcuts that may come several times."""

SCHEMES_OF: Mapping[str, str] = {"sem:eventType": "type", "sem:roleType": "role"}
"""Shortcut to a term → the scheme that the term is of."""
