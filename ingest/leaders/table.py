"""A user's own office-holders: a table of people, their other names, and the posts that they held.

::

    name,aliases,post,state,since,until
    Anna Berg,A. Berg|Анна Берг,Foreign Minister,Germany,2023-05,

One row a post; a person of several posts has several rows. Names of states and titles are read as they are in reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from graph.dates import bounds
from graph.errors import EdtfError, InputError, RecordError
from graph.identity.authority import Authority
from graph.identity.folding import fold
from graph.identity.offices import Title
from ingest.accounts import Account
from ingest.leaders.roster import Roster, is_name, is_single
from ingest.loading.problems import show, suggest
from ingest.loading.table_rows import Row, read_rows

COLUMNS = ("name", "aliases", "post", "state", "since", "until")
MOST_TOLD = 20
"""Errors that are shown of one file: more of them are most often one mistake repeated."""


def read_office_holders(path: Path, account: Account | None = None) -> Authority:
    """Read a table of office-holders; the order of its rows does not matter.

    Args:
        path: CSV, YAML or JSON Lines, by its name.
        account: Counts the rows.

    Raises:
        InputError: The file or a row can't be used; names each by file and line.
    """
    reader = _Reader(str(path))
    try:
        for row in read_rows(path, COLUMNS):
            reader.take(row)
            if account is not None:
                account.take("row")
    except RecordError as error:
        reader.errors.append(error)
    if reader.errors:
        told = [str(error) for error in reader.errors[:MOST_TOLD]]
        more = len(reader.errors) - len(told)
        raise InputError("\n".join([*told, *([f"and {more} more like these"] if more else [])]))
    if not reader.roster.people:
        raise InputError(f"{path} names nobody; give a row for each office-holder: {', '.join(COLUMNS)}")
    return reader.roster.authority(path.name)


class _Problem(Exception):  # noqa: N818  -- control flow inside this module, never raised to others
    def __init__(self, column: str, problem: str) -> None:
        super().__init__(problem)
        self.column = column


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[RecordError] = []
        self.roster = Roster()

    def take(self, row: Row | RecordError) -> None:
        if isinstance(row, RecordError):
            self.errors.append(row)
            return
        try:
            self._take(row.fields)
        except _Problem as problem:
            self.errors.append(RecordError(str(problem), file=self.file, line=row.line, field=problem.column))

    def _take(self, fields: Mapping[str, object]) -> None:
        for name in fields:
            if name not in COLUMNS:
                raise _Problem(name, f"is no column; {suggest(name, COLUMNS)}")
        name = _text(fields, "name")
        if name is None or not is_name(name):
            raise _Problem("name", "names nobody; give the full name, as reports write it")
        aliases = list(_aliases(fields))
        title, state = self._title(_text(fields, "post")), self._state(_text(fields, "state"))
        if title is not None and title.state:
            if state not in {None, title.state}:
                raise _Problem("state", f"is another state than the post's, {self.roster.states[title.state].label}")
            state = title.state
        if title is not None and not (title.state or title.body or state):
            raise _Problem("state", f"missing; say whose {fields['post']} that is")
        since, until = _term(fields)
        if title is None and (since or until):
            raise _Problem("post", "missing, but there is a date; say what was held then")
        person = self.roster.entry(fold(name), state)
        person.names.add(name)
        person.aliases.update(aliases)
        person.singles.update(filter(is_single, aliases))
        if state is not None:
            person.states.add(state)
        if title is not None:
            person.held.add((self.roster.post(title, state, str(fields["post"])), since, until))

    def _state(self, name: str | None) -> str | None:
        if name is None:
            return None
        if (found := self.roster.states.find(name)) is None:
            raise _Problem("state", f"{show(name)} is no state; give its name or a code such as BLR")
        return found

    def _title(self, post: str | None) -> Title | None:
        if post is None:
            return None
        if not (title := self.roster.titles.read(post)).slug:
            raise _Problem("post", f"{show(post)} names no post; write it like Foreign Minister")
        return title


def _text(fields: Mapping[str, object], column: str) -> str | None:
    value = fields.get(column)
    if value is not None and not isinstance(value, str):
        raise _Problem(column, f"{show(value)} is no text; write it in quotation marks")
    return (value.strip() or None) if value else None


def _aliases(fields: Mapping[str, object]) -> Iterator[str]:
    value = fields.get("aliases", "")
    listed = value.split("|") if isinstance(value, str) else value
    if not isinstance(listed, list):
        raise _Problem("aliases", f"{show(value)} is no list; separate names by |")
    for alias in cast("list[object]", listed):
        if not isinstance(alias, str):
            raise _Problem("aliases", f"{show(alias)} is no text; write it in quotation marks")
        if alias.strip() and not fold(alias):
            raise _Problem("aliases", f"{show(alias)} is no name")
        if alias.strip():
            yield alias.strip()


def _term(fields: Mapping[str, object]) -> tuple[str | None, str | None]:
    since, until = _date(fields, "since"), _date(fields, "until")
    first, last = bounds(since).lo, bounds(until).hi
    if first and last and last < first:
        raise _Problem("until", f"{until} is before {since}")
    return since, until


def _date(fields: Mapping[str, object], column: str) -> str | None:
    told = _text(fields, column)
    if told is None or (told == ".." and column == "until"):
        return None
    if "/" in told:
        raise _Problem(column, f"{show(told)} is an interval; give one day, month or year")
    try:
        bounds(told)
    except EdtfError as error:
        raise _Problem(column, str(error)) from error
    return told
