"""Who the actors of spilt rows are: every string resolved once, over all rows, and numbered.

A string may mean one thing until a day and another from then on (a president out of office no longer acts for the
state): each such stretch of days has a number of its own, and every place of a row where an actor stands gets one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from graph.identity.alone import AloneResolver
from graph.identity.assignment import assign
from graph.identity.mentions import Mention
from graph.store.actors import Key
from ingest.bulk.spill import NOBODY
from ingest.committing.identities import Identities

if TYPE_CHECKING:
    import datetime as dt

    from graph.identity.mentions import Resolution
    from graph.identity.resolver import Resolver
    from ingest.bulk.spill import Spill
    from ingest.coded.actors import CodedActor

STRETCHES = {"actor": pl.Int32, "day": pl.Date, "stretch": pl.Int32}


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of all rows.

    Attributes:
        coded: Number of an actor string → what it says.
        stretches: (actor, day from which it holds, number of the stretch), sorted by day.
        resolved: Number of a stretch → (number of the actor string, who it is then).
    """

    coded: list[CodedActor]
    stretches: pl.DataFrame
    resolved: list[tuple[int, Resolution]]


def resolve_actors(spill: Spill, resolver: Resolver) -> Actors:
    """Resolve every actor string of the rows, for all days on which there are any."""
    alone = AloneResolver(resolver)
    coded = [spill.reader.read(*one)[0] for one in spill.actors.all()]
    resolved: list[tuple[int, Resolution]] = []
    rows: list[tuple[int, dt.date, int]] = []
    for number, one in enumerate(coded):
        if spill.first is None or spill.last is None:
            break
        mention = Mention(one.name, title=one.title, kind=one.kind, named=one.named, behalf=one.behalf)
        for day, resolution in alone.stretches(mention, spill.first, spill.last):
            rows.append((number, day, len(resolved)))
            resolved.append((number, resolution))
    frame = pl.DataFrame(rows, schema=STRETCHES, orient="row").sort("day", "actor")
    return Actors(coded, frame, resolved)


def place_stretches(frame: pl.DataFrame, stretches: pl.DataFrame) -> pl.DataFrame:
    """Put the number of its stretch in the place of every actor; nobody stays nobody."""
    frame = frame.with_row_index("row")
    for side in ("source", "target"):
        found = (
            frame.select("row", "day", pl.col(side).alias("actor"))
            .sort("day")
            .join_asof(stretches, on="day", by="actor", check_sortedness=False)
            .select("row", pl.col("stretch").fill_null(NOBODY).alias(side))
        )
        frame = frame.drop(side).join(found, on="row", maintain_order="left")
    return frame.drop("row")


def identify(actors: Actors, counts: Counter[int], taken: frozenset[str]) -> Identities:
    """Decide whom the names stand for that no authority knows.

    Args:
        actors: All of them.
        counts: Number of a stretch → in how many places of rows it stands.
        taken: Ids of authority data.
    """
    facts: defaultdict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    for stretch, count in counts.items():
        number, resolution = actors.resolved[stretch]
        if resolution.actor is None and resolution.key:
            label = resolution.label or actors.coded[number].name
            facts[resolution.key][resolution.state or "", "", label] += count
    keys = {key: Key(key, dict(told)) for key, told in facts.items()}
    assigned = assign([fact for key in keys.values() for fact in key.told()], taken)
    identities = Identities(keys, set(keys), set(keys), {})
    for key in keys.values():
        identities.reassign(key, assigned)
    return identities
