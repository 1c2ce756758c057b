"""Quads as a table of what is said of each subject, for pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.rdf.namespaces import PREFIXES, expand
from graph.rdf.syntaxes import sorted_quads


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind a predicate.

    Attributes:
        text: The literal's text, or the URI.
        uri: Whether it is one.
        kind: Language or datatype of a literal, where it is more than a text; with a prefix where it has one.
    """

    text: str
    uri: bool
    kind: str = ""


@dataclass(slots=True)
class Told:
    """What is said of a subject: predicate (its URI) → values, in order."""

    subject: str
    values: dict[str, list[Value]] = field(default_factory=dict[str, list[Value]])

    @property
    def label(self) -> str | None:
        """What it is called, if that is said."""
        named = (self.values.get(name) for name in LABELS)
        return next((values[0].text for values in named if values), None)


LABELS = tuple(expand(name) for name in ("skos:prefLabel", "dct:title", "rdfs:label"))


def tabulate(lines: Iterable[str]) -> list[Told]:
    """What N-Quads say, subject by subject; pieces of a thing come after it."""
    import pyoxigraph as ox

    found: dict[str, Told] = {}
    for quad in sorted_quads(lines):
        subject = quad.subject
        if not isinstance(subject, ox.NamedNode):
            continue
        object_ = quad.object
        if isinstance(object_, ox.Literal):
            kind = f"@{object_.language}" if object_.language else shorten(object_.datatype.value)
            value = Value(object_.value, uri=False, kind="" if kind == "xsd:string" else kind)
        else:
            value = Value(object_.value if isinstance(object_, ox.NamedNode) else str(object_), uri=True)
        told = found.setdefault(subject.value, Told(subject.value))
        told.values.setdefault(quad.predicate.value, []).append(value)
    return list(found.values())


def shorten(uri: str) -> str:
    """A URI with a prefix in place of its beginning, where one of ours fits."""
    for name, start in PREFIXES.items():
        local = uri.removeprefix(start)
        if local != uri and local and "/" not in local and "#" not in local:
            return f"{name}:{local}"
    return uri
