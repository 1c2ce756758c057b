"""How long a post was held: from the dates of its record, and from those of its successors."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import bounds
from ingest.historian.pocom.places import read_table
from ingest.historian.pocom.records import Mission, Person, Posting

NOT_SERVED = re.compile(
    r"\b(?:declined|did not (?:serve|take|proceed)|not commissioned"
    r"|nomination (?:was )?(?:withdrawn|rejected|returned))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """When somebody held a post, in EDTF; None where a start or an end is not known."""

    start: str | None
    end: str | None


def terms_of(mission: Mission, people: dict[str, Person]) -> dict[str, Term]:
    """Terms by the key of the posting; nothing for who never came into the post.

    It begins when credentials were presented or duty was entered on, else on arrival, else about the day of
    appointment; where the record has an end alone, after the latest predecessor had begun. Where no end is recorded, it
    came before a successor began and before the holder's death; else the archive knew none when the record was last
    changed.
    """
    served = [one for one in mission.postings if _came_in(mission, one)]
    followed = _followed(mission, served)
    terms = {one.key: Term(_start(one), _end(one, followed.get(one.key), people.get(one.person))) for one in served}
    return {key: term if term.start else Term(_after_others(term.end, terms), term.end) for key, term in terms.items()}


def _after_others(end: str | None, terms: Mapping[str, Term]) -> str | None:
    """A start that is not told: between the beginning of the latest predecessor and the end."""
    last = bounds(end).lo
    before = [day for one in terms.values() if last and (day := bounds(one.start).lo) and day <= last]
    return f"{max(before)}/{last}" if before else None


def _came_in(mission: Mission, posting: Posting) -> bool:
    if any(posting.date(field) for field in ("started", "arrived", "ended")):
        return True
    listed = mission.kind != "country" and mission.id not in read_table("ranks")["posts"]
    return listed and posting.date("appointed") is not None and NOT_SERVED.search(posting.note) is None


def _start(posting: Posting) -> str | None:
    if told := posting.date("started") or posting.date("arrived"):
        return told
    appointed, ended = posting.date("appointed"), posting.date("ended")
    if appointed is None or (ended and _after(appointed, ended)):
        return None
    return f"{appointed.removesuffix('~')}~" if "/" not in appointed else appointed


def _after(a: str, b: str) -> bool:
    one, other = bounds(a).lo, bounds(b).hi
    return one is not None and other is not None and one > other


def _end(posting: Posting, successor: dt.date | None, person: Person | None) -> str | None:
    start = _start(posting)
    if told := posting.date("ended"):
        return None if start and _after(start, told) else told
    first = bounds(start).lo
    died = bounds(person.died).hi if person else None
    latest = min((day for day in (successor, died) if day), default=None)
    if latest is not None and first is not None and first <= latest:
        return f"{first}/{latest}"
    return f"{posting.modified}/.." if first is None or first <= posting.modified else None


def _followed(mission: Mission, served: Sequence[Posting]) -> dict[str, dt.date]:
    """When somebody else came into the same post, by the key of whom he or she followed."""
    if mission.id in read_table("shared")["posts"]:
        return {}
    found: dict[str, dt.date] = {}
    starts = sorted((day, one.person, one.key) for one in served if (day := bounds(_start(one)).lo))
    for day, person, key in starts:
        later = (other for other, who, _ in starts if other > day and who != person)
        if (next_day := next(later, None)) is not None:
            found[key] = next_day
    return found


def unite(terms: Iterable[tuple[str, str, Term]]) -> list[tuple[str, str, Term]]:
    """(person, post, term) with those of one person in one post as one that meet: a promotion in rank ends no post."""
    grouped: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for person, post, term in terms:
        grouped[person, post].append(term)
    return [(*key, term) for key, group in grouped.items() for term in _united(group)]


def _united(group: list[Term]) -> list[Term]:
    ordered = sorted(group, key=lambda one: (str(bounds(one.start).lo or bounds(one.end).lo), str(one.end)))
    found: list[Term] = []
    for term in ordered:
        last, first = found[-1] if found else None, bounds(term.start).lo
        if last is not None and first is not None and _reaches(last, first):
            found[-1] = Term(last.start, _later(last.end, term.end))
        else:
            found.append(term)
    return found


def _reaches(term: Term, day: dt.date) -> bool:
    end = bounds(term.end)
    until = end.hi or (dt.date.max if end.lo else None)
    return until is not None and day <= until and (bounds(term.start).lo is not None)


def _later(a: str | None, b: str | None) -> str | None:
    first, second = bounds(a), bounds(b)
    if b is None or (first.hi and second.hi and first.hi > second.hi):
        return a
    return b
