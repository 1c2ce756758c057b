"""Who and what a parsed paragraph names: people with their titles, states, organisations, groups and places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.identity.folding import fold
from graph.identity.tables import words
from ingest.extract.lexicon import word_list
from ingest.extract.runs import PARTICLES, find_runs, title_word
from ingest.extract.times_words import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from ingest.extract.gazetteer import Gazetteer

REALMS = frozenset(
    {
        "duchy",
        "emirate",
        "empire",
        "kingdom",
        "principality",
        "republic",
        "state",
        "states",
        "sultanate",
        "union",
        "confederation",
        "federation",
        "khanate",
        "regency",
    }
)
REALM, FULL = 2, 2
NARROW = 5
"""Most tokens of a name in brackets, brackets and all."""
INSIDE = frozenset({"of", "for", "and", "the", "&"})
LONGEST_TITLE = 9
SITTINGS = frozenset({"forum", "meeting", "meetings", "summit", "talks"})
LONGEST_SHARED = 3
"""Words of a title that several have together: "Deputy Foreign Ministers A and B"."""
LONGEST_RUN = 60
"""Words in which names are looked for at once: no name is so long, and a row of a thousand states without a comma would
be read a thousand times over."""

DATING = frozenset({"in", "since", "until", "by", "last", "next", "this", "early", "late", "mid", "of", "during"})
"""Words before a month."""

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
        for start, end in self._runs(doc):
            for first in range(start, end, LONGEST_RUN):
                if first in found:
                    continue
                for read in self._read(doc, first, min(end, first + LONGEST_RUN)):
                    name = _posted(doc, _bracketed(doc, _generation(doc, self._inverted(doc, read)), found), found)
                    found.update(dict.fromkeys(range(name.start, name.end), name))
        return found

    def _runs(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Runs of capitalised words; two that are one state are one: "Trinidad and Tobago"."""
        before: tuple[int, int] | None = None
        runs = list(find_runs(doc))
        alone = [(one.i, one.i + 1) for one in doc if self._acting(one)]
        for start, end in sorted({*runs, *(one for one in alone if not any(a <= one[0] < b for a, b in runs))}):
            joined = before is not None and start == before[1] + 1 and doc[before[1]].lower_ == "and"
            if before is not None and joined and self._known.state(doc[before[0] : end].text) is not None:
                before = before[0], end
                continue
            if before is not None:
                yield before
            before = start, end
        if before is not None:
            yield before

    def _acting(self, token: Token) -> bool:
        """Whether a sentence begins with a surname that acts, which the parser may take for a common noun."""
        leads = token.is_sent_start is True and token.dep_ == "nsubj"
        return leads and _of_people(token.head.lemma_) and self._known.surname(token.text)

    def _read(self, doc: Doc, start: int, end: int) -> Iterator[Name]:
        """Names in one run of capitalised words."""
        while start < end and (doc[start].lower_ in INSIDE or doc[start].is_punct):
            start += 1
        while end > start and (doc[end - 1].lower_ in INSIDE | PARTICLES or doc[end - 1].is_punct):
            end -= 1
        if start >= end or (end == start + 1 and _of_calendar(doc[start])):
            return
        text = _text(doc[start:end])
        if (whole := self._whole(doc, start, end, text)) is not None:
            yield self._extend(doc, whole)
        elif self._city(doc, start, end, text):
            yield Name(start, end, "place", text)  # "Kuwait City" begins with a state
        elif cut := self._before_verb(doc, start, end):
            yield from self._read(doc, start, cut)
        else:
            yield from self._called(doc, start, end, text)

    def _called(self, doc: Doc, start: int, end: int, text: str) -> Iterator[Name]:
        """Names in a run that is no state, body or city as a whole."""
        title, name = self._known.split(text)
        if title and name:
            yield from self._titled(doc, start, end)
        elif title:
            yield self._office(doc, start, end, text)
        elif led := self._led(doc, start, end):
            yield from self._read(doc, start, led)
            yield from self._read(doc, led, end)
        elif (
            _kind(doc[start:end]) in {"person", "place", "state", None}
            and (titled := self._shared_title(text)) is not None
        ):
            yield Name(start, end, "person", titled[1], titled[0], self._known.title(titled[0]).state)
        else:
            yield from self._untitled(doc, start, end, text)

    def _office(self, doc: Doc, start: int, end: int, text: str) -> Name:
        """An office without a name; or a man who is called like a state: "Prime Minister Holland"."""
        office = _text(doc[start : end - 1])
        if doc[end - 1].ent_type_ == "PERSON" and (read := self._known.title(office)).slug:
            return Name(start, end, "person", doc[end - 1].text, office, read.state)
        return Name(start, end, "office", text, text, self._known.title(text).state)

    def _city(self, doc: Doc, start: int, end: int, text: str) -> bool:
        """Whether a run is a city although it begins with a state: "Kuwait City", "Djibouti City"."""
        if end - start < 2:  # noqa: PLR2004
            return False
        called = (
            doc[end - 1].text == "City" and self._known.starts_with_owner(text_words(doc[start:end])) == end - start - 1
        )
        return called or self._known.place(text)

    def _inverted(self, doc: Doc, name: Name) -> Name:
        """As in "Germany, Federal Republic of", as lists of states write it."""
        if name.kind != "state" or name.end + 2 >= len(doc) or doc[name.end].text != ",":
            return name
        side = name.end + 2
        if doc[side - 1].text in {"North", "South"} and (state := self._known.state(doc[name.start : side].text)):
            return Name(name.start, side, "state", doc[name.start : side].text, None, state)
        for end in range(min(name.end + 6, len(doc)), name.end + 2, -1):
            if doc[end - 1].lower_ == "of" and (state := self._known.state(doc[name.start : end].text)) is not None:
                return Name(name.start, end, "state", doc[name.start : end].text, None, state)
        return name

    def _whole(self, doc: Doc, start: int, end: int, text: str) -> Name | None:
        """The run as one state, organisation or known person."""
        state = self._known.state(text)
        single = end - start == 1 and doc[start].ent_type_ == "PERSON"
        if state is not None and not (single and self._known.surname(text)):
            return Name(start, end, "state", text, None, state, self._known.demonym(text))
        if self._known.organization(text):
            return Name(start, end, "organization", text)
        return None

    def _titled(self, doc: Doc, start: int, end: int) -> Iterator[Name]:
        title, name = self._known.split(_text(doc[start:end]))
        middle = next((one.i for one in doc[start:end] if one.lower_ == "and"), end)
        if middle < end and "and" in title.split() and _one_of_two(doc, start, end):
            yield from self._read(doc, start, middle)  # "between the President and King Salman"
            yield from self._read(doc, middle + 1, end)
            return
        read = self._known.title(title)
        first = end - len(_split_like(doc[start:end], name))
        kind = _kind(doc[max(first, start) : end])
        # "UN General Assembly" is no general.
        bodily = not word_list("people", "body_words").isdisjoint(map(fold, name.split()))
        body = bodily and all(token.ent_type_ == "ORG" for token in doc[start:end])
        if read.slug or (addressed(title) and not body) or kind == "person":
            yield self._extend(doc, Name(start, end, "person", name, title, read.state))
        elif (owner := self._known.starts_with_owner(text_words(doc[start:end]))) and start + owner < end:
            yield from self._read(doc, start, start + owner)
            yield from self._read(doc, start + owner, end)
        else:
            yield Name(start, end, "organization", _text(doc[start:end]))

    def _before_verb(self, doc: Doc, start: int, end: int) -> int:
        """Where a run ends before the verb of a headline in capitals: "Hu Jintao Talks with X"; 0 where it has none."""
        verb = doc[end - 1].lower_
        told = verb.endswith("s") and _of_people(verb[:-1])
        return end - 1 if told and end - start > FULL and not doc[end - 1].is_sent_start else 0

    def _led(self, doc: Doc, start: int, end: int) -> int:
        """Where a title begins behind other capitals: "[Lunar New Year] President Xi Jinping"; 0 for nowhere."""
        if _kind(doc[start:end]) in {"person", "place", "state"}:
            return 0
        for at in range(start + 1, end - 1):
            if title_word(doc[at]) and not title_word(doc[at - 1]):
                title, name = self._known.split(_text(doc[at:end]))
                whole = title and name and name == _text(doc[end - len(name.split()) : end])
                ranked = self._known.title(title).slug or (addressed(title) and doc[end - 1].ent_type_)
                if whole and ranked and doc[at].lower_ == title.split()[0].lower():
                    return at
        return 0

    def _untitled(self, doc: Doc, start: int, end: int, text: str) -> Iterator[Name]:
        span = doc[start:end]
        kind = _kind(span)
        officials = text.endswith("s") and doc[end - 1].lower_.removesuffix("s") in word_list("people", "officials")
        if officials and not kind:
            return  # "the Foreign Ministers of A and B" are officials without a name
        words = [word.lower() for word in text.split()]
        owner = self._known.starts_with_owner(text_words(span))
        if words[-1] in REALMS and 0 < owner == len(span) - 1:
            # "the Austrian Empire", "the Somali Republic"
            yield Name(start, end, "state", text, None, self._known.owner(text_words(span)))
        elif any(word in REALMS and words[at + 1 : at + 2] == ["of"] for at, word in enumerate(words[:REALM])):
            # "the Kingdom of Nepal", "the Grand Duchy of Baden"
            yield Name(start, end, "state", text, None, self._known.state(text.partition(" of ")[2]))
        elif (state := self._known.bodies.governed(text)) is not None:
            yield Name(start, end, "organization", text, None, state)
        elif 0 < (land := self._land(span)) < len(span):  # "[Ambassador to] Peru John Smith"
            yield from self._read(doc, start, start + land)
            yield from self._read(doc, start + land, end)
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

    def _shared_title(self, text: str) -> tuple[str, str] | None:
        """Title, in the singular, and name of the first of several: "Presidents Nazarbayev [and Yeltsin]"."""
        words, bodily = text.split(), word_list("people", "body_words") | SITTINGS
        for at, word in enumerate(words[:LONGEST_SHARED]):
            if word.endswith("s"):
                title, name = self._known.split(" ".join([*words[:at], word[:-1], *words[at + 1 :]]))
                whole = title and name and name == " ".join(words[at + 1 :])
                if whole and bodily.isdisjoint(map(fold, name.split())):
                    return title, name
        return None

    def _land(self, span: Span) -> int:
        """How many tokens of a run name a state or place before a person's name in full; 0 where it is one name."""
        people = next((at for at, token in enumerate(span) if token.ent_type_ == "PERSON"), len(span))
        if len(span) - people < FULL or not all(token.ent_type_ == "PERSON" for token in span[people:]):
            return 0
        text = _text(span[:people])
        return people if text and (self._known.state(text) or self._known.place(text)) else 0

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
                or (token.lower_ == "and" and not title_word(doc[start - 1]))  # "of Germany and President X"
            ):
                break
            title, rest = self._known.split(_text(doc[start : name.end]))
            inside = token.lower_ in INSIDE or token.pos_ == "ADP"
            if title and rest and fold(rest) == fold(name.text) and not inside:
                best = Name(start, name.end, "person", name.text, title, self._known.title(title).state)
        return best


