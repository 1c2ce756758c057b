"""Who and what a parsed paragraph names: people with their titles, states, organisations, groups and places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.identity.folding import fold
from graph.identity.tables import words
from ingest.extract.runs import PARTICLES, find_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from ingest.extract.gazetteer import Gazetteer

REALMS = frozenset(
    {"duchy", "emirate", "empire", "kingdom", "principality", "republic", "state", "states", "sultanate", "union"}
)
INSIDE = frozenset({"of", "for", "and", "the", "&"})
LONGEST_TITLE = 9
LONGEST_RUN = 60
"""Words in which names are looked for at once: no name is so long, and a row of a thousand states without a comma would
be read a thousand times over."""

KINDS = {
    "PERSON": "person",
    "GPE": "state",
    "NORP": "group",
    "ORG": "organization",
    "FAC": "place",
    "LOC": "place",
    "EVENT": "other",
    "LAW": "other",
    "WORK_OF_ART": "other",
    "PRODUCT": "other",
    "LANGUAGE": "other",
}
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name in a paragraph.

    Attributes:
        start: First token, title and all.
        end: Token after the last.
        kind: person, state, organization, group, place, office (a title without a name), other, or unknown until the
            whole document has been seen (`settling`).
        text: Without title.
        title: As written, or None.
        state: Id of the state that is named, or that the title tells.
        adjective: Whether a state is named by an adjective alone ("the Russian delegation").
    """

    start: int
    end: int
    kind: str
    text: str
    title: str | None = None
    state: str | None = None
    adjective: bool = False


