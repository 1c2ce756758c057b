"""From triggers to events of one sentence: who takes part in which role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.extract.clauses import bearers, objects, objects_of, restricted_by, when_clauses
from ingest.extract.conditions import held, human, inner_of, is_one, lemma_of, object_of, stands
from ingest.extract.lexicon import ANY, load_lexicon, word_list
from ingest.extract.slots import VERBAL, infinitive, members, severed, slots_of, support_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span, Token

    from ingest.extract.fillers import Filler, FillerFinder
    from ingest.extract.lexicon import Pattern
    from ingest.extract.slots import Slots


ELSEWHERE = frozenset({"agree", "sever_relations"})
DONE = frozenset({"ease_sanctions", "expel", "pardon", "release", "sanction"})
ONLOOKING = frozenset(
    {"applaud", "await", "celebrate", "condemn", "criticise", "criticize", "denounce", "hail", "negotiate", "obtain"}
    | {"praise", "report", "secure", "seek", "welcome", "win"}
)
"""Verbs whose subject does not do what their object tells."""
IMPLYING = frozenset({"relating", "mission"})
"""Patterns on relations and embassies: their sentences leave out whose they are, where the heading says it."""
NOTED = frozenset({"audience", "discussion", "meeting", "talk"})
CONFERRING = frozenset({"conference", "group", "joint", "jointly", "simultaneously", "together", "trilateral"})
"""Words of calls of more than two."""
CALLS = frozenset({"call", "contact", "conversation", "discussion", "exchange", "talk"})
MEETING = frozenset({"meet", "receive", "welcome", "host", "greet", "tell"})


@dataclass(frozen=True, slots=True)
class Part:
    """A participant of a frame, with the slot that it stands in."""

    role: str
    slot: str
    filler: Filler


@dataclass(slots=True)
class Frame:
    """An event as one trigger tells it.

    Attributes:
        slots: All slots around the trigger, for place, post and destination.
        apart: Whether its words tell of several, each with its own people.
        reach: First token, and the one after the last, of the words that may date it; None for its whole paragraph.
    """

    pattern: Pattern
    trigger: Token
    parts: list[Part]
    slots: Slots
    type: str
    act: str | None = None
    reach: tuple[int, int] | None = None
    apart: bool = False

    def of(self, *roles: str) -> list[Part]:
        """Participants in some roles."""
        return [part for part in self.parts if part.role in roles]


def find_frames(sentence: Span, fillers: FillerFinder, topic: Sequence[Filler]) -> Iterator[Frame]:
    """Events that the words of a sentence tell, in order of their triggers.

    Args:
        sentence: Parsed.
        fillers: Who fills a slot.
        topic: Whom the sentence before was about: they fill the place of a subject that is left out ("Met with X").
    """
    lexicon = load_lexicon()
    for token in sentence:
        table = lexicon.verbs if token.pos_ in VERBAL else lexicon.nouns if token.pos_ in {"NOUN", "PROPN"} else None
        patterns = table.get(lemma_of(token), ()) if table is not None else ()
        seen: set[str] = set()
        for pattern in patterns:
            if pattern.type in seen or not stands(token, pattern):
                continue
            frame = _frame(token, pattern, fillers, topic)
            if frame is not None:
                seen.add(frame.type)
                yield from _separate(frame)
                if "alone" in pattern.flags:
                    break


def _frame(trigger: Token, pattern: Pattern, fillers: FillerFinder, topic: Sequence[Filler]) -> Frame | None:
    slots = _slots(trigger, pattern)
    parts = _special(trigger, pattern, slots, fillers, _parts(pattern, slots, fillers))
    role = pattern.roles.get("subj") or (pattern.roles.get("poss") if pattern.type == "meet" else None)
    if role is not None and not slots.get("subj") and not slots.get("poss") and headless(trigger):
        parts = [*(Part(role, "subj", one) for one in topic if _fits(pattern, role, one)), *parts]
    if "placed" in pattern.flags and not _placed(pattern, slots, fillers):
        return None
    if not _enough(pattern, parts) or _in_session(trigger, pattern, parts):
        return None
    kind = _kind(pattern, trigger, parts)
    act = pattern.acts.get(trigger.lemma_.lower(), pattern.act)
    return Frame(pattern, trigger, parts, slots, kind, act)


def _in_session(trigger: Token, pattern: Pattern, parts: list[Part]) -> bool:
    """As in "attended a meeting of the Joint Committee": a session of a body, with nobody else named."""
    if pattern.type != "meet" or trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    across = [part for part in parts if part.slot not in {"subj", "poss"}]
    bodies = [
        part
        for part in across
        if part.slot == "of" and part.filler.named and part.filler.kind not in {"person", "state"}
    ]
    return bool(across) and len(bodies) == len(across)


def _slots(trigger: Token, pattern: Pattern) -> Slots:
    """Slots around a trigger, and those of the noun that completes it ("signed a treaty with")."""
    slots = slots_of(trigger)
    if pattern.type in DONE and trigger.pos_ == "NOUN" and _onlooker(trigger):
        slots["subj"] = []
    if pattern.type == "appoint":  # "confirmed that X would go" names nobody to a post
        slots["inner"] = [one for one in slots.get("inner", ()) if infinitive(one.head)]
    _complete(trigger, pattern, slots)
    if "together" in pattern.flags:
        slots.setdefault("with", []).extend(_partners(trigger))
    if "within" in pattern.roles:
        slots["within"] = [one for token in slots.get("in", ()) for one in objects_of(token, "between")]
    return slots


def _onlooker(noun: Token) -> bool:
    """As in "France welcomed the release by Libya": who did not do it."""
    verb = support_of(noun)
    return verb is not None and verb.lemma_ in ONLOOKING


def _complete(trigger: Token, pattern: Pattern, slots: Slots) -> None:
    """Add what hangs on the noun that completes a trigger."""
    if pattern.object and (inner := object_of(trigger, pattern.object)) is not None:
        for name, tokens in _hung(inner).items():
            slots.setdefault(f"obj_{name}", []).extend(tokens)
            if name in {"with", "between"} or (name in pattern.roles and name not in {"poss", "in", "at"}):
                slots.setdefault(name, []).extend(tokens)
        for thing in restricted_by(inner):
            for name in ("to", "from", "by", "of", "against"):
                slots.setdefault("obj_on", []).extend(slots_of_noun_only(thing).get(name, ()))
    if pattern.only_of and (inner := inner_of(trigger, pattern.only_of)) is not None:
        for name, tokens in slots_of_noun_only(inner).items():
            slots.setdefault(name, []).extend(tokens)


def _hung(noun: Token) -> Slots:
    """What hangs on a noun, and on those that are joined to it: "sanctions and travel bans on X"."""
    hung: Slots = {}
    for one in members(noun):
        for name, tokens in slots_of_noun_only(one).items():
            hung.setdefault(name, []).extend(tokens)
    return hung


def _partners(trigger: Token) -> Iterator[Token]:
    """With whom something is discussed, however deep in its topics the parser hangs them."""
    for token in trigger.subtree:
        if token.lower_ != "with" or token.dep_ != "prep" or token.head == trigger:
            continue
        step = token.head
        while step != trigger and step.pos_ not in VERBAL:
            step = step.head
        if step == trigger:
            yield from (one for child in token.children if child.dep_ == "pobj" for one in members(child))


def _special(trigger: Token, pattern: Pattern, slots: Slots, fillers: FillerFinder, parts: list[Part]) -> list[Part]:
    """Participants that stand in no slot, for the patterns that ask for them."""
    flags = pattern.flags
    if "mission" in flags:
        parts = _with(parts, "participant", "mission", fillers.missions(trigger))
    acting = [token for token in slots.get("subj", ()) if not is_one(token, pattern.object)]
    if flags & IMPLYING and (not parts or "mission" in flags) and not acting:
        parts = _with(parts, "participant", "mission", fillers.implied(trigger, [part.filler for part in parts]))
        if not parts:  # "Relations were established when Minister X presented his credentials to King Y"
            there = (one for token in _received(trigger) for one in fillers.find(token) if one.kind == "person")
            parts = [Part("participant", "through", one) for one in there if one.named]
    if "recognizing" in flags:
        parts = _with(parts, "target", "obj", fillers.recognised(trigger))
        there = {part.filler.name for part in parts}
        acting = (
            one for token in bearers(trigger) for one in fillers.find(token) if one.kind == "person" and one.named
        )
        parts = [*parts, *(Part("participant", "through", one) for one in acting if one.name not in there)]
    if "coming" in flags or ("governing" in flags and not any(part.role == "summoner" for part in parts)):
        parts = _with(parts, "summoner", "to", fillers.offices(trigger))
    if "sanctioning" in flags and not any(part.role == "sanctioner" for part in parts):
        parts = [*parts, *_imposers(trigger, pattern, fillers)]
    if "visiting" in flags:
        parts = _visiting(trigger, fillers)
    if pattern.type in ELSEWHERE and trigger.dep_ == "acl" and not any(part.role == "participant" for part in parts):
        parts = [*parts, *_from_clause(trigger, pattern, fillers)]
    return parts


def _imposers(trigger: Token, pattern: Pattern, fillers: FillerFinder) -> Iterator[Part]:
    """Whose sanctions they are, where the noun tells it: "U.N. sanctions on Libya were suspended"."""
    measure = object_of(trigger, pattern.object)
    for child in measure.children if measure is not None else ():
        if child.dep_ in {"compound", "amod", "nmod"} and child.pos_ in {"PROPN", "ADJ"}:
            there = (one for one in fillers.find(child) if one.kind in {"state", "organization"})
            yield from (Part("sanctioner", "poss", one) for one in there)


def _received(verb: Token) -> Iterator[Token]:
    """Who presented credentials to whom on the day of an event, or was received by whom."""
    for clause in when_clauses(verb):
        around = slots_of(clause)
        for slot in ("subj", "obj", "to"):
            yield from around.get(slot, ())


def _separate(frame: Frame) -> Iterator[Frame]:
    """Happenings that one trigger tells together, each by itself."""
    if frame.type == "visit" and frame.trigger.tag_ == "NNS" and len(hosts := frame.of("host")) > 1:
        # "Visits to A, B and C" are one for each.
        others = [part for part in frame.parts if part.role != "host"]
        for host in hosts:
            slots = {**frame.slots, host.slot: [host.filler.token]}
            yield Frame(frame.pattern, frame.trigger, [*others, host], slots, frame.type, frame.act)
        return
    if frame.type == "expel" and len(frame.of("expeller")) > 1 and any(t.lower_ == "each" for t in frame.trigger.sent):
        for part in frame.of("expeller"):
            own = [part, *frame.of("expelled")]
            yield Frame(frame.pattern, frame.trigger, own, frame.slots, frame.type, frame.act)
        return
    yield from _separate_meetings(frame)


def _separate_meetings(frame: Frame) -> Iterator[Frame]:
    """As in "Met with X and with Y" is two meetings, "met with X and Y" one; one caller calls one after the other."""
    if frame.type == "call" and len(called := _called(frame)) > 1:
        others = [part for part in frame.parts if part not in called]
        for part in called:
            yield replace(frame, parts=[*others, part], apart=True)
        return
    with_parts = [part for part in frame.parts if part.slot == "with"]
    if frame.type not in {"meet", "call"} or len(with_parts) < 2:  # noqa: PLR2004
        yield frame
        return
    preps = [child for child in frame.trigger.children if child.dep_ == "prep" and child.lower_ == "with"]
    preps += [one for prep in preps for one in prep.children if one.dep_ == "conj" and one.lower_ == "with"]
    preps += [
        one
        for one in frame.trigger.head.children
        if one.dep_ == "conj" and one.lower_ == "with" and one.i > frame.trigger.i
    ]
    groups = _groups(preps)
    sentence = frame.trigger.sent.text
    apart = "respectively" in sentence or "separate" in sentence
    if apart and len(preps) <= 1:
        groups = [{part.filler.token.i} for part in frame.of("participant", "target") if part.slot == "with"]
    if len(groups) < 2:  # noqa: PLR2004
        yield frame
        return
    for group in groups:
        own = [part for part in frame.parts if part.slot != "with" or part.filler.token.i in group]
        if any(part.slot == "with" for part in own):
            yield Frame(frame.pattern, frame.trigger, own, frame.slots, frame.type, frame.act)


def _called(frame: Frame) -> list[Part]:
    """Whom one person called by turns ("rang X and Y"); none where they may have talked together."""
    told = (frame.trigger, *objects(frame.trigger))
    single = any(one.tag_ == "NN" and one.lemma_.lower() in CALLS for one in told)  # "held a call with X and Y"
    if single or _conferring(frame.trigger.sent):
        return []
    near = [part for part in frame.parts if part.slot in {"subj", "poss"}]
    across = [part for part in frame.parts if part.slot in {"obj", "oprd", "with", "to"}]
    people = all(part.filler.kind == "person" and part.filler.named for part in across)
    return across if len(near) == 1 and len(near) + len(across) == len(frame.parts) and people else []


def _conferring(sentence: Span) -> bool:
    return any(token.lower_ in CONFERRING or token.lower_.startswith("video") for token in sentence)


def _groups(preps: Sequence[Token]) -> list[set[int]]:
    """The words of each preposition's phrase, without those of the prepositions that come later in the text."""
    groups: dict[int, set[int]] = {}
    later: set[int] = set()
    for prep in sorted(preps, key=lambda one: -one.i):
        phrase = {token.i for token in prep.subtree}
        groups[prep.i] = phrase - later
        later |= phrase
    return [groups[prep.i] for prep in preps]


