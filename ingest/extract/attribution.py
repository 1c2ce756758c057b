"""Attribution: who, according to a text, reported or said what one of its words tells.

The chain is read off the parse. From the trigger up to the sentence's root every clause may be what a reporting verb
tells ("Lukashenko said he had met Putin"), or may have its source beside it ("according to Reuters", "as TASS
reported"); the further out, the nearer to the document. The words are data: `lexicon/attribution.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from graph.identity.titles import split_title
from graph.records import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from spacy.tokens import Doc, Token

LEXICON = Path(__file__).parent / "lexicon" / "attribution.yaml"

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"ccomp", "parataxis", "dep", "csubj", "csubjpass"})
ASIDES = frozenset({"ccomp", "advcl", "parataxis", "dep", "conj", "relcl", "acl"})
NOMINAL = frozenset({"NOUN", "PROPN"})
NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"})
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
INSIDE_NAMES = frozenset({"compound", "nmod", "amod", "punct"})
SPEAKERS = frozenset({"i", "we", "you"})
QUOTES = frozenset({'"', "“", "”", "``", "''"})
QUOTE_REACH = 12  # Tokens between a closing quotation mark and the verb that it hangs on.
_DIGITS = re.compile(r"\d{1,9}")


class _Link(NamedTuple):
    noun: Token
    mode: str


def find_chain(trigger: Token, *, fullest: Callable[[str], str] = lambda name: name) -> tuple[Attribution, ...]:
    """Chain from nearest to the document to farthest for what `trigger` tells.

    Args:
        trigger: The word that tells the event, in a parsed document.
        fullest: Gives the fullest form of a name in the document.

    Returns:
        The chain; () where the document states it in its own voice, names nobody ("reportedly"), or the reporter does
        the very thing ("announced the appointment").
    """
    levels = [level for level in _levels(trigger) if level] or [_quoted(trigger)]
    chain: dict[str, Attribution] = {}
    for link in (link for level in reversed(levels) for link in level):
        one = _attribution(link, fullest)
        chain.setdefault(one.name, one)
    return tuple(chain.values())


def _levels(trigger: Token) -> Iterator[list[_Link]]:
    """Links clause by clause, from the trigger outwards."""
    final = _final_aside(trigger)
    path = [trigger, *trigger.ancestors]
    told: list[_Link] = []
    for number, node in enumerate(path):
        below = path[number - 1] if number else None
        yield _beside(node, {below, final}, cited=not told)
        told = _telling(node, path[number + 1]) if number + 1 < len(path) else []
        yield told
    if final is not None:
        yield _aside_links(final)


# What a verb or noun tells.


def _telling(node: Token, head: Token) -> list[_Link]:
    """Links of a head whose content the node is; [] where it is not content or nobody is named."""
    if head.lemma_.lower() in _text_modes() and head.pos_ in NOMINAL:
        return _links(_owners(head), _text_modes()[head.lemma_.lower()]) if _is_in_text(node, head) else []
    if node.lower_ == "as" and head.lemma_ in _words("quoting"):
        return _links(_agents(head) if _is_passive(head) else _subjects(head), "reports")
    if not _is_reporter(head) or not _is_content(node, head):
        return []
    return _verb_links(head)


def _verb_links(verb: Token) -> list[_Link]:
    said = _links(_subjects(verb), _verb_modes()[verb.lemma_])
    return [*_carriers(verb), *said, *_cited(verb)] if said else []


def _is_content(node: Token, head: Token) -> bool:
    if any(child.dep_ == "mark" and child.lower_ in _words("unless") for child in node.children):
        return False
    if node.dep_ in CLAUSES:
        return True
    if node.dep_ == "xcomp":
        return head.lemma_ in _words("infinitives")
    if node.dep_ in {"dobj", "nsubjpass"}:
        return _is_told_object(node, head)
    # The parser's slip for "A met B, …, Reuters reported": a whole clause in front, that no conjunction joins.
    return (
        node.dep_ == "advcl"
        and node.i < head.i
        and any(child.dep_ in SUBJECTS for child in node.children)
        and not any(child.dep_ == "mark" for child in node.children)
    )


def _is_told_object(noun: Token, verb: Token) -> bool:
    if verb.lemma_ not in _words("objects"):
        return False
    if verb.lemma_ in _words("refusing"):
        return noun.lemma_.lower() in _text_modes()
    speakers = {one.lemma_.lower() for one in _subjects(verb)}
    return noun.lemma_.lower() not in _words("confirmed") or speakers.isdisjoint(_words("confirming"))


def _is_in_text(node: Token, noun: Token) -> bool:
    """Whether the node is what a statement or report says ("reports that …", "a report of a meeting")."""
    if node.dep_ in {"acl", "ccomp", "relcl"}:
        return any(child.dep_ == "mark" and child.lower_ == "that" for child in node.children)
    return node.dep_ == "prep" and node.lower_ in {"of", "about", "on"} and _text_modes()[noun.lemma_.lower()] != "says"


def _is_reporter(verb: Token) -> bool:
    """Whether it is a reporting verb, and something has been said: not "did not say", "will announce", "to tell"."""
    if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ not in _verb_modes():
        return False
    for child in verb.children:
        if (
            child.dep_ == "neg"
            or (child.dep_ == "aux" and child.lower_ in _words("unsaid"))
            or (child.dep_ == "mark" and child.lower_ in _words("unless"))
            or (child.dep_ == "aux" and child.lower_ == "to" and verb.head.lemma_ not in _words("raising"))
        ):
            return False
    return True


# Who stands by a verb.


def _subjects(verb: Token) -> list[Token]:
    """Whoever does what the verb says, taken from further up where it has no subject of its own."""
    if agents := _agents(verb):
        return agents
    if _is_passive(verb) and verb.lemma_ not in _words("quoting"):
        return []
    node = verb
    while True:
        if found := [child for child in node.children if child.dep_ in SUBJECTS]:
            return _joined(found[:1])
        above = node.head
        if above is node or above == node:
            return []
        if node.dep_ == "pcomp":
            if above.lower_ == "as" and above.head.lemma_ in _words("quoting"):
                return _quoted_one(above.head)
            if above.lower_ not in {"by", "in", "after", "as"}:
                return []
            above = above.head
        elif node.dep_ == "acl":
            return _speakers_of(above)
        elif node.dep_ not in {"conj", "advcl", "xcomp"}:
            return []
        node = above


def _speakers_of(noun: Token) -> list[Token]:
    """Who speaks in "a source saying that", "issued a statement saying that"."""
    if noun.lemma_.lower() not in _text_modes():
        return [noun]
    return _owners(noun) or (_subjects(noun.head) if noun.dep_ == "dobj" else [])


def _quoted_one(verb: Token) -> list[Token]:
    wanted = "nsubjpass" if _is_passive(verb) else "dobj"
    found = [child for child in verb.children if child.dep_ == wanted]
    return _joined(found) if found else [verb.head] if verb.dep_ == "acl" else []


def _agents(verb: Token) -> list[Token]:
    by = [child for child in verb.children if child.dep_ == "agent" or (child.lower_ == "by" and _is_passive(verb))]
    return _joined(noun for one in by for noun in one.children if noun.dep_ == "pobj")


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ == "auxpass" for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children)


def _joined(nouns: Iterable[Token]) -> list[Token]:
    """The nouns with those that "and" joins to them, in the text's order."""
    return [one for noun in nouns for one in (noun, *(other for other in noun.conjuncts if other.i > noun.i))]


