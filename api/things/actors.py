"""Actors: people, states, organisations and groups, by name and one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString
from urllib.parse import urlencode

from pydantic import Field

from api.things.parts import Moment, Reading, Ref, View, reading, url_of
from graph.errors import NotFoundError
from graph.store.lookup import look_up_async
from queries.names import ask_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from api.things.moments import Scope
    from graph.store.connection import AsyncStore

MOST_HITS = 25
RECENT = 10

ACTOR: LiteralString = """
MATCH (a:Actor {id: $id})
WHERE a.label_from[0] <= $rev
RETURN a.id AS id, a.kind AS kind, a.labels[size([f IN a.label_from WHERE f <= $rev]) - 1] AS label,
  a.origin AS origin, coalesce(a.links, []) AS links, a.born AS born, a.died AS died,
  COLLECT {
    MATCH (:Name)-[r:NAMES]->(a) WHERE coalesce(r.rev_from, 0) <= $rev AND $rev < coalesce(r.rev_to, $rev + 1)
    RETURN r.text ORDER BY r.weight DESC, r.text
  } AS names,
  COLLECT {
    MATCH (a)-[r:HELD]->(t:Tenure)
    WHERE r.rev_from <= $rev AND $rev < r.rev_to AND t.rev_from <= $rev AND $rev < t.rev_to
    OPTIONAL MATCH (p:Post {id: t.post})
    RETURN {id: t.id, post: t.post, post_label: p.label, since: t.since, until: t.until,
            since_uncertain: t.since_uncertain, until_uncertain: t.until_uncertain, basis: t.basis,
            authority: t.authority}
    ORDER BY t.since_lo, t.id
  } AS tenures,
  COLLECT {
    MATCH (a)-[r:PARTICIPATED_IN]->(e:Event) WHERE r.rev_from <= $rev AND $rev < r.rev_to
    WITH e.type AS type, e.modality AS modality, count(DISTINCT e) AS events ORDER BY type, modality
    RETURN {type: type, modality: modality, events: events}
  } AS counts,
  COLLECT {
    MATCH (a)-[r:PARTICIPATED_IN]->(e:Event) WHERE r.rev_from <= $rev AND $rev < r.rev_to
    WITH DISTINCT e ORDER BY e.date IS NULL, e.t_hi DESC, e.id LIMIT $recent
    RETURN e {.id, .label, .type, .modality, .date, .place, .quote, .source}
  } AS recent
"""

HITS: LiteralString = """
UNWIND range(0, size($ids) - 1) AS at
MATCH (a:Actor {id: $ids[at]})
RETURN a.id AS id, a.kind AS kind, a.labels[size([f IN a.label_from WHERE f <= $rev]) - 1] AS label,
  COUNT { MATCH (a)-[r:PARTICIPATED_IN]->() WHERE r.rev_from <= $rev AND $rev < r.rev_to } AS events,
  COLLECT {
    MATCH (a)-[r:HELD]->(t:Tenure)-[:OF_POST]->(p:Post)
    WHERE r.rev_from <= $rev AND $rev < r.rev_to AND t.until IS NULL
    RETURN p.label ORDER BY t.since_lo DESC LIMIT 3
  } AS posts
ORDER BY at
"""


class TenureHeld(View):
    """A post held.

    Attributes:
        since: EDTF; None where it is not told.
        until: EDTF; None where it is not told, also where it is going on.
        basis: What it rests on: authority or claims.
    """

    id: str
    post: Ref
    since: str | None
    until: str | None
    since_uncertain: bool | None
    until_uncertain: bool | None
    basis: str | None
    authority: str | None


class EventCount(View):
    """How many events of one type and modality an actor has part in."""

    type: str
    modality: str
    events: int


class EventLine(View):
    """An event in one line, with the words that show it."""

    id: str
    url: str | None
    label: str
    type: str
    modality: str
    date: str | None
    place: str | None
    quote: str | None
    source: str | None


class ActorView(Reading):
    """An actor.

    Attributes:
        origin: authority, or claims where only documents know of them.
        names: Every name that finds them.
        links: Exact matches in other catalogues.
        events: Counts by type and modality.
        recent: The latest events.
        all_events: Address of all of them.
    """

    id: str
    url: str | None
    kind: str
    label: str
    origin: str | None
    names: list[str]
    links: list[str]
    born: str | None
    died: str | None
    tenures: list[TenureHeld]
    events: list[EventCount]
    recent: list[EventLine]
    all_events: str


class ActorHit(View):
    """An actor that a name may mean.

    Attributes:
        events: How many events they have part in.
        posts: Posts that they hold now, as far as is known.
    """

    id: str
    url: str | None
    kind: str
    label: str
    events: int
    posts: list[str]


class ActorSearch(View):
    """Actors that a name may mean, best first.

    Attributes:
        exact: Whether somebody goes by that name; if not, the actors are those whose names come nearest.
    """

    q: str
    exact: bool
    actors: list[ActorHit]
    known_at: Moment = Field(description="the state of the graph that was searched")


async def read_actor(store: AsyncStore, id: str, scope: Scope) -> ActorView:
    """Read an actor.

    Raises:
        NotFoundError: There is none of that id as of then.
    """
    rows = (await store.read(ACTOR, id=id, rev=scope.rev, recent=RECENT)).dicts()
    if not rows:
        raise NotFoundError(f"there is no actor {id!r}; search by name in the actors")
    row, base = rows[0], scope.base
    return ActorView(
        **{field: row[field] for field in ("id", "kind", "label", "origin", "names", "links")},
        **reading(base, id, scope.rev, scope.digest),
        url=url_of(id, base),
        born=_text(row["born"]),
        died=_text(row["died"]),
        tenures=[_tenure(one) for one in row["tenures"]],
        events=[EventCount(**one) for one in row["counts"]],
        recent=[EventLine(url=url_of(one["id"], base), **one) for one in row["recent"]],
        all_events=f"{base}/queries/events?{urlencode({'actor': id, 'modality': 'all'})}",
    )


async def search_actors(store: AsyncStore, q: str, scope: Scope) -> ActorSearch:
    """Find actors by name, in any spelling or script; where nobody goes by it, those who come nearest."""
    (found,) = await look_up_async(store, [ask_for("actor", q)], scope.rev)
    ids = [one.id for one in found.candidates] or [key for key, _ in found.nearest]
    rows = (await store.read(HITS, ids=_unique(ids)[:MOST_HITS], rev=scope.rev)).dicts() if ids else []
    return ActorSearch(
        q=q,
        exact=bool(found.candidates),
        actors=[ActorHit(url=url_of(one["id"], scope.base), **one) for one in rows],
        known_at=Moment(seq=scope.rev, digest=scope.digest),
    )


def _tenure(row: Mapping[str, Any]) -> TenureHeld:
    post = Ref(id=row["post"], label=row["post_label"])
    return TenureHeld(post=post, **{field: value for field, value in row.items() if not field.startswith("post")})


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
