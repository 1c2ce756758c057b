"""docs/language-model.md tells what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.settings import Settings
from ingest.extract.model import Reason
from ingest.extract.model.checking import CONFIDENCE, LONGEST_QUOTE
from ingest.extract.model.extractor import BUDGET

PAGE = " ".join((Path(__file__).parents[4] / "docs" / "language-model.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", [name for name in Settings.model_fields if name.startswith("llm_")])
def test_every_setting_is_documented(name: str) -> None:
    """By its variable."""
    assert f"`WHOMET_{name.upper()}`" in PAGE


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_documented(reason: Reason) -> None:
    """In the words that the report uses."""
    assert reason in PAGE


def test_figures_are_the_codes_own() -> None:
    """Lengths and the confidence."""
    assert f"confidence of {CONFIDENCE}" in PAGE
    assert f"more than {LONGEST_QUOTE:,} characters" in PAGE
    assert f"more than {BUDGET:,} characters" in PAGE
