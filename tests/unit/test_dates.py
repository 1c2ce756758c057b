"""EDTF dates and the days that they cover."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Bounds, bounds, check_edtf
from graph.errors import EdtfError

DAYS = st.dates(dt.date(2, 1, 1), dt.date(9998, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "lo", "hi"),
    [
        ("2025-11-26", "2025-11-26", "2025-11-26"),
        ("2025-11", "2025-11-01", "2025-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-11-24/2025-11-26", "2025-11-24", "2025-11-26"),
        ("2025-11-26~", "2025-11-25", "2025-11-27"),
        ("2025-12~", "2025-11-01", "2026-01-31"),
        ("2025~", "2024-01-01", "2026-12-31"),
        ("2025-11-26?", "2025-11-26", "2025-11-26"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("156X", "1560-01-01", "1569-12-31"),
        ("[2025-11-09,2025-11-10]", "2025-11-09", "2025-11-10"),
        ("{2025-01..2025-03}", "2025-01-01", "2025-03-31"),
        ("2025-11~/2025-12", "2025-10-01", "2025-12-31"),
    ],
)
def test_closed_dates(edtf: str, lo: str, hi: str) -> None:
    """A date covers the days from its first to its last."""
    assert bounds(edtf) == Bounds(dt.date.fromisoformat(lo), dt.date.fromisoformat(hi))


@pytest.mark.parametrize(
    ("edtf", "lo", "hi"),
    [
        ("../2025", None, "2025-12-31"),
        ("/2025-12-01", None, "2025-12-01"),
        ("2025/..", "2025-01-01", None),
        ("2025-11-26/", "2025-11-26", None),
        (None, None, None),
    ],
)
def test_open_dates(edtf: str | None, lo: str | None, hi: str | None) -> None:
    """An open end has no bound, no span, and is vague."""
    found = bounds(edtf)
    assert found == Bounds((lo and dt.date.fromisoformat(lo)) or None, (hi and dt.date.fromisoformat(hi)) or None)
    assert found.span is None
    assert found.vague


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2025-13", "2025-02-30", "2025-11-31", "26.11.2025", "2025/11/26", "2026/2025", "../..", "Y-17E7",
     "2025-11-26T10:00:00Z", "0000"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    """Anything else is refused with a word on what to write."""
    with pytest.raises(EdtfError, match=r"."):
        check_edtf(text)


@given(DAYS)
def test_a_day_covers_itself(day: dt.date) -> None:
    """One day, one bound, a span of one."""
    assert bounds(day.isoformat()) == Bounds(day, day)
    assert bounds(day.isoformat()).span == 1


@given(DAYS)
def test_wider_dates_hold_narrower_ones(day: dt.date) -> None:
    """A day lies in its month and its year; an approximate date holds the exact one."""
    text = day.isoformat()
    for narrow, wide in [(text, text[:7]), (text[:7], text[:4]), (text, f"{text}~"), (text[:7], f"{text[:7]}~")]:
        inner, outer = bounds(narrow), bounds(wide)
        assert outer.lo is not None
        assert outer.hi is not None
        assert inner.lo is not None
        assert inner.hi is not None
        assert outer.lo <= inner.lo <= inner.hi <= outer.hi


@given(DAYS, DAYS)
def test_intervals_run_forwards(a: dt.date, b: dt.date) -> None:
    """START/END covers both ends; END/START is refused."""
    first, last = sorted((a, b))
    assert bounds(f"{first}/{last}") == Bounds(first, last)
    if first != last:
        with pytest.raises(EdtfError, match="ends before it starts"):
            bounds(f"{last}/{first}")


@given(st.tuples(DAYS, DAYS).map(sorted), st.tuples(DAYS, DAYS).map(sorted))
def test_overlap_is_symmetric_and_true_to_the_days(one: list[dt.date], other: list[dt.date]) -> None:
    """Two spans overlap when one starts before the other ends, whichever is asked; open ends reach any day."""
    a, b = Bounds(*one), Bounds(*other)
    assert a.overlaps(b) == b.overlaps(a) == (one[0] <= other[1] and other[0] <= one[1])
    assert a.overlaps(Bounds(None, None))
    assert Bounds(None, one[1]).overlaps(b) == (other[0] <= one[1])
