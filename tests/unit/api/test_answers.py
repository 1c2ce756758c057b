"""Answers in the forms that leave whomet."""

from __future__ import annotations

import csv
import io
from typing import Any

import orjson
import pytest

from api.answers import body_of, cell_of, merged, next_link, to_csv, to_json, to_jsonl
from queries.catalogue import load_catalogue
from queries.running import Answer


def answer(rows: list[list[Any]], following: str | None = None) -> Answer:
    """An answer of a query with three columns' worth of values."""
    return Answer(
        query=load_catalogue().get("coverage"),
        parameters={"type": ["meet", "call"], "since": "2025"},
        columns=("month", "source", "disputed"),
        rows=rows,
        next=following,
        undated_left_out=2,
        undated_more=False,
        notes=(),
        seq=7,
        digest="d" * 32,
    )


def test_body_has_what_it_takes_to_quote_and_repeat() -> None:
    """JSON carries version, parameters, commit and digest beside the rows."""
    body = orjson.loads(to_json(answer([["2025-11", "A", ["date"]]])))
    assert body["query"] == "coverage"
    assert body["version"] == load_catalogue().get("coverage").version
    assert (body["seq"], body["digest"], body["undated_left_out"]) == (7, "d" * 32, 2)
    assert body["rows"] == [{"month": "2025-11", "source": "A", "disputed": ["date"]}]
    assert body["next"] is None
    assert "known_at=7" in body["permalink"]


def test_links_are_absolute_under_a_base() -> None:
    """Over HTTP links can be followed as they stand; on the command line they are paths."""
    page = answer([], "CURSOR")
    assert body_of(page, "http://h")["next"].startswith("http://h/queries/coverage@")
    assert str(next_link(page)).startswith("/queries/coverage@")
    assert "type=meet&type=call" in str(next_link(page, "", format="csv"))
    assert "format=csv" in str(next_link(page, "", format="csv"))
    assert str(next_link(page)).endswith("after=CURSOR")


def test_csv_is_read_back_by_the_standard_reader() -> None:
    """Quotations with commas, quotes and line ends survive; lists are joined; unknown is empty."""
    rows = [["2025-11", 'He said "yes", then\nleft', ["date", "place"]], [None, "Ж", []]]
    text = to_csv(answer(rows)).decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["month", "source", "disputed"],
        ["2025-11", 'He said "yes", then\nleft', "date; place"],
        ["", "Ж", ""],
    ]
    assert to_csv(answer(rows), header=False).decode() == text.split("\r\n", 1)[1]


def test_json_lines_are_rows() -> None:
    """One object a line, in order."""
    lines = to_jsonl(answer([["2025-10", "A", []], ["2025-11", "B", []]])).splitlines()
    assert [orjson.loads(line)["month"] for line in lines] == ["2025-10", "2025-11"]


@pytest.mark.parametrize(
    ("value", "cell"), [(True, "true"), (False, "false"), (0, "0"), (None, ""), ([1, None], "1; ")]
)
def test_cells(value: object, cell: str) -> None:
    """Zero and false are values; only the unknown is empty."""
    assert cell_of(value) == cell


def test_pages_merge_in_order() -> None:
    """All pages together are one answer that nothing follows."""
    whole = merged([answer([["1", "", []]], "A"), answer([["2", "", []]])])
    assert [row[0] for row in whole.rows] == ["1", "2"]
    assert whole.next is None
