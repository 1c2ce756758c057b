"""A claim's nanopublication as quads: its head, what it asserts, where that comes from, who publishes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.rdf.claims import Stored, explode
from graph.rdf.dataset import VOID
from graph.rdf.forms import without_graph
from graph.rdf.mapping import NODES
from graph.rdf.namespaces import PREFIXES, Names
from graph.rdf.nanopub.assertion import Assertion
from graph.rdf.nanopub.parts import Told, chosen, named, nanopub_uri, say, some
from graph.rdf.rows import Row, sections
from graph.rdf.values import iri, quoted
from graph.rdf.writing import Writer

NP = "http://www.nanopub.org/nschema#"
HEAD = "Head"
GRAPHS: Mapping[str, str] = {
    "hasAssertion": "assertion",
    "hasProvenance": "provenance",
    "hasPublicationInfo": "pubinfo",
}
"""Property of the head → the graph that it leads to."""

NAMES: Mapping[str, str] = {**PREFIXES, "np": NP}
"""The prefixes of a nanopublication."""

DOCUMENT = ("title", "publisher", "author", "published", "retrieved", "url", "lang", "licence", "sha256")
AGENTS: Mapping[str, str] = {"rules": "prov:SoftwareAgent", "model": "prov:SoftwareAgent", "human": "prov:Person"}
"""What a coder is, by what stands before the colon; that of a dataset may be either."""

type Read = list[tuple[str, Row]]
"""What `graph.store.single` reads of a thing: its node first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the graph stands that publishes.

    Attributes:
        digest: Of its content.
        seq: The last commit.
        release: Version of whomet.
    """

    digest: str | None
    seq: int
    release: str


class Nanopublisher:
    """Writes claims as nanopublications under one base."""

    def __init__(self, names: Names, times: Mapping[int, str]) -> None:
        """Compile the mapping; `times` has the time of each commit."""
        self._names, self._times = names, times
        self._sections = sections(Writer(names, times=times))
        self._assertion = Assertion(names)
        self._document = chosen(NODES["Document"].properties, DOCUMENT, names)

    def publish(self, claim: Read, document: Read, standing: Standing) -> list[str]:
        """The quads of a claim's nanopublication.

        Args:
            claim: What was read of the claim.
            document: What was read of its document.
            standing: Where the graph stands.
        """
        props, mentions, sources = claim[0][1]
        told = Told(
            nanopub_uri(self._names, props["id"]),
            self._names.thing(props["id"]),
            self._names.thing("document/" + props["document"]),
            props,
            explode(Stored(props, mentions, sources)),
        )
        graphs: Mapping[str, Iterable[str]] = {
            HEAD: _head(told),
            "assertion": self._assertion.lines(told),
            "provenance": [*_provenance(told), *self._claim(claim), *self._source(told, document)],
            "pubinfo": self._publication(told, document, standing),
        }
        made = (f"{line} {told.piece(name)} .\n" for name, lines in graphs.items() for line in lines)
        return list(dict.fromkeys(made))

    def _claim(self, rows: Read) -> Iterator[str]:
        """Everything that the export says of the claim: quotation, attribution, rule, whom it was taken to mean."""
        for section, row in rows:
            yield from map(without_graph, self._sections[section](row))

    def _source(self, told: Told, rows: Read) -> list[str]:
        """The document, but for its text and its other claims."""
        subject = f"<{told.document}>"
        out = [say(subject, "rdf:type", named(name)) for name in NODES["Document"].classes]
        for section, row in rows:
            if section == "Document":
                self._document.say(out, subject, some(row[0], DOCUMENT), "")
            elif row[0] == "PUBLISHED_BY":
                out += map(without_graph, self._sections[section](row))
        return out

    def _publication(self, told: Told, rows: Read, standing: Standing) -> Iterator[str]:
        me, software, at = f"<{told.uri}>", told.piece("whomet"), self._times.get(told.props["seq"])
        if at is not None:
            yield say(me, "dct:created", f'"{at}"^^{named("xsd:dateTime")}')
        yield say(me, "dct:creator", software)
        yield say(software, "rdf:type", named("prov:SoftwareAgent"))
        yield say(software, "rdfs:label", quoted(f"whomet {standing.release}"))
        yield say(me, "foaf:primaryTopic", f"<{told.claim}>")
        yield say(me, "dct:isPartOf", f"<{self._names.base}{VOID}#dataset>")
        yield say(me, "wm:digest", quoted(standing.digest or ""))
        yield say(me, "wm:seq", f'"{standing.seq}"^^{named("xsd:integer")}')
        licence = next((row[0].get("licence") for section, row in rows if section == "Document"), None)
        if licence:
            link = iri(licence) if licence.startswith(("https://", "http://")) else None
            yield say(me, "dct:license" if link else "dct:rights", link or quoted(licence))


def _head(told: Told) -> Iterator[str]:
    me = f"<{told.uri}>"
    yield say(me, "rdf:type", f"<{NP}Nanopublication>")
    for name, graph in GRAPHS.items():
        yield f"{me} <{NP}{name}> {told.piece(graph)}"


def _provenance(told: Told) -> Iterator[str]:
    """How the assertion comes from the claim, and the claim from the document."""
    assertion, reading, coder = (told.piece(name) for name in ("assertion", "reading", "coder"))
    document, by = f"<{told.document}>", str(told.props["coder"])
    yield say(assertion, "prov:wasDerivedFrom", document)
    yield say(assertion, "prov:wasDerivedFrom", f"<{told.claim}>")
    yield say(assertion, "prov:wasGeneratedBy", reading)
    for at, _ in enumerate(told.view.pieces.get("attribution", ())):
        yield say(assertion, "prov:qualifiedAttribution", f"<{told.claim}#attribution/{at}>")
    yield say(reading, "rdf:type", named("prov:Activity"))
    yield say(reading, "prov:used", document)
    yield say(reading, "prov:wasAssociatedWith", coder)
    yield say(coder, "rdf:type", named(AGENTS.get(by.partition(":")[0], "prov:Agent")))
    yield say(coder, "rdfs:label", quoted(by))
    if "evidence" in told.view.pieces:
        annotation = told.piece("annotation")
        yield say(annotation, "rdf:type", named("oa:Annotation"))
        yield say(annotation, "oa:motivatedBy", named("oa:describing"))
        yield say(annotation, "oa:hasBody", assertion)
        yield say(annotation, "oa:hasTarget", f"<{told.claim}#evidence>")
