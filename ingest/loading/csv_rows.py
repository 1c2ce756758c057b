"""CSV as people fill it in: one claim a row, its document's cells repeated or left empty under the first row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import RecordError
from ingest.loading import csv_columns as columns
from ingest.loading.assembly import Outcome, Seen
from ingest.loading.csv_documents import DocumentRows
from ingest.loading.people import build_bundle
from ingest.loading.problems import reject, show

# Unless told otherwise, the csv module takes a cell of at most 131,072 signs, and a text may be longer.
LONGEST_CELL = 100_000_000

_COMMA = re.compile(r"[01],[0-9]+")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells by their columns, empty ones left out."""

    line: int
    cells: Mapping[str, str]
    problems: Sequence[str]


def read_csv(text: str, file: str, coder: str | None = None, folder: Path | None = None) -> Iterator[Outcome]:
    """Read people's CSV; a mistake in the quoting itself ends the reading after the documents before it.

    Args:
        text: The file's text, its line ends made alike.
        file: Its name, for errors.
        coder: Who coded the claims above the first row that says it.
        folder: Where `text_file` leads from, and which it may not leave; None where there is no such folder.
    """
    table = _Table(file, coder, folder)
    rows = _read_rows(text, file)
    try:
        header = next(rows, None)
        names = [columns.column_name(cell) for cell in header[1]] if header is not None else []
        if problems := columns.check_header(names):
            yield reject(None, [RecordError(problem, file=file, line=1) for problem in problems])
            return
        for line, cells in rows:
            yield from table.take(_by_column(line, names, cells))
    except RecordError as error:
        yield from table.end(error)
    else:
        yield from table.end()


def _read_rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each begins: a cell may hold line breaks."""
    delimiter, above = columns.find_delimiter(text)
    lines = io.StringIO(text)
    for _ in range(above):
        lines.readline()
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = above + 1
    try:
        for cells in reader:
            yield begins, cells
            begins = above + reader.line_num + 1
    except csv.Error as error:
        problem = (
            f"the row that begins here is no CSV ({error}), and nothing more was read; a cell with quotation marks in "
            "it must stand in quotation marks, and those inside must be doubled"
        )
        raise RecordError(problem, file=file, line=begins) from error


def _by_column(line: int, names: Sequence[str], cells: Sequence[str]) -> _Row:
    told: dict[str, str] = {}
    problems: list[str] = []
    for at, cell in enumerate(cells):
        name = names[at] if at < len(names) else ""
        if not cell.strip():
            continue
        if name:
            told[name] = cell if name == "text" else cell.strip()
        else:
            problems.append(f"{show(cell)} stands in a column without a name; quote cells that hold the delimiter")
    return _Row(line, told, problems)


class _Table:
    def __init__(self, file: str, coder: str | None, folder: Path | None) -> None:
        self.file, self.coder, self.folder = file, coder, folder
        self.rows: DocumentRows | None = None
        self.seen = Seen()
        # Where the rows of each labelled document began: a label that comes back is no new document.
        self.labels: dict[str, int] = {}

    def take(self, row: _Row) -> Iterator[Outcome]:
        """Take a row; gives the document that it brings to an end."""
        about = {name: cell for name, cell in row.cells.items() if name in columns.DOCUMENT}
        if self.rows is None or self.rows.is_left_by(about):
            if not row.cells and not row.problems:
                return
            yield from self.end()
            self.rows = self._start(about.get("document"), row.line)
        self.rows.describe(about, row.line)
        for problem in row.problems:
            self.rows.add_error(problem, row.line)
        self.coder = row.cells.get("coder", self.coder)
        claim = {name: cell for name, cell in row.cells.items() if name in columns.CLAIM and name != "coder"}
        if claim:
            self.rows.add_claim(_fields(claim, self.coder), row.line)

    def end(self, error: RecordError | None = None) -> Iterator[Outcome]:
        """Finish the document that is being read, with what broke off the reading."""
        rows, self.rows = self.rows, None
        if rows is not None:
            draft = rows.draft()
            draft.errors += [error] if error is not None else []
            yield build_bundle(draft, self.seen)
        elif error is not None:
            yield reject(None, [error])

    def _start(self, label: str | None, line: int) -> DocumentRows:
        rows = DocumentRows(self.file, line, self.folder)
        if label is not None and (first := self.labels.setdefault(label, line)) != line:
            problem = f"{label!r} began on line {first} and other documents stand between; put its rows together"
            rows.add_error(problem, line, "document")
        return rows


def _fields(cells: Mapping[str, str], coder: str | None) -> dict[str, object]:
    fields: dict[str, object] = {name: cell for name, cell in cells.items() if name not in columns.QUANTITY}
    quantity = {name: cells[name] for name in columns.QUANTITY if name in cells}
    if quantity:
        fields["quantity"] = quantity
    if _COMMA.fullmatch(confidence := cells.get("confidence", "")):
        # Spreadsheets of half of Europe write 0.9 so.
        fields["confidence"] = confidence.replace(",", ".")
    if coder is not None:
        fields["coder"] = coder
    return fields
