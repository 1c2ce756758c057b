"""Office-holders from Wikidata: several headings, years and days, links; what names no office is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.identity.authority import Authority
from ingest.accounts import Account
from ingest.leaders import read_leaders
from tests.unit.leaders.test_archigos import held

LIST = "countryid,country,position,positionLabel,officeholder,officeholderLabel,start_year,end_year"
SERVICE = "person,personLabel,personAltLabel,position,positionLabel,countryLabel,start,end,born"


def read(folder: Path, *rows: str, header: str = LIST, known_until: str | None = None) -> tuple[Authority, Account]:
    """Read a list that is written for it."""
    path = folder / "list.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    account = Account()
    return read_leaders(path, account=account, known_until=known_until), account


def test_posts_years_and_links(tmp_path: Path) -> None:
    """Posts are the packages' own; an open end reaches as far as the list knows."""
    authority, _ = read(
        tmp_path,
        "Q189,Iceland,Q1,President of Iceland,Q101,Zorvan Ulmek (politician),2004,2012",
        "Q189,Iceland,Q1,President of Iceland,Q102,Edda Quorn,2012,",
        "Q189,Iceland,Q2,Prime Minister of Iceland,Q101,Zorvan Ulmek,2020,",
    )
    assert held(authority) == {
        "Zorvan Ulmek": [("ISL/president", "2004", "2012"), ("ISL/prime-minister", "2020", "2020-12-31/..")],
        "Edda Quorn": [("ISL/president", "2012", "2020-12-31/..")],
    }
    assert [one.links for one in authority.persons] == [
        ("http://www.wikidata.org/entity/Q101",),
        ("http://www.wikidata.org/entity/Q102",),
    ]


def test_the_query_service(tmp_path: Path) -> None:
    """Items as addresses, times of day, a year as its first day, other names, birth."""
    entity = "http://www.wikidata.org/entity/"
    authority, _ = read(
        tmp_path,
        f"{entity}Q101,Zorvan Ulmek,Zorvan Ulmek Jr|Зорван Улмек,{entity}Q1,President of Iceland,Iceland,"
        "2004-08-01T00:00:00Z,2012-01-01T00:00:00Z,1950-05-06T00:00:00Z",
        header=SERVICE,
        known_until="2022-10",
    )
    (person,) = authority.persons
    assert held(authority) == {"Zorvan Ulmek": [("ISL/president", "2004-08-01", "2012")]}
    assert (person.born, set(person.names)) == ("1950-05-06", {"Zorvan Ulmek", "Zorvan Ulmek Jr", "Зорван Улмек"})


def test_known_until(tmp_path: Path) -> None:
    """Whoever knows the day of the list may say it."""
    row = "Q189,Iceland,Q1,President of Iceland,Q102,Edda Quorn,2012,"
    assert held(read(tmp_path, row, known_until="2022-10")[0]) == {
        "Edda Quorn": [("ISL/president", "2012", "2022-10-31/..")]
    }


@pytest.mark.parametrize(
    ("row", "problem", "lost"),
    [
        ("Q189,Iceland,Q1,President of Iceland,Q103,Q103,2004,", "tells no name", True),
        ("Q189,Iceland,Q103,Ivo Kral,Q103,Ivo Kral,2004,", "as the post and as its holder", True),
        ("Q189,Atlantis,Q1,President of Atlantis,Q103,Ivo Kral,2004,", "'Atlantis' is no state", True),
        ("Q189,Iceland,Q1,Movement for Renewal,Q103,Ivo Kral,2004,", "names no office", False),
        ("Q189,Iceland,Q1,President of Iceland,Q103,Ivo Kral,9999-99-99,", "is no date", False),
        ("Q189,Iceland,Q1,President of Iceland,Q103,Ivo Kral,2012,2004", "before it starts", False),
    ],
)
def test_bad_rows(tmp_path: Path, row: str, problem: str, *, lost: bool) -> None:
    """Each is told with its line; good rows beside it are loaded."""
    authority, account = read(tmp_path, "Q189,Iceland,Q1,President of Iceland,Q102,Edda Quorn,2012,", row)
    assert [(one.line, one.record) for one in account.shown] == [(3, "Q103")]
    assert problem in account.shown[0].problem
    assert account.left["row"] == lost
    assert len(authority.persons) == (1 if lost else 2)


def test_namesakes(tmp_path: Path) -> None:
    """Two items are two people, whatever they are called; without items, state and name tell people apart."""
    authority, _ = read(
        tmp_path,
        "Q189,Iceland,Q1,President of Iceland,Q101,Edda Quorn,2004,",
        "Q233,Malta,Q2,President of Malta,Q102,Edda Quorn,2012,",
        "Q189,Iceland,Q1,President of Iceland,,Ivo Kral,2001,2004",
        "Q189,Iceland,Q3,Prime Minister of Iceland,,Ivo Kral,1999,2001",
    )
    assert [one.id for one in authority.persons] == [
        "person/edda-quorn-isl",
        "person/edda-quorn-mlt",
        "person/ivo-kral",
    ]
