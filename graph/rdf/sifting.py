"""Statements of a file, sorted by what they are about and checked against the mapping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import orjson
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.rdf.mapping import all_classes, all_predicates
from graph.rdf.namespaces import SCHEMES, Names, expand

MOST_PROBLEMS = 10
LONGEST = 64_000_000
"""Bytes of a literal's text; authority data, compressed, are the longest that there are."""
RDF_TYPE = expand("rdf:type")


class Statement(NamedTuple):
    """One statement about a node or a piece of it.

    Attributes:
        fragment: Of the subject's URI; empty where it is the node itself.
        predicate: As `prefix:name`.
        uri: Whether the object is one.
        value: The URI, or the literal's text.
        tag: The literal's language, or empty.
        datatype: The URI of the literal's datatype, or empty.
        number: Which statement of the file it is, from 1.
    """

    fragment: str
    predicate: str
    uri: bool
    value: str
    tag: str
    datatype: str
    number: int


@dataclass(slots=True)
class Problems:
    """What is wrong with a file.

    Attributes:
        lenient: Whether what can't be used is left out rather than refused.
        first: The first ones: number of the statement (0 where it is none in particular), and what is wrong.
        count: How many there are.
        left_out: What was left out → how often.
    """

    lenient: bool = False
    first: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    count: int = 0
    left_out: Counter[str] = field(default_factory=Counter[str])

    def add(self, problem: str, number: int = 0, *, what: str = "") -> None:
        """Note a problem; `what` is what is left out for it, where there is a choice."""
        if self.lenient and what:
            self.left_out[what] += 1
            return
        self.count += 1
        if len(self.first) < MOST_PROBLEMS:
            self.first.append((number, problem))

    def outweigh(self, problem: str) -> None:
        """Note a problem from which the others follow."""
        self.first, self.count = [(0, problem)], 1


class Sifter:
    """Turns quads into lines that sort by what they are about."""

    def __init__(self, names: Names, problems: Problems) -> None:
        """Know the terms of the mapping and the base of the URIs."""
        self._start = f"{names.base}id/"
        self._problems = problems
        self._predicates = {expand(name): name for name in all_predicates()}
        self._classes = {expand(name) for name in all_classes()}
        self.count = 0

    def lines(self, quads: Iterable[Quad]) -> Iterator[bytes]:
        """One line a statement that the mapping knows; the rest are problems."""
        start, size, known = self._start, len(self._start), self._predicates
        number = 0
        for quad in quads:
            number += 1
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            about = subject.value if isinstance(subject, NamedNode) else ""
            if about.startswith(start):
                owner, _, fragment = about[size:].partition("#")
            elif about.startswith(SCHEMES):
                owner, fragment = "=" + about[len(SCHEMES) :], ""
            else:
                self._foreign(quad, number)
                continue
            name = known.get(predicate)
            if name is None:
                if self._is_class(quad, number) and not fragment:
                    # Of some nodes nothing else is said.
                    yield f"{owner}\t".encode() + orjson.dumps(["", "rdf:type", True, "", "", "", number]) + b"\n"
                continue
            if isinstance(value, NamedNode):
                told = [fragment, name, True, value.value, "", "", number]
            elif isinstance(value, Literal):
                text = value.value
                if len(text) > LONGEST:
                    self._problems.add(f"the literal of <{predicate}> has {len(text):,} characters", number)
                    continue
                told = [fragment, name, False, text, value.language or "", value.datatype.value, number]
            else:
                self._problems.add(f"{value} is neither a URI nor a literal", number, what="blank nodes")
                continue
            yield f"{owner}\t".encode() + orjson.dumps(told) + b"\n"
        self.count = number

    def _foreign(self, quad: Quad, number: int) -> None:
        subject = quad.subject
        if isinstance(subject, BlankNode):
            self._problems.add(f"{subject} is a blank node, of which whomet writes none", number, what="blank nodes")
            return
        told = f"{subject} is nothing of {self._start}; if the file has another base, name it with --base"
        self._problems.add(told, number, what="things that have no URI under the base")

    def _is_class(self, quad: Quad, number: int) -> bool:
        """Whether a statement with no property of ours says that something is of a class that whomet knows."""
        predicate, value = quad.predicate.value, quad.object
        if predicate != RDF_TYPE:
            self._problems.add(f"<{predicate}> is no property that whomet knows", number, what=f"<{predicate}>")
        elif not isinstance(value, NamedNode) or value.value not in self._classes:
            self._problems.add(f"{value} is no class that whomet knows", number, what=f"class {value}")
        else:
            return True
        return False


def groups(lines: Iterable[bytes]) -> Iterator[tuple[str, list[Statement]]]:
    """What sorted lines say of each node: (its owner as `Sifter.lines` wrote it, statements, each once)."""
    owner, held = "", dict[tuple[object, ...], Statement]()
    for line in lines:
        key, _, told = line.partition(b"\t")
        name = key.decode()
        if name != owner:
            if held:
                yield owner, list(held.values())
            owner, held = name, {}
        made = Statement(*orjson.loads(told))
        held.setdefault(made[:-1], made)
    if held:
        yield owner, list(held.values())
