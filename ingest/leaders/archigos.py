"""Archigos: who effectively led a state, with dates to the day, since 1840 (Goemans, Gleditsch and Chiozza).

It names most leaders by surname alone and does not say which post they held; what it tells is `post/STATE/leader`. Its
states are Gleditsch and Ward's (`gleditsch_ward.yaml`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from graph.dates import bounds
from graph.identity.authority import Authority
from graph.identity.folding import fold
from graph.identity.names import compatible, person_key
from graph.identity.titles import split_title
from ingest.leaders.roster import Roster, is_name
from ingest.leaders.source import Record, Source, still
from ingest.loading.problems import show

STATE = ("gwcode", "ccode")
NEEDED = ("leadid", "leader", "startdate", "enddate")
COLUMNS = (*NEEDED, *STATE, "obsid", "yrborn", "borndate", "yrdied", "deathdate", "exit")

_ASIDE = re.compile(r"\s*\([^)]*\)")
_BODY = re.compile(r"\b(?:council|junta|ministers|regency|committee|commission|directory)\b", re.IGNORECASE)
_NOBLE = re.compile(r"(?P<given>[^,]+), (?:baron|count|duke|marquis|prince) (?P<surname>.+)")
_TRAILING = re.compile(r"(?P<surname>[^\W\d_]{2,}) (?P<given>(?:[A-Z]\.)+)")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_STANDING = "still in office"
_UNKNOWN = frozenset({"", "na", "-999", "-777", "-888", "."})


@dataclass(frozen=True, slots=True)
class _Line:
    record: Record
    name: str
    state: str
    since: str | None
    until: str | None
    standing: bool


def read_archigos(source: Source) -> Authority:
    """Read Archigos: its published table, or the selection that the R package peacesciencer gives.

    Raises:
        InputError: The file can't be read or lacks a column.
        RecordError: It is no text.
    """
    roster, records = Roster(), list[Record]()
    lines: defaultdict[str, list[_Line]] = defaultdict(list)
    for record in source.rows(COLUMNS):
        records.append(record)
        if line := _read(record, roster):
            lines[record.text("leadid") or ""].append(line)
    known = source.knows_until(day for some in lines.values() for one in some for day in (one.since, one.until))
    for leader, some in lines.items():
        for number, person in enumerate(_people(some)):
            _add(roster, f"{leader}/{number}" if number else leader, person, known)
    for record in records:
        source.account.take("row", record.findings)
    return roster.authority(f"archigos/{source.path.name}")


def _read(record: Record, roster: Roster) -> _Line | None:
    record.id = record.text("obsid") or record.text("leadid")
    name = _ASIDE.sub("", record.text("leader") or "").strip()
    # "King" and "Major" are leaders of Canada and the United Kingdom.
    bare = split_title(name, roster.titles.owner)[1] if " " in name else name
    if not is_name(name) or not is_name(bare) or _BODY.search(name):
        record.lose(f"{show(record.text('leader'))} names no person", "leader")
        return None
    if not record.text("leadid"):
        record.lose("has no id of the leader", "leadid")
        return None
    since, until = record.term(record.date("startdate"), record.date("enddate"))
    if since is None:
        record.lose("has no day on which it began", "startdate")
        return None
    number = record.text(*STATE) or ""
    state = _state(number.removesuffix(".0"), bounds(since).lo)
    if state is None or state not in roster.states:
        record.lose(f"{show(number)} is no state's number of Gleditsch and Ward's", "gwcode")
        return None
    standing = (record.text("exit") or "").casefold() == _STANDING
    return _Line(record, _spell(bare), state, since, until, standing)


def _spell(name: str) -> str:
    """A name as others write it: "Ramgoolam N." and "Charles, baron de Broqueville" are of forms of their own."""
    if noble := _NOBLE.fullmatch(name):
        return f"{noble['given']} {noble['surname']}"
    if trailing := _TRAILING.fullmatch(name):
        return f"{trailing['given']} {trailing['surname']}"
    surname, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not given:
        return surname
    words = given.split()
    suffix = f" {words.pop()}" if len(words) > 1 and fold(words[-1]) == "jr" else ""
    return f"{' '.join(words)} {surname}{suffix}"


def _people(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The people of one id: one, but for an id that by mistake bears two names of two states."""
    people: list[list[_Line]] = []
    for line in sorted(lines, key=lambda one: (one.since or "", one.state)):
        for person in people:
            if any(line.state == one.state or _agree(line.name, one.name) for one in person):
                person.append(line)
                break
        else:
            if people:
                line.record.tell(f"bears the id of {people[0][0].name}; taken for somebody else", "leadid")
            people.append([line])
    yield from people


def _agree(a: str, b: str) -> bool:
    return compatible(person_key(a), person_key(b))


def _add(roster: Roster, identity: str, lines: Sequence[_Line], known: dt.date | None) -> None:
    entry = roster.entry(identity)
    for line in lines:
        entry.names.add(line.name)
        entry.states.add(line.state)
        entry.born = entry.born or _life(line.record, "borndate", "yrborn")
        entry.died = entry.died or _life(line.record, "deathdate", "yrdied")
        post = roster.service(line.state, "leader", "Leader", "leader")
        entry.held.add((post, line.since, still(line.since, known) if line.standing else line.until))


def _life(record: Record, day: str, year: str) -> str | None:
    """Birth or death: by the day where it is known, else by the year."""
    if (record.text(day) or "").casefold() not in _UNKNOWN and (told := record.date(day)):
        return told
    found = _YEAR.fullmatch(record.text(year) or "")
    return found[1] if found else None


@cache
def _numbers() -> Mapping[int, str | list[str | dt.date]]:
    text = Path(__file__).with_name("gleditsch_ward.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _state(number: str, day: dt.date | None) -> str | None:
    """Id of the state that a number means on a day."""
    told = _numbers().get(int(number)) if number.isdecimal() else None
    if told is None or isinstance(told, str):
        return f"state/{told}" if told else None
    code = told[0]
    for since, later in zip(told[1::2], told[2::2], strict=True):
        if day and isinstance(since, dt.date) and since <= day:
            code = later
    return f"state/{code}"
