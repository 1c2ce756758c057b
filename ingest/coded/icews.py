"""The tables of the ICEWS Coded Event Data (Harvard Dataverse, doi:10.7910/DVN/28075): one row an event of a story.

The story's day of publication is the event's day, as ICEWS has it. Its `Event ID` is unique on a day only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ingest.accounts import Finding
from ingest.coded.files import Line
from ingest.coded.mapping import icews_code
from ingest.coded.rows import CodedRow, Story, day_story
from ingest.coded.tables import Columns, most_exact, no_day, read_day, read_rows, told

HEADER = ("Event ID", "Event Date", "Source Name", "Event Text", "CAMEO Code", "Target Name")
WANTED = (
    *("Event ID", "Event Date", "Source Name", "Source Country", "Event Text", "CAMEO Code", "Target Name"),
    *("Target Country", "Story ID", "Publisher", "City", "Province", "Country"),
)


def read_icews(
    lines: Iterator[Line], file: str, dataset: str, on_lost: Callable[[Finding], None]
) -> Iterator[CodedRow]:
    """Read a table with its header; what can't be read is told.

    Raises:
        RecordError: The header lacks a column.
    """
    _, header = next(lines, (1, ""))
    columns = Columns.of(header.split("\t"), WANTED, file)
    return read_rows(lines, columns, file, on_lost, lambda fields, line: _row(fields, file, dataset, line))


def _row(fields: tuple[str, ...], file: str, dataset: str, line: int) -> CodedRow | Finding:
    id_, date, source, source_state, label, code, target, target_state, story, publisher, *place = fields
    day, found = read_day(date), cameo_code(code, label)
    if told(id_) is None:
        return Finding(file, "the row has no id; left out", line, field="Event ID")
    if day is None:
        return no_day("Event Date", date, file, line, id_)
    if found is None:
        return Finding(file, f"{code!r} ({label!r}) is no code of CAMEO; left out", line, id_, "CAMEO Code")
    return CodedRow(
        dataset,
        f"{day}/{id_.strip()}",
        day,
        told(source),
        told(target),
        found,
        "CAMEO",
        told(label),
        _story(dataset, day, told(story), told(publisher)),
        line,
        told(source_state),
        told(target_state),
        most_exact(*place),
        file=file,
    )


def cameo_code(code: str, label: str) -> str | None:
    """The code, by the label where that is known: spreadsheets take the noughts from the front of codes."""
    if (found := icews_code(label)) is not None:
        return found
    code = code.strip()
    return code if code.isascii() and code.isalnum() else None


def _story(dataset: str, day: dt.date, story: str | None, publisher: str | None) -> Story:
    if story is None:
        return day_story(dataset, day)
    return Story(f"coded/{dataset.casefold()}/{day}/{story}", day, publisher or dataset)
