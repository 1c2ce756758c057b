"""What patterns ask of the clause around their trigger, by the flags of `lexicon/events.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.lexicon import load_lexicon, word_list
from ingest.extract.slots import OBJECTS, PASSIVE, RELATIVE, SUBJECTS, members, passive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

DIPLOMATIC = frozenset({"diplomatic", "consular", "bilateral", "full", "formal", "friendly", "ambassadorial"})
RESTRICTED = frozenset(
    {
        "air",
        "arms",
        "asset",
        "assets",
        "diamond",
        "economic",
        "export",
        "exports",
        "flight",
        "flights",
        "import",
        "imports",
        "investment",
        "loan",
        "oil",
        "sale",
        "sales",
        "timber",
        "trade",
        "travel",
        "visa",
        "weapon",
        "weapons",
    }
)
MEASURES = frozenset({"sanction", "embargo", "ban", "freeze", "restriction", "blockade"})
PRISONS = frozenset({"jail", "prison", "detention", "custody", "captivity", "camp", "cell"})
OFFICES = frozenset({"ministry", "department", "office"})
CHOICES = frozenset({"appointee", "choice", "nominee", "pick", "selection"})
"""Nouns for who is to have a post: "his pick for secretary of state"."""

COURTS = frozenset({"court", "judge", "prosecutor", "police", "parliament", "tribunal", "committee", "magistrate"})
SENDING = frozenset({"send", "deliver", "convey", "transmit", "write", "hand", "return", "inform", "notify"})
MESSAGES = frozenset({"announcement", "message", "letter", "note", "telegram", "cable", "statement", "communication"})
PAPERS = frozenset(
    {"accord", "agreement", "armistice", "ceasefire", "fire", "charter", "communique", "communiqué", "compact"}
    | {"convention", "deal", "declaration", "document", "memorandum", "pact", "protocol", "statement", "treaty"}
    | {"truce"}
)
"""What one puts one's name to; a "cease-fire" ends in "fire" for the parser."""
CREDENCE = frozenset({"credence", "credentials"})
TABLES = frozenset({"banquet", "breakfast", "dinner", "lunch", "luncheon", "reception"})
HOUSES = frozenset({"castle", "chancellery", "house", "kremlin", "office", "palace", "residence"})
"""Where one is only received: "welcomed him to the White House"."""
TALKING = frozenset(
    {"begin", "continue", "discuss", "hold", "meet", "negotiate", "open", "resume", "start", "talk", "work"}
)
OPENING = frozenset({"open", "reopen", "close"})
"""Verbs whose subject may be what it is done to: "The Legation in Sofia closed on Friday"."""
HEEDING = frozenset(
    {"back", "dismiss", "echo", "heed", "ignore", "issue", "join", "rebuff", "reject", "renew", "resist"}
)
"""What is done to calls for something."""
NEAR = 25
HARDLY_FAR = 12
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl"})


def objects(verb: Token) -> list[Token]:
    """What a verb is done to: objects, passive subjects, and the noun that its clause or participle hangs on."""
    found = [one for child in verb.children if child.dep_ in OBJECTS | PASSIVE for one in members(child)]
    if verb.dep_ == "relcl" and any(one.lower_ in RELATIVE for one in found):
        return [*(one for one in found if one.lower_ not in RELATIVE), *members(verb.head)]
    if (
        verb.dep_ in {"acl", "relcl"}
        and not any(child.dep_ in OBJECTS for child in verb.children)
        and (passive(verb) or verb.dep_ == "relcl")
    ):
        found += members(verb.head)
    if verb.dep_ == "amod" and passive(verb):
        found += members(verb.head)
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and (passive(verb) or verb.tag_ == "VBN"):
        found += [one for child in verb.head.children if child.dep_ in PASSIVE for one in members(child)]
    if not found:
        found += [one for child in verb.children for one in _shared_objects(child)]
    if not found and verb.lemma_ in OPENING:
        found += [one for child in verb.children if child.dep_ in SUBJECTS for one in members(child)]
    return found


def subjects(verb: Token) -> list[Token]:
    """Who or what does what a verb tells, as the sentence has it."""
    return [one for child in verb.children if child.dep_ in SUBJECTS for one in members(child)]


def _shared_objects(child: Token) -> list[Token]:
    """As in "Negotiated and signed a treaty": the object hangs on the second verb."""
    if child.dep_ != "conj" or child.pos_ != "VERB":
        return []
    return [one for kid in child.children if kid.dep_ in OBJECTS for one in members(kid)]


