"""Rows of coded data as numbered columns, spilt to Parquet in parts: what is told again and again is kept once.

Documents with a row that columns can't hold are put apart whole, as the loader reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING

import polars as pl

from ingest.coded.actors import ActorReader
from ingest.coded.claims import ClaimMaker
from ingest.coded.rows import CodedRow, Story
from ingest.loading import write_bundle

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence


ROWS_A_PART = 250_000
"""About 150 MB of columns while a part is worked on."""

NOBODY = -1
SEVERAL = -2
NOWHERE = -1
SCHEMA = {
    "document": pl.Int32,
    "source": pl.Int32,
    "target": pl.Int32,
    "code": pl.Int32,
    "day": pl.Date,
    "native": pl.String,
    "confidence": pl.Float64,
    "place": pl.Int32,
}

type Actor = tuple[str, str | None]
type Code = tuple[str, str, str, str | None]


class Numbers[T]:
    """Numbers things in the order in which they first come."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[T, int] = {}
        self._all: list[T] = []

    def __len__(self) -> int:
        return len(self._known)

    def of(self, thing: T) -> int:
        """Its number, from 0."""
        number = self._known.setdefault(thing, len(self._all))
        if number == len(self._all):
            self._all.append(thing)
        return number

    def all(self) -> Sequence[T]:
        """Everything, in order of the numbers."""
        return self._all


@dataclass(slots=True)
class Spill:
    """The rows on disk, and what their numbers stand for.

    Attributes:
        folder: Where the parts are.
        actors: (actor string, state that the dataset puts it down to).
        codes: (dataset, scheme, code, the dataset's own words).
        documents: Stories.
        places: Names of places.
        reader: Reads actor strings.
        rest: Where documents go that columns can't hold, as JSON Lines of claims.
        put_apart: How many those are, and their claims.
        known: (actor string, state) → its number, `NOBODY` or `SEVERAL`.
        parts: The files, in the order of the rows.
        rows: How many there are in all.
        first: The first day.
        last: The last day.
    """

    folder: Path
    reader: ActorReader
    rest: IO[str]
    put_apart: tuple[int, int] = (0, 0)
    actors: Numbers[Actor] = field(default_factory=Numbers[Actor])
    codes: Numbers[Code] = field(default_factory=Numbers[Code])
    documents: Numbers[Story] = field(default_factory=Numbers[Story])
    places: Numbers[str] = field(default_factory=Numbers[str])
    known: dict[Actor, int] = field(default_factory=dict[Actor, int])
    parts: list[Path] = field(default_factory=list[Path])
    rows: int = 0
    first: dt.date | None = None
    last: dt.date | None = None

    def take(self, rows: Iterable[CodedRow]) -> None:
        """Spill rows, of one document together."""
        columns = _empty()
        maker = ClaimMaker(self.reader)
        for story, group in groupby(rows, key=attrgetter("story")):
            told = list(group)
            ends = [pair for pair in map(self._ends, told) if pair is not None]
            if len(ends) == len(told):
                self._add(columns, self.documents.of(story), told, ends)
            else:
                self._put_apart(maker, told)
            if len(columns["day"]) >= ROWS_A_PART:
                self._write(columns)
                columns = _empty()
        self._write(columns)

    def _ends(self, row: CodedRow) -> tuple[int, int] | None:
        """Numbers of its actors; None where columns can't hold it: another's word, several actors at an end, nobody."""
        ends = self._one(row.source, row.source_state), self._one(row.target, row.target_state)
        return None if row.origin is not None or SEVERAL in ends or ends == (NOBODY, NOBODY) else ends

    def _one(self, text: str | None, state: str | None) -> int:
        """Number of an actor string, `NOBODY` for none, `SEVERAL` where it names more, or can't stand in a file."""
        if text is None:
            return NOBODY
        number = self.known.get((text, state))
        if number is None:
            found = self.reader.read(text, state)
            fits = len(found) == 1 and found[0].name.isprintable()
            number = self.known[text, state] = self.actors.of((text, state)) if fits else SEVERAL
        return number

    def _put_apart(self, maker: ClaimMaker, rows: list[CodedRow]) -> None:
        for bundle in maker.bundles(rows):
            self.rest.writelines(f"{line}\n" for line in write_bundle(bundle))
            documents, claims = self.put_apart
            self.put_apart = documents + 1, claims + len(bundle.claims)
        self.rows += len(rows)

    def _add(
        self, columns: dict[str, list[object]], document: int, rows: list[CodedRow], ends: list[tuple[int, int]]
    ) -> None:
        columns["document"] += [document] * len(rows)
        columns["source"] += [source for source, _ in ends]
        columns["target"] += [target for _, target in ends]
        columns["code"] += [self.codes.of((row.dataset, row.scheme, row.code, row.label)) for row in rows]
        columns["day"] += [row.day for row in rows]
        columns["native"] += [row.id for row in rows]
        columns["confidence"] += [row.confidence for row in rows]
        columns["place"] += [NOWHERE if row.place is None else self.places.of(row.place) for row in rows]

    def _write(self, columns: dict[str, list[object]]) -> None:
        if not columns["day"]:
            return
        part = self.folder / f"rows-{len(self.parts):05}.parquet"
        frame = pl.DataFrame(columns, schema=SCHEMA)
        frame.write_parquet(part, compression="zstd")
        first, last = frame["day"].min(), frame["day"].max()
        self.first = first if self.first is None else min(self.first, first)  # pyright: ignore[reportArgumentType, reportAttributeAccessIssue]
        self.last = last if self.last is None else max(self.last, last)  # pyright: ignore[reportArgumentType, reportAttributeAccessIssue]
        self.rows += len(frame)
        self.parts.append(part)


def _empty() -> dict[str, list[object]]:
    return {name: [] for name in SCHEMA}
