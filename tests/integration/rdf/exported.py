"""An export as lines, to be changed in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.rdf.namespaces import HOME, concept, expand

LINE = re.compile(r"<([^>]*)> <([^>]*)> (.*) <([^>]*)> \.\n")

type Mutation = Callable[[Exported], list[str]]


def uri(name: str) -> str:
    """`prefix:name` between angle brackets."""
    return f"<{expand(name)}>"


def term(scheme: str, code: str) -> str:
    """A term of the vocabulary between angle brackets."""
    return f"<{concept(scheme, code)}>"


def thing(id: str) -> str:
    """A thing between angle brackets."""
    return f"<{HOME}id/{id}>"


def typed(text: str, datatype: str) -> str:
    """A literal with a datatype."""
    return f'"{text}"^^{uri(datatype)}'


@dataclass(frozen=True)
class Exported:
    """Lines of N-Quads.

    Attributes:
        lines: Each ended.
    """

    lines: tuple[str, ...]

    def excerpt(self) -> Exported:
        """What is said of documents, claims and events, and of what they lead to, but for names that actors go by."""
        said: dict[str, list[str]] = {}
        ends: dict[str, set[str]] = {}
        for line in self.lines:
            if "#name/" in line:
                continue
            subject, _, value, _ = self.parts(line)
            head = subject.partition("#")[0]
            said.setdefault(head, []).append(line)
            if value.startswith("<"):
                ends.setdefault(head, set()).add(value[1:-1].partition("#")[0])
        starts = tuple(f"{HOME}id/{kind}/" for kind in ("document", "claim", "event", "meta", "commit", "key", "block"))
        todo = [head for head in said if head.startswith((*starts, f"{HOME}scheme/"))]
        found: dict[str, None] = {}
        while todo:
            head = todo.pop()
            if head in said and head not in found:
                found[head] = None
                todo += ends.get(head, ())
        return Exported(tuple(line for head in found for line in said[head]))

    @staticmethod
    def parts(line: str) -> tuple[str, str, str, str]:
        """Subject, predicate, value and graph; the value as it is written."""
        found = LINE.fullmatch(line)
        assert found is not None, line
        subject, predicate, value, graph = found.groups()
        return subject, predicate, value, graph

    def find(self, *asked: tuple[str, str]) -> str:
        """The first subject that has all (predicate, value), between angle brackets; an empty value is any."""
        had: list[set[str]] = []
        for predicate, value in asked:
            start = f" {uri(predicate)} {value}"
            had.append({line.partition(" ")[0] for line in self.lines if start in line})
        return min(set.intersection(*had))

    def of(self, subject: str, predicate: str, value: str = "") -> list[int]:
        """Where a subject's statements with a predicate stand."""
        start = f"{subject} {uri(predicate)} {value}"
        return [at for at, line in enumerate(self.lines) if line.startswith(start)]

    def end(self, subject: str, predicate: str) -> str:
        """The first value of a predicate, as it is written."""
        return self.parts(self.lines[self.of(subject, predicate)[0]])[2]

    def without(self, subject: str, predicate: str, value: str = "") -> list[str]:
        """The lines but for those."""
        gone = set(self.of(subject, predicate, value))
        assert gone
        return [line for at, line in enumerate(self.lines) if at not in gone]

    def without_end(self, predicate: str, value: str) -> list[str]:
        """The lines but for those that end at a value by a predicate, whatever they are of."""
        gone = f" {uri(predicate)} {value} "
        return [line for line in self.lines if gone not in line]

    def changed(self, subject: str, predicate: str, value: str, was: str = "") -> list[str]:
        """The lines with another value of a predicate."""
        at = self.of(subject, predicate, was)[0]
        graph = self.parts(self.lines[at])[3]
        lines = list(self.lines)
        lines[at] = f"{subject} {uri(predicate)} {value} <{graph}> .\n"
        return lines

    def plus(self, subject: str, *said: tuple[str, str]) -> list[str]:
        """The lines and some more of a subject."""
        graph = f"{HOME}graph/reconciled"
        return [*self.lines, *(f"{subject} {uri(predicate)} {value} <{graph}> .\n" for predicate, value in said)]


def exported(lines: Iterable[str]) -> Exported:
    """From the text of an export."""
    return Exported(tuple(lines))