def objects_of(token: Token, preposition: str) -> Iterator[Token]:
    """The nouns in "suspension of relations", for one preposition."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == preposition:
            yield from (one for inner in child.children if inner.dep_ in {"pobj", "pcomp"} for one in members(inner))


def when_clauses(verb: Token) -> Iterator[Token]:
    """The verbs of "recognized X when it sent a letter", "on June 25, 1975, when he sent a letter"."""
    for token in verb.subtree:
        if token.lower_ == "when" and token.head.dep_ in {"advcl", "relcl"} and token.head != verb:
            yield token.head


def bearers(verb: Token) -> Iterator[Token]:
    """Through whom a state speaks: "when President X sent a letter", "in a message from X to Y"."""
    for clause in when_clauses(verb):
        if clause.lemma_ in SENDING:
            yield from (token for one in clause.children if one.dep_ in SUBJECTS for token in members(one))
    for token in verb.subtree:
        if token.lemma_ in MESSAGES and token.dep_ == "pobj" and token.head.lower_ in {"in", "by", "through", "via"}:
            for name in ("from", "by", "to", "of"):
                yield from objects_of(token, name)


def restricted_by(measure: Token) -> list[Token]:
    """What a ban is on, where it is on things: "ban on flights", "freeze on the assets of"."""
    return [one for name in ("on", "of") for one in objects_of(measure, name) if one.lemma_.lower() in RESTRICTED]


def holds(flag: str, trigger: Token) -> bool:
    """Whether what a flag asks for is there; flags that ask nothing of the clause always hold."""
    check = _FLAGS.get(flag)
    return check is None or check(trigger)


def _relating(verb: Token) -> bool:
    """Diplomatic relations, or relations "with" or "between" somebody; not "broke ties"."""
    found = next((one for one in objects(verb) if one.lemma_ in {"relation", "tie"}), None)
    if found is None:
        return True
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if any(len(members(subject)) > 1 or subject.tag_ == "NNS" for subject in subjects):
        return True
    around = {child.lower_ for child in found.children} | {child.lower_ for child in verb.children}
    if any(child.dep_ == "agent" for child in verb.children):
        return True  # "relations were severed by the Government of X"
    return bool(around & (DIPLOMATIC | {"with", "between"})) or any(
        child.lemma_ in DIPLOMATIC for child in found.children
    )


def _restricting(verb: Token) -> bool:
    """A ban on travel or arms, a freeze of assets; any sanctions and embargoes."""
    return any(
        one.lemma_ in {"sanction", "embargo"}
        or any(child.lower_ in RESTRICTED for child in one.children)
        or bool(restricted_by(one))
        for one in objects(verb)
        if one.lemma_ in MEASURES
    )


def _phoned(verb: Token) -> bool:
    """As in "X called Y": nobody is called something, for something or on somebody."""
    others = {child.dep_ for child in verb.children}
    bad = any(child.dep_ == "prep" and child.lower_ in {"for", "on", "upon", "into", "in"} for child in verb.children)
    named = others & {"oprd", "xcomp", "ccomp", "acomp", "prt"}
    called = [one for one in verb.children if one.dep_ in {"dobj", "oprd"}]
    if len(called) == 1 and _like_name(called[0]):
        # "Called President X to thank him": the parser may take the name for what somebody is called.
        return not bad and not passive(verb)
    return "dobj" in others and not bad and not named and not passive(verb)


def _like_name(noun: Token) -> bool:
    """Whether a noun is the last word of a name of several."""
    return noun.pos_ == "PROPN" and any(one.dep_ == "compound" and one.pos_ == "PROPN" for one in noun.children)


def _spoken(noun: Token) -> bool:
    """A call over the telephone; not one to do something, or for something."""
    if noun.lower_ not in {"call", "calls"} or any(one.lemma_.lower() in load_lexicon().far for one in noun.children):
        return True
    if noun.dep_ == "dobj" and noun.head.lemma_ in HEEDING:
        return False
    return not any(
        (one.dep_ == "acl" and any(kid.lower_ == "to" for kid in one.children))
        or (one.dep_ == "prep" and one.lower_ == "for")
        for one in noun.children
    )


def _non_grata(verb: Token) -> bool:
    return any(token.lower_ in {"grata", "gratae", "gratas"} for token in verb.sent if abs(token.i - verb.i) < NEAR)


def _leaving(verb: Token) -> bool:
    """As in "Ordered out", "told to leave", "gave 48 hours to leave"."""
    if any(child.dep_ in {"prt", "prep", "advmod"} and child.lower_ == "out" for child in verb.children):
        return True
    near = [verb, *objects(verb)]
    return any(
        (child.lemma_ in {"leave", "depart", "quit", "go"} or (child.lemma_ == "get" and _outwards(child)))
        and child.dep_ in CLAUSES
        and child.tag_ == "VB"
        for one in near
        for child in one.children
    )


def _outwards(verb: Token) -> bool:
    return any(child.lower_ == "out" for child in verb.children)


def _agreeing(verb: Token) -> bool:
    """Agree on, to or that something is done, or a truce: not with an assessment."""
    if any(one.lemma_ in {"ceasefire", "truce", "deal", "swap"} for one in objects(verb)):
        return True
    if any(child.lemma_ in {"disagree", "differ"} for child in verb.children):
        return False
    if any(child.dep_ == "xcomp" and child.lemma_ in TALKING for child in verb.children):
        return False  # "agreed to hold talks": that is what they will do
    shared = any(child.dep_ == "prep" and child.lower_ == "with" for child in verb.children)
    return any(
        (child.dep_ == "prep" and child.lower_ in {"on", "to", "upon"})
        or child.dep_ == "xcomp"
        or (child.dep_ == "ccomp" and child.i > verb.i and not shared)
        for child in verb.children
    )


def _topical(noun: Token) -> bool:
    return any(child.dep_ == "prep" for child in noun.children)


def _joint(verb: Token) -> bool:
    return any(child.lower_ == "joint" for one in objects(verb) for child in one.children)


def _freed(verb: Token) -> bool:
    """As in "Set free", "walked free", "set at liberty"."""
    near = (child for child in verb.subtree if 0 < child.i - verb.i < HARDLY_FAR)
    return any(child.lower_ == "liberty" or (child.lower_ == "free" and child.pos_ != "NOUN") for child in near)


def _let_go(verb: Token) -> bool:
    out = any(one.lemma_ in PRISONS for one in verb.subtree) and any(one.lower_ == "out" for one in verb.subtree)
    return out or any(child.lemma_ == "go" and child.dep_ in CLAUSES for child in verb.children)


def _entering(verb: Token) -> bool:
    """As in "Banned from entering the country"."""
    return any(
        one.lemma_ in {"enter", "travel", "visit", "come", "set"}
        for child in verb.children
        if child.lower_ == "from"
        for one in child.children
    )


def _coming(verb: Token) -> bool:
    """As in "Was asked to come to the ministry"."""
    return any(
        child.lemma_ in {"come", "appear", "report", "go", "attend", "explain"} and child.dep_ in CLAUSES
        for child in verb.children
    ) and any(token.lemma_.lower() in OFFICES for token in verb.subtree)


def _to_table(verb: Token) -> bool:
    """As in "Bring the two sides to the negotiating table", "together for talks"."""
    return any(
        (child.lower_ == "together" and child.head == verb)
        or (child.lemma_ == "table" and any(kid.lemma_ in {"negotiate", "negotiating"} for kid in child.children))
        or (child.lower_ == "talks" and child.head.lower_ in {"to", "into"} and child.head.head == verb)
        for child in verb.subtree
    )


def _in_effect(noun: Token) -> bool:
    """As in "A truce took effect", "came into force"."""
    verb = noun.head
    return any(token.lower_ in {"effect", "force"} for token in verb.subtree)


def _levelled(verb: Token) -> bool:
    return any(token.lemma_ in {"level", "charge", "d'affaires"} for token in verb.subtree)


def _hosting(noun: Token) -> bool:
    """Talks that one hosts for others: "talks between A and B"."""
    return any(child.lower_ == "between" for child in noun.children)


def _talking(verb: Token) -> bool:
    """As in "Talked for an hour", "talked with": not "talked about" or "talked to reporters"."""
    preps = {child.lower_: child for child in verb.children if child.dep_ == "prep"}
    lasting = "for" in preps and any(token.lemma_ in {"hour", "minute", "day"} for token in preps["for"].subtree)
    return lasting or "with" in preps


def _governing(verb: Token) -> bool:
    """Courts and parliaments summon witnesses, governments envoys."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS | {"agent"}]
    return not any(token.lemma_.lower() in COURTS for subject in subjects for token in subject.subtree)


