"""The shapes that the mapping table and the vocabulary give, as facts of a graph.

A property's shape has its target itself, instead of hanging on a node's shape: engines then look at all nodes at once,
which takes pyshacl a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from graph.rdf.mapping import FORMER, STRUCTURE, Value, all_classes
from graph.rdf.mapping.terms import load_terms
from graph.rdf.namespaces import concept, expand
from graph.rdf.shapes.rules import CODES, LIMITS, ONCE, ORDERED, PATTERNS, REQUIRED, WORDS
from graph.rdf.statements import Statement, statements
from graph.rdf.values import DATATYPES
from graph.rdf.writing import MODES
from graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SHAPES = "https://w3id.org/whomet/shapes#"
SH = "http://www.w3.org/ns/shacl#"


class Drawer:
    """Adds shapes to a graph."""

    def __init__(self, graph: Graph) -> None:
        """Bind to a graph."""
        self._graph = graph

    def put(self, subject: Node, name: str, value: Any) -> None:  # noqa: ANN401
        """Add `subject sh:name value`; texts and numbers become literals, lists RDF lists."""
        from rdflib import RDF, BNode, URIRef
        from rdflib.collection import Collection

        if isinstance(value, (list, tuple)):
            head = BNode() if value else RDF.nil
            Collection(self._graph, head, [_term(one) for one in cast("Sequence[Any]", value)])
            value = head
        self._graph.add((subject, URIRef(SH + name), _term(value)))

    def shape(self, name: str, target: str, path: str = "", **told: Any) -> Node:  # noqa: ANN401
        """Add a shape with a target class, a path if it is a property's, and more."""
        from rdflib import RDF, URIRef

        me = URIRef(SHAPES + name)
        self._graph.add((me, RDF.type, URIRef(SH + ("PropertyShape" if path else "NodeShape"))))
        self.put(me, "targetClass", uri(target))
        if path:
            self.put(me, "path", uri(path))
        for key, value in told.items():
            self.put(me, key, value)
        return me


def _term(value: Any) -> Node:  # noqa: ANN401
    from rdflib import Literal
    from rdflib.term import Node

    return value if isinstance(value, Node) else Literal(value)


def uri(name: str) -> Node:
    """The URI that `prefix:name` stands for, as a term."""
    from rdflib import URIRef

    return URIRef(expand(name))


def draw_table(draw: Drawer, *, words: bool) -> None:
    """Add what the table says of each class: how often, of what form, which codes, how large; and nothing else."""
    labels = {one.name: one.label for one in load_terms()[1].values()}
    required = {name: {*REQUIRED.get(name, ()), *(WORDS.get(name, ()) if words else ())} for name in all_classes()}
    for subject, said in statements().items():
        for one in said.values():
            me = draw.shape(_name(subject, one.predicate), subject, one.predicate)
            draw.put(me, "name", labels.get(one.predicate, one.predicate))
            if one.predicate in required[subject]:
                draw.put(me, "minCount", 1)
            if not one.many or (subject, one.predicate) in ONCE:
                draw.put(me, "maxCount", 1)
            _draw_form(draw, me, one)
            _draw_limits(draw, me, one)
        for first, second, strict in ORDERED:
            if first in said and second in said:
                me = draw.shape(f"{_name(subject, first)}-order", subject, first)
                draw.put(me, "lessThan" if strict else "lessThanOrEquals", uri(second))
        if subject == FORMER:
            # It has whatever its thing had.
            continue
        known = [uri("rdf:type"), *map(uri, STRUCTURE), *map(uri, said)]
        draw.shape(f"{_local(subject)}-closed", subject, closed=True, ignoredProperties=known)


def _name(subject: str, predicate: str) -> str:
    return f"{_local(subject)}-{predicate.replace(':', '-')}"


def _local(name: str) -> str:
    return name.replace(":", "-").removeprefix("wm-")


def _draw_form(draw: Drawer, me: Node, one: Statement) -> None:
    forms = list(_forms(one))
    if len(forms) == 1:
        for key, value in forms[0]:
            draw.put(me, key, value)
        return
    from rdflib import BNode

    choices = [BNode() for _ in forms]
    for choice, form in zip(choices, forms, strict=True):
        for key, value in form:
            draw.put(choice, key, value)
    draw.put(me, "or", choices)


type Form = list[tuple[str, Any]]


def _forms(one: Statement) -> Iterator[Form]:
    for value in one.values:
        yield from _forms_of(value, one)


def _forms_of(value: Value, one: Statement) -> Iterable[Form]:
    text: Form = [("datatype", uri("xsd:string"))]
    if value == "thing":
        return _forms_of_things(one)
    if value in DATATYPES and value != "uri":
        return [[("datatype", uri(DATATYPES[value]))]]
    told: Mapping[str, list[Form]] = {
        "text": [[*text, ("minLength", 1)]],
        "english": [[("datatype", uri("rdf:langString")), ("languageIn", ["en"])]],
        "title": [text, [("datatype", uri("rdf:langString"))]],
        "uri": [[("nodeKind", _sh("IRI"))], [("datatype", uri("xsd:anyURI"))]],
    }
    return told[value] if value in told else [[("in", _terms(one.scheme))]]


