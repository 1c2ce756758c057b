"""What people's lives and posts say about whether two records are one person's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import Bounds, bounds
from graph.identity.authority import AuthorityPerson, AuthorityPost, AuthorityTenure
from graph.identity.offices import telling
from graph.identity.tables import words

LEADING = frozenset({"head_of_state", "head_of_government", "leader"})
"""Classes of posts of which a state has one or two holders at a time."""

_YEAR = dt.timedelta(days=366)
_YOUNGEST, _OLDEST = 20, 100
_CAREER = 45
"""Years between two services beyond which equal names are rather grandfather's and grandson's."""


def lifetimes_agree(a: AuthorityPerson, b: AuthorityPerson) -> bool:
    """Whether births and deaths, where both are known, can be one person's."""
    pairs = ((a.born, b.born), (a.died, b.died))
    return all(bounds(one).overlaps(other) for one, two in pairs if one and two for other in (bounds(two),))


def reign(tenure: AuthorityTenure) -> Bounds:
    """The days on which the post may have been held, an unknown start or end being open."""
    return Bounds(bounds(tenure.start).lo, bounds(tenure.end).hi)


def same_tenure(a: AuthorityTenure, b: AuthorityTenure) -> bool:
    """Whether two records of a person in a post tell of one tenure, and not of two that follow each other."""
    if not reign(a).overlaps(reign(b)):
        return False
    still = a.end is None and b.end is None  # then they tell of one tenure, whatever term of it began on which day
    return still or a.start is None or b.start is None or a.start == b.start or _together(a, b)


def finer(date: str | None, other: str | None) -> str | None:
    """The other date if it says the same more exactly ("2017-05-14" for "2017"), else the first."""
    if date is None or other is None:
        return date
    wide, narrow = bounds(date), bounds(other)
    inside = (wide.lo is None or (narrow.lo is not None and wide.lo <= narrow.lo)) and (
        wide.hi is None or (narrow.hi is not None and narrow.hi <= wide.hi)
    )
    return other if inside else date


def can_have_served(person: AuthorityPerson, held: Iterable[AuthorityTenure]) -> bool:
    """Whether posts began in somebody's grown-up life, as far as that is known; monarchs may be children."""
    born, died = bounds(person.born).lo, bounds(person.died).hi
    for tenure in held:
        start, slug = bounds(tenure.start).lo, tenure.post.rpartition("/")[2]
        youngest = 0 if slug == "leader" or slug in words("offices", "reigning") else _YOUNGEST
        if start and ((born and not youngest <= start.year - born.year <= _OLDEST) or (died and start > died)):
            return False
    return True


def one_life(a: Sequence[AuthorityTenure], b: Sequence[AuthorityTenure]) -> bool:
    """Whether two services are near enough in time to be one person's; so they are where either is not dated."""
    days, others = [*_days(a)], [*_days(b)]
    if not days or not others:
        return True
    gap = max(min(others) - max(days), min(days) - max(others))
    return gap < _CAREER * _YEAR


def _days(held: Iterable[AuthorityTenure]) -> Iterator[dt.date]:
    for tenure in held:
        start, end = bounds(tenure.start), bounds(tenure.end)
        yield from (day for day in (start.lo, end.hi or end.lo) if day)


@dataclass(frozen=True, slots=True)
class Service:
    """Compares services; knows the posts by id."""

    posts: Mapping[str, AuthorityPost]

    def shared(self, a: Iterable[AuthorityTenure], b: Sequence[AuthorityTenure]) -> str:
        """The service that two people have in common and nobody else has, in words; "" if there is none."""
        reasons = (self._shared(one, other) for one in a for other in b)
        return min((reason for reason in reasons if reason), default="")

    def _shared(self, a: AuthorityTenure, b: AuthorityTenure) -> str:
        if a.post == b.post and telling(a.post):
            return f"compatible name and same post {a.post}" if reign(a).overlaps(reign(b)) else ""
        state = self._state(a)
        if state is None or state != self._state(b):
            return ""
        if self._leads(a) and self._leads(b) and _together(a, b):
            return f"compatible name, and led {state} at the same time"
        began = bounds(a.start)
        if began.span == 1 and began == bounds(b.start) and (self._leads(a) or self._leads(b)):
            return f"compatible name, and in office in {state} from the same day {a.start}"
        return ""

    def _state(self, tenure: AuthorityTenure) -> str | None:
        post = self.posts.get(tenure.post)
        return post.state if post else None

    def _leads(self, tenure: AuthorityTenure) -> bool:
        post = self.posts.get(tenure.post)
        return post is not None and post.office in LEADING


def _together(a: AuthorityTenure, b: AuthorityTenure) -> bool:
    """Whether two spans cover each other for half of the shorter: not only where one followed the other.

    A post that was still held when its source was written counts up to that day; of one that is held for all that is
    known, only the beginning can be compared.
    """
    spans = [(bounds(one.start).lo, bounds(one.end)) for one in (a, b)]
    (start, end), (other, until) = ((first, last.hi or last.lo) for first, last in spans)
    if start is None or other is None:
        return False
    if end is None and until is None:
        return abs(start - other) <= _YEAR
    last = max(day for day in (end, until) if day)
    end, until = end or last, until or last
    shared, shorter = min(end, until) - max(start, other), min(end - start, until - other)
    return shared.days >= 0 and 2 * shared >= shorter
