"""What a name is, by the whole document: the recogniser takes "Trump" for a firm and "Montevideo" for a man."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.identity.folding import fold
from ingest.extract.conditions import human
from ingest.extract.lexicon import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Token

    from ingest.extract.gazetteer import Gazetteer
    from ingest.extract.names import Name

PLACING = frozenset({"in", "to", "at", "from", "near", "outside", "for"})
UNPLACED = frozenset({"group", "person", "organization", "unknown", "other"})
PHONING = frozenset({"congratulate", "phone", "ring", "telephone"})
"""Verbs of which only people are the objects."""
SUFFERING = frozenset(
    {"appoint", "arrest", "designate", "dismiss", "elect", "free", "jail", "name", "nominate", "oust", "pardon"}
    | {"recall", "release", "sack", "summon", "swear"}
)
"""Verbs of which people, and seldom places, are the objects."""
ACRONYM = 3, 6
"""Letters of a body's short name: "GRU", "UNITA"."""
MOST_WORDS = 4


def settle(named: Sequence[dict[int, Name]], docs: Sequence[Doc], known: Gazetteer) -> list[dict[int, Name]]:
    """Names of a document's paragraphs, with their kinds settled.

    Args:
        named: Names by token, one dictionary a paragraph.
        docs: The paragraphs.
        known: What is known of names before.
    """
    people = [name for names in named for name in names.values() if name.kind == "person"]
    people = [name for name in people if name.title or " " in name.text]
    surnames = {fold(name.text.split()[-1]) for name in people}
    given = {fold(word) for name in people for word in name.text.split()}
    settled: list[dict[int, Name]] = []
    for names, doc in zip(named, docs, strict=True):
        changed = {
            id(name): _state(name, given, known) or _settled(name, names, doc, surnames, known)
            for name in names.values()
        }
        settled.append({at: changed[id(name)] for at, name in names.items()})
    return settled


def _state(name: Name, given: set[str], known: Gazetteer) -> Name | None:
    """The state in "Chad summoned its envoy", which the recogniser takes for a man, where nobody is called so."""
    if name.kind != "person" or name.title or " " in name.text or fold(name.text) in given:
        return None
    state = known.state(name.text)
    return replace(name, kind="state", state=state) if state and not known.demonym(name.text) else None


def _settled(name: Name, names: Mapping[int, Name], doc: Doc, surnames: set[str], known: Gazetteer) -> Name:
    land = _land_behind(name, names, doc)
    if land is not None and name.state and name.state == land.state:
        return replace(name, kind="place", state=None)  # "Tunis, Tunisia": the city that is called like its state
    if land is not None and name.kind in UNPLACED and not name.title and _placed(name, doc):
        return replace(name, kind="place")
    kind = _kind(name, doc, surnames, known)
    return replace(name, kind=kind) if kind != name.kind else name


def _land_behind(name: Name, names: Mapping[int, Name], doc: Doc) -> Name | None:
    """The state or region after a name's comma: "Sintra, Portugal"."""
    if name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return None
    after = names.get(name.end + 1)
    if after is None or after.start != name.end + 1 or after.kind not in {"state", "place"}:
        return None
    return None if after.adjective else after


def _kind(name: Name, doc: Doc, surnames: set[str], known: Gazetteer) -> str:
    if " " in name.text and _someone(name, doc, known):
        return "person"
    if name.kind == "place" and " " not in name.text and not known.place(name.text):
        phoned = doc[name.end - 1].dep_ == "dobj" and doc[name.end - 1].head.lemma_ in PHONING
        return "person" if phoned or _personal(name, doc, surnames, known) else "place"
    if name.kind not in {"organization", "person", "unknown"} or name.title:
        return name.kind
    if name.kind != "organization" and _placed(name, doc) and known.place(name.text):
        return "person" if fold(name.text) in surnames else "place"
    if _personal(name, doc, surnames, known):
        return "person"
    return _there(name, doc, known) if name.kind != "person" else name.kind


