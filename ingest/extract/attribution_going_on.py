"""Sources that the next sentence tells: "X and Y are in talks, the paper reported. It cited two officials."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.attribution_names import Link, is_media
from ingest.extract.attribution_speakers import SUBJECTS, joined, make_links
from ingest.extract.attribution_words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

LONGEST_CHAIN = 4


def links_going_on(sentence: Span) -> list[Link]:
    """Links that a sentence adds to the chain of the one before it; [] where it is about something else.

    Its subject is who was named there ("It", "The agency"), and it tells nothing but on whom that leans.
    """
    verb = sentence.root
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    telling = any(child.dep_ in {"ccomp", "neg"} for child in verb.children)
    if subject is None or telling or not _is_who_reported(subject):
        return []
    return list(_leaning(verb))


def _is_who_reported(subject: Token) -> bool:
    if subject.lower_ in {"it", "they"}:
        return True
    definite = any(child.lower_ == "the" for child in subject.children)
    return definite and (subject.lower_ in words("media_nouns") | words("media_sorts") or is_media(subject))


def _leaning(verb: Token) -> Iterator[Link]:
    """Whom somebody cites or relies on, and whom those cite ("Reuters, which relied on three sources")."""
    for _ in range(LONGEST_CHAIN):
        nouns = joined(_cited(verb))
        yield from make_links(nouns, "cites")
        clauses = [one for noun in nouns for one in noun.children if one.dep_ == "relcl"]
        if not clauses:
            return
        verb = clauses[0]


def _cited(verb: Token) -> list[Token]:
    if verb.lemma_ in words("citing"):
        quoted = any(child.lower_ == "as" for child in verb.children)  # "quoted X as saying": what X said follows
        return [] if quoted else [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lemma_ not in words("relying"):
        return []
    on = (child for child in verb.children if child.dep_ == "prep" and child.lower_ in {"on", "upon"})
    return [noun for one in on for noun in one.children if noun.dep_ == "pobj"]
