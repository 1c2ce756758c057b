"""An answer in the forms that leave whomet: JSON, JSON Lines and CSV. The same for HTTP and the command line."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from queries.running import Answer

Format = Literal["json", "jsonl", "csv", "bibtex", "csl", "trig"]

LIST_SEPARATOR = "; "
"""Between the values of a list in one cell of a CSV file."""


def body_of(answer: Answer, base: str = "") -> dict[str, Any]:
    """An answer as one JSON object, rows as objects.

    Args:
        answer: One page.
        base: What addresses begin with; "" makes them paths.
    """
    return {
        "query": answer.query.name,
        "version": answer.query.version,
        "parameters": answer.parameters,
        "seq": answer.seq,
        "digest": answer.digest,
        "notes": answer.notes,
        "undated_left_out": answer.undated_left_out,
        "undated_more": answer.undated_more,
        "rows": answer.dicts(),
        "after": answer.next,
        "next": next_link(answer, base),
        "permalink": base + answer.permalink,
    }


def next_link(answer: Answer, base: str = "", **extra: str | int) -> str | None:
    """Address of the next page; None on the last one.

    Args:
        answer: The page before.
        base: What the address begins with.
        extra: Further parameters, such as the format and the size of a page.
    """
    if answer.next is None:
        return None
    asked = {**answer.parameters, **extra, "after": answer.next}
    return f"{base}/queries/{answer.query.name}@{answer.query.version}?{urlencode(asked, doseq=True)}"


def merged(pages: Sequence[Answer]) -> Answer:
    """Pages that follow each other, as one."""
    rows = [row for page in pages for row in page.rows]
    return replace(pages[0], rows=rows, next=pages[-1].next)


def to_json(answer: Answer, base: str = "") -> bytes:
    """An answer as JSON."""
    return orjson.dumps(body_of(answer, base), default=str)


def to_jsonl(answer: Answer) -> bytes:
    """The rows as JSON Lines."""
    return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in answer.dicts())


def to_csv(answer: Answer, *, header: bool = True) -> bytes:
    """The rows as CSV (RFC 4180, UTF-8): lists joined by "; ", what is not known left empty."""
    out = io.StringIO()
    writer = csv.writer(out)
    if header:
        writer.writerow(answer.columns)
    writer.writerows(_cells(row) for row in answer.rows)
    return out.getvalue().encode()


def _cells(row: Sequence[Any]) -> Iterable[str]:
    return (cell_of(value) for value in row)


def cell_of(value: Any) -> str:  # noqa: ANN401  -- any value that a column may have
    """A value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(cell_of(one) for one in value)  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
