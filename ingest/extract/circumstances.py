"""When: which of the times of a sentence belong to which event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.extract.clauses import when_clauses
from ingest.extract.modality import TELLING
from ingest.extract.slots import VERBAL, is_reason, support_of, verb_of
from ingest.extract.times import find_times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Span, Token

    from ingest.extract.times import TimeExpression

DENYING = frozenset({"accuse", "dismiss", "deny", "hint", "insist", "reject", "rule", "warn"})
MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A time in a paragraph, and the words that it hangs on.

    Attributes:
        clause: The verb (or noun) to which it belongs.
    """

    time: TimeExpression
    first: int
    last: int
    clause: Token


def times_of(doc: Doc) -> list[Told]:
    """Times of a paragraph that are no part of a name."""
    found: list[Told] = []
    for time in find_times(doc.text):
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None and not time.named and not _measures(span):
            found.append(Told(time, span.start, span.end, clause_of(span.root)))
    return found


def _measures(span: Span) -> bool:
    """Whether it says which or how rare, not when: "the 1915 killings", "the first in two decades"."""
    root, doc = span.root, span.doc
    if root.is_digit and root.dep_ in {"nummod", "amod", "compound", "nmod"} and root.head.i >= span.end:
        return True
    before = doc[max(span.start - MOST_STEPS, span.sent.start) : span.start]
    rare = span[0].lower_ == "in" and any(token.like_num or token.lower_ in {"a", "an"} for token in span)
    if rare and any(token.lower_ == "first" or token.tag_ == "JJS" for token in before):
        return True
    return len(before) > 0 and before[-1].lower_ == "time" and span[0].lower_ == "this"


def claims_times(trigger: Token) -> tuple[Token | None, Token | None]:
    """The words whose times are an event's own, and no other event's."""
    return trigger, support_of(trigger)


def time_for(trigger: Token, times: list[Told], claimed: Mapping[Token | None, int]) -> Told | None:
    """The time that tells when an event was.

    Args:
        trigger: The event's trigger.
        times: Times of the paragraph.
        claimed: How often events of the sentence, this one counted, claim the times of a word.
    """
    sentence = trigger.sent
    near = [one for one in times if sentence.start <= one.first < sentence.end]
    verb = verb_of(trigger)
    own = [
        one
        for one in near
        if one.clause in {trigger, verb} or (_under(one.clause, trigger) and _tight(one.clause, trigger))
    ]
    if own:
        return min(own, key=lambda one: (one.time.vague, abs(one.first - trigger.i)))
    if trigger.dep_ == "pcomp" and is_reason(trigger.head):
        return None
    if verb is not None and verb.dep_ == "relcl":  # "on June 25, 1975, when he sent a letter"
        hung = next((one for one in near if one.first <= verb.head.i < one.last), None)
        if hung is not None:
            return hung
    own_words = claims_times(trigger)
    taken = {one.clause for one in near if claimed.get(one.clause, 0) > own_words.count(one.clause)}
    free = [
        one for one in near if one.clause not in taken and not _reporting(one, trigger) and not _elsewhere(one, trigger)
    ]
    if free:
        return min(free, key=lambda one: (one.time.vague, abs(one.first - trigger.i)))
    return _inherited(trigger, verb, near) or _accompanying(verb or trigger, near)


def _accompanying(verb: Token, near: list[Told]) -> Told | None:
    """As in "recognized Italy when it received its minister on April 11, 1861": both are of one day."""
    clauses = list(when_clauses(verb))
    return next((one for one in near if one.clause in clauses and not one.time.vague), None)


def _inherited(trigger: Token, verb: Token | None, near: list[Told]) -> Told | None:
    """A clause with "when" happens when its main clause does, and the second of two verbs when the first does."""
    step = verb or trigger
    for _ in range(MOST_STEPS):
        if step.head == step or step.dep_ not in {
            "advcl",
            "conj",
            "xcomp",
            "prep",
            "pobj",
            "pcomp",
            "dobj",
            "relcl",
            "acl",
            "appos",
            "nsubj",
            "nsubjpass",
        }:
            return None
        if step.dep_ == "advcl" and any(
            child.dep_ == "mark" and child.lower_ in {"after", "before", "since", "until"} for child in step.children
        ):
            return None
        if step.dep_ == "relcl" and step.head.pos_ != "VERB":
            return None
        step = step.head
        found = next((one for one in near if one.clause == step), None)
        if found is not None:
            return found
    return None


def clause_of(token: Token) -> Token:
    """The verb, or the noun of an event, in whose clause a word stands."""
    step = token
    for _ in range(MOST_STEPS):
        if step.head == step:
            return step
        step = step.head
        if step.pos_ in VERBAL:
            return step
        if step.pos_ == "NOUN" and step.dep_ not in {"npadvmod", "tmod", "pobj", "nmod", "compound", "appos"}:
            return step
    return step


def _under(token: Token, top: Token) -> bool:
    """Whether a word hangs under another, at whatever depth."""
    # The edges tell most of it at once; the way up is long in an endless sentence.
    return top.left_edge.i <= token.i <= top.right_edge.i and top.is_ancestor(token)


def _tight(clause: Token, trigger: Token) -> bool:
    """Whether a clause stands so close under the trigger that its time is the trigger's."""
    return (
        clause.pos_ not in VERBAL
        or clause.dep_ in {"xcomp", "pcomp"}
        or (clause.dep_ == "conj" and clause.head == trigger)
    )


def _reporting(one: Told, trigger: Token) -> bool:
    """As in "Reuters reported on Wednesday that …": the day of the report."""
    return (
        one.clause.lemma_ in TELLING | DENYING
        and not _own_report(one.clause, trigger)
        and one.clause != trigger
        and not (one.first < one.clause.i and one.first <= one.clause.sent.start + 1)
    )


def _own_report(report: Token, trigger: Token) -> bool:
    """As in "Bulgaria said on Wednesday it was expelling two diplomats": who acts tells of it as it happens."""
    verb = verb_of(trigger)
    if verb is None or verb.head != report or verb.dep_ != "ccomp":
        return False
    own = any(child.dep_ == "nsubj" and child.lower_ in {"it", "they", "he", "she"} for child in verb.children)
    return own and not any(child.lower_ in {"had", "have", "has", "would", "will"} for child in verb.children)


def _elsewhere(one: Told, trigger: Token) -> bool:
    """A time in a side clause that does not hold the trigger."""
    clause = one.clause
    return (
        clause != trigger
        and clause.dep_ in {"relcl", "advcl", "acl", "ccomp", "conj"}
        and not clause.is_ancestor(trigger)
    )
