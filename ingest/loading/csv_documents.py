"""What a spreadsheet's rows tell about one document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.errors import InputError, RecordError
from ingest.loading.csv_columns import NAMES
from ingest.loading.decoding import read_text, uncompress
from ingest.loading.draft import Draft, Fields
from ingest.loading.problems import Path as At
from ingest.loading.problems import show

# What tells documents apart, strongest first.
IDENTITY = ("doc_id", "url", "title")


class DocumentRows:
    """The rows of one document, as far as read."""

    def __init__(self, file: str, line: int, folder: Path | None) -> None:
        """Begin at a row.

        Args:
            file: The file's name, for errors.
            line: The row's line.
            folder: Where `text_file` leads from; None where there is no such folder.
        """
        self._file, self._folder = file, folder
        self._cells: dict[str, str] = {}
        self._lines: dict[At, int] = {(): line}
        self._claims: list[object] = []
        self._errors: list[RecordError] = []

    def is_left_by(self, cells: Mapping[str, str]) -> bool:
        """Whether a row with these cells belongs to another document.

        The label in `document` decides where a row has one; else the first of doc_id, url and title that both
        this document and the row have. A row without any of them belongs to the document above it.
        """
        if "document" in cells:
            return self._cells.get("document") != cells["document"]
        told = [name for name in IDENTITY if name in cells]
        shared = [name for name in told if name in self._cells]
        if shared:
            return self._cells[shared[0]] != cells[shared[0]]
        return bool(told)

    def describe(self, cells: Mapping[str, str], line: int) -> None:
        """Take what a row tells about the document; it may repeat what was told, and not contradict it."""
        for name, cell in cells.items():
            if self._cells.setdefault(name, cell) != cell:
                problem = (
                    f"{show(cell)} contradicts {show(self._cells[name])} on line {self._lines[name,]}; "
                    "for another document, give it another label in the column document"
                )
                self.add_error(problem, line, name)
            self._lines.setdefault((name,), line)

    def add_claim(self, fields: Fields, line: int) -> None:
        """Take the claim that a row tells."""
        self._lines["claims", len(self._claims)] = line
        self._claims.append(fields)

    def add_error(self, problem: str, line: int, name: str | None = None) -> None:
        """Note what is wrong on a row."""
        self._errors.append(RecordError(problem, file=self._file, line=line, field=name))

    def draft(self) -> Draft:
        """The document with its claims, its text read from where it lies."""
        document: Fields = {name: cell for name, cell in self._cells.items() if name not in {"document", "text_file"}}
        if (name := self._cells.get("text_file")) is not None:
            try:
                document["text"] = self._read_text(name)
            except InputError as error:
                self.add_error(getattr(error, "problem", str(error)), self._lines["text_file",], "text_file")
        return Draft(self._file, document, self._claims, self._lines, self._errors, NAMES)

    def _read_text(self, name: str) -> str:
        if "text" in self._cells:
            raise InputError("given beside text; keep one of the two")
        if self._folder is None:
            raise InputError("can't be read where the table comes from no folder; give the text in the column text")
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder.resolve()):
            raise InputError(f"{name!r} leads out of the table's folder; put the text into that folder or below it")
        try:
            with path.open("rb") as stream:
                return read_text(uncompress(stream), name)
        except OSError as error:
            raise InputError(f"{name!r} can't be read ({error.strerror}); paths begin at the table's folder") from error
