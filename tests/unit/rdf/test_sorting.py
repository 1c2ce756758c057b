"""Lines are sorted by their bytes, each once, however little fits into memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from graph.rdf.sorting import sort_lines

lines = st.lists(st.binary(max_size=8).map(lambda one: one.replace(b"\n", b" ") + b"\n"))


@given(lines, st.integers(1, 100))
def test_lines_come_in_order(some: list[bytes], run_bytes: int) -> None:
    """Runs of any size give the same."""
    with TemporaryDirectory() as folder:
        assert list(sort_lines(some, Path(folder), run_bytes=run_bytes)) == sorted(set(some))
        assert list(Path(folder).iterdir()) == []


def test_more_runs_than_files_may_be_open(tmp_path: Path) -> None:
    """They are merged in several goes."""
    some = [f"{number * 7919 % 1000:04}\n".encode() for number in range(1000)]
    assert list(sort_lines(some, tmp_path, run_bytes=10)) == sorted(some)
