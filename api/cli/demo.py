"""`whomet demo`: a graph to ask, in one command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, LiteralString

import typer

from api.cli.connecting import open_store
from api.cli.console import note, out, waiting
from graph.errors import ForeignGraphError, InputError

if TYPE_CHECKING:
    from graph.records import Bundle
    from graph.store.connection import Store

PERSON, YEAR = "Lukashenko", "2025"

FOREIGN: LiteralString = """
MATCH (d:Document) WHERE NOT d.id IN $ids
RETURN count(DISTINCT d.id) AS documents
"""

NEXT = f"""
Go on:
  whomet query who_met_whom --person {PERSON} --format json    the same rows, to be read by programs
  whomet query disputed_events                                   where the dispatches disagree
  whomet query releases --state Belarus --modality all           who was freed, and who may be
  whomet queries                                                 all the questions there are
  whomet serve                                                   the same over HTTP; see /docs
  whomet load FILE                                               your own reports
  whomet db stop                                                 end the database, keep what it holds
"""


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    add: Annotated[
        bool, typer.Option("--add", help="Load the samples into a graph that holds other documents.")
    ] = False,
) -> None:
    """Load three sample dispatches and show whom Lukashenko met in 2025, and who says so."""
    with open_store() as store:
        from ingest.committing import Loader, LoadReport

        bundles = read_samples()
        if not add:
            refuse_foreign(store, [one.document.doc_id for one in bundles])
        with waiting() as tell:
            loader = Loader(store)
            loader.prepare(tell)
            total = LoadReport()
            for report in loader.load(bundles):
                total += report
        note(f"The samples: {total.documents} documents, {total.added} claims added, {total.unchanged} known already.")
        show(store)
    note(NEXT)


def read_samples() -> list[Bundle]:
    """The sample documents.

    Raises:
        InputError: One can't be used; the installation is broken.
    """
    from graph.records import Bundle
    from ingest.loading.reading import read_bundles
    from ingest.samples import sample_paths

    bundles: list[Bundle] = []
    for path in sample_paths():
        for outcome in read_bundles(path):
            if not isinstance(outcome, Bundle):
                raise InputError("the samples can't be used: " + "; ".join(map(str, outcome.errors)))
            bundles.append(outcome)
    return bundles


def refuse_foreign(store: Store, ids: list[str]) -> None:
    """Refuse to mix samples into somebody's graph.

    Raises:
        ForeignGraphError: The graph holds documents that are no samples.
    """
    count = store.read(FOREIGN, ids=ids).values[0][0]
    if count:
        documents = "another document" if count == 1 else f"{count} other documents"
        raise ForeignGraphError(
            f"the graph holds {documents}; set WHOMET_HOME to a new folder for the demo, or say --add to mix them"
        )


def show(store: Store) -> None:
    """Print who met whom in the samples."""
    from api.cli.tables import print_table
    from queries.catalogue import load_catalogue
    from queries.running import run_sync

    query = load_catalogue().get("who_met_whom")
    answer = run_sync(store, query, {"person": PERSON, "since": YEAR, "until": YEAR})
    console = out()
    console.print(f"Whom {PERSON} met, called or visited in {YEAR}", style="bold")
    print_table(console, answer)
