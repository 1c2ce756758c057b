"""Trips: a document each, with a visit from its fields and the rest from its remark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.records import Bundle, Claim
from ingest.historian.presidents import read_presidents
from ingest.historian.travels import read_travels
from tests.unit.historian.conftest import fields

if TYPE_CHECKING:
    from ingest.accounts import Account
    from tests.unit.historian.conftest import Write

FILE = "president-travels/grant-ulysses-s.xml"


def trip(**changed: Any) -> str:  # noqa: ANN401
    """A trip as a record, of a president who never made it."""
    told = {
        "id": "1",
        "role": "president",
        "name": "Ulysses S. Grant",
        "start_date": "1971-06-03",
        "end_date": "1971-06-12",
        "country": ("italy", "Italy"),
        "locale": "Rome, Turin",
        "remarks": "Met with President\n   Saragat.",
        "created_datetime": "2010-02-27T14:35:48.889-04:00",
    }
    return f'<trip role="president" who="grant-ulysses-s">\n{fields(**{**told, **changed})}</trip>\n'


def read(write: Write, account: Account, *trips: str) -> list[Bundle]:
    """The trips of one file, read; no bundle has a problem."""
    bundles = list(read_travels(write(FILE, f"<trips>\n{''.join(trips)}</trips>"), account))
    assert [one.problems() for one in bundles] == [[] for _ in bundles]
    return bundles


def who(claim: Claim) -> list[tuple[str, str]]:
    """Names and roles."""
    return [(one.name, one.role) for one in claim.participants]


def test_a_trip(write: Write, account: Account) -> None:
    """The document renders the fields and has the remark word for word; the visit is told by the fields."""
    (bundle,) = read(write, account, trip())
    document, (visit, meeting) = bundle.document, bundle.claims
    assert document.text == (
        "Ulysses S. Grant travelled to Rome and Turin, Italy, June 3-12, 1971. Met with President Saragat."
    )
    assert document.publisher == "Office of the Historian"
    assert document.url == "https://history.state.gov/departmenthistory/travels/president/grant-ulysses-s"
    assert (document.doc_id, str(document.published)) == ("historian-trip-1", "2010-02-27")
    assert (visit.type, visit.act, visit.date, visit.place) == ("visit", "stayed", "1971-06-03/1971-06-12", "Italy")
    assert who(visit) == [("Ulysses S. Grant", "visitor"), ("Italy", "host")]
    assert visit.coder == "HistoryAtState/travels"
    assert visit.native is not None
    assert (visit.native.dataset, visit.native.id) == ("HistoryAtState/travels", f"{FILE}#1")
    assert (meeting.type, meeting.coder, meeting.native) == ("meet", "rules", visit.native)


def test_a_meeting_has_the_date_and_place_of_its_trip(write: Write, account: Account) -> None:
    """And the counterpart acts for the state visited, which is inferred; traveller and counterpart face each other."""
    (bundle,) = read(write, account, trip(locale="Turin"))
    meeting = bundle.claims[1]
    assert (meeting.date, meeting.place) == ("1971-06-03/1971-06-12", "Turin")
    grant, saragat = meeting.participants
    assert (grant.behalf, grant.title, grant.side) == ("United States", "President", "a")
    assert (saragat.behalf, saragat.behalf_basis, saragat.side) == ("Italy", "inferred", "b")
    assert meeting.evidence is not None
    assert meeting.evidence.quote == "Met with President Saragat."


def test_a_meeting_of_its_own_day_and_place(write: Write, account: Account) -> None:
    """What the remark says itself stands; the year is that of the trip."""
    (bundle,) = read(write, account, trip(remarks="Met with President Saragat in Genoa on June 5."))
    assert [(one.date, one.place) for one in bundle.claims[1:]] == [("1971-06-05", "Genoa")]


def test_who_says_whose(write: Write, account: Account) -> None:
    """A counterpart of another state has it named, and it stands."""
    (bundle,) = read(write, account, trip(remarks="Met with Soviet Foreign Minister Gromyko."))
    (gromyko,) = (one for one in bundle.claims[1].participants if one.name == "Gromyko")
    assert (gromyko.behalf, gromyko.behalf_basis) == ("Soviet Union", "office")


def test_a_whole_name(write: Write, account: Account) -> None:
    """It says who that is; the queen of one state is met in another."""
    (bundle,) = read(write, account, trip(remarks="Met with Queen Flavia II."))
    (queen,) = (one for one in bundle.claims[1].participants if one.name == "Flavia II")
    assert queen.behalf is None


def test_accompanying(write: Write, account: Account) -> None:
    """Whoever the traveller accompanied is a second visitor, acts for the same state, and stands on the same side."""
    remark = "Accompanied President Lincoln to a meeting with President Saragat."
    (bundle,) = read(write, account, trip(name="William Henry Seward", role="secretary", remarks=remark))
    visit, meeting = bundle.claims
    assert who(visit) == [("William Henry Seward", "visitor"), ("Lincoln", "visitor"), ("Italy", "host")]
    assert [one.behalf for one in visit.participants] == ["United States", "United States", None]
    assert {one.name: one.side for one in meeting.participants} == {
        "William Henry Seward": "a",
        "Lincoln": "a",
        "Saragat": "b",
    }


def test_another_visit(write: Write, account: Account) -> None:
    """Two happenings that the record tells apart stay two."""
    (bundle,) = read(write, account, trip(locale="Rome", remarks="Also visited Milan July 20."))
    assert [(one.type, one.date, one.place) for one in bundle.claims] == [
        ("visit", "1971-06-03/1971-06-12", "Rome"),
        ("visit", "1971-07-20", "Milan"),
    ]
    assert [("Italy", "host") in who(one) for one in bundle.claims] == [True, True]


def test_before_taking_office(write: Write, account: Account) -> None:
    """A president-elect is no president yet."""
    (bundle,) = read(write, account, trip(remarks="Vacation. [Visit made as President-elect.]"))
    (visit,) = bundle.claims
    assert (visit.participants[0].title, visit.participants[0].behalf_basis) == (None, "inferred")


def test_dirty_records(write: Write, account: Account) -> None:
    """They are loaded as far as they are sound, and every flaw is told with file, line, record and field."""
    bundles = read(
        write,
        account,
        trip(id="1", start_date="9999-99-99"),
        trip(id="2", start_date="1971-06-12", end_date="1971-06-03"),
        trip(id="3", country=None, locale="Turin"),
        trip(id="4", country=("atlantis", "Atlantis"), locale=None),
        trip(id="5", name=" "),
        trip(id="1"),
        trip(id=None),
        trip(id="6", start_date=None, end_date=None, created_datetime=None),
        trip(id="7", remarks=None),
    )
    assert [(one.document.doc_id[-1], one.claims[0].date, one.claims[0].place) for one in bundles] == [
        ("1", "1971-06-12", "Italy"),
        ("2", "1971-06", "Italy"),
        ("3", "1971-06-03/1971-06-12", "Turin"),
        ("4", "1971-06-03/1971-06-12", "Atlantis"),
        ("7", "1971-06-03/1971-06-12", "Italy"),
    ]
    assert who(bundles[2].claims[0]) == [("Ulysses S. Grant", "visitor")]
    assert list(account.lines()) == [
        "trip: 9 read = 5 loaded + 4 left out",
        "trip file: 1 read = 1 loaded + 0 left out",
    ]
    assert {(one.record, one.field, one.lost) for one in account.shown} == {
        ("1", "start-date", False),
        ("2", "end-date", False),
        ("3", "country", False),
        ("4", "country", False),
        ("5", "name", True),
        ("1", "id", True),
        ("", "id", True),
        ("6", "start-date", True),
        ("6", "start-date", False),
        ("6", "end-date", False),
    }
    assert all(one.file == FILE and one.line for one in account.shown)


def test_a_file_that_is_cut_short(write: Write, account: Account) -> None:
    """Nothing of it is loaded; the other files are."""
    write("secretary-travels/seward-william-henry.xml", f"<trips>\n{trip(id='8')}<trip>")
    assert [one.document.doc_id for one in read(write, account, trip())] == ["historian-trip-1"]
    assert list(account.lines()) == [
        "trip: 1 read = 1 loaded + 0 left out",
        "trip file: 2 read = 1 loaded + 1 left out",
    ]
    (finding,) = account.shown
    assert str(finding).startswith("secretary-travels/seward-william-henry.xml:")
    assert "cut short" in finding.problem


def test_presidents(write: Write, account: Account) -> None:
    """Who is president when, by the table beside the trips; one person may be so twice."""
    entry = {"birth_year": "1837", "death_year": "1908"}
    terms = [("1885-03-04", "1889-03-04"), ("1893-03-04", None), ("soon", None)]
    made = (
        fields(name="Grover Cleveland", took_office_date=start, left_office_date=end, **entry) for start, end in terms
    )
    made = (f"<president>{one}</president>" for one in made)
    found = read_presidents(write("presidents/presidents.xml", f"<presidents>{''.join(made)}</presidents>"), account)
    (person,) = found.persons
    assert (person.id, person.born, person.singles) == ("person/grover-cleveland", "1837", ("Cleveland",))
    assert [(one.start, one.end) for one in found.tenures] == terms[:2]
    assert list(account.lines()) == ["presidency: 3 read = 2 loaded + 1 left out"]
