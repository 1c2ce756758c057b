"""Archigos: surnames, states by number, days; what it has of its own making is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.identity.authority import Authority
from ingest.accounts import Account, open_report
from ingest.leaders import Format, read_leaders

HEADER = "obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode"
ROWS = [
    "ICE-1950,395.0,l1,Ulmek,1900.0,M,1950-03-01,1955-02-01,Regular,Regular,Regular",
    "ICE-1960,395.0,l1,Ulmek,1900.0,M,1960-03-01,1961-02-01,Regular,Regular,Regular",
    'ICE-1955,395.0,l2,"Ulmek, Z.",1920.0,F,1955-02-01,1960-03-01,Regular,Regular,Regular',
    "ICE-1961,395.0,l3,Ramdol N.,1920.0,M,1961-02-01,1990-03-01,Regular,Regular,Regular",
    'ICE-1990,395.0,l4,"Karl, baron de Quorn",1930.0,M,1990-03-01,2000-03-01,Regular,Regular,Regular',
    "ICE-2000,395.0,l5,King,1950.0,M,2000-03-01,2015-12-31,Regular,Still in Office,Still in Office",
]


def read(
    folder: Path, rows: list[str], header: str = HEADER, name: str = "archigos.csv", **options: str
) -> tuple[Authority, Account]:
    """Read a table that is written for it."""
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    account = Account()
    return read_leaders(path, account=account, **options), account  # pyright: ignore[reportArgumentType]


def held(authority: Authority) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """Label → (post, since, until) of each."""
    labels = {one.id: one.label for one in authority.persons}
    told: dict[str, list[tuple[str, str | None, str | None]]] = {one.label: [] for one in authority.persons}
    for one in authority.tenures:
        told[labels[one.person]].append((one.post.removeprefix("post/"), one.start, one.end))
    return told


def test_leaders_and_their_days(tmp_path: Path) -> None:
    """One id is one person; who was still in office held it then, and nobody knows about later."""
    authority, account = read(tmp_path, ROWS)
    assert held(authority) == {
        "Ulmek": [("ISL/leader", "1950-03-01", "1955-02-01"), ("ISL/leader", "1960-03-01", "1961-02-01")],
        "Z. Ulmek": [("ISL/leader", "1955-02-01", "1960-03-01")],
        "N. Ramdol": [("ISL/leader", "1961-02-01", "1990-03-01")],
        "Karl de Quorn": [("ISL/leader", "1990-03-01", "2000-03-01")],
        "King": [("ISL/leader", "2000-03-01", "2015-12-31/..")],
    }
    assert {one.born for one in authority.persons} == {"1900", "1920", "1930", "1950"}
    assert [one.label for one in authority.posts] == ["Leader of Iceland"]
    assert [*account.lines()] == ["row: 6 read = 6 loaded + 0 left out"]


def test_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    """Nor does another file with the same content."""
    assert read(tmp_path, ROWS)[0].digest == read(tmp_path, ROWS[::-1], name="other.csv")[0].digest


@pytest.mark.parametrize(
    ("day", "number", "state"),
    [
        ("1910-01-01", "365", "RUS"),
        ("1923-03-10", "365", "SUN"),
        ("2000-01-01", "365.0", "RUS"),
        ("2004", "345", "SCG"),
    ],
)
def test_a_number_may_mean_several_states(tmp_path: Path, day: str, number: str, state: str) -> None:
    """One after another."""
    authority, _ = read(tmp_path, [f"X-1,{number},l1,Ulmek,,M,{day},2005-01-01,,,"])
    assert authority.persons[0].states == (f"state/{state}",)


@pytest.mark.parametrize(
    ("row", "problem", "lost"),
    [
        ("X-1,395,l1,Military Junta,,M,1950-03-01,1951-03-01,,,", "names no person", True),
        ("X-1,395,l1,King of Italy,,M,1950-03-01,1951-03-01,,,", "names no person", True),
        ("X-1,395,,Ulmek,,M,1950-03-01,1951-03-01,,,", "no id", True),
        ("X-1,9999,l1,Ulmek,,M,1950-03-01,1951-03-01,,,", "'9999' is no state's number", True),
        ("X-1,395,l1,Ulmek,,M,9999-99-99,1951-03-01,,,", "no day on which it began", True),
        ("X-1,395,l1,Ulmek,,M,1951-03-01,1950-03-01,,,", "before it starts", True),
        ("X-1,395,l1,Ulmek,,M,1950-03-01,9999-99-99,,,", "'9999-99-99' is no date", False),
        ("X-1,20,l9,Quorn,1930,M,1950-03-01,1951-03-01,,,", "bears the id of Edda Kral", False),
    ],
)
def test_bad_rows(tmp_path: Path, row: str, problem: str, *, lost: bool) -> None:
    """Each is told with its line and id; a row that lacks one day only is loaded without it."""
    good = "X-0,395,l9,Edda Kral,1930,F,1940-03-01,1941-03-01,,,"
    path = tmp_path / "archigos.csv"
    path.write_text(f"{HEADER}\n{good}\n{row}\n", encoding="utf-8")
    with open_report(tmp_path / "report.jsonl") as report:
        account = Account.into(report)
        authority = read_leaders(path, account=account)
    findings = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["file"], one["line"], one["record"]) for one in findings] == [("archigos.csv", 3, "X-1")] * len(
        findings
    )
    assert any(problem in one["problem"] for one in findings)
    assert account.left["row"] == lost
    assert len(authority.persons) == (1 if lost else 2)


def test_its_own_table_too(tmp_path: Path) -> None:
    """The published table is separated by tabs, and has days of birth."""
    header = "obsid\tleadid\tccode\tidacr\tleader\tstartdate\tenddate\tborndate\tyrborn\tdeathdate\texit"
    row = "ICE-1\tl1\t395\tICE\tUlmek\t1950-03-01\t1951-03-01\t1900-05-06\t1900\t-999\tRegular"
    authority, _ = read(tmp_path, [row], header)
    assert (authority.persons[0].born, authority.persons[0].died) == ("1900-05-06", None)


def test_columns_are_needed(tmp_path: Path) -> None:
    """A file that is said to be Archigos, and lacks its columns, is refused."""
    path = tmp_path / "people.csv"
    path.write_text("name,post\nEdda Kral,President of Malta\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column leadid, leader, startdate, enddate, gwcode or ccode"):
        read_leaders(path, Format.ARCHIGOS)
