"""Visits of foreign leaders to the United States: `HistoryAtState/visits`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.records import Participant
from ingest.historian.days import published, read_days
from ingest.historian.journeys import SITE, Journey
from ingest.historian.lands import tell_land
from ingest.historian.records import Reading, read_records
from ingest.historian.telling import tell_journeys
from ingest.historian.visitors import read_visitors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.records import Bundle
    from ingest.accounts import Account
    from ingest.historian.lands import Land
    from ingest.historian.visitors import Visitor

DATASET = "HistoryAtState/visits"
FOLDERS = ("data",)
HOST = "United States"
_PROBLEMS = (
    "is missing; the visit was loaded without the visitor's state",
    "{} is no state that is known; the visitor acts for none",
)


def read_visits(root: Path, account: Account, jobs: int = 1) -> Iterator[Bundle]:
    """Read the visits: a document each, with the visit that its fields tell and what its description tells.

    Args:
        root: A clone of the repository.
        account: Every visit is counted as `visit`, loaded or left out.
        jobs: Processes that read descriptions.
    """
    visits = read_records(root, FOLDERS, ("visits", "visit"), account, _visit)
    return tell_journeys(visits, account, jobs=jobs)


def _visit(reading: Reading) -> Journey | None:
    node = reading.node
    visitors = read_visitors(node.get("visitor") or "")
    if not visitors:
        reading.lose("visitor", "names nobody, and a visit is somebody's; it was left out")
        return None
    days = read_days(node.get("start-date"), node.get("end-date"))
    reading.note_all(days.problems)
    land = tell_land(reading, "from", days.first or days.last, _PROBLEMS)
    when = published(reading, days, "visit")
    if when is None:
        return None
    whose = f" of {land.called}" if land is not None else ""
    told = f"{' and '.join(one.text for one in visitors)}{whose} visited the {HOST}"
    return Journey(
        dataset=DATASET,
        native=f"{reading.file}#{reading.record}",
        doc_id=f"historian-visit-{reading.record}",
        title=f"{told}{f', {days.words}' if days.words else ''}",
        url=f"{SITE}/departmenthistory/visits/{land.slug if land is not None else ''}".rstrip("/"),
        told=told,
        days=days.words,
        remark=node.get("description") or "",
        travellers=tuple(_visitor(one, land) for one in visitors),
        host=Participant(name=HOST, kind="state", role="host"),
        date=days.edtf,
        act=days.act,
        first=days.first,
        last=days.last,
        place=HOST,
        published=when,
    )


def _visitor(one: Visitor, land: Land | None) -> Participant:
    state = land.name if land is not None and land.state is not None else None
    return Participant(
        name=one.name,
        title=one.title,
        kind="person",
        role="present" if one.companion else "visitor",
        behalf=None if one.companion else state,
        behalf_basis=None if one.companion or state is None else "told",
    )
