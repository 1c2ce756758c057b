"""Asking what was known before: every query, after the graph has changed."""

from __future__ import annotations

from typing import Any

from graph.records import Bundle
from graph.store.connection import Store
from ingest.committing import Loader
from ingest.samples import read_coded
from queries.catalogue import load_catalogue
from queries.reference import example_of
from queries.running import run_sync


def answers(store: Store, **more: object) -> dict[str, list[list[Any]]]:
    """What every query answers to its example."""
    found = {}
    for query in load_catalogue():
        found[query.name] = run_sync(store, query, {**example_of(query), "modality": "all", **more}).rows
    return found


def test_after_corrections_the_old_commit_still_gives_the_old_answers(graph: Store, dispatches: list[Bundle]) -> None:
    """Claims, events, tenures and names change; asked as of before, every query answers as before."""
    loader = Loader(graph)
    loader.prepare()
    list(loader.load(dispatches))
    before = answers(graph)
    seq = graph.read("MATCH (m:Meta {id: 'whomet'}) RETURN m.seq").values[0][0]
    changed = [Bundle(document=one.document.model_copy(update={"claims": None}), claims=()) for one in dispatches[:2]]
    list(loader.load(changed))
    after = answers(graph)
    assert before != after
    assert after["who_met_whom"] != before["who_met_whom"]
    for name, rows in answers(graph, known_at=seq).items():
        assert rows == before[name], name
    list(loader.load(dispatches))
    for name, rows in answers(graph, known_at=seq).items():
        assert rows == before[name], name


def test_what_changed_is_told(graph: Store) -> None:
    """New, changed and gone events, with what changed in them."""
    loader = Loader(graph)
    loader.prepare()
    first, *rest = read_coded()
    list(loader.load(rest))
    list(loader.load([first]))
    list(loader.load([Bundle(document=rest[0].document.model_copy(update={"claims": None}), claims=())]))
    query = load_catalogue().get("changed_since")
    rows = run_sync(graph, query, {"since": 2}).dicts()
    assert {row["change"] for row in rows if row["type"] == "meet"} == {"new"}
    told = {(row["type"], row["change"]): row for row in rows}
    assert told["call", "renamed"]["others"]
    # The nomination alone is a plan again, and the dateless appointment stands beside it.
    parts = [row for row in rows if row["type"] == "appoint"]
    assert len(parts) == 2
    assert all(row["changes"] for row in parts)
    assert ("modality: occurred → scheduled" in parts[0]["changes"]) != (
        "modality: occurred → scheduled" in parts[1]["changes"]
    )


def test_an_event_without_claims_is_gone(graph: Store, dispatches: list[Bundle]) -> None:
    """What nobody claims any more is told as gone, once."""
    loader = Loader(graph)
    loader.prepare()
    first = dispatches[0]
    list(loader.load([first]))
    list(loader.load([Bundle(document=first.document.model_copy(update={"claims": None}), claims=())]))
    rows = run_sync(graph, load_catalogue().get("changed_since"), {"since": 2}).dicts()
    assert {row["change"] for row in rows} == {"gone"}
    assert len(rows) == len({row["event"] for row in rows})
    assert run_sync(graph, load_catalogue().get("changed_since"), {"since": 1}).rows == []
