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
from tests.bench.extracting import Extracting
from tests.bench.loading import Loading


def write_report(
    folder: Path, loading: Loading | None = None, asking: Asking | None = None, extracting: Extracting | None = None
) -> str:
    """Write both files, of whatever was measured; give the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    machine = {
        "processors": os.cpu_count(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "neo4j": NEO4J_VERSION,
        "driver": version("neo4j"),
        "load average at the end": round(os.getloadavg()[0], 2),
    }
    measured = {"loading": loading, "asking": asking, "extracting": extracting}
    content = {"machine": machine, **{name: asdict(one) for name, one in measured.items() if one is not None}}
    (folder / "bench.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    rows = [
        *(_loading(loading) if loading else ()),
        *(_asking(asking) if asking else ()),
        *(_extracting(extracting) if extracting else ()),
    ]
    about = ", ".join(f"{name} {value}" for name, value in machine.items())
    text = "\n".join(["# Benchmark on generated reports", "", about, "", "| what | figure |", "|---|---|", *rows, ""])
    (folder / "bench.md").write_text(text, encoding="utf-8")
    return text


def _loading(loading: Loading) -> list[str]:
    rate, again = loading.claims / loading.first_s, loading.claims / loading.again_s
    loaded = f"{loading.claims:,} claims of {loading.documents:,} documents loaded, {loading.events:,} events written"
    tenths = ", ".join(f"{one:.0f}" for one in loading.tenths)
    return [
        f"| schema and authority data into an empty graph | {loading.authority_s:.1f} s |",
        f"| {loaded} | {loading.first_s:.1f} s, {rate:.0f} claims/s |",
        f"| the same in tenths of the file | {tenths} claims/s |",
        f"| the same file again, nothing changes | {loading.again_s:.1f} s, {again:.0f} claims/s |",
    ]


def _asking(asking: Asking) -> list[str]:
    return [
        f"| who_met_whom through Bolt, the query alone | {_timing(asking.bolt)} |",
        f"| who_met_whom as the catalogue runs it | {_timing(asking.runner)} |",
        f"| who_met_whom through HTTP | {_timing(asking.http)} |",
        f"| HTTP over Bolt at the median | {asking.http.p50 - asking.bolt.p50:+.1f} ms |",
        f"| questions each way | {asking.requests}, {asking.rows / asking.requests:.1f} rows on average |",
    ]


def _extracting(one: Extracting) -> list[str]:
    read = f"{one.documents:,} documents, {one.sentences:,} sentences, {one.words:,} words read"
    parsed = one.sentences / one.parse_s
    speed = f"{one.documents / one.extract_s:.0f} documents/s, {one.sentences / one.extract_s:.0f} sentences/s"
    return [
        f"| {read}, {one.claims:,} claims | {one.extract_s:.1f} s, {speed} |",
        f"| the parser alone on the same paragraphs | {one.parse_s:.1f} s, {parsed:.0f} sentences/s |",
        f"| the extractor's speed by the parser's | {one.ratio:.2f} |",
        f"| an article from file to answer, warm process, median | {one.article_s:.2f} s |",
    ]


def _timing(one: Timing) -> str:
    return f"p50 {one.p50:.1f} ms, p99 {one.p99:.1f} ms"
