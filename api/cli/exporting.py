"""`whomet export`: the graph as linked data."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.connecting import open_store, read_settings
from api.cli.console import note, waiting
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.rdf.dumping import Target


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to.")],
    format_: Annotated[
        str | None, typer.Option("--format", help="nq, trig, jsonld, nt, ttl or rdfxml, where the name does not tell.")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="With versions and claims that no longer hold: a whole backup.")
    ] = False,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Without quotations and texts; their hashes and places stay.")
    ] = False,
    in_order: Annotated[
        bool, typer.Option("--sorted", help="Lines in the order of their bytes: the same file for the same graph.")
    ] = False,
    zipped: Annotated[bool, typer.Option("--gzip", help="Compressed, as with a name that ends with .gz.")] = False,
) -> None:
    """Write the whole graph as linked data, with a description (VoID, DCAT) beside it."""
    settings = read_settings()
    from graph.rdf.dumping import write_dump
    from graph.rdf.exporting import Extent

    target = _target(output, format_, zipped=zipped, in_order=in_order)
    with open_store(settings) as store, waiting() as tell:
        extent = Extent(settings.base_iri, history=history, words=not no_text)
        done = write_dump(store, extent, target, _progress(tell))
    note(f"{done.quads:,} quads, up to commit {done.seq}, are in {output}; {done.description} describes them")
    if target.form.flat:
        note("this form has no named graphs: who says what is told by claims alone")
    if done.moved:
        note("the graph was written into meanwhile: labels and who is who by which key may be newer; export again")


def _target(output: Path, format_: str | None, *, zipped: bool, in_order: bool) -> Target:
    from graph.rdf.dumping import Target
    from graph.rdf.forms import FORMS

    endings = {form.ending: form for form in FORMS.values()}
    name = output.name.removesuffix(".gz")
    form = FORMS.get(format_) if format_ else endings.get(name.rpartition(".")[2])
    if form is None:
        told = f"{format_!r} is no format" if format_ else f"the name {output.name} tells no format"
        raise InputError(f"{told}: say with --format one of {', '.join(FORMS)}")
    if in_order and form.rdf is not None:
        raise InputError("only the lines of nq and nt can be sorted")
    return Target(output, form, zipped or output.name.endswith(".gz"), in_order)


def _progress(tell: Callable[[str], None]) -> Callable[[str, int], None]:
    """Tell how much is written, and how fast, at most twice a second."""
    started, last, total = time.monotonic(), 0.0, 0

    def count(section: str, quads: int) -> None:
        nonlocal last, total
        total += quads
        now = time.monotonic()
        if now - last >= EVERY_S:
            last = now
            tell(f"{total:,} quads, {total / max(now - started, EVERY_S):,.0f}/s: {section}")

    return count


EVERY_S = 0.5
