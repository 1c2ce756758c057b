"""Claims that several documents may tell together: reconciled one by one, by the rules themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.model import ResolvedClaim
from graph.vocabulary import load_vocabulary
from ingest.bulk.spill import NOBODY, NOWHERE
from ingest.coded.claims import ClaimMaker
from ingest.coded.rows import CodedRow
from ingest.reconcile import reconcile
from ingest.resolving import UNKNOWN_PUBLISHER

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl

    from graph.model import Event, Place
    from ingest.bulk.actors import Actors
    from ingest.bulk.parts import PartMaker
    from ingest.bulk.spill import Spill


@dataclass(slots=True)
class Entangled:
    """The claims, by day: none is related to one of another day.

    Attributes:
        numbers: Claim id → its row.
    """

    spill: Spill
    places: Sequence[Place]
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    _days: defaultdict[dt.date, list[ResolvedClaim]] = field(
        default_factory=lambda: defaultdict[Any, list[ResolvedClaim]](list)
    )

    def take(self, frame: pl.DataFrame, actors: Actors, parts: PartMaker) -> None:
        """Take rows with their ids.

        Raises:
            AssertionError: A claim made singly has another id than the one made in columns: a fault of ours.
        """
        claims = ClaimMaker(self.spill.reader)
        for row in frame.iter_rows(named=True):
            claim = claims.claim(self._row(row, actors))
            if claim.id != row["id"]:
                raise AssertionError(f"{claim.id} made singly is {row['id']} made in columns")
            ends = [(end, side) for end, side in (("source", "a"), ("target", "b")) if row[end] != NOBODY]
            story, place = self.spill.documents.all()[int(row["document"])], int(row["place"])
            self.numbers[claim.id] = row["row"]
            self._days[row["day"]].append(
                ResolvedClaim(
                    claim=claim,
                    parts=tuple(
                        parts.part(row[end], row["code"], pos, side)[1] for pos, (end, side) in enumerate(ends)
                    ),
                    family=load_vocabulary().type(claim.type).family,
                    published=story.published,
                    publisher=story.publisher or UNKNOWN_PUBLISHER,
                    place=self.places[place] if place != NOWHERE else None,
                )
            )

    def _row(self, row: Mapping[str, Any], actors: Actors) -> CodedRow:
        """The row as it was read."""
        dataset, scheme, code, label = self.spill.codes.all()[int(row["code"])]
        source, target = (self._actor(int(row[end]), actors) for end in ("source", "target"))
        place = int(row["place"])
        return CodedRow(
            dataset=dataset,
            id=row["native"],
            day=row["day"],
            source=source[0],
            target=target[0],
            code=code,
            scheme=scheme,
            label=label,
            story=self.spill.documents.all()[int(row["document"])],
            line=0,
            source_state=source[1],
            target_state=target[1],
            place=self.spill.places.all()[place] if place != NOWHERE else None,
            confidence=row["confidence"],
        )

    def _actor(self, stretch: int, actors: Actors) -> tuple[str | None, str | None]:
        return (None, None) if stretch == NOBODY else self.spill.actors.all()[actors.resolved[stretch][0]]

    def events(self) -> Iterator[list[Event]]:
        """The events of each day."""
        for day in sorted(self._days):
            yield reconcile(self._days.pop(day))