def _owners(text: Token) -> list[Token]:
    """Whose statement or report it is: "a statement from the Kremlin", "Peskov's claim", "state media reports"."""
    for child in text.children:
        if child.dep_ == "poss":
            return _joined([child])
        if child.dep_ in {"prep", "agent"} and child.lower_ in _words("owning"):
            return [noun for noun in _joined(one for one in child.children if one.dep_ == "pobj") if _is_source(noun)]
    return [one for one in text.children if one.dep_ == "compound" and one.pos_ == "PROPN" and _is_media(one)]


def _carriers(verb: Token) -> list[_Link]:
    """Media that pass it on: "Lavrov, quoted by TASS, said", "said in remarks carried by TASS"."""
    nouns = _subjects(verb)
    nouns += [noun for prep in verb.children if prep.dep_ == "prep" for noun in prep.children if noun.dep_ == "pobj"]
    clauses = (clause for noun in nouns for clause in noun.children if clause.dep_ == "acl")
    agents = [_agents(clause) for clause in clauses if clause.lemma_ in _words("carrying")]
    return _links((agent for found in agents for agent in found), "reports")


def _cited(verb: Token) -> list[_Link]:
    """Whom a verb's subject leans on ("citing three sources"); reasons cited ("citing security concerns") are nobody."""
    clauses = (one for one in verb.children if one.lemma_ in _words("citing") and one.tag_ == "VBG")
    return _links((noun for one in clauses for noun in _joined(c for c in one.children if c.dep_ == "dobj")), "cites")


