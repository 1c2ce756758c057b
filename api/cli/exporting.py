"""`whomet export`: the graph, or a part of it, as linked data."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.connecting import open_store, read_settings
from api.cli.console import base_for_citing, note, waiting
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from api.exporting import Asked, Remarks
    from graph.rdf.dumping import Target
    from graph.settings import Settings

PART = "A part of the graph"


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to.")],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="nq, trig, jsonld, nt, ttl or rdfxml; a network: graphml, gexf, csv. Else as the name ends.",
        ),
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
    query: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only what a canned query answers, all pages.", rich_help_panel=PART),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--param", metavar="NAME=VALUE", help="A parameter of the query; as often as need be.", rich_help_panel=PART
        ),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="Only this actor, by name or id, and their events.", rich_help_panel=PART)
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only this document, its claims and their events.", rich_help_panel=PART),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="EDTF", help="Only events from the first day of this date on.", rich_help_panel=PART),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="EDTF", help="Only events up to the last day of this date.", rich_help_panel=PART),
    ] = None,
    modality: Annotated[
        list[str] | None,
        typer.Option(
            help="Only events of this status; any without it, of networks what occurred.", rich_help_panel=PART
        ),
    ] = None,
) -> None:
    """Write the graph, or a part of it, as linked data, with a description (VoID, DCAT) beside it."""
    settings = read_settings()
    from api.exporting import Asked, Remarks, select
    from graph.network.forms import NETWORKS
    from graph.rdf.dumping import write_dump
    from graph.rdf.exporting import Extent

    asked = Asked(query, read_parameters(parameters or ()), actor, document, since, until, tuple(modality or ()))
    remarks = Remarks()
    name = format_ or output.name.removesuffix(".gz").rpartition(".")[2]
    if name in NETWORKS:
        if history or in_order:
            raise InputError("--history and --sorted are of linked data: a network tells the present")
        _draw(settings, asked, remarks, Drawing(output, name, zipped or output.name.endswith(".gz"), not no_text))
        return
    target = _target(output, format_, zipped=zipped, in_order=in_order)
    part = select(asked, max_rows=settings.max_rows, remarks=remarks)
    if part is not None and history:
        raise InputError("--history is of whole exports: a part tells the present")
    with open_store(settings) as store, waiting() as tell:
        extent = Extent(settings.base_iri, history=history, words=not no_text, part=part)
        done = write_dump(store, extent, target, _progress(tell))
    note(f"{done.quads:,} quads, up to commit {done.seq}, are in {output}; {done.description} describes them")
    _remark(remarks)
    if part is not None:
        things = done.things
        note(f"a part: {things['Event']:,} events, {things['Claim']:,} claims, {things['Document']:,} documents")
    if target.form.flat:
        note("this form has no named graphs: who says what is told by claims alone")
    if done.moved:
        note("the graph was written into meanwhile: labels and who is who by which key may be newer; export again")


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where a network goes, and how.

    Attributes:
        path: The file.
        form: Of `graph.network.forms.NETWORKS`.
        zipped: Whether it is compressed.
        words: Whether quotations are told.
    """

    path: Path
    form: str
    zipped: bool
    words: bool


def _draw(settings: Settings, asked: Asked, remarks: Remarks, drawing: Drawing) -> None:
    """Write a network, and tell what it has."""
    from api.exporting import select_network
    from graph.network.dumping import dump_network
    from graph.network.dyads import MOST
    from graph.network.forms import NETWORKS
    from graph.network.reading import Asked as Wanted

    part, modality = select_network(asked, max_rows=settings.max_rows, remarks=remarks)
    wanted = Wanted(part, modality, drawing.words, base_for_citing(settings))
    with open_store(settings) as store:
        done = dump_network(store, wanted, NETWORKS[drawing.form], drawing.path, zipped=drawing.zipped)
    note(f"{done.actors:,} actors and {done.pairs:,} pairs of {done.events:,} events are in {drawing.path}")
    if done.crowds:
        note(f"{done.crowds:,} events make no pairs, as more than {MOST} took part")
    _remark(remarks)


def _remark(remarks: Remarks) -> None:
    """Tell how the question was understood, and what a window leaves out."""
    for one in remarks.notes:
        note(one)
    if remarks.undated:
        many = "at least " if remarks.more else ""
        note(f"the window leaves out {many}{remarks.undated} undated events; leave since and until out to have them")


def read_parameters(words: Iterable[str]) -> dict[str, str | list[str]]:
    """A query's parameters from `NAME=VALUE`; a list where a name stands several times.

    Raises:
        InputError: One has no sign of equality.
    """
    given: dict[str, list[str]] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise InputError(f"--param {word}: write NAME=VALUE")
        given.setdefault(name.strip().replace("-", "_"), []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in given.items()}


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