def headless(trigger: Token) -> bool:
    """Whether a sentence has no subject at all: "Met with President X. Attended a summit."."""
    sentence, root = trigger.sent, trigger.sent.root
    if any(child.dep_ in {"nsubj", "nsubjpass", "expl"} and not severed(child) for child in root.children):
        return False
    first = next((token for token in sentence if token.pos_ not in {"ADV", "PUNCT"}), root)
    begins = first.tag_ in {"VBD", "VBN"} and first.i <= sentence.start + 1
    if begins:
        return first == root or first.dep_ == "advcl"
    return root.pos_ in {"NOUN", "PROPN"} and (trigger == sentence[0] or _noted(trigger))


def _noted(meeting: Token) -> bool:
    """As in "Informal meeting with President X." as a sentence of its own."""
    before = meeting.doc[meeting.sent.start : meeting.i]
    return (
        meeting == meeting.sent.root and meeting.lemma_ in NOTED and all(one.pos_ in {"ADJ", "ADV"} for one in before)
    )


def slots_of_noun_only(noun: Token) -> Slots:
    """Slots that hang on the noun itself."""
    slots: Slots = {}
    for child in noun.children:
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    slots.setdefault(child.lower_, []).extend(
                        [inner, *[one for one in inner.conjuncts if one.i > inner.i]]
                    )
        elif child.dep_ == "poss":
            slots.setdefault("poss", []).append(child)
    return slots


