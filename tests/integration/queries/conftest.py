"""Ten thousand made-up meetings, written straight into the graph: the queries' share of the fixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import OPEN

if TYPE_CHECKING:
    from graph.store.connection import Store, Transaction

PEOPLE = """
UNWIND range(0, $others) AS n
WITH CASE n WHEN 0 THEN 'person/hub' ELSE 'person/p' + n END AS id
CREATE (:Actor:Person {id: id, kind: 'person', origin: 'claims', label: id, labels: [id], label_from: [$seq]})
"""

# Every seventh is undated, the others share forty days; an event shares its people with 400 others.
MEETINGS = """
MATCH (a:Person {id: 'person/hub'})
UNWIND range(1, $events) AS n
MATCH (b:Person {id: 'person/p' + (n % $others + 1)})
WITH a, b, n, CASE WHEN n % 7 = 0 THEN null ELSE date('2024-01-01') + duration({days: n % 40}) END AS day
CREATE (e:Event {
  id: 'event/' + n, type: CASE n % 3 WHEN 0 THEN 'call' ELSE 'meet' END, modality: 'occurred', date: toString(day),
  t_lo: day, t_hi: coalesce(day, date('2024-06-01')), span: CASE WHEN day IS NULL THEN null ELSE 1 END,
  day: coalesce(duration.inDays(date('0001-01-01'), day).days + 1, 50000000),
  label: 'Meeting ' + n, documents: 1, origins: n % 9, claims: 1, disputed: [], conflicts: [], rests: ['one_source'],
  datasets: ['reports'], origin_names: ['x'], source: 'x', quote: 'x', document: 'x', rev_from: $seq, rev_to: $open
})
CREATE (a)-[:PARTICIPATED_IN {actor: a.id, role: 'participant', side: 'a', pos: 0, t_lo: e.t_lo, t_hi: e.t_hi,
                              day: e.day, rev_from: $seq, rev_to: $open}]->(e)
CREATE (b)-[:PARTICIPATED_IN {actor: b.id, role: 'participant', side: 'b', pos: 1, t_lo: e.t_lo, t_hi: e.t_hi,
                              day: e.day, rev_from: $seq, rev_to: $open}]->(e)
CREATE (a)-[:MET {a: a.id, b: b.id, event: e.id, mode: e.type, t_lo: e.t_lo, t_hi: e.t_hi,
                  day: e.day, rev_from: $seq, rev_to: $open}]->(b)
"""

OTHERS = 25
EVENTS = 10_000


@pytest.fixture
def crowd(graph: Store) -> Store:
    """A graph with 10,000 meetings of `person/hub`, with ties and undated ones, as commit 2."""

    def write(tx: Transaction) -> None:
        tx.run(PEOPLE, others=OTHERS, seq=2).consume()
        tx.run(MEETINGS, others=OTHERS, events=EVENTS, seq=2, open=OPEN).consume()
        tx.run("MATCH (m:Meta {id: 'whomet'}) SET m.seq = 2").consume()

    graph.write(write)
    return graph