# What stands beside a clause.


def _beside(node: Token, skipped: set[Token | None], *, cited: bool) -> list[_Link]:
    links: list[_Link] = []
    for child in node.children:
        if child in skipped:
            continue
        if child.lower_ in {"according", "per"}:
            links += _according(child)
        elif _is_aside(child):
            links += _aside_links(child)
    return [*links, *_cited(node)] if cited else links


def _aside_links(node: Token) -> list[_Link]:
    return _according(node) if node.lower_ in {"according", "per"} else _verb_links(node)


def _according(node: Token) -> list[_Link]:
    preps = [node] if node.lower_ == "per" else [one for one in node.children if one.lower_ == "to"]
    nouns = _joined(noun for one in preps for noun in one.children if noun.dep_ == "pobj")
    links = _links(nouns, "says")
    return links if node.lower_ == "according" else [one for one in links if one.mode == "reports"]


def _is_aside(verb: Token) -> bool:
    """Whether a reporting verb tells the clause that it hangs on: "as TASS reported", ", TASS reported"."""
    if verb.dep_ not in ASIDES or not _is_reporter(verb):
        return False
    if any(child.lower_ == "as" and child.dep_ in {"mark", "advmod", "prep"} for child in verb.children):
        return True
    if verb.dep_ == "acl" and _is_passive(verb):
        return verb.head.pos_ in NOMINAL
    if any(child.dep_ in {"ccomp", "mark", "dobj", "cc"} and not _is_listener(child) for child in verb.children):
        return False
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if not subjects or verb.dep_ == "acl":
        return False
    start = min(verb.i, subjects[0].left_edge.i)
    before = verb.doc[start - 1] if start else None
    return before is not None and (before.is_punct or before.is_quote) and before.lower_ not in {"(", "["}


def _is_listener(noun: Token) -> bool:
    return noun.dep_ == "dobj" and noun.head.lemma_ in {"tell", "inform", "assure", "notify"}


def _final_aside(trigger: Token) -> Token | None:
    """What ends the sentence and tells all of it, wherever the parser hung it: ", Reuters reported Friday."."""
    sentence = trigger.sent
    last = next((token.i for token in reversed(sentence) if not token.is_punct and not token.is_space), -1)
    for node in sentence[max(trigger.i - sentence.start, 0) + 1 :]:
        if node.right_edge.i < last or not trigger.i < node.left_edge.i:
            continue
        if node.lower_ == "according" and node.i and node.nbor(-1).is_punct and not _is_own_clause(node, trigger):
            return node
        if _is_aside(node) and node.dep_ != "acl":
            return node
    return None


def _is_own_clause(node: Token, trigger: Token) -> bool:
    """Whether the source belongs to a second main clause, after the trigger's ("A met B, and C left, according …")."""
    clause = next((one for one in node.ancestors if one.pos_ in {"VERB", "AUX"}), None)
    if clause is None or clause.dep_ != "conj" or clause == trigger or clause.is_ancestor(trigger):
        return False
    return any(child.dep_ in SUBJECTS for child in clause.children)


# Quotations of several sentences.


def _quoted(trigger: Token) -> list[_Link]:
    """Who says the quotation that the trigger stands in, where its sentence does not tell."""
    doc = trigger.doc
    start = trigger.i
    while start and not (doc[start - 1].is_space and "\n" in doc[start - 1].text):
        start -= 1
    marks = [i for i in range(start, trigger.i) if doc[i].text in QUOTES]
    if len(marks) % 2 == 0:
        return []
    close = _closing(doc, trigger.i)
    if close is None:
        return []
    verb = _verb_after(doc, close) or _verb_before(doc, marks[-1])
    return _verb_links(verb) if verb is not None else []


def _closing(doc: Doc, start: int) -> int | None:
    for i in range(start, len(doc)):
        if doc[i].text in QUOTES:
            return i
        if doc[i].is_space and "\n" in doc[i].text:
            return None
    return None


def _verb_after(doc: Doc, close: int) -> Token | None:
    if doc[close - 1].text not in {",", "?", "!"}:
        return None
    for token in doc[close + 1 : close + QUOTE_REACH]:
        if token.text in QUOTES or token.text in {".", ";"}:
            return None
        if _is_reporter(token):
            return token
    return None


