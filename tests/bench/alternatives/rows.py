"""The graph's own participations as one plain table, and questions about it with the answers that are due."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from graph.model import OPEN
from graph.store.connection import Store

TYPES = ("meet", "call")
PAGE = 50_000
MOST_PEOPLE = 20
"""People of an event beyond whom it makes no meetings of pairs; as in `who_met_whom`."""
ROWS_OF_A_PAGE = 1_000

EXPORT = """
MATCH (e:Event) USING INDEX e:Event(id)
WHERE e.id > $after AND e.rev_to = $open AND e.modality = 'occurred' AND e.t_lo IS NOT NULL AND e.t_hi IS NOT NULL
WITH e ORDER BY e.id LIMIT $page
MATCH (a:Actor)-[r:PARTICIPATED_IN {rev_to: $open}]->(e)
RETURN e.id, e.type, e.date, e.t_lo, e.t_hi, e.place, e.source, e.quote, a.id, a.labels[-1], a:Person, r.role, r.side
ORDER BY e.id, a.id, r.role
"""


class Row(NamedTuple):
    """One participation: an event, an actor, and the event's own values, as `COLUMNS` names them."""

    event: str
    type: str
    date: str
    first: dt.date
    last: dt.date
    place: str | None
    source: str | None
    quote: str | None
    actor: str
    label: str
    person: bool
    role: str
    side: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """Whom did a person meet or call between two days."""

    person: str
    since: dt.date
    until: dt.date


type Answer = frozenset[tuple[str, str]]
"""(event, other person) of each row."""


def export_rows(store: Store) -> list[Row]:
    """The participations of all dated events that occurred, without those that are too crowded for pairs."""
    rows: list[Row] = []
    after = ""
    while found := store.read(EXPORT, after=after, page=PAGE, open=OPEN).values:
        rows += (Row(*one) for one in found)
        after = rows[-1].event
    crowd = Counter(one.event for one in rows if one.person and one.role != "present")
    return [one for one in rows if crowd[one.event] <= MOST_PEOPLE]


class Pairs:
    """The answers that are due, worked out in Python from the same rows."""

    def __init__(self, rows: list[Row]) -> None:
        """Pair everybody with those on other sides of the same event."""
        self._met: dict[str, list[tuple[Row, str]]] = {}
        event: list[Row] = []
        for row in [*rows, None]:
            if event and (row is None or row.event != event[0].event):
                self._pair(event)
                event = []
            if row is not None and row.person and row.role != "present" and row.type in TYPES:
                event.append(row)

    def _pair(self, event: list[Row]) -> None:
        for one in event:
            for other in event:
                if one.actor != other.actor and None not in (one.side, other.side) and one.side != other.side:
                    self._met.setdefault(one.actor, []).append((one, other.actor))

    def answer(self, question: Question) -> Answer:
        """The rows that are due."""
        met = self._met.get(question.person, ())
        return frozenset(
            (row.event, other) for row, other in met if row.last >= question.since and row.first <= question.until
        )

    def busiest(self, months: int) -> list[Question]:
        """The person with the most meetings, in the months in which they were most that still fit a page."""
        person = max(self._met, key=lambda one: (len(self._met[one]), one))
        often = Counter((row.first.year, row.first.month) for row, _ in self._met[person])
        asked = (_month(person, *month) for month, _ in often.most_common())
        return [one for one in asked if len(self.answer(one)) < ROWS_OF_A_PAGE][:months]

    def draw(self, number: int) -> list[Question]:
        """People drawn by their meetings, each in a month of one of them."""
        chance = random.Random(7)  # noqa: S311  -- reproducible, not secret
        people = sorted(self._met)
        weights = [len(self._met[one]) for one in people]
        asked: list[Question] = []
        while len(asked) < number:
            (person,) = chance.choices(people, weights)
            row, _ = chance.choice(self._met[person])
            one = _month(person, row.first.year, row.first.month)
            if len(self.answer(one)) < ROWS_OF_A_PAGE:
                asked.append(one)
        return asked


def _month(person: str, year: int, month: int) -> Question:
    return Question(person, dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
