"""Who breaks or takes up relations where the sentence does not say: "The Legation was closed on July 15, 1940".

Histories and chronicles leave out what their headings tell. The states that the sentence names are the parties, where
it names no more than two; then those of the document's title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.fillers import Filler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from ingest.extract.gazetteer import Gazetteer
    from ingest.extract.names import Name

PAIR = 2


class Parties:
    """The states that a document is about."""

    def __init__(self, title: Iterable[Name], body: Iterable[Name], gazetteer: Gazetteer) -> None:
        """Take the names of the title and of all paragraphs."""
        told = list(title)
        named = {name.state: name for name in body if name.kind == "state" and name.state and not name.adjective}
        found: dict[str, Name] = {}
        for name in told:
            state = name.state if name.kind in {"state", "organization"} else None
            place = gazetteer.country(name.text) if name.kind in {"place", "unknown", "person"} else None
            if state:
                found.setdefault(state, name)
            elif place and place in named:
                found.setdefault(place, named[place])
        self._title = {state: named.get(state, name) for state, name in found.items()}
        self._places = [name.text for name in told if name.kind == "place"]

    @property
    def place(self) -> str | None:
        """The one place that the title names."""
        return self._places[0] if len(self._places) == 1 else None

    def implied(self, trigger: Token, names: Mapping[int, Name], known: Sequence[Filler]) -> Iterator[Filler]:
        """Parties that are not `known` yet: of the sentence, then of the title; two in all at most."""
        states = {one.state for one in known}
        near = _near(trigger, names)
        nearby = near if len({*near, *states}) <= PAIR else {}
        for state, name in [*nearby.items(), *self._title.items()]:
            if state not in states and len(states) < PAIR:
                states.add(state)
                text = name.text if name.kind == "state" else name.text.partition(" ")[0]  # "American Embassy"
                yield Filler(trigger, text, "state", state=state, start=trigger.i, end=trigger.i + 1)


def _near(trigger: Token, names: Mapping[int, Name]) -> dict[str, Name]:
    """States that the sentence names, those by a noun before those by an adjective."""
    sentence = trigger.sent
    inside = [names[at] for at in range(sentence.start, sentence.end) if at in names and names[at].start == at]
    states = [name for name in inside if name.kind == "state" and name.state]
    found = {name.state: name for name in reversed(states) if name.adjective and name.state}
    found |= {name.state: name for name in reversed(states) if not name.adjective and name.state}
    return {state: found[state] for state in dict.fromkeys(name.state for name in states) if state}
