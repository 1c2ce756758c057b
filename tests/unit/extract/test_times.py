"""Expressions of time: which words are one, and the dates that they tell."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import bounds, check_edtf
from graph.errors import EdtfError
from ingest.extract.times import TimeExpression, find_times

PUBLISHED = dt.date(2025, 11, 26)  # A Wednesday.
DAYS = st.dates(dt.date.min, dt.date.max)
NEAR = st.dates(dt.date(1600, 1, 1), dt.date(2300, 12, 31))
MONTHS = ["January", "February", "March", "May", "Sept.", "Nov.", "December"]


def read(text: str, *, future: bool = False, anchor: str | None = None) -> str | None:
    """The date of the one expression in a text, from the day on which these tests stand."""
    (only,) = find_times(text)
    return only.resolve(published=PUBLISHED, future=future, anchor=anchor)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on November 26, 2025", "2025-11-26"),
        ("on 26 November 2025, they", "2025-11-26"),
        ("on Thursday, April 30, 2026,", "2026-04-30"),
        ("Wed., Nov. 5", "2025-11-05"),
        ("the 26th of November", "2025-11-26"),
        ("the 26th day of November, 1783", "1783-11-26"),
        ("the third of September 1783", "1783-09-03"),
        ("2025-11-26T10:00:00Z", "2025-11-26"),
        ("26.11.2025", "2025-11-26"),
        ("11/26/2025", "2025-11-26"),
        ("5/6/2025", "2025"),
        ("WASHINGTON, NOVEMBER 26", "2025-11-26"),
        ("in November\n2024", "2024-11"),
        ("in November 2025", "2025-11"),
        ("in early November 2025", "2025-11"),
        ("mid-November", "2025-11"),
        ("at the end of 2024", "2024"),
        ("in the first half of 2024", "2024-01/2024-06"),
        ("since 1961.", "1961"),
        ("in spring 2025", "2025-21"),
        ("the winter of 2024", "2024-12/2025-02"),
        ("the 1990s", "199X"),
        ("the late eighteenth century", "17XX"),
        ("the third quarter of 2025", "2025-07/2025-09"),
        ("Q1 2024", "2024-01/2024-03"),
        ("October 3-11", "2025-10-03/2025-10-11"),
        ("January 9–16, 1965", "1965-01-09/1965-01-16"),
        ("from May 5 to 7", "2025-05-05/2025-05-07"),
        ("between 5 and 7 May", "2025-05-05/2025-05-07"),
        ("on November 9 and 10.", "2025-11-09/2025-11-10"),
        ("between March and June 2010", "2010-03/2010-06"),
        ("from December 2009 to March 2010", "2009-12/2010-03"),
        ("in 1925-26", "1925/1926"),
        ("from 1914 to 1918", "1914/1918"),
        ("Dec. 30 - Jan. 2", "2024-12-30/2025-01-02"),
        ("30 December 2025 to 2 January", "2025-12-30/2026-01-02"),
        ("about November 15", "2025-11-15~"),
        ("circa 1850", "1850~"),
        ("in November of last year", "2024-11"),
        ("last November", "2024-11"),
        ("next March", "2026-03"),
        ("Feb. 29", "2024-02-29"),
        ("New Year's Day", "2025-01-01"),
    ],
)
def test_dates_of_the_calendar(text: str, edtf: str) -> None:
    """Days, months, years, seasons, quarters, decades, centuries and spans, in the forms that English has."""
    assert read(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("today", "2025-11-26"),
        ("last night", "2025-11-25"),
        ("the day before yesterday", "2025-11-24"),
        ("tomorrow morning", "2025-11-27"),
        ("on Wednesday", "2025-11-26"),
        ("Friday's talks", "2025-11-21"),
        ("last Wednesday", "2025-11-19"),
        ("Monday of last week", "2025-11-17"),
        ("from Monday to Wednesday", "2025-11-24/2025-11-26"),
        ("this week", "2025-11-24/2025-11-30"),
        ("late last month", "2025-10"),
        ("earlier this year", "2025"),
        ("over the weekend", "2025-11-22/2025-11-23"),
        ("two days ago", "2025-11-24"),
        ("a couple of days ago", "2025-11-24~"),
        ("three weeks ago", "2025-11-03/2025-11-09"),
        ("a week ago", "2025-11-19~"),
        ("a month ago", "2025-10"),
        ("a year ago", "2024"),
        ("about twenty-five years ago", "2000~"),
        ("48 hours ago", "2025-11-24"),
        ("agreed, seven years after they were severed", "2018"),
        ("having arrived the day before", "2025-11-25"),
        ("the 26th of last month", "2025-10-26"),
    ],
)
def test_dates_told_from_publication(text: str, edtf: str) -> None:
    """What happened lies on the last such day up to publication; a coarse unit tells a coarse date."""
    assert read(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on Wednesday", "2025-11-26"),
        ("on Tuesday", "2025-12-02"),
        ("this Friday", "2025-11-28"),
        ("on January 5", "2026-01-05"),
        ("in November", "2025-11"),
        ("from December 30 to January 2", "2025-12-30/2026-01-02"),
        ("this weekend", "2025-11-29/2025-11-30"),
        ("in two days", "2025-11-28"),
        ("in three weeks' time", "2025-12-15/2025-12-21"),
        ("the next day", "2025-11-27"),
        ("by the end of the year", "2025"),
    ],
)
def test_what_is_still_to_come(text: str, edtf: str) -> None:
    """An event to come lies on the first such day from publication on."""
    assert read(text, future=True) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("a day earlier", "2025-11-09"),
        ("the next day", "2025-11-11"),
        ("the following morning", "2025-11-11"),
        ("the previous day", "2025-11-09"),
        ("later that day", "2025-11-10"),
        ("two days later", "2025-11-12"),
        ("a week after", "2025-11-17~"),
        ("the following Tuesday", "2025-11-11"),
        ("that month", "2025-11"),
        ("the year before", "2024"),
        ("in March of that year", "2025-03"),
        ("the same week", "2025-11-10/2025-11-16"),
    ],
)
def test_dates_told_from_the_story(text: str, edtf: str) -> None:
    """They count from the preceding event."""
    assert read(text, anchor="2025-11-10") == edtf


@pytest.mark.parametrize("text", ["the next day", "the same day", "two days later", "in two days", "February 30"])
def test_what_tells_no_date(text: str) -> None:
    """Without a preceding event, or without such a day, there is no date to tell."""
    assert read(text) is None


def test_nothing_is_counted_from_what_is_too_coarse() -> None:
    """A day after a month that is known alone is no day; what has happened lies not after publication."""
    assert read("two days later", anchor="2025-10") is None
    assert read("two days later", anchor="2025-11-25") is None
    assert read("two years later", anchor="1947") == "1949"


def test_an_anchor_must_be_edtf() -> None:
    """It is the caller's own date."""
    with pytest.raises(EdtfError):
        read("a day earlier", anchor="yesterday")


