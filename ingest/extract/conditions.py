"""Whether a trigger stands as its pattern wants it: objects, particles, support, distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.clauses import holds, objects, objects_of, subjects
from ingest.extract.lexicon import load_lexicon, word_list
from ingest.extract.once import count_below, once
from ingest.extract.slots import VERBAL, support_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ingest.extract.lexicon import Pattern


BROKERING = frozenset({"mediate", "broker", "facilitate"})
"""Verbs that make "talks between A and B" somebody's mediation."""

HOLDING = frozenset(
    {"abduct", "accuse", "arrest", "capture", "charge", "convict", "detain", "hold", "imprison", "intern", "jail"}
    | {"kidnap", "remand", "sentence"}
)
"""Verbs whose objects are people who may be let go."""

NAMELESS = ("people", "officials", "bodies", "envoys", "firms")


def stands(trigger: Token, pattern: Pattern) -> bool:
    """Whether all that a pattern demands of the words around its trigger is there."""
    if pattern.not_object and any(one.lemma_.lower() in pattern.not_object for one in objects(trigger)):
        return False
    if pattern.noun and not _supported(trigger, pattern):
        return False
    if pattern.far is not None and pattern.far != distant(trigger, strict=pattern.far):
        return False
    return _completed(trigger, pattern) and all(holds(flag, trigger) for flag in pattern.flags)


def _completed(trigger: Token, pattern: Pattern) -> bool:
    """Whether the words are there that a pattern asks for by their lemmas."""
    if pattern.object and object_of(trigger, pattern.object) is None:
        return False
    if pattern.subject and not any(is_one(one, pattern.subject) for one in subjects(trigger)):
        return False
    if pattern.particle and not _has_particle(trigger, pattern.particle):
        return False
    if pattern.only_of and inner_of(trigger, pattern.only_of) is None:
        return False
    if pattern.only_modifier and not any(child.lemma_ == pattern.only_modifier for child in trigger.children):
        return False
    return not pattern.only_for or any(one.lemma_ in pattern.only_for for one in objects_of(trigger, "for"))


def _has_particle(verb: Token, particle: str) -> bool:
    """As in "Called its envoy home": the parser may hang the particle on the object."""
    near = [verb, *(child for child in verb.children if child.dep_ in {"dobj", "oprd", "advmod"})]
    return any(
        child.lower_ == particle
        for one in near
        for child in one.children
        if child.dep_ in {"prt", "advmod"} or particle == "home" or (child.dep_ == "prep" and one == verb)
    )


def object_of(verb: Token, lemmas: frozenset[str]) -> Token | None:
    """The object that completes a trigger ("sign" + "treaty")."""
    return next((one for one in objects(verb) if is_one(one, lemmas)), None)


def is_one(noun: Token, lemmas: frozenset[str]) -> bool:
    """Whether a noun is one of some, by itself or as it is called: "Embassy Malabo"."""
    called = noun.pos_ == "PROPN" and any(one.dep_ == "compound" and one.lower_ in lemmas for one in noun.children)
    return called or noun.lemma_.lower() in lemmas or noun.lower_ in lemmas


def inner_of(noun: Token, lemmas: frozenset[str]) -> Token | None:
    """The noun in "suspension of diplomatic relations"."""
    return next((one for one in objects_of(noun, "of") if one.lemma_.lower() in lemmas), None)


def distant(trigger: Token, *, strict: bool) -> bool:
    """Whether it is over the telephone: near the trigger, or (not strict) anywhere in its clause."""
    far = load_lexicon().far
    if lemma_of(trigger) == "call" and trigger.pos_ in {"NOUN", "PROPN"}:
        return True
    beside = trigger.head.children if strict and trigger.pos_ == "NOUN" and trigger.head.dep_ == "prep" else ()
    below = once(trigger.doc, _far_below)
    elsewhere = sum(below[child.i] for child in trigger.children if _other_clause(child))
    return below[trigger.i] > elsewhere or any(tells(token, far) for token in beside)


def tells(token: Token, words: frozenset[str]) -> bool:
    """Whether a word is one of some, in its form or its lemma."""
    return token.lemma_.lower() in words or token.lower_ in words


def _far_below(doc: Doc) -> list[int]:
    """How many words for the telephone stand in the phrase of each word."""
    far = load_lexicon().far
    return count_below(doc, (tells(token, far) for token in doc))


def _other_clause(child: Token) -> bool:
    """As in "Held meetings with X and had a videoconference with Y": the second verb tells of something else."""
    return child.dep_ == "conj" and child.pos_ in VERBAL


def _supported(noun: Token, pattern: Pattern) -> bool:
    verb = support_of(noun)
    if verb is not None and verb.lemma_ in BROKERING and pattern.type in {"meet", "negotiate"}:
        return False
    if "in" in pattern.flags:
        return verb is not None and verb.lemma_ in pattern.support and noun.head.lower_ in {"in", "into"}
    if pattern.support and verb is not None and verb.lemma_ in pattern.support:
        return True
    return not pattern.support


def human(noun: Token, *groups: str) -> bool:
    """Whether a noun without a name is for people or a body of people: of some groups of people.yaml, or of any."""
    lemma = lemma_of(noun)
    return any(lemma in word_list("people", group) for group in groups or NAMELESS)


def held(noun: Token) -> bool:
    """Whether a noun is of people in somebody's hands, by what is said of it: "three hikers it had held"."""
    return any(child.lemma_.lower() in HOLDING for child in noun.children if child.dep_ in {"acl", "amod", "relcl"})


def lemma_of(noun: Token) -> str:
    """A noun's lemma in small letters, of capitalised plurals too ("Foreign Ministers"), which the parser leaves."""
    if noun.pos_ != "PROPN":
        return noun.lemma_.lower()
    return noun.lower_ if noun.lower_.endswith("ss") else noun.lower_.removesuffix("s")  # "Congress" is one