class NameFinder:
    """Finds names in parsed paragraphs."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Bind to what is known of names."""
        self._known = gazetteer

    def find(self, doc: Doc) -> dict[int, Name]:
        """Names by each of their tokens."""
        found: dict[int, Name] = {}
        for start, end in find_runs(doc):
            for first in range(start, end, LONGEST_RUN):
                if first in found:
                    continue
                for read in self._read(doc, first, min(end, first + LONGEST_RUN)):
                    name = _generation(doc, self._inverted(doc, read))
                    found.update(dict.fromkeys(range(name.start, name.end), name))
        return found

    def _read(self, doc: Doc, start: int, end: int) -> Iterator[Name]:
        """Names in one run of capitalised words."""
        while start < end and (doc[start].lower_ in INSIDE or doc[start].is_punct):
            start += 1
        while end > start and (doc[end - 1].lower_ in INSIDE | PARTICLES or doc[end - 1].is_punct):
            end -= 1
        if start >= end:
            return
        text = _text(doc[start:end])
        if (whole := self._whole(doc, start, end, text)) is not None:
            yield self._extend(doc, whole)
            return
        title, name = self._known.split(text)
        if title and name:
            yield from self._titled(doc, start, end)
        elif title:
            yield Name(start, end, "office", text, text, self._known.title(text).state)
        else:
            yield from self._untitled(doc, start, end, text)

    def _inverted(self, doc: Doc, name: Name) -> Name:
        """As in "Germany, Federal Republic of", as lists of states write it."""
        if name.kind != "state" or name.end + 2 >= len(doc) or doc[name.end].text != ",":
            return name
        for end in range(min(name.end + 6, len(doc)), name.end + 2, -1):
            if doc[end - 1].lower_ == "of" and (state := self._known.state(doc[name.start : end].text)) is not None:
                return Name(name.start, end, "state", doc[name.start : end].text, None, state)
        return name

    def _whole(self, doc: Doc, start: int, end: int, text: str) -> Name | None:
        """The run as one state, organisation or known person."""
        state = self._known.state(text)
        if state is not None and (end - start > 1 or doc[start].ent_type_ != "PERSON"):
            return Name(start, end, "state", text, None, state, self._known.demonym(text))
        if self._known.organization(text):
            return Name(start, end, "organization", text)
        return None

    def _titled(self, doc: Doc, start: int, end: int) -> Iterator[Name]:
        title, name = self._known.split(_text(doc[start:end]))
        read = self._known.title(title)
        first = end - len(_split_like(doc[start:end], name))
        kind = _kind(doc[max(first, start) : end])
        if read.slug or _addressed(title) or kind == "person":
            yield self._extend(doc, Name(start, end, "person", name, title, read.state))
        elif (owner := self._known.starts_with_owner(text_words(doc[start:end]))) and start + owner < end:
            yield from self._read(doc, start, start + owner)
            yield from self._read(doc, start + owner, end)
        else:
            yield Name(start, end, "organization", _text(doc[start:end]))

    def _untitled(self, doc: Doc, start: int, end: int, text: str) -> Iterator[Name]:
        span = doc[start:end]
        kind = _kind(span)
        if (state := self._known.bodies.governed(text)) is not None:
            yield Name(start, end, "organization", text, None, state)
        elif kind == "organization":
            yield Name(start, end, kind, text, None, self._known.owner(text_words(span)))
        elif kind == "person" or (kind is None and self._known.person(text)):
            yield self._extend(doc, Name(start, end, "person", text))
        elif (cut := self._cut(span, kind)) is not None:
            yield from self._read(doc, start, cut)
            yield from self._read(doc, cut, end)
        elif kind == "state":
            realm = not REALMS.isdisjoint(word.lower() for word in text.split())
            yield Name(start, end, "state" if realm and not self._known.place(text) else "place", text)
        else:
            yield Name(start, end, kind or "unknown", text)

    def _cut(self, span: Span, kind: str | None) -> int | None:
        """Where a run falls into two names: after the state that it begins with, or at its "of"."""
        link = next((token.i for token in span if token.lower_ == "of"), None)
        if link is not None:
            return None if kind in {"place", "other", "state"} or link == span.start else link
        owner = self._known.starts_with_owner(text_words(span))
        return span.start + owner if 0 < owner < len(span) and kind != "place" else None

    def _extend(self, doc: Doc, name: Name) -> Name:
        """Take in the title that stands before a person's name in lower case ("Croatian prime minister X")."""
        if name.kind != "person":
            return name
        best = name
        for start in range(name.start - 1, max(doc[name.start].sent.start, name.start - LONGEST_TITLE) - 1, -1):
            token = doc[start]
            if (
                (token.is_punct and token.text not in {"-", ".", "’", "'"})
                or token.lower_ in {"the", "a", "an"}
                or token.pos_ in {"VERB", "AUX", "PRON"}
            ):
                break
            title, rest = self._known.split(_text(doc[start : name.end]))
            if title and rest and fold(rest) == fold(name.text) and token.lower_ not in INSIDE:
                best = Name(start, name.end, "person", name.text, title, self._known.title(title).state)
        return best


def _generation(doc: Doc, name: Name) -> Name:
    """As in "Biddle, Jr.": the comma belongs to the name."""
    if name.kind != "person" or name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return name
    if doc[name.end + 1].text not in {"Jr.", "Sr.", "Jr", "Sr"}:
        return name
    text = f"{name.text}{doc[name.end : name.end + 2].text}"
    return Name(name.start, name.end + 2, "person", text, name.title, name.state)


def _kind(span: Span) -> str | None:
    """Kind by the recogniser of the model: of most of the tokens."""
    votes: dict[str, int] = {}
    for token in span:
        if token.ent_type_ in KINDS:
            votes[KINDS[token.ent_type_]] = votes.get(KINDS[token.ent_type_], 0) + 1
    return max(votes, key=lambda kind: votes[kind]) if votes else None


def _addressed(title: str) -> bool:
    return any(fold(word) in words("offices", "address") for word in title.split())


def _text(span: Span) -> str:
    return _POSSESSIVE.sub("", span.text.strip())


def text_words(span: Span) -> list[str]:
    """The words of a span."""
    return [token.text for token in span]


def _split_like(span: Span, name: str) -> list[Token]:
    """The last tokens of a span, as many as spell the name."""
    tokens: list[Token] = []
    size = len(re.sub(r"\s", "", name))
    for token in reversed(list(span)):
        if size <= 0:
            break
        tokens.append(token)
        size -= len(token.text)
    return tokens
