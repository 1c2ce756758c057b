"""Rows of a small table that people keep - CSV, YAML or JSON Lines - each with the line on which it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import orjson
import yaml

from graph.errors import InputError, RecordError
from ingest.loading.csv_columns import DELIMITERS, column_name
from ingest.loading.decoding import read_text, uncompress
from ingest.loading.problems import dotted, show
from ingest.loading.yaml_documents import explain_yaml
from ingest.loading.yaml_nodes import PlainReader, compose_items

SUFFIXES = {
    ".csv": "csv",
    ".tsv": "csv",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its fields as written, empty ones left out."""

    line: int
    fields: dict[str, object]


def read_rows(
    path: Path, columns: Sequence[str], *, kind: str | None = None, encoding: str | None = None
) -> Iterator[Row | RecordError]:
    """Read a table's rows; one that can't be read comes as its error, and ends nothing but itself.

    Args:
        path: The file; its name tells what it is. It may be compressed by gzip.
        columns: Known columns, which tell a CSV's delimiter.
        kind: "csv", "yaml" or "jsonl", where its name does not count.
        encoding: Where it is neither UTF-8 nor UTF-16.

    Raises:
        InputError: The file can't be read, or its name tells no form.
        RecordError: From some line on it is no text, CSV or YAML.
    """
    kind = kind or next((SUFFIXES[one] for one in map(str.lower, reversed(path.suffixes)) if one in SUFFIXES), None)
    if kind is None:
        raise InputError(f"{path} is no table by its name; give it one of the endings {', '.join(SUFFIXES)}")
    try:
        with path.open("rb") as stream:
            text = read_text(uncompress(stream), str(path), encoding)
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}") from error
    readers = {"csv": _read_csv, "yaml": _read_yaml, "jsonl": _read_jsonl}
    yield from readers[kind](text, str(path), columns)


def _read_csv(text: str, file: str, columns: Sequence[str]) -> Iterator[Row | RecordError]:
    first = text.partition("\n")[0]

    def known(delimiter: str) -> int:
        return sum(column_name(cell) in columns for cells in csv.reader([first], delimiter=delimiter) for cell in cells)

    reader = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=known), strict=True)
    begins = 1
    try:
        header = [column_name(cell) for cell in next(reader, list[str]())]
        if doubled := [name for name in dict.fromkeys(header) if name and header.count(name) > 1]:
            raise RecordError(f"there are two columns {doubled[0]!r}; keep one", file=file, line=1)
        begins = reader.line_num + 1
        for cells in reader:
            named = zip([*header, *[""] * len(cells)], cells, strict=False)
            told: dict[str, object] = {name: cell.strip() for name, cell in named if cell.strip()}
            if "" in told:
                problem = f"{show(told[''])} stands in a column without a name; quote cells that hold the delimiter"
                yield RecordError(problem, file=file, line=begins)
            elif told:
                yield Row(begins, told)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise RecordError(f"the row that begins here is no CSV ({error})", file=file, line=begins) from error


def _read_yaml(text: str, file: str, _: Sequence[str]) -> Iterator[Row | RecordError]:
    try:
        for node in compose_items(text):
            reader = PlainReader(len(text))
            value, line = reader.read(node), node.start_mark.line + 1
            for at, path, problem in reader.problems:
                yield RecordError(problem, file=file, line=at, field=dotted(path))
            if value is not None and not reader.problems:
                yield _row(value, file, line)
    except (yaml.YAMLError, RecursionError) as error:
        raise explain_yaml(error, text, file) from error


def _read_jsonl(text: str, file: str, _: Sequence[str]) -> Iterator[Row | RecordError]:
    for line, words in enumerate(text.split("\n"), start=1):
        if not words.strip():
            continue
        try:
            yield _row(orjson.loads(words), file, line)
        except orjson.JSONDecodeError as error:
            yield RecordError(f"this line is no whole JSON record ({error})", file=file, line=line)


def _row(value: object, file: str, line: int) -> Row | RecordError:
    if not isinstance(value, dict):
        return RecordError(f"{show(value)} is no set of named fields; write each as FIELD: VALUE", file=file, line=line)
    fields = cast("dict[str, object]", value)
    return Row(line, {name: told for name, told in fields.items() if told not in (None, "", [])})