def _verb_before(doc: Doc, opening: int) -> Token | None:
    if not opening or doc[opening - 1].text not in {",", ":"}:
        return None
    for token in reversed(doc[max(opening - QUOTE_REACH, 0) : opening]):
        if token.text in QUOTES or token.is_sent_end:
            return None
        if _is_reporter(token):
            return token
    return None


# Names.


def _links(nouns: Iterable[Token], mode: str) -> list[_Link]:
    links: list[_Link] = []
    for noun in nouns:
        sources = [noun]
        if noun.pos_ == "PRON":
            sources = _antecedents(noun)
        elif noun.lemma_.lower() in _text_modes():
            sources = _owners(noun)
        for one in sources:
            if _is_source(one):
                links.append(_Link(one, "reports" if mode == "says" and _is_media(one) else mode))
    return links


def _antecedents(pronoun: Token) -> list[Token]:
    """Whom a pronoun means, where one subject alone before it in the sentence can be meant."""
    if pronoun.lower_ in {"who", "which", "that"}:
        clause = next((one for one in pronoun.ancestors if one.dep_ == "relcl"), None)
        return [clause.head] if clause is not None else []
    if pronoun.lower_ not in {"he", "she", "it", "they"}:
        return []
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    subjects = [one for one in before if one.dep_ in SUBJECTS and one.pos_ in NOMINAL and _fits(pronoun.lower_, one)]
    return subjects[-1:] if len({one.lower_ for one in subjects}) == 1 else []


def _fits(pronoun: str, noun: Token) -> bool:
    if pronoun == "they":
        return noun.tag_ in {"NNS", "NNPS"} or bool(noun.conjuncts)
    if noun.tag_ in {"NNS", "NNPS"} or noun.conjuncts:
        return False
    if pronoun == "it":
        return noun.ent_type_ != "PERSON" and noun.lemma_.lower() not in _words("persons")
    institution = noun.lemma_.lower() in _words("institutions")
    known = noun.pos_ == "PROPN" or noun.lemma_.lower() in _words("persons")
    return known and not institution and noun.ent_type_ not in PLACES


def _is_source(noun: Token) -> bool:
    if noun.pos_ not in {*NOMINAL, "NUM"} or any(c.lower_ in {"no", "neither"} for c in noun.children):
        return False
    lemma = noun.lemma_.lower()
    if _is_named(noun):
        return lemma not in _words("mute") and lemma not in _text_modes()
    return lemma in _words("persons") | _words("institutions") or _is_media(noun) or _is_few(noun)


def _is_few(noun: Token) -> bool:
    """"Two of the officials"."""
    inner = (one for prep in noun.children if prep.lower_ == "of" for one in prep.children)
    return noun.pos_ == "NUM" and any(one.lemma_.lower() in _words("persons") for one in inner)


def _is_named(noun: Token) -> bool:
    """Whether a proper name stands there, or an institution that one belongs to."""
    lemma = noun.lemma_.lower()
    if lemma in _words("institutions"):
        return noun.text[:1].isupper() or any(
            one.pos_ == "PROPN" or one.ent_type_ in {"NORP", "GPE"} for one in noun.lefts
        )
    if lemma in _words("persons") or noun.pos_ == "NUM" or noun.ent_type_ in NO_NAMES:
        return _appositive(noun) is not None
    if noun.pos_ == "PROPN" or noun.ent_type_:
        return True
    # A bare singular noun that begins a sentence with a capital is a name that the tagger missed.
    bare = noun.tag_ == "NN" and noun.text[:1].isupper() and not any(one.dep_ in {"det", "poss"} for one in noun.lefts)
    return bare or _appositive(noun) is not None or any(one.pos_ == "PROPN" for one in noun.lefts if _is_media(noun))


def _appositive(noun: Token) -> Token | None:
    return next((one for one in noun.children if one.dep_ == "appos" and one.ent_type_ == "PERSON"), None)


def _is_media(noun: Token) -> bool:
    text = " ".join(token.lower_ for token in noun.subtree if token.i <= noun.i)
    text = text.replace(" - ", "-")
    lemma = noun.lower_
    media: Mapping[str, list[str]] = _lexicon()["media"]
    if noun.ent_type_ == "PERSON":
        return False
    if lemma in media["nouns"] or (lemma in media["beside_news"] and any(w in text.split() for w in media["news"])):
        return True
    return text.removeprefix("the ").removeprefix("official ") in media["names"] or lemma in media["names"]


