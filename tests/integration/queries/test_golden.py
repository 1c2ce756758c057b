"""The canned queries on the samples, against answers that a person wrote down (golden.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.store.connection import Store
from queries.catalogue import load_catalogue
from queries.running import run_sync

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("golden.yaml").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']}-{len(str(case['with']))}")
def test_a_query_answers_as_a_reader_of_the_dispatches_would(case: dict[str, Any], store: Store) -> None:
    """The rows, and how many undated ones a window leaves out."""
    raw = dict(case["with"])
    if "event" in raw:
        raw["event"] = run_sync(store, load_catalogue().get("events"), {"type": "appoint"}).dicts()[0]["event"]
    answer = run_sync(store, load_catalogue().get(case["query"]), raw)
    rows = [[row[name] for name in case["columns"]] for row in answer.dicts()]
    assert sorted(rows, key=str) == sorted(case["rows"], key=str)
    assert answer.undated_left_out == case.get("undated")


def test_every_query_has_golden_rows() -> None:
    """No query is left unread."""
    assert {case["query"] for case in CASES if case["rows"]} == set(load_catalogue().names)
