"""A document that is loaded again replaces its claims: what is missing is closed, what is back is open, all is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.records import Bundle
from graph.store.connection import Store
from graph.store.documents import fetch_bundles
from graph.store.lookup import Ask, look_up
from tests.integration.loading.conftest import (
    clock,
    differences,
    dump,
    empty,
    faults,
    load,
    report,
    revise,
    rows,
    sample_bundles,
    told,
)

VERSIONS = """
MATCH (c:Claim {id: $id})
RETURN c.seq AS seq, c.closed_seq < 9007199254740991 AS closed, c.closed_why AS why ORDER BY seq
"""


def fresh(store: Store, *documents: Bundle) -> list[str]:
    """The dump of a graph that never had anything else; the store is empty afterwards."""
    empty(store)
    load(store, documents)
    found = dump(store)
    empty(store)
    return found


def test_a_claim_that_is_left_out_is_closed_and_one_that_is_back_is_open(spare: Store) -> None:
    """Left out, the claim is closed; put back, it has a new version of the same id; between, it shows as closed."""
    talks, *others = sample_bundles()
    load(spare, [talks, *others])
    whole = dump(spare)
    dropped = told(talks, "33 Ukrainian prisoners in November")
    shorter = revise(talks, lambda claim: None if claim.id == dropped.id else {})
    without = load(spare, shorter)
    assert (without.added, without.closed) == (0, 1)
    assert rows(spare, VERSIONS, id=dropped.id) == [[1, True, "revised"]]
    again = load(spare, talks)
    assert (again.added, again.closed, again.unchanged) == (1, 0, len(talks.claims) - 1)
    assert rows(spare, VERSIONS, id=dropped.id) == [[1, True, "revised"], [3, False, None]]
    assert differences(dump(spare), whole) == []
    counts = [
        rows(
            spare,
            "MATCH (e:Event {count: 33}) WHERE e.rev_from <= $rev AND $rev < e.rev_to RETURN count(e)",
            rev=rev,
        )[0][0]
        for rev in (1, 2, 3)
    ]
    assert counts == [1, 0, 1]
    assert faults(spare) == []


def test_the_link_of_a_claim_that_was_corrected_still_leads_to_its_event(spare: Store) -> None:
    """A corrected date makes another claim; by the id of the first the event is still found, then and now."""
    talks, *_ = sample_bundles()
    load(spare, talks)
    old = told(talks, "33 Ukrainian prisoners in November")
    load(spare, revise(talks, lambda claim: {"date": "2025-11-22"} if claim.id == old.id else {}))
    assert rows(spare, VERSIONS, id=old.id) == [[1, True, "revised"]]
    link = old.id.replace("claim/", "event/")
    dates = rows(spare, "MATCH (e:Event) WHERE e.count = 33 RETURN e.rev_from, e.date, e.id ORDER BY e.rev_from")
    assert [date for _, date, _ in dates] == ["2025-11", "2025-11-22"]
    for rev, _, event in dates:
        (found,) = look_up(spare, [Ask("event", link)], rev)
        assert [one.id for one in found.candidates] == [event]


EDITS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "title": ({}, {"title": "Another title"}),
    "publisher": ({}, {"publisher": "Sample Gazette"}),
    "day of publication": ({}, {"published": "2025-11-27"}),
    "hedge": ({"hedge": "reportedly"}, {}),
    "modality": ({"modality": "denied"}, {}),
    "place": ({"place": "Minsk"}, {}),
    "attribution": ({"attribution": []}, {}),
    "confidence": ({"confidence": 0.5}, {}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_correction_that_leaves_ids_as_they_are(spare: Store, edit: str) -> None:
    """The graph is then that of the corrected document alone, whatever field was corrected."""
    talks, choice, nomination = sample_bundles()
    claim_fields, document_fields = EDITS[edit]
    words = ("a release by Belarus", "On November 26, Lukashenko met", "John Cole, whom")
    ids = {told(talks, one).id for one in words}
    document = talks.document.model_dump() | document_fields | {"claims": None}
    corrected = revise(talks, lambda claim: claim_fields if claim.id in ids else {})
    corrected = Bundle.model_validate({"document": document, "claims": corrected.claims})
    wanted = fresh(spare, corrected, choice, nomination)
    load(spare, [talks, choice, nomination])
    assert load(spare, corrected).changed == 1
    assert differences(dump(spare), wanted) == []
    assert faults(spare) == []


def test_a_new_title_is_a_new_version_in_which_the_claims_stand(spare: Store) -> None:
    """The claims are untouched and stand in both versions; as of the old commit, the document has its old title."""
    talks, *_ = sample_bundles()
    load(spare, talks)
    changed = load(spare, revise(talks, lambda _: {}, title="Another title"))
    assert (changed.changed, changed.added, changed.closed, changed.events) == (1, 0, 0, 0)
    versions = rows(
        spare,
        "MATCH (d:Document)<-[:IN_DOC]-(c:Claim) RETURN d.rev_from, d.title, count(c), max(c.seq) ORDER BY d.rev_from",
    )
    number = len(talks.claims)
    assert versions == [[1, talks.document.title, number, 1], [2, "Another title", number, 1]]


def test_what_is_fetched_again_is_the_same(spare: Store) -> None:
    """The day of the first fetching stays, whether one was told or not; a version with other words has its own."""
    talks, choice, _ = (revise(one, lambda _: {}, retrieved=None) for one in sample_bundles())
    first, second, third = (dt.date(2025, 11, day) for day in (27, 28, 29))
    load(spare, [revise(talks, lambda _: {}, retrieved=first), choice])
    before = clock(spare), dump(spare)
    again = load(spare, [revise(one, lambda _: {}, retrieved=second) for one in (talks, choice)])
    assert (again.changed, again.added, again.closed) == (0, 0, 0)
    assert (clock(spare), dump(spare)) == before
    days = {
        one.document.doc_id: one.document.retrieved
        for one in fetch_bundles(spare, [one.document.doc_id for one in (talks, choice)])
    }
    assert days == {talks.document.doc_id: first, choice.document.doc_id: None}
    load(spare, revise(talks, lambda _: {}, title="Another title", retrieved=third))
    versions = "MATCH (d:Document {id: $id}) RETURN toString(d.retrieved) ORDER BY d.rev_from"
    assert rows(spare, versions, id=talks.document.doc_id) == [[str(first)], [str(third)]]


def test_claims_that_tell_of_each_other_keep_their_link(spare: Store) -> None:
    """The talks concern the possible release after either of the two was corrected."""
    talks, *_ = sample_bundles()
    release = told(talks, "a release by Belarus").id
    about = told(talks, "The Trump administration").id
    load(spare, talks)
    for one in (about, release):
        load(spare, revise(talks, lambda claim, one=one: {"hedge": "perhaps"} if claim.id == one else {}))
        links = rows(
            spare,
            "MATCH (a:Event {type: 'negotiate'})-[r:CONCERNS]->(b:Event {modality: 'possible'})"
            " WHERE r.rev_to = 9007199254740991 AND a.rev_to = r.rev_to AND b.rev_to = r.rev_to RETURN a.id, b.id",
        )
        assert links == [[about.replace("claim/", "event/"), release.replace("claim/", "event/")]]


def test_a_label_follows_the_most_frequent_spelling(spare: Store) -> None:
    """The label changes when another spelling prevails, and the old one stays readable as of its commits."""
    load(spare, report("one", {"type": "meet", "who": ["Ada Lindqvist", "Ivo Marek"]}))
    shouted = [{"type": "meet", "who": ["ADA LINDQVIST", "Ivo Marek"]}] * 2
    load(spare, report("two", *shouted))
    load(spare, report("two"))
    label = rows(spare, "MATCH (a:Actor {id: 'person/ada-lindqvist'}) RETURN a.label, a.labels, a.label_from")
    assert label == [["Ada Lindqvist", ["Ada Lindqvist", "ADA LINDQVIST", "Ada Lindqvist"], [1, 2, 3]]]


def test_whom_nobody_names_any_more_has_no_name(spare: Store) -> None:
    """Somebody who is gone from all documents is not found now, and is as of before."""
    load(spare, report("one", {"type": "meet", "who": ["Ada Lindqvist", "Ivo Marek"]}))
    load(spare, report("one", {"type": "meet", "who": ["Rosa Teixeira", "Ivo Marek"]}))
    ask = Ask("person", "Ada Lindqvist", ("ada lindqvist",), "ada-lindqvist")
    assert [len(look_up(spare, [ask], rev)[0].candidates) for rev in (1, 2)] == [1, 0]
    assert not any("lindqvist" in line.casefold() for line in dump(spare))
    assert clock(spare).seq == 2
