"""What tells of the graph as a dataset (VoID, DCAT), of its named graphs and of the schemes of its vocabulary.

These descriptions lie beside the graph's statements, not among them: their quads are in a graph of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.rdf.mapping import NODES, Graph
from graph.rdf.namespaces import PREFIXES, SCHEMES, Names, concept, expand, path
from graph.rdf.values import iri, quoted

VOID = ".well-known/void"
"""Behind the base: where the description is, and the graph that its statements are in."""

TITLE = "whomet: diplomatic events, according to which source"
TOLD = (
    "Who met, called, visited, appointed or released whom, when and where: claims of documents with their words and "
    "attribution, and the events computed from them."
)

GRAPHS: Mapping[Graph | str, str] = {
    "reconciled": "events, participations, tenures and meetings: what is computed from claims",
    "entities": "actors, places, posts and sources",
    "identity": "names, whom claims are taken to mean, decisions, bookkeeping of identity",
    "scheme": "the terms of the vocabulary",
    "runs": "commits, authority data, where the graph stood",
    "history": "what no longer holds; only in exports with history",
}
"""The named graphs but those of documents, and what they hold."""

SCHEME_LABELS: Mapping[str, str] = {
    "type": "Types of events",
    "role": "Roles of participants",
    "modality": "Modalities: whether something occurred",
    "mode": "Modes of attribution",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What is counted of a graph.

    Attributes:
        digest: Of its content; None for an empty graph.
        seq: The last commit.
        modified: When that was, as ISO 8601.
        counts: Label → how many nodes hold.
        licences: What documents say of their licence → how many do; "" where they say nothing.
        dump: Address of the whole graph as a file, where it is to be had.
        sparql: Address of an endpoint, where there is one.
        quads: How many statements it has, where that is known.
    """

    digest: str | None
    seq: int
    modified: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    licences: Mapping[str, int] = field(default_factory=dict[str, int])
    dump: str | None = None
    sparql: str | None = None
    quads: int | None = None


class Describer:
    """Writes the descriptions under one base."""

    def __init__(self, base: str) -> None:
        """Bind to a base; it ends with a slash."""
        self._names = Names(base)
        self._graph = base + VOID
        self._dataset = self._graph + "#dataset"

    def dataset(self, summary: Summary, formats: Sequence[str]) -> list[str]:
        """Lines about the whole graph; `formats` are the media types that its things and dumps come in."""
        me, base = self._dataset, self._names.base
        lines = [
            self._of(me, "rdf:type", expand("void:Dataset")),
            self._of(me, "rdf:type", expand("dcat:Dataset")),
            self._say(me, "dct:title", quoted(TITLE) + "@en"),
            self._say(me, "dct:description", quoted(TOLD) + "@en"),
            self._say(me, "void:uriSpace", quoted(base)),
            self._say(me, "dct:identifier", quoted(summary.digest or "")),
            self._say(me, "wm:digest", quoted(summary.digest or "")),
            self._number(me, "wm:seq", summary.seq),
            self._number(me, "void:entities", sum(summary.counts.values())),
        ]
        if summary.modified is not None:
            lines.append(self._say(me, "dct:modified", _typed(summary.modified, "xsd:dateTime")))
        if summary.quads is not None:
            lines.append(self._number(me, "void:triples", summary.quads))
        lines += [self._of(me, "void:vocabulary", uri) for uri in PREFIXES.values()]
        lines += [self._of(me, "void:feature", FORMATS + name) for name in FORMAT_NAMES]
        lines += self._classes(summary.counts)
        lines += self._licences(summary.licences)
        if summary.dump is not None:
            lines += self._distribution(summary.dump, formats)
        if summary.sparql is not None:
            lines.append(self._of(me, "void:sparqlEndpoint", summary.sparql))
        for name in GRAPHS:
            lines.append(self._of(me, "dct:hasPart", self._names.graph(name)))
            lines += self.graph(name)
        return lines

    def graph(self, name: str) -> list[str]:
        """Lines about a named graph; none for a name that no graph has. Those of documents are not looked up."""
        me = self._names.graph(name)
        document = name.removeprefix("doc/")
        if document != name and document:
            told = "one document, and its claims as it tells them"
            more = [self._of(me, "foaf:primaryTopic", self._names.thing("document/" + document))]
        elif name in GRAPHS:
            told, more = GRAPHS[name], []
        else:
            return []
        return [
            self._of(me, "rdf:type", expand("void:Dataset")),
            self._say(me, "dct:title", quoted(name)),
            self._say(me, "dct:description", quoted(told) + "@en"),
            self._of(me, "dct:isPartOf", self._dataset),
            *more,
        ]

    def scheme(self, name: str, codes: Sequence[str]) -> list[str]:
        """Lines about a scheme of the vocabulary and the codes of its terms; none for one that there is not."""
        if name not in SCHEME_LABELS:
            return []
        me = SCHEMES + path(name)
        return [
            self._of(me, "rdf:type", expand("skos:ConceptScheme")),
            self._say(me, "skos:prefLabel", quoted(SCHEME_LABELS[name]) + "@en"),
            *(self._of(me, "skos:hasTopConcept", concept(name, code)) for code in codes),
        ]

    def _classes(self, counts: Mapping[str, int]) -> Iterator[str]:
        for label, many in counts.items():
            part = f"{self._graph}#class-{label}"
            yield self._of(self._dataset, "void:classPartition", part)
            yield self._of(part, "void:class", expand(NODES[label].classes[-1]))
            yield self._number(part, "void:entities", many)

    def _licences(self, licences: Mapping[str, int]) -> Iterator[str]:
        """Each source has its own terms, or none that are told."""
        for at, (licence, many) in enumerate(sorted(licences.items())):
            part = f"{self._graph}#licence-{at}"
            yield self._of(self._dataset, "dct:hasPart", part)
            yield self._of(part, "rdf:type", expand("void:Dataset"))
            link = iri(licence) if licence.startswith(("https://", "http://")) else None
            yield self._say(part, "dct:license" if link else "dct:rights", link or quoted(licence or "not told"))
            yield self._number(part, "void:documents", many)

    def _distribution(self, dump: str, formats: Sequence[str]) -> Iterator[str]:
        part = f"{self._graph}#dump"
        yield self._of(self._dataset, "void:dataDump", dump)
        yield self._of(self._dataset, "dcat:distribution", part)
        yield self._of(part, "rdf:type", expand("dcat:Distribution"))
        yield self._of(part, "dcat:downloadURL", dump)
        for one in formats:
            yield self._of(part, "dcat:mediaType", MEDIA + one)

    def _of(self, subject: str, predicate: str, uri: str) -> str:
        return self._say(subject, predicate, iri(uri) or quoted(uri))

    def _number(self, subject: str, predicate: str, value: int) -> str:
        return self._say(subject, predicate, _typed(str(value), "xsd:integer"))

    def _say(self, subject: str, predicate: str, object_: str) -> str:
        return f"<{subject}> <{expand(predicate)}> {object_} <{self._graph}> .\n"


def _typed(text: str, datatype: str) -> str:
    return f"{quoted(text)}^^<{expand(datatype)}>"


MEDIA = "https://www.iana.org/assignments/media-types/"
FORMATS = "http://www.w3.org/ns/formats/"
FORMAT_NAMES = ("Turtle", "JSON-LD", "TriG", "N-Quads", "N-Triples", "RDF_XML")
"""What the W3C calls the syntaxes."""