@pytest.mark.parametrize(
    "text",
    ["recently", "in recent months", "in the coming weeks", "earlier", "lately", "soon", "in the past",
     "over the years", "several days ago", "over the next two weeks", "in years", "in the near future"],
)  # fmt: skip
def test_vague_words(text: str) -> None:
    """They are found whole, and tell no date."""
    assert find_times(f"It met {text}, he said.") == [TimeExpression(7, 7 + len(text), text, vague=True)]
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "At least 1,300 prisoners, 52 of them women and 1500 others, about 1500 detainees, 2000 troops",
        "Prime Minister May may march; Theresa May met Macron; the march on Washington; protesters on the march",
        "Resolution 1973, Resolutions 1970 and 1973, Executive Order 14257, Article 12, the G20, No. 1991",
        "call +375 17 1984 2020 or 202-555-1990; aged 45; $2000; 1990 km; Boeing 737; COVID-19",
        "the Good Friday Agreement, the 9/11 attacks, the September 11 attacks, the Sept. 11 terrorist attacks",
        "a second time; the fall of Kabul; the Arab Spring; April Glaspie, Jan Egeland and Sun Yat-sen",
        "a two-day visit, the week-long talks, five years in prison, the last week of the war, Mar-a-Lago",
        "the 18th session on the 250th anniversary",
    ],
)
def test_false_friends(text: str) -> None:
    """Numbers of other things, namesakes of months, names that hold a day, and lengths are no dates."""
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("52 were released on September 11 and 33 Ukrainian prisoners in November.", ["September 11", "November"]),
        ("in May 20 prisoners were freed", ["May"]),
        ("in 2010 people fled", ["2010"]),
        ("on Nov. 5 and Nov. 7", ["Nov. 5", "Nov. 7"]),
        ("on Monday, and a day earlier", ["Monday", "a day earlier"]),
    ],
)
def test_where_an_expression_ends(text: str, words: list[str]) -> None:
    """It takes no number that counts something else."""
    assert [expression.text for expression in find_times(text)] == words