def _replacing(verb: Token) -> bool:
    """As in "Replaced his army chief", "replaced X with Y": the subject is who replaces, not who comes."""
    return any(child.dep_ == "prep" and child.lower_ == "with" for child in verb.children) or any(
        child.dep_ == "poss" and child.pos_ == "PRON"
        for one in verb.children
        if one.dep_ in OBJECTS
        for child in one.children
    )


def _choosing(verb: Token) -> bool:
    """As in "Announced X as his choice for envoy"; not for a part on the stage."""
    offices = word_list("people", "officials") | word_list("people", "envoys")
    heads = [verb, *(child for child in verb.children if child.dep_ in OBJECTS)]
    chosen = (one for head in heads for one in objects_of(head, "as") if one.lemma_ in CHOICES)
    return any(post.lemma_.lower() in offices for one in chosen for post in objects_of(one, "for"))


def _succeeding(verb: Token) -> bool:
    return not _replacing(verb)


def _paying(verb: Token) -> bool:
    """As in "Called on the King": not to do something, or for something."""
    asked = (child.dep_ in CLAUSES or (child.dep_ == "prep" and child.lower_ == "for") for child in verb.children)
    return not passive(verb) and not any(asked)


def _seeing(verb: Token) -> bool:
    """As in "Saw him in Muscat", not "saw him as a reformer", "saw him leave"."""
    return not any(child.dep_ in CLAUSES or child.lower_ == "as" for child in verb.children)


