"""What people write in one cell about participants, attribution and links."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import InputError
from ingest.loading.compact import parse_link, parse_participant, parse_source, split_chain, split_list


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        ("participant: Putin (person)", {"role": "participant", "name": "Putin", "kind": "person"}),
        (
            "visitor: Vladimir Putin (person; Russian President; for Russia [office]; side b)",
            {
                "role": "visitor",
                "name": "Vladimir Putin",
                "kind": "person",
                "title": "Russian President",
                "behalf": "Russia",
                "behalf_basis": "office",
                "side": "b",
            },
        ),
        (
            "released: political prisoners (group; unnamed)",
            {"role": "released", "name": "political prisoners", "kind": "group", "named": False},
        ),
        (
            "host: Group of Seven (G7) (organization; title: side table; for the West)",
            {
                "role": "host",
                "name": "Group of Seven (G7)",
                "kind": "organization",
                "title": "side table",
                "behalf": "the West",
            },
        ),
        (
            r"host: A\|B \(not kind\) \\ (person; Minister\; acting)",
            {"role": "host", "name": "A|B (not kind) \\", "kind": "person", "title": "Minister; acting"},
        ),
    ],
)
def test_participants(item: str, fields: dict[str, Any]) -> None:
    """Role, name, kind and details; a backslash takes a sign for itself."""
    assert parse_participant(item) == fields


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ("Putin (person)", "ROLE: NAME"),
        ("participant: Putin", "end it with"),
        ("participant: Putin (person; side a; side b)", "gives its side twice"),
        ("participant: Putin (person; President; Leader)", "gives its title twice"),
        ("participant: Putin) person)", "closes a bracket"),
        ("participant: (person)", "ROLE: NAME"),
    ],
)
def test_participants_that_are_written_otherwise_are_errors(item: str, says: str) -> None:
    """The error shows what was written and how it should be."""
    with pytest.raises(InputError, match=says):
        parse_participant(item)


@pytest.mark.parametrize(
    ("item", "first", "fields"),
    [
        ("bne IntelliNews reports", True, {"name": "bne IntelliNews", "mode": "reports"}),
        ("TASS", True, {"name": "TASS", "mode": "reports"}),
        ("TASS", False, {"name": "TASS", "mode": "cites"}),
        ("3 sources (anonymous)", False, {"name": "3 sources", "mode": "cites", "anonymous": True, "count": 3}),
        (r"\3 sources (anonymous)", False, {"name": "3 sources", "mode": "cites", "anonymous": True}),
        ("officials says (anonymous; 2)", False, {"name": "officials", "mode": "says", "anonymous": True, "count": 2}),
        ("2 Live News reports", False, {"name": "2 Live News", "mode": "reports"}),
        ("reports", True, {"name": "reports", "mode": "reports"}),
    ],
)
def test_sources(item: str, first: bool, fields: dict[str, Any]) -> None:  # noqa: FBT001  -- a parameter of the case
    """The last word may be the mode; anonymous sources may be counted."""
    assert parse_source(item, first=first) == fields


def test_a_detail_of_a_source_that_nobody_knows_is_an_error() -> None:
    """It is not taken for part of the name."""
    with pytest.raises(InputError, match="neither `anonymous` nor a number"):
        parse_source("TASS (Russia)", first=True)


def test_lists_are_split_at_bars_and_line_breaks() -> None:
    """Empty items carry nothing; what has a backslash before it does not split."""
    assert split_list("a: b | c: d\n\n| e: f\\|g") == ["a: b", "c: d", "e: f\\|g"]
    assert split_chain("A reports > B says\nC") == ["A reports", "B says", "C"]


def test_links() -> None:
    """Relation, key, and the words that tell it."""
    assert parse_link("concerns: possible-release (talks on (a) release)") == {
        "relation": "concerns",
        "claim": "possible-release",
        "quote": "talks on (a) release",
    }
    assert parse_link("after: call") == {"relation": "after", "claim": "call"}
