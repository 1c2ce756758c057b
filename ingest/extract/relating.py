"""What an event is about, and what the events of one sentence have to do with each other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, get_args

from graph.records import Relation
from ingest.extract.slots import subtree_text, verb_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from ingest.extract.happenings import Happening

TALKS = frozenset({"meet", "call", "negotiate", "mediate"})
TOPICAL = frozenset({"on", "about", "over", "regarding", "concerning"})
LATER = frozenset({"after", "following", "since"})
RETURN = frozenset({"exchange", "return"})
LONGEST = 16
"""Most words of a topic: a longer one is a clause, not a topic."""


def topic_of(trigger: Token) -> str | None:
    """What talks are about, in the text's words: the object of "discuss", or what follows "on" or "over"."""
    verb = verb_of(trigger)
    heads = [one for one in (trigger, verb) if one is not None]
    found = [one for head in heads for one in _topics(head)]
    if not found:
        return None
    words = [one for one in subtree_text(found[0]) if one.sent == trigger.sent]
    span = trigger.doc[words[0].i : words[-1].i + 1]
    return span.text if len(span) <= LONGEST else None


def _topics(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "dobj" and head.lemma_ in {"discuss", "review"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in TOPICAL:
            yield from (one for one in child.children if one.dep_ == "pobj" and one.ent_type_ not in {"DATE", "TIME"})


def relate(happenings: Sequence[Happening]) -> Iterator[tuple[Happening, Relation, Happening]]:
    """Relations that sentences tell between their events: (one, relation, other)."""
    found: dict[tuple[int, int], Relation] = {}
    told = list(enumerate(happenings))
    for _, together in groupby(sorted(told, key=lambda pair: pair[1].sentence), key=lambda pair: pair[1].sentence):
        found.update(_relations(list(together)))
    for at, other in sorted(found):
        yield happenings[at], found[at, other], happenings[other]


def _relations(together: Sequence[tuple[int, Happening]]) -> Iterator[tuple[tuple[int, int], Relation]]:
    """Relations in one sentence, by the numbers of the one and the other."""
    over: dict[int, list[tuple[int, Happening]]] = {}
    for at, one in together:
        for top in {token.i for token in (one.trigger, verb_of(one.trigger)) if token is not None}:
            over.setdefault(top, []).append((at, one))
    for number, other in together if len(together) > 1 else ():
        words: set[str] = set()
        met = {number}
        for up in other.trigger.ancestors:
            words.add(up.lower_)
            for at, one in over.get(up.i, ()):
                if at not in met and (relation := _relation(one, words)) is not None:
                    yield (at, number), relation
                met.add(at)


def _relation(one: Happening, words: set[str]) -> Relation | None:
    """How what stands under the word of a happening is to it, by the words between them, its own counted."""
    if words & LATER:
        return _known("after")
    if words & RETURN and "for" in words:
        return _known("in_return_for")
    return _known("concerns") if one.type in TALKS and words & (TOPICAL | {"of", "discuss"}) else None


def _known(name: str) -> Relation:
    return next(one for one in get_args(Relation) if one == name)
