"""Quadruples become rows; what can't be read is told by file and line."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.errors import InputError, RecordError
from ingest.accounts import Finding
from ingest.coded.quads import QuadTables, code_relations, epoch_of, read_names, read_quads
from ingest.coded.rows import CodedRow

ENTITIES = ["Anna Berg\t0", "Ruritania\t1", "Police (Graustark)\t2"]
RELATIONS = ["Consult\t0", "Make a visit\t1", "Juggle\t2"]


@pytest.fixture
def tables() -> QuadTables:
    """Three actors and three relations."""
    relations = code_relations(read_names(enumerate(RELATIONS, 1), "relation2id.txt"))
    return QuadTables("TEST18", read_names(enumerate(ENTITIES, 1), "entity2id.txt"), relations, dt.date(2018, 1, 1))


def read(tables: QuadTables, *lines: str) -> tuple[list[CodedRow], list[Finding]]:
    """Rows and findings of some lines."""
    lost: list[Finding] = []
    return list(read_quads(enumerate(lines, 1), "train.txt", tables, lost.append)), lost


def test_a_quadruple_is_a_row_of_its_day(tables: QuadTables) -> None:
    """Its four numbers are its id, and its document is the dataset's day."""
    (row,), lost = read(tables, "0\t1\t1\t49")
    assert not lost
    assert (row.id, row.day) == ("0-1-1-49", dt.date(2018, 1, 3))
    assert (row.source, row.target) == ("Anna Berg", "Ruritania")
    assert (row.code, row.scheme, row.label, row.line) == ("042", "CAMEO", "Make a visit", 1)
    assert (row.story.doc_id, row.story.title) == ("coded/test18/2018-01-03", "TEST18, 2018-01-03")


def test_a_relation_without_a_known_code_keeps_its_name(tables: QuadTables) -> None:
    """Nothing is lost of it."""
    (row,), _ = read(tables, "0\t2\t1\t0")
    assert (row.scheme, row.code) == ("ICEWS", "Juggle")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("7\t0\t1\t0", "train.txt:2: subject: entity2id.txt has no 7"),
        ("0\t9\t1\t0", "train.txt:2: relation: relation2id.txt has no 9"),
        ("0\t0\t8\t0", "train.txt:2: object: entity2id.txt has no 8"),
        ("0\t0\t1\t-24", "train.txt:2: time: '-24' is no number of units since 2018-01-01"),
        ("0\t0\t1\t99999999999", "train.txt:2: time: '99999999999' is no number of units since 2018-01-01"),
        ("0\t0", "train.txt:2: has 2 fields instead of subject, relation, object and time"),
        ("0\t" * 10_000, "train.txt:2: has 10000 fields instead of subject, relation, object and time"),
    ],
)
def test_what_can_not_be_read_is_told(tables: QuadTables, line: str, told: str) -> None:
    """And the rows around it are read."""
    rows, lost = read(tables, "0\t0\t1\t0", line, "1\t0\t0\t0")
    assert [row.line for row in rows] == [1, 3]
    assert [str(one) for one in lost] == [told]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Anna Berg\t0", "Ruritania"], "e.txt:2: should be a name, a tab and a number"),
        (["Anna Berg\t0", "Ruritania\t0"], "e.txt:2: 0 stands for 'Anna Berg' already"),
        ([], "e.txt: the table is empty"),
    ],
)
def test_a_bad_table_is_refused(lines: list[str], told: str) -> None:
    """Names that can't be relied on would make every row wrong."""
    with pytest.raises(RecordError, match=told):
        read_names(enumerate(lines, 1), "e.txt")


def test_the_day_of_time_0_is_known_or_told() -> None:
    """It is never guessed."""
    assert epoch_of("icews18", None) == dt.date(2018, 1, 1)
    assert epoch_of("mine", dt.date(1990, 5, 1)) == dt.date(1990, 5, 1)
    with pytest.raises(InputError, match="--epoch"):
        epoch_of("mine", None)
