"""JSON Lines of documents: a collection of one's own, or whomet's document records."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

import orjson
from pydantic import ValidationError

from graph.errors import RecordError
from graph.records import Document
from ingest.loading.problems import Rejected, dotted, explain, reject, show
from ingest.readers.making import make_reading
from ingest.readers.outcomes import Outcome, Told
from ingest.readers.parts import Parts

LONGEST_LINE: Final = 40_000_000
_STAMP: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")
_TEXTS: Final = ("title", "publisher", "author", "url", "lang", "licence")


def read_collection(lines: Iterable[bytes | str], file: str, told: Told) -> Iterator[Outcome]:
    """Read one document a line; a bad line is rejected and takes no other with it.

    A line with `"record": "document"` is whomet's own, and checked as such; records of claims are passed over, since
    the text is read anew. Any other line is of somebody's collection: `doc_id`, `published`, `title`, `text`,
    `publisher`, `author`, `url`, `lang`, `licence` and `retrieved` count, and fields of any other name say nothing.
    The text is taken as it is, so that positions in it hold.

    Args:
        lines: Lines with or without their ends; a RecordError that they raise ends the reading.
        file: The file's name, for errors.
        told: What the user says of the documents; it fills in what they don't tell.
    """
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield from _read_line(line, file, number, told)
    except RecordError as error:
        yield reject(None, [error])
    if not number:
        yield reject(None, [RecordError("is empty", file=file)])


def _read_line(line: bytes | str, file: str, number: int, told: Told) -> Iterator[Outcome]:
    raw: Mapping[str, object] = {}
    try:
        raw = _load(line, file, number)
        if raw.get("record") == "claim":
            return
        parts = _parts_of_record(raw, file, number) if "record" in raw else _parts_of(raw, file, number)
        outcome = make_reading(parts, told, file, number)
    except RecordError as error:
        yield Rejected(_label(raw), (error,))
    except _SeveralError as error:
        yield reject(_label(raw), error.errors)
    else:
        yield outcome


class _SeveralError(Exception):
    """All that is wrong with one record, on its way to the rejection."""

    def __init__(self, errors: list[RecordError]) -> None:
        self.errors = errors
        super().__init__("; ".join(map(str, errors)))


def _load(line: bytes | str, file: str, number: int) -> Mapping[str, object]:
    if len(line) > LONGEST_LINE:
        raise RecordError("is longer than any document may be; write one document a line", file=file, line=number)
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        problem = f"this line is no whole JSON document ({error}); mend it, or write the file again"
        raise RecordError(problem, file=file, line=number) from error
    if not isinstance(value, dict):
        raise RecordError("is no document; write an object with at least a text", file=file, line=number)
    return cast("Mapping[str, object]", value)


def _parts_of_record(raw: Mapping[str, object], file: str, number: int) -> Parts:
    """Whomet's own record, as strict as where it is loaded; only the day may be missing, for `--published`."""
    if raw["record"] != "document":
        problem = f"{show(raw['record'])} is no record; write document or claim"
        raise RecordError(problem, file=file, line=number, field="record")
    dated = raw.get("published") is not None
    try:
        document = Document.model_validate(raw if dated else {**raw, "published": "0001-01-01"})
    except ValidationError as error:
        problems = explain(error, Document)
        raise _SeveralError(
            [RecordError(told, file=file, line=number, field=dotted(path)) for path, told in problems]
        ) from error
    if document.text is None:
        problem = "missing; without the text there is nothing to read"
        raise RecordError(problem, file=file, line=number, field="text")
    fields = {name: getattr(document, name) for name in (*_TEXTS, "doc_id", "text", "retrieved")}
    return Parts(**fields, published=document.published if dated else None, stated=True)


def _parts_of(raw: Mapping[str, object], file: str, number: int) -> Parts:
    fields: dict[str, Any] = {name: _text(raw, name, file, number) for name in _TEXTS}
    doc_id = raw.get("doc_id")
    text = _text(raw, "text", file, number)
    if text is None:
        problem = "missing; give the document's text in it"
        raise RecordError(problem, file=file, line=number, field="text")
    return Parts(
        **fields,
        text=text,
        doc_id=str(doc_id) if isinstance(doc_id, int) else _text(raw, "doc_id", file, number) or "",
        published=_day(raw, "published", file, number),
        retrieved=_day(raw, "retrieved", file, number),
        stated=True,
    )


def _text(raw: Mapping[str, object], name: str, file: str, number: int) -> str | None:
    value = raw.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise RecordError(f"{show(value)} is no text; write it in quotation marks", file=file, line=number, field=name)


def _day(raw: Mapping[str, object], name: str, file: str, number: int) -> dt.date | None:
    """A day, or the day of a time; None where none is given."""
    value = raw.get(name)
    if value is None or value == "":
        return None
    found = _STAMP.fullmatch(value) if isinstance(value, str) else None
    problem = f"{show(value)} is no day; write it like 2025-11-26"
    if found is None:
        raise RecordError(problem, file=file, line=number, field=name)
    try:
        return dt.date.fromisoformat(found[1])
    except ValueError as error:
        raise RecordError(f"{problem} ({error})", file=file, line=number, field=name) from error


def _label(raw: Mapping[str, object]) -> str | None:
    return next((str(raw[name]) for name in ("doc_id", "url", "title") if isinstance(raw.get(name), (str, int))), None)
