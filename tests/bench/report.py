"""The figures as JSON for programs and as Markdown for people, with the machine that gave them."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from graph.embedded import NEO4J_VERSION
from tests.bench.alternatives.measuring import Comparison, Way
from tests.bench.asking import Asking, Timing
from tests.bench.catalogued import Asked, Catalogued
from tests.bench.extracting import Extracting
from tests.bench.linked import Linked, Pass
from tests.bench.loading import Loading


@dataclass(slots=True)
class Figures:
    """What was measured, and on which data."""

    data: str
    loading: Loading | None = None
    asking: Asking | None = None
    catalogue: Catalogued | None = None
    alternatives: Comparison | None = None
    linked: Linked | None = None
    extracting: Extracting | None = None


def write_report(folder: Path, figures: Figures) -> str:
    """Write both files, of whatever was measured; give the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    machine = {
        "processors": os.cpu_count(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "neo4j": NEO4J_VERSION,
        "driver": version("neo4j"),
        "sqlite": sqlite3.sqlite_version,
        "load average at the end": ", ".join(f"{one:.2f}" for one in os.getloadavg()),
    }
    measured = {name: one for name, one in asdict(figures).items() if one is not None}
    content = {"machine": machine, **measured}
    (folder / "bench.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    rows = [
        *(_loading(figures.loading) if figures.loading else ()),
        *(_asking(figures.asking) if figures.asking else ()),
        *(_extracting(figures.extracting) if figures.extracting else ()),
    ]
    about = ", ".join(f"{name} {value}" for name, value in machine.items())
    lines = [f"# Benchmark on {figures.data}", "", about, ""]
    lines += ["| what | figure |", "|---|---|", *rows, ""] if rows else []
    lines += [*_catalogue(figures.catalogue), ""] if figures.catalogue else []
    lines += [*_alternatives(figures.alternatives), ""] if figures.alternatives else []
    lines += [*_linked(figures.linked), ""] if figures.linked else []
    text = "\n".join(lines)
    (folder / "bench.md").write_text(text, encoding="utf-8")
    return text


def _catalogue(found: Catalogued) -> list[str]:
    million = found.events / 1e6
    disk, memory = found.disk / 1e6, found.memory / 1e6
    sizes = f"{disk:,.0f} MB on disk ({disk / million:,.0f} MB per million)"
    taken = f"the server takes {memory:,.0f} MB of memory ({memory / million:,.0f} MB per million)"
    return [
        f"{found.events:,} events: {sizes}; {taken}.",
        "",
        "| query, of the busiest actor and month | rows | Bolt p50 | Bolt p99 | HTTP p50 | HTTP p99 |",
        "|---|--:|--:|--:|--:|--:|",
        *map(_asked, found.queries),
        "",
        "Milliseconds for the first page, as the catalogue runs it; where none stand, it does not answer in time.",
    ]


def _asked(one: Asked) -> str:
    if one.bolt is None or one.http is None:
        return f"| {one.name} | - | - | - | - | - |"
    return f"| {one.name} | {one.rows} | {_figures(one.bolt, one.http)} |"


def _alternatives(found: Comparison) -> list[str]:
    ours = found.ways[0]
    asked = f"{found.questions} people drawn by their meetings ({found.answers / found.questions:.1f} rows on average)"
    rows = f"{found.rows:,} participations in {found.events:,} events"
    return [
        "Whom a person met or called within a month, with place, evidence and source:",
        f"{asked}, and the busiest person in the busiest months that fit a page. {rows}.",
        "All answers were equal, as sets of (event, other person), to those worked out from the rows.",
        "",
        "| way | participations | built in | disk | drawn p50 | p99 | busiest p50 | p99 | drawn p50 by whomet's |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
        *(_way(one, ours) for one in found.ways),
        "",
        "Milliseconds. whomet's disk holds all claims, versions and documents, the others' the exported rows alone.",
    ]


def _linked(found: Linked) -> list[str]:
    return [
        "The whole graph as N-Quads, unsorted, and back; libraries get lines from all over it.",
        "",
        "| way | quads | read | written | memory at most | above the idle process | the same, a million quads |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *map(_pass, found.passes),
    ]


def _pass(one: Pass) -> str:
    read, written = (f"{one.quads / s:,.0f}/s" if s is not None else "" for s in (one.read_s, one.write_s))
    peak, grown = (f"{size / 1e6:,.0f} MB" for size in (one.peak, one.grown))
    # What streams does not grow with the graph.
    million = "" if one.name.startswith("whomet") else f"{one.grown / one.quads:,.0f} MB"
    return f"| {one.name} | {one.quads:,} | {read} | {written} | {peak} | {grown} | {million} |"


def _figures(*timings: Timing) -> str:
    return " | ".join(f"{figure:.1f}" for one in timings for figure in (one.p50, one.p99))


def _way(one: Way, ours: Way) -> str:
    built = "" if one.build_s is None else f"{one.build_s:.1f} s"
    disk = "in memory" if one.disk is None else f"{one.disk / 1e6:,.0f} MB"
    told = _figures(one.drawn, one.busiest)
    ratio = f"{one.drawn.p50 / ours.drawn.p50:.2f}" if one.rows == ours.rows else "smaller graph"
    return f"| {one.name} | {one.rows:,} | {built} | {disk} | {told} | {ratio} |"


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
