"""Tables as people read them: they fit the terminal and lose no word."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from api.cli.tables import GAP, NARROWEST, fit, print_table
from queries.catalogue import Query, load_catalogue
from queries.running import Answer

LONG = "On November 26, Lukashenko held talks with Russian President Vladimir Putin in Bishkek, TASS reported"
VALUES: dict[str, Any] = {"integer": 3, "number": 0.5, "boolean": True, "edtf": "2025-11-26", "date": "2025-11-26"}


def answer(query: Query) -> Answer:
    """One row with a value in every column."""
    row: list[Any] = []
    for column in query.returns:
        value = VALUES.get(column.type, f"{column.type}/abcdefghijklmnopqrst")
        value = LONG if column.name in {"quote", "label", "about"} else value
        row.append([value] if column.many else value)
    columns = tuple(one.name for one in query.returns)
    return Answer(
        query=query,
        parameters={},
        columns=columns,
        rows=[row, row],
        next=None,
        undated_left_out=None,
        undated_more=False,
        notes=(),
        seq=1,
        digest="d" * 32,
    )


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("query", list(load_catalogue()), ids=lambda query: query.name)
def test_every_query_fits(query: Query, width: int) -> None:
    """No line is wider than the terminal, and the quotation is there whole."""
    out = io.StringIO()
    print_table(Console(file=out, width=width, highlight=False), answer(query))
    lines = out.getvalue().splitlines()
    assert max(cell_len(line) for line in lines) <= width
    if any(column.name == "quote" for column in query.returns):
        assert " ".join(out.getvalue().split()).count(f"“{LONG}”") == 2
    for column in query.returns:
        if column.type == "event" and not column.many:
            assert "event/abcdefghijklmnopqrst" in out.getvalue()


@given(st.lists(st.lists(st.integers(1, 200), min_size=1), min_size=1, max_size=8), st.integers(80, 200))
def test_columns_fit_the_line(lengths: list[list[int]], width: int) -> None:
    """Columns are as wide as their cells where there is room, and share what there is where there is not."""
    widths = fit(lengths, width)
    assert sum(widths) + GAP * len(widths) <= width or max(widths) <= NARROWEST
    assert all(one <= max(cells) for one, cells in zip(widths, lengths, strict=True))
    if sum(map(max, lengths)) + GAP * len(lengths) <= width:
        assert widths == [max(cells) for cells in lengths]
