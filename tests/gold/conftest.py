"""The gold standard, which lies beside the repository; where it is missing these tests fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository; its absence is a failure, never a skip."""
    assert SHARED.is_dir(), f"there is no {SHARED.name} folder beside the repository: `make test` runs without it"
    return SHARED


@pytest.fixture(scope="session")
def gold(shared: Path) -> list[dict[str, Any]]:
    """Documents that may be read and learnt from, with their coded events; `check.jsonl` is for scoring alone."""
    lines = [(shared / "gold" / name).read_text(encoding="utf-8") for name in ("dev.jsonl", "article.jsonl")]
    return [json.loads(line) for text in lines for line in text.splitlines() if line.strip()]
