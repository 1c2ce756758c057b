"""What of the graph is asked for, as options and addresses write it, on its way to an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode

from graph.dates import bounds
from graph.errors import EdtfError, NotFoundError, ParameterError, UnknownNameError
from graph.rdf.exporting import Selection
from graph.store.lookup import KNOWN, look_up, unknown_ids
from graph.store.part import Window, count_undated, things_of_actor, things_of_document, things_of_window
from graph.vocabulary import load_vocabulary
from queries.catalogue import load_catalogue
from queries.names import ask_for, choose, is_id
from queries.running import pages_sync
from queries.values import ALL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from graph.store.connection import Store
    from queries.binding import Raw
    from queries.catalogue import Query
    from queries.running import Answer

OWN: Final = ("actor", "document", "since", "until", "modality")
"""What a part may be chosen by beside a query, whose parameters go by such names too."""

REFUSED: Final = ("limit", "after", "known_at")
"""Parameters of every query that an export can't take: it holds all rows, and tells the present."""

OCCURRED: Final = "occurred"

LABELS: Final[Mapping[str, str]] = {
    "actor": "Actor",
    "person": "Actor",
    "state": "Actor",
    "post": "Post",
    "place": "Place",
    "event": "Event",
    "claim": "Claim",
    "document": "Document",
}
"""Type of a column → label of what its values are ids of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; everything None or empty is the whole graph.

    Attributes:
        query: Name of a canned query, or None.
        parameters: The query's own.
        actor: Name or id.
        document: Id, with or without `document/`.
        since: As EDTF.
        until: As EDTF.
        modality: Statuses of events; empty for any.
    """

    query: str | None = None
    parameters: Mapping[str, Any] | None = None
    actor: str | None = None
    document: str | None = None
    since: str | None = None
    until: str | None = None
    modality: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """As the query string of `/export` writes it, without what says nothing."""
        given = {name: getattr(self, name) for name in ("query", *OWN)} | dict(sorted((self.parameters or {}).items()))
        return urlencode({name: value for name, value in given.items() if value}, doseq=True)


@dataclass(slots=True)
class Remarks:
    """What should be known of a part; filled before anything of it is given.

    Attributes:
        notes: How names were understood, where that was not plain.
        undated: How many events or rows a window leaves out, as their date is not told; None where there is no window.
        more: Whether there are more of them than were counted.
    """

    notes: list[str] = field(default_factory=list[str])
    undated: int | None = None
    more: bool = False


def select_network(asked: Asked, *, max_rows: int, remarks: Remarks) -> tuple[Selection, tuple[str, ...]]:
    """The same for a network: of the whole graph too, and by default of what occurred alone.

    Returns:
        What is asked for, and the statuses that its events may have: those of a query are the query's own affair.

    Raises:
        ParameterError: As `select`.
        UnknownQueryError: As `select`.
    """
    modality = asked.modality or ((ALL,) if asked.query is not None else (OCCURRED,))
    narrowed = asked if asked.query is not None else replace(asked, modality=modality)
    statuses = _window(replace(asked, modality=modality)).modality
    if asked.document is not None:
        # The claims of a document are of any status; those of the network are sought among them.
        narrowed = replace(asked, modality=())
    part = select(narrowed, max_rows=max_rows, remarks=remarks)
    if part is None:
        raise AssertionError("a network is of some statuses")
    return part, tuple(statuses)


