"""What an event is about, and what the events of one sentence have to do with each other."""

from __future__ import annotations

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
    for one in happenings:
        for other in happenings:
            if one is not other and one.sentence == other.sentence and (relation := _relation(one, other)) is not None:
                yield one, relation, other


def _relation(one: Happening, other: Happening) -> Relation | None:
    """How the word of the other stands under the word of the one."""
    path = _path(other.trigger, one)
    if path is None:
        return None
    words = {token.lower_ for token in path}
    if words & LATER:
        return _known("after")
    if words & RETURN and "for" in words:
        return _known("in_return_for")
    return _known("concerns") if one.type in TALKS and words & (TOPICAL | {"of", "discuss"}) else None


def _known(name: str) -> Relation:
    return next(one for one in get_args(Relation) if one == name)


def _path(token: Token, top: Happening) -> list[Token] | None:
    """Words between a trigger and the one that it hangs under, itself counted; None where it does not."""
    tops = {one.i for one in (top.trigger, verb_of(top.trigger)) if one is not None}
    path: list[Token] = []
    for up in token.ancestors:
        if up.i in tops:
            return [*path, up]
        path.append(up)
    return None
