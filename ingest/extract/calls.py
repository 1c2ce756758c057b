"""Calls that no pattern finds, because headlines and records leave words out: "Xi, Trump discuss ties over phone"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.conditions import tells
from ingest.extract.fillers import Filler
from ingest.extract.frames import Frame, Part
from ingest.extract.lexicon import Pattern, load_lexicon, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Span, Token

    from ingest.extract.names import Name

CALL = Pattern("call/near", "call")
MOST = 4
"""More people than this around a telephone are a list of topics."""


def call_of(sentence: Span, names: Mapping[int, Name]) -> Frame | None:
    """A call of the two or more who are named around a word for the telephone; None where that can't be told."""
    phone = next((token for token in sentence if tells(token, load_lexicon().far)), None)
    if phone is None:
        phone = next((token for token in sentence if token.lower_ == "call" and token.pos_ == "NOUN"), None)
    if phone is None or not any(token.lemma_.lower() in word_list("people", "talking") for token in sentence):
        return None
    if phone.dep_ == "compound":
        phone = phone.head
    if any(up.lemma_ in {"reach", "contact", "interview"} for up in list(phone.ancestors)[:2]):
        return None  # "residents reached by telephone said"
    people = list(_people(sentence, names))
    if not 2 <= len(people) <= MOST:  # noqa: PLR2004
        return None
    parts = [Part("participant", "with" if at else "subj", one) for at, one in enumerate(people)]
    return Frame(CALL, phone, parts, {}, "call")


def _people(sentence: Span, names: Mapping[int, Name]) -> Iterator[Filler]:
    seen: set[str] = set()
    for token in sentence:
        name = names.get(token.i)
        if name is None or name.start != token.i or name.text in seen:
            continue
        office = any(
            one.lower_ in word_list("people", "short_offices")
            for one in sentence.doc[name.end : min(name.end + 4, sentence.end)]
        )
        leading = token.i == sentence.start and name.kind in {"other", "organization"} and name.end - name.start == 1
        if (name.kind == "person" and not _listed(token)) or (leading and sentence.doc[name.end].text in {",", "and"}):
            seen.add(name.text)
            yield Filler.of(name, sentence.doc[name.end - 1], "person")
        elif name.adjective and office and name.kind == "state":
            seen.add(name.text)
            yield Filler.of(name, token)


def _listed(token: Token) -> bool:
    """Whether a name stands in a phrase on the topic ("on Xi's visit"): not where it says with whom."""
    if next((up.lower_ for up in token.ancestors if up.dep_ == "prep"), "") in {"with", "between", "to"}:
        return False
    return any(
        up.dep_ == "prep" and up.lower_ in {"on", "about", "over", "regarding", "after", "by"} and up.i > 0
        for up in token.ancestors
    ) and not any(up.lower_ in load_lexicon().far for up in token.ancestors)
