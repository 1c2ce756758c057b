"""`whomet import`: a whole graph from a file of linked data."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from api.cli.connecting import open_store, read_settings
from api.cli.console import note, waiting


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that whomet export wrote, plain or gzip.")],
    *,
    format_: Annotated[
        str | None, typer.Option("--format", help="nq, trig, jsonld, nt, ttl or rdf, where the name does not tell.")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(metavar="IRI", help="Base of the URIs in the file, where it is not that of this graph."),
    ] = None,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Leave out what is not known, and tell what, rather than refuse the file.")
    ] = False,
) -> None:
    """Make an empty graph what a file of linked data says, with its times of recording; all of it, or nothing."""
    settings = read_settings()
    with open_store(settings) as store, waiting() as tell:
        from graph.rdf.importing import Source, read_contents
        from graph.store.restoring import require_empty, restore

        if require_empty(store):
            note("an import was interrupted here; what it left is removed")
        source = Source(file, format_, base or settings.base_iri, lenient)
        with tempfile.TemporaryDirectory(prefix="whomet-import-") as folder:
            contents = read_contents(source, Path(folder), tell)
            restore(store, contents, tell)
    nodes, edges = sum(contents.nodes.values()), sum(contents.edges.values())
    note(f"{contents.statements:,} statements: {nodes:,} nodes and {edges:,} relationships are in the graph")
    for what, times in sorted(contents.left_out.items(), key=lambda one: (-one[1], one[0])):
        note(f"left out {times:,}: {what}")
