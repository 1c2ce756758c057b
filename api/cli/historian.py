"""`whomet ingest historian`: the Office of the Historian's records into the graph."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.accounts import DryRun, Report, tell_account
from api.cli.connecting import open_store, read_settings
from api.cli.console import waiting
from api.cli.loading import tell_report
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from graph.identity.authority import Authority
    from graph.records import Bundle
    from ingest.accounts import Account
    from ingest.historian import Source

type Chosen = list[tuple[Source, Path]]

EVERY = 250
"""Documents after which it is told how many there are."""


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command()(historian)


def historian(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[DIR...]",
            help="Clones of the Historian's repositories, or folders that hold them; without any they are fetched "
            "from GitHub, or brought up to date, with git.",
        ),
    ] = None,
    *,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="Only this repository; may be given repeatedly.")
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, help="Processes that read remarks and articles; each takes half a gigabyte.")
    ] = 2,
    report: Report = None,
    dry_run: DryRun = False,
) -> None:
    """Read and load the Office of the Historian's records: offices and their holders, travels, visits and relations.

    Every record is loaded, or told with its reason; the counts add up. Loading them again changes nothing.
    """
    from ingest.accounts import Account, open_report

    chosen = _choose(folders or [], only or [])
    with ExitStack() as stack:
        account = Account.into(stack.enter_context(open_report(report)) if report is not None else None)
        _read(chosen, account, jobs, dry_run=dry_run)
    tell_account(account, report)


def _choose(folders: Sequence[Path], only: Sequence[str]) -> Chosen:
    """The repositories to be read, found or fetched."""
    from ingest.historian import SOURCES, fetch_repositories, find_repositories

    names = [one.name for one in SOURCES]
    if unknown := next((name for name in only if name not in names), None):
        raise InputError(f"--only: there is no repository {unknown}; it is one of {', '.join(names)}")
    wanted = [name for name in names if not only or name in only]
    if folders:
        found = find_repositories(folders)
    else:
        with waiting() as tell:
            found = fetch_repositories(read_settings().jar_cache, wanted, tell)
    if missing := next((name for name in only if name not in found), None):
        raise InputError(f"--only: none of the folders holds the repository {missing}")
    return [(one, found[one.name]) for one in SOURCES if one.name in found and one.name in wanted]


def _read(chosen: Chosen, account: Account, jobs: int, *, dry_run: bool) -> None:
    with waiting() as tell:
        authorities = [one.authority(path, account) for one, path in chosen if one.authority is not None]
        if dry_run:
            for _ in _bundles(chosen, account, jobs, tell):
                pass
            return
    _load(chosen, authorities, account, jobs)


def _load(chosen: Chosen, authorities: Sequence[Authority], account: Account, jobs: int) -> None:
    from ingest.committing import Loader, LoadReport

    total = LoadReport()
    with open_store() as store, waiting() as tell:
        loader = Loader(store)
        loader.prepare(tell, beside=authorities)
        for report in loader.load(_bundles(chosen, account, jobs, tell)):
            total += report
    tell_report(total)


def _bundles(chosen: Chosen, account: Account, jobs: int, tell: Callable[[str], None]) -> Iterator[Bundle]:
    for source, path in chosen:
        count = 0
        for count, bundle in enumerate(source.bundles(path, account, jobs), start=1):
            if count % EVERY == 0:
                tell(f"{source.name}: {count:,} documents")
            yield bundle
        tell(f"{source.name}: {count:,} documents")
