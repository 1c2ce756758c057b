"""A spreadsheet in and out."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.reconciling.sheets import ADDED, header_line, questions_of, read_sheet, row_lines
from graph.errors import InputError, RecordError

SHEET = "Name;Land;Jahr\nЛукашенко;Belarus;1954\n\n;Belarus;\nJohn Smith;;\n"


def test_rows_become_questions() -> None:
    """Cells of the columns named are told; empty names are not asked, empty cells not told."""
    sheet = read_sheet(SHEET, "my.csv")
    first, empty, last = questions_of(sheet, "Name", {"state": "Land", "born": "Jahr"}, type_="Person", limit=3)
    assert first is not None
    assert (first.name, first.told("state"), first.told("born"), first.kinds) == (
        "Лукашенко",
        ["Belarus"],
        ["1954"],
        {"person"},
    )
    assert empty is None
    assert last is not None
    assert last.properties == []
    assert [row.line for row in sheet.rows] == [2, 4, 5]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("name,year\nA\n", "my.csv:2: has 1 cells, and the header has 2"),
        ('name\n"A\n', "no CSV"),
    ],
)
def test_faulty_sheets_are_refused(text: str, says: str) -> None:
    """A row that is cut or runs over would move cells into other columns."""
    with pytest.raises(RecordError, match=says):
        read_sheet(text, "my.csv")


def test_columns_are_checked() -> None:
    """A column that is not there, stands twice, or would be written over is an error that names it."""
    with pytest.raises(InputError, match="no column 'nmae'; it has name, year"):
        questions_of(read_sheet("name,year\nA,1\n", "my.csv"), "nmae", {}, type_=None, limit=5)
    with pytest.raises(InputError, match="2 columns 'name'"):
        questions_of(read_sheet("name,name\nA,B\n", "my.csv"), "name", {}, type_=None, limit=5)
    with pytest.raises(InputError, match="whomet_id"):
        read_sheet("name,whomet_id\nA,1\n", "my.csv")


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL), max_size=4))
def test_cells_come_back(cells: list[tuple[str, str]]) -> None:
    """Whatever stands in a sheet stands in what is written, with empty cells beside it where nothing was asked."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("a", "b"), *cells])
    sheet = read_sheet(out.getvalue(), "my.csv")
    written = (header_line(sheet) + row_lines(sheet.rows, [None] * len(sheet.rows))).decode()
    header, *rows = csv.reader(io.StringIO(written, newline=""))
    assert header == ["a", "b", *ADDED]
    wanted = [list(pair) for pair in cells if any(cell.strip() for cell in pair)]
    assert [row[:2] for row in rows] == wanted
    assert all(row[2:] == [""] * len(ADDED) for row in rows)