def select(asked: Asked, *, max_rows: int, remarks: Remarks | None = None) -> Selection | None:
    """Check what is asked for, as far as that can be done without the database.

    Args:
        asked: By a user.
        max_rows: Rows of a page of a query.
        remarks: Takes what should be known.

    Returns:
        None for the whole graph.

    Raises:
        ParameterError: Things that don't go together, or a value that is none.
        UnknownQueryError: There is no such query.
    """
    if asked.query is None and asked.parameters:
        raise ParameterError(next(iter(asked.parameters)), "is a parameter of a query, and no query is named")
    ways = [name for name in ("query", "document", "actor") if getattr(asked, name) is not None]
    if len(ways) > 1:
        raise ParameterError(ways[0], f"and {ways[1]} can't go together; export one part and then the other")
    told = remarks or Remarks()
    window = _window(asked)
    if asked.query is not None:
        query = load_catalogue().get(asked.query)
        _refuse(asked, OWN, "give it to the query, as its parameter")
        for name in REFUSED:
            if name in (asked.parameters or {}):
                raise ParameterError(name, "can't be used in an export, which holds all rows as of the present")
        raw = dict(asked.parameters or {})
        return Selection(
            asked.told, lambda store, seq: _of_query(store, query, {**raw, "known_at": str(seq)}, max_rows, told)
        )
    if asked.document is not None:
        _refuse(asked, ("since", "until", "modality"), "can't be used here: a document's claims are exported together")
        document = asked.document.removeprefix("document/")
        return Selection(asked.told, lambda store, seq: _of_document(store, document, seq))
    if asked.actor is not None:
        actor = asked.actor
        return Selection(asked.told, lambda store, seq: _of_actor(store, actor, window, seq, told))
    if not window.closed and not asked.modality:
        return None
    return Selection(asked.told, lambda store, seq: _of_window(store, window, seq, told))


def _refuse(asked: Asked, names: Sequence[str], why: str) -> None:
    for name in names:
        if getattr(asked, name):
            raise ParameterError(name, why)


def _window(asked: Asked) -> Window:
    known = load_vocabulary().modalities
    for one in asked.modality:
        if one not in known and one != ALL:
            raise ParameterError("modality", f"is {', '.join(known)} or {ALL}, not {one!r}")
    modality = tuple(asked.modality) if asked.modality and ALL not in asked.modality else tuple(known)
    since, until = _day("since", asked.since, last=False), _day("until", asked.until, last=True)
    if since is not None and until is not None and since > until:
        raise ParameterError("until", f"ends on {until}, before {since}, where the window starts")
    return Window(modality, since, until)


def _day(name: str, text: str | None, *, last: bool) -> dt.date | None:
    if not text:
        return None
    try:
        days = bounds(text)
    except EdtfError as error:
        raise ParameterError(name, str(error)) from error
    day = days.hi if last else days.lo
    if day is None:
        raise ParameterError(name, f"{text!r} has no {'end' if last else 'start'}; leave it out for an open window")
    return day


def _of_query(store: Store, query: Query, raw: Raw, max_rows: int, remarks: Remarks) -> Iterator[tuple[str, str]]:
    first = True
    for answer in pages_sync(store, query, raw, max_rows=max_rows):
        if first:
            _remark(answer, remarks)
            first = False
        columns = [(at, LABELS[one.type]) for at, one in enumerate(query.returns) if one.type in LABELS]
        for row in answer.rows:
            for at, label in columns:
                yield from ((label, id_) for id_ in _ids(row[at]))


def _remark(answer: Answer, remarks: Remarks) -> None:
    remarks.notes += answer.notes
    remarks.undated, remarks.more = answer.undated_left_out, answer.undated_more


def _ids(value: Any) -> list[str]:  # noqa: ANN401  -- what a column has
    if value is None:
        return []
    found = cast("list[str]", value if isinstance(value, list) else [value])
    return [one.removeprefix("document/") for one in found if one]


def _of_actor(store: Store, text: str, window: Window, seq: int, remarks: Remarks) -> Iterator[tuple[str, str]]:
    if is_id(text):
        if unknown_ids(store.read(KNOWN, ids=[text])):
            raise UnknownNameError(text)
        actor = text
    else:
        ask = ask_for("actor", text)
        (found,) = look_up(store, [ask], seq)
        actor, note = choose(ask, found)
        if note:
            remarks.notes.append(note)
    if window.closed:
        remarks.undated = count_undated(store, window, seq, actor)
    yield from things_of_actor(store, actor, window, seq)


def _of_window(store: Store, window: Window, seq: int, remarks: Remarks) -> Iterator[tuple[str, str]]:
    if window.closed:
        remarks.undated = count_undated(store, window, seq)
    yield from things_of_window(store, window, seq)


def _of_document(store: Store, document: str, seq: int) -> Iterator[tuple[str, str]]:
    if unknown_ids(store.read(KNOWN, ids=[document])):
        raise NotFoundError(f"there is no document {document!r}")
    yield from things_of_document(store, document, seq)
