"""What SHACL can't say: dates in EDTF, by the project's own parser, and whether references lead somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from graph.dates import Bounds, bounds
from graph.errors import EdtfError
from graph.rdf.mapping import FORMER, NODES, RELATION, label_of
from graph.rdf.namespaces import VERSION, expand
from graph.rdf.statements import class_of, statements
from graph.rdf.validation.problems import Problem, short

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.rdf.validation.quads import Piece

EDTF, TYPE = expand("edtf:EDTF"), expand("rdf:type")
DATE, EARLIEST, LATEST = expand("wm:date"), expand("wm:earliest"), expand("wm:latest")
SINCE, UNTIL = expand("wm:since"), expand("wm:until")
LOOSE = frozenset({TYPE, expand("wm:post")})
"""Predicates that may lead to what nothing describes: the words of a claim may tell of a post that nobody ever held."""
VERSION_OF = expand("dct:isVersionOf")
THING = "/id/"

type Said = Mapping[str, list[str]]
"""Predicate → values of one subject."""


def check_piece(piece: Piece, store: ox.Store, *, whole: bool) -> Iterator[Problem]:
    """What is wrong with some things.

    Args:
        piece: The things.
        store: The file.
        whole: Whether everything that is pointed to must be there.
    """
    import pyoxigraph as ox

    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in piece.quads:
        subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
        value = quad.object
        if isinstance(value, (ox.NamedNode, ox.Literal)):
            told[subject][quad.predicate.value].append(value.value)
        if isinstance(value, ox.Literal) and value.datatype.value == EDTF:
            yield from _check_date(subject, quad.predicate.value, value.value)
        elif whole and isinstance(value, ox.NamedNode) and THING in value.value and quad.predicate.value not in LOOSE:
            yield from _check_reference(subject, quad.predicate.value, value, store)
    for subject, said in told.items():
        yield from _check_kind(subject, said, piece)
        yield from _check_days(subject, said)
        yield from _check_tenure(subject, said)


def _check_date(subject: str, predicate: str, text: str) -> Iterator[Problem]:
    try:
        bounds(text)
    except EdtfError as error:
        yield Problem(subject, short(predicate), str(error), "edtf", text)


def _check_reference(subject: str, predicate: str, end: ox.NamedNode, store: ox.Store) -> Iterator[Problem]:
    import pyoxigraph as ox

    said = next(store.quads_for_pattern(end, None, None), None)
    # A thing that holds no longer is described by its former versions alone.
    if said is None and next(store.quads_for_pattern(None, ox.NamedNode(VERSION_OF), end), None) is None:
        told = f"leads to {short(end.value)}, of which the file says nothing; describe it, or take this away"
        yield Problem(subject, short(predicate), told, "reference", end.value)


@cache
def _known() -> frozenset[str]:
    return frozenset(map(expand, (*statements(), *(class_of(one.classes) for one in NODES.values()))))


def _check_kind(subject: str, said: Said, piece: Piece) -> Iterator[Problem]:
    """A thing has a class, that of its URI; what hangs on a thing is led to."""
    head, _, fragment = subject.partition("#")
    classes = set(said.get(TYPE, ()))
    if fragment and head not in piece.subjects and expand(RELATION) not in classes:
        yield Problem(
            subject, "", f"hangs on {short(head)}, which does not lead to it; add that, or take it away", "stray"
        )
    if not classes & _known():
        told = "has no class that whomet knows; say with rdf:type what it is"
        yield Problem(subject, "rdf:type", told, "class")
    elif not fragment and THING in subject and expand(FORMER) not in classes:
        path = VERSION.sub("", subject.partition(THING)[2])
        label = label_of(path)
        if label is None or expand(class_of(NODES[label].classes)) not in classes:
            wanted = class_of(NODES[label].classes) if label is not None else "nothing that whomet knows"
            yield Problem(subject, "rdf:type", f"its URI is that of {wanted}, its class is another one", "class")


def _check_days(subject: str, said: Said) -> Iterator[Problem]:
    """The first and last day of a date are those of its EDTF."""
    covered = _bounds(said.get(DATE, ()))
    if covered is None:
        return
    for predicate, day in ((EARLIEST, covered.lo), (LATEST, covered.hi)):
        wanted = [day.isoformat()] if day is not None else []
        if said.get(predicate, []) != wanted:
            there = ", ".join(said.get(predicate, ())) or "missing"
            told = f"is {there}; the date {said[DATE][0]!r} asks for {wanted[0] if wanted else 'none'}"
            yield Problem(subject, short(predicate), told, "days")


def _check_tenure(subject: str, said: Said) -> Iterator[Problem]:
    since, until = _bounds(said.get(SINCE, ())), _bounds(said.get(UNTIL, ()))
    if since is None or until is None or since.lo is None or until.hi is None or since.lo <= until.hi:
        return
    told = f"{said[UNTIL][0]} is before {said[SINCE][0]}; a tenure ends no earlier than it begins"
    yield Problem(subject, "wm:until", told, "tenure")


def _bounds(dates: list[str] | tuple[str, ...]) -> Bounds | None:
    """The days of one date in EDTF; None where there is none, several, or one that is told of elsewhere."""
    if len(dates) != 1:
        return None
    try:
        return bounds(dates[0])
    except EdtfError:
        return None
