"""docs/openrefine.md tells what the service does."""

from __future__ import annotations

import re
from pathlib import Path

from api.reconciling.extending import MOST_IDS
from api.reconciling.questions import MOST_CANDIDATES, MOST_QUESTIONS, OTHER_NAMES, PROPERTIES, USUAL_CANDIDATES
from api.reconciling.sheets import ADDED
from graph.identity.likeness import POINTS

TEXT = (Path(__file__).parents[4] / "docs" / "openrefine.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?:up to )?(\d+) \| (`[^|]+`) \|", TEXT, flags=re.MULTILINE)


def test_every_rule_is_told_with_its_score() -> None:
    """The table of scores is the code's own."""
    told = {rule: float(score) for score, rules in ROWS for rule in re.findall(r"`(\w+)`", rules)}
    assert told == POINTS


def test_every_property_is_told() -> None:
    """Whatever a question may tell has its line, under every name that is understood."""
    lines = re.findall(r"^\| (`[a-z]+`[^|]*) \|", TEXT, flags=re.MULTILINE)
    told = [name for line in lines for name in re.findall(r"`(\w+)`", line)]
    assert set(told) == {*PROPERTIES, *OTHER_NAMES}


def test_limits_and_columns_are_told() -> None:
    """Numbers in the text are the code's."""
    for words in (
        f"up to {MOST_QUESTIONS} names",
        f"up to {MOST_IDS}\nids",
        f"({USUAL_CANDIDATES}, at most {MOST_CANDIDATES})",
    ):
        assert words in TEXT
    assert all(f"`{name}`" in TEXT for name in ADDED)
