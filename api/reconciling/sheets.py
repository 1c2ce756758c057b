"""A spreadsheet of names as CSV: its rows as questions, and the same rows with what they were answered."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from api.answers import LIST_SEPARATOR
from api.reconciling.questions import read_question
from graph.errors import InputError, ParameterError, RecordError
from ingest.loading.csv_columns import DELIMITERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from api.reconciling.questions import Question
    from api.reconciling.weighing import Result

ADDED: Final = (
    "whomet_id",
    "whomet_label",
    "whomet_score",
    "whomet_match",
    "whomet_candidates",
    "whomet_notes",
)
"""Columns that are added: the best candidate, whether it is certain, the others, and what was not understood."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet: its line, counted from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def place(self, column: str) -> int:
        """Where a column is.

        Raises:
            InputError: There is none of that name, or there are several.
        """
        if (many := self.columns.count(column)) == 1:
            return self.columns.index(column)
        told = f"has {many} columns {column!r}; rename all but one" if many else f"has no column {column!r}"
        raise InputError(f"{self.file} {told}" + ("" if many else f"; it has {', '.join(self.columns)}"))


def read_sheet(text: str, file: str) -> Sheet:
    """Read CSV with a header; commas, semicolons or tabs between the cells, whichever make the most columns.

    Raises:
        RecordError: It is no such text, or a row has more or fewer cells than the header.
        InputError: It has columns that would be added.
    """
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        # Lines are counted as they are read, so that a cell of several lines is told by its last.
        rows.extend(Row(reader.line_num, tuple(cells)) for cells in reader if any(cell.strip() for cell in cells))
    except csv.Error as error:
        raise RecordError(f"is no CSV: {error}", file=file, line=reader.line_num) from error
    if not rows:
        raise RecordError("is empty; it is to begin with the names of its columns", file=file)
    header, *others = rows
    columns = tuple(cell.strip() for cell in header.cells)
    for row in others:
        if len(row.cells) != len(columns):
            problem = (
                f"has {len(row.cells)} cells, and the header has {len(columns)}; quote cells that hold {delimiter!r}"
            )
            raise RecordError(problem, file=file, line=row.line)
    if taken := [name for name in ADDED if name in columns]:
        raise InputError(f"{file} has a column {taken[0]!r} already, which would be added; rename or remove it")
    return Sheet(file, columns, tuple(others))


def questions_of(
    sheet: Sheet, column: str, told: Mapping[str, str], *, type_: str | None, limit: int
) -> list[Question | None]:
    """One question for each row; None where the name is empty.

    Args:
        sheet: The spreadsheet.
        column: The column with the names.
        told: Property → the column that has it.
        type_: Type of entity that is meant.
        limit: Most candidates for each name.

    Raises:
        InputError: A column is not there.
        RecordError: A cell can't be used; names its line.
    """
    name = sheet.place(column)
    places = {pid: sheet.place(one) for pid, one in told.items()}
    found: list[Question | None] = []
    for row in sheet.rows:
        properties = [{"pid": pid, "v": cell} for pid, at in places.items() if (cell := row.cells[at].strip())]
        raw: dict[str, Any] = {"query": row.cells[name].strip(), "limit": limit, "properties": properties}
        if not raw["query"]:
            found.append(None)
            continue
        try:
            found.append(read_question(raw | ({"type": type_} if type_ else {}), "row"))
        except ParameterError as error:
            raise RecordError(str(error), file=sheet.file, line=row.line, field=column) from error
    return found


def header_line(sheet: Sheet) -> bytes:
    """The header with the columns that are added."""
    return _lines([(*sheet.columns, *ADDED)])


def row_lines(rows: Iterable[Row], results: Iterable[Result | None]) -> bytes:
    """Rows with what they were answered; cells stay empty where nothing was asked."""
    return _lines((*row.cells, *_cells(result)) for row, result in zip(rows, results, strict=True))


def _cells(result: Result | None) -> Sequence[str]:
    if result is None:
        return [""] * len(ADDED)
    best, *others = result.candidates or (None,)
    listed = [f"{one.facts.id} ({one.score:g})" for one in others if one]
    listed += [f"and {result.left_out} more"] if result.left_out else []
    notes = LIST_SEPARATOR.join(result.notes)
    if best is None:
        return ["", "", "", "false", "", notes]
    match = "true" if result.certain else "false"
    return [best.facts.id, best.facts.label, f"{best.score:g}", match, LIST_SEPARATOR.join(listed), notes]


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
