"""Reading pocom's files, each record into the account."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from graph.errors import RecordError
from ingest.accounts import Account, Finding
from ingest.historian.pocom.fields import full_name, missing, read_modified, read_moment, read_year
from ingest.historian.pocom.posts import PostReader
from ingest.historian.pocom.records import Mission, Moment, Person, Posting
from ingest.historian.xml import Node, read_xml

FIELDS = ("appointed", "arrived", "started", "ended")
_KINDS = (
    ("missions-countries", "country-mission", "country"),
    ("missions-orgs", "org-mission", "organization"),
    ("positions-principals", "principal-position", "principal"),
)
UNDATED = dt.date(2010, 5, 20)
"""When the archive was made: of records that don't tell when they were written."""


def read_people(root: Path, account: Account) -> dict[str, Person]:
    """People by id. Those of `people-pending/`, who have no posting yet, are told and left out."""
    people: dict[str, Person] = {}
    for file, node in _nodes(root, "people/*/*.xml", "person", account):
        key, names = node.get("id"), node.find("persName")
        name = full_name(names) if names is not None else ""
        born, died = read_year(node.get("birth")), read_year(node.get("death"))
        found = missing(file, node.line, key, [("id", key), ("persName", name)])
        dated = (("birth", born), ("death", died))
        found += [Finding(file, why, node.line, key, at, lost=False) for at, (_, why) in dated if why]
        if key in people:
            found.append(Finding(file, "another person has this id; the record was left out", node.line, key, "id"))
        if account.take("person", found) and key and names is not None:
            others = [one.text for one in names.all("altname") if one.text]
            people[key] = Person(key, name, tuple(dict.fromkeys((name, *others))), born[0], died[0])
    for file, node in _nodes(root, "people-pending/*.xml", "person", account):
        why = "is pending in the archive: no posting names this person yet; left out"
        account.take("pending person", [Finding(file, why, node.line, node.get("id"))])
    return people


def read_titles(root: Path, account: Account) -> dict[str, str]:
    """Titles of chiefs of mission by id ("minister-resident" → "Minister Resident")."""
    titles: dict[str, str] = {}
    for file, node in _nodes(root, "roles-country-chiefs/*.xml", "role", account):
        key, name = node.get("id"), node.get("names", "singular")
        found = missing(file, node.line, key, [("id", key), ("names/singular", name)])
        if account.take("title", found) and key and name:
            titles[key] = name
    return titles


def read_missions(
    root: Path, account: Account, people: Mapping[str, Person], posts: PostReader, titles: Mapping[str, str]
) -> Iterator[Mission]:
    """Missions and positions with those of their postings that can be used, in order of their files."""
    for folder, tag, kind in _KINDS:
        for file, node in _nodes(root, f"{folder}/*.xml", tag, account):
            key = node.get("territory-id" if kind == "country" else "id")
            if not key:
                account.take("file", missing(file, node.line, None, [("id", key)]))
                continue
            mission = Mission(file, kind, key, node.get("names", "singular") or "")
            seen: Counter[str] = Counter()
            records: list[Posting] = []
            for one in (*node.within("chief"), *node.within("principal")):
                posting, found = _posting(file, one, people, seen)
                if posting is not None and (post := posts.read(mission, posting, titles)) is not None:
                    posting = replace(posting, post=post)
                elif posting is not None:
                    why = f"no title {posting.role}, or no state or body {key}, is known; the record was left out"
                    found.append(Finding(file, why, one.line, posting.id, "role-title-id"))
                if account.take("posting", found) and posting is not None:
                    records.append(posting)
            yield replace(mission, postings=tuple(records))


def read_concurrent(root: Path, account: Account) -> list[tuple[str, str, tuple[str, ...]]]:
    """Appointments to several countries at once: (territory of residence, file, ids of the postings)."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for file, node in _nodes(root, "concurrent-appointments/*.xml", "concurrent-appointments", account):
        where = node.get("resident-at", "contemporary-territory-id") or ""
        chiefs = tuple(one.text for one in node.all("chief-id") if one.text)
        lost = missing(file, node.line, node.get("id"), [("chief-id", " ".join(chiefs))])
        if account.take("concurrent appointment", lost):
            found.append((where, file, chiefs))
    return found


def _posting(
    file: str, node: Node, people: Mapping[str, Person], seen: Counter[str]
) -> tuple[Posting | None, list[Finding]]:
    """A posting and what is wrong with it; None where it can't be used."""
    key, person, role = node.get("id"), node.get("person-id"), node.get("role-title-id")
    found = missing(file, node.line, key, [("id", key), ("person-id", person), ("role-title-id", role)])
    if person and person not in people:
        why = f"no person {person} is in people/; the record was left out"
        found.append(Finding(file, why, node.line, key, "person-id"))
    if found or not (key and person and role):
        return None, found
    moments: dict[str, Moment] = {}
    for field in FIELDS:
        if (at := node.find(field)) is not None:
            moments[field], why = read_moment(at)
            if why:
                found.append(Finding(file, why, at.line, key, field, lost=False))
    seen[key] += 1
    unique = key if seen[key] == 1 else f"{key}~{seen[key]}"
    if unique != key:
        why = f"is the id of another record of this file; taken as {unique}"
        found.append(Finding(file, why, node.line, key, "id", lost=False))
    note, modified = node.get("note") or "", read_modified(node) or UNDATED
    return Posting(file, node.line, key, unique, person, role, moments, note, modified), found


def _nodes(root: Path, pattern: str, tag: str, account: Account) -> Iterator[tuple[str, Node]]:
    """(path in the repository, outermost element) of files; one that can't be read is told, and counts as a file."""
    for path in sorted(root.glob(pattern)):
        file = f"pocom/{path.relative_to(root).as_posix()}"
        try:
            node = read_xml(path, file, tag)
        except RecordError as error:
            account.take("file", [Finding(file, error.problem, error.line)])
            continue
        yield file, node
