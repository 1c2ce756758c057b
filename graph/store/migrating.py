"""From the schemas of older versions to the present one.

A graph has its old version until the caller has made the new constraints and indexes, so that whatever breaks off is
done again, from where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, LiteralString

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store.connection import Store

UNUSED: tuple[LiteralString, ...] = (
    "DROP INDEX event_type IF EXISTS",
    "DROP INDEX event_modality IF EXISTS",
    "DROP INDEX part_actor_time IF EXISTS",
    "DROP INDEX rep_state_time IF EXISTS",
    "DROP INDEX met_pair_time IF EXISTS",
    "DROP INDEX document_url IF EXISTS",
)

LAST_EVENT: LiteralString = """
MATCH (e:Event) USING INDEX e:Event(id) WHERE e.id > $after
WITH e.id AS id ORDER BY id LIMIT $limit
RETURN max(id) AS last
"""

# `graph.windows.day_number`, in Cypher; a duration in days counts from 0.
NUMBER_EVENTS: LiteralString = """
MATCH (e:Event) USING INDEX e:Event(id) WHERE e.id > $after AND e.id <= $last AND e.day IS NULL
SET e.day = CASE
  WHEN e.date IS NULL THEN 50000000
  WHEN e.t_lo IS NULL THEN 40000000
  ELSE duration.inDays(date('0001-01-01'), e.t_lo).days + 1
    + CASE WHEN e.span = 1 THEN 0 WHEN e.span <= 31 THEN 10000000 WHEN e.span <= 366 THEN 20000000 ELSE 30000000 END
END
WITH e
MATCH (e)<-[r:PARTICIPATED_IN|REPRESENTED_IN]-()
SET r.day = e.day
WITH r WHERE r:REPRESENTED_IN
REMOVE r.t_lo
"""

LAST_ACTOR: LiteralString = """
MATCH (a:Actor) USING INDEX a:Actor(id) WHERE a.id > $after
WITH a.id AS id ORDER BY id LIMIT $limit
RETURN max(id) AS last
"""

NUMBER_MEETINGS: LiteralString = """
MATCH (a:Actor)-[m:MET]->(b:Actor) USING INDEX a:Actor(id)
WHERE a.id > $after AND a.id <= $last AND m.day IS NULL
MATCH (e:Event {id: m.event, rev_from: m.rev_from})
SET m.day = e.day, m.a = a.id, m.b = b.id
REMOVE m.pair
"""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Something to be done to all nodes of a label, some at a time.

    Attributes:
        told: What it is, for people.
        last: Finds the id at which the next page ends.
        statement: Does it for the ids of a page.
        page: How many ids a transaction takes.
    """

    told: str
    last: LiteralString
    statement: LiteralString
    page: int

    def do(self, store: Store) -> None:
        """Do it, a transaction a page."""
        for after, last in self._pages(store):
            store.write(lambda tx, after=after, last=last: tx.run(self.statement, after=after, last=last).consume())

    def _pages(self, store: Store) -> Iterator[tuple[str, str]]:
        after = ""
        while (last := store.read(self.last, after=after, limit=self.page).values[0][0]) is not None:
            yield after, last
            after = last


TO_2 = (
    Rewriting("numbering the days of events", LAST_EVENT, NUMBER_EVENTS, page=5_000),
    Rewriting("numbering the days of meetings", LAST_ACTOR, NUMBER_MEETINGS, page=200),
)


def migrate(store: Store, found: int, on_progress: Callable[[str], None] | None = None) -> None:
    """Change what a graph of an older version has; new constraints and indexes are the caller's part.

    Args:
        store: The graph; nobody else writes into it.
        found: The version that it has, less than the present one.
        on_progress: Told in words what is being done.
    """
    for statement in UNUSED:
        store.run(statement)
    if found == 1:
        for rewriting in TO_2:
            if on_progress is not None:
                on_progress(f"bringing the graph from schema 1 to 2: {rewriting.told}")
            rewriting.do(store)
