"""When and where: which of the times and places of a sentence belong to which event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.extract.clauses import when_clauses
from ingest.extract.lexicon import word_list
from ingest.extract.modality import TELLING
from ingest.extract.once import once
from ingest.extract.phrases import phrase_of
from ingest.extract.runs import MONTHS
from ingest.extract.slots import PASSIVE, SUBJECTS, VERBAL, is_reason, members, support_of, verb_of
from ingest.extract.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Span, Token

    from ingest.extract.names import Name
    from ingest.extract.times import TimeExpression

PLACED = ("in", "at", "near", "outside", "aboard", "to")
DENYING = frozenset({"accuse", "dismiss", "deny", "hint", "insist", "reject", "rule", "warn"})
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
TOPICAL = frozenset({"brief", "consider", "discuss", "review"})
MOST_STEPS = 12
PAIR = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A time in a paragraph, and the words that it hangs on.

    Attributes:
        clause: The verb (or noun) to which it belongs.
    """

    time: TimeExpression
    first: int
    last: int
    clause: Token


@dataclass(frozen=True, slots=True)
class Where:
    """A place as written, and the state that stands behind it ("Cairo, Egypt")."""

    text: str
    start: int
    end: int
    state: Name | None = None
    exact: bool = True


def times_of(doc: Doc) -> list[Told]:
    """Times of a paragraph that are no part of a name."""
    found: list[Told] = []
    for time in find_times(doc.text):
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None and not time.named and not _measures(span):
            found.append(Told(time, span.start, span.end, _clause(span.root)))
    return found


def _measures(span: Span) -> bool:
    """Whether it says which or how rare, not when: "the 1915 killings", "the first in two decades"."""
    root, doc = span.root, span.doc
    if root.is_digit and root.dep_ in {"nummod", "amod", "compound", "nmod"} and root.head.i >= span.end:
        return True
    before = doc[max(span.start - MOST_STEPS, span.sent.start) : span.start]
    rare = span[0].lower_ == "in" and any(token.like_num or token.lower_ in {"a", "an"} for token in span)
    if rare and any(token.lower_ == "first" or token.tag_ == "JJS" for token in before):
        return True
    return len(before) > 0 and before[-1].lower_ == "time" and span[0].lower_ == "this"


def claims_times(trigger: Token) -> tuple[Token | None, Token | None]:
    """The words whose times are an event's own, and no other event's."""
    return trigger, support_of(trigger)


def time_for(trigger: Token, times: list[Told], claimed: Mapping[Token | None, int]) -> Told | None:
    """The time that tells when an event was.

    Args:
        trigger: The event's trigger.
        times: Times of the paragraph.
        claimed: How often events of the sentence, this one counted, claim the times of a word.
    """
    sentence = trigger.sent
    near = [one for one in times if sentence.start <= one.first < sentence.end]
    verb = verb_of(trigger)
    own = [
        one
        for one in near
        if one.clause in {trigger, verb} or (_under(one.clause, trigger) and _tight(one.clause, trigger))
    ]
    if own:
        return min(own, key=lambda one: (one.time.vague, abs(one.first - trigger.i)))
    if trigger.dep_ == "pcomp" and is_reason(trigger.head):
        return None
    if verb is not None and verb.dep_ == "relcl":  # "on June 25, 1975, when he sent a letter"
        hung = next((one for one in near if one.first <= verb.head.i < one.last), None)
        if hung is not None:
            return hung
    own_words = claims_times(trigger)
    taken = {one.clause for one in near if claimed.get(one.clause, 0) > own_words.count(one.clause)}
    free = [
        one for one in near if one.clause not in taken and not _reporting(one, trigger) and not _elsewhere(one, trigger)
    ]
    if free:
        return min(free, key=lambda one: (one.time.vague, abs(one.first - trigger.i)))
    return _inherited(trigger, verb, near) or _accompanying(verb or trigger, near)


def _accompanying(verb: Token, near: list[Told]) -> Told | None:
    """As in "recognized Italy when it received its minister on April 11, 1861": both are of one day."""
    clauses = list(when_clauses(verb))
    return next((one for one in near if one.clause in clauses and not one.time.vague), None)


def _inherited(trigger: Token, verb: Token | None, near: list[Told]) -> Told | None:
    """A clause with "when" happens when its main clause does, and the second of two verbs when the first does."""
    step = verb or trigger
    for _ in range(MOST_STEPS):
        if step.head == step or step.dep_ not in {
            "advcl",
            "conj",
            "xcomp",
            "prep",
            "pobj",
            "pcomp",
            "dobj",
            "relcl",
            "acl",
            "appos",
            "nsubj",
            "nsubjpass",
        }:
            return None
        if step.dep_ == "advcl" and any(
            child.dep_ == "mark" and child.lower_ in {"after", "before", "since", "until"} for child in step.children
        ):
            return None
        if step.dep_ == "relcl" and step.head.pos_ != "VERB":
            return None
        step = step.head
        found = next((one for one in near if one.clause == step), None)
        if found is not None:
            return found
    return None


def _clause(token: Token) -> Token:
    step = token
    for _ in range(MOST_STEPS):
        if step.head == step:
            return step
        step = step.head
        if step.pos_ in VERBAL:
            return step
        if step.pos_ == "NOUN" and step.dep_ not in {"npadvmod", "tmod", "pobj", "nmod", "compound", "appos"}:
            return step
    return step


def _under(token: Token, top: Token) -> bool:
    """Whether a word hangs under another, at whatever depth."""
    # The edges tell most of it at once; the way up is long in an endless sentence.
    return top.left_edge.i <= token.i <= top.right_edge.i and top.is_ancestor(token)


