"""Attribution: who, according to a text, reported or said what one of its words tells.

The chain is read off the parse. From the trigger up to the sentence's root every clause may be what a reporting verb
tells ("Lukashenko said he had met Putin"), or may have its source beside it ("according to Reuters", "as TASS
reported"); the further out, the nearer to the document. The words are data: `lexicon/attribution.yaml`.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ingest.extract.attribution_asides import find_ending, links_beside
from ingest.extract.attribution_names import NOMINAL, Link, make_attribution
from ingest.extract.attribution_quotes import quotation_links
from ingest.extract.attribution_speakers import (
    SUBJECTS,
    find_agents,
    find_owners,
    find_speakers,
    is_citing,
    is_listener,
    is_passive,
    is_reporter,
    make_links,
    quoting_links,
    verb_links,
)
from ingest.extract.attribution_words import text_modes, words
from ingest.extract.slots import infinitive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from graph.records import Attribution

CLAUSES = frozenset({"ccomp", "parataxis", "dep", "csubj", "csubjpass"})
THAT_CLAUSES = frozenset({"acl", "ccomp", "relcl"})

DEEPEST = 60
"""Heads above a trigger that are looked at: more than any sentence has that somebody wrote, and a bound on time."""


def find_chain(trigger: Token, *, fullest: Callable[[str], str] = lambda name: name) -> tuple[Attribution, ...]:
    """Chain from nearest to the document to farthest for what `trigger` tells.

    Args:
        trigger: The word that tells the event, in a parsed document.
        fullest: Gives the fullest form of a name in the document.

    Returns:
        The chain; () where the document states it in its own voice, names nobody ("reportedly"), or the reporter does
        the very thing ("announced the appointment").
    """
    levels = [level for level in _levels(trigger) if level] or [quotation_links(trigger)]
    links = {link.noun.i: link for level in reversed(levels) for link in level}
    chain: dict[str, Attribution] = {}
    for link in links.values():
        one = make_attribution(link, fullest)
        chain.setdefault(one.name, one)
    return tuple(chain.values())


def _levels(trigger: Token) -> Iterator[list[Link]]:
    """Links clause by clause, from the trigger outwards."""
    ending = find_ending(trigger)
    path = [trigger, *islice(trigger.ancestors, DEEPEST)]
    told: list[Link] = []
    for node, below, above in zip(path, [None, *path], [*path[1:], None], strict=False):
        yield links_beside(node, {below, ending and ending.node}, cites=not told)
        told = _telling(node, above) if above is not None else []
        yield told
    if ending is not None:
        yield ending.links


def _telling(node: Token, head: Token) -> list[Link]:
    """Links of a head whose content the node is; [] where it is not content, or nobody is named."""
    lemma = head.lemma_.lower()
    if lemma in text_modes() and head.pos_ in NOMINAL:
        return make_links(find_owners(head), text_modes()[lemma]) if _is_in_text(node, head) else []
    if node.lower_ == "as" and head.lemma_ in words("quoting"):
        return make_links(find_agents(head) if is_passive(head) else find_speakers(head), "reports")
    if node.dep_ in CLAUSES and (links := quoting_links(head)):
        return links
    # Two slips of the parser's: "informed the junta that …", "reported, citing Interfax, that …".
    if _is_that_clause(node) and (is_listener(head) or is_citing(head)):
        head = head.head
        return verb_links(head) if is_reporter(head) else []
    return verb_links(head) if is_reporter(head) and _is_content(node, head) else []


def _is_content(node: Token, verb: Token) -> bool:
    if any(child.dep_ == "mark" and child.lower_ in words("unless") for child in node.children):
        return False
    behind = node.i > verb.i and infinitive(node)
    if node.dep_ in CLAUSES and not behind:
        return True
    if node.dep_ in {"xcomp", "ccomp"}:
        return verb.lemma_ in words("infinitives")
    if node.dep_ in {"dobj", "nsubjpass"}:
        return _is_told_object(node, verb)
    # The parser's slip for "A met B, …, Reuters reported": a whole clause in front, that no conjunction joins.
    kinds = {child.dep_ for child in node.children}
    return node.dep_ == "advcl" and node.i < verb.i and not kinds.isdisjoint(SUBJECTS) and "mark" not in kinds


def _is_told_object(noun: Token, verb: Token) -> bool:
    if verb.lemma_ not in words("objects"):
        return False
    if verb.lemma_ in words("refusing"):
        return noun.lemma_.lower() in text_modes()
    speakers = {one.lemma_.lower() for one in find_speakers(verb)}
    return noun.lemma_.lower() not in words("confirmed") or speakers.isdisjoint(words("confirming"))


def _is_in_text(node: Token, noun: Token) -> bool:
    """Whether the node is what a statement or report says ("reports that …", "a report of a meeting")."""
    if node.dep_ in THAT_CLAUSES:
        return _is_that_clause(node)
    return node.dep_ == "prep" and node.lower_ in {"of", "about", "on"} and text_modes()[noun.lemma_.lower()] != "says"


def _is_that_clause(node: Token) -> bool:
    return node.dep_ in THAT_CLAUSES and any(one.dep_ == "mark" and one.lower_ == "that" for one in node.children)
