"""The presidents of the United States, as the travels' own table has them: lives and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import DAY
from graph.errors import RecordError
from graph.identity.authority import Authority, AuthorityPerson, AuthorityPost, AuthorityTenure
from graph.identity.folding import slug
from graph.identity.merging import make_tenure
from ingest.accounts import Finding
from ingest.historian.xml import read_xml

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.accounts import Account
    from ingest.historian.xml import Node

FILE = "presidents/presidents.xml"
STATE = "state/USA"
POST = AuthorityPost(
    "post/USA/president", "President of the United States", ("President",), STATE, office="head_of_state"
)
VERSION = "1"


def read_presidents(root: Path, account: Account) -> Authority:
    """Read the table; without it, or where it can't be read, the authority is empty.

    Args:
        root: A clone of `HistoryAtState/travels`.
        account: Every entry is counted as `presidency`.
    """
    people: dict[str, AuthorityPerson] = {}
    tenures: list[AuthorityTenure] = []
    for node in _entries(root, account):
        name, start = node.get("name"), _day(node.get("took-office-date"))
        finding = None
        if name is None or start is None:
            field = "name" if name is None else "took-office-date"
            finding = Finding(FILE, "is missing or no date; the entry was left out", line=node.line, field=field)
        if not account.take("presidency", [finding] if finding else []) or name is None:
            continue
        person = AuthorityPerson(
            id=f"person/{slug(name)}",
            label=name,
            names=(name,),
            born=node.get("birth-year"),
            died=node.get("death-year"),
            states=(STATE,),
            singles=(name.split()[-1],),
        )
        people.setdefault(person.id, person)
        tenures.append(make_tenure(person.id, POST.id, start, _day(node.get("left-office-date"))))
    return Authority(
        name="historian-presidents",
        version=VERSION,
        persons=tuple(people.values()),
        posts=(POST,) if people else (),
        tenures=tuple(tenures),
    )


def _entries(root: Path, account: Account) -> list[Node]:
    path = root / FILE
    if not path.exists():
        return []
    try:
        return list(read_xml(path, FILE, "presidents").all("president"))
    except RecordError as error:
        account.take("presidency", [Finding(FILE, error.problem, line=error.line)])
        return []


def _day(text: str | None) -> str | None:
    return text if text is not None and DAY.fullmatch(text) is not None else None
