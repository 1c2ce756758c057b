"""`whomet demo`: a graph to ask, in one command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, LiteralString

import typer

from api.cli.connecting import open_store
from api.cli.console import note, out, waiting
from graph.errors import ForeignGraphError

if TYPE_CHECKING:
    from graph.records import Bundle, Document
    from graph.store.connection import Store

PERSON, YEAR = "Lukashenko", "2025"
MODALITIES = ("occurred", "scheduled", "possible")

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
  whomet ingest article FILE --dry-run                           a report of yours beside the claims found in it
  whomet ingest article FILE                                     the same, into the graph
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
    """Read three sample dispatches, load what they claim, and show whom Lukashenko met in 2025, and who says so."""
    with open_store() as store:
        from ingest.committing import Loader, LoadReport
        from ingest.samples import read_dispatches

        documents = read_dispatches()
        if not add:
            refuse_foreign(store, [one.doc_id for one in documents])
        with waiting() as tell:
            tell("Reading the dispatches.")
            bundles = extract(documents)
            loader = Loader(store)
            loader.prepare(tell)
            total = LoadReport()
            for report in loader.load(bundles):
                total += report
        show_claims(bundles)
        note(f"In the graph: {total.documents} documents, {total.added} claims added, {total.unchanged} known already.")
        show(store)
    note(NEXT)


def extract(documents: list[Document]) -> list[Bundle]:
    """Read the claims off the prose, by the rules, as `whomet ingest article` does."""
    from ingest.extract.pipeline import Extractor

    return list(Extractor().extract(documents))


def show_claims(bundles: list[Bundle]) -> None:
    """Print a few of the claims beside their sentences: one of what occurred, of what is to come, of what may be."""
    from api.cli.side_by_side import print_claims

    claims = [claim for one in bundles for claim in one.claims]
    found = [[claim for claim in claims if claim.modality == modality] for modality in MODALITIES]
    few = [max(some, key=lambda claim: (claim.place is not None, len(claim.attribution))) for some in found if some]
    console = out()
    told = f"{len(claims)} claims extracted from the prose of {len(bundles)} dispatches, {len(few)} of them:"
    console.print(told, style="bold")
    print_claims(console, few)


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
