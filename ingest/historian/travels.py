"""Trips of presidents and secretaries of state: `HistoryAtState/travels`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.records import Participant
from ingest.historian.days import read_days, read_moment
from ingest.historian.journeys import SITE, Journey
from ingest.historian.lands import read_land
from ingest.historian.locales import read_locale
from ingest.historian.records import Reading, read_folders
from ingest.historian.telling import tell_journeys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.records import Bundle
    from ingest.accounts import Account

DATASET = "HistoryAtState/travels"
FOLDERS = ("president-travels", "secretary-travels")
TITLES = {"president": "President", "secretary": "Secretary of State"}
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
    return tell_journeys(_trips(root, account), account, jobs=jobs)


def _trips(root: Path, account: Account) -> Iterator[Journey]:
    for reading in read_folders(root, FOLDERS, ("trips", "trip"), account):
        trip = _trip(reading)
        if account.take("trip", reading.findings) and trip is not None:
            yield trip


def _trip(reading: Reading) -> Journey | None:
    node = reading.node
    name = _BRACKETS.sub("", node.get("name") or "").strip()
    if not name:
        reading.lose("name", "is missing, and a trip is somebody's; it was left out")
        return None
    days = read_days(node.get("start-date"), node.get("end-date"))
    reading.note_all(days.problems)
    day = days.first or days.last
    country = node.find("country")
    land = read_land(country.attributes.get("id") if country else None, node.get("country"), day)
    if land is None:
        reading.note("country", "is missing; the trip was loaded without the state visited")
    elif land.state is None:
        reading.note("country", f"{land.name} is no state that is known; it stands as a place alone")
    if land is not None and land.reason:
        reading.note("country", f"{node.get('country')!r} was taken for {land.called}: {land.reason}")
    published = read_moment(node.get("created-datetime")) or days.last or days.first
    if published is None:
        reading.lose("start-date", "neither a day of the trip nor one of the record is told; it was left out")
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
        published=published,
    )


def _traveller(name: str, title: str | None) -> Participant:
    basis = "office" if title else "inferred"
    return Participant(
        name=name, title=title, kind="person", role="visitor", behalf="United States", behalf_basis=basis
    )
