"""A process that makes a copy of the graph: reading it takes all of one core, which a server needs for its answers.

It is told what to do by a line of JSON on standard input, and tells its progress by lines of numbers.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from filelock import FileLock

from graph.errors import WhometError
from graph.rdf.exporting import Extent, export_quads
from graph.rdf.sparql.copies import LOCK, Copies, Copy
from graph.store.connection import Address, Store
from graph.store.whole import cut_off

FAULT = 3
"""How the process ends where an error of whomet's stopped it, which stands on standard error in one line."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be copied, and where to.

    Attributes:
        uri: Of the database; and so on as `Address` has it.
        home: Where whomet keeps its data.
        base: Of the URIs of things.
    """

    uri: str
    username: str
    password: str
    database: str | None
    home: str
    base: str

    def line(self) -> bytes:
        """As the process reads it."""
        return orjson.dumps(asdict(self), option=orjson.OPT_APPEND_NEWLINE)

    @property
    def copies(self) -> Copies:
        """Where the copies lie."""
        return Copies(Path(self.home), self.base, f"{self.uri} {self.database or ''}")


def make(order: Order) -> Copy:
    """Make a copy of the graph as it stands now, unless there is one.

    Raises:
        StoreError: The database could not be read.
    """
    copies = order.copies
    copies.folder.mkdir(parents=True, exist_ok=True)
    with (
        FileLock(copies.folder / LOCK),
        Store(Address(order.uri, order.username, order.password, order.database)) as store,
    ):
        cut = cut_off(store)
        latest = copies.latest()
        if latest is not None and latest.digest == cut.digest:
            return latest
        return copies.make(export_quads(store, cut, Extent(order.base)), cut.seq, cut.digest, _tell)


def _tell(lines: int) -> None:
    sys.stdout.write(f"{lines}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        make(Order(**orjson.loads(sys.stdin.buffer.readline())))
    except WhometError as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        sys.exit(FAULT)
