"""What the mapping table is made of: how nodes, relationships and their properties are said in RDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

type Props = Mapping[str, Any]
"""Properties of a node or relationship, or the fields of a piece: name → value.

Values are texts, whole numbers, floats, booleans, bytes and lists of them; days and times are texts as ISO 8601 writes
them. A property that is None is not there.
"""

type Derive = Callable[[Props], Any]
"""What a property is where nothing is said, from the other properties of its node."""

type DeriveEdge = Callable[[str, str, Props], Any]
"""The same of a relationship: from the ids of its ends and the properties of its owner."""

Graph = Literal["document", "reconciled", "entities", "identity", "scheme", "runs"]
"""The named graph that a statement stands in; "document" is one for each document."""

HISTORY = "history"
"""The named graph of whatever no longer holds; only `--history` writes it."""

Value = Literal[
    "text", "english", "title", "integer", "decimal", "boolean", "date", "edtf", "datetime", "thing", "concept", "uri",
    "anyuri", "json", "bytes",
]  # fmt: skip
"""How a value is written.

text: a plain literal. english: a literal in English. title: a literal in the language that the record's `lang` names.
integer, decimal, boolean, date, datetime, anyuri: the literals of XML Schema. edtf: a date in EDTF. json: JSON in a
literal. bytes: base 64. thing: the URI of something of the graph. concept: the URI of a term of the vocabulary. uri: a
URI of somebody else's.
"""

Alignment = tuple[str, str]
"""What a term of ours is to one of another vocabulary: (property, term), both as `prefix:name`."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of ours: what the ontology document says of it.

    Attributes:
        name: As `prefix:name`.
        label: For people.
        definition: One sentence.
        alignments: What it is to terms of other vocabularies.
    """

    name: str
    label: str
    definition: str
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """How one property is said.

    Attributes:
        name: Its name in the store, or in the record that a piece is made from.
        predicate: As `prefix:name`.
        value: How values are written.
        of: For "concept" the scheme; for "thing" what stands before the id in its URI ("document/").
        many: Whether it is a list. Lists are written as repeated values, with their order beside them where they are
            not sorted or repeat themselves.
        default: What it is where nothing is said; such a value is not written.
        derive: The same, where it depends on the other properties.
        words: Whether these are words of a source, which `--no-text` leaves out.
        graph: The named graph where it is another one than the node's.
        term: Its name in JSON-LD; empty takes the predicate's own.
    """

    name: str
    predicate: str
    value: Value = "text"
    of: str = ""
    many: bool = False
    default: Any = None
    derive: Derive | None = None
    words: bool = False
    graph: Graph | None = None
    term: str = ""

    @property
    def json_name(self) -> str:
        """Its name in JSON-LD."""
        return self.term or self.predicate.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A statement that follows from others, for readers who know a common vocabulary but not ours.

    Import knows it and passes over it.

    Attributes:
        predicate: As `prefix:name`; "rdf:type" for a further class.
        value: As of a property.
        follows_from: In words.
        term: As of a property.
    """

    predicate: str
    value: Value
    follows_from: str
    term: str = ""

    @property
    def json_name(self) -> str:
        """Its name in JSON-LD."""
        return self.term or self.predicate.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a record that has a URI of its own (`CLAIM#participant/0`), but is no node of the store.

    Attributes:
        name: What the fragment of its URI begins with; its number follows where there may be several.
        classes: As `prefix:name`.
        link: Predicate from the node to the piece.
        properties: Of each.
        many: Whether there may be several.
        source: Predicate from the piece to the node's document, where it has one.
        of: The piece that it hangs on, where that is not the node.
    """

    name: str
    classes: tuple[str, ...]
    link: str
    properties: tuple[Property, ...]
    many: bool = True
    source: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class NodeMap:
    """How the nodes of one label are said.

    Attributes:
        label: The store's.
        paths: With which the URIs of its nodes begin behind `…/id/`.
        graph: The named graph.
        classes: As `prefix:name`; of every node that holds.
        properties: All that the store may have, but for `id`.
        prefix: What stands before the store's id in the URI, where the id does not begin with its kind.
        key: The property that is the id.
        by: The property that decides on further classes: (its name, value → classes); "" stands for any other value.
        version: Names of the properties that tell from and to which commit it holds; None for what has no versions.
        pieces: What of its record has a URI of its own.
        shortcuts: What is said besides.
        scheme: Whether its URI lies under `…/scheme/` rather than `…/id/`.
        needed: Names of the properties that every one has.
    """

    label: str
    paths: tuple[str, ...]
    graph: Graph
    classes: tuple[str, ...]
    properties: tuple[Property, ...]
    prefix: str = ""
    key: str = "id"
    by: tuple[str, Mapping[str, tuple[str, ...]]] = field(default=("", {}))
    version: tuple[str, str] | None = None
    pieces: tuple[Piece, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    scheme: bool = False
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeProperty(Property):
    """How one property of a relationship is said.

    Attributes:
        follows: What it is where nothing is said, from the ends and the owner.
    """

    follows: DeriveEdge | None = None


@dataclass(frozen=True, slots=True)
class EdgeMap:
    """How the relationships of one type are said.

    A plain one is one statement, `START predicate END`; where it holds from or to another commit than its ends do, it
    has a URI instead (`wm:Relation`). A qualified one (`classes` is not empty) always has a URI, `OWNER#…`: its owner
    points to it with `link`, and it points to the ends that don't own it with `to_start` and `to_end`.

    Attributes:
        type: The store's.
        start: Label of the node that it starts at.
        end: Label of the node that it ends at.
        predicate: Of a plain one, as `prefix:name`; of a qualified one the shortcut from start to end, or empty.
        graph: The named graph; None is that of its owner.
        owner: The end under whose URI it stands; "event" where that is neither, but the property `event` names it.
        classes: Of a qualified one.
        link: From the owner to a qualified one.
        fragment: With what the fragment of a qualified one begins.
        to_start: Predicate from a qualified one to its start.
        to_end: Predicate from a qualified one to its end.
        properties: But for `rev_from` and `rev_to`.
        versioned: Whether it has `rev_from` and `rev_to`.
        within: The piece of its owner that says it, where one does; only former ones are then said by themselves.
        shortcuts: What is said besides.
    """

    type: str
    start: str
    end: str
    predicate: str = ""
    graph: Graph | None = None
    owner: Literal["start", "end", "event"] = "start"
    classes: tuple[str, ...] = ()
    link: str = ""
    fragment: str = ""
    to_start: str = ""
    to_end: str = ""
    properties: tuple[EdgeProperty, ...] = ()
    versioned: bool = True
    within: str = ""
    shortcuts: tuple[Shortcut, ...] = ()
