"""The ontology document, `whomet.ttl`: what our classes and properties mean, and what they are to those of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from graph.rdf.context import LINKS
from graph.rdf.mapping import NODES, STRUCTURE, Term, Value
from graph.rdf.mapping.terms import load_terms
from graph.rdf.namespaces import HOME, PREFIXES, expand
from graph.rdf.statements import STRUCTURE_VALUES, SYMMETRIC, class_of, subjects
from graph.rdf.values import DATATYPES

if TYPE_CHECKING:
    from rdflib import Graph

    type Fact = tuple[str, str, str | tuple[str, str]]

ONTOLOGY = HOME + "ns#"
TITLE = "whomet: who met whom, according to which source"
DESCRIPTION = (
    "Claims of reports about diplomatic events, the events that are computed from them, who took part in what role and "
    "on whose behalf, who held which post, and what shows it. What is not taken to have occurred is never a sem:Event."
)
LICENCE = "http://www.apache.org/licenses/LICENSE-2.0"

# Reasoners must not take for something that happened what is scheduled, possible, denied or cancelled.
DISJOINT = (("wm:ReportedEvent", "sem:Event"), ("wm:ReportedEvent", "schema:Event"), ("wm:Claim", "wm:Event"))


@cache
def ontology_text() -> str:
    """The document in Turtle; the same bytes each time."""
    return make_ontology().serialize(format="turtle")


@cache
def ontology_lines() -> tuple[str, ...]:
    """The document as N-Triples, one statement each."""
    text = make_ontology().serialize(format="nt")
    return tuple(f"{line}\n" for line in text.splitlines() if line)


def make_ontology() -> Graph:
    """The document as a graph.

    Domains and ranges are `rdfs:domain` and `rdfs:range` only where there is one: several would mean that whatever
    has the property is of all of them. Otherwise they are schema.org's `domainIncludes` and `rangeIncludes`.
    """
    from rdflib import Graph, Literal, URIRef

    graph = Graph(bind_namespaces="none")
    for prefix, uri in (*PREFIXES.items(), ("vann", VANN)):
        graph.bind(prefix, uri)
    for subject, predicate, value in _facts():
        made = URIRef(value) if isinstance(value, str) else Literal(value[0], lang=value[1] or None)
        graph.add((URIRef(subject), URIRef(predicate), made))
    return graph


VANN = "http://purl.org/vocab/vann/"


def _facts() -> Iterator[Fact]:
    yield ONTOLOGY, expand("rdf:type"), expand("owl:Ontology")
    yield ONTOLOGY, expand("dct:title"), (TITLE, "en")
    yield ONTOLOGY, expand("dct:description"), (DESCRIPTION, "en")
    yield ONTOLOGY, expand("dct:license"), LICENCE
    yield ONTOLOGY, VANN + "preferredNamespacePrefix", ("wm", "")
    yield ONTOLOGY, VANN + "preferredNamespaceUri", (ONTOLOGY, "")
    classes, properties = load_terms()
    for term in classes.values():
        yield expand(term.name), expand("rdf:type"), expand("owl:Class")
        yield from _explained(term)
    for a, b in DISJOINT:
        yield expand(a), expand("owl:disjointWith"), expand(b)
    for term in properties.values():
        yield from _property(term)
        yield from _explained(term)


def _explained(term: Term) -> Iterator[Fact]:
    me = expand(term.name)
    yield me, expand("rdfs:label"), (term.label, "en")
    yield me, expand("rdfs:comment"), (term.definition, "en")
    yield me, expand("rdfs:isDefinedBy"), ONTOLOGY
    for relation, other in term.alignments:
        yield me, expand(relation), expand(other)


def _property(term: Term) -> Iterator[Fact]:
    me = expand(term.name)
    said = subjects(term.name)
    anywhere = term.name in STRUCTURE
    values: set[Value] = {value for one in said for value in one.values}
    if anywhere:
        values.add(STRUCTURE_VALUES[term.name])
    links = [value in LINKS for value in values]
    kind = "owl:ObjectProperty" if all(links) else "rdf:Property" if any(links) else "owl:DatatypeProperty"
    yield me, expand("rdf:type"), expand(kind)
    if term.name in SYMMETRIC:
        yield me, expand("rdf:type"), expand("owl:SymmetricProperty")
    if anywhere:
        return
    domains = dict.fromkeys(one.subject for one in said)
    yield from _one_or_several(me, "domain", domains)
    yield from _one_or_several(me, "range", _ranges(term.name))


def _ranges(predicate: str) -> dict[str, None]:
    found: dict[str, None] = {}
    by_path = {path: class_of(node.classes) for node in NODES.values() for path in node.paths}
    for one in subjects(predicate):
        found |= dict.fromkeys(one.parts)
        found |= dict.fromkeys(by_path[path] for path in one.paths)
        found |= dict.fromkeys(name for value in one.values for name in _value_range(value))
    return found


def _value_range(value: Value) -> tuple[str, ...]:
    match value:
        case "thing" | "uri":
            return ()
        case "concept":
            return ("skos:Concept",)
        case "text":
            return ("xsd:string",)
        case "english" | "title":
            return ("rdf:langString",)
        case _:
            return (DATATYPES[value],)


def _one_or_several(me: str, what: str, names: Iterable[str]) -> Iterator[Fact]:
    told = list(names)
    predicate = expand(f"rdfs:{what}") if len(told) == 1 else expand(f"schema:{what}Includes")
    for name in told:
        yield me, predicate, expand(name)
