"""Office-holders from Wikidata: CSV as its query service gives it, and lists made of it.

The columns go by several names (`COLUMNS`): a position and who holds it, both with their Wikidata item and label, a
country, since when and until when. Of a holder there may also be other names (separated by |), birth and death.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graph.identity.authority import Authority
from graph.identity.folding import fold
from graph.identity.offices import Title, known_offices
from graph.identity.tables import words
from graph.identity.titles import split_title
from ingest.leaders.roster import Entry, Roster, is_name, is_single
from ingest.leaders.source import Record, Source, still
from ingest.loading.problems import show

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "holder": ("officeholder", "holder", "person", "human", "item"),
    "name": ("officeholderlabel", "holderlabel", "personlabel", "humanlabel", "itemlabel"),
    "aliases": ("officeholderaltlabel", "holderaltlabel", "personaltlabel", "aliases"),
    "position": ("position", "office"),
    "post": ("positionlabel", "officelabel"),
    "country": ("country", "countrylabel", "jurisdictionlabel"),
    "since": ("start_year", "start", "since", "starttime"),
    "until": ("end_year", "end", "until", "endtime"),
    "born": ("born", "birth", "dateofbirth", "birthdate"),
    "died": ("died", "death", "dateofdeath", "deathdate"),
}
"""What a row tells → the columns that may tell it, in small letters."""
NEEDED = ("name", "post")

_ENTITY = "http://www.wikidata.org/entity/"
_ASIDE = re.compile(r"\s*\([^)]*\)")
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00:00Z")
_NEW_YEAR = "-01-01"
_RULERS = frozenset(
    {"agong", "captain", "captains", "chairmen", "gyalpo", "head", "malo", "member", "monarch", "monarchy", "ngwenyama"}
    | {"regent", "regents", "sovereign"}
)


def read_wikidata(source: Source) -> Authority:
    """Read a list of office-holders.

    Raises:
        InputError: The file can't be read or lacks a column.
        RecordError: It is no text.
    """
    reader, records = _Reader(), list[Record]()
    for record in source.rows([name for names in COLUMNS.values() for name in names]):
        reader.take(record)
        records.append(record)
    for record in records:
        source.account.take("row", record.findings)
    return reader.authority(source)


class _Reader:
    def __init__(self) -> None:
        self.roster = Roster()
        self._open: list[tuple[Entry, str, str | None]] = []
        self._days: list[str | None] = []

    def take(self, record: Record) -> None:
        name, post = (_ASIDE.sub("", record.text(*COLUMNS[one]) or "") for one in ("name", "post"))
        record.id = record.text(*COLUMNS["holder"])
        if not is_name(name) or _ITEM.fullmatch(name):
            record.lose("tells no name of the holder", "name")
            return
        if name == post:
            record.lose(f"{show(name)} is given as the post and as its holder", "post")
            return
        state, title = self._whose(record), self._title(record, post)
        if state is None and title is not None:
            state = title.state
        if state is None and (title is None or not title.body):
            record.lose(f"{show(record.text(*COLUMNS['country']))} is no state that is known here", "country")
            return
        entry = self._entry(record, name, state)
        since, until = record.term(_date(record, "since"), _date(record, "until"))
        self._days += [since, until]
        if title is None:
            return
        held = self.roster.post(title, state, post)
        if until:
            entry.held.add((held, since, until))
        else:
            self._open.append((entry, held, since))

    def authority(self, source: Source) -> Authority:
        known = source.knows_until(self._days)
        for entry, post, since in self._open:
            entry.held.add((post, since, still(since, known)))
        return self.roster.authority(f"wikidata/{source.path.name}")

    def _whose(self, record: Record) -> str | None:
        country = record.text("countrylabel", *COLUMNS["country"])
        found = self.roster.states.find(country) if country else None
        return found or (self.roster.states.find(_ASIDE.sub("", country)) if country else None)

    def _title(self, record: Record, post: str) -> Title | None:
        """The title that a position's label is; None of one that names no office, such as a party."""
        title = self.roster.titles.read(post) if post else None
        if title is None or not title.slug or not _office(title, post):
            record.tell(f"{show(post)} names no office; the person is loaded without it", "post")
            return None
        return title

    def _entry(self, record: Record, name: str, state: str | None) -> Entry:
        found = _ITEM.fullmatch(record.text(*COLUMNS["holder"]) or "")
        entry = self.roster.entry(found[1], None) if found else self.roster.entry(fold(name), state)
        bare = split_title(name, self.roster.titles.owner)[1] or name
        entry.names.update({bare} if not is_single(bare) else {name, bare})
        for alias in (record.text(*COLUMNS["aliases"]) or "").split("|"):
            if is_name(alias):
                entry.aliases.add(alias.strip())
        if state:
            entry.states.add(state)
        if found:
            entry.links.add(_ENTITY + found[1])
        entry.born = entry.born or _date(record, "born")
        entry.died = entry.died or _date(record, "died")
        return entry


def _date(record: Record, what: str) -> str | None:
    """A date; the query service writes a year as the first of January, and a month as its first day."""
    for column in COLUMNS[what]:
        told = record.text(column)
        if told and (moment := _MOMENT.fullmatch(told)):
            day = moment[1]
            record.row.fields[column] = day[:4] if day.endswith(_NEW_YEAR) else day
    return record.date(*COLUMNS[what])


def _office(title: Title, post: str) -> bool:
    return title.office != "other" or not _heads().isdisjoint(fold(post).split())


@cache
def _heads() -> frozenset[str]:
    return words("offices", "heads") | {name.split()[-1] for name in known_offices()} | _RULERS
