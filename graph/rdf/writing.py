"""From the graph's nodes and relationships to N-Quads: lines in the canonical form, unsorted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from graph.ids import digest
from graph.model import OPEN
from graph.rdf.claims import Stored, explode
from graph.rdf.mapping import EDGES, FORMER, NODES, RELATION, EdgeMap, NodeMap, Piece, Props
from graph.rdf.namespaces import SAFE, SCHEMES, Names, expand
from graph.rdf.records import Edge, Ref
from graph.rdf.rules import TYPE, WITHOUT, compile_rules, graph_tail, history_tail
from graph.rdf.values import quoted

FROM, TO, OVER, OTHER, VERSION_OF = (
    f" <{expand(name)}> " for name in ("wm:revFrom", "wm:revTo", "wm:relation", "wm:to", "dct:isVersionOf")
)
INTEGER = f"^^<{expand('xsd:integer')}>"
OCCURRED = "occurred"

MODES: Mapping[str, str] = {"meet": "wm:met", "call": "wm:spokeWith", "visit": "wm:visitedOrHosted"}
"""What two people are to each other by the mode of a meeting; a call is none, and a visit tells not who came."""


def _predicate(name: str) -> str:
    return f" <{expand(name)}> " if name else ""


class _Node:
    """A label's mapping, compiled."""

    def __init__(self, one: NodeMap, names: Names, *, words: bool) -> None:
        self.map = one
        self.rules = compile_rules(one.properties, names, words=words, key=one.key)
        self.classes = _classes(one.classes)
        self.by_value = {value: _classes(more) for value, more in one.by[1].items()}
        self.tail = graph_tail(names, one.graph) if one.graph != "document" else ""
        self.pieces = {piece.name: _Piece(piece, names, words=words) for piece in one.pieces}


class _Piece:
    def __init__(self, one: Piece, names: Names, *, words: bool) -> None:
        self.map = one
        self.rules = compile_rules(one.properties, names, words=words)
        self.classes = _classes(one.classes)
        self.link, self.source = _predicate(one.link), _predicate(one.source)


class _Edge:
    def __init__(self, one: EdgeMap, names: Names, *, words: bool) -> None:
        self.map = one
        self.rules = compile_rules(one.properties, names, words=words)
        self.follows = tuple((each.name, each.follows) for each in one.properties if each.follows is not None)
        self.classes = _classes(one.classes)
        self.predicate, self.link = _predicate(one.predicate), _predicate(one.link)
        self.to_start, self.to_end = _predicate(one.to_start), _predicate(one.to_end)
        self.start, self.end = NODES[one.start].prefix, NODES[one.end].prefix
        self.tail = graph_tail(names, one.graph) if one.graph is not None else ""


