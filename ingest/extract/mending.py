"""What names show to be wrong in the parser's trees: broken lists of people, subjects and objects hung elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.folding import fold
from ingest.extract.conditions import human, tells
from ingest.extract.lexicon import load_lexicon
from ingest.extract.mending_names import mend_name
from ingest.extract.slots import infinitive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Token

    from ingest.extract.names import Name

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
BESIDE = frozenset({"aux", "auxpass", "neg", "advmod"})
"""What may stand between a subject and its verb."""
ACTORS = frozenset({"person", "state", "organization"})
CIRCUMSTANCES = frozenset(
    {"afternoon", "bail", "charge", "condition", "day", "evening", "ground", "month", "morning", "night", "occasion"}
    | {"parole", "reason", "term", "week", "year"}
)
"""Nouns of which nobody is the doer: what is "by X" behind them is the verb's."""
FINITE = frozenset({"VBD", "VBP", "VBZ"})
SAYING = frozenset({"add", "ask", "declare", "explain", "note", "reply", "report", "say", "tell", "warn", "write"})
"""Verbs that stand before their subjects: "…, said President X"."""


def mend(doc: Doc, names: Mapping[int, Name]) -> None:
    """Put right what names show to be wrong.

    Args:
        doc: A parsed paragraph; it is changed.
        names: Its names by token.
    """
    for token in doc:
        _mend_word(token, names)
        _mend_by(token, names)
        mend_name(token, names)
    for token in doc:
        led = token.dep_ in {"appos", "conj"} and token.pos_ in {"NOUN", "PROPN"}
        if led and (verb := _waiting(token)) is not None:
            token.head = verb
            token.dep_ = "nsubjpass" if any(one.dep_ == "auxpass" for one in verb.children) else "nsubj"


def _mend_word(token: Token, names: Mapping[int, Name]) -> None:
    if token.dep_ == "appos" and _two_people(token, names):
        token.dep_ = "conj"
    if token.dep_ == "nsubj" and _after_verb(token):
        token.dep_ = "dobj"
    if token.lower_ == "home" and token.dep_ == "dobj" and (sent := _sent_home(token)) is not None:
        sent.dep_, sent.head = "dobj", token.head
        token.dep_ = "advmod"
    if token.dep_ == "conj" and token.tag_ in FINITE and _under_infinitive(token):
        token.head = token.head.head
    if token.dep_ == "amod" and token.tag_ == "VBN" and (have := _had(token)) is not None:
        _have_done(token, have)


def _mend_by(token: Token, names: Mapping[int, Name]) -> None:
    """Who does something stands behind "by"; a telephone does nothing."""
    if token.lower_ != "by":
        return
    if token.dep_ == "agent" and _over_telephone(token):
        token.dep_ = "prep"
    elif token.dep_ == "prep" and (verb := _done_by(token, names)) is not None:
        token.head, token.dep_ = verb, "agent"


def _two_people(token: Token, names: Mapping[int, Name]) -> bool:
    """As in "President X, Chancellor Y and Z": nobody is both X and Y."""
    name, other = names.get(token.i), names.get(token.head.i)
    if name is None or other is None or name.kind != "person" or other.kind != "person":
        return False
    if token.i != name.end - 1 or name.start < 1 or token.doc[name.start - 1].text != ",":
        return False
    return set(fold(name.text).split()).isdisjoint(fold(other.text).split())


def _after_verb(token: Token) -> bool:
    """As in "telephoned X and then rang Y to thank him", where the parser takes Y for who thanks."""
    verb = token.head
    joined = verb.dep_ == "conj" and verb.tag_ in FINITE and verb.lemma_ not in SAYING
    others = any(one.dep_ in SUBJECTS | {"dobj", "auxpass", "aux"} for one in verb.children if one != token)
    return joined and verb.i < token.left_edge.i and not others


def _sent_home(home: Token) -> Token | None:
    """The envoy in "ordered its envoy home", which the parser takes for a kind of home."""
    before = home.nbor(-1) if home.i > home.sent.start else home
    return before if before.dep_ == "compound" and before.head == home and before.pos_ == "NOUN" else None


def _done_by(by: Token, names: Mapping[int, Name]) -> Token | None:
    """The passive verb in "was released on bail by X", "was handed his passports by X"; not "after a visit by X"."""
    noun, over = by.head, by.head.head
    aside = noun.dep_ == "pobj" and over.dep_ == "prep" and (noun.pos_ == "PROPN" or noun.lemma_ in CIRCUMSTANCES)
    doer = next((one for one in by.children if one.dep_ == "pobj"), None)
    acting = doer is not None and (human(doer) or ((name := names.get(doer.i)) is not None and name.kind in ACTORS))
    verb = over.head if aside else over if noun.dep_ == "dobj" else noun
    if not (aside or noun.dep_ == "dobj" or acting):
        return None
    turned = any(one.dep_ in {"auxpass", "nsubjpass"} for one in verb.children)
    return verb if turned and not any(one.dep_ == "agent" for one in verb.children) else None


def _had(verb: Token) -> Token | None:
    """The auxiliary of "had broken relations with Peru", which the parser takes for what somebody had."""
    have = verb.head.head
    theirs = verb.head.lemma_ in {"relation", "tie"} and verb.head.dep_ == "dobj" and verb.i == have.i + 1
    return have if theirs and have.lemma_ == "have" else None


def _have_done(verb: Token, have: Token) -> None:
    noun = verb.head
    top = have.head
    verb.head, verb.dep_ = (verb if have.dep_ == "ROOT" else top), have.dep_
    for child in list(have.children):
        if child != verb:
            child.head = verb
    have.head, have.dep_, noun.head = verb, "aux", verb


def _over_telephone(by: Token) -> bool:
    return any(tells(child, load_lexicon().far) for child in by.children)


def _under_infinitive(verb: Token) -> bool:
    """As in "orders them to leave and imposes sanctions": who orders imposes."""
    head = verb.head
    own = any(one.dep_ in SUBJECTS for one in verb.children)
    return (
        head.tag_ == "VB"
        and infinitive(head)
        and not own
        and head.dep_ in {"ccomp", "xcomp", "advcl"}
        and head.head.tag_ in FINITE
    )


def _waiting(token: Token) -> Token | None:
    """The verb that waits for a subject: "At the invitation of President X, King Y will visit Z"."""
    doc, sentence, first = token.doc, token.sent, token.left_edge.i
    if first <= sentence.start or doc[first - 1].text != ",":
        return None
    top = token.head
    while top.dep_ != "prep" or top.head.pos_ not in {"VERB", "AUX"}:
        if top.head == top:
            return None
        top = top.head
    verb = top.head
    if not top.i < token.i < verb.i or any(one.dep_ in SUBJECTS for one in verb.children):
        return None
    between = doc[token.right_edge.i + 1 : verb.i]
    return verb if all(one.head == verb and one.dep_ in BESIDE for one in between) else None
