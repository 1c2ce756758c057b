"""Who does what in a parsed sentence: the grammatical places around a trigger word.

A slot is a grammatical place with the words that fill it: `subj`, `obj`, `poss`, or a preposition (`with`, `between`).
Passives are turned round (their subject is an `obj`, their agent a `subj`), verbs that share a subject get it, and a
noun ("talks", "visit") takes in what hangs on the verb that it stands with ("held talks with X in Y").
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

type Slots = dict[str, list[Token]]

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
SHARING = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep"})
READY = frozenset({"able", "due", "expected", "likely", "poised", "ready", "scheduled", "set"})
"""Adjectives whose owner does what the infinitive after them tells: "is due to sign"."""
MOST_STEPS = 6
FARTHEST_HOST = 12
"""Words after a visit among which "with", and after that "as his host", is looked for."""

MEASURING = frozenset(
    {"round", "series", "day", "hour", "session", "set", "week", "bout", "spate", "string", "end", "start", "number"}
)
"""Nouns that only measure the one after "of": "a round of talks", "the end of three days of talks"."""

CLAUSES = frozenset({"relcl", "acl", "appos", "advcl"})
"""What is said of a noun beside its phrase."""

JUDGING = frozenset(
    {"accuse", "applaud", "blame", "commend", "condemn", "congratulate", "credit", "criticise", "criticize", "denounce"}
    | {"fault", "forgive", "praise", "punish", "reward", "thank"}
)
"""Verbs whose object did what their "for" tells."""

COVERING = frozenset({"cover", "include", "involve", "comprise", "encompass"})
"""Verbs by which a clause on a noun tells whom it is about: "a release that would cover 100 prisoners"."""

PROPOSING = frozenset(
    {"offer", "bid", "decision", "plan", "attempt", "proposal", "request", "refusal", "promise", "move", "effort"}
)
"""Nouns whose owner does what the infinitive after them tells: "a Soviet offer to host talks"."""


DECREES = frozenset({"amnesty", "bill", "decree", "directive", "edict", "law", "legislation", "order", "resolution"})
"""What somebody signs or passes, and so does what its participle tells: "signed a decree pardoning X"."""

GIVING = frozenset({"allow", "award", "deny", "give", "grant", "hand", "offer", "promise", "tell"})
"""Verbs that have an object in the passive too: "was given two days"."""

ONLY = frozenset({"first", "latest", "last", "only", "newest", "second", "third", "next"})


def slots_of(trigger: Token) -> Slots:
    """Slots around a verb or noun."""
    slots: Slots = defaultdict(list)
    if trigger.pos_ in VERBAL:
        _verb(trigger, slots)
    else:
        _noun(trigger, slots)
    return {name: list(dict.fromkeys(tokens)) for name, tokens in slots.items()}


def verb_of(trigger: Token) -> Token | None:
    """The verb by which a trigger tells its event: itself, or the one that its noun stands with."""
    return trigger if trigger.pos_ in VERBAL else support_of(trigger)


def support_of(noun: Token) -> Token | None:
    """The verb that a noun stands with, as its object, passive subject, subject, or in "is in talks"."""
    head = noun.head
    step = noun
    while head != step and step.dep_ in {"conj", "appos"} and head.pos_ in {"NOUN", "PROPN"}:
        step, head = head, head.head
    while head != step and head.dep_ == "prep" and head.lower_ == "of" and head.head.lemma_.lower() in MEASURING:
        step, head = head.head, head.head.head
    if head == step:
        return None
    if head.pos_ in VERBAL and step.dep_ in OBJECTS | PASSIVE | SUBJECTS | {"attr", "dative", "oprd"}:
        return head
    if head.dep_ == "prep" and head.head.pos_ in VERBAL and _carries(head, head.head):
        return head.head
    return None


def _carries(preposition: Token, verb: Token) -> bool:
    """As in "Is in talks", "arrived for a visit"; not "thanked him for the release"."""
    if preposition.lower_ == "for" and verb.lemma_ == "be":
        # "is in Belgrade for talks with X"
        return any(one.dep_ == "prep" and one.lower_ in {"in", "at"} for one in verb.children)
    return preposition.lower_ in {"in", "on", "into", "during", "at"} or (
        preposition.lower_ in {"for", "to"}
        and verb.lemma_
        in {
            "arrive",
            "come",
            "fly",
            "gather",
            "go",
            "head",
            "host",
            "invite",
            "leave",
            "meet",
            "return",
            "sit",
            "travel",
        }
    )


def passive(verb: Token) -> bool:
    """Whether a verb form is passive; a participle after a noun ("a treaty signed by X") is."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.tag_ == "VBN" and verb.head.pos_ in VERBAL:
        # "was summoned and given two days to leave"
        apart = {"aux"} | SUBJECTS | (frozenset[str]() if verb.lemma_ in GIVING else OBJECTS)
        return not any(child.dep_ in apart for child in verb.children) and passive(verb.head)
    return (
        verb.tag_ == "VBN"
        and (
            (verb.dep_ in {"acl", "amod"} and not _finite(verb))
            or any(child.dep_ == "agent" for child in verb.children)
        )
        and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    )


