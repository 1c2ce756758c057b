"""A claim that is taken back is closed, with the reason; its document stays, and loading it again changes nothing."""

from __future__ import annotations

import pytest

from graph.errors import InputError, NotFoundError
from graph.store.connection import Store
from ingest.retracting import retract
from tests.integration.loading.conftest import clock, dump, faults, load, report, rows, sample_bundles, told

WORDS = "On November 26, Lukashenko met"


def test_a_retracted_claim_is_closed_with_a_decision(spare: Store) -> None:
    """Its event is gone, the claim is closed as retracted, and who decided why is recorded."""
    talks, *_ = sample_bundles()
    load(spare, talks)
    claim = told(talks, WORDS).id
    done = retract(spare, claim, "TASS corrected itself", "anna")
    assert (done.seq, done.closed) == (2, 1)
    closed = rows(spare, "MATCH (c:Claim {id: $id}) RETURN c.seq, c.closed_seq, c.closed_why", id=claim)
    assert closed == [[1, 2, "retracted"]]
    decided = "MATCH (d:Decision)-[:DECIDES]->(c:Claim) RETURN d.kind, d.target, d.reason, d.by, d.seq, c.id"
    assert rows(spare, decided) == [["retracted", claim, "TASS corrected itself", "anna", 2, claim]]
    assert rows(spare, "MATCH (e:Event {type: 'meet', place: 'Bishkek'}) RETURN e.rev_to") == [[2]]
    assert rows(spare, "MATCH ()-[m:MET {mode: 'meet', t_lo: date('2025-11-26')}]->() RETURN m.rev_to") == [[2]]
    assert rows(spare, "MATCH (c:Commit {seq: 2}) RETURN c.what, c.closed") == [["retract", 1]]
    assert faults(spare) == []


def test_loading_again_leaves_it_closed_and_says_so(spare: Store) -> None:
    """The report names the claim; a new version of its document leaves it closed too."""
    talks, *_ = sample_bundles()
    load(spare, talks)
    claim = told(talks, WORDS).id
    retract(spare, claim, "wrong", "anna")
    before, then = dump(spare), clock(spare)
    again = load(spare, talks)
    assert (again.seq, again.retracted, again.unchanged) == (None, (claim,), len(talks.claims) - 1)
    assert (dump(spare), clock(spare)) == (before, then)
    retitled = talks.model_copy(update={"document": talks.document.model_copy(update={"title": "Another title"})})
    assert load(spare, retitled).retracted == (claim,)
    assert rows(spare, "MATCH (c:Claim {id: $id}) RETURN c.closed_seq", id=claim) == [[2]]
    assert faults(spare) == []


def test_the_event_goes_on_under_its_id_with_the_other_claims(spare: Store) -> None:
    """A retracted claim lends its id to the event that the others tell of, and no value."""
    meeting = {"type": "meet", "date": "2025-11-26", "who": ["Ada Lindqvist", "Ivo Marek"]}
    one, other = report("one", {**meeting, "place": "Minsk"}), report("two", meeting)
    load(spare, one, other)
    first = one.claims[0].id
    event = min(first, other.claims[0].id).replace("claim/", "event/")
    retract(spare, first, "wrong", "anna")
    now = rows(spare, "MATCH (e:Event) WHERE e.rev_to = 9007199254740991 RETURN e.id, e.claims, e.place")
    assert now == [[event, 1, None]]


def test_people_whom_only_retracted_claims_name(spare: Store) -> None:
    """All claims on a pair can be retracted one after the other; nobody is found by their names then."""
    meeting = {"type": "meet", "date": "2025-11-26", "who": ["Ada Lindqvist", "Ivo Marek"]}
    documents = [report("one", meeting), report("two", meeting)]
    load(spare, documents)
    for document in documents:
        retract(spare, document.claims[0].id, "wrong", "anna")
        assert faults(spare) == []
    assert not any("lindqvist" in line.casefold() for line in dump(spare))


def test_what_can_not_be_retracted_is_told(spare: Store) -> None:
    """A claim that is closed already, one that does not exist and a missing reason are errors that change nothing."""
    talks, *_ = sample_bundles()
    load(spare, talks)
    claim = told(talks, WORDS).id
    retract(spare, claim, "wrong", "anna")
    then = clock(spare)
    with pytest.raises(InputError, match="closed already"):
        retract(spare, claim, "wrong", "anna")
    with pytest.raises(NotFoundError, match="claim/none"):
        retract(spare, "claim/none", "wrong", "anna")
    with pytest.raises(InputError, match="reason"):
        retract(spare, told(talks, "John Cole, whom").id, "  ", "anna")
    assert clock(spare) == then
