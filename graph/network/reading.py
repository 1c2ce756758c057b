"""A network read from the store, in bounded memory: its actors first, then its pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Self

from graph.network.dyads import Dyad, Party, is_crowd, pair_up
from graph.rdf.exporting import Selection
from graph.rdf.parts import AT_ONCE, gather
from graph.rdf.wanted import Wanted
from graph.store.connection import Store
from graph.store.network import stream_actors, stream_events
from graph.store.whole import CutOff

WIKIDATA = re.compile(r"wikidata\.org/(?:entity|wiki)/(Q\d+)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a network is made of.

    Attributes:
        part: Finds the events.
        modality: Statuses that they may have.
        words: Whether quotations are told.
        base: What permalinks begin with; "" makes them paths.
    """

    part: Selection
    modality: Sequence[str]
    words: bool = True
    base: str = ""


@dataclass(slots=True)
class Network:
    """Actors and pairs of a part of the graph, as of one commit. A context manager: the ids lie on the disk.

    Attributes:
        actors: How many there are.
        events: Of how many events.
        crowds: How many of these make no pairs, as too many took part.
        dyads: How many pairs were given.
    """

    store: Store
    cut: CutOff
    asked: Asked
    actors: int = 0
    events: int = 0
    crowds: int = 0
    dyads: int = 0
    _wanted: Wanted = field(default_factory=Wanted)

    def __enter__(self) -> Self:
        """Find the events and who took part.

        Raises:
            InputError: What is asked for can't be had.
        """
        try:
            gather(self.store, self.asked.part, self._wanted, self.cut.seq)
            for _, parties in self._events():
                self.events += 1
                self.crowds += is_crowd(parties)
                self._wanted.add([("Party", one.id) for one in parties])
        except BaseException:
            self._wanted.close()
            raise
        self.actors = self._wanted.count("Party")
        return self

    def __exit__(self, *_: object) -> None:
        """Give the disk back."""
        self._wanted.close()

    def nodes(self) -> Iterator[dict[str, Any]]:
        """The actors: id, label, kind, wikidata, links, born, died, country_code."""
        for ids in self._wanted.take("Party", AT_ONCE):
            with closing(stream_actors(self.store, ids)) as rows:
                for (actor,) in rows:
                    links: list[str] = actor["links"] or []
                    found = next((one for link in links if (one := WIKIDATA.search(link))), None)
                    yield {
                        "id": actor["id"],
                        "label": actor["label"],
                        "kind": actor["id"].partition("/")[0],
                        "wikidata": found[1] if found else None,
                        "links": "; ".join(links) or None,
                        "country_code": actor["alpha2"],
                        "born": actor["born"],
                        "died": actor["died"],
                    }

    def edges(self) -> Iterator[Dyad]:
        """The pairs."""
        for event, parties in self._events():
            for dyad in pair_up(event, parties):
                self.dyads += 1
                yield dyad

    def permalink(self, event: str) -> str:
        """Where an event is told as it is here, for ever."""
        return f"{self.asked.base}/events/{event.removeprefix('event/')}?known_at={self.cut.seq}"

    def _events(self) -> Iterator[tuple[dict[str, Any], list[Party]]]:
        self._wanted.rewind("Event")
        for ids in self._wanted.take("Event", AT_ONCE):
            with closing(stream_events(self.store, ids, self.asked.modality, self.cut.seq)) as rows:
                for event, parts in rows:
                    yield event, [Party(*part) for part in parts]


def say_edge(network: Network, dyad: Dyad) -> dict[str, str | int | bool | None]:
    """What is told of a pair in a network."""
    event = dyad.event
    return {
        "event": event["id"],
        "type": event["type"],
        "mode": dyad.mode,
        "status": event["modality"],
        "directed": dyad.directed,
        "date": event["date"],
        "earliest": event["t_lo"] if event["date"] else None,
        "latest": event["t_hi"] if event["date"] else None,
        "place": event["place"],
        "source_role": dyad.a.role,
        "target_role": dyad.b.role,
        "origins": event["origins"],
        "documents": event["documents"],
        "disputed": "; ".join(event["disputed"] or []) or None,
        "quote": event["quote"] if network.asked.words else None,
        "permalink": network.permalink(event["id"]),
    }


EDGE_FIELDS = {
    "event": "string",
    "type": "string",
    "mode": "string",
    "status": "string",
    "directed": "boolean",
    "date": "string",
    "earliest": "string",
    "latest": "string",
    "place": "string",
    "source_role": "string",
    "target_role": "string",
    "origins": "int",
    "documents": "int",
    "disputed": "string",
    "quote": "string",
    "permalink": "string",
}
"""Field of a pair → what its values are."""

NODE_FIELDS = ("label", "kind", "wikidata", "links", "country_code", "born", "died")
"""What is told of actors, all texts."""
