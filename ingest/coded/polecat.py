"""The tables of POLECAT (Harvard Dataverse, doi:10.7910/DVN/AJGVIT): one row an event of a story, in PLOVER.

A field may hold several actors, separated by `;`. Of an actor that was not resolved only the words are known
(`Actor Name Raw`). The part of `Event ID` before the first `_` is the story's. Some of the monthly files have more
names in their header than columns ("Headline"), others have tabs at the ends of lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain

from ingest.accounts import Finding
from ingest.coded.files import Line
from ingest.coded.rows import CodedRow, Story
from ingest.coded.tables import Columns, most_exact, no_day, read_day, read_rows, told

HEADER = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name")
WANTED = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name", "Actor Name Raw", "Actor Country"),
    *("Recipient Name", "Recipient Name Raw", "Recipient Country", "City", "Province", "Country", "Source"),
    "Publication Date",
)
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector"),
    *("Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
    *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country"),
    *("Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
"""The columns as published, for files whose header has more names than that."""


def read_polecat(
    lines: Iterator[Line], file: str, dataset: str, on_lost: Callable[[Finding], None]
) -> Iterator[CodedRow]:
    """Read a table with its header; what can't be read is told.

    Raises:
        RecordError: The header lacks a column.
    """
    _, header = next(lines, (1, ""))
    first = next(lines, None)
    if first is None:
        return
    columns = _columns(header, first[1], file)
    below = chain([first], lines)
    yield from read_rows(below, columns, file, on_lost, lambda fields, line: _row(fields, file, dataset, line))


def _columns(header: str, first: str, file: str) -> Columns:
    """The columns by the header; where it has more names than the first row has fields, as they are published."""
    names = header.rstrip("\t").split("\t")
    width = len(first.rstrip("\t").split("\t"))
    if width < len(names) and "Headline" in names:
        names = list(COLUMNS)
    return Columns.of(names, WANTED, file)


def _row(fields: tuple[str, ...], file: str, dataset: str, line: int) -> CodedRow | Finding:
    id_, date, type_, mode, name, raw, state, other, other_raw, other_state, *place, source, published = fields
    key, day, kind = told(id_), read_day(date), told(type_)
    if key is None:
        return Finding(file, "the row has no id; left out", line, field="Event ID")
    if day is None:
        return no_day("Event Date", date, file, line, key)
    if kind is None:
        return Finding(file, "the row has no type; left out", line, key, "Event Type")
    detail = told(mode)
    story = _story(dataset, key, read_day(published) or day, told(source))
    return CodedRow(
        dataset,
        key,
        day,
        told(name) or told(raw),
        told(other) or told(other_raw),
        f"{kind}-{detail}" if detail else kind,
        "PLOVER",
        " ".join(part for part in (kind, detail) if part),
        story,
        line,
        _only(state),
        _only(other_state),
        most_exact(*place),
        file=file,
    )


def _only(states: str) -> str | None:
    """The state, where all the actors of a field are put down to one."""
    found = {state for part in states.split(";") if (state := told(part))}
    return found.pop() if len(found) == 1 else None


def _story(dataset: str, id_: str, published: dt.date, source: str | None) -> Story:
    story = id_.partition("_")[0]
    return Story(f"coded/{dataset.casefold()}/{published}/{story}", published, source or dataset)
