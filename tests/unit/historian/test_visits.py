"""Visits of foreign leaders: their visitors are people, with titles and the state for which they act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.historian.visits import read_visits
from tests.unit.historian.conftest import fields

if TYPE_CHECKING:
    from graph.records import Bundle
    from ingest.accounts import Account
    from tests.unit.historian.conftest import Write

FILE = "data/1970.xml"


def visit(**changed: Any) -> str:  # noqa: ANN401
    """A visit as a record, which never was."""
    told = {
        "id": "1",
        "start_date": "1971-06-03",
        "end_date": "1971-06-05",
        "visitor": "President Giuseppe Verdi",
        "from_": ("italy", "Italy"),
        "description": "State visit. Met with President Nixon June 4.",
        "created_datetime": "2010-10-25T16:17:47.87-04:00",
    }
    return f"<visit>{fields(**{**told, **changed})}</visit>\n"


def read(write: Write, account: Account, *visits: str) -> list[Bundle]:
    """The visits of one file, read; no bundle has a problem."""
    bundles = list(read_visits(write(FILE, f"<visits>\n{''.join(visits)}</visits>"), account))
    assert [one.problems() for one in bundles] == [[] for _ in bundles]
    return bundles


def test_a_visit(write: Write, account: Account) -> None:
    """The visitor is named without title and acts for the state that the record tells; the host is the state."""
    (bundle,) = read(write, account, visit())
    told, meeting = bundle.claims
    assert bundle.document.text == (
        "President Giuseppe Verdi of Italy visited the United States, June 3-5, 1971. "
        "State visit. Met with President Nixon June 4."
    )
    assert bundle.document.url == "https://history.state.gov/departmenthistory/visits/italy"
    verdi, host = told.participants
    assert (verdi.title, verdi.name, verdi.role) == ("President", "Giuseppe Verdi", "visitor")
    assert (verdi.behalf, verdi.behalf_basis) == ("Italy", "told")
    assert (host.name, host.kind, host.role) == ("United States", "state", "host")
    assert (told.date, told.place) == ("1971-06-03/1971-06-05", "United States")
    assert (meeting.type, meeting.date, meeting.place) == ("meet", "1971-06-04", "United States")
    assert [(one.name, one.behalf, one.behalf_basis, one.side) for one in meeting.participants] == [
        ("Giuseppe Verdi", "Italy", "told", "a"),
        ("Nixon", "United States", "inferred", "b"),
    ]


def test_several_visitors(write: Write, account: Account) -> None:
    """They stand on one side; a spouse only accompanies."""
    line = "President Giuseppe Verdi and Prime Minister Vincenzo Bellini"
    (two, couple) = read(
        write, account, visit(visitor=line), visit(id="2", visitor="King Otto III and Mrs. Otto", description=None)
    )
    assert [(one.name, one.role) for one in two.claims[0].participants] == [
        ("Giuseppe Verdi", "visitor"),
        ("Vincenzo Bellini", "visitor"),
        ("United States", "host"),
    ]
    assert [(one.name, one.role) for one in couple.claims[0].participants] == [
        ("Otto III", "visitor"),
        ("Otto", "present"),
        ("United States", "host"),
    ]


def test_stations_are_no_visits(write: Write, account: Account) -> None:
    """When the visitor arrived, and what else was seen, belong to the one visit."""
    (bundle,) = read(write, account, visit(description="Arrived in U.S. May 30; also visited Chicago and Omaha."))
    assert [one.type for one in bundle.claims] == ["visit"]


def test_dirty_records(write: Write, account: Account) -> None:
    """A visit of nobody is left out; one from nowhere is loaded without the state."""
    bundles = read(
        write,
        account,
        visit(visitor="President"),
        visit(id="2", from_=None),
        visit(id="3", from_=("somoa", "Western Samoa")),
        visit(id="4", from_=("russia", "U.S.S.R."), start_date="1992-02-01", end_date="1992-02-01"),
    )
    assert [one.claims[0].participants[0].behalf for one in bundles] == [None, "Western Samoa", "Russia"]
    assert next(account.lines()) == "visit: 4 read = 3 loaded + 1 left out"
    assert [(one.record, one.field, one.lost) for one in account.shown] == [
        ("1", "visitor", True),
        ("2", "from", False),
        ("4", "from", False),
    ]
