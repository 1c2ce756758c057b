"""The dates of journeys: EDTF, words, and what is wrong with them."""

from __future__ import annotations

import pytest

from ingest.historian.days import read_days, read_moment


@pytest.mark.parametrize(
    ("start", "end", "edtf", "words"),
    [
        ("1911-06-03", "1911-06-03", "1911-06-03", "June 3, 1911"),
        ("1911-06-03", "1911-06-12", "1911-06-03/1911-06-12", "June 3-12, 1911"),
        ("1911-12-30", "1912-01-02", "1911-12-30/1912-01-02", "December 30, 1911 to January 2, 1912"),
        ("1911-06-03", "9999-99-99", "1911-06-03", "from June 3, 1911"),
        ("June", "1911-06-12", "1911-06-12", "until June 12, 1911"),
        (None, None, None, ""),
        ("1911-06-12", "1911-06-03", "1911-06", ""),
        ("1911-08-12", "1911-06-03", "1911", ""),
        ("1912-06-12", "1911-06-03", None, ""),
    ],
)
def test_days(start: str | None, end: str | None, edtf: str | None, words: str) -> None:
    """What is sound is kept: one day where the other is none, the month on which two contradictory days agree."""
    days = read_days(start, end)
    assert (days.edtf, days.words) == (edtf, words)


def test_acts() -> None:
    """Arrival or departure alone gives that day."""
    assert read_days("1911-06-03", "1911-06-12").act == "stayed"
    assert read_days("1911-06-03", None).act == "arrived"
    assert read_days(None, "1911-06-12").act == "departed"


def test_problems() -> None:
    """Each names its field, and what became of it."""
    ((field, problem),) = read_days("1911-06-31", "1911-07-02").problems
    assert field == "start-date"
    assert problem.startswith("'1911-06-31' is no date: day ")
    ((field, problem),) = read_days("1911-06-12", "1911-06-03").problems
    assert (field, problem[:42]) == ("end-date", "1911-06-03 is before the start, 1911-06-12")
    assert [field for field, _ in read_days(None, "soon").problems] == ["start-date", "end-date"]
    assert not read_days("1911-06-03", "1911-06-03").problems


def test_a_moment() -> None:
    """Records tell when they were made to the millisecond."""
    assert str(read_moment("2010-02-27T14:35:48.889-04:00")) == "2010-02-27"
    assert read_moment(None) is None
    assert read_moment("yesterday") is None