def _finite(verb: Token) -> bool:
    """Whether "Egypt's minister, X, conferred with Y" is a sentence that is parsed as a noun with a participle."""
    root = verb.head
    told = root.dep_ == "ROOT" and root.ent_type_ == "PERSON" and verb.i == root.i + 1
    if told and any(child.dep_ in OBJECTS | {"oprd"} for child in verb.children):
        return True  # "President X named Y ambassador"
    return (
        verb.dep_ == "acl"
        and root.dep_ == "ROOT"
        and verb.nbor(-1).text == ","
        and any(child.dep_ == "appos" for child in root.children)
    )


def _verb(verb: Token, slots: Slots) -> None:
    turned = passive(verb)
    being = nth_of(verb)
    for child in verb.children:
        if being is not None and child.dep_ in SUBJECTS:
            continue  # "after Russia", which the parser takes for the subject
        _argument(child, slots)
        _preposition(child, slots)
        _due(child, slots)
    _around(verb, slots, turned=turned)
    if being is not None:
        slots["subj"] += _own_subject(being)
    place = "obj" if turned else "subj"
    if turned and not slots.get("subj"):
        slots["subj"] += _shared_agent(verb)
    given = turned and verb.dep_ == "conj" and not any(child.dep_ in PASSIVE for child in verb.children)
    if (given or not slots.get(place)) and (shared := _shared(verb) or _adrift(verb)):
        slots[place] += shared


def _shared_agent(verb: Token) -> list[Token]:
    """Kim in "were pardoned and set free by Kim"."""
    others = (child for child in verb.children if child.dep_ == "conj" and child.tag_ == "VBN")
    apart = SUBJECTS | PASSIVE | {"auxpass"}
    joined = [one for one in others if not any(child.dep_ in apart for child in one.children)]
    return [token for one in joined for child in one.children if child.dep_ == "agent" for token in _objects(child)]


def infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def nth_of(verb: Token) -> Token | None:
    """The verb over "to recognise" in "became the second country (after Russia) to recognise X"; its subject did so."""
    if verb.dep_ not in {"relcl", "acl", "advcl"} or not any(one.lower_ == "to" for one in verb.children):
        return None
    nouns = [verb.head, *(child for child in verb.head.children if child.dep_ == "attr")]
    noun = next((one for one in nouns if one.dep_ == "attr" and one.head.lemma_ in {"be", "become", "remain"}), None)
    if noun is None or not any(one.lower_ in ONLY or one.tag_ == "JJS" for one in noun.children):
        return None
    return noun.head


