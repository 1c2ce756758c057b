"""The samples and two small files, in the graph: what is one event, what is two, and who met whom."""

from __future__ import annotations

from typing import Any, LiteralString

from graph.store.connection import Store
from tests.integration.loading.conftest import DATA, clock, dump, faults, load, of_file, rows, sample_bundles

OPEN_EVENTS: LiteralString = """
MATCH (e:Event) WHERE e.rev_to = 9007199254740991
RETURN e.id AS id, e.type AS type, e.modality AS modality, e.count AS count, e.bound AS bound, e.claims AS claims
ORDER BY type, count, id
"""


def events(store: Store, type_: str) -> list[dict[str, Any]]:
    """Open events of a type, by count."""
    return [one for one in store.read(OPEN_EVENTS).dicts() if one["type"] == type_]


def test_loading_twice_changes_nothing(small: Store) -> None:
    """The second load makes no commit and reports no change; dump and digest stay."""
    first = load(small, sample_bundles())
    before, then = dump(small), clock(small)
    commits = rows(small, "MATCH (c:Commit) RETURN count(c)")
    second = load(small, sample_bundles())
    assert first.seq == then.seq
    assert (second.seq, second.changed, second.added, second.closed, second.events) == (None, 0, 0, 0, 0)
    assert second.unchanged == first.added
    assert dump(small) == before
    assert clock(small) == then
    assert rows(small, "MATCH (c:Commit) RETURN count(c)") == commits
    assert faults(small) == []


def test_delegations_meet_across_the_table(graph: Store) -> None:
    """Nobody met a companion, and the interpreter met nobody."""
    load(graph, of_file(DATA / "delegations.yaml"))
    met = rows(graph, "MATCH (a)-[m:MET]->(b) RETURN a.label, b.label")
    americans, chinese = {"Antony Blinken", "Jake Sullivan"}, {"Wang Yi", "Yang Jiechi"}
    assert {frozenset(pair) for pair in met} == {frozenset((a, c)) for a in americans for c in chinese}
    assert len(met) == 4
    present = rows(graph, "MATCH (a)-[r:PARTICIPATED_IN {role: 'present'}]->(:Event) RETURN a.label")
    assert present == [["Zhang Jing"]]


def test_what_looks_alike_stays_apart(graph: Store) -> None:
    """Undated meetings of a pair, calls of one caller on a day, and releases in one document are two each."""
    load(graph, of_file(DATA / "apart.yaml"))
    assert [len(events(graph, type_)) for type_ in ("meet", "call", "release")] == [2, 2, 2]
    same = rows(graph, "MATCH (a:Event)-[:POSSIBLY_SAME]->(b:Event) RETURN a.type, b.type ORDER BY a.type")
    assert ["meet", "meet"] in same
    assert ["call", "call"] not in same
    callers = rows(graph, "MATCH (:Person)-[m:MET {mode: 'call'}]-(b) RETURN b.label ORDER BY b.label")
    assert [name for (name,) in callers] == ["Ada Lindqvist", "Ada Lindqvist", "Rosa Teixeira", "Samuel Okonjo"]


def test_releases_are_not_summed_nor_taken_for_done(graph: Store) -> None:
    """14, 16, 33 and 52 are four events that occurred, 14 and 16 possibly the same; at least 100 is only possible."""
    load(graph, sample_bundles())
    told = [(one["count"], one["bound"], one["modality"]) for one in events(graph, "release")]
    assert told == [
        (14, "exact", "occurred"),
        (16, "exact", "occurred"),
        (33, "exact", "occurred"),
        (52, "exact", "occurred"),
        (100, "at_least", "possible"),
    ]
    near = rows(graph, "MATCH (a:Event)-[:POSSIBLY_SAME]-(b:Event) WHERE a.count < b.count RETURN a.count, b.count")
    assert [14, 16] in near
    assert all(100 not in pair for pair in near)


def test_talks_concern_the_possible_release(graph: Store) -> None:
    """What the talks are about is a link to an event, with the words that tell it."""
    load(graph, sample_bundles())
    linked = rows(graph, "MATCH (a:Event)-[r:CONCERNS]->(b:Event) RETURN a.type, b.modality, b.count, r.quote")
    assert ["negotiate", "possible", 100] in [one[:3] for one in linked]
    assert ["call", "occurred", 16] in [one[:3] for one in linked]
    assert all(quote for *_, quote in linked)


def test_the_envoy_is_one_person(graph: Store) -> None:
    """John Cole and John Coale are one actor under both names, in the post since an uncertain day."""
    load(graph, sample_bundles())
    found = rows(graph, "MATCH (n:Name)-[:NAMES]->(a) WHERE n.id IN ['john cole', 'john coale'] RETURN n.id, a.id")
    assert len(found) == 2
    assert len({actor for _, actor in found}) == 1
    held = rows(
        graph,
        "MATCH (a {id: $id})-[:HELD]->(t)-[:OF_POST]->(p) RETURN p.label, t.since, t.since_uncertain, t.until",
        id=found[0][1],
    )
    assert held == [["special envoy for Belarus", "2025-11-09", True, None]]
