"""`whomet reconcile`: the names of a spreadsheet matched with actors."""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.connecting import read_async
from api.cli.console import note, write
from graph.errors import InputError

if TYPE_CHECKING:
    from api.reconciling.sheets import Sheet
    from graph.store.connection import AsyncStore


class EntityType(StrEnum):
    """Types of actors."""

    PERSON = "Person"
    STATE = "State"
    ORGANIZATION = "Organization"
    GROUP = "Group"


def _column(told: str) -> Any:  # noqa: ANN401  -- Typer's own
    return typer.Option(metavar="COLUMN", help=told)


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(reconcile)


def reconcile(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with a header; - reads a pipe.")],
    column: Annotated[str, typer.Option(metavar="COLUMN", help="The column with the names.")],
    *,
    type_: Annotated[EntityType | None, typer.Option("--type", help="What the names are names of.")] = None,
    state: Annotated[str | None, _column("The column with the state: a name or a code.")] = None,
    office: Annotated[str | None, _column("The column with the office or title.")] = None,
    date: Annotated[str | None, _column("The column with the time when the name was used.")] = None,
    born: Annotated[str | None, _column("The column with the date or year of birth.")] = None,
    died: Annotated[str | None, _column("The column with the date or year of death.")] = None,
    link: Annotated[str | None, _column("The column with a Wikidata or VIAF id.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most candidates to list for a name.")] = 5,
    encoding: Annotated[str | None, typer.Option(help="Encoding of the file; UTF-8 or UTF-16 otherwise.")] = None,
) -> None:
    """Match the names of a spreadsheet with actors: CSV in, the same CSV with six more columns out.

    whomet_match is true where a report with this name would be taken to mean this actor, or what else the row tells
    leaves only this one; else whomet_id is a proposal, and it is for you to decide.
    """
    from api.reconciling.sheets import header_line, questions_of, read_sheet

    sheet = read_sheet(_text(file, encoding), str(file))
    properties = {"state": state, "office": office, "date": date, "born": born, "died": died, "link": link}
    told = {pid: name for pid, name in properties.items() if name is not None}
    questions = questions_of(sheet, column, told, type_=type_.value if type_ else None, limit=limit)

    async def work(store: AsyncStore) -> None:
        from api.reconciling.questions import MOST_QUESTIONS
        from api.reconciling.reconciler import Reconciler

        reconciler = Reconciler(store)
        write(header_line(sheet))
        counted = {"certain": 0, "asked": 0}
        for start in range(0, len(questions), MOST_QUESTIONS):
            some = questions[start : start + MOST_QUESTIONS]
            answers = iter(await reconciler.answer([one for one in some if one is not None]))
            results = [next(answers) if one is not None else None for one in some]
            counted["asked"] += sum(one is not None for one in results)
            counted["certain"] += sum(one.certain for one in results if one is not None)
            _write_rows(sheet, start, results)
        note(f"{counted['certain']} of {counted['asked']} names are certain; look at the others.")

    read_async(work)


def _write_rows(sheet: Sheet, start: int, results: list[Any]) -> None:
    from api.reconciling.sheets import row_lines

    write(row_lines(sheet.rows[start : start + len(results)], results))


def _text(file: Path, encoding: str | None) -> str:
    from ingest.loading.decoding import read_text, uncompress

    if str(file) == "-":
        return read_text(uncompress(io.BufferedReader(io.BytesIO(sys.stdin.buffer.read()))), "-", encoding)
    try:
        with file.open("rb") as stream:
            return read_text(uncompress(stream), str(file), encoding)
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
