"""Rows come out by document whatever their order, in bounded memory, each once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from ingest.accounts import Account
from ingest.coded.rows import CodedRow
from ingest.coded.sorting import by_document, sort_rows
from tests.unit.coded.made_up import ICEWS_HEADER, icews

type Read = Callable[..., tuple[list[CodedRow], Account]]


@given(st.lists(st.tuples(st.integers(0, 9), st.text(max_size=3))), st.integers(1, 5))
def test_sorting_in_runs_is_sorting(rows: list[tuple[int, str]], most: int) -> None:
    """Equal ones keep their order, however few are held in memory."""
    assert list(sort_rows(rows, lambda row: row[0], most=most)) == sorted(rows, key=lambda row: row[0])


def test_the_order_of_rows_has_no_influence(read: Read) -> None:
    """Nor has where memory ends."""
    lines = [icews(str(number), f"2018-03-{day:02}", story=str(number % 3)) for number in range(40) for day in (6, 7)]
    rows, _ = read({"a.tab": [ICEWS_HEADER, *lines]})
    lines = sorted(lines, key=lambda line: line[::-1])
    shuffled, _ = read({"b.tab": [ICEWS_HEADER, *lines]})
    assert [row._replace(line=0, file="") for row in rows] == [row._replace(line=0, file="") for row in shuffled]
    assert list(by_document(reversed(rows), most=7)) == rows


@pytest.mark.parametrize("turn", [1, -1])
def test_the_same_row_twice_is_one(read: Read, turn: int) -> None:
    """And of two rows with one id one is kept, whichever comes first."""
    lines = [icews("1"), icews("1"), icews("2"), icews("2", target="Chad")][::turn]
    rows, account = read({"a.tab": [ICEWS_HEADER, *lines]})
    assert [(row.id, row.target) for row in rows] == [("2018-03-06/1", "France"), ("2018-03-06/2", "Chad")]
    told = sorted(one.problem.partition(" stands")[0] for one in account.shown)
    assert told == ["another row of this id, which is kept,", "the same row"]
    assert list(account.lines()) == ["row: 4 read = 2 loaded + 2 left out"]


def test_no_room_to_sort_is_told(tmp_path: Path) -> None:
    """As where the folder for temporary files is gone: nothing was loaded."""
    with pytest.raises(InputError, match="set TMPDIR"):
        list(sort_rows([3, 1, 2], lambda row: row, most=2, folder=str(tmp_path / "gone")))
