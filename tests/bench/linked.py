"""How fast the whole graph leaves as RDF and comes back, and what rdflib and pyoxigraph take for a slice of the same.

Each way runs in a process of its own, so that its peak of memory is its own: what it took above the process that had
everything imported and nothing read.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graph.embedded import stop
from graph.settings import Settings

SLICE = 100_000
"""Quads that rdflib is given: it takes some two gigabytes a million."""
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Pass:
    """One way of reading or writing.

    Attributes:
        name: With its version.
        quads: How many it was given or gave.
        read_s: Seconds to read them; None of what does not.
        write_s: Seconds to write them; None of what does not.
        peak: Bytes of memory at most, of the whole process.
        grown: The same, above what it had before.
    """

    name: str
    quads: int
    read_s: float | None
    write_s: float | None
    peak: int
    grown: int


@dataclass(frozen=True, slots=True)
class Linked:
    """All ways on the same graph."""

    passes: tuple[Pass, ...]


def measure_linked(settings: Settings, folder: Path) -> Linked:
    """Export the graph, import that into a fresh one, and give a slice of it to the libraries."""
    whole, part, fresh = folder / "whole.nq", folder / "part.nq", folder / "fresh"
    try:
        passes = [_child("export", whole, settings.home, settings), _child("import", whole, fresh, settings)]
    finally:
        stop(fresh)
    _take(whole, part, passes[0].quads)
    passes += [_child(name, part, fresh, settings) for name in ("rdflib", "pyoxigraph")]
    return Linked(tuple(passes))


def _take(whole: Path, part: Path, quads: int) -> None:
    """Lines from all over a file."""
    step = max(1, quads // SLICE)
    with whole.open("rb") as lines, part.open("wb") as out:
        out.writelines(line for at, line in enumerate(lines) if at % step == 0 and at // step < SLICE)


def _child(name: str, file: Path, home: Path, settings: Settings) -> Pass:
    variables = {"WHOMET_HOME": str(home), "WHOMET_CACHE": str(settings.jar_cache)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.linked", name, str(file)],
        env=os.environ | variables,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    return Pass(**json.loads(done.stdout))


def _export(file: Path) -> Callable[[], tuple[int, float | None, float | None]]:
    from graph.rdf.dumping import Target, write_dump
    from graph.rdf.exporting import Extent
    from graph.store.connection import Address, Store

    settings = Settings()
    address = Address.of(settings)

    def run() -> tuple[int, float | None, float | None]:
        started = time.perf_counter()
        with Store(address) as store:
            done = write_dump(store, Extent(settings.base_iri), Target(file))
        return done.quads, None, time.perf_counter() - started

    return run


def _import(file: Path) -> Callable[[], tuple[int, float | None, float | None]]:
    from graph.rdf.importing import Source, read_contents
    from graph.store.connection import Address, Store
    from graph.store.restoring import require_empty, restore

    settings = Settings()
    address = Address.of(settings)

    def run() -> tuple[int, float | None, float | None]:
        started = time.perf_counter()
        with Store(address) as store, tempfile.TemporaryDirectory() as folder:
            require_empty(store)
            contents = read_contents(Source(file, base=settings.base_iri), Path(folder), lambda _: None)
            restore(store, contents, lambda _: None)
        return contents.statements, time.perf_counter() - started, None

    return run


def _rdflib(file: Path) -> Callable[[], tuple[int, float | None, float | None]]:
    rdflib: Any = import_module("rdflib")

    def run() -> tuple[int, float | None, float | None]:
        data = rdflib.Dataset()
        started = time.perf_counter()
        data.parse(str(file), format="nquads")
        read = time.perf_counter()
        data.serialize(str(file.with_suffix(".rdflib")), format="nquads", encoding="utf-8")
        return len(data), read - started, time.perf_counter() - read

    return run


def _pyoxigraph(file: Path) -> Callable[[], tuple[int, float | None, float | None]]:
    ox: Any = import_module("pyoxigraph")

    def run() -> tuple[int, float | None, float | None]:
        store = ox.Store()
        started = time.perf_counter()
        store.load(path=str(file), format=ox.RdfFormat.N_QUADS)
        read = time.perf_counter()
        store.dump(str(file.with_suffix(".oxigraph")), ox.RdfFormat.N_QUADS)
        return len(store), read - started, time.perf_counter() - read

    return run


WAYS: dict[str, tuple[str, Callable[[Path], Callable[[], tuple[int, float | None, float | None]]]]] = {
    "export": ("whomet export, from Neo4j to a file", _export),
    "import": ("whomet import, from the file into Neo4j", _import),
    "rdflib": ("rdflib {}, parse and serialise in memory", _rdflib),
    "pyoxigraph": ("pyoxigraph {}, load and dump in memory", _pyoxigraph),
}


def main() -> None:
    """Run one way and print its figures."""
    way, file = sys.argv[1], Path(sys.argv[2])
    name, make = WAYS[way]
    run = make(file)
    before = _peak()
    quads, read_s, write_s = run()
    told = name.format(version(way)) if "{}" in name else name
    made = Pass(told, quads, read_s, write_s, _peak(), _peak() - before)
    print(json.dumps({field: getattr(made, field) for field in Pass.__slots__}))


def _peak() -> int:
    """Bytes of memory at most. What `getrusage` tells on Linux is at least what the parent had when it started this."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024


if __name__ == "__main__":
    main()
