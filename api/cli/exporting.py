"""`whomet export`: the graph as linked data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.connecting import open_store, read_settings
from api.cli.console import note, waiting


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to.")],
    history: Annotated[
        bool, typer.Option("--history", help="With versions and claims that no longer hold: a whole backup.")
    ] = False,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Without quotations and texts; their hashes and places stay.")
    ] = False,
) -> None:
    """Write the whole graph as N-Quads, one statement a line."""
    settings = read_settings()
    with open_store(settings) as store, waiting() as tell:
        from graph.rdf.exporting import Extent, export_quads
        from graph.store.whole import cut_off

        extent = Extent(settings.base_iri, history=history, words=not no_text)
        total = 0

        def count(section: str, lines: int) -> None:
            nonlocal total
            total += lines
            tell(f"{total:,} quads: {section}")

        with output.open("w", encoding="utf-8", newline="\n") as file:
            for text in export_quads(store, cut_off(store), extent, count):
                file.write(text)
    note(f"{total:,} quads are in {output}")
