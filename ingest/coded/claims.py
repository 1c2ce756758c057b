"""From rows to documents with their claims, as a stream."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from graph.records import Attribution, Bundle, Claim, Document, Native, Participant
from ingest.coded.mapping import CodeReading, read_code

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ingest.coded.actors import ActorReader, CodedActor
    from ingest.coded.rows import CodedRow, Story

BODIES = frozenset({"state", "organization"})


class ClaimMaker:
    """Makes claims of rows; what repeats (participants, days, sources) is made once."""

    def __init__(self, actors: ActorReader) -> None:
        """Start with nothing made yet."""
        self._actors = actors
        self._parts: dict[tuple[str, str | None, CodeReading, str], tuple[Participant, ...]] = {}
        self._days: dict[dt.date, str] = {}
        self._origins: dict[str | None, tuple[Attribution, ...]] = {None: ()}

    def claim(self, row: CodedRow) -> Claim:
        """The claim that a row makes; the same row always makes the same."""
        reading = read_code(row.scheme, row.code)
        parts: tuple[Participant, ...] = ()
        if row.source is not None:
            parts = self._participants(row.source, row.source_state, reading, "a")
        if row.target is not None:
            parts += self._participants(row.target, row.target_state, reading, "b")
        if (date := self._days.get(row.day)) is None:
            date = self._days[row.day] = row.day.isoformat()
        if (attribution := self._origins.get(row.origin)) is None:
            attribution = self._origins[row.origin] = (Attribution(name=row.origin or "", mode="reports"),)
        return Claim(
            doc_id=row.story.doc_id,
            type=reading.type,
            modality=reading.modality,
            act=reading.act,
            participants=parts,
            date=date,
            place=row.place,
            about=about_of(reading, row.label),
            attribution=attribution,
            native=Native(dataset=row.dataset, id=row.id, scheme=row.scheme, code=row.code),
            confidence=row.confidence,
            coder=row.dataset,
        )

    def bundles(self, rows: Iterable[CodedRow]) -> Iterator[Bundle]:
        """Documents with their claims, one after the other.

        Args:
            rows: Those of one document together (`sorting.by_document`), no two with the same id.
        """
        for _, group in groupby(rows, key=lambda row: row.story.doc_id):
            told = list(group)
            story = min({row.story for row in told}, key=lambda one: tuple(part or "" for part in one[2:]))
            # Validated already: a Bundle would validate every claim a second time.
            yield Bundle.model_construct(document=document(story), claims=tuple(map(self.claim, told)))

    def _participants(self, text: str, state: str | None, reading: CodeReading, side: str) -> tuple[Participant, ...]:
        key = (text, state, reading, side)
        if (found := self._parts.get(key)) is None:
            actors = self._actors.read(text, state)
            found = self._parts[key] = tuple(participant(one, reading, side) for one in actors)
        return found


def about_of(reading: CodeReading, label: str | None) -> str | None:
    """What a claim is about: the dataset's own words where the type does not say it."""
    return label if reading.type == "other" else None


def document(story: Story) -> Document:
    """The document of a story, without text."""
    return Document(
        doc_id=story.doc_id,
        title=story.title,
        publisher=story.publisher,
        published=story.published,
        url=story.url,
    )


def participant(actor: CodedActor, reading: CodeReading, side: str) -> Participant:
    """An actor as one who takes part, on side a as who acts, on side b as upon whom."""
    role = reading.source
    if side == "b":
        role = reading.target_body if reading.target_body and actor.kind in BODIES else reading.target
    return Participant(
        name=actor.name,
        title=actor.title,
        kind=actor.kind,
        role=role,
        side=side,
        named=actor.named,
        behalf=actor.behalf,
        behalf_basis=actor.behalf_basis,
    )