def _from_clause(trigger: Token, pattern: Pattern, fillers: FillerFinder) -> list[Part]:
    """As in "A and B exchanged captives under a truce signed in Minsk": the two of the clause, where there are two."""
    step = trigger.head
    while step.head != step and step.pos_ not in VERBAL:
        step = step.head
    tokens = slots_of(step).get("subj", []) if step.pos_ in VERBAL else []
    if trigger.head.dep_ == "attr":  # "the first treaty between A and B was a Treaty of Amity, signed in 1851"
        tokens = [one for token in tokens for one in slots_of_noun_only(token).get("between", ())] or tokens
    found = [one for token in tokens for one in fillers.find(token) if _fits(pattern, "participant", one)]
    return [Part("participant", "subj", one) for one in found] if len(found) > 1 else []


def _visiting(trigger: Token, fillers: FillerFinder) -> list[Part]:
    """As in "Met visiting Japanese envoy X": X visits, and who met him is the host."""
    guest = trigger.head if trigger.dep_ == "amod" else next((c for c in trigger.children if c.dep_ == "dobj"), None)
    if trigger.lower_ != "visiting" or guest is None or any(child.dep_ == "aux" for child in trigger.children):
        return []
    found = [one for one in fillers.find(guest) if one.kind == "person" and one.named]
    verb = trigger.head if trigger.dep_ != "amod" else guest.head
    if trigger.dep_ != "amod" and verb.lemma_ not in MEETING:
        return []
    parts = [Part("visitor", "obj", one) for one in found]
    if found and verb.pos_ == "VERB" and verb.lemma_ in MEETING:
        slots = slots_of(verb)
        others = [one for slot in ("subj", "obj") for token in slots.get(slot, ()) for one in fillers.find(token)]
        names = {one.name for one in found}
        parts += [Part("host", "subj", one) for one in others if one.kind == "person" and one.name not in names][:1]
    return parts


