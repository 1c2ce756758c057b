"""Claims that several documents may tell together: reconciled one by one, by the rules themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.model import ResolvedClaim
from graph.records import Claim, Native
from graph.vocabulary import load_vocabulary
from ingest.bulk.claims import UNKNOWN
from ingest.bulk.spill import NOBODY, NOWHERE
from ingest.reconcile import reconcile

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl

    from graph.model import Event, Place
    from ingest.bulk.parts import PartMaker
    from ingest.bulk.spill import Spill
    from ingest.coded.mapping import CodeReading


@dataclass(slots=True)
class Entangled:
    """The claims, by day: none is related to one of another day.

    Attributes:
        numbers: Claim id → its row.
    """

    spill: Spill
    readings: list[CodeReading]
    places: list[Place]
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    _days: defaultdict[dt.date, list[ResolvedClaim]] = field(
        default_factory=lambda: defaultdict[Any, list[ResolvedClaim]](list)
    )

    def take(self, frame: pl.DataFrame, maker: PartMaker) -> None:
        """Take rows with their ids.

        Raises:
            AssertionError: A claim made singly has another id than the one made in columns: a fault of ours.
        """
        codes, stories, names = self.spill.codes.all(), self.spill.documents.all(), self.spill.places.all()
        for row in frame.iter_rows(named=True):
            at, number, place = int(row["code"]), int(row["document"]), int(row["place"])
            dataset, scheme, code, label = codes[at]
            reading, story = self.readings[at], stories[number]
            ends = [(end, side) for end, side in (("source", "a"), ("target", "b")) if row[end] != NOBODY]
            made = [maker.part(row[end], row["code"], pos, side) for pos, (end, side) in enumerate(ends)]
            claim = Claim(
                doc_id=story.doc_id,
                type=reading.type,
                modality=reading.modality,
                act=reading.act,
                participants=tuple(told for told, _ in made),
                date=row["day"].isoformat(),
                place=names[place] if place != NOWHERE else None,
                about=label if reading.type == "other" else None,
                native=Native(dataset=dataset, id=row["native"], scheme=scheme, code=code),
                confidence=row["confidence"],
                coder=dataset,
            )
            if claim.id != row["id"]:
                raise AssertionError(f"{claim.id} made singly is {row['id']} made in columns")
            self.numbers[claim.id] = row["row"]
            self._days[row["day"]].append(
                ResolvedClaim(
                    claim=claim,
                    parts=tuple(part for _, part in made),
                    family=load_vocabulary().type(claim.type).family,
                    published=story.published,
                    publisher=story.publisher or UNKNOWN,
                    place=self.places[place] if place != NOWHERE else None,
                )
            )

    def events(self) -> Iterator[list[Event]]:
        """The events of each day."""
        for day in sorted(self._days):
            yield reconcile(self._days.pop(day))
