"""The columns of a spreadsheet of claims, and the dialect in which it was saved."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence

from ingest.loading.problems import suggest

DOCUMENT = (
    "document",
    "doc_id",
    "title",
    "publisher",
    "author",
    "published",
    "retrieved",
    "url",
    "lang",
    "licence",
    "text",
    "text_file",
)
CLAIM = (
    "key",
    "type",
    "modality",
    "hedge",
    "act",
    "participants",
    "post",
    "date",
    "place",
    "about",
    "links",
    "count",
    "bound",
    "of",
    "attribution",
    "quote",
    "occurrence",
    "confidence",
    "coder",
)
NEEDED = ("published", "type", "quote")
# Cells of a claim that the record keeps together.
QUANTITY = ("count", "bound", "of")
# What a problem's field is called here.
NAMES: Mapping[str, str] = {f"quantity.{name}": name for name in QUANTITY}

DELIMITERS = ",;\t"
_EXCEL = re.compile(r"sep=(.)")


def find_delimiter(text: str) -> tuple[str, int]:
    """Find what separates the cells, by which of the signs makes most known columns of the header.

    Returns:
        The delimiter, and how many lines stand before the header (Excel's own `sep=;`).
    """
    first = text.partition("\n")[0]
    if (told := _EXCEL.fullmatch(first.strip('"'))) is not None:
        return told[1], 1
    known = {*DOCUMENT, *CLAIM}

    def hits(delimiter: str) -> int:
        return sum(column_name(cell) in known for cells in csv.reader([first], delimiter=delimiter) for cell in cells)

    return max(DELIMITERS, key=hits), 0


def column_name(cell: str) -> str:
    """Write a header's cell as a column is called: "Text file" is text_file."""
    return re.sub(r"[\s-]+", "_", cell.strip().lower())


def check_header(header: Sequence[str]) -> list[str]:
    """What is wrong with the columns; nameless ones are fit to be empty only, which is seen later."""
    known = (*DOCUMENT, *CLAIM)
    named = [name for name in header if name]
    problems = [f"{name!r} is no column; {suggest(name, known)}" for name in named if name not in known]
    problems += [f"there are two columns {name!r}; keep one" for name in dict.fromkeys(named) if named.count(name) > 1]
    missing = [name for name in NEEDED if name not in named]
    if missing:
        problems.append(f"there is no column {', '.join(missing)}; the first line must name the columns")
    return problems
