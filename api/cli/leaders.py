"""`whomet ingest leaders`: lists of office-holders into the graph."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.accounts import DryRun, Report, tell_account
from api.cli.connecting import open_store
from api.cli.console import note, waiting, write
from graph.errors import EdtfError, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.identity.authority import Authority, Merge
    from ingest.accounts import Account
    from ingest.leaders import Format


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command()(leaders)


def leaders(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Lists of office-holders.")],
    *,
    format_: Annotated[
        str | None,
        typer.Option("--format", help="table, wikidata, archigos or phoenix, where the content does not tell."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the files, where it is neither UTF-8 nor UTF-16.")
    ] = None,
    known_until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Day up to which the lists know who is in office, such as 2022-10; else told by the dates in them.",
        ),
    ] = None,
    merges: Annotated[
        bool,
        typer.Option(
            "--merges",
            help="List who is one with somebody of another source, separated by tabs: id, name, list, source, reason.",
        ),
    ] = False,
    report: Report = None,
    dry_run: DryRun = False,
) -> None:
    """Load lists of office-holders: a table of your own, Wikidata, Archigos, or the Phoenix dictionaries.

    A file replaces what was loaded from a file of its name. All names in the graph are resolved anew with it. What
    can't be used of a list is told; a table of your own is loaded whole or not at all.
    """
    from ingest.accounts import Account, open_report

    with ExitStack() as stack:
        account = Account.into(stack.enter_context(open_report(report)) if report is not None else None)
        authorities = _read(files, _format(format_), account, encoding, _known(known_until))
    tell_account(account, report)
    if not authorities:
        raise InputError("none of the files names anybody in office; nothing was loaded")
    told = _compare(authorities) if dry_run else _load(authorities)
    if merges:
        _print_merges(told, authorities)


def _format(name: str | None) -> Format | None:
    from ingest.leaders import FORMATS, Format

    if name is None:
        return None
    try:
        return Format(name)
    except ValueError as error:
        raise InputError(f"--format: {name} is none of {FORMATS}") from error


def _known(day: str | None) -> str | None:
    from graph.dates import bounds

    try:
        if day is not None and bounds(day).hi is None:
            raise InputError(f"--known-until: {day} has no end; give a day, a month or a year")
    except EdtfError as error:
        raise InputError(f"--known-until: {error}") from error
    return day


def _read(
    files: Sequence[Path], format_: Format | None, account: Account, encoding: str | None, known_until: str | None
) -> list[Authority]:
    from ingest.leaders import read_leaders

    found: dict[str, Authority] = {}
    with waiting() as tell:
        for file in files:
            if not file.is_file():
                raise InputError(f"there is no file {file}")
            tell(f"Reading {file.name}")
            one = read_leaders(file, format_, account=account, encoding=encoding, known_until=known_until)
            if one.name in found:
                raise InputError(f"{file} has the name of a file before it; load one after the other in place of it")
            if one.persons:
                found[one.name] = one
            else:
                note(f"{file} names nobody in office; left out")
    return list(found.values())


def _compare(authorities: Sequence[Authority]) -> Sequence[Merge]:
    """Whom the packages have, as far as that can be told without the database."""
    from graph.identity.merging import merge
    from graph.identity.packages import load_packages
    from ingest.committing import in_order

    for one in authorities:
        note(_said(one))
    return merge(*in_order([load_packages(), *authorities])).merges


def _load(authorities: Sequence[Authority]) -> Sequence[Merge]:
    with open_store() as store, waiting() as tell:
        from ingest.committing import Loader, load_authorities, merged_authority

        Loader(store).prepare(tell)
        changed = load_authorities(store, authorities, tell)
        told = merged_authority(store).merges
    for one in authorities:
        note(f"{_said(one)}{' loaded' if one.name in changed else '; nothing changed'}")
    return told


def _said(one: Authority) -> str:
    return f"{one.name}: {len(one.persons):,} people, {len(one.posts):,} posts, {len(one.tenures):,} tenures"


def _print_merges(merges: Sequence[Merge], authorities: Sequence[Authority]) -> None:
    """List them as tab-separated values, a line each."""
    names = {one.name for one in authorities}
    found = [one for one in merges if not names.isdisjoint((one.origin, one.known))]
    for one in found:
        write(f"{one.kept}\t{one.label}\t{one.origin}\t{one.known}\t{one.reason}\n".encode())
    note(f"{len(found):,} people of these lists are one with somebody of another source")
