"""Run the benchmarks: `make bench`, or `python -m tests.bench [--only PART…] [--claims N] [--out FOLDER]`.

Writes `bench.json` and `bench.md` into the folder and prints the table. Everything runs on an embedded server of its
own with the default heap, in a temporary home, on one machine: server, loader and client share its cores. `--home`
measures a graph that is loaded already instead, and writes nothing into it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from graph.embedded import stop
from graph.settings import Settings
from graph.store.connection import Address, Store
from tests.bench.alternatives.measuring import measure_alternatives
from tests.bench.asking import measure_asking
from tests.bench.catalogued import measure_catalogue
from tests.bench.extracting import measure_extracting
from tests.bench.linked import measure_linked
from tests.bench.loading import measure_loading
from tests.bench.report import Figures, write_report

PARTS = ("graph", "catalogue", "alternatives", "rdf", "extract")
LOADED = ("catalogue", "alternatives", "rdf")
"""Parts that need a loaded graph, and change nothing in it."""


def main() -> None:
    """Measure loading and asking on one graph, then extraction."""
    parser = argparse.ArgumentParser(description="Measure loading and asking on generated reports, or on your graph.")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="graph: loading and asking")
    parser.add_argument("--documents", type=int, default=1_000, help="documents to make and extract from")
    parser.add_argument("--claims", type=int, default=100_000, help="claims to generate and load")
    parser.add_argument("--requests", type=int, default=500, help="questions to ask each way")
    parser.add_argument("--home", type=Path, help="WHOMET_HOME of a loaded graph, to be measured instead")
    parser.add_argument("--data", help='what that graph holds, for the table, such as "ICEWS18 twice, dates shifted"')
    parser.add_argument("--out", type=Path, default=Path("bench-results"), help="folder of bench.json and bench.md")
    chosen = parser.parse_args()
    parts = tuple(chosen.only or (LOADED if chosen.home else PARTS))
    if chosen.home and not set(parts) <= set(LOADED):
        parser.error(f"--home measures {' and '.join(LOADED)} only; the other parts write")
    with tempfile.TemporaryDirectory(prefix="whomet-bench-") as folder:
        own = Path(folder) / "home"
        settings = Settings(home=chosen.home or own, cache=Settings().jar_cache)
        try:
            figures = measure(settings, Path(folder), parts, chosen)
        finally:
            stop(own)
    print(write_report(chosen.out, figures))


def measure(settings: Settings, folder: Path, parts: tuple[str, ...], chosen: argparse.Namespace) -> Figures:
    """Measure the parts that were chosen."""
    told = "generated reports" if chosen.home is None else (chosen.data or f"the graph of {chosen.home.name}")
    figures = Figures(told)
    with Store(Address.of(settings)) as store:
        if chosen.home is None and set(parts) & {"graph", *LOADED}:
            figures.loading = measure_loading(store, folder, chosen.claims)
        if "graph" in parts:
            figures.asking = measure_asking(store, settings, chosen.requests)
        if "catalogue" in parts:
            figures.catalogue = measure_catalogue(store, settings, max(20, chosen.requests // 10))
        if "alternatives" in parts:
            figures.alternatives = measure_alternatives(store, settings, folder, chosen.requests)
        if "rdf" in parts:
            figures.linked = measure_linked(settings, folder)
        if "extract" in parts:
            figures.extracting = measure_extracting(store, folder, chosen.documents)
    return figures


if __name__ == "__main__":
    main()
