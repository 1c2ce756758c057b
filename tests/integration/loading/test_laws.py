"""Laws of loading, on made-up reports: what is in the graph depends on what was loaded, not on how."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.identity.authority import Authority
from graph.model import OPEN
from graph.records import Bundle, Claim
from graph.store.connection import Store
from ingest.committing.authorities import load_authority
from ingest.retracting import retract
from tests.integration.conftest import forget
from tests.integration.loading.conftest import clock, differences, dump, empty, faults, load, revise, rows
from tests.integration.loading.made_up import reports

few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
randoms = st.randoms(use_true_random=False)


@pytest.fixture
def authority(small: Store) -> Store:
    """The second database with the small authority; each example takes out what the last one loaded."""
    return small


@few
@given(reports(), randoms)
def test_any_order_and_any_commits(authority: Store, documents: list[Bundle], random: Random) -> None:
    """One by one in any order, a part of them first, or all in one commit: the graph is the same."""
    forget(authority)
    load(authority, documents)
    wanted, digest = dump(authority), clock(authority).digest
    order = random.sample(documents, len(documents))
    forget(authority)
    load(authority, *order)
    assert differences(dump(authority), wanted) == []
    assert faults(authority) == []
    forget(authority)
    load(authority, random.sample(documents, len(documents) // 2), order)
    assert differences(dump(authority), wanted) == []
    assert clock(authority).digest == digest


@few
@given(reports(most=3), randoms)
def test_what_is_taken_out_and_put_back(authority: Store, documents: list[Bundle], random: Random) -> None:
    """Claims that leave their documents and come back leave no trace in the present; events follow at every step."""
    forget(authority)
    load(authority, documents)
    wanted, digest = dump(authority), clock(authority).digest
    dropped = {claim.id for one in documents for claim in one.claims if random.random() < 0.5}
    load(authority, *(revise(one, lambda claim: None if claim.id in dropped else {}) for one in documents))
    assert faults(authority) == []
    load(authority, *random.sample(documents, len(documents)))
    assert differences(dump(authority), wanted) == []
    assert clock(authority).digest == digest


@few
@given(reports(most=4), randoms)
def test_authority_data_in_between(
    spare_server: Store, small_authority: Authority, documents: list[Bundle], random: Random
) -> None:
    """Authority data that come before, between or after the documents give the same graph."""
    empty(spare_server)
    load_authority(spare_server, small_authority)
    load(spare_server, documents)
    wanted, digest = dump(spare_server), clock(spare_server).digest
    order, first = random.sample(documents, len(documents)), random.randint(1, len(documents))
    empty(spare_server)
    load(spare_server, *order[:first])
    load_authority(spare_server, small_authority)
    load(spare_server, *order[first:])
    assert differences(dump(spare_server), wanted) == []
    assert clock(spare_server).digest == digest


@few
@given(reports(most=4), randoms)
def test_events_follow_from_claims_after_corrections(authority: Store, documents: list[Bundle], random: Random) -> None:
    """However documents are corrected, in whatever order, and claims retracted, events follow from the claims."""
    forget(authority)
    load(authority, *documents)
    for one, other in zip(documents, random.sample(documents, len(documents)), strict=True):
        edits = {claim.id: _edit(claim, random.choice(other.claims)) for claim in one.claims}
        load(authority, revise(one, lambda claim, edits=edits: edits[claim.id], publisher="Gazette"))
    open_now = rows(authority, "MATCH (c:Claim {closed_seq: $open}) RETURN c.id ORDER BY c.id", open=OPEN)
    retract(authority, random.choice(open_now)[0], "wrong", "test")
    assert faults(authority) == []


def _edit(claim: Claim, like: Claim) -> dict[str, Any]:
    """Make a claim say what another says, where they are of one type."""
    if claim.type != like.type:
        return {"hedge": "reportedly"}
    return like.model_dump(include={"date", "place", "participants", "modality", "quantity"})
