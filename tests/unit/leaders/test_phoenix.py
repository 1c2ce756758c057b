"""Phoenix dictionaries: people in government with aliases and days; everything else is told as left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.authority import Authority
from ingest.accounts import Account
from ingest.leaders import read_leaders
from ingest.leaders.phoenix_lines import read_lines
from tests.unit.leaders.test_archigos import held

ENTRIES = """\
# A dictionary written for this test.
ICELAND_  [ISL]
+ICELANDIC_
+REYKJAVIK_

ICELANDIC_COAST_GUARD_
+COAST_GUARD
\t[ISLMIL >19500101]

ZORVAN_ULMEK_  # CountryInfo.txt
+ULMEK_
+PRESIDENT_ULMEK_
+Z._ULMEK_
\t[ISLELI 19200101-500301]
\t[ISLGOV 500301-600615]
\t[ISLGOVMIL 600616-610101]
\t[ISLELI]
EDDA_QUORN_  # CountryInfo.txt
\t[ISLGOVBUS 030101-031231]
\t[ISLGOV >040101]
IVO_KRAL_ [ISLOPP >600101]
PRIME_MINISTER_OF_ICELAND_ [ISLGOV >600101]
ANNA_BERG_
DOCTOR_ANNA_BERG_
\t[ISLGOV <20041207]
BO_HOLM_ [IGOUNO 970101-061231]
"""


def read(folder: Path, text: str) -> tuple[Authority, Account]:
    """Read a dictionary that is written for it."""
    path = folder / "actors.txt"
    path.write_text(text, encoding="utf-8")
    account = Account()
    return read_leaders(path, account=account), account


def test_people_in_office(tmp_path: Path) -> None:
    """Days are days, and the ends of months are months; posts that follow in one government are one service."""
    authority, account = read(tmp_path, ENTRIES)
    assert held(authority) == {
        "Zorvan Ulmek": [("ISL/government-member", "1950-03-01", "1961-01-01")],
        "Edda Quorn": [("ISL/government-member", "2003-01", "2004-01-01/..")],
        "Anna Berg": [("ISL/government-member", None, "2004-12-07")],
        "Bo Holm": [("united-nations/official", "1997-01", "2006-12")],
    }
    (ulmek,) = (one for one in authority.persons if one.label == "Zorvan Ulmek")
    assert (ulmek.names, ulmek.singles, ulmek.states) == (
        ("Zorvan Ulmek", "Ulmek", "Z. Ulmek"),
        ("Ulmek",),
        ("state/ISL",),
    )
    assert {post.label for post in authority.posts} == {
        "Member of the Government of Iceland",
        "Official of the United Nations",
    }
    assert [*account.lines()] == ["entry: 8 read = 4 loaded + 4 left out"]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("ISLGOV 2004017-20061201", "'2004017' is no day"),
        ("ISLGOV 99999999-20061201", "'99999999' is no day"),
        ("ISLGOV 061201-041201", "ends before it starts"),
        ("ISLGOV soon", "'soon' are no days"),
    ],
)
def test_bad_days(tmp_path: Path, code: str, problem: str) -> None:
    """They are told, and the entry's other codes are loaded."""
    authority, account = read(tmp_path, f"EDDA_QUORN_\n\t[{code}]\n\t[ISLGOV 050301-060415]\n")
    assert held(authority) == {"Edda Quorn": [("ISL/government-member", "2005-03-01", "2006-04-15")]}
    assert [(one.line, one.lost) for one in account.shown] == [(1, False)]
    assert problem in account.shown[0].problem


def test_nobody_in_office(tmp_path: Path) -> None:
    """A dictionary of groups is read, and gives nobody."""
    authority, account = read(tmp_path, "BLACK_STAR_ [GRCREB]\nETA_ [ESPREB]\n")
    assert authority.persons == ()
    assert account.left["entry"] == 2


def test_corrections_of_later_years(tmp_path: Path) -> None:
    """A list that ends in 2011 knows nothing of 2014, though somebody added an entry then."""
    listed = "".join(f"P{'x' * number} QUORN_  # CountryInfo.txt\n\t[ISLGOV >110101]\n" for number in range(800))
    authority, _ = read(tmp_path, listed + "LATE_QUORN_  # CountryInfo.txt\n\t[ISLGOV >140501]\n")
    ends = {one.end for one in authority.tenures}
    assert ends == {"2011-01-01/..", "2014-05-01/.."}


@given(st.text(alphabet="AB_+[] #\t\n0123456789<>-GOV", max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Whatever the lines are, entries come in order, each with a name's line."""
    entries = [*read_lines(text.split("\n"))]
    assert [one.line for one in entries] == sorted({one.line for one in entries})
