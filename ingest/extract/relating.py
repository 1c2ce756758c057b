"""What an event is about, and what the events of one sentence have to do with each other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, get_args

from graph.records import Relation
from ingest.extract.once import once
from ingest.extract.slots import JUDGING, subtree_text, verb_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from ingest.extract.happenings import Happening

TALKS = frozenset({"meet", "call", "negotiate", "mediate"})
TOPICAL = frozenset({"on", "about", "over", "regarding", "concerning"})
LATER = frozenset({"after", "following", "since"})
EARLIER = frozenset({"before"})
LONGEST_LATER = 8
"""Words at the start of a sentence among which "later" is looked for."""

UNITS = frozenset({"day", "hour", "month", "week", "year"})
TRIPS = frozenset({"stay", "tour", "trip", "visit"})
THANKED = "thanked"
"""Stands for any word of thanks or blame, whose "for" tells what was spoken of."""

RETURN = frozenset({"exchange", "return"})
LONGEST = 16
"""Most words of a topic: a longer one is a clause, not a topic."""


def topic_span(trigger: Token) -> Span | None:
    """What talks are about, in the text's words: the object of "discuss", or what follows "on" or "over"."""
    verb = verb_of(trigger)
    heads = [one for one in (trigger, verb) if one is not None]
    found = [one for head in heads for one in _topics(head)]
    if not found:
        return None
    whole = trigger.doc[found[0].left_edge.i : found[0].right_edge.i + 1]
    if len(whole) > LONGEST:
        words = [one for one in subtree_text(found[0]) if one.sent == trigger.sent]
        whole = trigger.doc[words[0].i : words[-1].i + 1]
    end = next((at for at in range(whole.end, whole.start, -1) if not trigger.doc[at - 1].is_punct), whole.end)
    span = trigger.doc[whole.start : end]
    return span if len(span) <= LONGEST else None


def _topics(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "dobj" and head.lemma_ in {"discuss", "review"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in TOPICAL:
            yield from (one for one in child.children if one.dep_ == "pobj" and one.ent_type_ not in {"DATE", "TIME"})


def relate(happenings: Sequence[Happening]) -> Iterator[tuple[Happening, Relation, Happening, str | None]]:
    """Relations that sentences tell between their events, and to those before.

    Yields:
        (one, relation, other, words that tell it); no words where the first one's own do.
    """
    found: dict[tuple[int, int], Relation] = {}
    told = list(enumerate(happenings))
    for _, together in groupby(sorted(told, key=lambda pair: pair[1].sentence), key=lambda pair: pair[1].sentence):
        found.update(_relations(list(together)))
    for at, other in sorted(found):
        yield happenings[at], found[at, other], happenings[other], None
    yield from _looking_back(happenings)


def _looking_back(happenings: Sequence[Happening]) -> Iterator[tuple[Happening, Relation, Happening, str | None]]:
    """Relations to the trip that was told last, and to what was told right before."""
    trip: Happening | None = None
    for before, one in zip([None, *happenings], happenings, strict=False):
        if trip is not None and trip.named("visitor") & one.named() and _within_trip(one):
            yield one, _known("part_of"), trip, None
        if before is not None and one.sentence > before.sentence and (later := _later(one)) is not None:
            yield one, _known("after"), before, later
        trip = one if one.type == "visit" else trip


def _relations(together: Sequence[tuple[int, Happening]]) -> Iterator[tuple[tuple[int, int], Relation]]:
    """Relations in one sentence, by the numbers of the one and the other."""
    over: dict[int, list[tuple[int, Happening]]] = {}
    for at, one in together:
        for top in {token.i for token in (one.trigger, verb_of(one.trigger)) if token is not None}:
            over.setdefault(top, []).append((at, one))
    for number, other in together if len(together) > 1 else ():
        words: set[str] = set()
        met = {number}
        below = other.trigger
        earlier = False
        for up in other.trigger.ancestors:
            words.add(up.lower_)
            words |= {THANKED} if up.lemma_ in JUDGING else set()
            earlier = earlier or below.i in once(below.doc, _preceded)
            for at, one in over.get(up.i, ()):
                if at not in met and (relation := _relation(one, words)) is not None:
                    yield (at, number), relation
                elif at not in met and earlier:
                    yield (number, at), _known("after")
                met.add(at)
            below = up


def _preceded(doc: Doc) -> frozenset[int]:
    """Words of clauses before which something else happened: "he pardoned" in "held talks before he pardoned them"."""
    return frozenset(
        one.i if token.dep_ == "prep" else token.head.i
        for token in doc
        if token.lower_ in EARLIER and token.dep_ in {"mark", "prep"}
        for one in ([token.head] if token.dep_ == "mark" else token.children)
    )


def stays_within(noun: Token) -> bool:
    """Whether it is the trip of "during the visit": one that was told of before."""
    within = noun.dep_ == "pobj" and noun.head.lower_ in {"during", "on"}
    definite = any(child.lower_ in {"the", "this", "that"} and child.dep_ == "det" for child in noun.children)
    return within and definite and noun.lemma_ in TRIPS and not any(child.dep_ == "prep" for child in noun.children)


def _later(one: Happening) -> str | None:
    """The words with which a sentence begins that tells what came later: "Less than a month later"."""
    sentence = one.trigger.sent
    end = next((token.i + 1 for token in sentence[:LONGEST_LATER] if token.lower_ == "later"), None)
    if end is None or not any(token.lemma_ in UNITS for token in sentence.doc[sentence.start : end]):
        return None
    # "Who was freed two weeks later" is of another clause.
    whole = any(token.pos_ in {"VERB", "AUX", "PRON"} for token in sentence.doc[sentence.start : end])
    return None if whole else sentence.doc[sentence.start : end].text


def _within_trip(one: Happening) -> bool:
    """Whether a sentence tells that what it tells was during the visit."""
    start, end = one.trigger.sent.start, one.trigger.sent.end
    return one.type != "visit" and any(start <= at < end for at in once(one.trigger.doc, _trips))


def _trips(doc: Doc) -> list[int]:
    return [token.i for token in doc if stays_within(token)]


def _relation(one: Happening, words: set[str]) -> Relation | None:
    """How what stands under the word of a happening is to it, by the words between them, its own counted."""
    if words & LATER:
        return _known("after")
    if words & RETURN and "for" in words:
        return _known("in_return_for")
    about = bool(words & (TOPICAL | {"of", "discuss"})) or {THANKED, "for"} <= words
    return _known("concerns") if one.type in TALKS and about else None


def _known(name: str) -> Relation:
    return next(one for one in get_args(Relation) if one == name)
