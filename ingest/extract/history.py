"""What a document has told so far, found again without going through all of it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.extract.happenings import Happening


class History:
    """Happenings in the order of telling.

    Attributes:
        happenings: All of them; add by `add` alone.
    """

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.happenings: list[Happening] = []
        self._latest: dict[tuple[str, str | None], Happening] = {}
        self._trips: dict[str, Happening] = {}
        self._posts: dict[str, tuple[int, str]] = {}
        self._date: str | None = None

    def add(self, one: Happening) -> None:
        """Tell a happening; sentences come in order."""
        self._date = self.date
        self.happenings.append(one)
        self._latest[one.type, None] = self._latest[one.type, one.modality] = one
        if one.type == "visit" and one.place:
            self._trips[one.modality] = one
        if one.type == "appoint" and one.post:
            for taking in one.takings:
                self._posts[taking.filler.name] = len(self.happenings), one.post

    @property
    def last(self) -> Happening | None:
        """What was told last."""
        return self.happenings[-1] if self.happenings else None

    @property
    def date(self) -> str | None:
        """The date told last; the newest happening may still get its own in the sentence after it."""
        return (self.last.date if self.last is not None else None) or self._date

    def latest(self, kind: str, modality: str | None = None) -> Happening | None:
        """The happening of a type that was told last, of some modality where one is given."""
        return self._latest.get((kind, modality))

    def trip(self, modality: str) -> Happening | None:
        """The visit of a modality whose place was told last: a visit to "the troops" has none."""
        return self._trips.get(modality)

    def in_sentence(self, sentence: int) -> Iterator[Happening]:
        """What the sentence at hand has told, the newest first."""
        return takewhile(lambda one: one.sentence == sentence, reversed(self.happenings))

    def post_of(self, names: Iterable[str]) -> str | None:
        """The post to which somebody of one of the names was last appointed."""
        told = [self._posts[name] for name in names if name in self._posts]
        return max(told)[1] if told else None