def _attribution(link: _Link, fullest: Callable[[str], str]) -> Attribution:
    named = _is_named(link.noun)
    name = _proper_name(link.noun) if named else ""
    if name:
        return Attribution(name=fullest(name) or name, mode=link.mode)
    return Attribution(name=_phrase(link.noun), mode=link.mode, anonymous=True, count=_count(link.noun))


def _proper_name(noun: Token) -> str:
    noun = _appositive(noun) or noun
    if noun.pos_ == "NOUN" and not noun.ent_type_ and _is_media(noun):
        noun = next((one for one in noun.lefts if one.pos_ == "PROPN"), noun)
    inside = [noun.i]
    if noun.ent_type_ and noun.ent_type_ not in NO_NAMES:
        inside += [token.i for token in noun.sent if token.ent_type_ == noun.ent_type_ and _same_entity(token, noun)]
    start, end = min(inside), max(inside) + 1
    if noun.ent_type_ != "PERSON":
        start = _first_of_name(noun, start)
        end = _last_of_name(noun, end)
    text = noun.doc[start:end].text
    text = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
    text = re.sub(r"['’]s?$", "", text)
    return split_title(text)[1] or text


def _same_entity(token: Token, noun: Token) -> bool:
    return any(entity.start <= token.i < entity.end and entity.start <= noun.i < entity.end for entity in noun.sent.ents)


def _first_of_name(noun: Token, start: int) -> int:
    """Widen to the left over the words of the name that the entity recogniser left out."""
    institution = noun.lemma_.lower() in _words("institutions")
    owner = next((one for one in noun.lefts if one.dep_ == "poss" and one.pos_ == "PROPN"), None)
    if institution and owner is not None:
        return owner.left_edge.i
    for one in reversed(list(noun.lefts)):
        proper = one.pos_ == "PROPN" or one.ent_type_ in {"NORP", "GPE"} or institution
        if one.dep_ in INSIDE_NAMES and proper and one.right_edge.i == start - 1:
            start = one.left_edge.i
    return start


def _last_of_name(noun: Token, end: int) -> int:
    for prep in noun.rights:
        if prep.i == end and prep.lower_ in {"of", "for"}:
            inner = next((one for one in prep.children if one.dep_ == "pobj" and one.text[:1].isupper()), None)
            if inner is not None:
                return inner.i + 1
    return end


def _phrase(noun: Token) -> str:
    """The noun phrase without its determiner, up to a comma or to what tells when it was said."""
    start = noun.left_edge.i
    while start < noun.i and (noun.doc[start].dep_ in {"det", "predet", "cc"} or not noun.doc[start].text[0].isalnum()):
        start += 1
    end = noun.i + 1
    for child in noun.rights:
        if child.left_edge.i != end or child.is_punct or child.dep_ in {"cc", "conj", "appos"} or _is_beyond(child):
            break
        end = child.right_edge.i + 1
    stop = next((token.i for token in noun.doc[noun.i : end] if token.text in {",", "--", "—", *QUOTES}), end)
    return noun.doc[start:stop].text


def _is_beyond(child: Token) -> bool:
    """Whether words after a source are not part of its name: when it spoke, or that it would not be named."""
    inside = list(child.subtree)
    if child.dep_ == "prep" and any(token.ent_type_ in {"DATE", "TIME"} for token in inside):
        return True
    return any(token.lower_ in _words("unnamed") for token in inside)


def _count(noun: Token) -> int | None:
    numbers = [noun] if noun.pos_ == "NUM" else [one for one in noun.children if one.dep_ == "nummod"]
    for one in numbers:
        if value := _lexicon()["numerals"].get(one.lower_):
            return int(value)
        if _DIGITS.fullmatch(one.text) and int(one.text):
            return int(one.text)
    return None


# The lexicon.


@cache
def _lexicon() -> Mapping[str, Any]:
    return yaml.load(LEXICON.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def _words(entry: str) -> frozenset[str]:
    return frozenset(_lexicon()[entry])


@cache
def _verb_modes() -> Mapping[str, str]:
    return {verb: mode for mode, verbs in _lexicon()["verbs"].items() for verb in verbs}


@cache
def _text_modes() -> Mapping[str, str]:
    return {noun: mode for mode, nouns in _lexicon()["texts"].items() for noun in nouns}