def test_a_date_in_a_name_is_marked() -> None:
    """It dates the thing named, hardly the event."""
    text = "the 1979 Peace Treaty, the Treaty of 1783, the August 2020 presidential elections, signed in 1951"
    assert [(e.text, e.named) for e in find_times(text)] == [
        ("1979", True), ("1783", True), ("August 2020", True), ("1951", False)]  # fmt: skip


def test_histories_leave_out_a_year_just_told() -> None:
    """A date without a year takes it from its sentence, the one before, or the next date, where that is long ago."""
    text = "The legation opened on September 27, 1947. He presented his credentials on November 8, and left on May 5."
    assert [e.resolve(published=PUBLISHED) for e in find_times(text)] == ["1947-09-27", "1947-11-08", "1947-05-05"]
    assert find_times("on July 9 and July 10, 1975")[0].resolve(published=PUBLISHED) == "1975-07-09"
    news = "Jailed on May 5, 2021, he was freed on September 11"
    assert find_times(news)[1].resolve(published=PUBLISHED) == "2025-09-11"


PIECES = st.sampled_from(
    [*MONTHS, "the", "a", "in", "on", "from", "between", "to", "and", "-", "–", "of", ",", ".", "\n", "'s", "about",
     "early", "mid-", "late", "last", "next", "this", "that", "same", "following", "day", "days", "week", "weeks",
     "weekend", "month", "year", "years", "two", "3", "11", "26", "31", "52", "1947", "2025", "2025-26", "ago", "later",
     "earlier", "after", "before", "today", "tomorrow", "Wednesday", "Friday", "summer", "fall", "quarter", "first",
     "second", "26th", "century", "1990s", "recently", "few", "couple", "recent", "prisoners", "Resolution", "attacks"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=60)


@given(TEXTS)
@settings(max_examples=100)
def test_expressions_are_words_of_the_text(text: str) -> None:
    """Offsets give the words, in order, without overlap, and the same text gives the same again."""
    found = find_times(text)
    assert [text[e.start : e.end] for e in found] == [e.text for e in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(e.start < e.end for e in found)
    assert find_times(text) == found


@given(TEXTS, DAYS, st.booleans(), st.none() | DAYS.map(dt.date.isoformat) | NEAR.map(lambda day: f"{day:%Y-%m}"))
@settings(max_examples=200)
def test_every_date_is_edtf(text: str, published: dt.date, future: bool, anchor: str | None) -> None:  # noqa: FBT001
    """On any day, whatever the text: a date that can be bounded, or none; vague words never tell one."""
    for expression in find_times(text):
        date = expression.resolve(published=published, future=future, anchor=anchor)
        if date is not None:
            check_edtf(date)
            assert not expression.vague


@given(st.sampled_from(MONTHS), st.integers(1, 28), st.integers(1, 28), NEAR)
@settings(max_examples=25)
def test_a_date_without_a_year_keeps_its_side_of_publication(
    month: str, day: int, last: int, published: dt.date
) -> None:
    """What happened did not begin after publication, what is to come does not end before it."""
    for text in [f"on {month} {day}", f"{day} {month}", f"in {month} 2", f"from {month} {day} to May {last}"]:
        for expression in find_times(text):
            past, future = (bounds(expression.resolve(published=published, future=side)) for side in (False, True))
            assert past.lo is None or past.lo <= published
            assert future.hi is None or future.hi >= published
            assert past.lo is None or (published - past.lo).days <= 366 * 8


def test_long_texts_take_no_longer_than_they_are_long() -> None:
    """Repeats are bounded: text made to trip a backtracking pattern is read like any other."""
    for piece in [
        "the first ",
        "on or about ",
        "early to ",
        "from 1 ",
        "the ",
        "1 ",
        "May ",
        "in the next few ",
        " \n",
    ]:
        find_times(piece * 2_000)
