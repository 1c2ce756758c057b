"""Looking up what queries are asked with: names, posts, places, events, and the state of the graph."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, LiteralString

from graph.model import PRESENT
from graph.store.schema import require_present

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.store.connection import AsyncStore, Reader, Rows

NameKind = Literal["actor", "person", "state", "post", "place", "event"]

LABELS: Mapping[str, str | None] = {"actor": None, "person": "Person", "state": "State", "place": "State"}

STATE: LiteralString = """
OPTIONAL MATCH (m:Meta {id: 'whomet'})
RETURN m.schema AS schema, m.seq AS seq, m.digest AS digest
"""

STATE_AT: LiteralString = """
OPTIONAL MATCH (m:Meta {id: 'whomet'})
CALL () {
  UNWIND range(0, size($moments) - 1) AS at
  OPTIONAL MATCH (c:Commit) WHERE c.at <= $moments[at]
  WITH at, coalesce(max(c.seq), 0) AS seq ORDER BY at
  RETURN collect(seq) AS commits
}
RETURN m.schema AS schema, m.seq AS seq, m.digest AS digest, commits
"""

COMMITTED: LiteralString = """
MATCH (c:Commit {seq: $seq})
RETURN c.at AS at
"""

ACTORS: LiteralString = """
UNWIND $asks AS ask
CALL (ask) {
  CALL (ask) {
    UNWIND ask.keys AS key
    MATCH (:Name {id: key})-[r:NAMES]->(a:Actor)
    WHERE coalesce(r.rev_from, 0) <= ask.rev AND ask.rev < coalesce(r.rev_to, ask.rev + 1)
    RETURN a, r.weight AS weight
    UNION
    // A country's code, of two letters or three.
    MATCH (a:State) WHERE size(ask.text) <= 3 AND toUpper(ask.text) IN [a.alpha2, substring(a.id, 6)]
    RETURN a, 3 AS weight
  }
  WITH ask, a, max(weight) AS weight WHERE ask.label IS NULL OR ask.label IN labels(a)
  ORDER BY weight DESC, a.id
  RETURN collect({
    id: a.id, label: a.label, weight: weight,
    active: EXISTS { (a)-[e:PARTICIPATED_IN|REPRESENTED_IN]->() WHERE e.rev_from <= ask.rev AND ask.rev < e.rev_to }
  }) AS candidates
}
CALL (ask, candidates) {
  WITH ask WHERE size(candidates) = 0 AND ask.fuzzy <> ''
  CALL db.index.fulltext.queryNodes('name_ft', ask.fuzzy, {limit: 50}) YIELD node, score
  MATCH (node)-[:NAMES]->(a:Actor) WHERE ask.label IS NULL OR ask.label IN labels(a)
  WITH a, max(score) AS best ORDER BY best DESC, a.id LIMIT 25
  RETURN collect([a.id, a.label]) AS nearest
}
RETURN ask.at AS at, candidates, nearest
"""

POSTS: LiteralString = """
UNWIND $asks AS ask
CALL (ask) {
  MATCH (p:Post)
  WITH p, CASE
    WHEN toLower(p.label) = toLower(ask.text) OR p.id = ask.text THEN 4
    WHEN last(split(p.id, '/')) = ask.slug OR ask.slug IN p.titles THEN 3
    WHEN toLower(p.office) = toLower(ask.text) THEN 2
    WHEN all(word IN split(ask.slug, '-') WHERE toLower(p.label) + ' ' + p.id CONTAINS word) THEN 1
    ELSE 0
  END AS weight
  WITH p, weight WHERE weight > 0
  ORDER BY weight DESC, p.id LIMIT 25
  RETURN collect({
    id: p.id, label: p.label, weight: weight,
    active: EXISTS {
      (p)<-[o:OF_POST]-()<-[e:STARTS|ENDS|STEP_OF]-()
      WHERE o.rev_from <= ask.rev AND ask.rev < o.rev_to AND e.rev_from <= ask.rev AND ask.rev < e.rev_to
    }
  }) AS candidates
}
CALL (ask, candidates) {
  WITH ask WHERE size(candidates) = 0
  MATCH (p:Post)
  WITH p, size([word IN split(ask.slug, '-') WHERE size(word) > 3 AND p.id CONTAINS word]) AS shared
  WHERE shared > 0
  WITH p ORDER BY shared DESC, p.id LIMIT 1000
  RETURN collect([p.id, p.label]) AS nearest
}
RETURN ask.at AS at, candidates, nearest
"""

PLACES: LiteralString = """
UNWIND $asks AS ask
CALL (ask) {
  MATCH (p:Place) WHERE toLower(p.label) = toLower(ask.text) OR last(split(p.id, '/')) = ask.slug
  RETURN collect({id: p.id, label: p.label, weight: 2,
    active: EXISTS { (p)<-[e:AT]-() WHERE e.rev_from <= ask.rev AND ask.rev < e.rev_to }}) AS candidates
}
CALL (ask, candidates) {
  WITH ask WHERE size(candidates) = 0
  MATCH (p:Place) WHERE toLower(p.label) STARTS WITH left(toLower(ask.text), 3)
  WITH p ORDER BY p.id LIMIT 50
  RETURN collect([p.id, p.label]) AS nearest
}
RETURN ask.at AS at, candidates, nearest
"""

EVENTS: LiteralString = """
UNWIND $asks AS ask
CALL (ask) {
  MATCH (e:Event {id: ask.text}) WHERE e.rev_from <= ask.rev AND ask.rev < e.rev_to
  RETURN e.id AS id, e.label AS label, 2 AS weight
  UNION
  MATCH (:Claim {id: ask.claim})-[r:ABOUT]->(e:Event) WHERE r.rev_from <= ask.rev AND ask.rev < r.rev_to
  RETURN e.id AS id, e.label AS label, 1 AS weight
  UNION
  // A claim that was revised away leads to what took its place,
  MATCH (:Claim {id: ask.claim})<-[:SUPERSEDES*1..20]-(:Claim)-[r:ABOUT]->(e:Event)
  WHERE r.rev_from <= ask.rev AND ask.rev < r.rev_to
  RETURN e.id AS id, e.label AS label, 0 AS weight
  UNION
  // and an event that has another id now to where its claims are.
  MATCH (:Event {id: ask.text})<-[:ABOUT]-(:Claim)<-[:SUPERSEDES*0..20]-(:Claim)-[r:ABOUT]->(e:Event)
  WHERE r.rev_from <= ask.rev AND ask.rev < r.rev_to
  RETURN e.id AS id, e.label AS label, 0 AS weight
}
RETURN ask.at AS at, collect({id: id, label: label, weight: weight, active: true}) AS candidates, [] AS nearest
"""

KNOWN: LiteralString = """
UNWIND $ids AS id
RETURN id,
  EXISTS { (:Actor {id: id}) } OR EXISTS { (:Post {id: id}) } OR EXISTS { (:Place {id: id}) }
  OR EXISTS { (:Claim {id: id}) } OR EXISTS { (:Document {id: id}) } AS known
