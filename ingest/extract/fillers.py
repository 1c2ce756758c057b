"""Who fills a slot: names, officials who stand for their states, pronouns, and phrases without a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from ingest.extract.clauses import objects_of
from ingest.extract.conditions import held, human, lemma_of
from ingest.extract.lexicon import word_list
from ingest.extract.names import addressed
from ingest.extract.phrases import phrase_of
from ingest.extract.slots import RELATIVE, SUBJECTS, members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from ingest.extract.gazetteer import Gazetteer
    from ingest.extract.names import Name
    from ingest.extract.relations import Parties


SIDES = frozenset({"country", "government", "nation", "party", "power", "republic", "side", "state"})
NEIGHBOURS = frozenset({"ally", "enemy", "foe", "neighbor", "neighbour", "rival"})
HALVES = frozenset({"North", "South", "East", "West"})
SENDERS = frozenset({"state", "organization", "group"})
BATCHES = frozenset({"batch", "contingent", "dozen", "handful", "hundred", "number", "score", "thousand", "wave"})
"""Nouns that stand for those after "of": "a second batch of 26 prisoners", "dozens of captives"."""
BODIES_OF_STATE = frozenset({"ministry", "government", "parliament", "embassy", "army"})


@dataclass(frozen=True, slots=True)
class Filler:
    """Somebody in a slot.

    Attributes:
        token: Head word.
        name: As the claim will name them, without title.
        named: Whether it is a name.
        title: As written, or None.
        state: Id of the state named or told by the title, or None.
        start: First token of what is written.
        end: Token after the last.
    """

    token: Token
    name: str
    kind: str
    named: bool = True
    title: str | None = None
    state: str | None = None
    start: int = 0
    end: int = 0

    @classmethod
    def of(cls, name: Name, token: Token, kind: str | None = None) -> Self:
        """Whom a name names, at its head word; `kind` where it counts as another than the name's own."""
        return cls(
            token,
            name.text,
            kind or name.kind,
            title=name.title,
            state=name.state,
            start=name.start,
            end=name.end,
        )


