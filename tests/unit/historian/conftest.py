"""Small repositories of records that nobody kept: written here in the forms of the Historian's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.accounts import Account

type Write = Callable[[str, str], Path]


@pytest.fixture
def account() -> Account:
    """An account without a report."""
    return Account()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the repository; gives the repository's folder."""

    def _write(name: str, text: str) -> Path:
        path = tmp_path / "clone" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', encoding="utf-8")
        return tmp_path / "clone"

    return _write


def fields(**values: Any) -> str:  # noqa: ANN401  -- texts, or pairs of an id and a text
    """Elements of a record: `start_date="…"` is `<start-date>…</start-date>`, a pair has an id."""
    found = ""
    for name, value in values.items():
        tag = name.rstrip("_").replace("_", "-")
        if isinstance(value, tuple):
            found += f'<{tag} id="{value[0]}">{value[1]}</{tag}>\n'
        elif value is not None:
            found += f"<{tag}>{value}</{tag}>\n"
    return found