def _argument(child: Token, slots: Slots) -> None:
    """What one word under a verb is to it."""
    if child.dep_ in SUBJECTS | PASSIVE | OBJECTS and not severed(child):
        if child.lower_ not in RELATIVE:
            slots["subj" if child.dep_ in SUBJECTS else "obj"] += members(child)
        if child.dep_ in OBJECTS and child.pos_ == "NOUN":
            # "Discussed aid with X": the parser hangs "with X" on the aid.
            slots["with"] += [one for prep in child.children if prep.lower_ == "with" for one in _objects(prep)]
        return
    if child.dep_ == "dative" and child.pos_ != "ADP":
        slots["dative"] += members(child)
    elif child.dep_ == "agent":
        slots["subj"] += _objects(child)
    elif child.dep_ == "oprd":
        slots["oprd"].append(child)
        # "Named Lee Hong-koo ambassador": the parser makes one of the name and the post.
        slots["obj"] += [one for one in child.children if one.dep_ == "compound" and one.ent_type_ == "PERSON"][-1:]
    elif child.dep_ in {"ccomp", "xcomp"}:
        slots["inner"] += _inner(child)
        slots["obj"] += _guests(child)
    elif child.dep_ == "advcl":
        slots["for"] += _bound(child)
    elif child.dep_ == "conj" and child.pos_ == "NOUN":
        # "Discussed debts and aid with X": the parser joins the aid to the verb.
        slots["with"] += [one for prep in child.children if prep.lower_ == "with" for one in _objects(prep)]


def _due(child: Token, slots: Slots) -> None:
    """Where in "is due in Tehran"."""
    if child.dep_ == "acomp" and child.lower_ == "due":
        for one in child.children:
            _preposition(one, slots)


def severed(subject: Token) -> bool:
    """Whether a semicolon stands between a subject and its verb: "Official visit; met with President X"."""
    return subject.dep_ in SUBJECTS and any(one.text == ";" for one in subject.doc[subject.i : subject.head.i])


def _around(verb: Token, slots: Slots, *, turned: bool) -> None:
    """What a verb that stands in a noun phrase takes from its noun."""
    if verb.dep_ == "relcl":
        _relative(verb, slots, turned=turned)
    elif verb.dep_ == "amod" and turned:
        slots["obj"] += members(verb.head)
        slots["subj"] += _stranded(verb)
        for child in verb.head.children:
            _preposition(child, slots)
    elif verb.dep_ == "acl" and not turned and verb.head.lemma_ == "invitation":
        slots["subj"] += _invited(verb.head)
    elif verb.dep_ == "acl" and not turned and verb.head.lemma_.lower() in PROPOSING:
        slots["subj"] += _proposers(verb.head)
    elif verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in DECREES:
        signing = support_of(verb.head)
        slots["subj"] += _own_subject(signing) if signing is not None else []
    elif verb.dep_ == "acl":
        slots["obj" if turned else "subj"] += [
            token for token in members(verb.head) if not slots.get("subj" if not turned else "obj")
        ]


def _inner(clause: Token) -> list[Token]:
    """The subject of a clause inside another: "let HIM go"."""
    return [token for child in clause.children if child.dep_ in SUBJECTS for token in members(child)]


def _guests(clause: Token) -> list[Token]:
    """The envoy in "met visiting envoy X", which the parser takes for a clause."""
    if clause.lower_ != "visiting" or clause.i != clause.head.i + 1:
        return []
    return [token for child in clause.children if child.dep_ in OBJECTS for token in members(child)]


def _bound(clause: Token) -> list[Token]:
    """Egypt in "left for Egypt to attend a summit", which the parser takes for a clause."""
    if not any(child.dep_ == "mark" and child.lower_ == "for" for child in clause.children):
        return []
    return [token for child in clause.children if child.dep_ in SUBJECTS for token in members(child)]


def _adrift(verb: Token) -> list[Token]:
    """The subject before a verb that the parser has joined to words before a comma: "since then, A and B signed"."""
    if verb.i == verb.sent.start or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return []
    found: list[Token] = []
    token = verb.doc[verb.i - 1]
    while token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}:
        found.append(token)
        if any(one.text == "," for one in verb.doc[token.head.i : token.left_edge.i]):
            return found[::-1]
        token = token.head
    return []


