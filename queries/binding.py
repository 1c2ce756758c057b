"""From what a user gave to what the database is asked with, without I/O: shared by every face and both runners.

::

    request = prepare(query, raw)           # types are checked here
    state, found = ...                      # the runner reads the graph's state and looks names up
    bound = request.complete(state, found)  # names become ids, `known_at` a commit
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from graph.dates import bounds
from graph.errors import ParameterError
from graph.windows import day_ranges
from queries.cursor import Cursor, bind, decode
from queries.names import ask_for, choose, is_id
from queries.values import read

if TYPE_CHECKING:
    from graph.store.lookup import Ask, Found, State
    from queries.catalogue import Query
    from queries.header import Parameter

MAX_ROWS = 1_000
NAMED = frozenset({"actor", "person", "state", "post", "place", "event"})
"""Types whose values may be names; an event's id may be that of any of its claims."""

PAGING = frozenset({"limit", "after"})

type Raw = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Bound:
    """A query ready to run.

    Attributes:
        query: What runs.
        parameters: What the database is given; `limit` is one more than the page has, to see whether more follows.
        canonical: The parameters as a permalink writes them: ids for names, defaults and paging left out.
        limit: Most rows of the page.
        rev: The commit as of which it answers.
        notes: What the user should know about how the parameters were understood.
        ids: Ids that were taken as given, as (parameter, id); an empty answer makes it worth asking if they exist.
    """

    query: Query
    parameters: dict[str, Any]
    canonical: dict[str, Any]
    limit: int
    rev: int
    notes: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()

    @property
    def windowed(self) -> bool:
        """Whether a window is asked for, so that undated rows are left out."""
        given = (self.parameters.get("since"), self.parameters.get("until"))
        return self.query.windowed and given != (None, None)

    @property
    def undated(self) -> dict[str, Any]:
        """The parameters that ask for what the window leaves out for want of a date."""
        return {**self.parameters, "undated": True, "days": day_ranges(None, None, undated=True)}

    def cursor(self, key: list[Any]) -> str:
        """Where the page after the row of this key begins."""
        return Cursor(key, self.rev, bind(self.query.version, self.canonical)).encode()


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, with every value typed and names not yet looked up."""

    query: Query
    values: dict[str, Any]
    cursor: Cursor | None
    wanted: tuple[tuple[str, Ask], ...]

    @property
    def moments(self) -> tuple[dt.datetime, ...]:
        """The moments whose commits have to be found, in an order that `complete` keeps to."""
        return tuple(one for one in self._moments.values() if isinstance(one, dt.datetime))

    @property
    def _moments(self) -> dict[str, Any]:
        return {one.name: self.values[one.name] for one in self.query.parameters if one.type == "moment"}

    def commits(self, state: State) -> dict[str, int | None]:
        """The commit that each parameter of type `moment` means; None where it is not given."""
        found = iter(state.commits)
        return {
            name: next(found) if isinstance(one, dt.datetime) else None if one is None else min(one, state.seq)
            for name, one in self._moments.items()
        }

    @property
    def lookups(self) -> tuple[Ask, ...]:
        """The names to look up, in an order that `complete` keeps to."""
        return tuple(ask for _, ask in self.wanted)

    def rev(self, state: State) -> int:
        """The commit as of which the answer is: the asked one, that of the first page, or the last one there is."""
        if self.cursor is not None:
            return self.cursor.rev
        known = self.commits(state)["known_at"]
        return state.seq if known is None else known

    def complete(self, state: State, found: Sequence[Found] = ()) -> Bound:
        """Put ids in the place of names, and everything in the form that the database takes.

        Raises:
            UnknownNameError: Nobody goes by a name.
            AmbiguousNameError: Several do.
            NotFoundError: There is no such event.
            ParameterError: The cursor belongs to another query or to other parameters.
        """
        chosen = [(name, ask.text, *choose(ask, one)) for (name, ask), one in zip(self.wanted, found, strict=True)]
        values = dict(self.values)
        for name, text, id_, _ in chosen:
            values[name] = [id_ if one == text else one for one in values[name]] if _is_list(values[name]) else id_
        canonical = _canonical(self.query, values)
        if self.cursor is not None and self.cursor.binding != bind(self.query.version, canonical):
            raise ParameterError("after", "belongs to another query, to another version of it or to other parameters")
        rev, taken = self.rev(state), _bolt(self.query, values)
        return Bound(
            query=self.query,
            parameters={**taken, **self.commits(state), "rev": rev, "undated": False, "days": _days(self.query, taken),
                        "after": self.cursor.key if self.cursor else None, "limit": values["limit"] + 1},
            canonical=canonical,
            limit=values["limit"],
            rev=rev,
            notes=tuple(note for *_, note in chosen if note),
            ids=tuple(_given_ids(self.query, self.values)),
        )  # fmt: skip


def prepare(query: Query, raw: Raw, *, max_rows: int = MAX_ROWS) -> Request:
    """Give every value its type and every missing one its default.

    Args:
        query: What is asked.
        raw: Values by parameter: text, a list of texts, or Python values; None and "" are as good as absent.
        max_rows: Most rows that a page may have.

    Raises:
        ParameterError: A parameter is unknown, missing, or not of its type; names it.
    """
    for name in raw:
        if name not in query.by_name:
            near = get_close_matches(name, query.by_name, n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else f"it takes {', '.join(query.by_name)}"
            raise ParameterError(name, f"is no parameter of {query.name}; {hint}")
    values = {one.name: _value(one, raw.get(one.name)) for one in query.parameters}
    if values["limit"] > max_rows:
        raise ParameterError("limit", f"is at most {max_rows} here; take the rest page by page with `after`")
    after = values["after"]
    wanted = tuple(
        (one.name, ask_for(one.type, text))  # pyright: ignore[reportArgumentType]
        for one in query.parameters
        if one.type in NAMED
        for text in _as_list(values[one.name])
        if one.type == "event" or not is_id(text)
    )
    return Request(query, values, decode(after) if after is not None else None, wanted)


def _value(parameter: Parameter, raw: object) -> Any:  # noqa: ANN401  -- what the parameter's type makes of it
    value = read(parameter, raw)
    if value is not None:
        return value
    if parameter.required:
        example = f", such as {parameter.example}" if parameter.example is not None else ""
        raise ParameterError(parameter.name, f"is needed: {parameter.description}{example}")
    return parameter.default


def _canonical(query: Query, values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {
        one.name: values[one.name]
        for one in query.parameters
        if one.name not in PAGING and values[one.name] is not None and values[one.name] != one.default
    }
    return {name: one.isoformat() if isinstance(one, dt.datetime) else one for name, one in sorted(kept.items())}


def _bolt(query: Query, values: Mapping[str, Any]) -> dict[str, Any]:
    taken = {
        one.name: _typed(one, values[one.name]) for one in query.parameters if one.type not in {"moment", "cursor"}
    }
    since, until = taken.get("since"), taken.get("until")
    if query.windowed and since is not None and until is not None and since > until:
        raise ParameterError("until", f"ends on {until}, before {since}, where the window starts")
    return taken


def _days(query: Query, taken: Mapping[str, Any]) -> list[list[int]]:
    """Where to look for what lies in the window (`graph.windows`)."""
    since, until = (taken.get("since"), taken.get("until")) if query.windowed else (None, None)
    return day_ranges(since, until, as_of=taken["as_of"])


def _typed(parameter: Parameter, value: Any) -> Any:  # noqa: ANN401  -- what Bolt takes
    if value is None or parameter.type not in {"edtf", "day"}:
        return value
    days = bounds(value)
    if parameter.name == "until":
        if days.hi is None:
            raise ParameterError("until", f"{value!r} has no end; leave `until` out for an open window")
        return days.hi
    if days.lo is None:
        raise ParameterError(parameter.name, f"{value!r} has no start; leave it out for an open window")
    return days.lo


def _given_ids(query: Query, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    known = (NAMED | {"claim", "document"}) - {"event"}
    return [
        (one.name, text)
        for one in query.parameters
        if one.type in known
        for text in _as_list(values[one.name])
        if one.type in {"claim", "document"} or is_id(text)
    ]


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401  -- one value, several, or none
    if value is None:
        return []
    return value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]
