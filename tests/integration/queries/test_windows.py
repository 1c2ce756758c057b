"""A window takes out of the whole answer what does not lie in it, and nothing else, however vague the dates are."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from graph.dates import Bounds, bounds
from graph.store.connection import Store
from graph.windows import day_number
from queries.catalogue import load_catalogue
from queries.running import run_sync
from tests.integration.loading.conftest import load, report

TOLD = [
    "202X", "2023", "2024", "2024~", "2024-22", "2023-12", "2024-02", "2024-02~", "2024-01-31?", "2023-12-31",
    "2024-02-29~", "2024-01-20/2024-02-20", "2024-01-01/2024-01-31", "2024-01-01/2024-02-01", "2023-02-01/2024-01-31",
    "2023-02-01/2024-02-01", "../2024-01", "2024-02-10/..", "[2024-01-03,2024-03-04]", "/2023-12-31",
]  # fmt: skip
FIRST, DAYS, CLAIMS = dt.date(2023, 11, 20), 140, 260
PEOPLE = {
    "Ada Lindqvist": "Kyrgyzstan", "Ivo Marek": None, "Vladimir Putin": "Russia", "Alexander Lukashenko": "Belarus",
    "Olga Novak": None,
}  # fmt: skip
"""Each with the state that they act for."""
TYPES = ["meet", "call", "visit", "negotiate", "release"]
ASKED: dict[str, dict[str, str]] = {
    "who_met_whom": {"person": "Vladimir Putin"},
    "met_in_window": {},
    "events": {},
    "contacts_between_states": {"state": "Belarus"},
    "visits_to": {"place": "Kyrgyzstan"},
    "releases": {},
    "talks_about": {"topic": "gas"},
    "pending_events": {},
    "rests_on": {},
    "sequence": {"actor": "Belarus", "within": "20"},
}
NARROWED: list[tuple[str, dict[str, str]]] = [
    *ASKED.items(),
    ("who_met_whom", {"person": "Putin", "other": "Ada Lindqvist", "modality": "all"}),
    ("events", {"actor": "Vladimir Putin"}),
    ("events", {"actor": "Belarus", "other": "Russia", "modality": "all"}),
    ("events", {"type": "release,visit"}),
    ("releases", {"state": "Russia", "modality": "all"}),
    ("rests_on", {"actor": "Belarus"}),
    ("sequence", {"actor": "Ada Lindqvist", "within": "40"}),
]
NEAR = st.dates(FIRST - dt.timedelta(400), FIRST + dt.timedelta(DAYS + 400))
WINDOWS = st.tuples(st.one_of(st.none(), NEAR), st.one_of(st.none(), NEAR), st.one_of(st.none(), NEAR))


def claims() -> list[dict[str, Any]]:
    """What one document tells: of one document, no two claims are one event."""
    draw = random.Random(5)  # noqa: S311  -- reproducible, not secret
    return [_claim(draw) for _ in range(CLAIMS)]


def _claim(draw: random.Random) -> dict[str, Any]:
    kind = draw.choice(TYPES)
    day = FIRST + dt.timedelta(draw.randrange(DAYS))
    roles = {"visit": ("visitor", "host"), "release": ("releaser", "receiver")}.get(
        kind, ("participant", "participant")
    )
    who = [
        {"name": name, "role": role, "side": side, "behalf": PEOPLE[name]}
        for name, role, side in zip(draw.sample([*PEOPLE], 2), roles, "ab", strict=True)
    ]
    return {
        "type": kind,
        "who": who,
        "date": draw.choice([day.isoformat(), day.isoformat(), draw.choice(TOLD), draw.choice(TOLD), None]),
        "modality": draw.choice(["occurred"] * 3 + ["scheduled", "possible"]),
        "place": draw.choice([None, "Bishkek", "Minsk"]),
        "about": draw.choice([None, "gas"]),
    }


@pytest.fixture
def vague(graph: Store) -> Store:
    """A graph of events that are dated in every way."""
    load(graph, report("vague", *claims()), authority=True)
    return graph


def ask(store: Store, name: str, raw: dict[str, Any]) -> tuple[list[dict[str, Any]], int | None]:
    """All rows of a query, and how many undated ones it leaves out."""
    found = run_sync(store, load_catalogue().get(name), {**raw, "limit": 5_000}, max_rows=5_000)
    assert found.next is None
    return found.dicts(), found.undated_left_out


def whole(store: Store, name: str, raw: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows without a window; of a query that needs one, those of all time and the undated ones."""
    if name != "met_in_window":
        return ask(store, name, raw)[0]
    rows = ask(store, "events", {**raw, "type": "meet,call,visit"})[0]
    there = {row["event"]: row for row in ask(store, name, {**raw, "since": "0001"})[0]}
    return [there.get(row["event"], {"event": row["event"], "date": None}) for row in rows]