def _stranded(verb: Token) -> list[Token]:
    """The subject of "The United States on Tuesday imposed sanctions", which the parser takes for a noun phrase."""
    root = verb.sent.root
    if root.pos_ not in {"NOUN", "PROPN"} or not root.i < verb.i < verb.head.i or verb.head == root:
        return []
    return members(root)


def _invited(invitation: Token) -> list[Token]:
    """Who is to come: whoever accepts an invitation, or is given one."""
    verb = support_of(invitation)
    if verb is None:
        return []
    if verb.lemma_ in {"accept", "decline", "receive", "refuse", "reject"}:
        return _own_subject(verb)
    given = [
        child for child in (*verb.children, *invitation.children) if child.dep_ == "dative" or child.lower_ == "to"
    ]
    return [
        token
        for child in given
        for token in (_objects(child) if child.pos_ in {"ADP", "PART"} else members(child))
        if token.pos_ in {"PROPN", "NOUN", "PRON"}
    ]


def _proposers(noun: Token) -> list[Token]:
    """Whose offer, bid or plan it is; of the verb's subject where the noun doesn't tell ("flew there in a bid to")."""
    found = [child for child in noun.children if child.dep_ in {"poss", "amod", "compound"} and child.pos_ != "NOUN"]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "by":
            found += _objects(child)
    verb = support_of(noun)
    own = _own_subject(verb) if verb is not None and noun.dep_ == "pobj" else []
    return own if not any(token.pos_ == "PROPN" or token.dep_ == "poss" for token in found) and own else found


def _relative(verb: Token, slots: Slots, *, turned: bool) -> None:
    """The noun that a relative clause hangs on fills the place of its pronoun."""
    pronoun = next((child for child in verb.subtree if child.lower_ in RELATIVE and child.head == verb), None)
    if pronoun is None:
        # "the U.S., which he will visit next": the object is left out.
        if slots.get("subj") and not slots.get("obj"):
            slots["obj"] += members(verb.head)
        return
    if pronoun.dep_ in SUBJECTS and pronoun.lower_ != "whom":
        slots["subj"] += members(verb.head)
    elif pronoun.dep_ in PASSIVE | OBJECTS or pronoun.lower_ == "whom" or turned:
        slots["obj"] += members(verb.head)


def _noun(noun: Token, slots: Slots) -> None:
    verb = support_of(noun)
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ == "their" and verb is not None and (own := _own_subject(verb)):
            slots["poss"] += own
        elif child.dep_ == "poss":
            slots["poss"] += members(child)
        elif child.dep_ in {"compound", "amod", "nmod"}:
            slots["modifier"] += [child]
        _preposition(child, slots)
    slots["of"] += _covered(noun)
    slots["hosted"] += _hosts(noun)
    if noun.head.dep_ == "prep" and noun.head.lower_ in {"on", "during"} and noun.head.head.pos_ == "PROPN":
        slots["subj"] += members(noun.head.head)  # "Blair, on a trip to Baghdad, met"
    if verb is not None:
        _support(noun, verb, slots)


def _support(noun: Token, verb: Token, slots: Slots) -> None:
    """What hangs on the verb that a noun stands with."""
    around: Slots = defaultdict(list)
    _verb(verb, around)
    if verb.lemma_ == "host":  # "hosted X on a visit", "a visit hosted by Y"
        around["hosted"] += around["subj"]
        around["guest"] += around["obj"]
    inside = set(noun.subtree)
    for name, tokens in around.items():
        kept = [token for token in tokens if token not in inside and token != noun]
        if name == "subj" and noun in around["subj"]:
            continue
        if name == "obj" and noun.head != verb and not passive(verb):
            continue
        slots[name] += kept


def _covered(noun: Token) -> list[Token]:
    """Whom a release is of, by a clause on it: "a release that would cover 100 prisoners"."""
    clauses = (child for child in noun.children if child.dep_ == "relcl" and child.lemma_ in COVERING)
    return [token for one in clauses for child in one.children if child.dep_ in OBJECTS for token in members(child)]


