"""A verb that is left out: "freed two Britons on Monday and three Frenchmen on Tuesday" is two happenings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.extract.frames import Frame, Part
from ingest.extract.slots import VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from ingest.extract.circumstances import Told
    from ingest.extract.fillers import Filler, FillerFinder

FARTHEST = 30
"""Words after the first object among which the second is looked for: more would take the square of a sentence."""

BEFORE = 6
"""Words before the second object among which its "and" is looked for."""


def part_gapped(frame: Frame, times: Sequence[Told], fillers: FillerFinder) -> Iterator[Frame]:
    """A frame, taken apart where its verb has two counted objects with a time each.

    Args:
        frame: Of a verb or noun.
        times: Times of the paragraph.
        fillers: Who fills a slot.

    Yields:
        The frame itself where there is nothing to take apart.
    """
    role = frame.pattern.numbered
    counted = [part for part in frame.of(role) if part.slot == "obj"] if role else []
    gap = _gap(frame.trigger, counted[0], times) if counted and frame.trigger.pos_ in VERBAL else None
    second = _second(gap, counted[0], fillers) if gap is not None else None
    if gap is None or second is None:
        yield frame
        return
    sentence = frame.trigger.sent
    first = [part for part in frame.parts if part.filler.token != gap]
    others = [part for part in first if part.role != role]
    start = _conjunction(gap).i
    yield replace(frame, parts=first, reach=(sentence.start, start))
    yield replace(frame, parts=[*others, Part(counted[0].role, "obj", second)], reach=(start, sentence.end))


def _gap(verb: Token, counted: Part, times: Sequence[Told]) -> Token | None:
    """The second object: after "and", with a number and a time of its own; the first has a time before that."""
    sentence, first = verb.sent, counted.filler.token
    near = [one for one in times if sentence.start <= one.first < sentence.end]
    dated = {at for one in near for at in range(one.first, one.last)}
    for token in sentence.doc[first.i + 1 : min(first.i + FARTHEST, sentence.end)]:
        joined = token.dep_ == "conj" and (token.head in (verb, first) or token.head.i in dated)
        if not joined or token.i in dated or not _counted(token) or _conjunction(token).lower_ != "and":
            continue
        and_ = _conjunction(token).i
        if any(one.first < and_ for one in near) and any(one.first > token.i for one in near):
            return token
    return None


def _counted(token: Token) -> bool:
    if token.pos_ == "NUM":
        return True
    return token.pos_ in {"NOUN", "PROPN"} and any(child.dep_ == "nummod" for child in token.children)


def _conjunction(token: Token) -> Token:
    """The "and" before it, or the word right before."""
    before = token.doc[max(token.sent.start, token.i - BEFORE) : token.i]
    return next((one for one in reversed(before) if one.dep_ == "cc"), token.nbor(-1) if token.i else token)


def _second(gap: Token, counted: Part, fillers: FillerFinder) -> Filler | None:
    """Who is meant; "six in April" are six of those who were told before."""
    if gap.pos_ == "NUM":
        return replace(counted.filler, token=gap, start=gap.i, end=gap.i + 1)
    return next(iter(fillers.find(gap)), None)
