"""The forms in which linked data can be had, made from N-Quads in a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Literal, cast

from pyoxigraph import RdfFormat, parse, serialize

from graph.rdf.namespaces import PREFIXES

FormName = Literal["nq", "trig", "jsonld", "nt", "ttl", "rdfxml"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        name: As `--format` takes it.
        ending: Of a file's name.
        media_type: For HTTP and the description of a file.
        flat: Whether named graphs get lost in it.
        rdf: What writes it; None for N-Quads and N-Triples, which are made of lines.
    """

    name: FormName
    ending: str
    media_type: str
    flat: bool = False
    rdf: RdfFormat | None = None


FORMS: dict[str, Form] = {
    one.name: one
    for one in (
        Form("nq", "nq", "application/n-quads"),
        Form("trig", "trig", "application/trig", rdf=RdfFormat.TRIG),
        Form("jsonld", "jsonld", "application/ld+json", rdf=RdfFormat.JSON_LD),
        Form("nt", "nt", "application/n-triples", flat=True),
        Form("ttl", "ttl", "text/turtle", flat=True, rdf=RdfFormat.TURTLE),
        Form("rdfxml", "rdf", "application/rdf+xml", flat=True, rdf=RdfFormat.RDF_XML),
    )
}
"""Name → form."""


def without_graph(line: str) -> str:
    """Subject, predicate and object of a line of N-Quads, as `graph.rdf.writing` makes them."""
    return line[: line.rindex(" <")]


def without_graphs(lines: str) -> str:
    """Lines of N-Quads, as `graph.rdf.writing` makes them, as N-Triples."""
    # Not `splitlines`, which knows further line ends, that may stand in a literal.
    return "".join([f"{without_graph(line)} .\n" for line in lines.split("\n") if line])


class Pieces:
    """Text that comes in pieces, as a file to be read from."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """Read at most `size` bytes."""
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = piece.encode()
        if size < 0:
            size = len(self._held)
        made, self._held = self._held[:size], self._held[size:]
        return made


def write_form(quads: Iterable[str], form: Form, file: IO[bytes]) -> None:
    """Write N-Quads in another form, in bounded memory.

    Args:
        quads: Lines, some at once, as `graph.rdf.writing` makes them.
        form: Which.
        file: Where to.
    """
    if form.rdf is None:
        for text in quads:
            file.write((without_graphs(text) if form.flat else text).encode())
        return
    parsed = parse(cast("IO[bytes]", Pieces(quads)), RdfFormat.N_QUADS)
    statements = (quad.triple for quad in parsed) if form.flat else parsed
    if form.rdf is RdfFormat.RDF_XML:
        file = cast("IO[bytes]", _Returning(file))
    serialize(statements, file, form.rdf, prefixes=dict(PREFIXES) if form.name != "jsonld" else None)


class _Returning:
    """RDF/XML in which carriage returns survive: readers of XML make a line feed of one that is not written out."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        self._file.write(bytes(data).replace(b"\r", b"&#xD;"))
        return len(data)

    def flush(self) -> None:
        self._file.flush()


def lines_of(quads: Iterable[str]) -> Iterator[bytes]:
    """Single lines of N-Quads that come some at once."""
    for text in quads:
        yield from text.encode().splitlines(keepends=True)
