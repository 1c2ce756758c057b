"""What a document tells several times is one happening: in its lead and in full, by verb and by noun."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ingest.extract.happenings import TWO_SIDED, key_of
from ingest.extract.places import is_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.extract.happenings import Happening
    from ingest.extract.parsing import Paragraph

type Key = str | frozenset[str] | tuple[int, frozenset[str]]

LEAD_AND_MORE = 3
NEAR = 3
"""Sentences within which a trip that was told is still the one that is meant."""
POSTS = frozenset({"appoint", "leave_post"})
AFTERWARDS = frozenset({"afterward", "afterwards", "also", "later"})
FEW = 6
"""People of a happening up to which each choice of some of them is looked up."""


def merge_same(happenings: Sequence[Happening]) -> list[Happening]:
    """One happening for what a document tells several times, with the fullest of what it tells."""
    kept: list[Happening] = []
    index = _Index()
    for one in happenings:
        at = next((at for at in index.likely(one) if _same(one, kept[at])), len(kept))
        if at == len(kept) and kept and _meant(one, kept[-1]):
            _sign(kept[-1], one)
            index.add(at - 1, kept[-1])
            continue
        if at == len(kept):
            kept.append(one)
        else:
            _join(kept[at], one)
        index.add(at, kept[at])
    return kept


class _Index:
    """Numbers of happenings by type, people and date, so that each is compared with the few that it may repeat."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, Key], dict[str | None, set[int]]] = {}

    def add(self, at: int, one: Happening) -> None:
        names = frozenset(one.named())
        for key in (names, *names):
            self._told.setdefault((one.type, key), {}).setdefault(one.date, set()).add(at)
        # Calls of one sentence are one, whatever date each is given.
        self._told.setdefault((one.type, (one.sentence, names)), {}).setdefault(None, set()).add(at)

    def likely(self, one: Happening) -> list[int]:
        """Those whose people may be among its own or its own among theirs, dates permitting; the first told first."""
        names = sorted(one.named())
        # Whoever has all of its people has the one that is named least.
        found = min((self._of(one, name) for name in names), key=len, default=set[int]())
        for among in _subsets(names) if len(names) <= FEW else names:
            found = found | self._of(one, among)
        return sorted(found | self._of(one, (one.sentence, frozenset(names))))

    def _of(self, one: Happening, key: Key) -> set[int]:
        told = self._told.get((one.type, key), {})
        if one.date is None:
            return {at for numbers in told.values() for at in numbers}
        return told.get(one.date, set()) | told.get(None, set())


def _subsets(names: Sequence[str]) -> Iterator[frozenset[str]]:
    return (frozenset(some) for size in range(1, len(names) + 1) for some in combinations(names, size))


def without_lead(happenings: list[Happening], paragraphs: Sequence[Paragraph]) -> list[Happening]:
    """Leave out what a lead tells in short and the next paragraph in full: the same type, reality and a state.

    Only the first paragraph of several is a lead, as headlines and leads of agencies' reports are; of two, a headline.
    """
    if len(paragraphs) < LEAD_AND_MORE - (bool(paragraphs) and _headline(paragraphs[0])):
        return happenings
    first, second = paragraphs[1].start, next((one.start for one in paragraphs[2:]), None)
    body = [one for one in happenings if first <= one.start and (second is None or one.start < second)]
    return [one for one in happenings if one.start >= first or not any(_restates(one, other) for other in body)]


def _headline(paragraph: Paragraph) -> bool:
    return not any(token.is_punct and token.text in ".!?:" for token in paragraph.doc[-1:])


def _restates(lead: Happening, full: Happening) -> bool:
    if lead.type != full.type or lead.modality != full.modality:
        return False
    if lead.quantity and full.quantity and lead.quantity.count == full.quantity.count:
        return True
    states = [{taking.filler.state for taking in one.takings} - {None} for one in (lead, full)]
    if lead.type in TWO_SIDED and len(lead.takings) > 1:
        # A lead on talks of A and B is not told in full by talks of A and C; but "the X administration" may be B.
        told = states[1] | full.named()
        strangers = [one.filler for one in lead.takings if not told & {one.filler.state, key_of(one.filler)}]
        if len(strangers) > sum(one.filler.state is None for one in full.takings):
            return False
    return bool(states[0] & states[1]) or bool(lead.named() & full.named())