def _placed(pattern: Pattern, slots: Slots, fillers: FillerFinder) -> bool:
    """Whether it goes to a place or a person with a name: not "left for good", "went to hospital"."""
    ways = dict.fromkeys((pattern.going, "to", "for", "into", "in", "on", "at", "obj_in", "obj_to", "obj_at"))
    return any(
        filler.kind in {"place", "state"} or (filler.kind == "person" and filler.named and pattern.going != "obj")
        for slot in ways
        for token in slots.get(slot or "", ())
        for near in (token, *objects_of(token, "of"), *objects_of(token, "in"))
        for filler in fillers.find(near)
    )


def _parts(pattern: Pattern, slots: Slots, fillers: FillerFinder) -> list[Part]:
    parts: list[Part] = []
    taken: set[tuple[str, str]] = set()
    for slot, role in pattern.roles.items():
        for token in slots.get(slot, ()):
            for filler in fillers.find(token):
                if filler.kind == "place" and "capitals" in pattern.flags:
                    filler = fillers.state_of_place(filler) or filler  # noqa: PLW2901 - the capital is the state here
                # "Relations were established with X as Chargé": states have relations, through people.
                through = "relating" in pattern.flags and slot != "subj" and filler.kind == "person"
                if through or filler.kind == "place" or not _fits(pattern, role, filler):
                    continue
                if (filler.name, role) in taken or any(part.filler.name == filler.name for part in parts):
                    continue
                taken.add((filler.name, role))
                parts.append(Part(role, slot, filler))
    return parts


