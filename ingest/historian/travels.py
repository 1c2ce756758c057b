"""Trips of presidents and secretaries of state: `HistoryAtState/travels`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.records import Participant
from ingest.historian.days import published, read_days
from ingest.historian.journeys import SITE, Journey
from ingest.historian.lands import tell_land
from ingest.historian.locales import read_locale
from ingest.historian.records import Reading, read_records
from ingest.historian.telling import tell_journeys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.records import Bundle
    from ingest.accounts import Account

DATASET = "HistoryAtState/travels"
FOLDERS = ("president-travels", "secretary-travels")
TITLES = {"president": "President", "secretary": "Secretary of State"}
_PROBLEMS = (
    "is missing; the trip was loaded without the state visited",
    "{} is no state that is known; it stands as a place alone",
)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_BEFORE = re.compile(
    r"\b(?P<title>President|Vice President|Secretary)(?: of State)?[- ]elect\b|\bas (?:a )?private\b", re.IGNORECASE
)


def read_travels(root: Path, account: Account, jobs: int = 1) -> Iterator[Bundle]:
    """Read the trips: a document each, with the visit that its fields tell and what its remark tells.

    Args:
        root: A clone of the repository.
        account: Every trip is counted as `trip`, loaded or left out.
        jobs: Processes that read remarks.
    """
    trips = read_records(root, FOLDERS, ("trips", "trip"), account, _trip)
    return tell_journeys(trips, account, jobs=jobs)


def _trip(reading: Reading) -> Journey | None:
    node = reading.node
    name = _BRACKETS.sub("", node.get("name") or "").strip()
    if not name:
        reading.lose("name", "is missing, and a trip is somebody's; it was left out")
        return None
    days = read_days(node.get("start-date"), node.get("end-date"))
    reading.note_all(days.problems)
    land = tell_land(reading, "country", days.first or days.last, _PROBLEMS)
    when = published(reading, days, "trip")
    if when is None:
        return None
    locale = read_locale(node.get("locale"), land)
    role, who = node.get("role") or node.attributes.get("role") or "", node.attributes.get("who", "")
    remark = node.get("remarks") or ""
    told = f"{name} travelled to {locale.words}" if locale.words else f"{name} travelled abroad"
    return Journey(
        dataset=DATASET,
        native=f"{reading.file}#{reading.record}",
        doc_id=f"historian-trip-{reading.record}",
        title=f"{told}{f', {days.words}' if days.words else ''}",
        url=f"{SITE}/departmenthistory/travels/{role}/{who}",
        told=told,
        days=days.words,
        remark=remark,
        travellers=(_traveller(name, None if _BEFORE.search(remark) else TITLES.get(role)),),
        host=Participant(name=land.name, kind="state", role="host") if land is not None and land.state else None,
        date=days.edtf,
        act=days.act,
        first=days.first,
        last=days.last,
        place=locale.place,
        published=when,
    )


def _traveller(name: str, title: str | None) -> Participant:
    basis = "office" if title else "inferred"
    return Participant(
        name=name, title=title, kind="person", role="visitor", behalf="United States", behalf_basis=basis
    )
