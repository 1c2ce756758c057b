"""From the rows of the store's stream (`graph.store.whole`) to N-Quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph.errors import MappingError
from graph.model import OPEN
from graph.rdf.claims import Stored
from graph.rdf.mapping import NODES
from graph.rdf.records import Edge, Ref
from graph.rdf.writing import Writer

type Row = list[Any]
type Say = Callable[[Row], list[str]]

BETWEEN_EVENTS = frozenset({"CONCERNS", "PART_OF", "AFTER", "IN_RETURN_FOR"})


def sections(writer: Writer) -> Mapping[str, Say]:
    """Name of a section of the stream → what writes one of its rows."""
    told = Rows(writer)
    made: dict[str, Say] = {label: told.node(label) for label in NODES}
    return made | {
        "Actor": told.actor,
        "Event": told.event,
        "Claim": told.claim,
        "versioned": told.versioned,
        "recorded": told.recorded,
        "meetings": told.meeting,
        "acquaintances": told.acquaintance,
        "former mentions": told.former_mention,
    }


def write_rows(say: Say, rows: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """Quads of rows, some hundred rows at once, with the number of lines."""
    lines: list[str] = []
    for row in rows:
        lines += say(row)
        if len(lines) >= LINES_AT_ONCE:
            yield "".join(lines), len(lines)
            lines = []
    if lines:
        yield "".join(lines), len(lines)


LINES_AT_ONCE = 5_000


class Rows:
    """Reads rows as the queries of the stream return them, and has them written."""

    def __init__(self, writer: Writer) -> None:
        """Bind to a writer."""
        self._writer = writer
        self._related: set[tuple[str, str, str]] = set()

    def node(self, label: str) -> Say:
        """What writes the nodes of a label."""
        write = self._writer.node
        return lambda row: write(label, row[0])

    def actor(self, row: Row) -> list[str]:
        """An actor and its names."""
        props, names = row
        me = Ref(props["id"])
        named = [
            # A name has no versions that its times could follow.
            Edge("NAMES", Ref(key), me, {"text": text, "weight": weight}, rev_from, rev_to)
            for key, rev_from, rev_to, text, weight in sorted(names, key=_sort_key)
        ]
        return self._writer.actor(props, named)

    def event(self, row: Row) -> list[str]:
        """An event, who took part and which states were represented."""
        props, parts, states = row
        me = _ref(props, "rev_from", "rev_to")
        return self._writer.event(
            props,
            [Edge("PARTICIPATED_IN", Ref(actor), me, values, since, until) for actor, since, until, values in parts],
            [Edge("REPRESENTED_IN", Ref(actor), me, values, since, until) for actor, since, until, values in states],
        )

    def claim(self, row: Row) -> list[str]:
        """A claim with what hangs on it."""
        props, mentions, sources = row
        return self._writer.claim(Stored(props, mentions, sources))

    def versioned(self, row: Row) -> list[str]:
        """A relationship with versions."""
        *edge, modality = row
        made = _edge(edge, {"modality": modality})
        lines = self._writer.edge(made)
        if made.type in BETWEEN_EVENTS and made.start.version is made.end.version is made.rev_to is None:
            pair = (made.type, made.start.id, made.end.id)
            if pair not in self._related:
                self._related.add(pair)
                lines += self._writer.relation(*pair)
        return lines

    def recorded(self, row: Row) -> list[str]:
        """A relationship without versions."""
        *edge, seq = row
        return self._writer.edge(_edge(edge, {"seq": seq}))

    def meeting(self, row: Row) -> list[str]:
        """Two people who met."""
        a, b, since, until, props, event = row
        if event["id"] is None:
            raise MappingError(f"{a} met {b} at {props.get('event')}, which is not in the graph")
        return self._writer.edge(Edge("MET", Ref(a), Ref(b), props, since, until, event))

    def acquaintance(self, row: Row) -> list[str]:
        """Two people and how they met."""
        a, b, mode = row
        return self._writer.acquaintance(a, b, mode)

    def former_mention(self, row: Row) -> list[str]:
        """Whom a claim was once taken to name."""
        claim, version, actor, since, until, props = row
        return self._writer.edge(Edge("MENTIONS", Ref(claim, version), Ref(actor), props, since, until))


def _edge(row: Row, about: dict[str, Any]) -> Edge:
    type_, start, start_version, end, end_version, since, until, props = row
    return Edge(type_, Ref(start, start_version), Ref(end, end_version), props, since, until, about)


def _ref(props: dict[str, Any], since: str, until: str) -> Ref:
    return Ref(props["id"], props[since] if props[until] != OPEN else None)


def _sort_key(row: Row) -> tuple[str, int]:
    return row[0], row[1]
