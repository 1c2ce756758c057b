"""`whomet sparql`: ask the graph with SPARQL."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.connecting import find_address, read_settings
from api.cli.console import note, waiting
from graph.errors import InputError, ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.rdf.sparql.copies import Copy
    from graph.rdf.sparql.text import Query
    from graph.settings import Settings

STANDARD_INPUT = "-"


class ResultForm(StrEnum):
    """How an answer is written: rows as the first four, graphs as the others."""

    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    XML = "xml"
    TTL = "ttl"
    JSONLD = "jsonld"
    NT = "nt"
    RDFXML = "rdfxml"


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(sparql)


def sparql(
    query: Annotated[str, typer.Argument(metavar="QUERY|FILE", help="The query, a file that has it, or - for input.")],
    *,
    form: Annotated[
        ResultForm | None,
        typer.Option("--format", help="Of the answer; without it TSV for rows, JSON for ASK, Turtle for graphs."),
    ] = None,
) -> None:
    """Ask the graph with SPARQL 1.1, read-only. A copy of the graph is made first where it changed."""
    from api.linked.sparql import OFFERED
    from graph.rdf.sparql.text import read_query

    asked = read_query(read_text(query))
    offered = OFFERED[asked.kind]
    default = {"SELECT": ResultForm.TSV, "ASK": ResultForm.JSON}.get(asked.kind, ResultForm.TTL)
    chosen = (form or default).value
    if chosen not in offered:
        raise ParameterError("format", f"of the answer to {asked.kind} is {', '.join(offered)}, not {chosen}")
    settings = read_settings()
    find_address(settings)
    with waiting() as tell:
        content, copy = _ask(settings, asked, chosen, tell)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    note(f"As of commit {copy.seq}; {copy.quads:,} statements.")


def read_text(query: str) -> str:
    """The query that an argument gives: itself, of a file, or of standard input.

    Raises:
        InputError: The file can't be read.
    """
    if query == STANDARD_INPUT:
        return sys.stdin.read()
    if any(sign in query for sign in "{\n") or query.lstrip()[:9].upper() == "DESCRIBE ":
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"{query}: is neither a query nor a file that can be read ({error})") from error


def _millions(tell: Callable[[str], None]) -> Callable[[int], None]:
    """What tells of the copying, once a million statements."""
    told = -1

    def told_of(statements: int) -> None:
        nonlocal told
        millions = statements // 1_000_000
        if millions > told:
            told = millions
            tell("copying the graph" + (f": {millions} million statements" if millions else ""))

    return told_of


def _ask(settings: Settings, asked: Query, form: str, tell: Callable[[str], None]) -> tuple[bytes, Copy]:
    import asyncio

    from api.linked.engine import make_engine
    from graph.rdf.sparql.worker import Question
    from graph.store.connection import Address, Store
    from graph.store.lookup import read_state

    with Store(Address.of(settings)) as store:
        digest = read_state(store).digest

    async def run() -> tuple[bytes, Copy]:
        engine = make_engine(settings)
        try:
            copy = await engine.copy_of(digest, wait=True, tell=_millions(tell))
            tell("asking")
            question = Question(asked.text, form, asked.graphs, most_rows=settings.sparql_max_rows)
            return await engine.ask(copy, question), copy
        finally:
            await engine.close()

    return asyncio.run(run())