class FillerFinder:
    """Tells who fills a slot in one paragraph."""

    def __init__(
        self,
        names: Mapping[int, Name],
        antecedent: Callable[[Token], list[Filler]],
        gazetteer: Gazetteer,
        holders: Callable[[str, str], Name | None],
        parties: Parties,
    ) -> None:
        """Bind to the paragraph's names, to what pronouns mean, to holders of offices, and to the document's states."""
        self.parties = parties
        self._names = names
        self._antecedent = antecedent
        self._gazetteer = gazetteer
        self._holders = holders

    def missions(self, trigger: Token) -> list[Filler]:
        """States whose embassy a trigger is about, and in whose country it is."""
        from ingest.extract.missions import hosts_of, owners_of

        found = list(owners_of(trigger, self._names))
        for state, token in hosts_of(trigger, self._names, self._gazetteer):
            if (name := self._holders(state, "")) is not None and state not in {one.state for one in found}:
                found.append(Filler(token, name.text, "state", state=state, start=token.i, end=token.i + 1))
        return found

    def implied(self, trigger: Token, known: Sequence[Filler]) -> list[Filler]:
        """Parties of relations that the clause leaves out."""
        return list(self.parties.implied(trigger, self._names, known))

    def recognised(self, trigger: Token) -> list[Filler]:
        """States whose independence or government is recognised."""
        from ingest.extract.missions import recognised

        return list(recognised(trigger, self._names))

    def find(self, token: Token) -> list[Filler]:
        """Whom a head word stands for; none where nobody can be told."""
        pronoun = token.pos_ == "PRON" and token.i not in self._names
        if (found := self._antecedent(token) or (self._body_meant(token) if pronoun else [])) or pronoun:
            return [replace(one, token=token, start=token.i, end=token.i + 1) for one in found]
        name = self._name(token)
        if name is not None and name.kind not in {"office", "other"} and not (name.kind == "state" and name.adjective):
            return [*self._named(token, name), *self._listed(token, name)]
        counted = token.pos_ == "NUM"  # "12 of the 20 tourists"
        inside = objects_of(token, "of") if counted or token.lemma_ in BATCHES else ()
        if inner := [one for of in inside for one in self.find(of)]:
            return [replace(one, token=token) for one in inner if not one.named] if counted else inner
        if (officer := self._apposed(token) or self._officer(token, name)) is not None:
            return [officer]
        if states := self._states(token) or self._pair(token):
            return states
        return self._phrase(token) if name is None or not name.adjective else [_of_state(token, name)]

    def _name(self, token: Token) -> Name | None:
        """The name at a token; only the state in "Delegations of Russia", which is written like a name."""
        name = self._names.get(token.i)
        if (
            name is None and token.ent_type_ == "DATE"
        ):  # "with President Carter September 25": the parser's head is the month
            before = (self._names.get(child.i) for child in token.children if child.dep_ == "compound")
            return next((one for one in before if one is not None and one.kind == "person"), None)
        if name is not None and (bearer := bearer_of(token, name, self._names)) is not None:
            return bearer
        if name is None or name.kind != "organization" or name.end - name.start < 3:  # noqa: PLR2004 - "X of Y"
            return name
        doc = token.doc
        if doc[name.start].tag_ not in {"NNS", "NNPS"} or doc[name.start + 1].lower_ not in {"of", "from"}:
            return name
        first = max(one.i for one in doc[name.start : name.end] if one.lower_ in {"of", "from"}) + 1
        text = doc[first : name.end].text
        state = self._gazetteer.state(text)
        if state is None or token.i < first:
            return None if state is not None else name
        return replace(name, start=first, kind="state", text=text, state=state)

    def offices(self, trigger: Token) -> list[Filler]:
        """The ministry that an envoy is asked to come to."""
        return [
            one
            for token in trigger.subtree
            if token.lemma_.lower() in {"ministry", "department", "office"} and token.dep_ == "pobj"
            for one in self.find(token)
        ][:1]

    def _named(self, token: Token, name: Name) -> list[Filler]:
        kind = "state" if name.kind == "place" and name.state else name.kind
        return [Filler.of(name, token, kind), *self._other_half(token, name)]

    def _other_half(self, token: Token, name: Name) -> list[Filler]:
        """North Korea in "North and South Korea"."""
        half, _, land = name.text.partition(" ")
        doc, at = token.doc, name.start - 2
        if name.kind != "state" or half not in HALVES or at < 0 or doc[at + 1].lower_ != "and":
            return []
        other = f"{doc[at].text} {land}"
        state = self._gazetteer.state(other) if doc[at].text in HALVES else None
        return [Filler(token, other, "state", state=state, start=at, end=name.end)] if state else []

    def _listed(self, token: Token, name: Name) -> list[Filler]:
        """The others in "ministers X of France, Y of Italy and Z of Portugal", which the parser takes apart."""
        found: list[Filler] = []
        at = self._after_state(token.doc, name)
        while at and (after := _behind_comma(token.doc, at)) and (other := self._names.get(after)) is not None:
            at = self._after_state(token.doc, other)
            if at:
                found += self._named(token.doc[other.end - 1], other)
        return found

    def _after_state(self, doc: Doc, name: Name) -> int:
        """Where "of STATE" after a person's name ends; 0 where there is none."""
        if name.kind != "person" or name.end + 1 >= len(doc) or doc[name.end].lower_ != "of":
            return 0
        at = name.end + 1 + (doc[name.end + 1].lower_ == "the")
        state = self._names.get(at)
        return state.end if state is not None and state.kind in {"state", "place", "organization"} else 0

    def _body_meant(self, pronoun: Token) -> list[Filler]:
        """The state or body that "it" means: the subject of the clause over its own ("Syria said it had recalled")."""
        if pronoun.lower_ not in {"it", "its", "they", "their"}:
            return []
        several = pronoun.lower_ in {"they", "their"}
        step = pronoun
        while step.head != step:
            step = step.head
            subject = next((child for child in step.children if child.dep_ in SUBJECTS), None)
            if subject is None or pronoun in subject.subtree:
                continue
            if subject.lower_ in RELATIVE and step.dep_ == "relcl":
                subject = step.head
            if subject.i < pronoun.i and subject.pos_ != "PRON":
                found = [one for token in members(subject) for one in self.find(token)]
                if several:
                    return found if len(found) > 1 or any(_several(one.token) for one in found) else []
                return found if len(found) == 1 and found[0].kind in {"state", "organization"} else []
        return [] if several else self._beside(pronoun)

    def _beside(self, pronoun: Token) -> list[Filler]:
        """The one state or body that is a subject in the sentence before a pronoun: "France protested; it recalled"."""
        before = pronoun.doc[pronoun.sent.start : pronoun.i]
        subjects = [one for one in before if one.dep_ in SUBJECTS and one.pos_ != "PRON"]
        found = [filler for one in subjects for token in members(one) for filler in self.find(token)]
        alone = len({one.name for one in found}) == 1 and found[0].kind in {"state", "organization"}
        return found[:1] if alone else []

    def state_of_place(self, filler: Filler) -> Filler | None:
        """The state that a capital stands for ("broke with Managua"); None for other places."""
        state = self._gazetteer.states.capital(filler.name)
        return replace(filler, kind="state", state=state) if state else None

    def _apposed(self, token: Token) -> Filler | None:
        """As in "The President of Guatemala, Otto Pérez Molina", "his wife, Jill Biden"."""
        for child in token.children:
            name = self._names.get(child.i)
            if child.dep_ == "appos" and name is not None and name.kind == "person":
                title = name.title or _title_of(token, self._names)
                state = name.state or (own.state if (own := self._names.get(token.i)) else None)
                return replace(Filler.of(name, child), title=title, state=state)
        return self._behind(token)

    def _behind(self, token: Token) -> Filler | None:
        """As in "Nicaraguan Chargé d'Affaires, Eduardo Carcache", wherever the parser hangs the name."""
        office = self._names.get(token.i)
        if office is None or office.kind != "office":
            return None
        doc, at = token.doc, office.end
        if at + 1 < len(doc) and doc[at].lower_ in {"to", "at", "in", "of", "for"}:  # "Consul at Apia, X,"
            post = self._names.get(at + 1 + (doc[at + 1].lower_ == "the"))
            at = post.end if post is not None else at
        name = self._names.get(at + 1) if at + 1 < len(doc) and doc[at].text == "," else None
        if name is None or name.state or name.start != at + 1 or (name.title and not addressed(name.title)):
            return None
        if name.kind != "person" and (" " not in name.text or self._gazetteer.place(name.text)):
            return None
        bearer = Filler.of(name, token.doc[name.end - 1], "person")
        return replace(bearer, title=office.text, state=office.state)

    def _officer(self, token: Token, name: Name | None) -> Filler | None:
        """Who holds an office that stands without a name; the office itself where nobody can be told."""
        holder = self._one_holder(token, name)
        return self._office(token, name) if holder is None and name is not None and name.kind == "office" else holder

    def _one_holder(self, token: Token, name: Name | None) -> Filler | None:
        """As in "the Belarusian leader": whom alone the document names with that office of that state."""
        if token.tag_ not in {"NN", "NNP"} or not any(child.lower_ == "the" for child in token.children):
            return None
        owners = [name, *(self._names.get(child.i) for child in token.children if child.dep_ in {"amod", "compound"})]
        state = next((one for one in owners if one is not None and one.kind in {"state", "office"} and one.state), None)
        holder = self._holders(state.state or "", token.lemma_.lower()) if state is not None else None
        if state is None or holder is None:
            return None
        return replace(Filler.of(holder, token), title=None, start=state.start, end=token.i + 1)

    def _office(self, token: Token, name: Name) -> Filler:
        phrase = phrase_of(token)
        start, end = min(phrase.start, name.start), max(phrase.end, name.end)
        text = token.doc[start:end].text
        return Filler(token, text, "person", state=name.state, start=start, end=end)

    def _states(self, token: Token) -> list[Filler]:
        """As in "Foreign ministers from A and B", "the Chinese and Russian presidents", "representatives of A"."""
        if lemma_of(token) not in word_list("people", "officials") or not _several(token):
            return []
        found = [
            Filler.of(name, one)
            for one in _of_whom(token)
            if (name := self._name(one)) is not None and name.kind in {"state", "organization"}
        ]
        if len(found) == 1 and found[0].kind == "organization":
            phrase = phrase_of(token)
            whole = token.doc[phrase.start : found[0].end].text
            return [Filler(token, whole, "group", named=False, start=phrase.start, end=found[0].end)]
        if found:
            return found
        adjectives = [
            (child, name)
            for child in [*_owner_before(token), *token.doc[token.left_edge.i : token.i]]
            if (name := self._names.get(child.i)) is not None and name.kind in SENDERS and name.start == child.i
        ]
        if len(adjectives) > 1:
            return [self._holder(token, child, name) for child, name in adjectives]
        return []

    def _pair(self, token: Token) -> list[Filler]:
        """As in "the two states", "representatives of both governments": the two that are named before."""
        of = [one for one in _of_whom(token) if one.lemma_ in SIDES | NEIGHBOURS] if _several(token) else []
        named = token.lemma_ in SIDES | NEIGHBOURS and token.tag_ == "NNS"
        noun = token if named else next(iter(of), None)
        near = noun is not None and noun.lemma_ in NEIGHBOURS and any(one.lower_ == "the" for one in noun.children)
        if noun is None or not (near or any(child.lower_ in {"two", "both"} for child in noun.children)):
            return []
        for start in (token.sent.start, _sentence_before(token)):
            near = [
                self._names[at] for at in range(start, token.i) if at in self._names and self._names[at].start == at
            ]
            states = {name.state: name for name in near if name.kind == "state" and name.state and not name.adjective}
            if states:
                found = [Filler.of(name, token) for name in states.values()]
                return (
                    [replace(one, start=token.i, end=token.i + 1) for one in found] if len(found) == len("ab") else []
                )
        return []

    def _holder(self, office: Token, token: Token, state: Name) -> Filler:
        """As in "the Russian and Kyrgyz leaders": people that the text names with that office; else states."""
        holder = self._holders(state.state or "", office.lemma_.lower())
        if holder is not None:
            return replace(Filler.of(holder, token), start=state.start, end=state.end)
        return Filler.of(state, token)

    def _phrase(self, token: Token) -> list[Filler]:
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ"}:
            return []
        if token.lemma_.lower() in BODIES_OF_STATE and (owner := self._owner(token)):
            return owner
        phrase = phrase_of(token)
        if not phrase.text or not (human(token) or held(token)):
            return []
        state = next(
            (name.state for child in token.children if (name := self._names.get(child.i)) and name.state), None
        )
        kind = "organization" if token.lemma_.lower() in word_list("people", "bodies") else "group"
        return [Filler(token, phrase.text, kind, named=False, state=state, start=phrase.start, end=phrase.end)]

    def _owner(self, body: Token) -> list[Filler]:
        """The state behind "its foreign ministry"."""
        pronoun = next((child for child in body.children if child.dep_ == "poss" and child.lower_ == "its"), None)
        return self.find(pronoun) if pronoun is not None else []


