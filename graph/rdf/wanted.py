"""Ids of things that shall be in a part: each once, on the disk, as there may be many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Self

SCHEMA = (
    "PRAGMA journal_mode = OFF",
    "CREATE TABLE thing (at INTEGER PRIMARY KEY, label TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (label, id))",
    "CREATE INDEX thing_at ON thing (label, at)",
    # Never committed: the file has no name, and goes with the connection.
    "BEGIN",
)


class Wanted:
    """Takes ids while others are being read."""

    def __init__(self) -> None:
        """Make a database that is nobody else's."""
        # A stream over HTTP is drawn from by one thread after another, never by two at once.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for statement in SCHEMA:
            self._db.execute(statement)
        self._read: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        self._db.close()

    def add(self, things: Iterable[tuple[str, str]]) -> None:
        """Ask for things, as (label, id); what was asked for before is passed over."""
        self._db.executemany("INSERT OR IGNORE INTO thing (label, id) VALUES (?, ?)", things)

    def count(self, label: str) -> int:
        """How many things of a label were asked for."""
        return int(self._db.execute("SELECT count(*) FROM thing WHERE label = ?", (label,)).fetchone()[0])

    def take(self, label: str, at_once: int) -> Iterator[list[str]]:
        """The ids of a label that were not taken before, some at once; those too that are added meanwhile."""
        ask = "SELECT at, id FROM thing WHERE label = ? AND at > ? ORDER BY at LIMIT ?"
        while rows := self._db.execute(ask, (label, self._read.get(label, 0), at_once)).fetchall():
            self._read[label] = rows[-1][0]
            yield [row[1] for row in rows]

    def rewind(self, label: str) -> None:
        """Let the ids of a label be taken once more."""
        self._read.pop(label, None)
