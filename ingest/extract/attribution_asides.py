"""What stands beside a clause and says whose word it is: "according to Reuters", "as TASS reported", ", he said"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.extract.attribution_names import NOMINAL, Link
from ingest.extract.attribution_speakers import (
    SUBJECTS,
    VERBAL,
    cited,
    is_listener,
    is_passive,
    is_reporter,
    joined,
    make_links,
    verb_links,
)
from ingest.extract.attribution_words import verb_modes, words

if TYPE_CHECKING:
    from spacy.tokens import Token

ASIDES = frozenset({"ccomp", "advcl", "parataxis", "dep", "conj", "relcl", "acl"})
ACCORDING = frozenset({"according", "per"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
BREAKS = frozenset({",", ";", ":", "--", "—", "–", '"', "“", "”"})
LONGEST_NAME = 14
"""Tokens between a comma and the verb that says who said it."""


LONGEST_ENDING = 60
"""Tokens at a sentence's end among which one is looked for: without a bound, long sentences take quadratic time."""


class Ending(NamedTuple):
    """What ends a sentence and tells all of it.

    Attributes:
        node: The verb or "according" that it hangs on.
        links: Its links.
    """

    node: Token
    links: list[Link]


def links_beside(node: Token, skipped: set[Token | None], *, cites: bool) -> list[Link]:
    """Links of what stands beside a clause or noun and tells it.

    Args:
        node: The clause's verb, or the noun.
        skipped: Tokens below it that are looked at elsewhere.
        cites: Whether whom its own subject cites is asked for, too.
    """
    beside = [child for child in node.children if child not in skipped and (_is_according(child) or _is_aside(child))]
    links = [link for child in beside for link in _aside_links(child)]
    beside_subject = _own_account(node)
    links += [link for link in beside_subject if link not in links]
    inside = any(below is not None and below.lemma_ in words("citing") for below in skipped)
    return links + cited(node) if cites and not inside else links


def _own_account(verb: Token) -> list[Link]:
    """As in "Trump, by his own account, discussed it", "he had, by his account, met them"."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    for node in (*subjects, verb):
        for by in (child for child in node.children if child.lower_ == "by" and child.dep_ in {"prep", "agent"}):
            for account in (one for one in by.children if one.lemma_ == "account"):
                owners = [one for one in account.children if one.dep_ == "poss"]
                own = any(one.lower_ in {"his", "her", "its", "their"} for one in owners)
                return make_links(joined(subjects if own else owners), "says")
    return []


def find_ending(trigger: Token) -> Ending | None:
    """What ends the sentence and tells all of it, wherever the parser hung it: ", Reuters reported Friday."."""
    doc, sentence = trigger.doc, trigger.sent
    start = max(trigger.i + 1, sentence.end - LONGEST_ENDING)
    after = [token for token in doc[start : sentence.end] if not token.is_space]
    last = next((token.i for token in reversed(after) if not token.is_punct), -1)
    for node in after:
        if node.right_edge.i < last or node.left_edge.i <= trigger.i:
            continue
        if _is_according(node) and node.nbor(-1).is_punct and not _is_own_clause(node, trigger):
            return Ending(node, _aside_links(node))
        if node.dep_ != "acl" and _is_aside(node):
            return Ending(node, _aside_links(node))
    return next((found for node in after if (found := _ending_by_words(node, trigger))), None)


def _ending_by_words(verb: Token, trigger: Token) -> Ending | None:
    """Read ", NAME said Friday" off the words, where the parser took the name for an apposition."""
    if verb.lemma_ not in verb_modes() or verb.is_ancestor(trigger) or not is_reporter(verb):
        return None
    doc = verb.doc
    reach = range(verb.i - 1, max(trigger.i, verb.i - LONGEST_NAME), -1)
    comma = next((i for i in reach if doc[i].text in BREAKS), None)
    stop = next((token.i for token in doc[verb.i + 1 : verb.sent.end] if token.text in BREAKS), verb.sent.end)
    if comma is None or comma + 1 == verb.i or doc[comma - 1].pos_ == "CCONJ":
        return None
    words_before = doc[comma + 1 : verb.i]
    name = next(
        (child for child in verb.children if child.dep_ == "nsubj" and child in words_before), words_before.root
    )
    clause_before = doc[verb.sent.start : comma]
    if (
        any(token.pos_ in {*VERBAL, "PRON", "SCONJ"} for token in words_before if token.tag_ != "PRP$")
        or any(token.tag_ in FINITE or token.lower_ in {"that", "to"} for token in doc[verb.i + 1 : stop])
        or not any(token.tag_ in FINITE or token.tag_ == "TO" for token in clause_before)
        or clause_before[0].lower_ in words("fronting")
    ):
        return None
    cites = [link for one in doc[stop : verb.sent.end] if one.tag_ == "VBG" for link in cited(one.head)[:1]]
    links = make_links(joined([name]), verb_modes()[verb.lemma_])
    return Ending(verb, [*links, *cites]) if links else None


def _aside_links(node: Token) -> list[Link]:
    if not _is_according(node):
        return verb_links(node)
    if node.lower_ == "per":
        nouns = joined(noun for noun in node.children if noun.dep_ == "pobj")
        return [link for link in make_links(nouns, "says") if link.mode == "reports"]
    to = (one for one in node.children if one.lower_ == "to")
    return make_links(joined(noun for one in to for noun in one.children if noun.dep_ == "pobj"), "says")


def _is_according(node: Token) -> bool:
    return node.lower_ in ACCORDING


def _is_aside(verb: Token) -> bool:
    """Whether a reporting verb tells the clause or noun that it hangs on: "as TASS reported", ", TASS reported"."""
    if verb.dep_ not in ASIDES or not is_reporter(verb):
        return False
    if verb.dep_ == "acl":
        return is_passive(verb) and verb.head.pos_ in NOMINAL
    kinds = {child.dep_ for child in verb.children if not is_listener(child)}
    if not kinds.isdisjoint({"ccomp", "dobj", "cc"}):
        return False
    if any(child.lower_ == "as" and child.dep_ in {"mark", "advmod", "prep"} for child in verb.children):
        return True
    subjects = sorted((one for one in verb.children if one.dep_ == "nsubj"), key=lambda one: abs(one.i - verb.i))
    return "mark" not in kinds and bool(subjects) and _is_set_off(min(verb.i, subjects[0].left_edge.i), verb)


def _is_set_off(start: int, verb: Token) -> bool:
    before = verb.doc[start - 1] if start else None
    return before is not None and (before.is_punct or before.is_quote) and not before.is_left_punct


def _is_own_clause(node: Token, trigger: Token) -> bool:
    """Whether the source belongs to a second main clause, after the trigger's ("A met B, and C left, according …")."""
    clause = next((one for one in node.ancestors if one.pos_ in VERBAL), None)
    if clause is None or clause.dep_ != "conj" or clause == trigger or clause.is_ancestor(trigger):
        return False
    return any(child.dep_ in SUBJECTS for child in clause.children)