def _behind_comma(doc: Doc, at: int) -> int:
    """The word behind "," or "and"; 0 where something else follows."""
    start = at
    while at < len(doc) and doc[at].lower_ in {",", "and"}:
        at += 1
    return at if start < at < len(doc) else 0


def _of_state(token: Token, name: Name) -> Filler:
    """People of a state ("five Jordanians"), or the state that an adjective stands for."""
    if token.tag_ in {"NNS", "NNPS"} and name.end - name.start == 1:
        return Filler(token, token.text, "group", named=False, state=name.state, start=token.i, end=token.i + 1)
    return Filler.of(name, token)


def _owner_before(officials: Token) -> list[Token]:
    """Serbia in "Serbia's and Croatia's ministers", which the parser joins to the ministers."""
    head = officials.head
    owner = officials.dep_ == "conj" and any(child.dep_ == "case" for child in head.children)
    return [head] if owner else []


def _sentence_before(token: Token) -> int:
    """First token of the sentence before a token's own; of its own where that is the first."""
    start = token.sent.start
    return token.doc[start - 1].sent.start if start else start


def _of_whom(officials: Token) -> Iterator[Token]:
    """What stands after "of" or "from": of "heads of state and government of A and B", A and B."""
    for child in officials.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    for one in members(inner):
                        deeper = list(_of_whom(one)) if one.lemma_.lower() in {"state", "government"} else []
                        yield from deeper or (one,)


def _several(token: Token) -> bool:
    return (
        token.tag_ in {"NNS", "NNPS"}
        or (token.pos_ == "PROPN" and token.lower_.endswith("s"))
        or any(child.dep_ == "conj" for child in token.children)
        or token.lower_ in {"delegation", "delegations"}
    )


def _title_of(token: Token, names: Mapping[int, Name]) -> str | None:
    name = names.get(token.i)
    if name is not None and name.title:
        return name.title
    return phrase_of(token).text or None


def bearer_of(token: Token, state: Name, names: Mapping[int, Name]) -> Name | None:
    """Whom "President X of China, People's Republic of" names, where the parser takes the state for the subject."""
    before = state.start - 1
    inverted = state.kind == "state" and "," in state.text and token.dep_ in SUBJECTS
    if not inverted or before < 1 or token.doc[before].lower_ != "of":
        return None
    name = names.get(before - 1)
    return name if name is not None and name.kind == "person" else None


def people_in(names: Mapping[int, Name]) -> Iterator[Name]:
    """People named, each mention once, in order."""
    seen: set[int] = set()
    for at in sorted(names):
        name = names[at]
        if name.kind == "person" and name.start not in seen:
            seen.add(name.start)
            yield name
