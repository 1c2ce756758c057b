"""Tenures: what appointments and departures make of what authority data knows."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.model import PostChange, Tenure
from ingest.reconcile import derive_tenures

POST = "post/USA/ambassador-to-FRA"


def _known(since: str | None, until: str | None, key: str = "tenure/known") -> Tenure:
    return Tenure(key, "person/a", POST, since, until, (False, False), authority="list")


def _change(event: str, date: str | None, act: str | None = None, *, opens: bool = True) -> PostChange:
    return PostChange(f"event/{event}", "person/a", POST, opens, date, unsure=False, act=act)


def _left(event: str, date: str | None) -> PostChange:
    return _change(event, date, opens=False)


def test_the_acts_of_a_record_belong_to_its_tenure() -> None:
    """The one on the first day starts it, the departure ends it, the others are steps; in any order."""
    changes = [
        _change("a", "1785-03-10", "commissioned"),
        _change("b", "1785-04-30"),
        _change("c", "1785-05-17", "credentials"),
        _left("d", "1789-09-26"),
    ]
    for order in permutations(changes):
        (tenure,) = derive_tenures(order, [_known("1785-05-17", "1789-09-26")])
        assert (tenure.since, tenure.until) == ("1785-05-17", "1789-09-26")
        assert (tenure.starts, tenure.ends, tenure.steps) == ("event/c", "event/d", ("event/a", "event/b"))


def test_a_change_of_rank_is_a_step() -> None:
    """What ends and begins within a tenure of the authority neither ends nor opens another."""
    changes = [_left("a", "1943-05-01"), _change("b", "1943-05-01", "credentials")]
    (tenure,) = derive_tenures(changes, [_known("1940-01-10", "1945-02-02")])
    assert (tenure.starts, tenure.ends, tenure.steps) == (None, None, ("event/a", "event/b"))


@pytest.mark.parametrize("act", ["confirmed", "commissioned"])
def test_an_act_on_paper_alone_opens_nothing(act: str) -> None:
    """Whoever declines a commission did not hold the post; who takes it up later has it as a step."""
    assert derive_tenures([_change("a", "1890-01-01", act)]) == []
    (tenure,) = derive_tenures([_change("a", "1890-01-01", act), _change("b", "1890-05-01", "credentials")])
    assert (tenure.since, tenure.starts, tenure.steps) == ("1890-05-01", "event/b", ("event/a",))
    assert len(derive_tenures([_change("a", "1890-01-01", act), _change("b", "1899-05-01", "sworn_in")])[0].steps) == 0


def test_acts_of_one_appointment_make_one_tenure() -> None:
    """Named in winter, sworn in in spring; a second naming is another appointment."""
    named = _change("a", "2001-01-10", "named")
    (tenure,) = derive_tenures([named, _change("b", "2001-03-01", "sworn_in")])
    assert (tenure.since, tenure.steps) == ("2001-01-10", ("event/b",))
    assert len(derive_tenures([named, _change("b", "2001-03-01", "named")])) == 2


def test_a_departure_tells_an_uncertain_end_more_exactly() -> None:
    """Where the authority knows only a span."""
    (tenure,) = derive_tenures([_left("a", "1962-12-24")], [_known("1962-07-01", "1962-07-01/1963-02-01")])
    assert (tenure.until, tenure.ends) == ("1962-12-24", "event/a")


def test_a_departure_without_a_tenure_tells_one() -> None:
    """Its start is not known."""
    (tenure,) = derive_tenures([_left("a", "1962-12-24")])
    assert (tenure.since, tenure.until, tenure.ends) == (None, "1962-12-24", "event/a")
