"""What the graph tells of actors that a name may mean, in the form in which reconciliation compares and shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, LiteralString

from graph.dates import bounds
from graph.identity.people import Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store.connection import AsyncStore

LAST_DAY: Final = dt.date(9999, 12, 31)
MOST_POSTS_SHOWN: Final = 2

FACTS: LiteralString = """
UNWIND $ids AS id
MATCH (a:Actor {id: id})
WHERE a.label_from[0] <= $rev
RETURN a.id AS id, a.kind AS kind, a.labels[size([f IN a.label_from WHERE f <= $rev]) - 1] AS label,
  coalesce(a.links, []) AS links, a.born AS born, a.died AS died,
  COLLECT {
    MATCH (:Name)-[r:NAMES]->(a) WHERE coalesce(r.rev_from, 0) <= $rev AND $rev < coalesce(r.rev_to, $rev + 1)
    WITH r.text AS text, max(r.weight) AS weight
    RETURN text ORDER BY weight DESC, text
  } AS names,
  COLLECT {
    MATCH (a)-[r:HELD]->(t:Tenure)
    WHERE r.rev_from <= $rev AND $rev < r.rev_to AND t.rev_from <= $rev AND $rev < t.rev_to
    OPTIONAL MATCH (p:Post {id: t.post})
    RETURN {post: t.post, label: p.label, office: coalesce(p.office, 'other'), state: p.state,
            since: t.since, until: t.until}
    ORDER BY t.since_lo, t.id
  } AS tenures,
  COLLECT {
    MATCH (a)-[r:PARTICIPATED_IN]->()
    WHERE $behalfs AND r.behalf IS NOT NULL AND r.rev_from <= $rev AND $rev < r.rev_to
    WITH DISTINCT r.behalf AS behalf
    RETURN behalf ORDER BY behalf
  } AS behalfs
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A post held; `term` is what the rules of identity compare."""

    post: str
    label: str
    since: str | None
    until: str | None
    term: Term

    @property
    def line(self) -> str:
        """One line for people: "President of Belarus, 1994-07-20/..", an open end where none is told."""
        if self.since is None and self.until is None:
            return self.label
        return f"{self.label}, {self.since or ''}/{self.until or '..'}"


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """An actor as the graph knows it.

    Attributes:
        names: Every name but the label, whole names first.
        states: Ids of states that the actor is, whose posts it held, or for which it acted.
        held: Posts, in the order in which they began.
    """

    id: str
    kind: str
    label: str
    links: tuple[str, ...] = ()
    born: str | None = None
    died: str | None = None
    names: tuple[str, ...] = ()
    states: frozenset[str] = frozenset()
    held: tuple[Held, ...] = field(default=())

    @property
    def description(self) -> str:
        """What tells namesakes apart, in one line."""
        lines = [one.line for one in reversed(self.held[-MOST_POSTS_SHOWN:])]
        if len(self.held) > MOST_POSTS_SHOWN:
            lines.append(f"{len(self.held) - MOST_POSTS_SHOWN} more posts")
        lines += [f"born {self.born}"] if self.born else []
        lines += [f"died {self.died}"] if self.died else []
        return "; ".join(lines)


async def read_facts(
    store: AsyncStore, ids: Sequence[str], rev: int, *, behalfs: bool = False
) -> dict[str, ActorFacts]:
    """Read actors by id; unknown ids are left out.

    Args:
        store: The database.
        ids: Ids of actors.
        rev: The commit as of which they are read.
        behalfs: Whether to look through their events for the states that they acted for.
    """
    if not ids:
        return {}
    rows = (await store.read(FACTS, ids=list(ids), rev=rev, behalfs=behalfs)).dicts()
    return {row["id"]: _facts(row) for row in rows}


def _facts(row: dict[str, Any]) -> ActorFacts:
    held = tuple(_held(row["id"], one) for one in row["tenures"])
    states = {one.term.state for one in held if one.term.state} | set(row["behalfs"])
    if row["kind"] == "state":
        states.add(row["id"])
    return ActorFacts(
        id=row["id"],
        kind=row["kind"],
        label=row["label"],
        links=tuple(row["links"]),
        born=_text(row["born"]),
        died=_text(row["died"]),
        names=tuple(name for name in row["names"] if name != row["label"]),
        states=frozenset(states),
        held=held,
    )


def _held(person: str, row: dict[str, Any]) -> Held:
    slug = row["post"].rpartition("/")[2].partition("-to-")[0]
    until = bounds(row["until"])
    last = until.hi or until.lo or LAST_DAY
    term = Term(person, row["post"], slug, row["office"], row["state"], bounds(row["since"]).lo, last)
    return Held(row["post"], row["label"] or row["post"], row["since"], row["until"], term)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
