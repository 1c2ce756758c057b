"""Whom a noun names as a source: proper names without title or article, others as the phrase that they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.identity.titles import split_title
from graph.records import Attribution
from ingest.extract.attribution_words import is_media_name, numeral, strip_media_noun, text_modes, words
from ingest.extract.once import once

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

NOMINAL = frozenset({"NOUN", "PROPN"})
NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"})
OWNERS = frozenset({"NORP", "GPE", "ORG"})
INSIDE_NAMES = frozenset({"compound", "nmod", "amod", "punct"})
ENDS = frozenset({",", ";", ":", "-", "--", "—", "–", "(", '"', "“", "”"})
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s*['’]s?$")


class Link(NamedTuple):
    """A link before it has a name.

    Attributes:
        noun: Head of the noun phrase that stands for the source.
        mode: says, reports, cites, confirms or denies.
    """

    noun: Token
    mode: str


def make_attribution(link: Link, fullest: Callable[[str], str]) -> Attribution:
    """Name a source; one that nothing names is anonymous, unless the document gives its phrase a fuller form."""
    if is_named(link.noun) and (name := _proper_name(link.noun)):
        return Attribution(name=fullest(name) or name, mode=link.mode)
    phrase = _phrase(link.noun)
    if (full := fullest(phrase)) and full != phrase:
        return Attribution(name=full, mode=link.mode)
    return Attribution(name=phrase, mode=link.mode, anonymous=True, count=_count(link.noun))


def is_source(noun: Token) -> bool:
    """Whether a noun can stand for somebody who reports or says: not "the agreement", "no official"."""
    if noun.pos_ not in {*NOMINAL, "NUM"} or any(one.lower_ in {"no", "neither"} for one in noun.children):
        return False
    lemma = noun.lemma_.lower()
    if is_named(noun):
        return lemma not in words("mute") and lemma not in text_modes()
    return lemma in words("persons") or _is_institution(noun) or is_media(noun) or _is_few(noun)


def is_named(noun: Token) -> bool:
    """Whether the noun is a proper name, or an institution that a proper name or a country belongs to."""
    lemma = noun.lemma_.lower()
    if _appositive(noun) is not None:
        return True
    if _is_institution(noun):
        return (noun.text[:1].isupper() and noun.i > noun.sent.start) or _has_owner(noun)
    if lemma in words("persons") or noun.pos_ == "NUM" or noun.ent_type_ in NO_NAMES:
        return False
    if is_media(noun) and noun.lower_ in words("media_nouns") | words("media_sorts"):
        return any(one.pos_ == "PROPN" or one.ent_type_ == "GPE" for one in noun.lefts if one.dep_ != "poss")
    # A bare singular noun with a capital is a name that the tagger missed: "Trump noted".
    bare = noun.tag_ == "NN" and noun.text[:1].isupper() and not any(one.dep_ in {"det", "poss"} for one in noun.lefts)
    return noun.pos_ == "PROPN" or bool(noun.ent_type_) or bare


def is_media(noun: Token) -> bool:
    """Whether the noun's phrase means an agency, a paper or a station."""
    if noun.ent_type_ == "PERSON" and noun.lower_ not in words("media_names"):
        return False
    parts = [token.text_with_ws for token in noun.doc[noun.left_edge.i : noun.i + 1]]
    name = _ARTICLE.sub("", "".join(parts)).removeprefix("official ").strip().lower()
    if noun.lower_ in words("media_names") or is_media_name(name):
        return True
    sorts = words("media_nouns") | words("media_sorts")
    return noun.pos_ == "PROPN" and any(one.lower_ in sorts and one.dep_ == "compound" for one in noun.lefts)


def _is_institution(noun: Token) -> bool:
    return noun.lemma_.lower() in words("institutions") and not is_media(noun)


def _has_owner(noun: Token) -> bool:
    return any(one.pos_ == "PROPN" or one.ent_type_ in OWNERS for one in noun.lefts)


def _is_few(noun: Token) -> bool:
    """Whether it is a number of people, as in "two of the officials"."""
    inner = (one for prep in noun.children if prep.lower_ == "of" for one in prep.children)
    return noun.pos_ == "NUM" and any(one.lemma_.lower() in words("persons") for one in inner)


