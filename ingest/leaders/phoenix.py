"""The Phoenix dictionaries of actors (petrarch2): people of governments and organisations, aliases, dated roles.

Of a person the dictionaries tell a state and when he or she belonged to its government: a tenure of
`post/STATE/government-member`, or of `post/ORGANISATION/official`. Roles outside of a government (ELI: of the elite,
before and after; OPP, REB: of the opposition, of rebels) are no posts. Days that fall on the beginning and end of
months come from monthly lists of cabinets, and are read as months.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InputError
from graph.identity.authority import Authority
from graph.identity.folding import fold
from graph.identity.tables import words
from graph.identity.titlecase import titlecase_all
from graph.identity.titles import split_title
from ingest.accounts import Finding
from ingest.leaders.phoenix_lines import Lines, read_lines
from ingest.leaders.roster import Entry, Roster, is_name, is_single
from ingest.leaders.source import Source, still
from ingest.loading.decoding import read_text, uncompress

_FROM_LISTS = "countryinfo.txt"
_GOVERNMENT = "GOV"
_STATE = 3
_MEMBER = ("government-member", "Member of the Government", "government")
_OFFICIAL = ("official", "Official", "other")


@dataclass(frozen=True, slots=True)
class _Span:
    """Days in office; `first` is None where the beginning is not told, `last` where it lasts still."""

    first: dt.date | None
    last: dt.date | None


def read_phoenix(source: Source) -> Authority:
    """Read a dictionary; its people, that is: states, places, bodies and firms are told as left out.

    Raises:
        InputError: The file can't be read.
        RecordError: It is no text.
    """
    roster = Roster()
    entries = list(read_lines(_text(source).split("\n")))
    known = {listed: source.knows_until(_days(entries, listed=listed)) for listed in (True, False)}
    for entry in entries:
        source.account.take("entry", _load(roster, entry, known[_listed(entry)], source.path.name))
    return roster.authority(f"phoenix/{source.path.name}")


def _text(source: Source) -> str:
    try:
        with source.path.open("rb") as stream:
            return read_text(uncompress(stream), str(source.path), source.encoding)
    except OSError as error:
        raise InputError(f"{source.path} can't be read: {error.strerror}") from error


def _listed(lines: Lines) -> bool:
    """Whether an entry is from the lists of cabinets, which end years before what others have added by hand."""
    return _FROM_LISTS in lines.comment.casefold()


def _days(entries: Sequence[Lines], *, listed: bool) -> Iterator[str]:
    codes = (code for one in entries if _listed(one) == listed for code in one.codes)
    yield from (day.isoformat() for code in codes for day in (code.first, code.last) if day)


def _load(roster: Roster, lines: Lines, known: dt.date | None, file: str) -> Iterator[Finding]:
    """Load an entry if it is a person in office; give what is wrong with it."""
    name = titlecase_all(lines.names[0].split()) if lines.names else ""

    def tell(problem: str, *, lost: bool = True) -> Finding:
        return Finding(file, problem, lines.line, name, lost=lost)

    if not lines.codes:
        yield tell("has no code")
        return
    if not _personal(roster, lines):
        yield tell("tells of no person in the office of a state, or of an organisation that is known here")
        return
    yield from (tell(f"[{one.text}] {one.problem}; left out", lost=False) for one in lines.codes if one.problem)
    held = {code: owner for code in lines.codes if not code.problem and (owner := _owner(roster, code.text))}
    if not held:
        yield tell("held no post in the government of a state or in an organisation that is known here")
        return
    states = sorted({owner for owner in held.values() if owner.startswith("state/")})
    _name(roster, lines, entry := roster.entry(fold(_bare(roster, name)), " ".join(states) or min(held.values())))
    entry.states.update(states)
    for owner in sorted(set(held.values())):
        post = roster.service(owner, *(_MEMBER if owner.startswith("state/") else _OFFICIAL))
        spans = _joined([_Span(code.first, code.last) for code, whose in held.items() if whose == owner])
        entry.held.update((post, *_edtf(span, known)) for span in spans)


def _personal(roster: Roster, lines: Lines) -> bool:
    """Whether an entry is a person: dated, named like one, and neither a title alone nor a state."""
    named = [_bare(roster, name) for name in lines.names]
    if not is_name(named[0]) or roster.states.find(named[0]):
        return False
    if _listed(lines):
        return True
    if not any(code.dated and _owner(roster, code.text) for code in lines.codes):
        return False
    return _table()["things"].isdisjoint(word for name in lines.names for word in fold(name).split())


def _bare(roster: Roster, name: str) -> str:
    """A name without its title; "" for a title alone."""
    return split_title(name, roster.titles.owner)[1].strip(" .,")


def _owner(roster: Roster, code: str) -> str | None:
    """Whose post a code tells of: a government, or an organisation; None for other roles."""
    table = _table()
    if organization := table["organizations"].get(code):
        return f"organization/{organization}"
    state, role = code[:_STATE], code[_STATE:]
    if (inner := role[:_STATE]) not in {_GOVERNMENT, ""} and _known(roster, inner):
        state, role = inner, role[_STATE:]  # GBRFLKGOV: the government of the Falkland Islands
    return _known(roster, state) if role.startswith(_GOVERNMENT) else None


def _known(roster: Roster, code: str) -> str | None:
    id_ = f"state/{_table()['states'].get(code, code)}"
    return id_ if id_ in roster.states else None


def _name(roster: Roster, lines: Lines, entry: Entry) -> None:
    """Give an entry its names, without titles; a name alone that stands without one means this person."""
    for number, told in enumerate(lines.names):
        written = titlecase_all(told.split())
        bare = _bare(roster, written)
        if number and not (is_name(bare) and _table()["things"].isdisjoint(fold(bare).split())):
            continue
        (entry.aliases if number else entry.names).add(bare)
        if is_single(bare) and bare == written.strip(" .,") and fold(bare) not in words("surnames", "common"):
            entry.singles.add(bare)


def _joined(spans: Sequence[_Span]) -> list[_Span]:
    """Spans that overlap or follow on each other as one: of several posts in one government, or of one told twice."""
    joined: list[_Span] = []
    for span in sorted(spans, key=lambda one: one.first or dt.date.min):
        before = joined[-1] if joined else None
        if before and (before.last is None or (span.first or dt.date.min) <= _next(before.last)):
            last = None if None in {before.last, span.last} else max(filter(None, (before.last, span.last)))
            joined[-1] = _Span(before.first, last)
        else:
            joined.append(span)
    return joined


def _next(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1) if day < dt.date.max else day


def _edtf(span: _Span, known: dt.date | None) -> tuple[str | None, str | None]:
    """Start and end, to the month where both are the ends of months."""
    first, last = span.first, span.last
    monthly = (first is None or first.day == 1) and (last is None or last.day == _length(last))
    length = len("2025-11") if monthly and first else None
    since = first.isoformat()[:length] if first else None
    if last:
        return since, last.isoformat()[:length]
    return since, still(since, known) if since else None


def _length(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


@cache
def _table() -> dict[str, Any]:
    table = yaml.load(Path(__file__).with_name("phoenix.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {**table, "things": frozenset(table["things"])}
