"""The assertion of a nanopublication: an event as one claim tells it, in the terms that events have.

It is about an event of its own (`NP#event`), not about the one that is computed from all claims: that may have another
date, and may have occurred where this claim says that it was merely possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.rdf.mapping import EDGES, NODES
from graph.rdf.namespaces import concept
from graph.rdf.nanopub.parts import chosen, named, nanopub_uri, say, some
from graph.rdf.writing import OCCURRED, say_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.rdf.namespaces import Names
    from graph.rdf.nanopub.parts import Told

SAID = (
    "type", "modality", "hedge", "act", "post", "post_id", "date", "t_lo", "t_hi", "place", "about", "count", "bound",
    "of",
)  # fmt: skip
"""What a claim says of its event; the names are the same for both."""

PART = ("role", "side", "behalf", "name", "pos")
"""What is said of who took part."""


class Assertion:
    """Writes what claims assert."""

    def __init__(self, names: Names) -> None:
        """Compile the mapping of events and participations."""
        self._names = names
        self._event = chosen(NODES["Event"].properties, SAID, names)
        self._part = chosen(EDGES["PARTICIPATED_IN"].properties, PART, names)

    def lines(self, told: Told) -> list[str]:
        """The statements. Only what the claim says occurred is an event for readers of SEM and schema.org."""
        event, fields = told.piece("event"), told.view.fields
        occurred = fields["modality"] == OCCURRED
        by_modality = NODES["Event"].by[1]
        classes = NODES["Event"].classes + by_modality.get(fields["modality"], by_modality[""])
        out = [say(event, "rdf:type", named(name)) for name in classes]
        self._event.say(out, event, some(fields, SAID), "")
        if occurred:
            say_event(out, event, fields, "")
        out += self._place(told, occurred=occurred)
        for at, one in enumerate(told.view.pieces.get("participant", ())):
            self._participation(out, told, at, one)
        for link in told.view.pieces.get("link", ()):
            other = f"<{nanopub_uri(self._names, link['claim'])}#event>"
            out.append(say(event, EDGES[link["relation"].upper()].predicate, other))
        return out

    def _place(self, told: Told, *, occurred: bool) -> Iterator[str]:
        for place in told.view.pieces.get("place", ()):
            if place.get("id") is not None:
                uri = f"<{self._names.thing(place['id'])}>"
                yield say(told.piece("event"), "wm:place", uri)
                if occurred:
                    yield say(told.piece("event"), "sem:hasPlace", uri)

    def _participation(self, out: list[str], told: Told, at: int, one: Mapping[str, Any]) -> None:
        """Who took part in which role. Whoever stays with the claim ("several prisoners") has a name alone."""
        event, node, actor = told.piece("event"), told.piece(f"part/{at}"), one.get("actor")
        side = one.get("side") or one.get("resolved_side")
        out += [say(event, "wm:participation", node), say(node, "rdf:type", named("wm:Participation"))]
        self._part.say(out, node, {**some(one, PART), "side": side, "behalf": one.get("state")}, "")
        if actor is None:
            return
        uri = f"<{self._names.thing(actor)}>"
        out.append(say(node, "wm:actor", uri))
        if told.view.fields["modality"] == OCCURRED:
            out += [
                say(event, "sem:hasActor", uri),
                say(node, "rdf:type", named("sem:Role")),
                say(node, "rdf:value", uri),
                say(node, "sem:roleType", f"<{concept('role', one['role'])}>"),
            ]
