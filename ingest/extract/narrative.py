"""What a document has told so far: whom a pronoun or a left-out subject means, and the names in full."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.identity.folding import fold
from ingest.extract.fillers import Filler, bearer_of
from ingest.extract.slots import JUDGING, PASSIVE, SUBJECTS, members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Span, Token

    from ingest.extract.names import Name

SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
REFLEXIVE = frozenset({"himself", "herself"})
LEADERS = frozenset({"president", "premier", "minister", "chancellor", "king", "leader", "emir", "queen", "sultan"})
PLURAL = frozenset({"they", "them", "their", "both"})
COUPLES = LEADERS | {"diplomat", "counterpart", "man", "politician", "statesman", "woman"}
"""Of whom "both" and "the two" are said."""


class Narrative:
    """People in the order of telling, in one document.

    Attributes:
        topic: Who the sentence before was about: the people of its subject.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        """Take all names of the document, for the fullest forms."""
        self.topic: list[Filler] = []
        self._mentioned: list[Filler] = []
        self._full: dict[str, set[str]] = defaultdict(set)
        self._leading: dict[str, set[str]] = defaultdict(set)
        self._states: dict[str, Name] = {}
        self._titled: dict[str, Name] = {}
        self._bearers: dict[str, dict[str, Name]] = defaultdict(dict)
        self._officers: dict[str, dict[str, Name]] = defaultdict(dict)
        self._adjectives: set[str] = set()
        self._stately: set[str] = set()
        for name in names:
            if name.adjective:
                self._adjectives.add(name.text)
            if name.kind == "person" and name.title:
                self._note_title(name, name.title)
            if name.kind == "state" and name.state and not name.adjective:
                self._stately.add(name.text)
                known = self._states.setdefault(name.state, name)
                if len(name.text.split()) > len(known.text.split()):
                    self._states[name.state] = name
            if name.kind == "person" and len(name.text.split()) > 1:
                self._full[fold(name.text.split()[-1])].add(name.text)
                self._leading[fold(name.text.split()[0])].add(name.text)

    def _note_title(self, name: Name, title: str) -> None:
        self._titled.setdefault(name.text.rpartition(" ")[2], name)
        if words := fold(title).split():
            self._bearers[words[-1]][name.text] = name
        if name.state is not None:
            # Of somebody with several titles the first counts.
            self._officers[name.state].setdefault(name.text, name)

    def fullest(self, text: str) -> str:
        """The fullest form of a person's name in the document; the name itself where several may be meant.

        Some surnames stand first: "President Hu" is Hu Jintao.
        """
        if " " in text:
            return text
        found = self._full.get(fold(text)) or self._leading.get(fold(text), set())
        return next(iter(found)) if len(found) == 1 else text

    def title_of(self, text: str) -> str | None:
        """The title that the document gives somebody, by their name in full or their surname."""
        found = self._first_titled(text)
        return found.title if found else None

    def complete(self, filler: Filler) -> Filler:
        """A participant under the fullest form of the name that the document has."""
        if filler.kind == "state" and filler.state and filler.state in self._states:
            known = self._states[filler.state]
            # A capital that stands for its state ("ties with Tehran") keeps its name.
            own = filler.name in self._adjectives or filler.name in self._stately
            return replace(filler, name=known.text) if own else filler
        if filler.kind == "organization" and not filler.named:
            return self._led(filler)
        if filler.kind != "person" or not filler.named:
            return filler
        holder = self._bearer(filler.name) if filler.title is None else None
        if holder is not None and not _later(holder, filler.token):
            return replace(filler, name=self.fullest(holder.text), title=holder.title, state=holder.state)
        known = self._first_titled(filler.name)
        return replace(filler, name=self.fullest(filler.name), state=filler.state or (known.state if known else None))

    def _led(self, body: Filler) -> Filler:
        """The state of "the Trump administration" is that of the leader, where the document tells it."""
        leader = self._first_titled(body.name.rpartition(" ")[0]) if " " in body.name else None
        return replace(body, state=body.state or leader.state) if leader is not None else body

    def _first_titled(self, text: str) -> Name | None:
        """Where the document first gives a title to somebody of that name or surname."""
        return self._titled.get(text.rpartition(" ")[2])

    def _bearer(self, text: str) -> Name | None:
        """The one person to whom the document gives an office that it names alone later ("the President")."""
        word = fold(text)
        if " " in word:
            return None
        found = self._bearers.get(word, {})
        return next(iter(found.values())) if len(found) == 1 else None

    def holder(self, state: str, office: str) -> Name | None:
        """Whom the document names as an officer of a state ("leader"); without an office, the state itself."""
        if not office:
            return self._states.get(state)
        words = LEADERS if office == "leader" else {office}
        titled = self._officers.get(state, {}).values()
        fitting = [one for one in titled if words & set(fold(one.title or "").split())]
        return fitting[0] if len(fitting) == 1 else None

    def advance(self, sentence: Span, names: Mapping[int, Name]) -> None:
        """Go on to the next sentence."""
        found = _subjects(sentence, names)
        if found:
            self.topic = found
        there = {name.text: name for at, name in names.items() if sentence.start <= at < sentence.end}
        people = [name for name in there.values() if name.kind == "person"]
        self._mentioned = [Filler.of(name, sentence.doc[name.end - 1]) for name in people]

    def antecedent(self, pronoun: Token, names: Mapping[int, Name]) -> list[Filler]:
        """Whom a pronoun means: only where one reading is left."""
        if pair_meant(pronoun):
            return self._pair(pronoun, names)
        word = pronoun.lower_
        if word not in SINGULAR | PLURAL or _judged(pronoun):
            return []
        acted_on = pronoun.dep_ in {"dobj", "pobj", "dative"} or word == "him"
        acting = _acting(pronoun, names) if acted_on and word not in REFLEXIVE else set[str]()
        if word in SINGULAR and acted_on and (found := _before(pronoun, names, acting)):
            return found
        before = _governing(pronoun, names) or self.topic
        people = [one for one in before if one.kind == "person" and one.name not in acting]
        if word in SINGULAR:
            # "Relations were established when X came. He had been appointed in May": where the subject is nobody.
            one = people or (self._mentioned if before is self.topic else [])
            return one if len(one) == 1 else []
        return before if len(before) > 1 else []

    def _pair(self, word: Token, names: Mapping[int, Name]) -> list[Filler]:
        """The two people of whom it was told last; none where it was of one, or of three."""
        near = {at: name for at, name in names.items() if word.sent.start <= at < word.i and name.kind == "person"}
        here = [Filler.of(name, word.doc[name.end - 1]) for at, name in near.items() if at == name.start]
        for people in (here, [*(one for one in self.topic if one.kind == "person"), *self._mentioned]):
            found = {self.fullest(one.name): one for one in people}
            if found:
                return list(found.values()) if len(found) == len("ab") else []
        return []