def _of_people(verb: str) -> bool:
    """Whether a verb tells what people do, and bodies seldom."""
    return verb in word_list("people", "talking") or verb in word_list("people", "acts")


def _of_calendar(token: Token) -> bool:
    """Whether a word is a day of the week or a month: somebody may be called so, but not "in May"."""
    word = token.text.capitalize()
    if word in WEEKDAYS:
        return True
    before = token.doc[token.i - 1].lower_ if token.i else ""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    dated = token.ent_type_ == "DATE" or before in DATING or (after is not None and after.like_num)
    return word in MONTHS and dated


def _generation(doc: Doc, name: Name) -> Name:
    """As in "Biddle, Jr.": the comma belongs to the name."""
    if name.kind != "person" or name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return name
    if doc[name.end + 1].text not in {"Jr.", "Sr.", "Jr", "Sr"}:
        return name
    text = f"{name.text}{doc[name.end : name.end + 2].text}"
    return Name(name.start, name.end + 2, "person", text, name.title, name.state)


def _bracketed(doc: Doc, name: Name, before: dict[int, Name]) -> Name:
    """As in "Henry A. (Heinz Alfred) Kissinger": given names, others in brackets, and the surname are one name."""
    if name.kind not in {"person", "unknown"} or name.title or name.start < NARROW or doc[name.start - 1].text != ")":
        return name
    opening = next((one.i for one in reversed(doc[name.start - NARROW : name.start - 1]) if one.text == "("), 0)
    given, other = before.get(opening - 1), before.get(opening + 1)
    if given is None or given.kind != "person" or other is None or other.kind not in {"person", "unknown"}:
        return name
    if doc[name.start].tag_ in {"NNS", "NNPS"}:
        return name
    text = f"{given.text} {doc[opening : name.end].text}"
    return Name(given.start, name.end, "person", text, given.title, given.state)


