"""`whomet linkset` and `whomet vocabulary`: what other data need to hang together with ours."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.connecting import open_store, read_settings
from api.cli.console import note, waiting
from graph.errors import InputError


class Part(StrEnum):
    """What is published of the vocabulary."""

    ONTOLOGY = "ontology"
    SHAPES = "shapes"
    CONTEXT = "context"


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(linkset)
    app.command()(vocabulary)


def linkset(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.nt", help="Where to.")],
) -> None:
    """Write links to the same things elsewhere as owl:sameAs (N-Triples), with a description (VoID) beside them.

    Exports say skos:exactMatch instead. Load this file only where a reasoner shall take both for one thing.
    """
    if output.suffix != ".nt":
        raise InputError(f"--output: a linkset is N-Triples; call the file {output.name}.nt")
    settings = read_settings()
    with open_store(settings) as store, waiting() as tell:
        from graph.rdf.linkset import PARTNERS, write_linkset

        tell("collecting links")
        made = write_linkset(store, output, settings.base_iri)
    told = ", ".join(f"{made.counts[one.name]:,} to {one.title}" for one in PARTNERS)
    note(f"{len(made.links):,} links are in {output}: {told}")
    if made.left_out:
        note(
            f"{made.left_out:,} links to other places are left out: they may be of a page, which is no person or place"
        )


def vocabulary(
    part: Annotated[Part, typer.Argument(help="The ontology or the SHACL shapes, in Turtle, or the JSON-LD context.")],
) -> None:
    """Print what tells other programs what linked data of ours mean: no graph is needed."""
    typer.echo(_text(part), nl=False)


def _text(part: Part) -> str:
    match part:
        case Part.ONTOLOGY:
            from graph.rdf.ontology import ontology_text

            return ontology_text()
        case Part.SHAPES:
            from graph.rdf.shapes import shapes_text

            return shapes_text()
        case Part.CONTEXT:
            import orjson

            from graph.rdf.context import make_context

            made = orjson.dumps(make_context(read_settings().base_iri), option=orjson.OPT_INDENT_2)
            return made.decode() + "\n"
