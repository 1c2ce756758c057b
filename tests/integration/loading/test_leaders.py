"""Lists of leaders in the graph: in any order of loading the same, and each tenure with its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.identity.authority import Authority
from graph.store.connection import Store
from ingest.committing import load_authorities
from ingest.leaders import read_leaders
from tests.integration.loading.conftest import clock, differences, dump, load, sample_bundles

ARCHIGOS = """\
obsid,gwcode,leadid,leader,yrborn,startdate,enddate,exit
BLR-1994,370,l1,Lukashenko,1954,1994-07-20,2015-12-31,Still in Office
BLR-1991,370,l2,Ulmek,1930,1991-07-20,1994-07-20,Regular
"""
PHOENIX = """\
ZORVAN_ULMEK_  # CountryInfo.txt
+ULMEK_
\t[BLRGOV 910720-940720]
"""


@pytest.fixture
def lists(tmp_path: Path) -> list[Authority]:
    """One of leaders by surname, one of full names."""
    files = {"archigos.csv": ARCHIGOS, "actors.txt": PHOENIX}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [read_leaders(tmp_path / name) for name in files]


def test_order_of_lists_does_not_matter(small: Store, lists: list[Authority]) -> None:
    """Together before the reports, or one by one after them in the other order."""
    load_authorities(small, lists)
    load(small, sample_bundles())
    expected, digest = dump(small), clock(small).digest
    with_reports = [line for line in expected if '"actor"' in line]
    assert with_reports
    assert load_authorities(small, lists) == []
    assert clock(small).digest == digest
    assert differences(dump(small), expected) == []


def test_each_tenure_has_its_source(small: Store, lists: list[Authority]) -> None:
    """Two lists tell of one person, who has the full name."""
    assert set(load_authorities(small, lists[::-1])) == {"archigos/archigos.csv", "phoenix/actors.txt"}
    rows = small.read(
        "MATCH (p:Person)-[:HELD]->(t:Tenure) WHERE t.authority CONTAINS '/' "
        "RETURN p.labels[-1], t.post, t.since, t.until, t.authority ORDER BY t.post, t.since"
    ).values
    assert [tuple(row) for row in rows] == [
        ("Zorvan Ulmek", "post/BLR/government-member", "1991-07-20", "1994-07-20", "phoenix/actors.txt"),
        ("Zorvan Ulmek", "post/BLR/leader", "1991-07-20", "1994-07-20", "archigos/archigos.csv"),
        ("Alexander Lukashenko", "post/BLR/leader", "1994-07-20", "2015-12-31/..", "archigos/archigos.csv"),
    ]


def test_one_by_one_is_as_together(small: Store, spare: Store, lists: list[Authority]) -> None:
    """Loaded after the reports, one after the other, the lists give the same graph."""
    assert small is spare
    load_authorities(small, lists)
    load(small, sample_bundles())
    expected = dump(small)
    load_authorities(small, [lists[1]])
    assert differences(dump(small), expected) == []