def _one_of_two(doc: Doc, start: int, end: int) -> bool:
    """Whether a title with "and" must be two people's: after "between", with nobody else named behind."""
    before = {one.lower_ for one in doc[max(start - 2, 0) : start]}
    return "between" in before and (end >= len(doc) or doc[end].lower_ != "and")


def _posted(doc: Doc, name: Name, before: dict[int, Name]) -> Name:
    """As in "U.S. Minister to Belgium Brand Whitlock": the title goes on over the state to which somebody is sent."""
    land = before.get(name.start - 1)
    if name.kind != "person" or name.title or land is None or land.kind not in {"state", "place"} or land.adjective:
        return name
    at = land.start - 1 - (doc[land.start - 1].lower_ == "the")
    office = before.get(at - 1) if at > 0 and doc[at].lower_ in {"to", "at", "in", "for"} else None
    if office is None or office.kind != "office":
        return name
    return Name(office.start, name.end, "person", name.text, doc[office.start : land.end].text, office.state)


def _kind(span: Span) -> str | None:
    """Kind by the recogniser of the model: of most of the tokens."""
    votes: dict[str, int] = {}
    for token in span:
        if token.ent_type_ in KINDS:
            votes[KINDS[token.ent_type_]] = votes.get(KINDS[token.ent_type_], 0) + 1
    return max(votes, key=lambda kind: votes[kind]) if votes else None


def addressed(title: str) -> bool:
    """Whether a title has a form of address, which is no office: "Sheikh", "Dr."."""
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
