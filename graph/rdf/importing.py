"""A file of RDF as what is to be written into a store: read to its end and checked before anything is written."""

from __future__ import annotations

import base64
import errno
import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import IO, Any, Self, cast

import orjson
from pyoxigraph import RdfFormat, parse

from graph.errors import ImportFileError
from graph.ids import digest
from graph.model import OPEN
from graph.rdf.exporting import PRESENT, WITH_HISTORY
from graph.rdf.guarding import explain, guard_xml
from graph.rdf.mapping import EDGES
from graph.rdf.namespaces import HOME, Names
from graph.rdf.reading import Node, Reader
from graph.rdf.sifting import Problems, Sifter, groups
from graph.rdf.sorting import sort_lines
from graph.store.commits import flip
from graph.store.decisions import Decision
from graph.store.schema import EMPTY_DIGEST, SCHEMA_VERSION

FORMATS: dict[str, RdfFormat] = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "rdf": RdfFormat.RDF_XML,
    "rdfxml": RdfFormat.RDF_XML,
}
"""What can be read, by the file's ending."""

BY_LINE = frozenset({"nq", "nt"})
ROWS_AT_ONCE = 2_000
NODE_FILE, EDGE_FILE = "nodes-{}.jsonl", "edges-{}-{}.jsonl"


@dataclass(slots=True)
class Contents:
    """What a file holds, ready to be written, in files of a folder.

    Attributes:
        folder: Where.
        statements: How many statements were read.
        nodes: Label → number.
        edges: (label of the start, label of the end) → number of relationships.
        meta: Properties of the node that tells where the graph stood.
        digest: Of the content, computed from it.
        left_out: What was left out → how often.
    """

    folder: Path
    statements: int = 0
    nodes: dict[str, int] = field(default_factory=dict[str, int])
    edges: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    meta: dict[str, Any] | None = None
    digest: str = EMPTY_DIGEST
    left_out: dict[str, int] = field(default_factory=dict[str, int])

    def node_rows(self, label: str) -> Iterator[list[dict[str, Any]]]:
        """Properties of the nodes of a label, some at once."""
        rows = _rows(self.folder / NODE_FILE.format(label))
        for some in batched(rows, ROWS_AT_ONCE):
            if label == "Authority":
                yield [row | {"data": base64.b64decode(row["data"])} for row in some]
            else:
                yield list(some)

    def edge_rows(self, start: str, end: str) -> Iterator[list[dict[str, Any]]]:
        """Relationships from nodes of one label to nodes of another, some at once."""
        for some in batched(_rows(self.folder / EDGE_FILE.format(start, end)), ROWS_AT_ONCE):
            yield list(some)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            yield orjson.loads(line)


class _Spill:
    """Writes nodes and relationships into files, one a label and one a pair of labels."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._files: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def take(self, node: Node) -> None:
        made = self._contents
        made.nodes[node.label] = made.nodes.get(node.label, 0) + 1
        self._write(NODE_FILE.format(node.label), node.props)
        for edge in node.edges:
            one = EDGES[edge.type]
            pair = (one.start, one.end)
            made.edges[pair] = made.edges.get(pair, 0) + 1
            row = {
                "type": edge.type,
                "start": edge.start.id,
                "start_version": edge.start.version,
                "end": edge.end.id,
                "end_version": edge.end.version,
                "rev_from": edge.rev_from,
                "rev_to": edge.rev_to,
                "versioned": one.versioned,
                "props": edge.props,
            }
            self._write(EDGE_FILE.format(*pair), row)

    def _write(self, name: str, row: dict[str, Any]) -> None:
        file = self._files.get(name)
        if file is None:
            file = self._files[name] = (self._contents.folder / name).open("wb")
        file.write(orjson.dumps(row, default=_base64) + b"\n")


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read.

    Attributes:
        path: Where it is; a name that ends with `.gz` is compressed.
        format: One of `FORMATS`; None goes by the name.
        base: Base of the URIs in it.
        lenient: Whether what is not known is left out.
    """

    path: Path
    format: str | None = None
    base: str = HOME
    lenient: bool = False

    @property
    def kind(self) -> str:
        """The format.

        Raises:
            ImportFileError: The name does not tell it.
        """
        name = self.path.name.removesuffix(".gz")
        made = self.format or name.rpartition(".")[2]
        if made not in FORMATS:
            raise ImportFileError(f"{self.path}: say with --format what it is: {', '.join(FORMATS)}")
        return made

    def open(self) -> IO[bytes]:
        """The file's bytes."""
        try:
            zipped = self.path.name.endswith(".gz")
            return cast("IO[bytes]", gzip.GzipFile(self.path)) if zipped else self.path.open("rb")
        except OSError as error:
            raise ImportFileError(f"{self.path} can't be read: {error.strerror}") from error


