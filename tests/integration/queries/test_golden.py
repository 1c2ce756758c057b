"""The canned queries on the samples, against answers that a person wrote down (golden.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.store.connection import Store
from ingest.committing import Loader
from ingest.samples import read_coded
from queries.catalogue import load_catalogue
from queries.running import run_sync

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("golden.yaml").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']}-{len(str(case['with']))}")
def test_a_query_answers_as_a_reader_of_the_dispatches_would(case: dict[str, Any], store: Store) -> None:
    """The rows, and how many undated ones a window leaves out, from the claims that are extracted from the prose."""
    assert answer(case, store) == wanted(case)


def test_hand_coded_claims_answer_the_same(graph: Store) -> None:
    """All these rows, from what people coded of the dispatches."""
    list(Loader(graph).load(read_coded()))
    assert [answer(case, graph) for case in CASES] == [wanted(case) for case in CASES]


def answer(case: dict[str, Any], store: Store) -> tuple[list[list[Any]], int | None]:
    """Rows of a query, as a set, and how many undated ones its window leaves out."""
    raw = dict(case["with"])
    if "event" in raw:
        raw["event"] = run_sync(store, load_catalogue().get("events"), {"type": "appoint"}).dicts()[0]["event"]
    found = run_sync(store, load_catalogue().get(case["query"]), raw)
    rows = [[row[name] for name in case["columns"]] for row in found.dicts()]
    return sorted(rows, key=str), found.undated_left_out


def wanted(case: dict[str, Any]) -> tuple[list[list[Any]], int | None]:
    """What golden.yaml says of it."""
    return sorted(case["rows"], key=str), case.get("undated")


def test_every_query_has_golden_rows() -> None:
    """No query is left unread."""
    assert {case["query"] for case in CASES if case["rows"]} == set(load_catalogue().names)
