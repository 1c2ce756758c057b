"""What the graphs of a nanopublication have in common: its URIs, and how a statement is put down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from graph.rdf.claims import View
from graph.rdf.mapping import Property, Props
from graph.rdf.namespaces import SAFE, Names, expand
from graph.rdf.rules import Rules, compile_rules


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that is to be published.

    Attributes:
        uri: Of its nanopublication.
        claim: Its own.
        document: URI of its document.
        props: As the store has it.
        view: The same, taken apart.
    """

    uri: str
    claim: str
    document: str
    props: Mapping[str, Any]
    view: View

    def piece(self, name: str) -> str:
        """A part of the nanopublication, between angle brackets."""
        return f"<{self.uri}#{name}>"


def nanopub_uri(names: Names, claim: str) -> str:
    """The URI of a claim's nanopublication."""
    return f"{names.base}np/{quote(claim.removeprefix('claim/'), safe=SAFE)}"


def named(name: str) -> str:
    """`prefix:name` as a URI between angle brackets."""
    return f"<{expand(name)}>"


def say(subject: str, predicate: str, value: str) -> str:
    """A statement without its graph: subject and value are written out, the predicate is `prefix:name`."""
    return f"{subject} {named(predicate)} {value}"


def chosen(properties: Sequence[Property], wanted: Sequence[str], names: Names) -> Rules:
    """The rules of some of a mapping's properties."""
    return compile_rules([one for one in properties if one.name in wanted], names, words=True)


def some(props: Props, wanted: Sequence[str]) -> dict[str, Any]:
    """Some of the properties."""
    return {name: props.get(name) for name in wanted}
