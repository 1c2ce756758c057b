"""Days as bylines write them: "November 26, 2025", "Wed, 26 Nov. 2025", "2025-11-26", "26.11.2025"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY: Final = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"

# 03/04/2025 is April in Europe and March in America, so it is no date here.
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)",
        r"\b(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})\b",
        r"\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{MONTH}),?\s+(?P<y>\d{{4}})\b",
        rf"\b(?P<name>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b",
    )
)
_AROUND: Final = re.compile(
    rf"{WEEKDAY}|\b(?:published|posted|updated|released|date[ds]?|on|at|last|first)\b"
    r"|(?<!\d)\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?|\b[ap]\.?m\b\.?|\b(?:GMT|UTC|Z|[A-Z]{2,3}T)\b|[+-]\d{2}:?\d{2}"
    r"|(?<=\d)T(?=\d)|[\s,;:|()/·•\-–—T]",
    re.IGNORECASE,
)


def find_day(text: str) -> tuple[dt.date, tuple[int, int]] | None:
    """The first whole day that a text names, and where; one that no calendar has is none."""
    found = [match for form in _FORMS if (match := form.search(text)) is not None]
    for match in sorted(found, key=lambda match: match.start()):
        told = match.groupdict()
        name = told.get("name")
        month = MONTHS.index(name[:3].lower()) + 1 if name else int(told["m"])
        try:
            return dt.date(int(told["y"]), month, int(told["d"])), match.span()
        except ValueError:
            continue  # February 30: the writer's slip; another form may still fit
    return None


def read_day_line(line: str) -> dt.date | None:
    """The day of a line that holds nothing else ("Published: Wednesday, November 26, 2025, 10:15 GMT")."""
    found = find_day(line)
    if found is None:
        return None
    day, (start, end) = found
    return day if not _AROUND.sub("", f"{line[:start]} {line[end:]}") else None
