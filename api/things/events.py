"""Events: what is taken to have happened, by which rule, and every claim behind it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, LiteralString

from pydantic import Field

from api.things.claims import ClaimContent, claim_content
from api.things.parts import Reading, Ref, View, reading, ref, url_of
from graph.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.things.moments import Scope
    from graph.store.connection import AsyncStore

EVENT: LiteralString = """
MATCH (e:Event {id: $id}) WHERE e.rev_from <= $rev AND $rev < e.rev_to
RETURN properties(e) AS event,
  COLLECT {
    MATCH (a:Actor)-[r:PARTICIPATED_IN]->(e) WHERE r.rev_from <= $rev AND $rev < r.rev_to
    OPTIONAL MATCH (s:Actor {id: r.behalf})
    RETURN {id: a.id, label: a.labels[size([f IN a.label_from WHERE f <= $rev]) - 1], role: r.role, side: r.side,
            name: r.name, behalf: s.id, behalf_label: s.labels[size([f IN s.label_from WHERE f <= $rev]) - 1]}
    ORDER BY r.side, r.pos, a.id
  } AS participants,
  COLLECT {
    MATCH (e)-[r:AT]->(p:Place) WHERE r.rev_from <= $rev AND $rev < r.rev_to
    RETURN {id: p.id, country: p.country, lat: p.point.latitude, lon: p.point.longitude}
  } AS places,
  COLLECT { MATCH (p:Post {id: e.post}) RETURN p.label } AS posts,
  COLLECT {
    MATCH (e)-[r:CONCERNS|PART_OF|AFTER|IN_RETURN_FOR]-(o:Event)
    WHERE r.rev_from <= $rev AND $rev < r.rev_to AND o.rev_from <= $rev AND $rev < o.rev_to
    RETURN {relation: toLower(type(r)), from: startNode(r).id, to: endNode(r).id, other: o.id, label: o.label,
            modality: o.modality, date: o.date, claim: r.claim, quote: r.quote}
    ORDER BY type(r), o.id, r.claim
  } AS links,
  COLLECT {
    MATCH (e)-[r:POSSIBLY_SAME]-(o:Event)
    WHERE r.rev_from <= $rev AND $rev < r.rev_to AND o.rev_from <= $rev AND $rev < o.rev_to
    RETURN o {.id, .label} ORDER BY o.id
  } AS possibly_same,
  COLLECT {
    MATCH (e)-[r:STARTS|ENDS|STEP_OF]->(t:Tenure)
    WHERE r.rev_from <= $rev AND $rev < r.rev_to AND t.rev_from <= $rev AND $rev < t.rev_to
    OPTIONAL MATCH (p:Post {id: t.post})
    OPTIONAL MATCH (a:Actor {id: t.person})
    RETURN {relation: toLower(type(r)), id: t.id, person: a.id,
            person_label: a.labels[size([f IN a.label_from WHERE f <= $rev]) - 1], post: t.post, post_label: p.label,
            since: t.since, until: t.until}
    ORDER BY t.id
  } AS tenures,
  COLLECT {
    MATCH (c:Claim)-[r:ABOUT]->(e)
    WHERE r.rev_from <= $rev AND $rev < r.rev_to AND c.seq <= $rev AND $rev < c.closed_seq
    RETURN {
      record: c.record,
      documents: COLLECT {
        MATCH (c)-[:IN_DOC]->(d:Document) WHERE d.rev_from <= $rev AND $rev < d.rev_to
        RETURN d {.id, .title, .author, .publisher, .published, .retrieved, .url}
      },
      actors: COLLECT {
        MATCH (c)-[m:MENTIONS]->(a:Actor) WHERE m.rev_from <= $rev AND $rev < m.rev_to
        RETURN {pos: m.pos, id: a.id, label: a.labels[size([f IN a.label_from WHERE f <= $rev]) - 1],
                method: m.method, score: m.score}
      }
    }
    ORDER BY c.published, c.id
  } AS claims
