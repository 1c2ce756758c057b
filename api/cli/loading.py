"""`whomet load`, `retract` and `dump`: bringing reports in, taking a claim back, writing everything out."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.connecting import open_store
from api.cli.console import err, note, waiting, write
from api.cli.exits import Exit
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.records import Bundle
    from ingest.committing import LoadReport
    from ingest.loading.problems import Rejected

STDIN = Path("-")


def add(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (load, retract, dump):
        app.command()(command)


class Tally:
    """What a file's reading and loading came to.

    Attributes:
        rejected: Documents that could not be used.
        documents: Documents that could.
        claims: Their claims.
    """

    def __init__(self) -> None:
        """Start at nothing."""
        self.rejected = self.documents = self.claims = 0

    def accepted(self, outcomes: Iterable[Bundle | Rejected]) -> Iterator[Bundle]:
        """Pass on the documents that can be used; tell every error of the others."""
        from ingest.loading.problems import Rejected

        for outcome in outcomes:
            if isinstance(outcome, Rejected):
                self.rejected += 1
                for error in outcome.errors:
                    err().print(str(error), style="red", markup=False, soft_wrap=True)
            else:
                self.documents += 1
                self.claims += len(outcome.claims)
                yield outcome

    def end(self) -> None:
        """Leave with the code that says whether anything was rejected."""
        if self.rejected:
            told = "1 document was" if self.rejected == 1 else f"{self.rejected} documents were"
            note(f"{told} rejected; mend what is told above and load the file again")
            raise typer.Exit(Exit.REJECTED)


def load(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="JSON Lines, YAML or CSV; - reads from a pipe.")
    ],
    coder: Annotated[
        str | None, typer.Option(help="Who coded the claims that don't say it, such as human:YOUR-NAME.")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="jsonl, yaml or csv, where the file's name does not tell.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the files, where it is neither UTF-8 nor UTF-16.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only check the files; the database is not touched.")
    ] = False,
) -> None:
    """Load reports with their claims. A document loads whole or not at all, and takes no other one with it.

    Loading a document again replaces its claims. What can't be used is told as FILE:LINE: FIELD: PROBLEM.
    """
    for file in files:
        if file != STDIN and not file.is_file():
            raise InputError(f"there is no file {file}")
    from ingest.loading.reading import read_bundles

    tally = Tally()
    outcomes = (
        outcome
        for file in files
        for outcome in read_bundles(None if file == STDIN else file, format=format_, coder=coder, encoding=encoding)
    )
    bundles = tally.accepted(outcomes)
    if dry_run:
        for _ in bundles:
            pass
        note(f"{tally.documents} documents with {tally.claims} claims can be loaded")
    else:
        with open_store() as store, waiting() as tell:
            from ingest.committing import Loader, LoadReport

            loader = Loader(store)
            loader.prepare(tell)
            total = LoadReport()
            for report in loader.load(bundles):
                total += report
                tell(f"Loaded {total.documents} documents, {total.added} claims")
        tell_report(total)
    tally.end()


def tell_report(report: LoadReport) -> None:
    """Say in a line what changed."""
    documents = "1 document" if report.documents == 1 else f"{report.documents} documents"
    claims = f"{report.added} claims added, {report.closed} closed, {report.unchanged} unchanged"
    commit = f" (commit {report.seq})" if report.seq is not None else ""
    note(f"{documents}: {claims}{commit}")
    if report.retracted:
        note(f"stay closed, as somebody decided: {', '.join(report.retracted)}")
    if report.upheld:
        note(f"stand as somebody decided, though read otherwise now: {', '.join(report.upheld)}")
    for claim in report.lapsed:
        note(f"{claim}, on which somebody had decided, is closed: the new text does not have its words there")


def retract(
    claim: Annotated[str, typer.Argument(help="Id of the claim; whomet show EVENT lists those of an event.")],
    reason: Annotated[str, typer.Option(help="Why it is wrong, for those who find it closed.")],
    by: Annotated[str | None, typer.Option(help="Who decided; you, by your user name, where it is left out.")] = None,
) -> None:
    """Take a claim back: it is closed with the reason, and events are brought up to date. Nothing is deleted."""
    id_ = claim if claim.startswith("claim/") else f"claim/{claim}"
    with open_store() as store:
        from ingest.retracting import retract as retract_claim

        report = retract_claim(store, id_, reason, by or f"human:{getpass.getuser()}")
    note(f"{id_} is closed (commit {report.seq}); whomet show {id_} says so, with the reason")


def dump() -> None:
    """Write the whole graph to standard output in canonical form: equal graphs give equal dumps."""
    with open_store() as store:
        from graph.store.dump import dump_lines

        for line in dump_lines(store):
            write(line.rstrip("\n").encode() + b"\n")
