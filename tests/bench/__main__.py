"""Run the benchmarks: `make bench`, or `python -m tests.bench [--only PART…] [--claims N] [--out FOLDER]`.

Writes `bench.json` and `bench.md` into the folder and prints the table. Everything runs on an embedded server of its
own with the default heap, in a temporary home, on one machine: server, loader and client share its cores.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from graph.embedded import stop
from graph.settings import Settings
from graph.store.connection import Address, Store
from tests.bench.asking import measure_asking
from tests.bench.extracting import measure_extracting
from tests.bench.loading import measure_loading
from tests.bench.report import write_report

PARTS = ("graph", "extract")


def main() -> None:
    """Measure loading and asking on one graph, then extraction."""
    parser = argparse.ArgumentParser(description="Measure loading and asking on generated reports.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="graph: loading and asking")
    parser.add_argument("--documents", type=int, default=1_000, help="documents to make and extract from")
    parser.add_argument("--claims", type=int, default=100_000, help="claims to generate and load")
    parser.add_argument("--requests", type=int, default=500, help="questions to ask each way")
    parser.add_argument("--out", type=Path, default=Path("bench-results"), help="folder of bench.json and bench.md")
    chosen = parser.parse_args()
    loading = asking = extracting = None
    with tempfile.TemporaryDirectory(prefix="whomet-bench-") as folder:
        settings = Settings(home=Path(folder) / "home", cache=Settings().jar_cache)
        try:
            with Store(Address.of(settings)) as store:
                if "graph" in chosen.only:
                    loading = measure_loading(store, Path(folder), chosen.claims)
                    asking = measure_asking(store, settings, chosen.requests)
                if "extract" in chosen.only:
                    extracting = measure_extracting(store, Path(folder), chosen.documents)
        finally:
            stop(settings.home)
    print(write_report(chosen.out, loading, asking, extracting))


if __name__ == "__main__":
    main()
