"""How real an event is that a text tells: it happened, will, may, did not, or was called off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ingest.extract.conditions import lemma_of
from ingest.extract.lexicon import load_lexicon, word_list, word_map
from ingest.extract.slots import PASSIVE, SUBJECTS, VERBAL, infinitive, nth_of, support_of, verb_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

FACT = "occurred"
MOST_STEPS = 8
LEFT = frozenset({"amod", "det", "neg", "compound", "nummod"})
TOPICAL = frozenset({"of", "on", "over", "for", "about", "to", "toward", "towards", "regarding"})
OVER = frozenset({"for", "on", "about", "over", "against", "from", "of"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "csubj", "nsubjpass", "oprd", "acl"})
GOVERNED = frozenset({"xcomp", "conj", "ccomp", "acl", "relcl"})
ASIDE = frozenset({"relcl", "appos", "advcl", "parataxis", "npadvmod"})
CONDITIONAL = frozenset({"could", "may", "might", "would"})
NEVER = frozenset({"never", "nowhere"})
NOBODY = frozenset({"nobody", "none", "neither", "no"})
VOTERS = frozenset({"house", "lawmaker", "legislator", "member", "mp", "parliamentarian", "senator", "union"})
TELLING = frozenset(
    {
        "say",
        "report",
        "tell",
        "announce",
        "confirm",
        "state",
        "add",
        "note",
        "claim",
        "declare",
        "inform",
        "disclose",
        "reveal",
        "write",
        "quote",
        "learn",
        "mark",
    }
)


TAKING_PLACE = frozenset({"be", "begin", "open", "start", "take"})
"""Verbs of events that are to come: "talks to begin in May"."""


@dataclass(frozen=True, slots=True)
class Reality:
    """A modality and the words that tell it.

    Attributes:
        tense: present, past or perfect, of what occurred; None for a noun that stands alone.
    """

    modality: str
    hedge: str | None = None
    tense: str | None = None


def reality_of(trigger: Token) -> Reality:
    """How real what a trigger tells is."""
    noun = trigger.head if trigger.dep_ == "compound" and trigger.head.pos_ == "NOUN" else trigger
    if noun.dep_ in {"dobj", "nsubjpass"} and _of_lemma(noun.head) is not None:
        trigger = noun  # "declined a telephone call"
    verb = verb_of(trigger)
    by_phone = trigger.lemma_.lower() in load_lexicon().far and trigger.pos_ not in VERBAL
    if by_phone or (trigger.dep_ == "pobj" and trigger.lemma_ in {"call", "conversation"}):
        # By telephone: how real the call is shows in the verb of its clause.
        trigger = verb = next((up for up in trigger.ancestors if up.pos_ in VERBAL), trigger)
    found = next(_signs(trigger, verb), FACT)
    return Reality(found, _hedge(trigger, verb), _tense(verb) if verb is not None else None)


def _signs(trigger: Token, verb: Token | None) -> Iterator[str]:
    """Signs that it is less than a fact, the strongest first."""
    if _denied_above(trigger if verb is None else verb):
        yield "denied"
    if verb is not None and verb.i != trigger.i and _is_object(trigger, verb) and _of_lemma(verb) == "cancelled":
        yield "cancelled"  # "a planned meeting was called off"
    if trigger.pos_ not in VERBAL:
        yield from _about_noun(trigger)
    if verb is not None and (being := nth_of(verb)) is not None:
        # "Will become the first country to recognise X": as real as becoming it.
        yield from _about_verb(being)
        yield from _above(being)
    if verb is not None:
        yield from _about_verb(verb)
        if verb.i != trigger.i and _is_object(trigger, verb) and (own := _of_lemma(verb)) is not None:
            yield own
        yield from _above(verb)
    else:
        yield from _above(trigger)


def _denied_above(token: Token) -> bool:
    """As in "denied that it was preparing to pardon him": whatever it is that is denied."""
    step = token
    for _ in range(MOST_STEPS):
        head = step.head
        if head == step or step.dep_ not in {"ccomp", "xcomp", "pcomp", "prep"}:
            return False
        if head.lemma_ == "deny" and head.pos_ in VERBAL:
            return not any(child.dep_ == "neg" for child in head.children)
        step = head
    return False


def _is_object(noun: Token, verb: Token) -> bool:
    """Whether a verb is done to a noun: "proposed talks", "called for talks"; not "discussed it in a call"."""
    if noun.head.i == verb.i:
        return noun.dep_ in {"dobj", "nsubjpass"}
    return noun.head.dep_ == "prep" and noun.head.lower_ in {"for", "on", "about", "over", "against", "of"}


def _about_noun(noun: Token) -> Iterator[str]:
    """Words on the noun itself ("a possible visit"), and the noun over it ("talks on the release")."""
    for child in noun.children:
        if child.i < noun.i and child.dep_ in LEFT and (kind := _kind("modifiers", child.lower_)):
            yield kind
    if _conditional(noun) is not None:
        yield "possible"
    clauses = (child for child in noun.children if child.dep_ in {"acl", "relcl"})
    if any(clause.lemma_ in TAKING_PLACE and infinitive(clause) for clause in clauses):
        yield "scheduled"  # "the meeting, to take place on the 14th"
    over = noun.head.head
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in TOPICAL
        and over.pos_ == "NOUN"
        and (kind := _kind("nouns", over.lemma_))
    ):
        yield kind


def _conditional(noun: Token) -> Token | None:
    """The "would" of "a release that would cover 100 prisoners"."""
    clauses = (child for child in noun.children if child.dep_ == "relcl")
    forms = (child for clause in clauses for child in clause.children if child.dep_ == "aux")
    return next((form for form in forms if form.lower_ in CONDITIONAL), None)


def _about_verb(verb: Token) -> Iterator[str]:
    """Negations, auxiliaries and conditions of a verb, and whether it is an aim ("to visit")."""
    children = list(verb.children)
    if any(child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in NEVER) for child in children):
        yield "denied"
    subjects = [child for child in children if child.dep_ in SUBJECTS | PASSIVE]
    if any(subject.lower_ in NOBODY or any(one.lower_ in NOBODY for one in subject.children) for subject in subjects):
        yield "denied"
    yield from _auxiliaries(verb)
    if any(child.dep_ == "mark" and child.lower_ in word_list("modality", "conditions") for child in children):
        yield "possible"
    voted = verb.head.lemma_ == "vote" and _by_body(verb.head)  # "voted 13-0 to impose an embargo"
    if infinitive(verb) and verb.dep_ not in GOVERNED and nth_of(verb) is None and not voted:
        yield "scheduled" if verb.dep_ in {"advcl", "ROOT"} else "possible"


def _above(token: Token) -> Iterator[str]:
    """What governs the event: "plans to", "refused to", "talks to release"."""
    step = token
    for _ in range(MOST_STEPS):
        head = step.head
        if step.dep_ == "acl" and not infinitive(step) and _gainsaid(head):
            yield "denied"
        if head == step or step.dep_ in ASIDE or (step.dep_ == "acl" and not infinitive(step)):
            return
        if step.dep_ == "conj":
            yield from _auxiliaries(head)
        elif head.pos_ in VERBAL:
            if _ends(token, step, head) or any(one.text == ";" for one in head.doc[step.i : head.i]):
                return
            yield from _of_verb(token, step, head)
        elif head.pos_ == "NOUN" and (step.dep_ == "acl" or (step.dep_ == "prep" and step.lower_ in TOPICAL)):
            accepted = head.lemma_ == "invitation" and head.head.lemma_ == "accept"
            yield from filter(None, ["scheduled" if accepted else _kind("nouns", head.lemma_)])
        elif head.pos_ == "ADJ":
            yield from filter(None, [_kind("modifiers", head.lower_) or _kind("verbs", head.lower_)])
        step = head


def _gainsaid(rumour: Token) -> bool:
    """As in "dismissed suggestions that", "denied a report that"."""
    told = rumour.lemma_ in word_list("modality", "rumours") and rumour.dep_ in {"dobj", "nsubjpass"}
    return told and rumour.head.lemma_ in word_list("modality", "gainsaying")


def _ends(token: Token, step: Token, head: Token) -> bool:
    """Whether a noun stands so that what is above its verb says nothing of it: "thanked him for the release"."""
    loose = token.pos_ == "NOUN" and step.dep_ in {"prep", "dobj"} and _governs(step)
    return loose and _of_lemma(head) is None and head != support_of(token)


def _of_verb(token: Token, step: Token, head: Token) -> Iterator[str]:
    """What a verb over the event makes of it."""
    kind = _of_lemma(head)
    if head.lemma_ == "be" and step.dep_ == "xcomp" and infinitive(step):
        # "They were to have met": and did not.
        yield "cancelled" if head.tag_ == "VBD" and any(one.lower_ == "have" for one in step.children) else "scheduled"
    if kind is not None and _governs(step) and not (step.dep_ == "dobj" and head == support_of(token)):
        yield from _unless_denied(head, kind)
    if head.lemma_ in TELLING:
        if any(child.dep_ == "neg" for child in head.children):
            yield "possible"
    elif step.dep_ in {"xcomp", "dobj", "pcomp"} or (token.dep_ == "pcomp" and token.head == step):
        yield from _about_verb(head)


def _of_lemma(verb: Token) -> str | None:
    """What a verb makes of what it governs; some need their particle ("called off", "ruled out")."""
    particles = {child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod", "prep"}}
    if verb.lemma_ in {"call", "put"} and "off" in particles:
        return "cancelled"
    if verb.lemma_ == "look" and "forward" in particles:
        return "scheduled"
    if verb.lemma_ == "vote" and _by_body(verb):
        return None
    if (verb.lemma_ == "rule" and "out" not in particles) or (verb.lemma_ == "call" and not particles & {"for", "on"}):
        return None
    return _kind("verbs", verb.lemma_)


def _by_body(vote: Token) -> bool:
    """Whether a body votes, which decides ("the Council voted to end sanctions"); people only wish."""
    voters = word_list("people", "bodies") | VOTERS
    return any(lemma_of(child) in voters for child in vote.children if child.dep_ in SUBJECTS)


def _governs(step: Token) -> bool:
    forward = step.lower_ == "to" and step.head.lemma_ == "look"  # "looks forward to meeting X"
    return step.dep_ in COMPLEMENTS or (step.dep_ == "prep" and (step.lower_ in OVER or forward))


def _auxiliaries(verb: Token) -> Iterator[str]:
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"} and (kind := _kind("auxiliaries", child.lower_)):
            yield kind


def _unless_denied(verb: Token, kind: str) -> Iterator[str]:
    """What a negation makes of it: "did not refuse", "has not agreed"."""
    if any(child.dep_ == "neg" for child in verb.children):
        yield "possible" if kind == "denied" else "denied"
    else:
        yield kind


@cache
def _table(group: str) -> dict[str, str]:
    return {word: kind for kind, words in word_map("modality")[group].items() for word in words}


def _kind(group: str, word: str) -> str | None:
    return _table(group).get(word)


def _hedge(trigger: Token, verb: Token | None) -> str | None:
    hedges = word_list("modality", "hedges")
    for token in (trigger, verb):
        if token is not None:
            for child in token.children:
                if child.lower_ in hedges and child.dep_ in {"advmod", "amod"}:
                    return child.text
    conditional = _conditional(trigger) if trigger.pos_ not in VERBAL else None
    return conditional.text if conditional is not None else None


def _tense(verb: Token) -> str | None:
    forms = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if forms & {"has", "have", "had", "having"}:
        return "perfect"
    if forms & {"was", "were", "did"} or (verb.tag_ == "VBD" and not forms):
        return "past"
    if forms & {"is", "are", "am", "do", "does"} or verb.tag_ in {"VBZ", "VBP"}:
        return "present"
    return {"VBN": "past", "VBG": None, "VB": None}.get(verb.tag_)
