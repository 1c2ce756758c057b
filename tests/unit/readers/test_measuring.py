"""How much there is to be read, and how much of it was."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from ingest.readers import Extent, measure, read_paths

LINE = json.dumps({"doc_id": "a", "published": "2025-11-26", "text": "A text that says nothing."}) + "\n"


def test_files_that_would_be_read_are_measured(tmp_path: Path) -> None:
    """Others of the folder and hidden ones don't count; a collection is no single document."""
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    (tmp_path / "b.jpeg").write_bytes(b"x" * 100)
    (tmp_path / ".c.txt").write_bytes(b"x" * 1000)
    assert measure([tmp_path]) == Extent(1, 10, single=True)
    (tmp_path / "d.jsonl").write_bytes(b"x" * 5)
    assert measure([tmp_path]) == Extent(2, 15, single=False)
    # Named by itself, a file is read whatever its name.
    assert measure([tmp_path / "b.jpeg"]) == Extent(1, 100, single=False)


def test_all_bytes_are_told(tmp_path: Path) -> None:
    """Of plain and of compressed files alike, be the reading good or not."""
    (tmp_path / "a.txt").write_text("Talks in Minsk\nNovember 26, 2025\n\nThey spoke.\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(LINE * 50, encoding="utf-8")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress((LINE * 50).encode()))
    (tmp_path / "d.txt").write_bytes(b"\x00\x01")
    told: list[int] = []
    assert list(read_paths([tmp_path], on_bytes=told.append))
    assert sum(told) == measure([tmp_path]).size
    assert min(told) >= 0