def _forms_of_things(one: Statement) -> Iterable[Form]:
    if one.parts:
        return [[("class", uri(part))] for part in one.parts]
    iri = ("nodeKind", _sh("IRI"))
    return [[iri, ("pattern", f"/id/({'|'.join(one.paths)})/[^#]+$")] if one.paths else [iri]]


def _sh(name: str) -> Node:
    from rdflib import URIRef

    return URIRef(SH + name)


def _terms(scheme: str) -> list[Node]:
    from rdflib import URIRef

    told = load_vocabulary()
    codes = {"type": told.types, "role": told.roles, "modality": told.modalities, "mode": told.modes}[scheme]
    return [URIRef(concept(scheme, code)) for code in codes]


def _draw_limits(draw: Drawer, me: Node, one: Statement) -> None:
    if one.predicate in CODES:
        draw.put(me, "in", CODES[one.predicate])
    if pattern := PATTERNS.get((one.subject, one.predicate)):
        draw.put(me, "pattern", pattern)
    least, greatest = LIMITS.get(one.predicate, (None, None))
    if least is not None:
        draw.put(me, "minInclusive", least)
    if greatest is not None:
        draw.put(me, "maxInclusive", greatest)


def draw_types(draw: Drawer) -> None:
    """Add for each type of event its roles and acts: of events and of claims, by way of what has the type."""
    from rdflib import BNode, URIRef

    for code, kind in load_vocabulary().types.items():
        roles = [URIRef(concept("role", role)) for role in kind.roles]
        me = URIRef(f"{SHAPES}type-{code}")
        draw.put(me, "targetNode", URIRef(concept("type", code)))
        back = BNode()
        draw.put(back, "inversePath", uri("wm:type"))
        draw.put(me, "path", back)
        for link in ("wm:participation", "wm:participant"):
            told = URIRef(f"{SHAPES}type-{code}-{_local(link)}")
            draw.put(told, "path", [uri(link), uri("wm:role")])
            draw.put(told, "in", roles)
            draw.put(told, "message", f"has a role that {code} has not; it may have {', '.join(kind.roles)}")
            draw.put(me, "property", told)
        act = URIRef(f"{SHAPES}type-{code}-act")
        acts = [one.code for one in kind.acts]
        draw.put(act, "path", uri("wm:act"))
        draw.put(act, "in", acts)
        draw.put(act, "message", f"has an act that {code} has not; it may have {', '.join(acts) or 'none'}")
        draw.put(me, "property", act)


def draw_encounters(draw: Drawer) -> None:
    """Add that an encounter is at an event of its own mode."""
    from rdflib import BNode, URIRef

    for mode in MODES:
        code = URIRef(concept("type", mode))
        me, event = URIRef(f"{SHAPES}encounter-{mode}"), URIRef(f"{SHAPES}encounter-{mode}-event")
        back, way = BNode(), BNode()
        draw.put(me, "targetNode", code)
        draw.put(back, "inversePath", uri("wm:mode"))
        draw.put(me, "path", back)
        draw.put(me, "property", event)
        draw.put(way, "inversePath", uri("wm:encounter"))
        draw.put(event, "path", [way, uri("wm:type")])
        draw.put(event, "hasValue", code)
        draw.put(event, "message", f"its wm:mode is {mode}, and its event is of another type")


def draw_meetings(draw: Drawer) -> None:
    """Add that two people are joined as they met: never as people who met, where they only had a call."""
    from rdflib import BNode, URIRef

    for mode, predicate in MODES.items():
        me, query = URIRef(f"{SHAPES}{_local(predicate)}-by-{mode}"), BNode()
        # One look for all of them: an engine reads the query anew for each focus node.
        draw.put(me, "targetNode", uri(predicate))
        draw.put(me, "sparql", query)
        draw.put(query, "select", MEETING.format(expand(predicate), concept("type", mode)))
        draw.put(query, "message", f"{predicate} joins two people who are in no wm:Encounter whose wm:mode is {mode}")


MEETING = """
SELECT $this ?value WHERE {{
  ?value <{0}> ?other .
  FILTER NOT EXISTS {{
    ?meeting <https://w3id.org/whomet/ns#mode> <{1}> .
    {{ ?meeting <https://w3id.org/whomet/ns#person> ?other ; <https://w3id.org/whomet/ns#otherPerson> ?value }}
    UNION
    {{ ?meeting <https://w3id.org/whomet/ns#person> ?value ; <https://w3id.org/whomet/ns#otherPerson> ?other }}
  }}
}}"""
