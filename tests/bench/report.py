"""The figures as JSON for programs and as Markdown for people, with the machine that gave them."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from graph.embedded import NEO4J_VERSION
from tests.bench.asking import Asking, Timing
from tests.bench.loading import Loading


def write_report(folder: Path, loading: Loading, asking: Asking) -> str:
    """Write both files; give the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    machine = {
        "processors": os.cpu_count(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "neo4j": NEO4J_VERSION,
        "driver": version("neo4j"),
        "load average at the end": round(os.getloadavg()[0], 2),
    }
    content = {"machine": machine, "loading": asdict(loading), "asking": asdict(asking)}
    (folder / "bench.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    text = _markdown(machine, loading, asking)
    (folder / "bench.md").write_text(text, encoding="utf-8")
    return text


def _markdown(machine: dict[str, object], loading: Loading, asking: Asking) -> str:
    rate, again = loading.claims / loading.first_s, loading.claims / loading.again_s
    loaded = f"{loading.claims:,} claims of {loading.documents:,} documents loaded, {loading.events:,} events written"
    tenths = ", ".join(f"{one:.0f}" for one in loading.tenths)
    lines = [
        "# Benchmark on generated reports",
        "",
        ", ".join(f"{name} {value}" for name, value in machine.items()),
        "",
        "| what | figure |",
        "|---|---|",
        f"| schema and authority data into an empty graph | {loading.authority_s:.1f} s |",
        f"| {loaded} | {loading.first_s:.1f} s, {rate:.0f} claims/s |",
        f"| the same in tenths of the file | {tenths} claims/s |",
        f"| the same file again, nothing changes | {loading.again_s:.1f} s, {again:.0f} claims/s |",
        f"| who_met_whom through Bolt, the query alone | {_timing(asking.bolt)} |",
        f"| who_met_whom as the catalogue runs it | {_timing(asking.runner)} |",
        f"| who_met_whom through HTTP | {_timing(asking.http)} |",
        f"| HTTP over Bolt at the median | {asking.http.p50 - asking.bolt.p50:+.1f} ms |",
        "",
        f"{asking.requests} questions each way, {asking.rows / asking.requests:.1f} rows on average.",
        "",
    ]
    return "\n".join(lines)


def _timing(one: Timing) -> str:
    return f"p50 {one.p50:.1f} ms, p99 {one.p99:.1f} ms"
