"""`whomet validate`: whether a file of linked data, or the graph, is as it should be."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.connecting import open_store, read_settings
from api.cli.console import note, waiting
from api.cli.exits import Exit

if TYPE_CHECKING:
    from graph.rdf.validation import Report


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(validate)


def validate(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Linked data: .nq, .trig, .ttl, .nt, .jsonld, .rdf, or one with .gz."),
    ] = None,
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many problems are told; all are counted.")] = 20,
) -> None:
    """Hold a file of linked data, or the whole graph, against the SHACL shapes; tell what is wrong and what to do."""
    from graph.rdf.validation import validate_file

    with _exported() if file is None else _given(file) as path, waiting() as tell:
        report = validate_file(
            path, limit=limit, on_piece=lambda done, total: tell(f"{done:,} of {total:,} quads are validated")
        )
    if file is None:
        # The lines of an export that is gone by now help nobody.
        report = replace(report, problems=tuple(replace(one, line=None) for one in report.problems))
    _tell(report, "graph" if file is None else str(file))
    if not report.conforms:
        raise typer.Exit(Exit.REJECTED)


def _tell(report: Report, name: str) -> None:
    for problem in report.problems:
        typer.echo(problem.text(name))
    size = f"{report.quads:,} quads say something of {report.things:,} URIs"
    if report.conforms:
        note(f"{name} conforms: {size}")
        return
    if report.total > len(report.problems):
        note(f"… and {report.total - len(report.problems):,} more (--limit)")
    for (field, _), count in report.kinds.items():
        note(f"{count:>8,} × {field or 'the whole thing'}")
    note(f"{name} does not conform: {report.total:,} problems; {size}")


@contextmanager
def _given(file: Path) -> Generator[Path]:
    yield file


@contextmanager
def _exported() -> Generator[Path]:
    """The graph as it is now, in a file for the time being."""
    from graph.rdf.exporting import Extent, export_quads
    from graph.store.whole import cut_off

    settings = read_settings()
    with tempfile.TemporaryDirectory(prefix="whomet-") as folder:
        path = Path(folder) / "graph.nq"
        with open_store(settings) as store, waiting() as tell, path.open("w", encoding="utf-8", newline="\n") as to:
            tell("exporting the graph")
            for text in export_quads(store, cut_off(store), Extent(settings.base_iri, history=True)):
                to.write(text)
        yield path
