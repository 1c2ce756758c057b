"""What lies beside an export: a description of the dataset in VoID and DCAT."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph.ids import digest
from graph.rdf.exporting import Extent
from graph.rdf.forms import Form
from graph.rdf.mapping import NODES, all_classes, all_predicates
from graph.rdf.namespaces import PREFIXES, expand

SPDX = "http://spdx.org/rdf/terms#"
INTEGER = NamedNode(expand("xsd:integer"))
GZIP = "https://www.iana.org/assignments/media-types/application/gzip"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an export.

    Attributes:
        name: The file's.
        form: The form it is in.
        zipped: Whether it is compressed.
        size: Bytes.
        sha256: Of its bytes, in hexadecimal.
        counts: Section of the graph → number of statements.
        seq: The commit up to which the graph was read.
        digest: Of the graph's content; None for an empty one.
        at: Time of that commit.
        licences: (publisher, licence, number of documents); None where nobody says.
    """

    name: str
    form: Form
    zipped: bool
    size: int
    sha256: str
    counts: Mapping[str, int]
    seq: int
    digest: str | None
    at: str | None
    licences: Sequence[tuple[str | None, str | None, int]]


def describe(told: Told, extent: Extent) -> bytes:
    """The description, in Turtle."""
    made = io.BytesIO()
    prefixes = {name: PREFIXES[name] for name in ("void", "dcat", "dct", "dc", "wm", "xsd")} | {"spdx": SPDX}
    serialize(_triples(told, extent), made, RdfFormat.TURTLE, prefixes=prefixes)
    return made.getvalue()


def say(subject: NamedNode, name: str, value: NamedNode | Literal) -> Triple:
    """A statement; `name` is the predicate's, as `prefix:name`."""
    return Triple(subject, NamedNode(expand(name)), value)


def number(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=INTEGER)


def _triples(told: Told, extent: Extent) -> Iterator[Triple]:
    whole = f"{extent.base}dataset/{told.digest or 'empty'}"
    about = NamedNode(whole if extent.part is None else f"{whole}/part/{digest(extent.part.told)}")
    yield from _dataset(told, extent, about)
    yield from _parts(told, about)
    yield from _file(told, about)


def _dataset(told: Told, extent: Extent, about: NamedNode) -> Iterator[Triple]:
    for one in ("void:Dataset", "dcat:Dataset"):
        yield say(about, "rdf:type", NamedNode(expand(one)))
    yield say(about, "dct:title", Literal("Diplomatic events, according to which source", language="en"))
    what = "the graph with what no longer holds in it" if extent.history else "the graph as it stands"
    if extent.part is not None:
        what = "a part of the graph as it stands"
        yield say(about, "wm:selection", Literal(extent.part.told))
        yield say(about, "dct:isPartOf", NamedNode(about.value.partition("/part/")[0]))
    yield say(about, "dct:description", Literal(f"A whomet export: {what}.", language="en"))
    if told.at is not None:
        yield say(about, "dct:issued", Literal(told.at, datatype=NamedNode(expand("xsd:dateTime"))))
    yield say(about, "wm:seq", number(told.seq))
    if told.digest is not None:
        yield say(about, "wm:digest", Literal(told.digest))
    if not extent.words:
        yield say(about, "wm:leavesOut", Literal("words"))
    yield say(about, "void:uriSpace", Literal(f"{extent.base}id/"))
    yield say(about, "void:triples", number(sum(told.counts.values())))
    for prefix in sorted({name.partition(":")[0] for name in (*all_classes(), *all_predicates())}):
        yield say(about, "void:vocabulary", NamedNode(PREFIXES[prefix]))


def _parts(told: Told, about: NamedNode) -> Iterator[Triple]:
    """What of it comes from where: how much of each section, and the licence of each source."""
    for section, count in told.counts.items():
        part = NamedNode(f"{about.value}#{section.lower().replace(' ', '-')}")
        yield say(about, "void:subset", part)
        yield say(part, "void:triples", number(count))
        yield say(part, "dct:title", Literal(section))
        for name in NODES[section].classes[:1] if section in NODES else ():
            yield say(part, "void:class", NamedNode(expand(name)))
    for at, (publisher, licence, documents) in enumerate(told.licences):
        part = NamedNode(f"{about.value}#source-{at}")
        yield say(about, "void:subset", part)
        yield say(part, "void:documents", number(documents))
        if publisher is not None:
            yield say(part, "dc:publisher", Literal(publisher))
        yield say(part, "dc:rights", Literal(licence if licence is not None else "not told"))


def _file(told: Told, about: NamedNode) -> Iterator[Triple]:
    file, sum_ = NamedNode(f"{about.value}#file"), NamedNode(f"{about.value}#sha256")
    yield say(about, "dcat:distribution", file)
    yield say(file, "rdf:type", NamedNode(expand("dcat:Distribution")))
    yield say(file, "dct:title", Literal(told.name))
    yield say(file, "dcat:mediaType", NamedNode(f"https://www.iana.org/assignments/media-types/{told.form.media_type}"))
    if told.zipped:
        yield say(file, "dcat:compressFormat", NamedNode(GZIP))
    yield say(file, "dcat:byteSize", Literal(str(told.size), datatype=NamedNode(expand("xsd:nonNegativeInteger"))))
    yield Triple(file, NamedNode(f"{SPDX}checksum"), sum_)
    yield say(sum_, "rdf:type", NamedNode(f"{SPDX}Checksum"))
    yield Triple(sum_, NamedNode(f"{SPDX}algorithm"), NamedNode(f"{SPDX}checksumAlgorithm_sha256"))
    yield Triple(sum_, NamedNode(f"{SPDX}checksumValue"), Literal(told.sha256))
