"""What came of a source's records, told at the end of a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import err, note

if TYPE_CHECKING:
    from ingest.accounts import Account

Report = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write all that is wrong with records here (JSONL).")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only read and check; the database is not touched.")]


def tell_account(account: Account, report: Path | None) -> None:
    """Tell the first findings, how many more there are, and the counts."""
    for finding in account.shown:
        err().print(str(finding), style="yellow", markup=False, soft_wrap=True)
    if hidden := account.findings - len(account.shown):
        note(f"and {hidden:,} more{'' if report else '; --report FILE lists all'}")
    for line in account.lines():
        note(line)
