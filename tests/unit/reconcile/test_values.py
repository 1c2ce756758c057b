"""Which value an event shows where its claims differ, and what it says of the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from graph.records import Attribution, Quantity
from ingest.reconcile import reconcile

A, B = "person/a", "person/b"
TASS = Attribution(name="TASS")
SOURCES = Attribution(name="three sources", mode="cites", anonymous=True, count=3)

type Make = Callable[..., Any]


def freed(claim: Make, count: int, bound: str = "exact", **fields: Any) -> Any:  # noqa: ANN401
    """A claim that Belarus freed so many on 11 September."""
    told = Quantity(count=count, bound=bound)  # pyright: ignore[reportArgumentType]
    return claim("release", "state/BLR", roles=("releaser",), date="2025-09-11", counted=told, **fields)


def test_most_origins_win_and_the_loser_is_kept(claim: Make) -> None:
    """Two origins for 52 outweigh one for about 50, which stays as a conflict."""
    (event,) = reconcile([freed(claim, 52), freed(claim, 52), freed(claim, 50, "about")])
    assert (event.values["count"], event.values["bound"]) == (52, "exact")
    assert event.lists["disputed"] == ["quantity"]
    assert event.lists["conflicts"] == ["quantity=about 50"]
    assert "quantity: most origins" in event.lists["chosen_by"]


def test_reprints_of_one_origin_are_one(claim: Make) -> None:
    """Three papers that quote one agency weigh as much as the agency: one."""
    reprints = [freed(claim, 50, sources=(TASS,)) for _ in range(3)]
    (event,) = reconcile([*reprints, freed(claim, 52), freed(claim, 52)])
    assert event.values["count"] == 52
    assert (event.values["documents"], event.values["origins"]) == (5, 3)


def test_narrower_value_that_the_wider_holds_is_no_conflict(claim: Make) -> None:
    """At least 50 holds 52, and November holds its 26th."""
    (event,) = reconcile([freed(claim, 50, "at_least"), freed(claim, 52)])
    assert event.values["count"] == 52
    assert event.lists["disputed"] == []
    dated = [claim("meet", A, B, date=date) for date in ("2025-11", "2025-11-26")]
    (event,) = reconcile(dated)
    assert (event.values["date"], event.lists["disputed"]) == ("2025-11-26", [])


def test_a_plan_that_came_true_is_no_dispute(claim: Make) -> None:
    """First scheduled, then reported: occurred, by the later report."""
    plan = claim("meet", A, B, date="2025-11-26", modality="scheduled", published=dt.date(2025, 11, 20))
    report = claim("meet", A, B, date="2025-11-26", published=dt.date(2025, 11, 27))
    (event,) = reconcile([plan, report])
    assert (event.values["modality"], event.lists["disputed"]) == ("occurred", [])
    assert "modality: outcome reported after the plan" in event.lists["chosen_by"]


def test_a_denial_is_a_dispute(claim: Make) -> None:
    """One says it happened, one that it did not: shown as occurred, disputed."""
    (event,) = reconcile([claim("meet", A, B, date="2025-11-26", modality=m) for m in ("occurred", "denied")])
    assert (event.values["modality"], event.lists["disputed"]) == ("occurred", ["modality"])


def test_an_undated_event_ends_when_it_was_published(claim: Make) -> None:
    """No date is invented: the start stays open, the end is the day of the earliest report."""
    (event,) = reconcile([claim("meet", A, B, published=dt.date(2025, 11, 26))])
    assert event.values["date"] is None
    assert (event.values["t_lo"], event.values["t_hi"]) == (None, dt.date(2025, 11, 26))


def test_what_an_event_rests_on(claim: Make) -> None:
    """One source, anonymous ones only, or a party to it."""
    (event,) = reconcile([claim("meet", A, B, date="2025-11-26", sources=(TASS, SOURCES))])
    assert event.lists["rests"] == ["one_source", "anonymous"]
    (event,) = reconcile([claim("meet", A, B, date="2025-11-26", origin_actor=A, publisher=p) for p in ("x", "y")])
    assert event.lists["rests"] == ["party"]
    (event,) = reconcile([claim("meet", A, B, date="2025-11-26", publisher=p) for p in ("x", "y")])
    assert event.lists["rests"] == []
