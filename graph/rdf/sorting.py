"""Sorting more lines than fit into memory: sorted runs on disk, merged."""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

RUN_BYTES = 32_000_000
"""How much of the lines is in memory at once; Python needs about twice as much for them."""
AT_ONCE = 64
"""How many runs are merged in one go: each is an open file."""


def sort_lines(lines: Iterable[bytes], folder: Path, *, run_bytes: int = RUN_BYTES) -> Generator[bytes]:
    """Lines in the order of their bytes, each once.

    Args:
        lines: Each with its newline.
        folder: Where the runs go, in a folder of their own that is removed at the end.
        run_bytes: Size of a run.
    """
    with TemporaryDirectory(prefix="sort-", dir=folder) as made, ExitStack() as stack:
        runs = _write_runs(lines, Path(made), run_bytes)
        while len(runs) > AT_ONCE:
            runs = [*runs[AT_ONCE:], _merge_some(runs[:AT_ONCE])]
        files = [stack.enter_context(run.open("rb")) for run in runs]
        yield from _merged(files)


def _write_runs(lines: Iterable[bytes], folder: Path, run_bytes: int) -> list[Path]:
    runs: list[Path] = []
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= run_bytes:
            runs.append(_write_run(held, folder / f"{len(runs):06}"))
            held, size = [], 0
    if held:
        runs.append(_write_run(held, folder / f"{len(runs):06}"))
    return runs


def _write_run(lines: list[bytes], path: Path) -> Path:
    lines.sort()
    with path.open("wb") as file:
        file.writelines(lines)
    return path


def _merge_some(runs: list[Path]) -> Path:
    path = runs[0].with_name(runs[0].name + "m")
    with ExitStack() as stack, path.open("wb") as file:
        file.writelines(_merged([stack.enter_context(run.open("rb")) for run in runs]))
    for run in runs:
        run.unlink()
    return path


def _merged(files: Sequence[BinaryIO]) -> Iterator[bytes]:
    last = b""
    for line in heapq.merge(*files):
        if line != last:
            yield line
        last = line
