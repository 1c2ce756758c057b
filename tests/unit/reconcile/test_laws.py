"""Laws: order does not matter, every open claim is about exactly one event, and parts can be reconciled apart."""

from __future__ import annotations

import datetime as dt
import importlib.util
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graph.model import ResolvedClaim
from graph.records import Quantity
from ingest.reconcile import Candidate, reconcile
from ingest.reconcile.clustering import components

_spec = importlib.util.spec_from_file_location("claims", Path(__file__).with_name("conftest.py"))
assert _spec is not None
assert _spec.loader is not None
_claims = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_claims)

PEOPLE = [f"person/{letter}" for letter in "abcd"]
DATES = [None, "2025-11-26", "2025-11-25", "2025-11", "2025", "2025-11-24/2025-11-26", "../2025-11"]


@st.composite
def claims(draw: st.DrawFn) -> list[ResolvedClaim]:
    """A handful of meetings and releases among few people on few days, so that much is related."""
    drawn: list[ResolvedClaim] = []
    for number in range(draw(st.integers(1, 9))):
        people = tuple(draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=4, unique=True)))
        release = draw(st.booleans())
        count = draw(st.sampled_from([None, 14, 16, 52]))
        drawn.append(
            _claims.build(
                "release" if release else "meet",
                people[:1] if release else people,
                number,
                roles=("releaser",) if release else None,
                date=draw(st.sampled_from(DATES)),
                modality=draw(st.sampled_from(["occurred", "possible", "denied", "scheduled"])),
                counted=Quantity(count=count) if count else None,
                doc=draw(st.sampled_from(["d1", "d2", None])),
                coder=draw(st.sampled_from(["rules", "model:m"])),
                closed=draw(st.integers(0, 5)) == 0,
                published=dt.date(2025, 11, draw(st.integers(20, 30))),
            )
        )
    return drawn


@given(claims(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_events(drawn: list[ResolvedClaim], random: Random) -> None:
    """Reconciliation is a function of the set of claims."""
    shuffled = random.sample(drawn, len(drawn))
    assert [event.fingerprint for event in reconcile(drawn)] == [event.fingerprint for event in reconcile(shuffled)]


@given(claims())
def test_every_open_claim_is_about_one_event(drawn: list[ResolvedClaim]) -> None:
    """No claim is lost and none is counted twice; closed ones make no event; ids are unique."""
    events = reconcile(drawn)
    about = [key for event in events for key in event.claims]
    assert sorted(about) == sorted(one.id for one in drawn if not one.closed)
    assert len({event.id for event in events}) == len(events)


@given(claims())
def test_components_can_be_reconciled_apart(drawn: list[ResolvedClaim]) -> None:
    """What a commit touches is a whole component: the rest need not be looked at."""
    groups = components(Candidate.of(one) for one in drawn)
    apart = [event for group in groups for event in reconcile(one.claim for one in group)]
    assert sorted(event.fingerprint for event in apart) == sorted(event.fingerprint for event in reconcile(drawn))
