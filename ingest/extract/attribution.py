"""Attribution: who, according to a text, reported or said what one of its words tells.

The chain is read off the parse. From the trigger up to the sentence's root every clause may be what a reporting verb
tells ("Lukashenko said he had met Putin"), or may have its source beside it ("according to Reuters", "as TASS
reported"); the further out, the nearer to the document. The words are data: `lexicon/attribution.yaml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.attribution_names import NOMINAL, Link, make_attribution
from ingest.extract.attribution_quotes import quotation_links
from ingest.extract.attribution_speakers import (
    SUBJECTS,
    VERBAL,
    cited,
    find_agents,
    find_owners,
    find_speakers,
    is_passive,
    is_reporter,
    joined,
    make_links,
    verb_links,
)
from ingest.extract.attribution_words import text_modes, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from graph.records import Attribution

CLAUSES = frozenset({"ccomp", "parataxis", "dep", "csubj", "csubjpass"})
ASIDES = frozenset({"ccomp", "advcl", "parataxis", "dep", "conj", "relcl", "acl"})
ACCORDING = frozenset({"according", "per"})


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
    final = _final_aside(trigger)
    path = [trigger, *trigger.ancestors]
    told: list[Link] = []
    for node, below, above in zip(path, [None, *path], [*path[1:], None], strict=False):
        yield _beside(node, {below, final}, cites=not told)
        told = _telling(node, above) if above is not None else []
        yield told
    if final is not None:
        yield _aside_links(final)


def _telling(node: Token, head: Token) -> list[Link]:
    """Links of a head whose content the node is; [] where it is not content, or nobody is named."""
    lemma = head.lemma_.lower()
    if lemma in text_modes() and head.pos_ in NOMINAL:
        return make_links(find_owners(head), text_modes()[lemma]) if _is_in_text(node, head) else []
    if node.lower_ == "as" and head.lemma_ in words("quoting"):
        return make_links(find_agents(head) if is_passive(head) else find_speakers(head), "reports")
    return verb_links(head) if is_reporter(head) and _is_content(node, head) else []


def _is_content(node: Token, verb: Token) -> bool:
    if any(child.dep_ == "mark" and child.lower_ in words("unless") for child in node.children):
        return False
    if node.dep_ in CLAUSES:
        return True
    if node.dep_ == "xcomp":
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
    if node.dep_ in {"acl", "ccomp", "relcl"}:
        return any(child.dep_ == "mark" and child.lower_ == "that" for child in node.children)
    return node.dep_ == "prep" and node.lower_ in {"of", "about", "on"} and text_modes()[noun.lemma_.lower()] != "says"


def _beside(node: Token, skipped: set[Token | None], *, cites: bool) -> list[Link]:
    """Links of what stands beside a clause or noun and tells it, but for those that are taken already."""
    beside = [child for child in node.children if child not in skipped and (_is_according(child) or _is_aside(child))]
    links = [link for child in beside for link in _aside_links(child)]
    inside = any(below is not None and below.lemma_ in words("citing") for below in skipped)
    return links + cited(node) if cites and not inside else links


def _aside_links(node: Token) -> list[Link]:
    return _according_links(node) if _is_according(node) else verb_links(node)


def _is_according(node: Token) -> bool:
    return node.lower_ in ACCORDING


def _according_links(node: Token) -> list[Link]:
    if node.lower_ == "per":
        nouns = joined(noun for noun in node.children if noun.dep_ == "pobj")
        return [link for link in make_links(nouns, "says") if link.mode == "reports"]
    to = (one for one in node.children if one.lower_ == "to")
    return make_links(joined(noun for one in to for noun in one.children if noun.dep_ == "pobj"), "says")


def _is_aside(verb: Token) -> bool:
    """Whether a reporting verb tells the clause or noun that it hangs on: "as TASS reported", ", TASS reported"."""
    if verb.dep_ not in ASIDES or not is_reporter(verb):
        return False
    if verb.dep_ == "acl":
        return is_passive(verb) and verb.head.pos_ in NOMINAL
    kinds = {child.dep_ for child in verb.children if not _is_listener(child)}
    if not kinds.isdisjoint({"ccomp", "dobj", "cc"}):
        return False
    if any(child.lower_ == "as" and child.dep_ in {"mark", "advmod", "prep"} for child in verb.children):
        return True
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return "mark" not in kinds and subject is not None and _is_set_off(min(verb.i, subject.left_edge.i), verb)


def _is_set_off(start: int, verb: Token) -> bool:
    before = verb.doc[start - 1] if start else None
    return before is not None and (before.is_punct or before.is_quote) and not before.is_left_punct


def _is_listener(noun: Token) -> bool:
    return noun.dep_ in {"dobj", "dative"} and noun.head.lemma_ in words("addressing")


def _final_aside(trigger: Token) -> Token | None:
    """What ends the sentence and tells all of it, wherever the parser hung it: ", Reuters reported Friday."."""
    sentence = trigger.sent
    last = next((token.i for token in reversed(sentence) if not token.is_punct and not token.is_space), -1)
    for node in sentence[trigger.i - sentence.start + 1 :]:
        if node.right_edge.i < last or node.left_edge.i <= trigger.i:
            continue
        if _is_according(node) and node.nbor(-1).is_punct and not _is_own_clause(node, trigger):
            return node
        if node.dep_ != "acl" and _is_aside(node):
            return node
    return None


def _is_own_clause(node: Token, trigger: Token) -> bool:
    """Whether the source belongs to a second main clause, after the trigger's ("A met B, and C left, according …")."""
    clause = next((one for one in node.ancestors if one.pos_ in VERBAL), None)
    if clause is None or clause.dep_ != "conj" or clause == trigger or clause.is_ancestor(trigger):
        return False
    return any(child.dep_ in SUBJECTS for child in clause.children)
