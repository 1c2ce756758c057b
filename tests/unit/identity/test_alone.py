"""Names of coded data: each by itself, and the same in every stretch of days."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.identity.alone import AloneResolver
from graph.identity.mentions import Mention
from graph.identity.packages import load_packages
from graph.identity.resolver import Resolver

FIRST, LAST = dt.date(2008, 1, 1), dt.date(2026, 6, 30)
NAMES = (
    Mention("Barack Obama"),
    Mention("Emmanuel Macron"),
    Mention("Donald Trump", behalf="United States"),
    Mention("Putin"),
    Mention("Hamid", behalf="Kenya"),
    Mention("Police (India)", kind="group", behalf="India"),
    Mention("France", kind="state"),
    Mention("Trump Administration", kind="organization"),
    Mention("Cabinet (Peru)", kind="group", behalf="Peru"),
)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    """The resolver of the packages' authority data."""
    return Resolver(load_packages())


@pytest.mark.parametrize("mention", NAMES, ids=lambda one: one.name)
def test_stretches_hold_every_day(resolver: Resolver, mention: Mention) -> None:
    """Between two turns nobody becomes somebody else: every fifth day is resolved by the whole rule and compared."""
    stretches = AloneResolver(resolver).stretches(mention, FIRST, LAST)
    for number in range(0, (LAST - FIRST).days, 5):
        day = FIRST + dt.timedelta(days=number)
        told = [one for first, one in stretches if first <= day][-1]
        (whole,) = resolver.resolve_document([(mention, day)], day)
        assert (told.actor, told.key, told.state, told.label) == (whole.actor, whole.key, whole.state, whole.label)


def test_an_office_ends(resolver: Resolver) -> None:
    """A president acts for the state while in office, and only then."""
    alone = AloneResolver(resolver)
    states = [(str(day), one.state) for day, one in alone.stretches(NAMES[0], FIRST, LAST)]
    assert states == [("2008-01-01", None), ("2009-01-20", "state/USA"), ("2017-01-21", None)]


def test_an_identifier_is_the_same_in_every_document(resolver: Resolver) -> None:
    """A single name that nobody is known by stays in its document in a report, but is one actor in a dataset."""
    one = AloneResolver(resolver).resolve(NAMES[4], FIRST)
    assert (one.scope, one.key, one.method) == (None, "person:hamid", "minted")
