"""The syntaxes that a few quads can be written in, all at once: single things, not whole graphs.

The same quads give the same bytes in each syntax, whatever their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.rdf.compacting import compact
from graph.rdf.namespaces import PREFIXES, expand

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True, slots=True)
class Syntax:
    """A way to write RDF.

    Attributes:
        name: As `format` has it, and the end of file names.
        label: For people.
        media_types: The first is what an answer says it is.
        graphs: Whether it keeps named graphs; the others have the statements of all of them together.
    """

    name: str
    label: str
    media_types: tuple[str, ...]
    graphs: bool


SYNTAXES: Mapping[str, Syntax] = {
    one.name: one
    for one in (
        Syntax("ttl", "Turtle", ("text/turtle", "application/x-turtle", "text/n3", "text/rdf+n3"), graphs=False),
        Syntax("jsonld", "JSON-LD", ("application/ld+json",), graphs=True),
        Syntax("trig", "TriG", ("application/trig", "application/x-trig"), graphs=True),
        Syntax("nq", "N-Quads", ("application/n-quads", "text/x-nquads", "text/nquads"), graphs=True),
        # rdflib asks for text/plain where it shall read N-Triples, as they once were.
        Syntax("nt", "N-Triples", ("application/n-triples", "text/plain"), graphs=False),
        Syntax("rdfxml", "RDF/XML", ("application/rdf+xml",), graphs=False),
    )
}

TYPE = expand("rdf:type")
UNWRITABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
NAMESPACES = re.compile(rb"<rdf:RDF ([^>]*)>")


def write_syntax(lines: Iterable[str], syntax: str, names: Mapping[str, str] | None = None) -> bytes:
    """Write quads in a syntax, in UTF-8.

    Args:
        lines: N-Quads.
        syntax: One of `SYNTAXES`.
        names: Prefix → what it stands for; ours where left out.

    Raises:
        InputError: A text has what RDF/XML can't have.
    """
    quads = sorted(set(lines))
    if syntax == "nq":
        return "".join(quads).encode()
    import pyoxigraph as ox

    parsed = sorted_quads(quads)
    prefixes = names or PREFIXES
    if syntax == "jsonld":
        return compact(_made(ox.serialize(parsed, format=ox.RdfFormat.JSON_LD)))
    kinds = {
        "ttl": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "nt": ox.RdfFormat.N_TRIPLES,
    }
    used = _used(parsed, prefixes)
    said = parsed if syntax == "trig" else list(dict.fromkeys(one.triple for one in sorted(parsed, key=_place_alone)))
    text = _made(ox.serialize(said, format=kinds[syntax], prefixes=used))
    match syntax:
        case "nt":
            return text
        case "rdfxml":
            return _xml(text)
        case _:
            return _sort_head(text)


def _made(text: bytes | None) -> bytes:
    """What the serializer gives where it has no file to write to."""
    if text is None:
        raise ValueError("nothing was written")
    return text


def sorted_quads(lines: Iterable[str]) -> list[pyoxigraph.Quad]:
    """Parse N-Quads; what is said of one subject stands together, in each graph."""
    import pyoxigraph as ox

    return sorted(ox.parse("".join(lines), ox.RdfFormat.N_QUADS), key=_place)


def _place(quad: pyoxigraph.Quad) -> tuple[str, str, bool, str, str]:
    """Graphs and subjects stand together, and what a thing is comes first."""
    predicate = quad.predicate.value
    return str(quad.graph_name), _text(quad.subject), predicate != TYPE, predicate, str(quad.object)


def _text(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Triple) -> str:
    """Without brackets, so that a thing comes before its pieces (`THING#…`)."""
    return str(term)[1:-1]


def _place_alone(quad: pyoxigraph.Quad) -> tuple[str, ...]:
    _, subject, later, predicate, object_ = _place(quad)
    return subject, "1" if later else "0", predicate, object_


def _used(quads: Sequence[pyoxigraph.Quad], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that some statement needs."""
    import pyoxigraph as ox

    found: set[str] = set()
    for quad in quads:
        object_ = quad.object
        found.add(quad.predicate.value)
        if isinstance(object_, ox.NamedNode):
            found.add(object_.value)
        elif isinstance(object_, ox.Literal):
            found.add(object_.datatype.value)
    return {name: start for name, start in prefixes.items() if any(one.startswith(start) for one in found)}


def _sort_head(text: bytes) -> bytes:
    """The writer declares its prefixes in another order in every process."""
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith(b"@prefix ")]
    return b"".join([*sorted(head), b"\n" if head else b"", *lines[len(head) :]])


def _xml(text: bytes) -> bytes:
    """RDF/XML with its namespaces in order, and carriage returns that readers of XML leave as they are."""
    if (found := UNWRITABLE.search(text)) is not None:
        raise InputError(f"a text has the control character {found[0]!r}, which XML can't have; ask for another syntax")
    return NAMESPACES.sub(_sort_namespaces, text.replace(b"\r", b"&#xD;"), count=1)


def _sort_namespaces(found: re.Match[bytes]) -> bytes:
    return b"<rdf:RDF " + b" ".join(sorted(found[1].split())) + b">"
