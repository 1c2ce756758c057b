"""Where: which of the places of a sentence belong to which event, and how a place is written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.extract.circumstances import clause_of
from ingest.extract.lexicon import word_list
from ingest.extract.once import once
from ingest.extract.phrases import phrase_of
from ingest.extract.slots import PASSIVE, SUBJECTS, VERBAL, members, verb_of
from ingest.extract.times_words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from ingest.extract.names import Name


PLACED = ("in", "at", "near", "outside", "aboard", "to")
SETTLEMENTS = frozenset(
    {
        "capital",
        "enclave",
        "resort",
        "stronghold",
        "city",
        "town",
        "village",
        "port",
        "island",
        "province",
        "region",
        "suburb",
        "district",
    }
)
BUILDINGS = frozenset({"airport", "base", "castle", "palace", "ranch", "residence", "station", "villa"})
TOPICS = frozenset({"about", "against", "amid", "despite", "of", "on", "over", "regarding"})
MARKS = frozenset({"to", "when", "where", "while"})
TOPICAL = frozenset({"brief", "consider", "discuss", "review"})
MOST_STEPS = 12
PAIR = 2


@dataclass(frozen=True, slots=True)
class Where:
    """A place as written, and the state that stands behind it ("Cairo, Egypt")."""

    text: str
    start: int
    end: int
    state: Name | None = None
    exact: bool = True


def place_for(
    trigger: Token, names: Mapping[int, Name], *, posted: bool = False, here: str | None = None
) -> Where | None:
    """The place that a phrase at the trigger names.

    Args:
        trigger: Of the event.
        names: Of the paragraph, by token.
        posted: Leave out the place of an envoy ("its ambassador in Berlin").
        here: What "here" means, where the document tells it.
    """
    verb = verb_of(trigger)
    heads = [trigger, *([verb] if verb is not None and verb != trigger else [])]
    for head in heads:
        if here and (word := next((child for child in head.children if child.lower_ == "here"), None)) is not None:
            return Where(here, word.i, word.i + 1)
        found = list(_placed(head, names, posted=posted))
        if found:
            return min(found, key=lambda one: (not one.exact, one.start))
    if verb is not None and _goes_on(verb) and (found := list(_placed(verb.head, names))):
        return found[0]
    doc, sentence = trigger.doc, trigger.sent
    placing = once(doc, _placing)
    free = [
        one
        for at in sorted({at for head in heads for at in placing.get(head.i, ())})
        if sentence.start <= at < sentence.end and _loose(doc[at], trigger) and not (posted and _post(doc[at].head))
        for one in _of_preposition(doc[at], names)
    ]
    if free:
        return min(free, key=lambda one: (not one.exact, abs(one.start - trigger.i)))
    return _led_to(verb or trigger, names)


def _goes_on(verb: Token) -> bool:
    """Whether a verb shares subject and place with the one that it hangs on: "will address Congress, meet X"."""
    joined = verb.dep_ == "conj" or (verb.dep_ == "advcl" and not _marked(verb))
    return joined and verb.head.pos_ in VERBAL and not any(child.dep_ in SUBJECTS | PASSIVE for child in verb.children)


def _marked(clause: Token) -> bool:
    """Whether a clause begins with a word that tells its time, reason or aim."""
    return any(
        child.dep_ == "mark" or (child.dep_ in {"aux", "advmod"} and child.lower_ in MARKS) for child in clause.children
    )


def _led_to(verb: Token, names: Mapping[int, Name]) -> Where | None:
    """Where the clause over a verb leads: "left for Lome, where he was to confer", "headed for Brioni to mediate"."""
    step = verb
    for _ in range(MOST_STEPS):
        if step.dep_ == "relcl" and any(child.lower_ == "where" for child in step.children):
            return where_of(step.head, names)
        aim = step.dep_ in {"advcl", "xcomp"} and any(child.lower_ == "to" for child in step.children)
        if aim and step.head.lemma_ in word_list("places", "going"):
            ways = [
                child for child in step.head.children if child.dep_ == "prep" and child.lower_ in {"for", "to", "in"}
            ]
            return next((one for way in ways for one in _of_preposition(way, names)), None)
        if step.dep_ not in {"conj", "xcomp"} or step.head == step:
            return None
        step = step.head
    return None


def _loose(preposition: Token, trigger: Token) -> bool:
    """Whether a preposition stands at the clause, not in a phrase on a topic ("the crisis in Niger")."""
    head = preposition.head
    if head.pos_ != "NOUN" or head == trigger:
        return True
    topic = head.dep_ == "pobj" and head.head.lower_ in TOPICS
    return not topic and head.head.lemma_ not in TOPICAL


def _placing(doc: Doc) -> dict[int, list[int]]:
    """Prepositions that may place an event, by the word of the clause in which they stand."""
    found: dict[int, list[int]] = {}
    for token in doc:
        if token.dep_ == "prep" and token.lower_ in PLACED[:-1]:
            found.setdefault(clause_of(token).i, []).append(token.i)
    return found


def _post(noun: Token) -> bool:
    return noun.lemma_.lower() in word_list("people", "envoys")


def _placed(head: Token, names: Mapping[int, Name], *, posted: bool = False) -> Iterator[Where]:
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in PLACED[:-1]:
            yield from _of_preposition(child, names)
        if child.dep_ == "prep" and child.lower_ in {"on", "at", "during"}:
            yield from _of_gathering(child, names)
        elif child.dep_ == "dobj" and head.lemma_ not in TOPICAL and not (posted and _post(child)):
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ in PLACED[:-1]:
                    yield from _of_preposition(inner, names)
                elif inner.dep_ == "prep" and inner.lower_ == "during":
                    yield from _of_gathering(inner, names)


def _of_gathering(preposition: Token, names: Mapping[int, Name]) -> Iterator[Where]:
    """As in "on the sidelines of a summit in Lima", "at the end of talks in Oslo", "during a trip to Bonn"."""
    nouns = [child for child in preposition.children if child.dep_ == "pobj"]
    for noun in nouns:
        nouns += [one for child in noun.children if child.lower_ == "of" for one in child.children]
        trip = noun.lemma_.lower() in word_list("places", "trips")
        if trip or noun.lemma_.lower() in word_list("places", "gatherings"):
            held = [
                one
                for child in noun.children
                if child.dep_ == "acl" and child.lemma_ == "hold"
                for one in child.children
            ]
            for child in [*noun.children, *held]:
                if child.dep_ == "prep" and (child.lower_ in PLACED[:-1] or (trip and child.lower_ == "to")):
                    yield from _of_preposition(child, names)


def _of_preposition(preposition: Token, names: Mapping[int, Name]) -> Iterator[Where]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            several = [found for one in members(child) if (found := where_of(one, names)) is not None]
            found = of_several(several) if sum(one.exact for one in several) >= PAIR else next(iter(several), None)
            yield from [found] if found is not None else []
        elif child.dep_ == "pcomp" and child.lemma_ == "be":  # "in what is now Samoa at Apia"
            lands = [one for one in child.children if one.dep_ == "attr"]
            ways = [way for one in (child, *lands) for way in one.children if way.lower_ in PLACED[:-1]]
            yield from (found for way in ways for found in _of_preposition(way, names))
            yield from (found for one in lands if (found := where_of(one, names)) is not None)


def of_several(places: Sequence[Where]) -> Where | None:
    """The state that is told with several cities ("Lyon and Paris, France"); without one, nowhere in particular.

    So "will open embassies in Tallinn, Riga and Vilnius" names none.
    """
    told = next((one for one in places if one.text and not one.exact), None)
    if told is not None or not places or (state := places[-1].state) is None:
        return told
    return Where(state.text, places[0].start, places[-1].end, state, exact=False)


def where_of(token: Token, names: Mapping[int, Name]) -> Where | None:
    """The place that a word names, with the region or state after its comma; None where it names none."""
    name = names.get(token.i)
    doc = token.doc
    titled = name is not None and (name.title is not None or name.kind == "office" or name.text in MONTHS)
    if name is None or titled or not _places(name, names, doc):
        if name is not None and not titled and _seat(name):
            return Where(doc[name.start : name.end].text, name.start, name.end)
        return _described(token, names)
    return _listed(_chain(_first(name, names, doc), names, doc), doc)


def _described(token: Token, names: Mapping[int, Name]) -> Where | None:
    """A place that a common noun describes: "the city of Donetsk", "a lodge near Brest", "Guaviare province"."""
    doc, lemma = token.doc, token.lemma_.lower()
    if lemma in SETTLEMENTS:
        own = next((names[child.i] for child in token.children if child.dep_ == "compound" and child.i in names), None)
        if own is not None and own.kind in {"place", "unknown", "person", "organization"} and not own.title:
            return Where(doc[own.start : token.i + 1].text, own.start, token.i + 1)
    if lemma in SETTLEMENTS | word_list("places", "parts"):
        inner = [one for child in token.children if child.lower_ in {"of", "around"} for one in child.children]
        if inner:
            return where_of(inner[0], names) or (_called(inner[0], names) if lemma in SETTLEMENTS else None)
    if lemma in SETTLEMENTS and token.i + 2 < len(doc) and doc[token.i + 1].text == ",":  # "the capital, Victoria"
        called = names.get(token.i + 2)
        if called is not None and called.kind == "place":
            return Where(doc[called.start : called.end].text, called.start, called.end)
    if (lemma == "capital" or lemma in word_list("places", "sites")) and token.i > 0:
        owner = next((names[child.i] for child in token.children if child.i in names and child.i < token.i), None)
        if owner is not None and owner.kind in {"state", "place"}:
            state = owner if owner.kind == "state" and not owner.adjective else None
            return Where(doc[owner.start : token.i + 1].text, owner.start, token.i + 1, state)
    return _site(token, names) if lemma in word_list("places", "sites") else None


def _seat(name: Name) -> bool:
    """As in "at the Kremlin", "at the Elysee Palace": a body or building by the name of its seat."""
    return is_site(name.text)


def is_site(place: str) -> bool:
    """Whether a name is one of a house or ground, by its words: "White House", "Joint Base Andrews"."""
    words = place.lower().split()
    if place.lower() in word_list("places", "seats"):
        return True
    return len(words) > 1 and (words[-1] in word_list("places", "sites") or not BUILDINGS.isdisjoint(words))


def _called(token: Token, names: Mapping[int, Name]) -> Where | None:
    """The town that "the border town of Tibu" names, known or not."""
    name = names.get(token.i)
    if name is None or name.title or name.adjective:
        return None
    return Where(token.doc[name.start : name.end].text, name.start, name.end)


def _site(token: Token, names: Mapping[int, Name]) -> Where | None:
    """As in "the town hall at Vukovar", "the tomb of the slain premier": the site with what tells which it is."""
    start = phrase_of(token).start
    for child in token.children:
        inner = next(iter(child.children), None) if child.dep_ == "prep" else None
        if inner is None or child.lower_ not in {"at", "in", "near", "of", "outside"}:
            continue
        if child.lower_ != "of" and (there := where_of(inner, names)) is not None:
            return Where(token.doc[start : there.end].text, start, there.end, there.state)
        if child.lower_ == "of":
            end = max(phrase_of(inner).end, inner.i + 1)
            return Where(token.doc[start:end].text, start, end)
    return None


def _listed(chain: list[Name], doc: Doc) -> Where:
    """The place that names with commas between them tell: one city; of several, the state at the end, or no text."""
    name = chain[0]
    places, last = [one for one in chain if not one.state or one.kind == "place"], chain[-1]
    # "Honolulu and Kapolei, Hawaii" are not in a state of their own.
    state = last if last.state and last.text.lower() not in word_list("places", "regions") else None
    if (region := _region(name, doc)) is not None and len(chain) <= PAIR:
        return Where(doc[name.start : region].text, name.start, region, name if name.state else None)
    if _are_several(places, state, doc):
        text = doc[state.start : state.end].text if state is not None else ""
        return Where(text, name.start, last.end, state, exact=False)
    if len(chain) == 1 or not places:
        return Where(doc[name.start : name.end].text, name.start, name.end, state, exact=name.state is None)
    if state is None or last in places:
        return Where(doc[name.start : last.end].text, name.start, last.end, state)
    return Where(doc[places[-1].start : places[-1].end].text, name.start, last.end, state)


def _are_several(places: list[Name], state: Name | None, doc: Doc) -> bool:
    """Whether places are several cities, and not one with its region, or one with the base beside it."""
    if not places:
        return False
    if state is not None:
        second = len(places) > 1 and places[-1] is not state and not _building(places[0], doc)
        return second or _behind_others(places[0], doc)
    bracketed = len(places) == PAIR and doc[places[0].end].text == "("
    joined = len(places) == PAIR and _joined(places[0], doc) == places[1].start
    return len(places) > PAIR or bracketed or joined or _paired(places[0], doc)


def _chain(name: Name, names: Mapping[int, Name], doc: Doc) -> list[Name]:
    """Places with commas between them: "Cairo, Egypt", "Rio and Sao Paulo, Brazil", "Manila, the Philippines"."""
    chain = [name]
    while True:
        after = names.get(at) if (at := _behind(chain[-1], doc)) is not None else None
        if after is None or after.start != at or not _places(after, names, doc):
            after = names.get(at) if (at := _joined(chain[-1], doc)) is not None else None
            if after is None or after.start != at or after.kind != "place":
                return chain
        chain.append(after)


def _joined(name: Name, doc: Doc) -> int | None:
    """The token after the "and" behind a name."""
    at = name.end + 1 if name.end < len(doc) and doc[name.end].text == "," else name.end
    return at + 1 if at + 1 < len(doc) and doc[at].lower_ == "and" else None


def _first(name: Name, names: Mapping[int, Name], doc: Doc) -> Name:
    """The city before the comma of a state that the parser takes for the head: "to The Hague, Netherlands"."""
    before = names.get(name.start - 2)
    comma = name.start > 1 and doc[name.start - 1].text == ","
    if name.kind != "state" or not comma or before is None or before.kind != "place" or before.end != name.start - 1:
        return name
    return before


def _behind(name: Name, doc: Doc) -> int | None:
    """The token after the comma behind a name, and behind what stands in brackets: "Wakefield (Quebec), Canada"."""
    at = name.end
    if at < len(doc) and doc[at].text == "(":
        at = next((one.i + 1 for one in doc[at : at + MOST_STEPS] if one.text == ")"), at)
    if at + 1 >= len(doc) or doc[at].text != ",":
        return None
    return at + 1 + (doc[at + 1].lower_ == "the")


def _places(name: Name, names: Mapping[int, Name], doc: Doc) -> bool:
    """Whether a name stands for a place: by its kind, or because a place follows after its comma."""
    if name.kind in {"place", "state"}:
        return not name.adjective
    at = _behind(name, doc)
    after = names.get(at) if at is not None else None
    return after is not None and after.start == at and after.kind in {"place", "state"} and not after.adjective


def _region(name: Name, doc: Doc) -> int | None:
    """Where a federal state behind the comma after a city ends: "Chicago, IL", "Kennebunkport, Me."."""
    at = name.end + 1
    if at >= len(doc) or doc[name.end].text != ",":
        return None
    regions = word_list("places", "regions")
    for end in (at + 2, at + 1):
        if doc[min(end, len(doc)) - 1].text != "." and doc[at:end].text.replace(".", "").lower() in regions:
            return end
    return None


def _paired(name: Name, doc: Doc) -> bool:
    """Whether another city follows behind a bracket: "visiting Honolulu (Hawaii) and Los Angeles"."""
    if name.end >= len(doc) or doc[name.end].text != "(":
        return False
    closed = next((one.i for one in doc[name.end : name.end + MOST_STEPS] if one.text == ")"), name.end)
    return closed + 2 < len(doc) and doc[closed + 1].lower_ == "and" and doc[closed + 2].text[0].isupper()


def _behind_others(name: Name, doc: Doc) -> bool:
    """Whether other names stand before a place with commas between: "to Lyon, Perouges, Paris, France"."""
    at = name.start - 1
    if at < 1 or doc[at].text != ",":
        return False
    while at > 0 and (doc[at].text in {",", "-"} or doc[at].text[0].isupper()):
        at -= 1
    return doc[at].lower_ in {"to", "in"}


def _building(name: Name, doc: Doc) -> bool:
    return doc[name.end - 1].ent_type_ == "FAC" or doc[name.end - 1].lower_ in BUILDINGS