def pair_meant(word: Token) -> bool:
    """Whether a word stands for two people told before: "the two", "both men", "the two leaders", "the presidents"."""
    children = {child.lower_ for child in word.children}
    if word.lower_ in {"two", "pair"}:
        return "the" in children and word.dep_ in SUBJECTS | PASSIVE and word.pos_ in {"NUM", "NOUN"}
    several = word.tag_ == "NNS" and word.lemma_ in COUPLES
    return several and ("both" in children or "the" in children) and children <= {"the", "two", "both", ","}


def _judged(pronoun: Token) -> bool:
    """As in "congratulated him on his election": it is not the subject's, and whose it is only the object tells."""
    verb = next((one for one in pronoun.head.ancestors if one.pos_ == "VERB"), None)
    return pronoun.dep_ == "poss" and verb is not None and verb.lemma_ in JUDGING


def _later(holder: Name, office: Token) -> bool:
    """As in "The President spoke with President Sisi": who is named behind an office is another."""
    return office.sent.text.find(holder.text) > office.idx - office.sent.start_char


def _acting(pronoun: Token, names: Mapping[int, Name]) -> set[str]:
    """Who does what is done to a pronoun, and so is not meant: in "X replaced him", X."""
    verb = pronoun.head.head if pronoun.head.dep_ in {"prep", "dative", "agent"} else pronoun.head
    own = [child for child in verb.children if child.dep_ in SUBJECTS | PASSIVE]
    return {one.name for child in own for one in _fillers(child, names)}


def _before(pronoun: Token, names: Mapping[int, Name], acting: set[str]) -> list[Filler]:
    """The one person whom the sentence names before an object pronoun; nobody where it names several."""
    start = pronoun.sent.start
    people = {
        name.text: (at, name)
        for at, name in names.items()
        if start <= at < pronoun.i and name.kind == "person" and name.text not in acting
    }
    return [Filler.of(name, pronoun.doc[name.end - 1]) for _, name in people.values()] if len(people) == 1 else []


def _governing(pronoun: Token, names: Mapping[int, Name]) -> list[Filler]:
    """The subject of the clause over the pronoun's own, in the same sentence."""
    step = pronoun.head
    while step.head != step:
        below, step = step, step.head
        own = [child for child in step.children if child.dep_ in SUBJECTS | PASSIVE and child not in (pronoun, below)]
        found = [filler for child in own if child.i < pronoun.i for filler in _fillers(child, names)]
        if found:
            return found
    if pronoun.dep_ == "poss":
        own = [child for child in step.children if child.dep_ in SUBJECTS | PASSIVE and child.i < pronoun.i]
        return [filler for child in own for filler in _fillers(child, names)]
    return []


def _subjects(sentence: Span, names: Mapping[int, Name]) -> list[Filler]:
    root = sentence.root
    subjects = [child for child in root.children if child.dep_ in SUBJECTS | PASSIVE]
    return [filler for child in subjects for filler in _fillers(child, names)]


def _fillers(token: Token, names: Mapping[int, Name]) -> list[Filler]:
    found: list[Filler] = []
    for one in members(token):
        name = names.get(one.i)
        name = (bearer_of(one, name, names) or name) if name is not None else None
        if name is None or name.kind == "office":
            apposed = [names[child.i] for child in one.children if child.dep_ == "appos" and child.i in names]
            name = apposed[0] if apposed else name
        if name is not None and name.kind in {"person", "state", "organization"} and not name.adjective:
            found.append(Filler.of(name, one))
    return found