def _appositive(noun: Token) -> Token | None:
    """The name beside a title or a kind of medium: "the ambassador, Hans Dieckhoff", "the newspaper Le Monde"."""
    if noun.ent_type_ == "PERSON":
        return None
    kind = "PROPN" if is_media(noun) else ""
    names = (one for one in noun.rights if one.dep_ == "appos" and (one.ent_type_ == "PERSON" or one.pos_ == kind))
    return next((one for one in names if not any(token.is_left_punct for token in noun.doc[noun.i : one.i])), None)


def _proper_name(noun: Token) -> str:
    noun = _appositive(noun) or noun
    start, end = _entity(noun)
    if noun.ent_type_ != "PERSON" or is_media(noun):
        start, end = _first(noun, start), _last(noun, end)
    text = _POSSESSIVE.sub("", _ARTICLE.sub("", noun.doc[start:end].text))
    return strip_media_noun(text if _is_institution(noun) else split_title(text)[1] or text)


def _entity(noun: Token) -> tuple[int, int]:
    """Bounds of the entity that the noun stands in, or of the noun; an entity may be cut off before the noun's end."""
    if noun.ent_type_ and noun.ent_type_ not in NO_NAMES:
        start, end = once(noun.doc, _entities)[noun.i]
        # One that goes on in the next sentence is none of this one's.
        if start >= noun.sent.start and end <= noun.sent.end:
            return start, end
    return noun.i, noun.i + 1


def _entities(doc: Doc) -> dict[int, tuple[int, int]]:
    """Bounds of the entity that each word of one stands in."""
    return {at: (entity.start, entity.end) for entity in doc.ents for at in range(entity.start, entity.end)}


def _first(noun: Token, start: int) -> int:
    """Widen to the left over words of the name that the entity recogniser left out."""
    institution = _is_institution(noun)
    owner = next((one for one in noun.lefts if one.dep_ == "poss" and one.pos_ == "PROPN"), None)
    if institution and owner is not None:
        return owner.left_edge.i
    for one in reversed(list(noun.lefts)):
        proper = one.pos_ == "PROPN" or one.ent_type_ in OWNERS or one.is_punct or one.lower_ == "news" or institution
        if one.dep_ in INSIDE_NAMES and proper and start - 1 <= one.right_edge.i:
            start = min(start, one.left_edge.i)
    return start


def _last(noun: Token, end: int) -> int:
    """Widen to the right over "of X" and "for X" where they are part of a name."""
    for prep in noun.rights:
        if prep.i == end and prep.lower_ in {"of", "for"}:
            inner = next((one for one in prep.children if one.dep_ == "pobj" and one.text[:1].isupper()), None)
            if inner is not None:
                return inner.i + 1
    return end


def _phrase(noun: Token) -> str:
    """The noun phrase without determiner, up to a comma or to what tells when or how it was said."""
    # "Iranian media reports": the medium is a compound, and its adjective hangs on the reports.
    start = min(noun.left_edge.i, noun.head.left_edge.i) if noun.dep_ == "compound" else noun.left_edge.i
    while start < noun.i and _is_before(noun.doc[start]):
        start += 1
    end = noun.i + 1
    for child in noun.rights:
        if child.left_edge.i != end or child.text in ENDS or child.dep_ in {"cc", "conj", "appos"} or _is_beyond(child):
            break
        end = child.right_edge.i + 1
    stop = next((token.i for token in noun.doc[noun.i + 1 : end] if token.text in ENDS and token.dep_ != "nmod"), end)
    return noun.doc[start:stop].text


def _is_before(token: Token) -> bool:
    return token.dep_ in {"det", "predet", "cc", "preconj"} or token.tag_ == "PRP$" or not token.text[:1].isalnum()


def _is_beyond(child: Token) -> bool:
    """Whether words after a source are not part of its name: when it spoke, that it was there, that it is unnamed."""
    if child.dep_ == "advmod":
        return True
    inside = list(child.subtree)
    if child.dep_ == "prep" and any(token.ent_type_ in {"DATE", "TIME"} for token in inside):
        return True
    return any(token.lower_ in words("unnamed") for token in inside)


def _count(noun: Token) -> int | None:
    numbers = [noun] if noun.pos_ == "NUM" else [one for one in noun.children if one.dep_ == "nummod"]
    return next((value for one in numbers if (value := numeral(one.text))), None)
