"""`whomet bulk`: coded event data by the million into a fresh database."""

from __future__ import annotations

import shlex
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.accounts import Report, tell_account
from api.cli.coded import DatasetName, Epoch, FormatName, Reading, Unit, read_told, tell_tallies
from api.cli.connecting import open_store, read_settings
from api.cli.console import note, waiting
from api.cli.loading import tell_report
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.settings import Settings

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE...", help="Tables, plain, gzip, zip or tar; or folders that hold them."),
]
Folder = Annotated[
    Path | None,
    typer.Option("--files", metavar="FOLDER", help="Only write the files of the import, and the command to run."),
]
Finish = Annotated[
    Path | None,
    typer.Option("--finish", metavar="FOLDER", help="Make the database a graph, into which those files were imported."),
]


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(bulk)


def bulk(
    files: Files = None,
    *,
    format_: FormatName = None,
    dataset: DatasetName = None,
    epoch: Epoch = None,
    unit: Unit = "hours",
    report: Report = None,
    folder: Folder = None,
    finish: Finish = None,
) -> None:
    """Load coded event data into a fresh database, many times as fast as whomet ingest coded; the graph is the same.

    The embedded Neo4j is filled by neo4j-admin. For another server, the files are written and the command to run there.
    """
    settings = read_settings()
    if finish is not None:
        _finish(settings, finish)
        return
    if not files:
        raise InputError("name the files to load, or with --finish FOLDER those that were imported")
    if settings.neo4j_uri is not None and folder is None:
        raise InputError(
            f"{settings.neo4j_uri} is another server, and its neo4j-admin has to run there: name with --files FOLDER "
            "where the files to import shall be written"
        )
    from ingest.accounts import Account, open_report
    from ingest.coded.files import find_files

    told, found = read_told(format_, dataset, epoch, unit), find_files(files)
    with ExitStack() as stack:
        account = Account.into(stack.enter_context(open_report(report)) if report is not None else None)
        with waiting() as tell:
            reading = Reading(found, told, account, tell)
            if folder is not None:
                _write(reading, folder, tell)
            else:
                _load(reading, settings, tell)
    tell_account(account, report)


def _load(reading: Reading, settings: Settings, tell: Callable[[str], None]) -> None:
    from ingest.bulk.loading import bulk_load

    built, rest = bulk_load(settings, reading.rows(), tell, reading.key())
    note(f"{built.documents:,} documents, {built.claims:,} claims, {built.events:,} events imported")
    if built.rest:
        tell_report(rest)
    with open_store(settings) as store:
        tell_tallies(store, reading)


def _write(reading: Reading, folder: Path, tell: Callable[[str], None]) -> None:
    from ingest.bulk.loading import import_command, write_files

    built = write_files(folder, reading.rows(), tell, reading.key())
    note(f"{built.documents:,} documents, {built.claims:,} claims, {built.events:,} events are in {folder}")
    note("Copy the folder to the server, stop the database, and run there, with its paths:")
    typer.echo(shlex.join(["neo4j-admin", *import_command(folder)]))
    note(f"Then start the database and run: whomet bulk --finish {shlex.quote(str(folder))}")


def _finish(settings: Settings, folder: Path) -> None:
    from ingest.bulk.loading import finish

    with open_store(settings) as store, waiting() as tell:
        report = finish(store, folder, tell)
    if report.documents:
        tell_report(report)
    note("the graph is ready: whomet query coverage")
