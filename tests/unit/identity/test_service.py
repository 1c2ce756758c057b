"""Lists of leaders know surnames and days: when that makes two records one person's, and when it does not."""

from __future__ import annotations

import pytest

from graph.identity.authority import Authority, AuthorityPerson, AuthorityPost
from graph.identity.merging import make_tenure, merge
from graph.identity.service import finer, same_tenure

STATE = "state/ISL"
PRESIDENT = AuthorityPost("post/ISL/president", "President of Iceland", ("President",), STATE, office="head_of_state")
LEADER = AuthorityPost("post/ISL/leader", "Leader of Iceland", ("Leader",), STATE, office="leader")
MEMBER = AuthorityPost("post/ISL/government-member", "Member", ("Member",), STATE, office="government")


def record(
    origin: str, name: str, post: AuthorityPost, *terms: tuple[str | None, str | None], born: str | None = None
) -> Authority:
    """An authority of one person and the terms of one post."""
    id_ = f"person/{origin}"
    person = AuthorityPerson(id_, name, (name,), born, states=(STATE,))
    return Authority(
        origin, "", (person,), posts=(post,), tenures=tuple(make_tenure(id_, post.id, *term) for term in terms)
    )


@pytest.mark.parametrize(
    ("known", "other", "reason"),
    [
        (("Zorvan Ulmek", PRESIDENT, "1950-03-01", "1960-02-01"), ("Ulmek", "1950-03-04", "1960-02-01"), "led"),
        (("Zorvan Ulmek", PRESIDENT, "1950", "1960"), ("Ulmek", "1951-03-01", "1955-02-01"), "led"),
        (("Zorvan Ulmek", MEMBER, "1950-03-01", "1951-02-01"), ("Ulmek", "1950-03-01", "1960-02-01"), "same day"),
        (("Zorvan Ulmek", MEMBER, "1940-03-01", "1945-02-01"), ("Zorvan Ulmek", "1950-03-01", "1960"), "same name"),
        # Brothers, or father and son: one after the other.
        (("Zorvan Ulmek", PRESIDENT, "1950-03-01", "1960-02-01"), ("Ulmek", "1960-02-01", "1970-02-01"), ""),
        (("Zorvan Ulmek", PRESIDENT, "1950-03-01", "1960-02-01"), ("A. Ulmek", "1950-03-01", "1960-02-01"), ""),
        # A minister of the same surname, sworn in with the leader's government but told to the month.
        (("Zorvan Ulmek", MEMBER, "1950-03", "1951-02"), ("Ulmek", "1950-03-01", "1960-02-01"), ""),
        # Of two posts that last still, the beginnings are years apart.
        (("Zorvan Ulmek", PRESIDENT, "2025-02-08", None), ("Ulmek", "2014-05-24", "2015-12-31/.."), ""),
        (("Zorvan Ulmek", MEMBER, "1850-03-01", "1855-02-01"), ("Zorvan Ulmek", "1950-03-01", "1960"), ""),
    ],
)
def test_leaders_by_surname(
    known: tuple[str, AuthorityPost, str, str | None], other: tuple[str, str, str], reason: str
) -> None:
    """Who led the same state at the same time under one surname is one; who came after is somebody else."""
    merged = merge(record("a", known[0], known[1], known[2:]), record("b", other[0], LEADER, other[1:]))
    assert len(merged.persons) == (1 if reason else 2)
    assert [reason in one.reason for one in merged.merges] == ([True] if reason else [])


def test_nobody_serves_before_growing_up() -> None:
    """An uncle's ministry is not his nephew's: born in 1956, he was no minister in 1974."""
    uncle = record("a", "Zorvan Ulmek", MEMBER, ("1974-07-23", "1995-03-10"))
    nephew = record("b", "Zorvan Ulmek", LEADER, ("2004-03-10", "2009-10-06"), born="1956")
    assert len(merge(uncle, nephew).persons) == 2


def test_a_fuller_name_is_shown() -> None:
    """The id of the first authority stays, its surname yields to a full name."""
    merged = merge(
        record("a", "Ulmek", LEADER, ("1950-03-01", "1960")),
        record("b", "Zorvan Ulmek", PRESIDENT, ("1950-03-01", "1960")),
    )
    assert [(one.id, one.label) for one in merged.persons] == [("person/a", "Zorvan Ulmek")]


def test_two_people_of_one_list_stay_two() -> None:
    """Where two records of one list could be a known person, the better reason decides, and equal ones nothing."""
    known = record("a", "Zorvan Ulmek", PRESIDENT, ("1950-03-01", "1960-02-01"))
    both = [
        AuthorityPerson("person/b", "Ulmek", ("Ulmek",), states=(STATE,)),
        AuthorityPerson("person/c", "Ulmek", ("Ulmek",), states=(STATE,)),
    ]
    held = tuple(make_tenure(one.id, LEADER.id, "1950-03-01", "1960-02-01") for one in both)
    listed = Authority("b", "", tuple(both), posts=(LEADER,), tenures=held)
    assert len(merge(known, listed).persons) == 3


def test_origins_of_tenures() -> None:
    """Each tenure tells of which source it is; one that two sources tell is the first one's, to the better date."""
    merged = merge(
        record("a", "Zorvan Ulmek", PRESIDENT, ("1950", "1960")),
        record("b", "Zorvan Ulmek", PRESIDENT, ("1950-03-01", "1960-02-01"), ("1970-03-01", "1975-02-01")),
    )
    told = {(one.start, one.end): merged.origins[one.id] for one in merged.tenures}
    assert told == {("1950-03-01", "1960-02-01"): "a", ("1970-03-01", "1975-02-01"): "b"}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (("2000", "2004"), ("2004", "2008"), False),
        (("2000-05-07", "2004-05-07"), ("2000", "2004"), True),
        (("2012-05-07", None), ("2018-05-07", None), True),
        (("2017", "2022-12-31/.."), ("2017-01-20", "2021-01-20"), True),
        ((None, "1950"), ("1940", "1945"), True),
    ],
)
def test_terms_that_follow(a: tuple[str | None, str | None], b: tuple[str | None, str | None], *, same: bool) -> None:
    """Two terms that meet in a year are two; one that is told twice is one."""
    one, other = (make_tenure("person/a", "post/ISL/president", *term) for term in (a, b))
    assert same_tenure(one, other) is same
    assert same_tenure(other, one) is same


@pytest.mark.parametrize(
    ("date", "other", "kept"),
    [
        ("2017", "2017-05-14", "2017-05-14"),
        ("2017-05-14", "2017", "2017-05-14"),
        ("2017", "2018-01-01", "2017"),
        ("2015-12-31/..", "2017-01-20", "2017-01-20"),
        (None, "2017", None),
        ("2017", None, "2017"),
    ],
)
def test_finer(date: str | None, other: str | None, kept: str | None) -> None:
    """The more exact of two dates that agree, else the first."""
    assert finer(date, other) == kept