"""


@dataclass(frozen=True, slots=True)
class State:
    """Where the graph stands.

    Attributes:
        seq: Number of the last commit; 0 for an empty graph.
        digest: Of its content; None for an empty graph.
        commits: The last commit at or before each moment that was asked for; 0 where there was none yet.
    """

    seq: int
    digest: str | None
    commits: tuple[int, ...] = ()

    @classmethod
    def of(cls, rows: Rows) -> State:
        """Read the one row of `STATE` or `STATE_AT`.

        Raises:
            SchemaVersionError: The graph is of another whomet's schema.
        """
        row = rows.dicts()[0]
        require_present(row["schema"])
        return cls(row["seq"] or 0, row["digest"], tuple(row.get("commits", ())))


@dataclass(frozen=True, slots=True)
class Ask:
    """A name to be looked up.

    Attributes:
        text: The name as given, or an event's id.
        keys: Folded keys of the name, as `(:Name)` nodes have them.
        slug: The name as ids write it.
    """

    kind: NameKind
    text: str
    keys: tuple[str, ...] = ()
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name may mean.

    Attributes:
        weight: How well the name fits; more is better.
        active: Whether any event has it.
    """

    id: str
    label: str
    weight: int
    active: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up gave: candidates, best first, and without any the nearest names as (id, label)."""

    candidates: tuple[Candidate, ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()

    def __or__(self, other: Found) -> Found:
        """Both together, best first."""
        merged = {one.id: one for one in sorted((*self.candidates, *other.candidates), key=lambda one: one.weight)}
        ranked = sorted(merged.values(), key=lambda one: (-one.weight, one.id))
        return Found(tuple(ranked), () if ranked else (*self.nearest, *other.nearest))


def read_state(reader: Reader, moments: Sequence[dt.datetime] = ()) -> State:
    """Where the graph stands, and the commit that was the last one at each of the moments."""
    return State.of(reader.read(STATE_AT, moments=list(moments)) if moments else reader.read(STATE))


async def read_state_async(store: AsyncStore, moments: Sequence[dt.datetime] = ()) -> State:
    """As `read_state`."""
    return State.of(await (store.read(STATE_AT, moments=list(moments)) if moments else store.read(STATE)))


def read_committed(reader: Reader, seq: int) -> dt.datetime | None:
    """When a commit was made; None where there is none of that number, as in an empty graph."""
    return _at(reader.read(COMMITTED, seq=seq))


async def read_committed_async(store: AsyncStore, seq: int) -> dt.datetime | None:
    """As `read_committed`."""
    return _at(await store.read(COMMITTED, seq=seq))


def look_up(reader: Reader, asks: Sequence[Ask], rev: int = PRESENT) -> tuple[Found, ...]:
    """What names mean, in the order asked."""
    return _collect(asks, [reader.read(query, asks=rows) for query, rows in _plan(asks, rev)])


async def look_up_async(store: AsyncStore, asks: Sequence[Ask], rev: int = PRESENT) -> tuple[Found, ...]:
    """As `look_up`."""
    return _collect(asks, await asyncio.gather(*(store.read(query, asks=rows) for query, rows in _plan(asks, rev))))


def unknown_ids(rows: Rows) -> tuple[str, ...]:
    """Those ids of the answer to `KNOWN` that nothing in the graph has."""
    return tuple(str(row["id"]) for row in rows.dicts() if not row["known"])


def _at(rows: Rows) -> dt.datetime | None:
    return rows.values[0][0] if rows.values else None


def _plan(asks: Sequence[Ask], rev: int) -> list[tuple[LiteralString, list[dict[str, Any]]]]:
    """Each query that is needed, with the asks that it answers: names of places may be names of states too."""
    grouped: dict[LiteralString, list[dict[str, Any]]] = defaultdict(list)
    for at, ask in enumerate(asks):
        for query in QUERIES[ask.kind]:
            grouped[query].append(
                {
                    "at": at,
                    "rev": rev,
                    "text": ask.text,
                    "keys": list(ask.keys),
                    "slug": ask.slug,
                    "label": LABELS.get(ask.kind),
                    "claim": "claim/" + ask.text.removeprefix("event/"),
                    "fuzzy": " ".join(f"{word}~" for word in ask.slug.split("-") if word),
                }
            )
    return list(grouped.items())


def _collect(asks: Sequence[Ask], answers: Iterable[Rows]) -> tuple[Found, ...]:
    found = [Found() for _ in asks]
    for rows in answers:
        for row in rows.dicts():
            candidates = tuple(Candidate(**one) for one in row["candidates"])
            found[row["at"]] |= Found(candidates, tuple((key, label) for key, label in row["nearest"]))
    return tuple(found)


QUERIES: Mapping[NameKind, tuple[LiteralString, ...]] = {
    "actor": (ACTORS,),
    "person": (ACTORS,),
    "state": (ACTORS,),
    "post": (POSTS,),
    "place": (PLACES, ACTORS),
    "event": (EVENTS,),
}
"""Which queries look up a name of each kind."""
