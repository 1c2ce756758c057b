"""How fast claims load, with validation, resolution, reconciliation and full provenance."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from graph.records import Bundle
from graph.store.connection import Store
from ingest.committing import Loader, LoadReport
from ingest.loading import read_bundles
from tests.bench.generator import write_reports


@dataclass(frozen=True, slots=True)
class Loading:
    """Figures of loading.

    Attributes:
        authority_s: Seconds to apply the schema and load the packages' authority data.
        first_s: Seconds to load the claims.
        again_s: Seconds to load the same file again, which changes nothing.
        tenths: Claims a second in each tenth of the first load, so that a slowdown as the graph grows is seen.
    """

    claims: int
    documents: int
    events: int
    authority_s: float
    first_s: float
    again_s: float
    tenths: tuple[float, ...]


def measure_loading(store: Store, folder: Path, claims: int) -> Loading:
    """Generate a file, load it, and load it again; reading and validating the file are part of the time."""
    path = folder / "reports.jsonl"
    write_reports(path, claims)
    loader = Loader(store)
    started = time.perf_counter()
    loader.prepare()
    authority_s = time.perf_counter() - started
    first, marks = _load(loader, path)
    again, more = _load(loader, path)
    if again.added or again.closed or not first.added:
        raise RuntimeError(f"the benchmark loaded {first} and then {again}")
    return Loading(
        claims=first.added,
        documents=first.documents,
        events=first.events,
        authority_s=authority_s,
        first_s=marks[-1][1],
        again_s=more[-1][1],
        tenths=_tenths(marks),
    )


def _load(loader: Loader, path: Path) -> tuple[LoadReport, list[tuple[int, float]]]:
    """Load a file; give the sum and (claims seen, seconds) after each commit."""
    total, marks = LoadReport(), list[tuple[int, float]]()
    started = time.perf_counter()
    for report in loader.load(one for one in read_bundles(path) if isinstance(one, Bundle)):
        total += report
        marks.append((total.added + total.unchanged, time.perf_counter() - started))
    return total, marks


def _tenths(marks: list[tuple[int, float]]) -> tuple[float, ...]:
    step = max(1, len(marks) // 10)
    chosen = [(0, 0.0), *marks[step - 1 :: step]]
    return tuple((after[0] - before[0]) / (after[1] - before[1]) for before, after in pairwise(chosen))
