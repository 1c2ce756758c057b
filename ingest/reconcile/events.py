"""From groups of claims to events, with every value chosen by rule."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from graph.ids import event_id
from graph.model import Event, ResolvedClaim
from graph.vocabulary import load_vocabulary
from ingest.reconcile.candidate import Candidate
from ingest.reconcile.choosing import Choice, Told, choose, choose_modality, origins
from ingest.reconcile.clustering import Cluster, cluster, components, possibly_same
from ingest.reconcile.participants import lay_over, meetings, represented

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.dates import Bounds
    from graph.model import Participation, Place
    from graph.records import Quantity

UNBOUNDED = 10**9
BOUND_WORDS = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}
MODALITY_WORDS = {
    "occurred": "",
    "scheduled": "Planned: ",
    "possible": "Possible: ",
    "denied": "Denied: ",
    "cancelled": "Called off: ",
}


def reconcile(claims: Iterable[ResolvedClaim]) -> list[Event]:
    """Compute the events that claims tell of: the same claims give the same events, in any order.

    Args:
        claims: Open and closed claims, whole components of related ones (see `clustering.components`).

    Returns:
        Events in order of their ids. A closed claim makes no event.
    """
    events: list[Event] = []
    for group in components(Candidate.of(claim) for claim in claims):
        clusters = cluster(group)
        ids = [event_id([one.id for one in [*its.members, *its.closed]]) for its in clusters]
        links: dict[str, list[str]] = {}
        for a, b in possibly_same(clusters):
            lesser, greater = sorted((ids[a], ids[b]))
            links.setdefault(lesser, []).append(greater)
        events += [_event(key, its, tuple(sorted(links.get(key, ())))) for key, its in zip(ids, clusters, strict=True)]
    return sorted(events, key=lambda one: one.id)


def _event(key: str, its: Cluster, same: tuple[str, ...]) -> Event:
    claims = [one.claim for one in its.members]
    choices = _choices(claims)
    modality: str = choices["modality"].value or "occurred"
    best = _best(claims, choices)
    ordered = [best, *sorted((one for one in claims if one is not best), key=lambda one: one.id)]
    parts = lay_over(ordered)
    kind: str = choices["type"].value or best.claim.type
    place: Place | None = choices["place"].value
    return Event(
        id=key,
        values=_values(claims, best, choices, parts),
        lists=_lists(claims, choices, parts),
        parts=parts,
        states=represented(parts),
        meetings=meetings(kind, modality, parts),
        claims=tuple(sorted(one.id for one in claims)),
        place=place,
        possibly_same=same,
    )


def _choices(claims: Sequence[ResolvedClaim]) -> dict[str, Choice[Any]]:
    def equal(field: str) -> Choice[Any]:
        told = [Told(getattr(one.claim, field), one) for one in claims if getattr(one.claim, field) is not None]
        return choose(told, holds=lambda a, b: a == b, width=lambda _: 0)

    dates = [Told((one.claim.date, one.bounds), one) for one in claims if one.claim.date is not None]
    places = [Told(one.place, one) for one in claims if one.place is not None]
    counts = [Told(one.claim.quantity, one) for one in claims if one.claim.quantity is not None]
    posts = [Told(one.post, one) for one in claims if one.post is not None]
    return {
        "type": equal("type"),
        "modality": choose_modality(claims),
        "act": equal("act"),
        "date": choose(dates, holds=_date_holds, width=lambda one: one[1].span or UNBOUNDED, text=lambda one: one[0]),
        "place": choose(places, holds=_place_holds, width=_place_width, text=lambda one: one.label),
        "quantity": choose(counts, holds=_count_holds, width=lambda one: one.bound != "exact", text=count_words),
        "post": choose(posts, holds=lambda a, b: a == b, width=lambda _: 0),
    }


def _date_holds(wide: tuple[str, Bounds], narrow: tuple[str, Bounds]) -> bool:
    (_, a), (_, b) = wide, narrow
    starts = a.lo is None or (b.lo is not None and a.lo <= b.lo)
    return starts and (a.hi is None or (b.hi is not None and b.hi <= a.hi))


def _place_holds(wide: Place, narrow: Place) -> bool:
    return wide.id == narrow.id or not (wide.known and narrow.known) or wide.whole_country


def _place_width(place: Place) -> int:
    return 2 if place.whole_country else 0 if place.known else 1


def _count_holds(wide: Quantity, narrow: Quantity) -> bool:
    if wide.count == narrow.count and wide.bound == narrow.bound:
        return True
    at_least = wide.bound == "at_least" and narrow.bound in {"exact", "at_least"} and narrow.count >= wide.count
    at_most = wide.bound == "at_most" and narrow.bound in {"exact", "at_most"} and narrow.count <= wide.count
    return at_least or at_most


def count_words(quantity: Quantity) -> str:
    """A count in words ("at least 100")."""
    return f"{BOUND_WORDS[quantity.bound]}{quantity.count}"


def _best(claims: Sequence[ResolvedClaim], choices: dict[str, Choice[Any]]) -> ResolvedClaim:
    """The claim shown as evidence: it tells the chosen modality and date, unhedged, most surely."""
    date = choices["date"].value[0] if choices["date"].value else None

    def rank(one: ResolvedClaim) -> tuple[bool, bool, bool, bool, float, str]:
        told = one.claim
        return (
            told.modality != choices["modality"].value,
            told.date != date,
            told.evidence is None,
            told.hedge is not None,
            -told.confidence,
            one.id,
        )

    return min(claims, key=rank)


def _values(
    claims: Sequence[ResolvedClaim],
    best: ResolvedClaim,
    choices: dict[str, Choice[Any]],
    parts: Sequence[Participation],
) -> dict[str, Any]:
    date, days = choices["date"].value or (None, None)
    quantity: Quantity | None = choices["quantity"].value
    place: Place | None = choices["place"].value
    modality = choices["modality"].value
    first = min(one.published for one in claims)
    values: dict[str, Any] = {
        "type": choices["type"].value,
        "family": best.family,
        "modality": modality,
        "act": choices["act"].value,
        "post": best.claim.post,
        "post_id": choices["post"].value,
        "date": date,
        "t_lo": days.lo if days else None,
        "t_hi": days.hi if days else (first if modality == "occurred" else None),
        "span": days.span if days else None,
        "place": place.label if place else None,
        "about": best.claim.about,
        "hedge": best.claim.hedge,
        "count": quantity.count if quantity else None,
        "bound": quantity.bound if quantity else None,
        "of": quantity.of if quantity else None,
        "claims": len(claims),
        "documents": len({one.claim.doc_id for one in claims}),
        "origins": len(origins(claims)),
        "best": best.id,
        "quote": best.claim.evidence.quote if best.claim.evidence else None,
        "source": best.publisher,
        "attribution": "; ".join(best.attribution) or None,
        "document": best.claim.doc_id,
        "first_published": first,
        "last_published": max(one.published for one in claims),
    }
    return values | {"label": _label(values, parts, best)}


def _label(values: dict[str, Any], parts: Sequence[Participation], best: ResolvedClaim) -> str:
    by_side = groupby(sorted(parts, key=lambda one: (one.side, one.pos)), key=lambda one: one.side)
    people = " and ".join(", ".join(one.name for one in side) for _, side in by_side)
    generic = ", ".join(part.name for part in best.parts if part.actor is None)
    count = (
        f"{BOUND_WORDS[values['bound']]}{values['count']} {values['of'] or ''}".strip() if values["bound"] else generic
    )
    kind = load_vocabulary().type(values["type"]).label
    details = [part for part in (people, values["post"], count, values["place"], values["date"]) if part]
    return f"{MODALITY_WORDS[values['modality']]}{kind}: {', '.join(details)}"


def _lists(
    claims: Sequence[ResolvedClaim], choices: dict[str, Choice[Any]], parts: Sequence[Participation]
) -> dict[str, list[str]]:
    lost = {field: list(choice.lost) for field, choice in choices.items()}
    return {
        "disputed": [field for field, values in lost.items() if values],
        "conflicts": [f"{field}={value}" for field, values in lost.items() for value in values],
        "chosen_by": [f"{field}: {choice.rule}" for field, choice in choices.items() if choice.rule],
        "unnamed": sorted({f"{part.role}: {part.name}" for one in claims for part in one.parts if part.actor is None}),
        "origin_names": sorted({one.origin for one in claims}),
        "datasets": sorted({one.dataset for one in claims}),
        "rests": _rests(claims, parts),
    }


def _rests(claims: Sequence[ResolvedClaim], parts: Sequence[Participation]) -> list[str]:
    """What an event rests on alone: one source, anonymous ones, a party to it."""
    involved = {part.actor for part in parts} | {part.behalf for part in parts if part.behalf}
    findings = {
        "one_source": len(origins(claims)) == 1,
        "anonymous": all(one.anonymous for one in claims),
        "party": all(one.origin_actor in involved for one in claims),
    }
    return [name for name, found in findings.items() if found]