def _tight(clause: Token, trigger: Token) -> bool:
    """Whether a clause stands so close under the trigger that its time is the trigger's."""
    return (
        clause.pos_ not in VERBAL
        or clause.dep_ in {"xcomp", "pcomp"}
        or (clause.dep_ == "conj" and clause.head == trigger)
    )


def _reporting(one: Told, trigger: Token) -> bool:
    """As in "Reuters reported on Wednesday that …": the day of the report."""
    return (
        one.clause.lemma_ in TELLING | DENYING
        and not _own_report(one.clause, trigger)
        and one.clause != trigger
        and not (one.first < one.clause.i and one.first <= one.clause.sent.start + 1)
    )


def _loose(preposition: Token, trigger: Token) -> bool:
    """Whether a preposition stands at the clause, not in a phrase on a topic ("the crisis in Niger")."""
    head = preposition.head
    if head.pos_ != "NOUN" or head == trigger:
        return True
    topic = head.dep_ == "pobj" and head.head.lower_ in {"about", "of", "on", "over", "regarding"}
    return not topic and head.head.lemma_ not in TOPICAL


def _own_report(report: Token, trigger: Token) -> bool:
    """As in "Bulgaria said on Wednesday it was expelling two diplomats": who acts tells of it as it happens."""
    verb = verb_of(trigger)
    if verb is None or verb.head != report or verb.dep_ != "ccomp":
        return False
    own = any(child.dep_ == "nsubj" and child.lower_ in {"it", "they", "he", "she"} for child in verb.children)
    return own and not any(child.lower_ in {"had", "have", "has", "would", "will"} for child in verb.children)


def _elsewhere(one: Told, trigger: Token) -> bool:
    """A time in a side clause that does not hold the trigger."""
    clause = one.clause
    return (
        clause != trigger
        and clause.dep_ in {"relcl", "advcl", "acl", "ccomp", "conj"}
        and not clause.is_ancestor(trigger)
    )


def place_for(trigger: Token, names: Mapping[int, Name], *, posted: bool = False) -> Where | None:
    """The place that a phrase at the trigger names; with `posted` not that of an envoy ("its ambassador in Berlin")."""
    verb = verb_of(trigger)
    heads = [trigger, *([verb] if verb is not None and verb != trigger else [])]
    for head in heads:
        found = list(_placed(head, names, posted=posted))
        if found:
            return min(found, key=lambda one: (not one.exact, one.start))
    if (
        verb is not None
        and verb.dep_ == "conj"
        and verb.head.pos_ in VERBAL
        and not any(child.dep_ in SUBJECTS | PASSIVE for child in verb.children)
        and (found := list(_placed(verb.head, names)))
    ):
        return found[0]
    doc, sentence = trigger.doc, trigger.sent
    placing = once(doc, _placing)
    free = [
        one
        for at in sorted({at for head in heads for at in placing.get(head.i, ())})
        if sentence.start <= at < sentence.end and _loose(doc[at], trigger) and not (posted and _post(doc[at].head))
        for one in _of_preposition(doc[at], names)
    ]
    return min(free, key=lambda one: (not one.exact, abs(one.start - trigger.i))) if free else None


def _placing(doc: Doc) -> dict[int, list[int]]:
    """Prepositions that may place an event, by the word of the clause in which they stand."""
    found: dict[int, list[int]] = {}
    for token in doc:
        if token.dep_ == "prep" and token.lower_ in PLACED[:-1]:
            found.setdefault(_clause(token).i, []).append(token.i)
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


def _of_gathering(preposition: Token, names: Mapping[int, Name]) -> Iterator[Where]:
    """As in "on the sidelines of a summit in Lima", "during a conference in Oslo"."""
    nouns = [child for child in preposition.children if child.dep_ == "pobj"]
    nouns += [one for noun in nouns for child in noun.children if child.lower_ == "of" for one in child.children]
    for noun in nouns:
        if noun.lemma_.lower() in word_list("places", "gatherings"):
            for child in noun.children:
                if child.dep_ == "prep" and child.lower_ in {"in", "at", "near", "outside"}:
                    yield from _of_preposition(child, names)


def _of_preposition(preposition: Token, names: Mapping[int, Name]) -> Iterator[Where]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            for one in members(child)[:1]:
                if (found := where_of(one, names)) is not None:
                    yield found


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
    if (lemma == "capital" or lemma in word_list("places", "sites")) and token.i > 0:
        owner = next((names[child.i] for child in token.children if child.i in names and child.i < token.i), None)
        if owner is not None and owner.kind in {"state", "place"}:
            state = owner if owner.kind == "state" and not owner.adjective else None
            return Where(doc[owner.start : token.i + 1].text, owner.start, token.i + 1, state)
    return _site(token, names) if lemma in word_list("places", "sites") else None


def _seat(name: Name) -> bool:
    """As in "at the Kremlin", "at the Elysee Palace": a body or building by the name of its seat."""
    words = name.text.lower().split()
    return name.text.lower() in word_list("places", "seats") or (
        len(words) > 1 and words[-1] in word_list("places", "sites")
    )


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
    state = last if last.state else None
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
    return len(places) > PAIR or bracketed or _paired(places[0], doc)


def _chain(name: Name, names: Mapping[int, Name], doc: Doc) -> list[Name]:
    """Places with commas between them: "Cairo, Egypt", "Hanoi, Ho Chi Minh City, Vietnam"."""
    chain = [name]
    while (at := _behind(chain[-1], doc)) is not None:
        after = names.get(at)
        if after is None or after.start != at or not _places(after, names, doc):
            break
        chain.append(after)
    return chain


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
    return at + 1 if at + 1 < len(doc) and doc[at].text == "," else None


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
