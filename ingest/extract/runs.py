"""Runs of capitalised words, with the particles that hold them together: where names may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.folding import fold
from graph.identity.tables import words
from ingest.extract.lexicon import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

PARTICLES = frozenset(
    {"al", "ap", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "e", "el", "ibn", "la", "van", "von", "y"}
)
LINKS = frozenset({"of", "for"})
HYPHENS = frozenset({"-", "–", "’", "'"})
ENTITIES = frozenset(
    {"PERSON", "GPE", "NORP", "ORG", "FAC", "LOC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE"}
)
MONTHS = frozenset(
    {
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    }
)  # fmt: skip


def find_runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """First token and the token after the last of each run."""
    start: int | None = None
    for token in doc:
        if _capital(token):
            start = _begin(token) if start is None else start
        elif start is not None and not _joins(token):
            yield start, token.i
            start = None
    if start is not None:
        yield start, len(doc)


def _begin(token: Token) -> int:
    """Where a run begins: with the article of an Arabic name ("al-Sharaa"), else with its first capital."""
    at, doc = token.i, token.doc
    article = at > 1 and doc[at - 1].text in HYPHENS and not doc[at - 1].whitespace_ and doc[at - 2].lower_ in PARTICLES
    return at - 2 if article else at


def _capital(token: Token) -> bool:
    if not token.text[:1].isupper() or _month(token):
        return False
    if token.is_sent_start and token.pos_ != "PROPN" and (token.ent_type_ not in ENTITIES or token.tag_ == "NNS"):
        return False
    return token.pos_ in {"PROPN", "ADJ", "NOUN", "X"} or token.ent_type_ in ENTITIES


def _month(token: Token) -> bool:
    """As in "Met with President Nixon April 11": the month is no part of the name."""
    following = _after(token)
    return token.text in MONTHS and following is not None and following.like_num


def _joins(token: Token) -> bool:
    """Whether a token that is not capitalised stands inside a name."""
    following, before = _after(token), token.doc[token.i - 1]
    if _second_half(token, before):
        return True
    tight = token.text in HYPHENS and not token.whitespace_ and not before.whitespace_
    if following is None or not following.text[:1].isupper():
        return tight or _before_article(token, before)
    if tight or token.lower_ in PARTICLES or (token.lower_ == "the" and before.lower_ in LINKS):
        return True
    if token.lower_ in LINKS:
        return _title_word(before) or bool(before.ent_type_ and before.ent_type_ == token.ent_type_)
    if token.lower_ == "and" and _title_word(before) and _title_word(following):
        return True
    inside = token.ent_iob_ == "I" and before.ent_type_ == token.ent_type_
    return inside and (
        (token.lower_ == "and" and token.ent_type_ in {"ORG", "GPE", "LAW"})
        or (token.lower_ == "'s" and token.ent_type_ in {"ORG", "FAC"})
    )


def _second_half(token: Token, before: Token) -> bool:
    """Whether it ends a given name in two halves: "Kim Dae-jung", "Ban Ki-moon"."""
    if before.text not in HYPHENS or before.whitespace_ or not token.is_alpha or before.i == 0:
        return False
    return token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", ""} and token.doc[before.i - 1].pos_ == "PROPN"


def _before_article(token: Token, before: Token) -> bool:
    """As in "President of the United States": the article follows."""
    at = token.i + 2
    if token.lower_ not in LINKS or at >= len(token.doc) or token.doc[at - 1].lower_ != "the":
        return False
    return token.doc[at].text[:1].isupper() and _title_word(before)


def _after(token: Token) -> Token | None:
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def _title_word(token: Token) -> bool:
    folded = fold(token.text)
    return folded in words("offices", "heads") or folded in word_list("people", "titled")
