"""Copies of the graph as pyoxigraph stores on disk: where they lie, of which state they are, and how they are made.

A copy is made in a folder of its own and gets its name when it is whole; it is never changed. One process makes one at
a time, under a lock. Whoever reads an older one keeps it until its processes end.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, cast

import orjson

from graph.ids import digest
from graph.rdf.forms import Pieces

ABOUT = "about.json"
LOCK = "making.lock"
UNFINISHED = "unfinished-"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that can be read.

    Attributes:
        path: Its folder.
        digest: Of the graph's content that it has; None of an empty graph.
        seq: The last commit that it has.
        quads: How many statements.
    """

    path: Path
    digest: str | None
    seq: int
    quads: int


class Copies:
    """The copies of one graph under one base."""

    def __init__(self, home: Path, base: str, source: str) -> None:
        """Bind to a folder; nothing is read yet.

        Args:
            home: Where whomet keeps its data; copies lie in `sparql` below it.
            base: Of the URIs of things.
            source: Address of the database, so that several may share a folder.
        """
        self._base = base
        # What is written depends on whomet and on how the store lays it out.
        made_by = f"whomet {version('whomet')}, pyoxigraph {version('pyoxigraph')}"
        self.folder = home / "sparql" / digest(base, source, made_by)

    def latest(self) -> Copy | None:
        """The copy of the latest state; None where there is none."""
        found = [copy for path in self._paths() if (copy := _read(path)) is not None]
        return max(found, key=lambda copy: (copy.seq, copy.path.stat().st_mtime), default=None)

    def make(self, quads: Iterable[str], seq: int, digest: str | None, tell: Callable[[int], None]) -> Copy:
        """Make a copy, and remove those of earlier states.

        Args:
            quads: The whole graph: N-Quads, some lines at once.
            seq: The last commit that they have.
            digest: Of the graph's content.
            tell: Told how many quads were read so far.
        """
        import pyoxigraph as ox

        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(path, ignore_errors=True)
        unfinished = self.folder / f"{UNFINISHED}{os.getpid()}"
        store = ox.Store(str(unfinished))
        # The lines are whomet's own, and every IRI in them was looked at when it was written.
        store.bulk_load(cast("IO[bytes]", Pieces(_counted(quads, tell))), ox.RdfFormat.N_QUADS, lenient=True)
        store.flush()
        many = len(store)
        del store
        about = {"digest": digest, "seq": seq, "quads": many}
        (unfinished / ABOUT).write_bytes(orjson.dumps(about))
        path = self.folder / f"{seq}-{(digest or 'empty')[:12]}"
        shutil.rmtree(path, ignore_errors=True)
        unfinished.rename(path)
        for other in self._paths():
            if other != path:
                shutil.rmtree(other, ignore_errors=True)
        return Copy(path, digest, seq, many)

    def _paths(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [path for path in self.folder.iterdir() if path.is_dir() and not path.name.startswith(UNFINISHED)]


def _read(path: Path) -> Copy | None:
    try:
        about: dict[str, Any] = orjson.loads((path / ABOUT).read_bytes())
    except (OSError, ValueError):  # Another process removes it, or has not removed all of it.
        return None
    return Copy(path, about["digest"], about["seq"], about["quads"])


def _counted(quads: Iterable[str], tell: Callable[[int], None]) -> Iterator[str]:
    lines = 0
    for text in quads:
        lines += text.count("\n")
        tell(lines)
        yield text
