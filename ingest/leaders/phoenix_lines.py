r"""The lines of a Phoenix (TABARI, PETRARCH) dictionary of actors, taken apart.

::

    HAMID_KARZAI_  # CountryInfo.txt
    +KARZAI_
    +PRESIDENT_KARZAI_
    \t[AFGELI 750101-000101]
    \t[AFGGOV >011222]
    KOFI_ANNAN_ [IGOUNO 970101-061231]

A name, other names behind a plus, and codes with the days from or to which they hold. Names without codes belong to the
entry that follows them: somebody forgot the plus.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

_CODES = re.compile(r"\[([^\]]*)\]")
_DAYS = re.compile(r"(?P<first>\d+)\s*-\s*(?P<last>\d+)|>\s*(?P<since>\d+)|<\s*(?P<until>\d+)")
_OF_THE_CENTURY = 30
_SHORT, _LONG = 6, 8
LONGEST = 10_000
"""Signs of a line; a longer one is none of a dictionary."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code ("AFGGOV") and the days on which it holds, None where open; `problem` says what is wrong with its days."""

    text: str
    first: dt.date | None = None
    last: dt.date | None = None
    problem: str | None = None

    @property
    def dated(self) -> bool:
        """Whether any day is told."""
        return self.first is not None or self.last is not None


@dataclass(slots=True)
class Lines:
    """One entry; `line` is that of its first name."""

    line: int
    names: list[str]
    codes: list[Code] = field(default_factory=list[Code])
    comment: str = ""


def read_lines(lines: Iterable[str]) -> Iterator[Lines]:
    """Read entries from the lines of a file."""
    entry: Lines | None = None
    for number, line in enumerate(lines, start=1):
        body, _, comment = line[:LONGEST].partition("#")
        name = _CODES.sub("", body).replace("_", " ").strip()
        kind = _kind(body)
        if kind == "name" and (entry is None or entry.codes):
            if entry is not None:
                yield entry
            entry = Lines(number, [])
        if entry is None:
            continue
        if kind != "code" and (told := name.removeprefix("+").strip()):
            entry.names.append(" ".join(told.split()))
        entry.codes += map(_code, _CODES.findall(body))
        entry.comment = f"{entry.comment} {comment.strip()}".strip()
    if entry is not None:
        yield entry


def _kind(body: str) -> Literal["", "name", "alias", "code"]:
    text = body.strip()
    if not text:
        return ""
    if text.startswith("["):
        return "code"
    return "alias" if text.startswith("+") else "name"


def _code(text: str) -> Code:
    code, _, days = text.strip().partition(" ")
    if not days.strip():
        return Code(code)
    found = _DAYS.fullmatch(days.strip())
    if found is None:
        return Code(code, problem=f"{days.strip()!r} are no days")
    told = {name: value for name, value in found.groupdict().items() if value}
    read = {name: _day(value) for name, value in told.items()}
    if wrong := [told[name] for name, day in read.items() if day is None]:
        return Code(code, problem=f"{wrong[0]!r} is no day; write YYMMDD or YYYYMMDD")
    first, last = read.get("first") or read.get("since"), read.get("last") or read.get("until")
    if first and last and last < first:
        return Code(code, problem=f"{days.strip()!r} ends before it starts")
    return Code(code, first, last)


def _day(text: str) -> dt.date | None:
    """A day; years of two digits are those of 1930 to 2029."""
    if len(text) == _SHORT:
        text = ("20" if int(text[:2]) < _OF_THE_CENTURY else "19") + text
    if len(text) != _LONG:
        return None
    try:
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
