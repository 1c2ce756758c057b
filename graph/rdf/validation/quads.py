"""The quads of a file, piece by piece: some thousand things at once, with all that the shapes look at.

A piece has whole things, what hangs on them under their URIs, and beside them what `whole.ttl` asks of other things.
So a file of any size is validated in bounded memory; what is kept of all of it is a number for each thing.
"""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from graph.errors import InputError, RecordError
from graph.rdf.guarding import explain, guard_xml
from graph.rdf.namespaces import expand
from graph.rdf.writing import MODES

if TYPE_CHECKING:
    import pyoxigraph as ox

IN_MEMORY_BYTES = 64_000_000
"""Files below this are held in memory (some 600 bytes a quad); above, in a database on the disk."""
PACKED = 15
"""How much larger N-Quads are than their gzip."""
LINED = frozenset({"nq", "nt"})
LOADED_AT_ONCE = 50_000
QUADS_AT_ONCE = 20_000


@dataclass(slots=True)
class Piece:
    """Some whole things.

    Attributes:
        quads: What the file says of them and of what hangs on them.
        beside: What it says of others that the shapes look at.
        subjects: The URIs of the former.
    """

    quads: list[ox.Quad] = field(default_factory=list["ox.Quad"])
    beside: list[ox.Quad] = field(default_factory=list["ox.Quad"])
    subjects: set[str] = field(default_factory=set[str])


@contextmanager
def open_quads(file: Path) -> Generator[ox.Store]:
    """The quads of a file, for looking things up; the format goes by the name (`.nq`, `.trig`, `.ttl.gz`, …).

    Raises:
        InputError: There is no such file, or its name does not tell its format.
        RecordError: It is not in that format; names the line.
    """
    import pyoxigraph as ox

    packed = file.suffix == ".gz"
    ending = (file.with_suffix("") if packed else file).suffix.removeprefix(".")
    form = ox.RdfFormat.from_extension(ending)
    if form is None:
        raise InputError(
            f"{file}: the name does not tell a format of RDF; call it .nq, .trig, .ttl, .nt, .jsonld or .rdf"
        )
    if not file.is_file():
        raise InputError(f"{file}: there is no such file")

    def opened() -> IO[bytes]:
        return cast("IO[bytes]", gzip.open(file)) if packed else file.open("rb")

    size = file.stat().st_size * (PACKED if packed else 1)
    with tempfile.TemporaryDirectory(prefix="whomet-") as folder:
        store = ox.Store() if size < IN_MEMORY_BYTES else ox.Store(folder)
        try:
            if form == ox.RdfFormat.RDF_XML:
                with opened() as stream:
                    guard_xml(stream)
            with opened() as stream:
                # In one go, a database on the disk would take a gigabyte for a million quads.
                for some in batched(ox.parse(stream, format=form), LOADED_AT_ONCE):
                    store.bulk_extend(some)
        except (SyntaxError, MemoryError, ValueError) as error:
            told, line = explain(error, opened if ending in LINED else None)
            raise RecordError(f"is not {form.name} that can be read: {told}", file=str(file), line=line) from None
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"{file}: can't be read: {error}") from error
        yield store
        del store


def pieces(store: ox.Store, size: int = QUADS_AT_ONCE) -> Iterator[Piece]:
    """All things of a file, those that belong together at once; each quad is in one piece's `quads`."""
    seen: set[int] = set()
    piece, total = Piece(), 0
    for quad in store:
        head = name_of(quad.subject).partition("#")[0]
        number = hash(head)
        if number in seen:
            continue
        seen.add(number)
        total += _gather(store, piece, head, quad.subject)
        if len(piece.quads) >= size:
            yield piece
            piece = Piece()
    if piece.quads:
        yield piece
    if total < len(store):
        yield from _stray(store, size)


def name_of(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """A subject's URI; of a blank node its label, with `_:` before it."""
    import pyoxigraph as ox

    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _gather(store: ox.Store, piece: Piece, head: str, first: ox.NamedNode | ox.BlankNode | ox.Triple) -> int:
    """Add a thing and what it leads to under its own URI; give how many quads that are."""
    import pyoxigraph as ox

    before = len(piece.quads)
    todo: list[ox.NamedNode | ox.BlankNode | ox.Triple] = [first]
    if isinstance(first, ox.NamedNode) and _is_subject(store, head):
        todo = [ox.NamedNode(head)]
    start = f"{head}#"
    while todo:
        subject = todo.pop()
        name = name_of(subject)
        if name in piece.subjects:
            continue
        found = list(store.quads_for_pattern(subject, None, None))
        if found:
            piece.subjects.add(name)
            piece.quads += found
            ends = [one.object for one in found if isinstance(one.object, ox.NamedNode)]
            todo += [end for end in ends if end.value.startswith(start)]
    piece.beside += _beside(store, piece.quads[before:])
    return len(piece.quads) - before


def _is_subject(store: ox.Store, uri: str) -> bool:
    import pyoxigraph as ox

    return next(store.quads_for_pattern(ox.NamedNode(uri), None, None), None) is not None


def _beside(store: ox.Store, quads: list[ox.Quad]) -> Iterator[ox.Quad]:
    """What the shapes look at beyond a thing: claims about an event, encounters of two people."""
    import pyoxigraph as ox

    def look(predicate: str, end: ox.NamedNode) -> Iterator[ox.Quad]:
        return store.quads_for_pattern(None, ox.NamedNode(expand(predicate)), end)

    people: set[ox.NamedNode] = set()
    for quad in quads:
        subject, end = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(end, ox.NamedNode):
            continue
        if quad.predicate.value == TYPE and end.value == EVENT:
            yield from look("wm:about", subject)
        elif quad.predicate.value == BEST:
            yield from store.quads_for_pattern(end, ox.NamedNode(expand("wm:about")), None)
        elif quad.predicate.value in JOINED:
            people.add(subject)
    for person in people:
        for found in (*look("wm:person", person), *look("wm:otherPerson", person)):
            for name in ("wm:person", "wm:otherPerson", "wm:mode"):
                yield from store.quads_for_pattern(found.subject, ox.NamedNode(expand(name)), None)


TYPE, EVENT, BEST = expand("rdf:type"), expand("wm:Event"), expand("wm:bestClaim")
JOINED = frozenset(expand(name) for name in MODES.values())


def _stray(store: ox.Store, size: int) -> Iterator[Piece]:
    """What stands under the URI of a thing that does not lead to it: relations with a URI, and what is wrong."""
    import pyoxigraph as ox

    piece = Piece()
    for quad in store:
        subject = quad.subject
        if not isinstance(subject, ox.NamedNode) or "#" not in subject.value or subject.value in piece.subjects:
            continue
        head = subject.value.partition("#")[0]
        if not any(
            name_of(one.subject).partition("#")[0] == head for one in store.quads_for_pattern(None, None, subject)
        ):
            found = list(store.quads_for_pattern(subject, None, None))
            piece.subjects.add(subject.value)
            piece.quads += found
        if len(piece.quads) >= size:
            yield piece
            piece = Piece()
    yield piece