def _undersigned(verb: Token) -> bool:
    """As in "Put their names to a treaty"."""
    near = (verb, *objects(verb))
    papers = (one for each in near for word in ("to", "on", "under") for one in objects_of(each, word))
    return any(one.lemma_.lower() in PAPERS for one in papers)


def _credence(verb: Token) -> bool:
    """Credentials, or letters of credence; or "his letters" to whoever reigns."""
    for one in objects(verb):
        owned = any(child.dep_ == "poss" for child in one.children)
        if one.lemma_ == "credential" or any(of.lemma_.lower() in CREDENCE for of in objects_of(one, "of")):
            return True
        if one.lower_ == "letters" and owned and any(child.lower_ in {"to", "before"} for child in verb.children):
            return True
    return False


def _resigning(verb: Token) -> bool:
    """A letter of resignation."""
    return any(of.lemma_ == "resignation" for one in objects(verb) for of in objects_of(one, "of"))


def _returning(verb: Token) -> bool:
    """As in "Asked its envoy to return": home, from where he is."""
    return any(child.lemma_ == "return" and child.dep_ in CLAUSES and child.tag_ == "VB" for child in verb.children)


def _sent_as(verb: Token) -> bool:
    """As in "Sent X to Brussels as nuncio"."""
    return any(one.tag_ in {"NN", "NNP"} for one in objects_of(verb, "as"))


def _due(verb: Token) -> bool:
    """As in "is due in Tehran"."""
    return any(child.dep_ == "acomp" and child.lower_ == "due" for child in verb.children)


def _awaited(verb: Token) -> bool:
    """As in "is expected in Baghdad", not "expected to be in Baghdad"."""
    return verb.lemma_ == "be" or (passive(verb) and not any(child.dep_ in CLAUSES for child in verb.children))


def _straight(verb: Token) -> bool:
    """As in "Reached Baghdad", not "reached out to him"."""
    children = {child.dep_ for child in verb.children}
    return not passive(verb) and not children.isdisjoint(OBJECTS) and "prt" not in children


def _homeward(verb: Token) -> bool:
    """As in "will welcome him to Washington": he comes there."""
    return any(one.pos_ == "PROPN" and one.lower_ not in HOUSES for one in objects_of(verb, "to"))


def _here(verb: Token) -> bool:
    return not _homeward(verb)


def _dining(verb: Token) -> bool:
    """As in "Entertained him at a dinner"."""
    return any(one.lemma_ in TABLES for word in ("at", "to", "with", "over") for one in objects_of(verb, word))


_FLAGS: dict[str, Callable[[Token], bool]] = {
    "relating": _relating,
    "sanctioning": _restricting,
    "phoned": _phoned,
    "spoken": _spoken,
    "non_grata": _non_grata,
    "leaving": _leaving,
    "agreeing": _agreeing,
    "paying": _paying,
    "seeing": _seeing,
    "undersigned": _undersigned,
    "credence": _credence,
    "resigning": _resigning,
    "returning": _returning,
    "awaited": _awaited,
    "dining": _dining,
    "here": _here,
    "homeward": _homeward,
    "due": _due,
    "sent_as": _sent_as,
    "straight": _straight,
    "with_topic": _topical,
    "joint": _joint,
    "freed": _freed,
    "let_go": _let_go,
    "entering": _entering,
    "coming": _coming,
    "to_table": _to_table,
    "in_effect": _in_effect,
    "levelled": _levelled,
    "hosting": _hosting,
    "talking": _talking,
    "governing": _governing,
    "replacing": _replacing,
    "succeeding": _succeeding,
    "choosing": _choosing,
}
