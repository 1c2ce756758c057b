"""From statements back to the nodes and relationships of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from graph.model import OPEN
from graph.rdf.claims import View, implode
from graph.rdf.mapping import EDGES, NODES, EdgeMap, NodeMap, Piece, Property, label_of
from graph.rdf.namespaces import VERSION, Names, expand
from graph.rdf.records import Edge, Ref
from graph.rdf.sifting import Problems, Statement
from graph.rdf.values import LITERALS, ValueFormError, code_of, datatype, language

EMPTY, WITHOUT, ORDER = "wm:empty", "wm:without", "wm:listOrder"
STRING, LANGUAGE = expand("xsd:string"), expand("rdf:langString")
AS_THEY_STAND = frozenset({"english", "title"})

type Values = dict[str, Any]


@dataclass(slots=True)
class Node:
    """A node and the relationships that its statements tell.

    Attributes:
        label: The store's.
        props: Its properties, its id among them.
        edges: Relationships, each with the version that its owner is of.
    """

    label: str
    props: Values
    edges: list[Edge] = field(default_factory=list[Edge])


class _Table:
    """What the predicates of one subject mean."""

    def __init__(self, properties: Iterable[Property]) -> None:
        self.properties = tuple(properties)
        self.by_predicate = {one.predicate: one for one in self.properties}
        self.filled = tuple(one for one in self.properties if one.default is not None or one.derive is not None)


class _Owner:
    """What the predicates of a node and of its pieces mean."""

    def __init__(self, one: NodeMap) -> None:
        self.map = one
        self.table = _Table(one.properties)
        self.pieces = {piece.name: (piece, _Table(piece.properties)) for piece in one.pieces}
        owned = [edge for edge in EDGES.values() if edge.classes and _owner_label(edge) == one.label]
        self.edges = {edge.fragment: (edge, _Table(edge.properties)) for edge in owned}
        plain = [edge for edge in EDGES.values() if not edge.classes and not edge.within and edge.start == one.label]
        self.plain = {edge.predicate: edge for edge in plain}
        links = [edge.link for edge in owned] + [piece.link for piece in one.pieces]
        shortcuts = [each.predicate for each in one.shortcuts]
        shortcuts += [edge.predicate for edge in owned if edge.predicate]
        self.passed_over = {*links, *shortcuts, "dct:isVersionOf", "rdfs:label", "rdf:type"}


def _owner_label(edge: EdgeMap) -> str:
    return {"start": edge.start, "end": edge.end}.get(edge.owner, "Event")


class Reader:
    """Reads nodes from the statements about them."""

    def __init__(self, names: Names, problems: Problems) -> None:
        """Compile the mapping."""
        self._names, self._problems = names, problems
        self._owners = {label: _Owner(one) for label, one in NODES.items()}

    def read(self, groups: Iterable[tuple[str, list[Statement]]]) -> Iterator[Node]:
        """A node for each group of statements about one; what can't be used of them is a problem."""
        for owner, statements in groups:
            made = self._node(owner, statements)
            if made is not None:
                yield made

    def _node(self, owner: str, statements: list[Statement]) -> Node | None:
        first = statements[0].number
        if owner.startswith("="):
            label, key, version = "Concept", unquote(owner[1:]), None
        else:
            found = VERSION.search(owner)
            version = int(found[1]) if found else None
            key = unquote(owner[: found.start()] if found else owner)
            label = label_of(key)
        if label is None:
            self._problems.add(f"…/id/{owner} is of no kind that whomet knows", first, what="things of unknown kinds")
            return None
        compiled = self._owners[label]
        parts: dict[str, list[Statement]] = {}
        for one in statements:
            parts.setdefault(one.fragment, []).append(one)
        me = Ref(key.removeprefix(compiled.map.prefix), version)
        node = Node(label, {compiled.map.key: int(me.id) if label == "Commit" else me.id})
        pieces: dict[str, list[Values]] = {}
        own = parts.pop("", [])
        self._read_own(compiled, node, me, own)
        for fragment, told in parts.items():
            self._read_part(compiled, node, me, fragment, told, pieces)
        if not own:
            self._problems.add(f"…/id/{owner} has parts, but nothing is said of itself", first, what="parts of nothing")
            return None
        lacking = [name for name in compiled.map.needed if name not in node.props]
        if lacking:
            predicates = [one.predicate for one in compiled.map.properties if one.name in lacking]
            self._problems.add(f"…/id/{owner} has no {', '.join(predicates)}", first, what="things that lack something")
            return None
        return self._claim(node, pieces, first) if label == "Claim" else node

    def _claim(self, node: Node, pieces: dict[str, list[Values]], first: int) -> Node | None:
        for name, several in pieces.items():
            if name in {"participant", "attribution", "link"}:
                several.sort(key=lambda one: one.get("pos") or 0)
        if {"start", "end"} <= _filled(pieces.get("position")) and not _filled(pieces.get("quote")):
            self._problems.add(f"{node.props['id']} has the place of its quotation, but not the words", first)
        try:
            made = implode(View(node.props, pieces))
        except (KeyError, TypeError, ValueError) as error:
            self._problems.add(f"{node.props['id']} is no whole claim: {error} is missing or wrong", first)
            return None
        props = {name: value for name, value in made.props.items() if value is not None}
        me = Ref(node.props["id"], props["seq"] if props["closed_seq"] != OPEN else None)
        for row in made.mentions:
            rest = {name: value for name, value in row.items() if name not in {"actor", "rev_from", "rev_to"}}
            node.edges.append(Edge("MENTIONS", me, Ref(row["actor"]), rest, row["rev_from"], row["rev_to"]))
        for row in made.sources:
            rest = {"pos": row["pos"], "mode": row["mode"]}
            node.edges.append(Edge("ATTRIBUTED_TO", me, Ref(row["source"]), rest))
        return Node("Claim", props, node.edges)

    def _read_own(self, compiled: _Owner, node: Node, me: Ref, statements: list[Statement]) -> None:
        rest: list[Statement] = []
        plainly: list[tuple[EdgeMap, Statement]] = []
        for one in statements:
            plain = compiled.plain.get(one.predicate)
            if plain is not None and one.predicate not in compiled.table.by_predicate:
                plainly.append((plain, one))
            elif one.predicate in compiled.table.by_predicate or one.predicate in {EMPTY, WITHOUT, ORDER}:
                rest.append(one)
            elif one.predicate not in compiled.passed_over:
                told = f"{one.predicate} is no property of a {compiled.map.label}"
                self._problems.add(told, one.number, what=f"{one.predicate} of a {compiled.map.label}")
        self._fill(compiled.table, node.props, rest, str(node.props[compiled.map.key]))
        for edge, one in plainly:
            self._plain(node, edge, me, one)

    def _plain(self, node: Node, edge: EdgeMap, me: Ref, one: Statement) -> None:
        other = self._ref(edge.end, one)
        if other is not None:
            followed = {name: follows(me.id, other.id, node.props) for name, follows in _follows(edge)}
            props = {name: value for name, value in followed.items() if value is not None}
            node.edges.append(Edge(edge.type, me, other, props))

    def _read_part(  # noqa: PLR0913, PLR0917  -- the part, and where it belongs
        self,
        compiled: _Owner,
        node: Node,
        me: Ref,
        fragment: str,
        told: list[Statement],
        pieces: dict[str, list[Values]],
    ) -> None:
        name = fragment.partition("/")[0]
        if (piece := compiled.pieces.get(name)) is not None:
            links = {each.link for each, _ in compiled.pieces.values() if each.of == name}
            pieces.setdefault(name, []).append(self._piece(*piece, told, links, f"{me.id}#{fragment}"))
        elif (edge := compiled.edges.get(name)) is not None:
            self._qualified(node, *edge, me, told, f"{me.id}#{fragment}")
        elif name == "relation":
            self._relation(compiled, node, me, told, f"{me.id}#{fragment}")
        else:
            number = told[0].number
            self._problems.add(f"{me.id}#{fragment} is no part that whomet knows", number, what="unknown parts")

    def _piece(self, piece: Piece, table: _Table, told: list[Statement], links: set[str], where: str) -> Values:
        values: Values = {}
        known = [one for one in told if one.predicate in table.by_predicate or one.predicate == WITHOUT]
        for one in told:
            if one not in known and one.predicate not in {piece.source, *links}:
                problem = f"{one.predicate} is no property of a {piece.name}"
                self._problems.add(problem, one.number, what=f"{one.predicate} of a {piece.name}")
        self._fill(table, values, known, where)
        return values

    def _qualified(  # noqa: PLR0913, PLR0917  -- the relationship, and where it belongs
        self, node: Node, edge: EdgeMap, table: _Table, me: Ref, told: list[Statement], where: str
    ) -> None:
        ends: dict[str, Ref] = {} if edge.owner == "event" else {edge.owner: me}
        revs: dict[str, int] = {}
        known = [one for one in told if not self._read_end(edge, one, ends, revs)]
        passed = {"rdf:type", *(each.predicate for each in edge.shortcuts)}
        for one in known:
            if one.predicate not in table.by_predicate and one.predicate not in passed and one.predicate != WITHOUT:
                problem = f"{one.predicate} is no property of a {edge.type} relation"
                self._problems.add(problem, one.number, what=f"{one.predicate} of a {edge.type} relation")
        if {"start", "end"} - ends.keys():
            self._problems.add(f"{where} does not say what it joins", told[0].number, what="relations of nothing")
            return
        props: Values = {}
        mine = [one for one in known if one.predicate in table.by_predicate or one.predicate == WITHOUT]
        without = self._fill(table, props, mine, where)
        start, end = ends["start"], ends["end"]
        for name, follows in _follows(edge):
            if name not in props and name not in without:
                value = follows(start.id, end.id, node.props)
                if value is not None:
                    props[name] = value
        if edge.owner == "event":
            # Neither of its ends tells from when to when it holds.
            revs = {"wm:revFrom": node.props.get("rev_from", 0), "wm:revTo": node.props.get("rev_to", OPEN), **revs}
        node.edges.append(Edge(edge.type, start, end, props, revs.get("wm:revFrom"), revs.get("wm:revTo")))

    def _read_end(self, edge: EdgeMap, one: Statement, ends: dict[str, Ref], revs: dict[str, int]) -> bool:
        """Whether a statement tells an end of a relationship, or from when to when it holds."""
        for end, predicate, label in (("start", edge.to_start, edge.start), ("end", edge.to_end, edge.end)):
            if one.predicate == predicate:
                found = self._ref(label, one)
                if found is not None:
                    ends[end] = found
                return True
        if one.predicate not in {"wm:revFrom", "wm:revTo"}:
            return False
        revs[one.predicate] = self._integer(one)
        return True

    def _relation(self, compiled: _Owner, node: Node, me: Ref, told: list[Statement], where: str) -> None:
        by = {one.predicate: one for one in told}
        over = by.get("wm:relation")
        found = None if over is None else next(
            (edge for edge in compiled.plain.values() if expand(edge.predicate) == over.value), None
        )  # fmt: skip
        other = self._ref(found.end, by["wm:to"]) if found is not None and "wm:to" in by else None
        if found is None or other is None:
            self._problems.add(f"{where} does not say what it joins", told[0].number, what="relations of nothing")
            return
        props: Values = {}
        table = _Table(found.properties)
        self._fill(table, props, [one for one in told if one.predicate in table.by_predicate], where)
        revs = [self._integer(by[name]) if name in by else None for name in ("wm:revFrom", "wm:revTo")]
        node.edges.append(Edge(found.type, me, other, props, revs[0], revs[1]))

    def _fill(self, table: _Table, values: Values, statements: Sequence[Statement], where: str) -> set[str]:
        """Read statements into values, add what is there by default; give what is said not to be there."""
        without: set[str] = set()
        orders: dict[str, list[int]] = {}
        languages: list[tuple[Property, Statement]] = []
        for one in statements:
            if one.predicate == WITHOUT:
                without.add(one.value)
            elif one.predicate == EMPTY:
                values[one.value] = []
            elif one.predicate == ORDER:
                name, *places = one.value.split(" ")
                orders[name] = [int(place) for place in places if place.isdecimal()]
            else:
                self._take(table.by_predicate[one.predicate], values, one, languages, where)
        for each in table.properties:
            if each.many and values.get(each.name):
                values[each.name] = self._ordered(each.name, values[each.name], orders.get(each.name), where)
        _add_defaults(table, values, without)
        self._check_languages(values, languages, where)
        return without

    def _check_languages(self, values: Values, languages: list[tuple[Property, Statement]], where: str) -> None:
        for each, one in languages:
            wanted = "en" if each.value == "english" else language(values.get("lang"))[1:]
            if one.tag != wanted:
                told = f"{where}: {each.predicate} is in {one.tag or 'no language'}, not in {wanted or 'none'}"
                self._problems.add(told, one.number)

    def _take(
        self, each: Property, values: Values, one: Statement, languages: list[tuple[Property, Statement]], where: str
    ) -> None:
        try:
            value = self._value(each, one)
        except ValueFormError as error:
            self._problems.add(f"{where}: {each.predicate}: {error}", one.number)
            return
        if each.value in AS_THEY_STAND:
            languages.append((each, one))
        if each.many:
            values.setdefault(each.name, []).append(value)
        elif each.name in values:
            self._problems.add(f"{where} has {each.predicate} more than once", one.number)
        else:
            values[each.name] = value

    def _value(self, each: Property, one: Statement) -> Any:  # noqa: ANN401
        if each.value in {"thing", "concept"}:
            if not one.uri:
                raise ValueFormError(f"{one.value[:80]!r} is no URI")
            if each.value == "concept":
                return code_of(each.of, one.value)
            found = self._names.read(one.value)
            if found is None or found[1] is not None or found[2]:
                raise ValueFormError(f"<{one.value}> is nothing of {self._names.base}")
            return found[0].removeprefix(each.of)
        if each.value == "uri":
            return one.value
        if one.uri:
            raise ValueFormError(f"<{one.value}> is a URI, where a literal belongs")
        wanted = LANGUAGE if one.tag else datatype(each.value) or STRING
        if one.datatype != wanted or (one.tag and each.value not in AS_THEY_STAND):
            kind = f"in the language {one.tag!r}" if one.tag else f"of the datatype <{one.datatype}>"
            raise ValueFormError(f"{one.value[:40]!r} is {kind}, where <{datatype(each.value) or STRING}> belongs")
        return LITERALS[each.value](one.value)

    def _ordered(self, name: str, values: list[Any], order: list[int] | None, where: str) -> list[Any]:
        kept = sorted(set(values))
        if order is None:
            return kept
        if {*order} != {*range(len(kept))}:
            self._problems.add(f"{where}: wm:listOrder of {name} does not fit its {len(kept)} values")
            return kept
        return [kept[place] for place in order]

    def _ref(self, label: str, one: Statement) -> Ref | None:
        found = self._names.read(one.value) if one.uri else None
        prefix = NODES[label].prefix
        if found is None or found[2] or label_of(found[0]) != label:
            told = f"{one.predicate} leads to {one.value[:120]!r}, which is no {label}"
            self._problems.add(told, one.number, what=f"{one.predicate} to other things")
            return None
        return Ref(found[0].removeprefix(prefix), found[1])

    def _integer(self, one: Statement) -> int:
        try:
            return LITERALS["integer"](one.value)
        except ValueFormError as error:
            self._problems.add(f"{one.predicate}: {error}", one.number)
            return 0


def _filled(pieces: list[Values] | None) -> set[str]:
    return {name for one in pieces or () for name in one}


def _add_defaults(table: _Table, values: Values, without: set[str]) -> None:
    for one in table.filled:
        if one.name not in values and one.name not in without:
            value = one.derive(values) if one.derive is not None else one.default
            if value is not None:
                values[one.name] = value


def _follows(edge: EdgeMap) -> Iterator[tuple[str, Callable[[str, str, Mapping[str, Any]], Any]]]:
    return ((one.name, one.follows) for one in edge.properties if one.follows is not None)
