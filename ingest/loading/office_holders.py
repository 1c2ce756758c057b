"""A user's own office-holders: a table of people, their other names, and the posts that they held.

::

    name,aliases,post,state,since,until
    Anna Berg,A. Berg|Анна Берг,Foreign Minister,Germany,2023-05,

One row a post; a person of several posts has several rows. Names of states and titles are read as they are in reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from graph.dates import bounds
from graph.errors import EdtfError, InputError, RecordError
from graph.identity.authority import Authority, AuthorityPerson, AuthorityPost, AuthorityTenure
from graph.identity.bodies import BodyIndex
from graph.identity.folding import fold, slug
from graph.identity.merging import make_tenure
from graph.identity.names import person_key
from graph.identity.offices import Title, TitleReader, post_of
from graph.identity.packages import load_packages
from graph.identity.packages.post_titles import post_label
from graph.identity.states import StateIndex
from ingest.loading.problems import show, suggest
from ingest.loading.table_rows import Row, read_rows

COLUMNS = ("name", "aliases", "post", "state", "since", "until")
MOST_TOLD = 20
"""Errors that are shown of one file: more of them are most often one mistake repeated."""

type _Key = tuple[str, str | None]


def read_office_holders(path: Path) -> Authority:
    """Read a table of office-holders; the order of its rows does not matter.

    Args:
        path: CSV, YAML or JSON Lines, by its name.

    Raises:
        InputError: The file or a row can't be used; names each by file and line.
    """
    reader = _Reader(str(path))
    try:
        for row in read_rows(path, COLUMNS):
            reader.take(row)
    except RecordError as error:
        reader.errors.append(error)
    if reader.errors:
        told = [str(error) for error in reader.errors[:MOST_TOLD]]
        more = len(reader.errors) - len(told)
        raise InputError("\n".join([*told, *([f"and {more} more like these"] if more else [])]))
    if not reader.people:
        raise InputError(f"{path} names nobody; give a row for each office-holder: {', '.join(COLUMNS)}")
    return reader.authority()


@dataclass(slots=True)
class _Person:
    """What the rows of one person tell."""

    names: set[str] = field(default_factory=set[str])
    aliases: set[str] = field(default_factory=set[str])
    held: set[tuple[str, str | None, str | None]] = field(default_factory=set[tuple[str, str | None, str | None]])


class _Problem(Exception):  # noqa: N818  -- control flow inside this module, never raised to others
    def __init__(self, column: str, problem: str) -> None:
        super().__init__(problem)
        self.column = column


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[RecordError] = []
        self.people: dict[_Key, _Person] = {}
        packages = load_packages()
        self._states = StateIndex(packages.states)
        self._titles = TitleReader(self._states, BodyIndex(packages.organizations, self._states).names)
        self._known = {one.id: one for one in packages.posts}
        self._posts: dict[str, AuthorityPost] = {}

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
        if name is None or not fold(name):
            raise _Problem("name", "names nobody; give the full name, as reports write it")
        aliases = list(_aliases(fields))
        title, state = self._title(_text(fields, "post")), self._state(_text(fields, "state"))
        if title is not None and title.state:
            if state not in {None, title.state}:
                raise _Problem("state", f"is another state than the post's, {self._states[title.state].label}")
            state = title.state
        since, until = _term(fields)
        if title is None and (since or until):
            raise _Problem("post", "missing, but there is a date; say what was held then")
        person = self.people.setdefault((fold(name), state), _Person())
        person.names.add(name)
        person.aliases.update(aliases)
        if title is not None:
            person.held.add((self._post(title, state, str(fields["post"])), since, until))

    def _state(self, name: str | None) -> str | None:
        if name is None:
            return None
        if (found := self._states.find(name)) is None:
            raise _Problem("state", f"{show(name)} is no state; give its name or a code such as BLR")
        return found

    def _title(self, post: str | None) -> Title | None:
        if post is None:
            return None
        if not (title := self._titles.read(post)).slug:
            raise _Problem("post", f"{show(post)} names no post; write it like Foreign Minister")
        return title

    def _post(self, title: Title, state: str | None, told: str) -> str:
        if not (title.state or title.body or state):
            raise _Problem("state", f"missing; say whose {told} that is")
        id_ = post_of(title, state, self._states)
        if (post := self._known.get(id_)) is None:
            whose = title.state or title.body or state
            named = told if title.state or title.body or whose is None else post_label(told, self._states[whose].label)
            post = self._posts.get(id_) or AuthorityPost(
                id_, named, (named,), title.state or (None if title.body else state), title.target, title.office
            )
            label = min(post.label, named)  # of two spellings of one post, in any order of the rows
            post = replace(post, label=label, names=(label, *sorted({*post.names, named} - {label})))
        self._posts[id_] = post
        return id_

    def authority(self) -> Authority:
        ids = self._ids()
        return Authority(
            name=Path(self.file).name,
            version="",
            persons=tuple(_person(ids[key], key, one) for key, one in sorted(self.people.items(), key=_order)),
            posts=tuple(post for _, post in sorted(self._posts.items())),
            tenures=tuple(_tenures(ids, self.people)),
        )

    def _ids(self) -> dict[_Key, str]:
        """Ids that tell namesakes of different states apart."""
        ids: dict[_Key, str] = {}
        names = [name for name, _ in self.people]
        for name, state in self.people:
            alone = names.count(name) == 1
            ids[name, state] = f"person/{slug(name)}" + ("" if alone or not state else f"-{slug(state[6:])}")
        return ids


def _order(item: tuple[_Key, _Person]) -> tuple[str, str]:
    return item[0][0], item[0][1] or ""


def _person(id_: str, key: _Key, told: _Person) -> AuthorityPerson:
    label = min(told.names)
    names = (label, *sorted((told.names | told.aliases) - {label}))
    singles = tuple(sorted(name for name in told.aliases if person_key(name).single))
    return AuthorityPerson(id_, label, names, states=(key[1],) if key[1] else (), singles=singles)


def _tenures(ids: Mapping[_Key, str], people: Mapping[_Key, _Person]) -> Iterator[AuthorityTenure]:
    for key, told in sorted(people.items(), key=_order):
        for post, since, until in sorted(told.held, key=lambda one: (one[0], one[1] or "", one[2] or "")):
            yield make_tenure(ids[key], post, since, until)


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
