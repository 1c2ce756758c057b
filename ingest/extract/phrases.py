"""Participants that have no name: "political prisoners", "senior officials", and what counts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.records import Quantity
from ingest.extract.lexicon import word_list
from ingest.extract.numbers import read_number
from ingest.extract.once import once
from ingest.extract.slots import CLAUSES, run_around, subtree_text

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BOUNDS = {
    "at least": "at_least",
    "more than": "at_least",
    "over": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "up to": "at_most",
    "at most": "at_most",
    "fewer than": "at_most",
    "less than": "at_most",
    "under": "at_most",
    "about": "about",
    "around": "about",
    "some": "about",
    "nearly": "about",
    "almost": "about",
    "approximately": "about",
    "roughly": "about",
    "dozens of": "about",
    "an estimated": "about",
}
_LEFT = frozenset({"det", "nummod", "quantmod", "predet", "poss", "case", "cc", "preconj", "advmod"})
_SKIPPED = frozenset(
    {
        "more",
        "other",
        "further",
        "another",
        "several",
        "many",
        "some",
        "all",
        "few",
        "last",
        "remaining",
        "first",
        "next",
    }
)
_TAILS = frozenset({"of", "from", "for", "in"})
_POSTED = frozenset({"of", "to"})
"""An ambassador is one to a state; "from Ankara" and "in Paris" is where the event is."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        text: Without determiner, number and what is said of it in clauses; empty where nothing is left.
    """

    text: str
    start: int
    end: int


def phrase_of(noun: Token) -> Phrase:
    """The phrase of a noun, as it is written."""
    known = once(noun.doc, _phrases)
    if noun.i not in known:
        known[noun.i] = _read(noun)
    return known[noun.i]


def _phrases(_doc: Doc) -> dict[int, Phrase]:
    """Phrases by their nouns: in a long row of nouns each is asked for by all the others."""
    return {}


def _read(noun: Token) -> Phrase:
    kept = [child for child in noun.children if child.dep_ not in CLAUSES and _keeps(child, noun)]
    run = run_around(noun, (noun, *(token for child in kept for token in subtree_text(child))))
    while len(run) > 1 and (run[-1].is_punct or run[-1].pos_ in {"CCONJ", "ADP", "DET"}):
        run.pop()
    while len(run) > 1 and (run[0].is_punct or run[0].pos_ in {"CCONJ", "DET", "ADP"}):
        run.pop(0)
    span = noun.doc[run[0].i : run[-1].i + 1]
    return Phrase(span.text.strip(), span.start, span.end)


def _keeps(up: Token, noun: Token) -> bool:
    """Whether what hangs on a noun by one of its words is part of its phrase."""
    if up.i < noun.i and up.dep_ == "poss":
        return up.pos_ == "PROPN"  # "Myanmar's outgoing government", not "its government"
    if up.i < noun.i:
        return up.dep_ not in _LEFT and up.lower_ not in _SKIPPED and not up.like_num
    if up.dep_ == "prep":
        tails = _POSTED if noun.lemma_.lower() in word_list("people", "envoys") else _TAILS
        return up.lower_ in tails and up.i - noun.i <= 2  # noqa: PLR2004 - right behind it, or behind one word
    return False


def quantity_of(noun: Token, of: str) -> Quantity | None:
    """The number of a noun, with its bound: "at least 100 political prisoners".

    Args:
        noun: Whose number; the number itself where the noun is left out ("and six in April").
        of: What is counted, where the noun is left out.
    """
    left_out = noun.pos_ == "NUM"
    numeral = next(
        (child for child in noun.children if child.dep_ == "nummod" or (child.like_num and child.i < noun.i)),
        noun if left_out else None,
    )
    if numeral is None or (count := read_number(numeral.text)) is None:
        return None
    before = noun.doc[max(noun.sent.start, numeral.i - 3) : numeral.i]
    told = " ".join("-" if token.dep_ == "prt" else token.lower_ for token in before)  # "handed over two hostages"
    bound = next((kind for words, kind in BOUNDS.items() if told.endswith(words)), "exact")
    of = of if left_out else phrase_of(noun).text or noun.text
    return Quantity(count=count, bound=bound, of=of)  # pyright: ignore[reportArgumentType]
