"""A file held against the shapes and the checks beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from graph.rdf.namespaces import expand
from graph.rdf.shapes import make_shapes
from graph.rdf.validation.consistency import check_piece
from graph.rdf.validation.findings import check_shapes
from graph.rdf.validation.lines import with_lines
from graph.rdf.validation.problems import Problem
from graph.rdf.validation.quads import QUADS_AT_ONCE, open_quads, pieces

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Report:
    """What was found.

    Attributes:
        quads: How many the file has.
        things: How many URIs it says something of.
        total: How many problems there are.
        kinds: Field and kind of problem → how many of them, most first.
        problems: The first of them, in the order of their lines.
    """

    quads: int
    things: int
    total: int
    kinds: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    problems: tuple[Problem, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.total


def validate_file(
    file: Path,
    *,
    limit: int = 20,
    at_once: int = QUADS_AT_ONCE,
    on_piece: Callable[[int, int], None] | None = None,
) -> Report:
    """Hold a file against the shapes, and against what they can't say.

    A file that says that it holds a part (`wm:holds`), or does not say what it holds, need not have both ends of
    everything; one that leaves words out (`wm:leavesOut`) need not have quotations.

    Args:
        file: In a format of RDF that its name tells.
        limit: How many problems are kept with their lines; all are counted.
        at_once: How many quads are looked at together; memory goes by it.
        on_piece: Told after each piece how many quads have been looked at, and how many there are.

    Raises:
        InputError: The file can't be read.
        RecordError: It is not in its format; names the line.
    """
    kinds: Counter[tuple[str, str]] = Counter()
    kept: list[Problem] = []
    things = done = 0
    with open_quads(file) as store:
        total = len(store)
        held = _told(store, "wm:holds")
        whole, words = bool(held) and "part" not in held, "words" not in _told(store, "wm:leavesOut")
        shapes = _shapes(words=words, whole=whole)
        for piece in pieces(store, at_once):
            found = chain(
                check_shapes(shapes, chain(piece.quads, piece.beside), piece.subjects),
                check_piece(piece, store, whole=whole),
            )
            for problem in dict.fromkeys(found):
                kinds[problem.field, problem.kind] += 1
                if len(kept) < limit:
                    kept.append(problem)
            things += len(piece.subjects)
            done += len(piece.quads)
            if on_piece is not None:
                on_piece(done, total)
    placed = sorted(with_lines(file, kept), key=lambda one: (one.line or 0, one.subject, one.field, one.told))
    return Report(total, things, kinds.total(), dict(kinds.most_common()), tuple(placed))


@cache
def _shapes(*, words: bool, whole: bool) -> Graph:
    """Those of one kind of file, made once: it takes half a second."""
    return make_shapes(words=words, whole=whole)


def _told(store: ox.Store, predicate: str) -> set[str]:
    import pyoxigraph as ox

    found = store.quads_for_pattern(None, ox.NamedNode(expand(predicate)), None)
    return {one.object.value for one in found if isinstance(one.object, ox.Literal)}
