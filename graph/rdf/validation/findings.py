"""From what pyshacl reports to what people read."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from graph.rdf.namespaces import expand
from graph.rdf.shapes.table import SH, SHAPES
from graph.rdf.validation.problems import Problem, short

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node

SHOWN = 12
"""Of a list of allowed terms, as many are named."""
LONG = 80
STRING = expand("xsd:string")


def check_shapes(shapes: Graph, quads: Iterable[ox.Quad], subjects: set[str]) -> Iterator[Problem]:
    """What the shapes find wrong with some things.

    Args:
        shapes: The shapes.
        quads: What is said of the things, and what the shapes look at beside them.
        subjects: The things; what is wrong with others is left to the piece that has them.
    """
    import pyshacl
    from rdflib import SH as TERMS
    from rdflib import Graph

    data, term = Graph(bind_namespaces="none"), _terms()
    with _quiet():
        for quad in quads:
            data.add((term(quad.subject), term(quad.predicate), term(quad.object)))
        made = cast("tuple[bool, object, str]", pyshacl.validate(data, shacl_graph=shapes, inplace=True))  # pyright: ignore[reportUnknownMemberType]
    found = made[1]
    assert isinstance(found, Graph)  # noqa: S101  -- pyshacl gives bytes only where it is asked for them
    for result in found.objects(None, TERMS.result):
        problem = _problem(_Result(found, result, shapes))
        if problem.subject in subjects:
            yield problem


@contextmanager
def _quiet() -> Generator[None]:
    """Keep rdflib from logging each literal that is none of its datatype: that is what is reported."""
    log = logging.getLogger("rdflib.term")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            # rdflib's own comparison of a literal with one that is none of its datatype.
            warnings.filterwarnings("ignore", "NotImplemented should not be used", DeprecationWarning)
            yield
    finally:
        log.setLevel(before)


def _terms() -> Callable[[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple], Node]:
    """What makes terms of rdflib from those of pyoxigraph, each URI once."""
    import pyoxigraph as ox
    from rdflib import BNode, Literal, URIRef

    made: dict[str, URIRef] = {}

    def uri(value: str) -> URIRef:
        found = made.get(value)
        if found is None:
            found = made[value] = URIRef(value)
        return found

    def term(one: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        if isinstance(one, ox.NamedNode):
            return uri(one.value)
        if not isinstance(one, ox.Literal):
            return BNode(str(one))
        if one.language is not None:
            return Literal(one.value, lang=one.language)
        datatype = one.datatype.value
        return Literal(one.value, datatype=None if datatype == STRING else uri(datatype), normalize=False)

    return term


class _Result:
    """One result of a report."""

    def __init__(self, found: Graph, node: Node, shapes: Graph) -> None:
        self._found, self._node, self._shapes = found, node, shapes
        self.shape = self.of("sourceShape")

    def of(self, name: str) -> Node | None:
        """A value of the result."""
        from rdflib import URIRef

        return self._found.value(self._node, URIRef(SH + name))

    def asks(self, name: str) -> Any:  # noqa: ANN401
        """A value of the shape, as Python has it."""
        from rdflib import URIRef

        return self._shapes.value(self.shape, URIRef(SH + name))

    def listed(self, name: str) -> list[str]:
        """A list of the shape, in short."""
        from rdflib.collection import Collection

        head = self.asks(name)
        return [shown(one) for one in Collection(self._shapes, head)] if head is not None else []

    def message(self) -> str | None:
        """What the shape itself says, or its query."""
        from rdflib import URIRef

        told = self.asks("message")
        if told is None and (query := self.asks("sparql")) is not None:
            told = self._shapes.value(query, URIRef(SH + "message"))
        return str(told) if told is not None else None

    def path(self) -> str:
        """The path in words: `wm:participation/wm:role`, `^wm:about`."""
        told = self.of("resultPath")
        return "" if told is None else _path(self._found, told)


def _path(graph: Graph, node: Node) -> str:
    from rdflib import RDF, URIRef
    from rdflib.collection import Collection

    if isinstance(node, URIRef):
        return short(str(node))
    if (back := graph.value(node, URIRef(f"{SH}inversePath"))) is not None:
        return f"^{_path(graph, back)}"
    if (either := graph.value(node, URIRef(f"{SH}alternativePath"))) is not None:
        return "|".join(_path(graph, one) for one in Collection(graph, either))
    if graph.value(node, RDF.first) is not None:
        return "/".join(_path(graph, one) for one in Collection(graph, node))
    return ""


def shown(term: Node | None) -> str:
    """A term as people read it, cut where it is long."""
    from rdflib import Literal

    if isinstance(term, Literal):
        text = str(term)
        return repr(text if len(text) <= LONG else f"{text[:LONG]}…")
    return short(str(term)) if term is not None else ""


def _problem(result: _Result) -> Problem:
    subject, value = result.of("focusNode"), result.of("value")
    shape = str(result.shape).removeprefix(SHAPES)
    if result.asks("sparql") is not None:
        # Such a query looks for all of a predicate at once: the predicate is its focus, whoever is at fault its value.
        return Problem(str(value), short(str(subject)), result.message() or "", shape)
    if shape.endswith("-closed"):
        told = "is no property that whomet has there; take it away (whomet import refuses it)"
        return Problem(str(subject), result.path(), told, shape, str(value))
    component = str(result.of("sourceConstraintComponent")).removeprefix(SH).removesuffix("ConstraintComponent")
    told = result.message() or TOLD.get(component, _otherwise)(result)
    return Problem(str(subject), result.path(), told, shape, str(value) if value is not None else "")


def _otherwise(result: _Result) -> str:
    return str(result.of("resultMessage"))


def _of_codes(result: _Result) -> str:
    codes = result.listed("in")
    more = f" and {len(codes) - SHOWN} more" if len(codes) > SHOWN else ""
    return f"{shown(result.of('value'))} is none of {', '.join(codes[:SHOWN])}{more}"


def _of_pattern(result: _Result) -> str:
    pattern, value = str(result.asks("pattern")), shown(result.of("value"))
    if pattern.startswith("/id/"):
        return f"leads to {value}, which is no {pattern[5:].partition(')')[0].replace('|', ', ')}"
    return f"{value} does not look as it should ({pattern})"


TOLD: Mapping[str, Callable[[_Result], str]] = {
    "MinCount": lambda _: "is missing; there must be one",
    "MaxCount": lambda _: "has several values; keep one",
    "Datatype": lambda one: f"{shown(one.of('value'))} is no {shown(one.asks('datatype'))}",
    "NodeKind": lambda one: f"{shown(one.of('value'))} is no URI; point to the thing itself",
    "Class": lambda one: f"leads to {shown(one.of('value'))}, which is no {shown(one.asks('class'))}",
    "Or": lambda one: f"{shown(one.of('value'))} is of none of the forms that it may have",
    "In": _of_codes,
    "Pattern": _of_pattern,
    "MinLength": lambda _: "is an empty text; leave it away",
    "LanguageIn": lambda one: f"{shown(one.of('value'))} is not in English (@en)",
    "MinInclusive": lambda one: f"is {shown(one.of('value'))}, at least {one.asks('minInclusive')} is asked for",
    "MaxInclusive": lambda one: f"is {shown(one.of('value'))}, at most {one.asks('maxInclusive')} is asked for",
    "LessThan": lambda one: f"{shown(one.of('value'))} is not before {shown(one.asks('lessThan'))}",
    "LessThanOrEquals": lambda one: f"{shown(one.of('value'))} is after {shown(one.asks('lessThanOrEquals'))}",
}
"""Component of SHACL → what is wrong, and what to do."""