def _same(a: Happening, b: Happening) -> bool:
    together = a.sentence == b.sentence
    mine, its = a.named(), b.named()
    if a.type != b.type or not mine or not its or not (mine <= its or its <= mine):
        return False
    if together and a.type == "call" and mine == its:
        return True
    if a.modality != b.modality and not (together and a.type == "visit" and mine == its):
        return False
    return not any(_apart(a, b))


def _apart(a: Happening, b: Happening) -> tuple[bool, ...]:
    """What keeps two tellings of the same people apart."""
    together, dates_differ = a.sentence == b.sentence, a.date != b.date
    both_dated = bool(a.date and b.date)
    acts_differ = a.act != b.act and dates_differ
    return (
        both_dated and dates_differ,
        a.type == "visit" and a.named("visitor") != b.named("visitor") and not _mention(b, a),
        bool(a.quantity and b.quantity and a.quantity.count != b.quantity.count),
        a.type in POSTS and acts_differ and not together,
        a.type == "visit" and bool(a.date) and any(one.lower_ in {"also", "again"} for one in a.trigger.children),
        a.type == "establish_relations" and a.act != b.act and (dates_differ or not together),
        bool(a.place and b.place and a.place != b.place and a.exact and b.exact)
        and (a.type == "visit" or not together or dates_differ),
    )


def _mention(trip: Happening, one: Happening) -> bool:
    """Whether a visit without place, time and host is the trip that was told before ("during an official visit")."""
    bare = not (one.place or one.date or one.named("host"))
    return bare and one.sentence - trip.sentence <= NEAR and one.named("visitor") < trip.named("visitor")


def _meant(one: Happening, before: Happening) -> bool:
    """As in "The agreement was signed in Schwerin by X and Y": that which was told just before, with who signed it."""
    if one.type != "agree" or before.type != "agree" or one.sentence - before.sentence > NEAR:
        return False
    paper = next((child for child in one.trigger.children if child.dep_ == "nsubjpass"), None)
    told = paper is not None and any(child.lower_ in {"the", "this"} for child in paper.children)
    plain = (
        told and paper is not None and not any(child.dep_ in {"amod", "compound", "prep"} for child in paper.children)
    )
    return plain and one.modality == before.modality and not (one.date and before.date and one.date != before.date)


def _sign(paper: Happening, one: Happening) -> None:
    """Add who signed an agreement, and where and when, to what was told of it."""
    paper.takings = [*paper.takings, *one.takings]
    if one.place and not (paper.place and paper.exact):
        paper.place, paper.exact = one.place, one.exact
    paper.date = paper.date or one.date


def _goes_on(one: Happening) -> bool:
    """As in "Afterwards visited New York City": one of several cities of a trip."""
    return any(child.lower_ in AFTERWARDS for child in one.trigger.children)


def _join(twin: Happening, one: Happening) -> None:
    fuller = twin.named() < one.named()
    if fuller or (one.date and not twin.date and twin.named() == one.named() and twin.sentence != one.sentence):
        # Who, and when: the telling that has both shows it best.
        twin.start, twin.end, twin.anchor = one.start, one.end, one.anchor
    if fuller:
        twin.takings = one.takings
    if twin.modality != "occurred" and one.modality == "occurred":
        twin.reality = one.reality
    # A house that is seen on a trip, or a city where it goes on, is not where it goes.
    seen = one.type == "visit" and one.sentence != twin.sentence and (is_site(one.place or "") or _goes_on(one))
    if one.place and (not twin.place or (one.exact and not twin.exact and not seen)):
        twin.place, twin.exact = one.place, one.exact
    twin.date = twin.date or one.date
    twin.post = twin.post or one.post
    twin.quantity = twin.quantity or one.quantity
    twin.attribution = twin.attribution or one.attribution
    twin.about = twin.about or one.about
    twin.hedge = twin.hedge or one.hedge
