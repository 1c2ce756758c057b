"""Runs of capitalised words, with the particles that hold them together: where names may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.folding import fold
from graph.identity.tables import words
from ingest.extract.lexicon import word_list
from ingest.extract.times_words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

PARTICLES = frozenset(
    {
        "al",
        "ap",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "der",
        "di",
        "dos",
        "du",
        "e",
        "el",
        "es",
        "ibn",
        "la",
        "las",
        "le",
        "les",
        "los",
        "van",
        "von",
        "y",
    }
)
HALF = 4
LINKS = frozenset({"of", "for"})
HYPHENS = frozenset({"-", "–", "’", "'"})
ENTITIES = frozenset(
    {"PERSON", "GPE", "NORP", "ORG", "FAC", "LOC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE"}
)


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
    if _elided(token) or _numeral(token):
        return True
    if not token.text[:1].isupper() or _month(token):
        return False
    known = token.pos_ == "PROPN" or _beside_name(token)
    if token.is_sent_start and not known and (token.ent_type_ not in ENTITIES or token.tag_ == "NNS"):
        return False
    return token.pos_ in {"PROPN", "ADJ", "NOUN", "X"} or token.ent_type_ in ENTITIES


def _beside_name(token: Token) -> bool:
    """Whether a subject stands beside a name: "Trump and Xi talked", whose first the parser takes for a verb."""
    at, doc = token.i + 2, token.doc
    beside = token.dep_ == "nsubj" and at < len(doc) and doc[at - 1].lower_ in {"and", ","}
    return beside and doc[at].pos_ == "PROPN" and token.tag_ != "NNS"


def _elided(token: Token) -> bool:
    """As in "Massimo d'Alema", "Cote d'Ivoire", behind a capital."""
    text = token.text
    before = token.doc[token.i - 1] if token.i else None
    elided = text[:2] in {"d'", "d’", "l'", "l’"} and text[2:3].isupper()
    return elided and before is not None and before.text[:1].isupper()


def _numeral(token: Token) -> bool:
    """The number of a king: "Baudouin I of Belgium"."""
    before = token.doc[token.i - 1] if token.i else None
    return token.text == "I" and before is not None and before.pos_ == "PROPN" and before.ent_type_ in {"PERSON", ""}


def _month(token: Token) -> bool:
    """As in "Met with President Nixon April 11": the month is no part of the name."""
    following = _after(token)
    short = token.text.rstrip(".") in {name[:3] for name in MONTHS} | {"Sept"}
    return (token.text in MONTHS or short) and following is not None and following.like_num


def _joins(token: Token) -> bool:
    """Whether a token that is not capitalised stands inside a name."""
    following, before = _after(token), token.doc[token.i - 1]
    if _second_half(token, before) or _hyphened(token):
        return True
    tight = token.text in HYPHENS and not token.whitespace_ and not before.whitespace_
    if following is None or not following.text[:1].isupper():
        return tight or _before_article(token, before) or _two_particles(token)
    if tight or token.lower_ in PARTICLES or (token.lower_ == "the" and before.lower_ in LINKS):
        return True
    if token.lower_ in LINKS:
        inside = before.ent_type_ == token.ent_type_ and before.ent_type_ not in {"", "PERSON"}
        return title_word(before) or inside
    if token.lower_ == "and" and title_word(before) and title_word(following):
        return True
    return (token.lower_ == "'s" and before.text == "People") or _inside(token, before)


def _inside(token: Token, before: Token) -> bool:
    """Whether a small word stands inside a body's or a state's name."""
    inside = token.ent_iob_ == "I" and before.ent_type_ == token.ent_type_
    return inside and (
        (token.lower_ == "and" and token.ent_type_ in {"ORG", "GPE", "LAW"})
        or (token.lower_ == "'s" and token.ent_type_ in {"ORG", "FAC"})
    )


def _two_particles(token: Token) -> bool:
    """As in "Miguel de la Madrid": another particle follows, then a capital."""
    at, doc = token.i + 1, token.doc
    if token.lower_ not in PARTICLES or at + 1 >= len(doc) or doc[at].lower_ not in PARTICLES:
        return False
    return doc[at + 1].text[:1].isupper()


def _hyphened(token: Token) -> bool:
    """Whether a small word stands before a hyphen and a capital: "Sharm el-Sheikh", "Port-au-Prince"."""
    at, doc = token.i + 1, token.doc
    if at + 1 >= len(doc) or not token.is_alpha or token.whitespace_ or doc[at].text != "-" or doc[at].whitespace_:
        return False
    article = token.lower_ in PARTICLES or (doc[at - 2].text == "-" and not doc[at - 2].whitespace_)
    return article and doc[at + 1].text[:1].isupper()


def _second_half(token: Token, before: Token) -> bool:
    """Whether it ends a given name in two halves: "Kim Dae-jung", "Ban Ki-moon"."""
    if before.text not in HYPHENS or before.whitespace_ or not token.is_alpha or before.i == 0:
        return False
    if _two_halves(token):
        return True
    return token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", ""} and token.doc[before.i - 1].pos_ == "PROPN"


def _two_halves(token: Token) -> bool:
    """As in "Moon Jae-in", whose second half the parser takes for a word: both are short, and a name stands before."""
    first, name = token.doc[token.i - 2], token.doc[token.i - 3] if token.i > 2 else None  # noqa: PLR2004
    short = len(token) <= HALF and len(first) <= HALF and token.text.islower() and first.text[:1].isupper()
    return short and name is not None and name.ent_type_ == first.ent_type_ == "PERSON" and bool(name.whitespace_)


def _before_article(token: Token, before: Token) -> bool:
    """As in "President of the United States": the article follows."""
    at = token.i + 2
    if token.lower_ not in LINKS or at >= len(token.doc) or token.doc[at - 1].lower_ != "the":
        return False
    return token.doc[at].text[:1].isupper() and title_word(before)


def _after(token: Token) -> Token | None:
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def title_word(token: Token) -> bool:
    """Whether titles and names of bodies have such a word before "of", "for" and "and"."""
    folded = fold(token.text)
    return folded in words("offices", "heads") or folded in word_list("people", "titled")