def lies_in(date: str | None, window: Bounds) -> bool:
    """Whether something of that date lies in a window; what is undated lies in none."""
    return window == Bounds(None, None) or (date is not None and bounds(date).overlaps(window))


def begun(date: str | None, as_of: dt.date | None) -> bool:
    """Whether it had begun by that day, as far as is told."""
    lo = bounds(date).lo
    return as_of is None or lo is None or lo <= as_of


def test_windows_filter_the_whole_answer(vague: Store) -> None:
    """Every query, in windows of any length that may be open, and as of any day."""
    answers = {number: whole(vague, name, raw) for number, (name, raw) in enumerate(NARROWED)}
    undated = {NARROWED[number][0] for number, rows in answers.items() if any(row["date"] is None for row in rows)}
    assert undated == ASKED.keys() - {"sequence"}  # Nothing follows what is undated.

    @examples(max_examples=40, deadline=None, derandomize=True)
    @given(st.integers(0, len(NARROWED) - 1), WINDOWS)
    def law(number: int, told: tuple[dt.date | None, dt.date | None, dt.date | None]) -> None:
        name, raw = NARROWED[number]
        since, until, as_of = told
        if since is None and name == "met_in_window":
            since = dt.date(1, 1, 1)
        if since is not None and until is not None and until < since:
            since, until = until, since
        given_ = {"since": since, "until": until, "as_of": as_of}
        asked = {key: day.isoformat() for key, day in given_.items() if day is not None}
        window = Bounds(since, until)
        expected = [
            row
            for row in answers[number]
            if begun(row["date"], as_of) and begun(row.get("then_date"), as_of) and lies_in(row["date"], window)
        ]
        undated = sum(row["date"] is None and begun(row.get("then_date"), as_of) for row in answers[number])
        found, left_out = ask(vague, name, {**raw, **asked})
        assert found == expected
        assert left_out == (undated if since or until else None)

    law()


def test_months_count_what_lies_in_the_window(vague: Store) -> None:
    """The counts of a window are those of the events that it takes in."""
    raw = {"actor": "Belarus", "since": "2023-12-15", "until": "2024-02-10"}
    rows, undated = ask(vague, "contacts_by_month", raw)
    events, _ = ask(vague, "events", {**raw, "type": "meet,call,visit,negotiate"})
    assert Counter({(row["month"], row["type"]): row["events"] for row in rows}) == Counter(map(month_of, events))
    assert undated
    assert undated == len(
        {month_of(row) for row in ask(vague, "events", {"actor": "Belarus", "type": "meet,call,visit,negotiate"})[0]
         if row["date"] is None}
    )  # fmt: skip


def month_of(row: dict[str, Any]) -> tuple[str, str]:
    """The month or year under which an event is counted."""
    days = bounds(row["date"])
    lo, hi = days.lo, days.hi
    if lo is not None and hi is not None and lo.year == hi.year:
        return (lo.isoformat()[:7] if lo.month == hi.month else lo.isoformat()[:4]), row["type"]
    return row["date"], row["type"]


SHARED = """
MATCH (e:Event)
RETURN e.id AS id, e.date AS date, e.modality AS modality,
  COLLECT { MATCH (e)<-[:PARTICIPATED_IN|REPRESENTED_IN]-(a:Actor) RETURN DISTINCT a.id } AS actors
"""


def test_what_followed_is_found_however_vague_its_date_is(vague: Store) -> None:
    """Whatever began within the days after a contact's end, by one of the same actors."""
    found, _ = ask(vague, "sequence", {"actor": "Belarus", "within": "40"})
    events = vague.read(SHARED).dicts()
    by_id = {one["id"]: one for one in events}
    for contact in {row["event"] for row in found}:
        one = by_id[contact]
        followed = {row["then_event"] for row in found if row["event"] == contact}
        assert followed == set(followers(one, events, 40)), one


def followers(contact: dict[str, Any], events: Iterable[dict[str, Any]], within: int) -> Iterable[str]:
    """Ids of the events that began in those days after a contact."""
    end = bounds(contact["date"]).hi
    for one in events:
        start = bounds(one["date"]).lo
        if end is None or start is None or one["modality"] != "occurred":
            continue
        if 0 < (start - end).days <= within and set(one["actors"]) & set(contact["actors"]):
            yield one["id"]


NUMBERS = """
MATCH (e:Event)
RETURN e.date AS date, e.day AS day,
  COLLECT { MATCH (e)<-[r:PARTICIPATED_IN|REPRESENTED_IN]-() RETURN r.day } AS days,
  COLLECT { MATCH (a)-[m:MET {event: e.id}]->(b) RETURN m.day = e.day AND [m.a, m.b] = [a.id, b.id] } AS met
"""


def test_all_that_leads_to_an_event_has_its_number(vague: Store) -> None:
    """A number that is missing or wrong would lose the event without a word."""
    for date, day, days, met in vague.read(NUMBERS).values:
        assert {day, *days} == {day_number(bounds(date))}
        assert all(met)
