"""`whomet ingest coded`: coded event data into the graph."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.accounts import DryRun, Report, tell_account
from api.cli.connecting import open_store
from api.cli.console import waiting
from api.cli.loading import tell_report
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.records import Bundle
    from ingest.accounts import Account
    from ingest.coded.files import CodedFile
    from ingest.coded.reading import Told

EVERY = 1 << 24
"""Bytes after which it is told how much was read."""


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command()(coded)


def coded(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Tables, plain, gzip, zip or tar; or folders that hold them."),
    ],
    *,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="icews, polecat, gdelt, gdelt-mentions or quads, where neither header nor columns tell it.",
        ),
    ] = None,
    dataset: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the dataset is called; of quads, its folder's name.")
    ] = None,
    epoch: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of quads: the day of time 0, such as 2018-01-01.")
    ] = None,
    unit: Annotated[
        str, typer.Option(help="Of quads: what time counts: hours, days or quarters of an hour.")
    ] = "hours",
    report: Report = None,
    dry_run: DryRun = False,
) -> None:
    """Read and load coded event data: ICEWS, POLECAT, GDELT, or quadruples of numbers with their tables of names.

    Every row is loaded, or told with its reason; the counts add up. Nothing is loaded before all files were read to
    their ends. Loading the same again changes nothing.
    """
    from ingest.accounts import Account, open_report
    from ingest.coded.files import find_files

    told = _told(format_, dataset, epoch, unit)
    found = find_files(files)
    with ExitStack() as stack:
        account = Account.into(stack.enter_context(open_report(report)) if report is not None else None)
        with waiting() as tell:
            bundles = _bundles(found, told, account, tell)
            if dry_run:
                for _ in bundles:
                    pass
            else:
                _load(bundles, tell)
    tell_account(account, report)


def _told(format_: str | None, dataset: str | None, epoch: str | None, unit: str) -> Told:
    from ingest.coded.formats import check_format
    from ingest.coded.reading import UNITS, Told
    from ingest.coded.tables import read_day

    if unit not in UNITS:
        raise InputError(f"--unit: {unit!r} is no unit of time; use one of {', '.join(UNITS)}")
    day: dt.date | None = None
    if epoch is not None and (day := read_day(epoch)) is None:
        raise InputError(f"--epoch: {epoch!r} is no day; write it like 2018-01-01")
    return Told(check_format(format_) if format_ else None, dataset, day, UNITS[unit])


def _bundles(files: list[CodedFile], told: Told, account: Account, tell: Callable[[str], None]) -> Iterator[Bundle]:
    from ingest.coded.actors import ActorReader
    from ingest.coded.claims import ClaimMaker
    from ingest.coded.reading import read_coded

    read = told_of = 0

    def count(number: int) -> None:
        nonlocal read, told_of
        read += number
        if read - told_of >= EVERY:
            told_of = read
            tell(f"Read {read >> 20:,} MB")

    rows = read_coded(files, told, account, count)
    yield from ClaimMaker(ActorReader.of_packages()).bundles(rows)


def _load(bundles: Iterator[Bundle], tell: Callable[[str], None]) -> None:
    from ingest.committing import Loader, LoadReport

    total = LoadReport()
    with open_store() as store:
        loader = Loader(store)
        loader.prepare(tell)
        for one in loader.load(bundles):
            total += one
            tell(f"Loaded {total.documents:,} documents, {total.added + total.unchanged:,} claims")
    tell_report(total)