def _there(name: Name, doc: Doc, known: Gazetteer) -> str:
    """Whether a body or a name of no kind is a place: by where it stands ("near Ghazni"), or because it is known."""
    before = doc[name.start - 1].lower_ if name.start > 0 else ""
    inside = before in {"in", "near", "outside"}
    if name.kind == "organization":
        # "The Legation at Copenhagen": in histories, missions and treaties are at their cities.
        known_there = (inside or before == "at") and known.place(name.text) and not known.organization(name.text)
        return "place" if known_there else name.kind
    if known.place(name.text) or (inside and doc[name.end - 1].dep_ == "pobj"):
        return "place"
    acronym = name.text.isupper() and name.text.isalpha() and ACRONYM[0] <= len(name.text) <= ACRONYM[1]
    return "organization" if acronym and name.kind == "unknown" else "other"


def _personal(name: Name, doc: Doc, surnames: set[str], known: Gazetteer) -> bool:
    if name.kind == "person":
        return True
    if " " in name.text:
        return _like_person(name, doc)
    return fold(name.text) in surnames or known.surname(name.text) or _phoning(name, doc, known)


def _phoning(name: Name, doc: Doc, known: Gazetteer) -> bool:
    """Whether somebody of one name calls, speaks or is called, as in the headlines: "Trump and Xi talk by phone"."""
    if known.organization(name.text) or known.place(name.text) or name.text.isupper():
        return False
    head = _first(doc[name.end - 1])
    return head.dep_ in {"nsubj", "dobj"} and head.head.lemma_ in PHONING | {"call", "speak", "talk"}


def _first(name: Token) -> Token:
    """The first of the names to which one is joined: "Sergey Lavrov and Mevlut Cavusoglu discussed"."""
    while name.dep_ == "conj" and name.head.pos_ == "PROPN":
        name = name.head
    return name


def _someone(name: Name, doc: Doc, known: Gazetteer) -> bool:
    """Whether what the recogniser takes for a group, a place or a body is a person, by what it does or suffers."""
    if name.kind == "organization":
        return not known.organization(name.text) and _posted(name, doc)
    return name.kind in {"group", "place"} and not known.place(name.text) and _alive(name, doc)


def _posted(name: Name, doc: Doc) -> bool:
    """Whether a name is given a post, and has no word for a body."""
    head = doc[name.end - 1]
    given = head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_ in {"appoint", "elect", "nominate", "swear"}
    return given and word_list("people", "body_words").isdisjoint(map(fold, name.text.split()))


def _alive(name: Name, doc: Doc) -> bool:
    """Whether a name does what people do, or has it done to it, or it is told who it is: "X, Japan's ambassador"."""
    head = doc[name.end - 1]
    if head.i + 1 < len(doc) and any(child.dep_ == "appos" and human(child) for child in head.children):
        return True
    head = _first(head)
    acting = head.dep_ in {"nsubj", "nsubjpass"} and head.head.lemma_ in word_list("people", "acts") | SUFFERING
    return acting or (head.dep_ == "dobj" and head.head.lemma_ in PHONING | SUFFERING | {"meet", "receive", "see"})


def _placed(name: Name, doc: Doc) -> bool:
    at = name.start - 1
    if at > 0 and doc[at].text == "The":  # "travelled to The Hague"
        at -= 1
    return at >= 0 and doc[at].lower_ in PLACING


def _like_person(name: Name, doc: Doc) -> bool:
    """A name of several words, without a word for a body, that does what people do."""
    words = name.text.split()
    if len(words) > MOST_WORDS or any(word.isupper() and len(word) > 2 for word in words):  # noqa: PLR2004
        return False
    if any(fold(word) in word_list("people", "body_words") for word in words):
        return False
    head = doc[name.end - 1]
    if head.dep_ == "appos" and human(head.head, "officials", "envoys"):
        return True  # "his counterpart, Shigeru Kitamura"
    while head.dep_ in {"compound", "flat"} and name.start <= head.head.i < name.end and head.head.i != head.i:
        head = head.head
    if head.dep_ in {"dobj", "oprd"} and head.head.lemma_ in PHONING | {"call"}:
        return True
    first = _first(head)
    acting = first.dep_ in {"nsubj", "nsubjpass"} and first.head.lemma_ in word_list("people", "acts")
    return acting or (head.dep_ in {"pobj", "dobj", "conj"} and head.ent_type_ == "")
