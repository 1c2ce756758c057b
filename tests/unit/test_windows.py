"""Numbers of days: whatever overlaps a window is found in its ranges, and little else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Bounds, bounds
from graph.windows import NO_DATE, OPEN_START, TIER, day_number, day_ranges

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
NEAR = st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))
ENDS = st.one_of(st.none(), NEAR, DAYS)


@pytest.mark.parametrize(
    ("edtf", "number"),
    [
        ("0001-01-01", 1),
        ("2025-11-26", dt.date(2025, 11, 26).toordinal()),
        ("2025-12", TIER + dt.date(2025, 12, 1).toordinal()),
        ("2024", 2 * TIER + dt.date(2024, 1, 1).toordinal()),
        ("2025-11-01/2025-12-02", 2 * TIER + dt.date(2025, 11, 1).toordinal()),
        ("202X", 3 * TIER + dt.date(2020, 1, 1).toordinal()),
        ("2025-11-26/..", 3 * TIER + dt.date(2025, 11, 26).toordinal()),
        ("../2025", OPEN_START),
        (None, NO_DATE),
    ],
)
def test_numbers(edtf: str | None, number: int) -> None:
    """The first day, counted anew for dates of more than a month and of more than a year."""
    assert day_number(bounds(edtf)) == number


@given(ENDS, ENDS, ENDS, ENDS, st.one_of(st.none(), NEAR))
def test_ranges_find_what_overlaps(
    lo: dt.date | None, hi: dt.date | None, since: dt.date | None, until: dt.date | None, as_of: dt.date | None
) -> None:
    """Dates that overlap the window and had begun by the day asked for are found, in one range each."""
    days, window = Bounds(*_ordered(lo, hi)), Bounds(*_ordered(since, until))
    found = sum(first <= day_number(days) <= last for first, last in day_ranges(window.lo, window.hi, as_of=as_of))
    dated = days != Bounds(None, None)
    windowed = window != Bounds(None, None)
    begun = as_of is None or days.lo is None or days.lo <= as_of
    if begun and (days.overlaps(window) if dated else not windowed):
        assert found == 1
    else:
        assert found <= 1


@given(NEAR, st.dates(dt.date(2022, 1, 1), dt.date(2022, 1, 31)), NEAR)
def test_ranges_find_no_days_outside(day: dt.date, since: dt.date, until: dt.date) -> None:
    """A day before the window, or after it, is not looked at."""
    number = day_number(Bounds(day, day))
    found = any(first <= number <= last for first, last in day_ranges(since, until))
    assert found == (since <= day <= until)


def test_the_undated_have_a_range_of_their_own() -> None:
    """Asked for alone, nothing else is looked at; without a window they are among the rest."""
    assert day_ranges(None, None, undated=True) == [[NO_DATE, NO_DATE]]
    assert day_ranges(None, None) == [[0, NO_DATE]]


def _ordered(lo: dt.date | None, hi: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    return (hi, lo) if lo is not None and hi is not None and hi < lo else (lo, hi)
