"""`whomet ingest coded`: coded event data into the graph."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.accounts import DryRun, Report, tell_account
from api.cli.connecting import open_store
from api.cli.console import note, waiting
from api.cli.loading import tell_report
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.records import Bundle
    from graph.store.connection import Store
    from graph.store.datasets import DatasetTally
    from ingest.accounts import Account
    from ingest.coded.files import CodedFile
    from ingest.coded.reading import Told
    from ingest.coded.rows import CodedRow

EVERY = 1 << 24
"""Bytes after which it is told how much was read."""


FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="icews, polecat, gdelt, gdelt-mentions or quads, where neither header nor columns tell it.",
    ),
]
DatasetName = Annotated[
    str | None,
    typer.Option("--dataset", metavar="NAME", help="What the dataset is called; of quads, its folder's name."),
]
Epoch = Annotated[str | None, typer.Option(metavar="DATE", help="Of quads: the day of time 0, such as 2018-01-01.")]
Unit = Annotated[str, typer.Option(help="Of quads: what time counts: hours, days or quarters of an hour.")]


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command()(coded)


def coded(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Tables, plain, gzip, zip or tar; or folders that hold them."),
    ],
    *,
    format_: FormatName = None,
    dataset: DatasetName = None,
    epoch: Epoch = None,
    unit: Unit = "hours",
    report: Report = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read also files that are in the graph already, as they are.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Read and load coded event data: ICEWS, POLECAT, GDELT, or quadruples of numbers with their tables of names.

    Every row is loaded, or told with its reason; the counts add up. Nothing is loaded before all files were read to
    their ends. Loading the same again changes nothing.
    """
    from ingest.accounts import Account, open_report
    from ingest.coded.files import find_files

    told = read_told(format_, dataset, epoch, unit)
    found = find_files(files)
    with ExitStack() as stack:
        account = Account.into(stack.enter_context(open_report(report)) if report is not None else None)
        with waiting() as tell:
            reading = Reading(found, told, account, tell)
            if dry_run:
                for _ in reading.bundles():
                    pass
            else:
                _load(reading, again=again)
    tell_account(account, report)


def read_told(format_: str | None, dataset: str | None, epoch: str | None, unit: str) -> Told:
    """What the options say of the files.

    Raises:
        InputError: There is no such format or unit, or the day is none.
    """
    from ingest.coded.formats import check_format
    from ingest.coded.reading import UNITS, Told
    from ingest.coded.tables import read_day

    if unit not in UNITS:
        raise InputError(f"--unit: {unit!r} is no unit of time; use one of {', '.join(UNITS)}")
    day: dt.date | None = None
    if epoch is not None and (day := read_day(epoch)) is None:
        raise InputError(f"--epoch: {epoch!r} is no day; write it like 2018-01-01")
    return Told(check_format(format_) if format_ else None, dataset, day, UNITS[unit])


class Reading:
    """Files that are being read."""

    def __init__(self, files: list[CodedFile], told: Told, account: Account, tell: Callable[[str], None]) -> None:
        """Start with none read; `account` counts the rows, `tell` is told how far it is."""
        self.files, self.told, self.account, self.tell = files, told, account, tell
        self.datasets: set[str] = set()
        self._read = self._told_of = 0

    def rows(self) -> Iterator[CodedRow]:
        """Their rows, those of a document together."""
        from ingest.coded.reading import read_coded

        for row in read_coded(self.files, self.told, self.account, self._count):
            self.datasets.add(row.dataset)
            yield row

    def bundles(self) -> Iterator[Bundle]:
        """Their documents, with claims."""
        from ingest.coded.actors import ActorReader
        from ingest.coded.claims import ClaimMaker

        return ClaimMaker(ActorReader.of_packages()).bundles(self.rows())

    def key(self) -> str:
        """Names the reading: the same files, read alike, have the same."""
        from ingest.coded.version import reading_key

        return reading_key(self.files, self.told)

    def _count(self, number: int) -> None:
        self._read += number
        if self._read - self._told_of >= EVERY:
            self._told_of = self._read
            self.tell(f"Read {self._read >> 20:,} MB")


def _load(reading: Reading, *, again: bool) -> None:
    from graph.store.readings import is_whole, note_reading
    from ingest.committing import Loader, LoadReport

    total = LoadReport()
    key = reading.key()
    with open_store() as store:
        if not again and is_whole(store, key):
            note("these files are in the graph already, as they are; --again reads them anew")
            return
        loader = Loader(store, read_by=key)
        loader.prepare(reading.tell)
        for one in loader.load(reading.bundles()):
            total += one
            reading.tell(f"Loaded {total.documents:,} documents, {total.added + total.unchanged:,} claims")
        note_reading(store, key, total.documents)
        tell_report(total)
        tell_tallies(store, reading)


def tell_tallies(store: Store, reading: Reading) -> None:
    """Tell of each dataset what its rows came to."""
    from graph.store.datasets import tally_dataset

    for name in sorted(reading.datasets):
        _tell_tally(name, tally_dataset(store, name), reading.account)


def _tell_tally(dataset: str, tally: DatasetTally, account: Account) -> None:
    """The sum that shows that nothing else merged than what should; of all the rows, where they are the dataset's."""
    summands = f"{tally.events:,} events + {tally.mirrors:,} mirrors"
    if tally.retellings:
        summands += f" + {tally.retellings:,} retellings"
    if tally.claims == account.loaded["row"]:
        note(f"{dataset}: {account.read['row']:,} rows = {summands} + {account.left['row']:,} left out")
    else:
        note(f"{dataset}, all that the graph has: {tally.claims:,} claims = {summands}")
