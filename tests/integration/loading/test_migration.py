"""A graph that an older whomet wrote is brought up to date, with its history, and is not read before that."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import SchemaVersionError
from graph.store.connection import Store
from graph.store.lookup import read_state
from graph.store.schema import SCHEMA_VERSION, apply_schema, read_version
from queries.catalogue import load_catalogue
from queries.running import run_sync
from tests.integration.loading.conftest import load, report

DATES = ["2025-11-26", "2025-11", "2025", "202X", "../2025", "2025-11-20/..", "2025-01-01/2025-02-01", None]

# What version 1 had in place of what version 2 has.
TO_1 = (
    "DROP INDEX event_type_day",
    "DROP INDEX event_modality_day",
    "DROP INDEX part_actor_day",
    "DROP INDEX rep_state_day",
    "DROP INDEX met_a_day",
    "DROP INDEX met_b_day",
    "CREATE INDEX event_type FOR (n:Event) ON (n.type)",
    "CREATE INDEX event_modality FOR (n:Event) ON (n.modality)",
    "CREATE INDEX part_actor_time FOR ()-[r:PARTICIPATED_IN]-() ON (r.actor, r.t_lo)",
    "CREATE INDEX rep_state_time FOR ()-[r:REPRESENTED_IN]-() ON (r.state, r.t_lo)",
    "CREATE INDEX met_pair_time FOR ()-[r:MET]-() ON (r.pair, r.t_lo)",
    "CREATE INDEX document_url FOR (n:Document) ON (n.url)",
    "MATCH (e:Event)<-[r:REPRESENTED_IN]-() SET r.t_lo = e.t_lo REMOVE r.day",
    "MATCH ()-[r:PARTICIPATED_IN]-() REMOVE r.day",
    "MATCH (a)-[m:MET]->(b) SET m.pair = a.id + '|' + b.id REMOVE m.a, m.b, m.day",
    "MATCH (e:Event) REMOVE e.day",
    "MATCH (m:Meta {id: 'whomet'}) SET m.schema = 1",
)


def content(store: Store) -> list[str]:
    """Everything in the database, closed versions and bookkeeping too, and its indexes."""
    indexes = store.read("SHOW INDEXES YIELD name, labelsOrTypes, properties").values
    nodes = store.read("MATCH (n) RETURN labels(n), properties(n)").values
    edges = store.read("MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)").values
    return sorted(map(_line, [*indexes, *nodes, *edges]))


def _line(row: list[Any]) -> str:
    return str([dict(sorted(one.items())) if isinstance(one, dict) else one for one in row])  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def test_version_1_is_brought_up(spare: Store) -> None:
    """It becomes what this version would have written, whatever was said of dates, and whatever was said before."""
    who = ["Ada Lindqvist", {"name": "Ivo Marek", "side": "b", "behalf": "Belarus"}]
    told = [{"type": "meet", "who": who, "date": date, "place": f"Hall {n}"} for n, date in enumerate(DATES)]
    load(spare, report("one", *told), report("two", told[0]), report("one", *told[1:]))
    wanted = content(spare)
    asked = (load_catalogue().get("who_met_whom"), {"person": "Ivo Marek", "since": "2025-11", "until": "2025-11"})
    answer = run_sync(spare, *asked)
    assert answer.undated_left_out == 1
    for statement in TO_1:
        spare.run(statement)
    with pytest.raises(SchemaVersionError, match="whomet db upgrade"):
        read_state(spare)
    heard: list[str] = []
    apply_schema(spare, heard.append)
    assert heard[0].startswith("bringing the graph from schema 1 to 2: ")
    assert content(spare) == wanted
    assert run_sync(spare, *asked) == answer
    apply_schema(spare, heard.append)
    assert len(heard) == 2


def test_a_newer_graph_is_left_alone(spare: Store) -> None:
    """It is neither read nor changed."""
    spare.run("MATCH (m:Meta {id: 'whomet'}) SET m.schema = $newer", newer=SCHEMA_VERSION + 1)
    try:
        for work in (apply_schema, read_state):
            with pytest.raises(SchemaVersionError, match="install the newer whomet"):
                work(spare)
        assert read_version(spare) == SCHEMA_VERSION + 1
    finally:
        spare.run("MATCH (m:Meta {id: 'whomet'}) SET m.schema = $now", now=SCHEMA_VERSION)