def read_contents(source: Source, folder: Path, say: Callable[[str], None]) -> Contents:
    """Read and check a file.

    Args:
        source: The file.
        folder: For what is read; the caller removes it.
        say: Told what is being done.

    Raises:
        ImportFileError: The file can't be used; tells the first problems, with their lines where there are any.
    """
    names, problems = Names(source.base), Problems(lenient=source.lenient)
    contents, sifter = Contents(folder), Sifter(names, problems)
    kind = source.kind
    say("Reading")
    try:
        if FORMATS[kind] is RdfFormat.RDF_XML:
            with source.open() as file:
                guard_xml(file)
        with source.open() as file, _Spill(contents) as spill:
            quads = parse(file, FORMATS[kind])
            lines = sort_lines(sifter.lines(quads), folder)
            reader, check = Reader(names, problems), _Check(contents, problems)
            for node in reader.read(groups(lines)):
                check.take(node)
                if node.label != "Meta" or node.props["id"] != "export":
                    spill.take(node)
    except (SyntaxError, ValueError, EOFError, MemoryError, gzip.BadGzipFile, zlib.error) as error:
        told, line = explain(error, source.open if kind in BY_LINE else None)
        where = source.path if line is None else f"{source.path}:{line}"
        raise ImportFileError(f"{where}: is no {kind} that can be read: {told}") from error
    except OSError as error:
        if error.errno not in FULL:
            raise
        told = f"no room in {folder} ({error.strerror}): sorting takes as much as {source.path} has, uncompressed"
        raise ImportFileError(f"{told}. Nothing was loaded; make room, or set TMPDIR to a folder elsewhere") from error
    contents.statements = sifter.count
    contents.left_out = dict(problems.left_out)
    check.end()
    if problems.count:
        raise ImportFileError(_told(source, problems))
    return contents


class _Check:
    """Holds what is read against what the file says of itself."""

    def __init__(self, contents: Contents, problems: Problems) -> None:
        self._contents, self._problems = contents, problems
        self._told: dict[str, Any] = {}

    def take(self, node: Node) -> None:
        props, made = node.props, self._contents
        match node.label:
            case "Claim":
                key = digest(props["record"], props["published"], props["origin"])
                if props.setdefault("key", key) != key:
                    mend = "undo that, or take its wm:key out"
                    self._problems.add(f"{props['id']} was changed since it was exported; {mend}")
                elif props["closed_seq"] == OPEN:
                    made.digest = flip(made.digest, [props["key"]])
            case "Document" if props["rev_to"] == OPEN:
                made.digest = flip(made.digest, [digest(props["record"])])
            case "Authority":
                made.digest = flip(made.digest, [f"authority {props['id']} {props['digest']}"])
            case "Decision":
                told: dict[str, Any] = {name: props.get(name) for name in DECISION_FIELDS}
                made.digest = flip(made.digest, [Decision(**told).key])
            case "Meta" if props["id"] == "whomet":
                made.meta = props
            case "Meta" if props["id"] == "export":
                self._told = props
            case _:
                pass

    def end(self) -> None:
        """Say what is amiss with the whole."""
        meta, problems = self._contents.meta, self._problems
        if meta is None:
            problems.add("this is no whole graph of whomet: nothing tells where it stood (…/id/meta/whomet)")
            return
        if self._told.get("leaves_out"):
            problems.outweigh("this was exported without quotations and texts, and can't make the graph again")
        if self._told.get("holds", PRESENT) not in {PRESENT, WITH_HISTORY}:
            problems.outweigh("this is a part of a graph, and can't make it again")
        if meta.get("schema", 0) > SCHEMA_VERSION:
            problems.add(f"a newer whomet wrote this (schema {meta['schema']}, this one knows {SCHEMA_VERSION})")
        if not problems.lenient and not problems.count and meta.get("digest") != self._contents.digest:
            told = f"{meta.get('digest')} is the digest told, {self._contents.digest} that of what is there"
            problems.add(f"the file is not whole, or was changed: {told}")


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Of a disk, a quota, and of what a file may have."""

DECISION_FIELDS = tuple(Decision.__dataclass_fields__)


def _told(source: Source, problems: Problems) -> str:
    """The first problems, one a line."""
    lines = _line_numbers(source, [number for number, _ in problems.first])
    told = [
        f"{source.path}:{lines[number]}: {problem}" if number in lines else f"{source.path}: {problem}"
        for number, problem in problems.first
    ]
    more = problems.count - len(told)
    if more > 0:
        told.append(f"… and {more:,} more")
    return "\n".join(told)


def _line_numbers(source: Source, numbers: list[int]) -> dict[int, int]:
    """The lines of statements, where the format has one a line."""
    wanted = {number for number in numbers if number}
    found: dict[int, int] = {}
    if source.kind not in BY_LINE or not wanted:
        return found
    statement = 0
    with source.open() as file:
        for line, text in enumerate(file, start=1):
            if (stripped := text.lstrip()) and not stripped.startswith(b"#"):
                statement += 1
                if statement in wanted:
                    found[statement] = line
                    if len(found) == len(wanted):
                        break
    return found
