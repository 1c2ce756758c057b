"""Single fields of pocom: dates with what their notes make of them, and names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from graph.dates import DAY, bounds
from graph.errors import EdtfError
from ingest.accounts import Finding
from ingest.historian.pocom.records import Moment
from ingest.historian.xml import Node

FIRST_YEAR, LAST_YEAR = 1774, 2100
"""The Continental Congress, which sent the first envoys; and what no record can be later than."""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_HEDGE = re.compile(
    r"\b(?:or )?(?:about|approximately|on or before|on or after|(?:on or )?shortly (?:before|after)"
    r"|(?:on or )?soon after|probably|no later than|prior to)\b|\bor$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b[Bb]etween ([A-Z][a-z]+ \d{1,2}, \d{4}),? and$")
_WRITTEN = re.compile(r"\b([A-Z][a-z]{2,8})\.? ?(\d{1,2}), (\d{4})\b")
_ASIDE = re.compile(r"\s*\([^)]*\)\s*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_moment(node: Node) -> tuple[Moment, str | None]:
    """A dated field, and what is wrong with its date."""
    note = node.get("note") or ""
    date, problem = read_date(node.get("date") or "")
    if date is None:
        return Moment(None, note), problem
    if since := _BETWEEN.search(note):
        first = read_written(since[1])
        if first is not None and first < date:
            return Moment(f"{first}/{date}", note), problem
    hedge = _HEDGE.search(note)
    return Moment(f"{date}~" if hedge else date, note, hedge[0].strip().lower() if hedge else None), problem


def read_date(text: str) -> tuple[str | None, str | None]:
    """A date in EDTF, or what is wrong with it; neither where none is told."""
    if not text:
        return None, None
    if _DATE.fullmatch(text) is None:
        return None, f"{text!r} is no date; it was left out"
    try:
        days = bounds(text)
    except EdtfError as error:
        return None, f"{error}; it was left out"
    if days.lo is None or not FIRST_YEAR <= days.lo.year <= LAST_YEAR:
        return None, f"{text!r} is no year of this archive ({FIRST_YEAR} to {LAST_YEAR}); it was left out"
    return text, None


def read_written(text: str) -> str | None:
    """The first day that words tell ("July 24, 2007", "Sep 16, 1988"); None without one."""
    for month, day, year in _WRITTEN.findall(text):
        if month[:3].lower() in _MONTHS:
            try:
                return dt.date(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day)).isoformat()
            except ValueError:
                continue  # "February 30": the next one may be a day.
    return None


def read_year(text: str | None) -> tuple[str | None, str | None]:
    """A year, or what is wrong with it."""
    if text is None or re.fullmatch(r"\d{4}", text):
        return text, None
    return None, f"{text!r} is no year; it was left out"


def read_modified(node: Node) -> dt.date | None:
    """The last day on which the archive changed a record."""
    days = [found for one in ("last-modified-date", "created-date") if (found := node.get(one))]
    return next((dt.date.fromisoformat(day) for day in days if DAY.fullmatch(day) and _is_day(day)), None)


def _is_day(text: str) -> bool:
    return read_date(text)[0] is not None


def full_name(node: Node) -> str:
    """Given names, surname and generation in the usual order ("Adlai Ewing Stevenson", "John Van Buren, Jr.").

    What stands in brackets is another form of the name, and left out ("Henry A. (Heinz Alfred)").
    """
    parts = [_ASIDE.sub(" ", node.get(one) or "").strip() for one in ("forename", "surname")]
    name, generation = " ".join(" ".join(parts).split()), node.get("genName")
    return f"{name}, {generation}" if generation in {"Jr.", "Sr."} else f"{name} {generation or ''}".strip()


def missing(file: str, line: int, record: str | None, fields: Iterable[tuple[str, str | None]]) -> list[Finding]:
    """Findings for the fields without which a record says nothing."""
    return [
        Finding(file, "is missing; the record was left out", line, record, name) for name, value in fields if not value
    ]
