"""An export as a file: whole or not there, with a description beside it."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, cast

from graph.errors import ExportFileError
from graph.rdf.describing import Told, describe
from graph.rdf.exporting import Extent, export_quads
from graph.rdf.forms import FORMS, Form, lines_of, write_form
from graph.rdf.parts import Part
from graph.rdf.sorting import sort_lines
from graph.store.connection import Store
from graph.store.whole import CutOff, cut_off, read_licences

GZIP_LEVEL = 6
LINES_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        quads: Statements.
        seq: The commit up to which the graph was read.
        moved: Whether somebody wrote into the graph meanwhile: what has no versions may be newer than `seq`.
        description: The file that describes it.
        things: Label → number of things, of a part; empty for the whole.
    """

    quads: int
    seq: int
    moved: bool
    description: Path
    things: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Target:
    """Where an export goes.

    Attributes:
        path: The file.
        form: Of `FORMS`.
        zipped: Whether it is compressed.
        in_order: Whether lines are sorted by their bytes, each once: the same file for the same graph. N-Quads and
            N-Triples alone.
    """

    path: Path
    form: Form = FORMS["nq"]
    zipped: bool = False
    in_order: bool = False


def write_dump(
    store: Store, extent: Extent, target: Target, on_part: Callable[[str, int], None] | None = None
) -> Written:
    """Write a graph into a file, in place of one that is there; a failure leaves that as it was.

    Args:
        store: The graph.
        extent: What shall be in it.
        target: Where it goes, in which form.
        on_part: Told of each part the section of the graph, and how many statements it has.

    Raises:
        ExportFileError: The file can't be written.
        InputError: What is asked for can't be had.
        StoreUnavailableError: The database went away.
    """
    cut, counts = cut_off(store), Counter[str]()
    part = Part(store, cut, extent) if extent.part is not None else None

    def count(section: str, lines: int) -> None:
        counts[section] += lines
        if on_part is not None:
            on_part(section, lines)

    quads: Iterable[str] = part.quads(count) if part is not None else export_quads(store, cut, extent, count)
    with whole_file(target.path) as (file, folder):
        hashing = _Hashing(file)
        with compressed(hashing) if target.zipped else nullcontext(hashing) as out:
            if target.in_order:
                quads = _in_order(quads, folder)
            write_form(quads, target.form, cast("IO[bytes]", out))
    told = Told(
        name=target.path.name,
        form=target.form,
        zipped=target.zipped,
        size=hashing.size,
        sha256=hashing.sha256.hexdigest(),
        counts=counts,
        seq=cut.seq,
        digest=cut.digest,
        at=cut.times.get(cut.seq),
        licences=read_licences(store) if part is None else _counted(part),
    )
    beside = target.path.with_name(target.path.name + ".void.ttl")
    with whole_file(beside) as (file, _):
        file.write(describe(told, extent))
    things = part.counts if part is not None else Counter[str]()
    return Written(counts.total(), cut.seq, cut_off(store).seq != cut.seq, beside, things)


def write_quads(  # noqa: PLR0913  -- as write_dump, into an open file
    store: Store, cut: CutOff, extent: Extent, form: Form, file: Output, *, zipped: bool
) -> None:
    """Write a graph into an open file, in no particular order; what is there after a failure is not whole.

    Args:
        store: The graph.
        cut: Up to where it is read.
        extent: What shall be in it.
        form: Of `FORMS`.
        file: Where to.
        zipped: Whether it is compressed.

    Raises:
        InputError: What is asked for can't be had; nothing was written then.
        StoreUnavailableError: The database went away.
    """
    part = Part(store, cut, extent) if extent.part is not None else None
    quads = part.quads() if part is not None else export_quads(store, cut, extent)
    with closing(quads), compressed(file) if zipped else nullcontext(file) as out:
        write_form(quads, form, cast("IO[bytes]", out))


def _counted(part: Part) -> list[tuple[str | None, str | None, int]]:
    found = [(*pair, documents) for pair, documents in part.licences.items()]
    return sorted(found, key=lambda one: (one[0] or "", one[1] or ""))


def _in_order(quads: Iterable[str], folder: Path) -> Iterator[str]:
    held: list[bytes] = []
    for line in sort_lines(lines_of(quads), folder):
        held.append(line)
        if len(held) >= LINES_AT_ONCE:
            yield b"".join(held).decode()
            held = []
    yield b"".join(held).decode()


class Output(Protocol):
    """What bytes are written into."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""
        ...

    def flush(self) -> None:
        """Give on what is held."""
        ...


class _Hashing:
    """A file whose bytes are counted and hashed as they are written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.size, self.sha256 = 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self.sha256.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def compressed(file: Output) -> Generator[IO[bytes]]:
    """What is written is compressed into a file that stays open."""
    # Neither a name nor a time in the head: the same bytes for the same graph.
    with gzip.GzipFile("", "wb", GZIP_LEVEL, cast("IO[bytes]", file), mtime=0) as made:
        yield cast("IO[bytes]", made)


@contextmanager
def whole_file(path: Path) -> Generator[tuple[IO[bytes], Path]]:
    """A file to be written, and a folder beside it for what is spilt; it takes its name at the end, or is removed."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            made = Path(folder) / "made"
            with made.open("wb") as file:
                yield file, Path(folder)
                file.flush()
                os.fsync(file.fileno())
            made.replace(path)
    except OSError as error:
        raise ExportFileError(f"{path} can't be written: {error.strerror or error}") from error