"""

# An event is found by the id of any of its claims; a claim that was revised away leads to what took its place.
RESOLVE: LiteralString = """
MATCH (c:Claim {id: $claim}) WHERE c.seq <= $rev
MATCH path = (c)<-[:SUPERSEDES*0..20]-(n:Claim)-[r:ABOUT]->(e:Event)
WHERE r.rev_from <= $rev AND $rev < r.rev_to AND e.rev_from <= $rev AND $rev < e.rev_to
RETURN e.id AS id ORDER BY length(path), e.id LIMIT 1
"""

# An event that changed its least claim, or lost all of them to another, leads to where its claims are now.
MOVED: LiteralString = """
MATCH (o:Event {id: $id})<-[:ABOUT]-(c:Claim)
MATCH path = (c)<-[:SUPERSEDES*0..20]-(n:Claim)-[r:ABOUT]->(e:Event)
WHERE r.rev_from <= $rev AND $rev < r.rev_to AND e.rev_from <= $rev AND $rev < e.rev_to
RETURN e.id AS id ORDER BY length(path), e.id LIMIT 1
"""

KNOWN_THEN: LiteralString = """
MATCH (e:Event {id: $id}) RETURN min(e.rev_from) AS first, max(e.rev_to) - 1 AS last
"""


class Participant(View):
    """Who took part, as reconciled.

    Attributes:
        name: As the claim that is shown as evidence writes it.
        behalf: The state acted for.
    """

    actor: Ref
    role: str
    name: str
    behalf: Ref | None


class Side(View):
    """Those who stood together; people meet only across sides."""

    side: str
    participants: list[Participant]


class PlaceView(Ref):
    """Where it happened."""

    country: str | None
    lat: float | None
    lon: float | None


class Value(View):
    """How one field got its value.

    Attributes:
        value: What the event shows, in words.
        chosen_by: The rule that decided.
        conflicts: Values of other claims that contradict it.
    """

    field: str
    value: str | None
    chosen_by: str
    conflicts: list[str]


class EventLink(View):
    """A relation to another event that a document tells.

    Attributes:
        relation: concerns, part_of, after or in_return_for, read from `subject` to `object`.
        modality: How real the other event is.
        claim: The claim that tells it.
    """

    relation: str
    subject: str
    object: str
    event: Ref
    modality: str
    date: str | None
    claim: Ref | None
    quote: str | None


class TenureView(View):
    """A tenure that the event starts or ends."""

    relation: str
    id: str
    person: Ref | None
    post: Ref
    since: str | None
    until: str | None


class EventView(Reading):
    """An event with everything that it rests on.

    Attributes:
        label: One line for people.
        unnamed: Generic participants, as `role: name`.
        values: For each reconciled field the value, the rule that chose it and what it contradicts.
        disputed: The fields on which claims contradict each other.
        rests_on: What the event rests on alone: one_source, anonymous, party.
        evidence: Id of the claim whose quotation is shown first.
        origins: Independent origins, by name.
        possibly_same: Events that may be this one, where a vague or missing date leaves it open.
        claims: Every open claim about it.
    """

    id: str
    url: str | None
    label: str
    type: str
    modality: str
    act: str | None
    date: str | None = Field(description="EDTF")
    first_day: str | None
    last_day: str | None
    place: PlaceView | None
    about: str | None
    hedge: str | None
    post: Ref | None
    count: int | None
    bound: str | None
    of: str | None
    sides: list[Side]
    unnamed: list[str]
    values: list[Value]
    disputed: list[str]
    rests_on: list[str]
    origins: list[str]
    documents: int
    evidence: str
    links: list[EventLink]
    possibly_same: list[Ref]
    tenures: list[TenureView]
    claims: list[ClaimContent]


async def read_event(store: AsyncStore, id: str, scope: Scope) -> EventView | str:
    """Read an event by its own id; by the id of one of its claims, give the event's id instead.

    Args:
        store: The database.
        id: `event/…`, with the digest of the event or of any of its claims, also of a closed one.
        scope: The state of the graph.

    Raises:
        NotFoundError: No claim of that id is about an event as of then.
    """
    rows = (await store.read(EVENT, id=id, rev=scope.rev)).dicts()
    if rows:
        return _view(rows[0], scope)
    claim = "claim/" + id.removeprefix("event/")
    found = (await store.read(RESOLVE, claim=claim, rev=scope.rev)).dicts()
    found = found or (await store.read(MOVED, id=id, rev=scope.rev)).dicts()
    if found:
        return str(found[0]["id"])
    then = (await store.read(KNOWN_THEN, id=id)).dicts()[0]
    if then["first"] is None:
        raise NotFoundError(f"there is no event {id!r}")
    told = f"{then['first']} to {then['last']}" if then["last"] > then["first"] else f"{then['first']}"
    raise NotFoundError(f"event {id!r} is not known as of commit {scope.rev}; ask with known_at {told}")


def _view(row: Mapping[str, Any], scope: Scope) -> EventView:
    event, base = row["event"], scope.base
    place = row["places"][0] if row["places"] else None
    plain = ("id", "label", "type", "modality", "act", "date", "about", "hedge", "count", "bound", "of", "documents")
    return EventView(
        **{field: event.get(field) for field in plain},
        **reading(base, event["id"], scope.rev, scope.digest),
        url=url_of(event["id"], base),
        first_day=_iso(event.get("t_lo")),
        last_day=_iso(event.get("t_hi")),
        place=PlaceView(label=event["place"], **place) if place else None,
        post=ref(base, event.get("post"), row["posts"][0] if row["posts"] else None),
        sides=_sides(row["participants"], base),
        unnamed=event.get("unnamed", []),
        values=_values(event),
        disputed=event.get("disputed", []),
        rests_on=event.get("rests", []),
        origins=event.get("origin_names", []),
        evidence=event["best"],
        links=[_link(one, base) for one in row["links"]],
        possibly_same=[
            Ref(id=one["id"], label=one["label"], url=url_of(one["id"], base)) for one in row["possibly_same"]
        ],
        tenures=[_tenure(one, base) for one in row["tenures"]],
        claims=[
            ClaimContent(**claim_content(one["record"], one["documents"], one["actors"], base)) for one in row["claims"]
        ],
    )


def _sides(rows: Sequence[Mapping[str, Any]], base: str) -> list[Side]:
    return [
        Side(
            side=side,
            participants=[
                Participant(
                    actor=Ref(id=one["id"], label=one["label"], url=url_of(one["id"], base)),
                    role=one["role"],
                    name=one["name"],
                    behalf=ref(base, one["behalf"], one["behalf_label"]),
                )
                for one in members
            ],
        )
        for side, members in groupby(rows, key=lambda one: one["side"])
    ]


def _values(event: Mapping[str, Any]) -> list[Value]:
    conflicts = [one.partition("=") for one in event.get("conflicts", [])]
    rules = [one.partition(": ") for one in event.get("chosen_by", [])]
    return [
        Value(
            field=field,
            value=_words(event, field),
            chosen_by=rule,
            conflicts=[value for name, _, value in conflicts if name == field],
        )
        for field, _, rule in rules
    ]


def _words(event: Mapping[str, Any], field: str) -> str | None:
    """A reconciled value as `conflicts` writes values."""
    if field != "quantity":
        return event.get(field)
    if event.get("count") is None:
        return None
    bound = "" if event["bound"] == "exact" else event["bound"].replace("_", " ") + " "
    return f"{bound}{event['count']}"


def _link(row: Mapping[str, Any], base: str) -> EventLink:
    return EventLink(
        relation=row["relation"],
        subject=row["from"],
        object=row["to"],
        event=Ref(id=row["other"], label=row["label"], url=url_of(row["other"], base)),
        modality=row["modality"],
        date=row["date"],
        claim=ref(base, row["claim"]),
        quote=row["quote"],
    )


def _tenure(row: Mapping[str, Any], base: str) -> TenureView:
    return TenureView(
        relation=row["relation"],
        id=row["id"],
        person=ref(base, row["person"], row["person_label"]),
        post=Ref(id=row["post"], label=row["post_label"]),
        since=row["since"],
        until=row["until"],
    )


def _iso(day: Any) -> str | None:  # noqa: ANN401  -- a date or None, as the driver gave it
    return None if day is None else day.isoformat()