def _with(parts: list[Part], role: str, slot: str, fillers: Sequence[Filler]) -> list[Part]:
    """Parts with further participants, each state once."""
    states = {part.filler.state for part in parts if part.filler.kind == "state"}
    there = {part.filler.name for part in parts}
    return [
        *parts,
        *(
            Part(role, slot, one)
            for one in fillers
            if one.name not in there and not (one.state and one.state in states)
        ),
    ]


def _fits(pattern: Pattern, role: str, filler: Filler) -> bool:
    if filler.named and filler.kind not in pattern.kinds.get(role, ANY):
        return False
    if not filler.named and not _fits_nameless(pattern, role, filler):
        return False
    if pattern.envoy == role:
        envoys = word_list("people", "envoys")
        beside = (one.lemma_.lower() for one in filler.token.children if one.dep_ == "appos")  # "X, its nuncio"
        words = {filler.token.lemma_.lower(), *(filler.title or "").lower().split(), *filler.name.lower().split()}
        words.update(beside)
        return any(word in envoys or word.rstrip("s") in envoys for word in words)
    return True


def _fits_nameless(pattern: Pattern, role: str, filler: Filler) -> bool:
    """Whether somebody without a name may fill a role: generals are sanctioned and tourists freed, trees are not."""
    lemma = filler.token.lemma_.lower()
    if role not in pattern.generic or (role != "sanctioned" and lemma in word_list("people", "firms")):
        return False
    if pattern.official == role:
        return human(filler.token, "officials", "bodies")
    if pattern.captive == role:
        nationals = filler.state is not None and filler.name == filler.token.text  # "five Jordanians"
        grouped = filler.token.pos_ == "NUM" or lemma == "group"  # "12 of the 20 tourists", "a group of 20 monks"
        people = [filler.token, *(objects_of(filler.token, "of") if grouped else ())]
        return nationals or any(held(one) or human(one, "people", "envoys", "officials") for one in people)
    return True


def _enough(pattern: Pattern, parts: list[Part]) -> bool:
    if isinstance(pattern.need, int):
        if "agreeing" in pattern.flags:
            return len(parts) >= pattern.need
        together = pattern.type != "call" or any(_conferring(part.filler.token.sent) for part in parts)
        several = together and any(_several_officials(part.filler) for part in parts)
        if len(parts) + several < pattern.need:
            return False
        if "people" in pattern.flags or "together" in pattern.flags:
            return any(part.slot == "subj" for part in parts) and (
                len({part.slot for part in parts}) > 1 or "together" in pattern.flags
            )
        return True
    roles = {part.role for part in parts}
    return all(role in roles for role in pattern.need)


def _several_officials(filler: Filler) -> bool:
    """As in "Foreign ministers", "delegations": a meeting of theirs needs nobody else."""
    return not filler.named and (
        (filler.token.tag_ in {"NNS", "NNPS"} and filler.token.lemma_.lower() in word_list("people", "officials"))
        or filler.token.lower_ == "delegations"
    )


def _kind(pattern: Pattern, trigger: Token, parts: list[Part]) -> str:
    """Talks of people are a meeting, talks of states and bodies a negotiation."""
    if trigger.lemma_ != "talk" or trigger.pos_ == "VERB" or pattern.type not in {"meet", "negotiate"}:
        return pattern.type
    if any(part.role == "mediator" for part in parts):
        return "negotiate"
    people = [part for part in parts if part.filler.kind == "person" or _through_officials(part.filler.token)]
    return "meet" if len(people) == len(parts) and "in" not in pattern.flags else "negotiate"


def _through_officials(token: Token) -> bool:
    """As in "Delegations of A and B": people who stand for states."""
    officials = word_list("people", "officials")
    first = token
    while first.dep_ == "conj":
        first = first.head
    over = first.head.head if first.head.dep_ == "prep" else first.head
    return token.lemma_.lower() in officials or (
        first.dep_ in {"pobj", "poss", "amod"} and over.lemma_.lower() in officials
    )
