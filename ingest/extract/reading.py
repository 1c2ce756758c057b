"""Reading one document: from parsed paragraphs to happenings, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ingest.extract.attribution_going_on import links_going_on
from ingest.extract.attribution_names import make_attribution
from ingest.extract.calls import call_of
from ingest.extract.circumstances import claims_times, times_of
from ingest.extract.companions import occasions
from ingest.extract.composing import Composer
from ingest.extract.fillers import FillerFinder
from ingest.extract.frames import Frame, find_frames
from ingest.extract.gapping import part_gapped
from ingest.extract.happenings import Taking
from ingest.extract.history import History
from ingest.extract.listing import add_attending, add_stay
from ingest.extract.mending import mend
from ingest.extract.merging import merge_same, without_lead
from ingest.extract.narrative import Narrative
from ingest.extract.pace import Pace
from ingest.extract.relations import Parties
from ingest.extract.settling import settle

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Span

    from ingest.extract.circumstances import Told
    from ingest.extract.gazetteer import Gazetteer
    from ingest.extract.happenings import Happening
    from ingest.extract.names import Name, NameFinder
    from ingest.extract.parsing import Paragraph


SPOKEN = frozenset({"conversation", "discuss", "discussion", "speak", "talk"})


class Reader:
    """Reads documents."""

    def __init__(self, gazetteer: Gazetteer, finder: NameFinder) -> None:
        """Bind to what is known of names."""
        self._gazetteer = gazetteer
        self._finder = finder

    def read(
        self, paragraphs: Sequence[Paragraph], published: dt.date, title: Doc | None, here: str | None = None
    ) -> list[Happening]:
        """What a document tells, in order, each happening once.

        Args:
            paragraphs: Parsed.
            published: The day from which its dates are told.
            title: Tells only of whom it is.
            here: The place of its dateline, which "here" means.
        """
        docs = [*([title] if title is not None else []), *(paragraph.doc for paragraph in paragraphs)]
        named = settle([self._finder.find(doc) for doc in docs], docs, self._gazetteer)
        heading = list(named.pop(0).values()) if title is not None else []
        body = [name for names in named for name in names.values()]
        narrative = Narrative([*body, *heading])
        story = Story(
            self._gazetteer, narrative, Pace(paragraphs, published), Parties(heading, body, self._gazetteer), here
        )
        for paragraph, names in zip(paragraphs, named, strict=True):
            mend(paragraph.doc, names)
            story.tell(paragraph, names)
        return merge_same(without_lead(story.told.happenings, paragraphs))


class Story:
    """One document being read.

    Attributes:
        told: What it has told so far.
    """

    def __init__(
        self, gazetteer: Gazetteer, narrative: Narrative, pace: Pace, parties: Parties, here: str | None
    ) -> None:
        """Begin."""
        self._here = here
        self._parties = parties
        self._gazetteer = gazetteer
        self._narrative = narrative
        self._pace = pace
        self.told = History()

    def tell(self, paragraph: Paragraph, names: Mapping[int, Name]) -> None:
        """Read the next paragraph."""
        narrative = self._narrative
        fillers = FillerFinder(
            names, lambda token: narrative.antecedent(token, names), self._gazetteer, narrative.holder, self._parties
        )
        composer = Composer(paragraph, names, narrative, self.told, self._here)
        times = times_of(paragraph.doc)
        for sentence in paragraph.doc.sents:
            self._pace.advance(sentence, times)
            self._go_on(sentence)
            frames = self._frames(sentence, fillers, names, times)
            claimed = Counter(word for frame in frames for word in claims_times(frame.trigger))
            for frame in frames:
                own = [one for one in times if frame.reach[0] <= one.first < frame.reach[1]] if frame.reach else times
                if (happening := composer.compose(frame, own, claimed, self._pace)) is not None:
                    self.told.add(happening)
            add_stay(self.told.latest("visit"), sentence, times, names, self._pace)
            add_attending(self.told.latest("meet"), sentence, names)
            narrative.advance(sentence, names)

    def _go_on(self, sentence: Span) -> None:
        """Lengthen the chains of the sentence before by those whom this one says that its source leans on."""
        if not (links := links_going_on(sentence)):
            return
        more = [make_attribution(link, self._narrative.fullest) for link in links]
        for one in self.told.in_sentence(self._pace.sentence - 1):
            if one.attribution and not one.attribution[-1].anonymous:
                told = {source.name for source in one.attribution}
                one.attribution += tuple(source for source in more if source.name not in told)

    def _frames(
        self, sentence: Span, fillers: FillerFinder, names: Mapping[int, Name], times: Sequence[Told]
    ) -> list[Frame]:
        found = [
            part
            for frame in find_frames(sentence, fillers, self._narrative.topic)
            for part in part_gapped(frame, times, fillers)
        ]
        frames = [frame for frame in found if not self._joins(frame)]
        frames += [
            Frame(frame.pattern, noun, parts, frame.slots, kind)
            for frame in found
            if "joined" in frame.pattern.flags
            for kind, noun, parts in occasions(frame, fillers)
        ]
        if not any(frame.type == "call" for frame in frames) and (call := call_of(sentence, names)) is not None:
            frames.append(call)
        if any(frame.type == "call" for frame in frames):
            # The talk that was held by telephone is not held in person as well.
            frames = [frame for frame in frames if frame.type != "meet" or frame.trigger.lemma_ not in SPOKEN]
        return frames

    def _joins(self, frame: Frame) -> bool:
        """As in "Accompanied President Bush": he is a second visitor of the trip that the text is telling."""
        trip = self.told.latest("visit")
        if "joined" not in frame.pattern.flags or trip is None:
            return False
        there = {taking.filler.name for taking in trip.takings}
        if there.isdisjoint(part.filler.name for part in frame.parts if part.slot == "subj"):
            return False
        trip.takings += [Taking(part.filler, "visitor") for part in frame.parts if part.filler.name not in there]
        return True