def _hosts(noun: Token) -> list[Token]:
    """The host in "a visit hosted by President X", "a visit with President X as his host"."""
    clauses = (child for child in noun.children if child.dep_ == "acl" and child.lemma_ == "host")
    agents = (child for one in clauses for child in one.children if child.dep_ == "agent")
    return [token for one in agents for token in _objects(one)] or _with_host(noun)


def _with_host(noun: Token) -> list[Token]:
    doc, end = noun.doc, noun.sent.end
    for preposition in doc[noun.i + 1 : min(noun.i + FARTHEST_HOST, end)]:
        if preposition.lower_ == "with":
            after = doc[preposition.i + 1 : min(preposition.i + FARTHEST_HOST, end)]
            host = next((one for one in after if one.lemma_ == "host"), None)
            if host is not None and any(one.lower_ == "as" for one in doc[host.i - 2 : host.i]):
                return _objects(preposition) or [child for child in preposition.head.children if child.dep_ in SUBJECTS]
    return []


def _own_subject(verb: Token) -> list[Token]:
    own = [token for child in verb.children if child.dep_ in SUBJECTS for token in members(child)]
    return own or _shared(verb)


def _preposition(child: Token, slots: Slots) -> None:
    if child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB"}:
        for one in members(child):
            slots[one.lower_] += _objects(one)
        for inner in child.children:
            if inner.dep_ == "prep":
                slots[inner.lower_] += _objects(inner)
                slots[f"{child.lower_} {inner.lower_}"] += _objects(inner)


def _objects(preposition: Token) -> list[Token]:
    return [token for child in preposition.children if child.dep_ in {"pobj", "pcomp"} for token in members(child)]


def members(token: Token) -> list[Token]:
    """A word and those that are joined to it by "and" or a comma."""
    found = [token]
    for one in found:
        found += [child for child in one.children if child.dep_ == "conj"]
    return found


def _shared(verb: Token) -> list[Token]:
    """The subject that a verb without one shares with the verb that it hangs on."""
    step = verb
    for _ in range(MOST_STEPS):
        head = step.head
        if head == step or not (step.dep_ in SHARING or (step.dep_ == "acomp" and step.lower_ in READY)):
            return []
        if head.pos_ in VERBAL:
            if controlled := _controlled(step, head):
                return [token for child in controlled for token in members(child)]
            own = [
                child for child in head.children if child.dep_ in SUBJECTS | PASSIVE and child.lower_ not in RELATIVE
            ]
            if own:
                return [token for child in own for token in members(child)]
            if head.dep_ == "relcl":
                return members(head.head)
            if head.dep_ == "acl":
                return members(head.head)
        step = head
    return []


def _controlled(step: Token, head: Token) -> list[Token]:
    """The object that does what is told under its verb: "urged X to free Y", "thanked X for freeing Y"."""
    if is_reason(step):
        return [child for child in head.children if child.dep_ in OBJECTS | PASSIVE]
    if step.dep_ != "xcomp" or passive(head) or head.lemma_ in _SUBJECT_CONTROL:
        return []
    return [child for child in head.children if child.dep_ in OBJECTS]


def is_reason(preposition: Token) -> bool:
    """As in "thanked X for freeing Y": X did it, and before he was thanked."""
    return preposition.dep_ == "prep" and preposition.lower_ in {"for", "of"} and preposition.head.lemma_ in JUDGING


_SUBJECT_CONTROL = frozenset({"promise", "use", "make", "take", "hold", "pay"})


def run_around(token: Token, kept: Iterable[Token]) -> list[Token]:
    """A word with those of `kept` that stand beside it without a gap; in order."""
    there = {one.i: one for one in kept}
    start, end = token.i, token.i
    while start - 1 in there:
        start -= 1
    while end + 1 in there:
        end += 1
    return [token if at == token.i else there[at] for at in range(start, end + 1)]


def subtree_text(token: Token) -> Iterator[Token]:
    """A word's phrase, without clauses that hang on it."""
    kept, step = [token], [token]
    while step:
        step = [child for one in step for child in one.children if child.dep_ not in CLAUSES]
        kept += step
    yield from sorted(kept, key=lambda one: one.i)