def _classes(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{TYPE}<{expand(name)}>" for name in names)


class Writer:
    """Writes the quads of nodes and relationships.

    Every method gives lines, each ended; a line may come twice only where the graph itself says a thing twice.

    Attributes:
        names: URIs under the base.
    """

    def __init__(self, names: Names, *, words: bool = True, times: Mapping[int, str] | None = None) -> None:
        """Compile the mapping.

        Args:
            names: URIs under the base.
            words: Whether quotations and texts are written.
            times: Number of a commit → its time, for statements about when things were recorded.
        """
        self.names = names
        self._times = times or {}
        self._nodes = {label: _Node(one, names, words=words) for label, one in NODES.items()}
        self._edges = {type_: _Edge(one, names, words=words) for type_, one in EDGES.items()}
        self._history = history_tail(names)

    def node(self, label: str, props: dict[str, Any]) -> list[str]:
        """A node."""
        out: list[str] = []
        self._node(out, label, props)
        return out

    def actor(self, props: dict[str, Any], named: Sequence[Edge]) -> list[str]:
        """An actor with the names under which it is found."""
        out: list[str] = []
        subject, tail, _ = self._node(out, "Actor", props)
        label = props.get("label")
        texts = dict.fromkeys(one.props["text"] for one in named if one.rev_to is None)
        predicate = _predicate("skos:altLabel")
        out += [f"{subject}{predicate}{quoted(text)}{tail}" for text in texts if text != label]
        for one in named:
            self._qualified(out, self._edges["NAMES"], one, props)
        return out

    def event(self, props: dict[str, Any], parts: Sequence[Edge], states: Sequence[Edge]) -> list[str]:
        """An event with whoever took part in it."""
        out: list[str] = []
        subject, tail, former = self._node(out, "Event", props)
        occurred = props["modality"] == OCCURRED and not former
        if occurred:
            say_event(out, subject, props, tail)
        for one in parts:
            node, to = self._qualified(out, self._edges["PARTICIPATED_IN"], one, props)
            if occurred:
                role = f"<{SCHEMES}role/{quote(one.props['role'], safe=SAFE)}>"
                out += (
                    f"{subject}{HAS_ACTOR}{to}{tail}",
                    f"{node}{TYPE}{ROLE}{tail}",
                    f"{node}{VALUE}{to}{tail}",
                    f"{node}{ROLE_TYPE}{role}{tail}",
                )
        for one in states:
            self._qualified(out, self._edges["REPRESENTED_IN"], one, props)
        return out

    def claim(self, claim: Stored) -> list[str]:
        """A claim with its participants, attribution, links, place and evidence."""
        out: list[str] = []
        view = explode(claim)
        subject, tail, former = self._node(out, "Claim", view.fields)
        compiled = self._nodes["Claim"].pieces
        stem = subject[:-1]
        document = f"<{self.names.thing('document/' + claim.props['document'])}>"
        for name, pieces in view.pieces.items():
            piece = compiled[name]
            owner = f"{stem}#{piece.map.of}>" if piece.map.of else subject
            for at, fields in enumerate(pieces):
                node = f"{stem}#{name}/{at}>" if piece.map.many else f"{stem}#{name}>"
                out.append(f"{owner}{piece.link}{node}{tail}")
                out += [f"{node}{one}{tail}" for one in piece.classes]
                if piece.source:
                    out.append(f"{node}{piece.source}{document}{tail}")
                piece.rules.say(out, node, fields, tail, own_tail=former)
        return out

    def edge(self, edge: Edge) -> list[str]:
        """A relationship that is not written with one of its ends.

        Raises:
            MappingError: Its type has no mapping.
        """
        out: list[str] = []
        compiled = self._edges[edge.type]
        if compiled.classes:
            self._qualified(out, compiled, edge, edge.about or {})
        else:
            self._plain(out, compiled, edge)
        return out

    def acquaintance(self, a: str, b: str, mode: str) -> list[str]:
        """What two people are to each other by the meetings of one mode, said both ways."""
        predicate, tail = _predicate(MODES[mode]), graph_tail(self.names, "reconciled")
        one, other = f"<{self.names.thing(a)}>", f"<{self.names.thing(b)}>"
        return [f"{one}{predicate}{other}{tail}", f"{other}{predicate}{one}{tail}"]

    def relation(self, type_: str, start: str, end: str) -> list[str]:
        """The shortcut from one event to another that a qualified relationship of a type stands for."""
        compiled = self._edges[type_]
        tail = graph_tail(self.names, "reconciled")
        return [f"<{self.names.thing(start)}>{compiled.predicate}<{self.names.thing(end)}>{tail}"]

    def _node(self, out: list[str], label: str, props: dict[str, Any]) -> tuple[str, str, bool]:
        """Write a node; give its subject, the tail of its lines, and whether it is a former version."""
        node = self._nodes[label]
        one = node.map
        key = one.prefix + str(props[one.key])
        former = one.version is not None and props.get(one.version[1], OPEN) != OPEN
        if former and one.version is not None:
            subject, tail = f"<{self.names.version(key, props[one.version[0]])}>", self._history
            out.append(f"{subject}{TYPE}<{expand(FORMER)}>{tail}")
            out.append(f"{subject}{VERSION_OF}<{self.names.thing(key)}>{tail}")
        else:
            subject = f"<{SCHEMES}{quote(key, safe=SAFE)}>" if one.scheme else f"<{self.names.thing(key)}>"
            tail = node.tail or graph_tail(self.names, "document", props["document"] if label == "Claim" else key[9:])
            classes = node.classes
            if node.by_value:
                classes += node.by_value.get(props.get(one.by[0], ""), node.by_value.get("", ()))
            out += [f"{subject}{each}{tail}" for each in classes]
        node.rules.say(out, subject, props, tail, own_tail=former)
        self._say_more(out, one, subject, props, tail)
        return subject, tail, former

    def _say_more(self, out: list[str], one: NodeMap, subject: str, props: Props, tail: str) -> None:
        """Shortcuts that hang on nothing but the node."""
        if one.label == "Concept":
            out.append(f"{subject}{IN_SCHEME}<{SCHEMES}{quote(props['scheme'], safe=SAFE)}>{tail}")
        elif one.label == "Place" and (number := props["id"].removeprefix("place/")).isdigit():
            out.append(f"{subject}{EXACT}<https://sws.geonames.org/{number}/>{tail}")
        elif one.version is not None and one.label in {"Claim", "Document"}:
            for predicate, name in zip((GENERATED, INVALIDATED), one.version, strict=True):
                at = self._times.get(props.get(name, OPEN))
                if at is not None:
                    out.append(f'{subject}{predicate}"{at}"{DATETIME}{tail}')
        if one.label in LABELLED and props.get("label") is not None:
            out.append(f"{subject}{RDFS_LABEL}{quoted(props['label'])}{tail}")

    def _uri(self, prefix: str, ref: Ref) -> str:
        if ref.version is not None:
            return f"<{self.names.version(prefix + ref.id, ref.version)}>"
        return f"<{self.names.thing(prefix + ref.id)}>"

    def _qualified(self, out: list[str], compiled: _Edge, edge: Edge, owner: Props) -> tuple[str, str]:
        """Write a relationship that has a URI; give it, and that of the end that does not own it."""
        one = compiled.map
        start, end = self._uri(compiled.start, edge.start), self._uri(compiled.end, edge.end)
        holder = {"start": start, "end": end}.get(one.owner) or self._holder(owner)
        node = f"{holder[:-1]}#{self._fragment(one, edge)}>"
        former = edge_is_former(edge, owner)
        tail = self._history if former else compiled.tail or self._reconciled
        out.append(f"{holder}{compiled.link}{node}{tail}")
        out += [f"{node}{each}{tail}" for each in compiled.classes]
        if one.to_start:
            out.append(f"{node}{compiled.to_start}{start}{tail}")
        if one.to_end:
            out.append(f"{node}{compiled.to_end}{end}{tail}")
        props = edge.props
        for name, follows in compiled.follows:
            told, there = follows(edge.start.id, edge.end.id, owner), props.get(name)
            if there is None and told is not None:
                out.append(f'{node}{WITHOUT}"{name}"{tail}')
            elif there is not None and there == told:
                props = {key: value for key, value in props.items() if key != name}
        compiled.rules.say(out, node, props, tail, own_tail=former)
        self._say_revs(out, node, edge, tail)
        return node, start if one.owner != "start" else end

    def _plain(self, out: list[str], compiled: _Edge, edge: Edge) -> None:
        one = compiled.map
        start, end = self._uri(compiled.start, edge.start), self._uri(compiled.end, edge.end)
        former = edge.start.version is not None or edge.end.version is not None or edge.rev_to is not None
        tail = self._history if former else compiled.tail or self._tail_of(edge)
        props = edge.props
        for name, follows in compiled.follows:
            if props.get(name) == follows(edge.start.id, edge.end.id, edge.about or {}):
                props = {key: value for key, value in props.items() if key != name}
        if edge.rev_from is None and edge.rev_to is None and not props:
            out.append(f"{start}{compiled.predicate}{end}{tail}")
            if one.type == "AT" and not former and (edge.about or {}).get("modality") == OCCURRED:
                out.append(f"{start}{HAS_PLACE}{end}{tail}")
            return
        node = f"{start[:-1]}#relation/{digest(one.type, end, str(edge.rev_from), str(edge.rev_to), repr(props))}>"
        out += (
            f"{node}{TYPE}<{expand(RELATION)}>{tail}",
            f"{node}{OVER}{compiled.predicate.strip()}{tail}",
            f"{node}{OTHER}{end}{tail}",
        )
        compiled.rules.say(out, node, props, tail, own_tail=former)
        self._say_revs(out, node, edge, tail)

    def _say_revs(self, out: list[str], node: str, edge: Edge, tail: str) -> None:
        if edge.rev_from is not None:
            out.append(f'{node}{FROM}"{edge.rev_from}"{INTEGER}{tail}')
        if edge.rev_to is not None:
            out.append(f'{node}{TO}"{edge.rev_to}"{INTEGER}{tail}')

    def _tail_of(self, edge: Edge) -> str:
        graph = NODES[EDGES[edge.type].start].graph
        if graph != "document":
            return graph_tail(self.names, graph)
        return graph_tail(self.names, graph, edge.end.id if edge.type == "IN_DOC" else edge.start.id)

    @property
    def _reconciled(self) -> str:
        return graph_tail(self.names, "reconciled")

    def _holder(self, owner: Props) -> str:
        version = owner["rev_from"] if owner.get("rev_to", OPEN) != OPEN else None
        return self._uri("", Ref(owner["id"], version))

    def _fragment(self, one: EdgeMap, edge: Edge) -> str:
        """What tells a relationship apart from others of its owner."""
        start, end = quote(edge.start.id, safe=SAFE), quote(edge.end.id, safe=SAFE)
        match one.type:
            case "PARTICIPATED_IN":
                return f"{one.fragment}/{start}"
            case "REPRESENTED_IN":
                return f"{one.fragment}/{edge.props['side']}/{start}"
            case "MET":
                return f"{one.fragment}/{start}/{end}"
            case "NAMES":
                return f"{one.fragment}/{start}" if edge.rev_to is None else f"{one.fragment}/{start}/v/{edge.rev_from}"
            case "MENTIONS":
                return f"{one.fragment}/{edge.props['pos']}/v/{edge.rev_from}"
            case _:
                told = sorted((name, str(value)) for name, value in edge.props.items() if value is not None)
                when = f"{edge.end.version} {edge.rev_from} {edge.rev_to}"
                return f"{one.fragment}/{digest(end, when, str(told))}"


def edge_is_former(edge: Edge, owner: Props) -> bool:
    """Whether a relationship no longer holds, or its owner or what it starts at does not."""
    return edge.rev_to is not None or owner.get("rev_to", OPEN) != OPEN or edge.start.version is not None


def say_event(out: list[str], subject: str, props: Props, tail: str) -> None:
    """What readers of SEM ask of an event that occurred, but for who and where."""
    out.append(f"{subject}{EVENT_TYPE}<{SCHEMES}type/{quote(props['type'], safe=SAFE)}>{tail}")
    first, last = props.get("t_lo"), props.get("t_hi")
    if props.get("date") is None:
        return
    if first is not None and first == last:
        out.append(f'{subject}{TIME_STAMP}"{first}"{DATE}{tail}')
        return
    if first is not None:
        out.append(f'{subject}{BEGIN}"{first}"{DATE}{tail}')
    if last is not None:
        out.append(f'{subject}{END}"{last}"{DATE}{tail}')


LABELLED = frozenset({"Actor", "Place", "Post", "Source"})
DATE, DATETIME = (f"^^<{expand(name)}>" for name in ("xsd:date", "xsd:dateTime"))
ROLE = f"<{expand('sem:Role')}>"
HAS_ACTOR, HAS_PLACE, EVENT_TYPE, ROLE_TYPE = (
    _predicate(f"sem:{name}") for name in ("hasActor", "hasPlace", "eventType", "roleType")
)
TIME_STAMP, BEGIN, END = (
    _predicate(f"sem:{name}") for name in ("hasTimeStamp", "hasEarliestBeginTimeStamp", "hasLatestEndTimeStamp")
)
GENERATED, INVALIDATED = _predicate("prov:generatedAtTime"), _predicate("prov:invalidatedAtTime")
IN_SCHEME, EXACT = _predicate("skos:inScheme"), _predicate("skos:exactMatch")
VALUE, RDFS_LABEL = _predicate("rdf:value"), _predicate("rdfs:label")
