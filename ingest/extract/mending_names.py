"""Names that the parser hangs on the wrong word: a post on its holder, a city on a king, one body on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.conditions import human
from ingest.extract.lexicon import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from ingest.extract.names import Name

TITLING = frozenset({"appoint", "choose", "crown", "declare", "elect", "make", "name", "proclaim"})
"""Verbs that give somebody a post: "elected X president"."""


def mend_name(token: Token, names: Mapping[int, Name]) -> None:
    """Put right one word that names show to be hung on another than its own.

    Args:
        token: Any word of a paragraph, which is changed.
        names: The paragraph's names by token.
    """
    name = names.get(token.i)
    if token.dep_ == "nmod" and name is None and (last := _two_bodies(token)) is not None:
        _join(token, last)
    if name is None or name.kind != "person" or token.i != name.end - 1:
        return
    if token.dep_ == "ROOT" and (verb := _joined_verb(token)) is not None:
        verb.head, verb.dep_ = verb, "ROOT"
        token.head, token.dep_ = verb, "nsubj"
    posted = token.dep_ in {"compound", "nmod"} and token.head.i >= name.end
    if (
        posted
        and all(one.head == token.head for one in token.doc[name.end : token.head.i])
        and token.head.dep_ in {"dobj", "oprd"}
    ):
        _take_post(token, name)
    if token.dep_ == "npadvmod" and token.head.dep_ == "amod" and token.head.i == name.end:
        _act(token)
    for child in list(token.children):
        if child.dep_ == "appos" and child.left_edge.i == name.end and token.head.lemma_ in TITLING:
            child.head, child.dep_ = token.head, "oprd"  # "appointed X prime minister"
        if child.dep_ == "prep" and child.lower_ == "in" and _somewhere(child, names):
            verb = next((up for up in token.ancestors if up.pos_ in {"VERB", "AUX"}), None)
            child.head = verb or child.head


def _two_bodies(first: Token) -> Token | None:
    """The second in "the X government and Y rebels", on which the parser hangs the first."""
    last, and_ = first.head, next((one for one in first.children if one.dep_ == "cc"), None)
    inside = and_ is not None and first.i < and_.i < last.i and first.pos_ == last.pos_ == "NOUN"
    return last if inside and human(first) and human(last) else None


def _join(first: Token, last: Token) -> None:
    """Make two bodies two."""
    first.dep_, first.head, last.dep_, last.head = last.dep_, last.head, "conj", first
    for child in list(last.children):
        if child.i < first.i:
            child.head = first
    for child in list(first.children):
        if child.dep_ == "conj" and child.i < last.i:
            child.dep_, child.head = "compound", last


def _joined_verb(first: Token) -> Token | None:
    """The verb in "X and Y consulted by telephone", which the parser takes for a participle."""
    last = max([child.i for child in first.children if child.dep_ == "conj"], default=first.i)
    verb = first.doc[last + 1] if last + 1 < first.sent.end else first
    talking = verb.lemma_ in word_list("people", "talking") and verb.dep_ == "acl" and verb.tag_ in {"VBD", "VBN"}
    return verb if talking and last > first.i else None


def _take_post(token: Token, name: Name) -> None:
    """As in "elected Vaclav Havel president", where the parser makes one thing of both."""
    post, verb = token.head, token.head.head
    if verb.lemma_ not in TITLING:
        return
    for child in list(post.children):
        if name.start <= child.i < token.i:
            child.head = token
    token.dep_, token.head, post.dep_ = "dobj", verb, "oprd"


def _act(token: Token) -> None:
    """As in "Former president X mediated talks", where the parser takes the verb for an adjective."""
    verb, noun = token.head, token.head.head
    verb.head, verb.dep_ = (verb if noun.dep_ == "ROOT" else noun.head), noun.dep_
    noun.head, noun.dep_, token.dep_ = verb, "dobj", "nsubj"


def _somewhere(preposition: Token, names: Mapping[int, Name]) -> bool:
    """As in "talks with King X in Aqaba": the talks are there."""
    there = (names.get(child.i) for child in preposition.children if child.dep_ == "pobj")
    return any(name is not None and name.kind in {"place", "state"} for name in there)
