"""From a frame to a happening: reality, time, place, quantity, source and evidence put together."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from graph.identity.folding import fold
from ingest.extract.attribution import find_chain
from ingest.extract.calls import CALL
from ingest.extract.circumstances import time_for
from ingest.extract.fillers import Filler
from ingest.extract.frames import Part, headless
from ingest.extract.happenings import TWO_SIDED, Happening, Taking, key_of
from ingest.extract.listing import add_listed
from ingest.extract.missions import seat_of
from ingest.extract.modality import FACT, Reality, reality_of
from ingest.extract.once import text_of
from ingest.extract.phrases import quantity_of
from ingest.extract.places import of_several, place_for, where_of
from ingest.extract.posts import post_of, public, serving_of
from ingest.extract.relating import TALKS, TOPICAL, stays_within, topic_span
from ingest.extract.slots import verb_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Span, Token

    from graph.records import Quantity
    from ingest.extract.circumstances import Told
    from ingest.extract.frames import Frame
    from ingest.extract.history import History
    from ingest.extract.names import Name
    from ingest.extract.narrative import Narrative
    from ingest.extract.pace import Pace
    from ingest.extract.parsing import Paragraph
    from ingest.extract.places import Where

UNNAMED_POSTS = frozenset({"credentials", "commissioned", "named"})
OFFICIAL = frozenset({"present", "commission", "appoint"})
FUTURE = frozenset({"scheduled", "possible"})
WILL = frozenset({"'ll", "will", "wo", "would"})
MISSED = frozenset({"denied", "cancelled"})
POSTED = frozenset({"appoint", "leave_post", "recall"})
NOTES_GO_ON = dt.timedelta(days=31)
RAISING = frozenset({"discuss", "mention", "raise", "review"})
SPEAKING = frozenset({"brief", "consult", "inform", "speak", "talk", "update"})
WISHED = "wished"
SMALL = frozenset({"det", "compound", "amod", "nummod"})
LEADING = 6
"""Most small words with which a quotation begins."""

SHORT, LONG = 5, 60
"""Evidence of fewer words than this shows nothing by itself, of more it is no longer short."""


class Composer:
    """Puts happenings together in one paragraph of a document.

    Attributes:
        told: What the document has told so far; the caller adds to it.
    """

    def __init__(
        self,
        paragraph: Paragraph,
        names: Mapping[int, Name],
        narrative: Narrative,
        told: History,
        here: str | None = None,
    ) -> None:
        """Bind to a paragraph, its names, what was told before, and the place of the dateline."""
        self._here = here
        self._paragraph = paragraph
        self._names = names
        self._narrative = narrative
        self.told = told

    def compose(
        self, frame: Frame, times: list[Told], claimed: Mapping[Token | None, int], pace: Pace
    ) -> Happening | None:
        """What a frame tells; None where it tells no event: a wish, a post in business, nobody in particular.

        Args:
            frame: The frame.
            times: Times of the paragraph.
            claimed: How often the sentence's frames, this one counted, claim the times of a word (`claims_times`).
            pace: How the document tells time.
        """
        reality = reality_of(frame.trigger.sent.root if frame.pattern is CALL else frame.trigger)
        if "awaited" in frame.pattern.flags and reality.modality == FACT:
            reality = Reality("scheduled", reality.hedge, reality.tense)  # "is expected in Baghdad on Friday"
        post = self._post(frame)
        if reality.modality == WISHED or not _acceptable(frame, post) or _topic_only(frame.trigger, frame.type):
            return None
        if self._meant(frame):
            return None
        note = headless(frame.trigger)
        if note and frame.type == "visit":  # on a trip that was told, one sees sights: nobody is their host
            frame.parts = [part for part in frame.parts if part.role != "host" or part.filler.kind == "state"]
        add_listed(frame, self._names)
        when = time_for(frame.trigger, times, claimed)
        where = self._where(frame)
        _add_host(frame, where)
        takings = _takings(frame, self._narrative, post)
        if not takings:
            return None
        date, hedge = self._date(frame, when, reality, times, pace)
        reality = _foreseen(frame, reality)
        start, end = _span(frame, when, where, post)
        doc, offset = self._paragraph.doc, self._paragraph.start
        happening = Happening(
            type=frame.type,
            reality=reality,
            takings=takings,
            start=offset + doc[start].idx,
            end=offset + doc[end - 1].idx + len(doc[end - 1]),
            anchor=offset + frame.trigger.idx,
            rule=frame.pattern.rule,
            sentence=pace.sentence,
            trigger=frame.trigger,
            about=_topic(frame),
            act=frame.act,
            post=post,
            date=date,
            hedge=hedge or reality.hedge,
            place=(where.text or None) if where else None,
            exact=bool(where and where.exact),
            quantity=_quantity(frame),
            attribution=find_chain(frame.trigger, fullest=self._narrative.fullest),
        )
        self._inherit(happening, free=note)
        return happening

    def _meant(self, frame: Frame) -> bool:
        """As in "during the visit, X and Y laid wreaths": the visit that was told before, not one of both."""
        if frame.type != "visit" or not stays_within(frame.trigger):
            return False
        who = {key_of(part.filler) for part in frame.of("visitor")}
        trip = self.told.latest("visit")
        return trip is not None and bool(trip.named("visitor") & who)

    def _post(self, frame: Frame) -> str | None:
        """The post that changes hands, here or where the document told of it before."""
        if frame.type not in {"appoint", "leave_post"}:
            return None
        if (post := post_of(frame)) is not None:
            return post
        who = {self._narrative.fullest(part.filler.name) for part in frame.of("appointee")}
        if (told := self.told.post_of(who)) is not None:
            return told
        titles = (self._narrative.title_of(part.filler.name) for part in frame.of("leaver"))
        return next((post for post in titles if post), None)

    def _date(
        self, frame: Frame, when: Told | None, reality: Reality, times: list[Told], pace: Pace
    ) -> tuple[str | None, str | None]:
        """Date, and the words that stand for one that is none ("recently").

        Notes without a subject are filed under a day of a trip, and go on after it; readouts of calls are of their day.
        """
        if when is not None and when.time.vague:
            return None, when.time.text
        if when is not None:
            anchor = self.told.date
            if "same" in when.time.text.lower():  # "That same day": of the date told last, be it of no event
                before = [one for one in times if one.first < when.first and not one.time.vague]
                anchor = before[-1].time.resolve(published=pace.published, anchor=anchor) if before else anchor
            future = reality.modality in FUTURE or (reality.modality in MISSED and _ahead(frame.trigger))
            future = future and not _decided(when, frame.trigger)
            note = headless(frame.trigger) and not future
            filed = pace.published + NOTES_GO_ON if note else pace.published
            return when.time.resolve(published=filed, future=future, anchor=anchor), None
        return (pace.day(reality.tense, record=frame.type == "call") if reality.modality == FACT else None), None

    def _where(self, frame: Frame) -> Where | None:
        going = frame.pattern.going
        ways = [token for slot in (going, "to", "in", "at") for token in frame.slots.get(slot, ())] if going else []
        found: list[Where] = []
        for token in ways:
            listed = any(one.start <= token.i < one.end for one in found)  # of "Cairo, Alexandria, Egypt"
            if not listed and (one := where_of(token, self._names)) is not None:
                found.append(one)
        exact = [one for one in found if one.exact]
        if len(exact) > 1 or not all(one.text for one in found):
            # "visited Boston and New York City": the state that is visited is the place
            return of_several(found)
        posted = frame.type in POSTED
        where = (
            next(iter(exact), None)
            or place_for(frame.trigger, self._names, posted=posted, here=self._here)
            or next(iter(found), None)
        )
        return where or (seat_of(frame.trigger, self._names) if "mission" in frame.pattern.flags else None)

    def _inherit(self, one: Happening, *, free: bool) -> None:
        """What happens on a trip happens at its place, where no other place is named.

        `free` tells a note without a subject ("Attended the inauguration of X"), which is of the trip whoever is named.
        """
        if one.place or one.type in {"visit", "call"}:
            return
        beside = (its for its in self.told.in_sentence(one.sentence) if its.place and its.date in {None, one.date})
        twin = next((its for its in beside if its.modality == one.modality and its.named() & one.named()), None)
        if twin is not None and twin.type not in {"visit", "call"}:
            one.place, one.exact = twin.place, twin.exact
            return
        talks = self.told.latest("meet", one.modality)
        if talks is not None and _agreed_at(one, talks):
            one.place, one.exact = talks.place, True
            return
        trip = self.told.trip(one.modality)
        if trip is not None and (free or trip.named("visitor") & one.named()):
            one.place, one.exact = trip.place, trip.exact


def _agreed_at(one: Happening, talks: Happening) -> bool:
    """Whether an agreement is of talks that were told: what the same two agree on as they meet, they agree on there."""
    same = bool(one.named()) and one.named() <= talks.named()
    return one.type == "agree" and talks.exact and same and one.date in {None, talks.date}


def _decided(when: Told, trigger: Token) -> bool:
    """As in "decided on Monday to impose sanctions": the day is that of a verb in the past over the event."""
    clause = when.clause
    return clause.tag_ == "VBD" and clause.lemma_ != "be" and clause in trigger.ancestors


def _ahead(trigger: Token) -> bool:
    """Whether what does not happen was to come: "will not be coming", "were to have met"; not "declined to come"."""
    verb = verb_of(trigger)
    over = [verb] if verb is not None else []
    over += [one.head for one in over if one.head.lemma_ == "be" or one.dep_ == "xcomp"]
    forms = {one.lower_ for each in over for one in each.children if one.dep_ == "aux"}
    return not forms.isdisjoint(WILL) or ("to" in forms and len(over) > 1 and over[1].lemma_ == "be")


def _acceptable(frame: Frame, post: str | None) -> bool:
    """Posts of states, parties and bodies of states count; credentials and commissions may leave theirs out."""
    if frame.type not in {"appoint", "leave_post"}:
        return True
    return public(post) or (post is None and frame.act in UNNAMED_POSTS and frame.trigger.lemma_ in OFFICIAL)


def _foreseen(frame: Frame, reality: Reality) -> Reality:
    """As in "nominated X, who is to serve as Y": named now, in the post later."""
    serving = serving_of(frame) if frame.type == "appoint" else None
    if serving is None or reality.modality != FACT or not _relative(serving):
        return reality
    modality = reality_of(serving).modality
    if modality not in FUTURE:
        return reality
    first = serving.head if serving.dep_ == "xcomp" else serving
    start = min([first.i, *(child.i for child in first.children if child.dep_ == "aux")])
    return Reality(modality, serving.doc[start : serving.i + 1].text, reality.tense)


def _relative(verb: Token) -> bool:
    """Whether a verb is one of a relative clause, or the infinitive of its verb."""
    return verb.dep_ == "relcl" or (verb.dep_ == "xcomp" and verb.head.dep_ == "relcl")


def _topic(frame: Frame) -> str | None:
    """What talks were about."""
    span = topic_span(frame.trigger) if frame.type in TALKS else None
    return span.text if span is not None else None


def _topic_only(trigger: Token, kind: str) -> bool:
    """As in "discussed the release", "spoke about it": what was talked of, not told as possible."""
    if kind not in {"release", "negotiate", "visit"}:
        return False
    if trigger.dep_ == "dobj":
        return trigger.head.lemma_ in RAISING
    about = kind != "visit" and trigger.dep_ == "pobj" and trigger.head.lower_ in TOPICAL
    return about and trigger.head.head.lemma_ in SPEAKING and trigger.head.head.pos_ == "VERB"


def _add_host(frame: Frame, where: Where | None) -> None:
    """The state behind the place of a visit is its host: "travelled to Cairo, Egypt"."""
    if frame.type != "visit" or where is None or where.state is None or frame.of("host"):
        return
    name = where.state
    token = next((token for token in frame.trigger.sent if name.start <= token.i < name.end), frame.trigger)
    frame.parts.append(Part("host", "place", Filler.of(name, token, "state")))


def _takings(frame: Frame, narrative: Narrative, post: str | None) -> list[Taking]:
    sides = _sides(frame)
    return [
        Taking(narrative.complete(part.filler), part.role, sides.get(part.slot))
        for part in frame.parts
        if not _indefinite(part.filler) and not (part.role == "appointee" and _is_post(part.filler, post))
    ]


def _is_post(filler: Filler, post: str | None) -> bool:
    """Whether what stands among the participants is the post itself: "is elected President of Cyprus"."""
    if post is None or filler.title is not None or filler.token.ent_type_ == "PERSON":
        return False
    name, whole = fold(filler.name), fold(post)
    return name.endswith(whole) or whole.startswith(name)


def _indefinite(filler: Filler) -> bool:
    """As in "a president", "any ambassador": nobody in particular."""
    article = any(one.dep_ == "det" and one.lower_ in {"a", "an", "any", "every"} for one in filler.token.children)
    return filler.kind == "person" and filler.token.ent_type_ != "PERSON" and article


def _sides(frame: Frame) -> dict[str, str]:
    """Who stands across from whom: subjects from those whom they met, called or signed with."""
    slots = {part.slot for part in frame.parts if part.slot != "between"}
    near = slots & {"subj", "poss"}
    if frame.type not in TWO_SIDED or not near or near == slots:
        return {}
    return {slot: "a" if slot in near else "b" for slot in slots}


def _span(frame: Frame, when: Told | None, where: Where | None, post: str | None) -> tuple[int, int]:
    """Tokens of the evidence: from the first word that tells something to the last, or the sentence."""
    sentence = frame.trigger.sent
    topic = topic_span(frame.trigger) if frame.type in TALKS else None
    named = _find(sentence, post)
    told = [(frame.trigger.i, frame.trigger.i + 1), *((part.filler.start, part.filler.end) for part in frame.parts)]
    told += [(when.first, when.last)] if when is not None else []
    told += [(where.start, where.end)] if where is not None else []
    told += [(one.start, one.end) for one in (topic, named) if one is not None]
    if "let_go" in frame.pattern.flags:
        told += [(child.i, child.i + 1) for child in frame.trigger.children if child.lemma_ == "go"]
    inside = [(start, end) for start, end in told if sentence.start <= start and end <= sentence.end]
    start, end = _begin(sentence, min(start for start, _ in inside)), max(end for _, end in inside)
    if end - start >= SHORT and text_of(sentence.doc).count(sentence.doc[start:end].text) == 1:
        return start, end
    return (sentence.start, sentence.end) if len(sentence) <= LONG else (start, min(start + LONG, sentence.end))


def _begin(sentence: Span, start: int) -> int:
    """Where a quotation begins that is to be read: with the "On" of its date, the "a telephone" of its call."""
    doc = sentence.doc
    for before in range(start - 1, max(sentence.start, start - LEADING) - 1, -1):
        token = doc[before]
        if not (token.dep_ in SMALL or token.tag_ == "HYPH" or token.lower_ in {"in", "on", "during"}):
            break
        start = before
    return start


def _find(sentence: Span, words: str | None) -> Span | None:
    """Where a sentence has some words."""
    start = text_of(sentence.doc).find(words, sentence.start_char, sentence.end_char) if words else -1
    return sentence.doc.char_span(start, start + len(words), alignment_mode="expand") if words and start >= 0 else None


def _quantity(frame: Frame) -> Quantity | None:
    parts = frame.of(frame.pattern.numbered) if frame.pattern.numbered else []
    counted = (quantity_of(part.filler.token, part.filler.name) for part in parts if not part.filler.named)
    return next((one for one in counted if one is not None), None)
