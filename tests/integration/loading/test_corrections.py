"""After a correction, every query still gives, as of the old commit, what it gave before; and a new answer now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.records import Claim
from graph.store.connection import Store
from ingest.retracting import retract
from queries.catalogue import Query, load_catalogue
from queries.running import run_sync
from tests.integration.loading.conftest import clock, load, report, revise, sample_bundles, told

type Answers = dict[str, list[list[Any]]]


def asks(query: Query, event: str) -> list[dict[str, Any]]:
    """A query's parameters: those that are required, and again with all that have an example, by their examples."""
    required = {one.name: event if one.type == "event" else one.example for one in query.parameters if one.required}
    every = {one.name: one.example for one in query.parameters if one.example is not None and not one.standard}
    return [required | {"modality": "all"}, required, every | required]


def answers(store: Store, event: str, **more: Any) -> Answers:  # noqa: ANN401
    """What the whole catalogue answers."""
    return {
        f"{query.name} {number}": run_sync(store, query, {**given, **more}).rows
        for query in load_catalogue()
        for number, given in enumerate(asks(query, event))
    }


def spell_cole(claim: Claim) -> dict[str, Any]:
    """Write Cole in place of Coale."""
    return {
        "participants": [{**one.model_dump(), "name": one.name.replace("Coale", "Cole")} for one in claim.participants]
    }


def say_bishkek(claim: Claim) -> dict[str, Any] | None:
    """Move the meeting in Bishkek by a day, take its host from the visit, and leave out the release of 33."""
    if claim.quantity is not None and claim.quantity.count == 33:
        return None
    if claim.type == "meet" and claim.place == "Bishkek":
        return {"date": "2025-11-27"}
    return {"about": "other things"} if claim.type in {"negotiate", "call"} else {}


def correct_document(store: Store) -> None:
    """Load one document with other dates, topics and claims."""
    load(store, revise(sample_bundles()[0], say_bishkek, publisher="Sample Courier"))


def correct_spelling(store: Store) -> None:
    """Load two documents with the envoy spelled as in the third."""
    load(store, *(revise(one, spell_cole) for one in sample_bundles()[1:]))


def retract_some(store: Store) -> None:
    """Take back the meeting, the call and the appointment of the first document."""
    talks, *_ = sample_bundles()
    for words in ("On November 26, Lukashenko met", "In a telephone call", "John Cole, whom"):
        retract(store, told(talks, words).id, "the outlet took it back", "test")


def add_reports(store: Store) -> None:
    """Load another document on the same happenings, with new people and another spelling of the post."""
    meeting = {"type": "meet", "date": "2025-11-26", "place": "Minsk", "who": ["Alexander Lukashenko", "Ada Lindqvist"]}
    envoy = {
        "type": "appoint",
        "date": "2025-11-09",
        "post": "Special Envoy for Belarus",
        "who": [{"name": "John Cole", "role": "appointee"}, {"name": "Donald Trump", "role": "appointer"}],
    }
    freed = {"type": "release", "date": "2025-09-11", "who": [{"name": "Belarus", "kind": "state", "role": "releaser"}]}
    load(store, report("later", meeting, envoy, {**freed, "quantity": {"count": 52}}))


CHANGES: dict[Callable[[Store], None], set[str]] = {
    correct_document: {"who_met_whom", "met_in_window", "releases", "talks_about", "event_reports", "coverage"},
    correct_spelling: {"changed_since"},
    retract_some: {"who_met_whom", "disputed_events", "office_holders", "changed_since", "coverage"},
    add_reports: {"who_met_whom", "contacts_by_month", "rests_on", "coverage", "events", "office_holders"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_old_commit_gives_the_old_answers(graph: Store, change: Callable[[Store], None]) -> None:
    """Whatever is corrected, all queries answer as of before as they did; those that it concerns answer otherwise."""
    talks, *others = sample_bundles()
    load(graph, [talks, *others])
    event = told(talks, "In a telephone call").id.replace("claim/", "event/")
    before, seq = answers(graph, event), clock(graph).seq
    assert all(before[f"{query.name} 0"] for query in load_catalogue() if query.name != "connection")
    change(graph)
    then = answers(graph, event, known_at=seq)
    assert {name for name in before if then[name] != before[name]} == set()
    now = answers(graph, event)
    differ = {name.partition(" ")[0] for name in before if now[name] != before[name]}
    assert CHANGES[change] <= differ


def test_as_of_the_first_commit_nothing_was_known(graph: Store) -> None:
    """Before anything was loaded every query answers with no row, but for what the authority knows of careers."""
    seq = clock(graph).seq
    load(graph, sample_bundles()[0])
    for query in load_catalogue():
        needed = {one.type for one in query.parameters if one.required}
        if query.name != "career" and needed.isdisjoint({"event", "place", "post"}):
            assert run_sync(graph, query, {**asks(query, "")[0], "known_at": seq}).rows == [], query.name
