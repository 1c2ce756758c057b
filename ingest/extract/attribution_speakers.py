"""Who stands by a reporting verb: its subject, wherever that is, and whom it leans on or is carried by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.attribution_names import NOMINAL, Link, is_media, is_source
from ingest.extract.attribution_words import text_modes, verb_modes, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERBAL = frozenset({"VERB", "AUX"})
PLURAL = frozenset({"NNS", "NNPS"})
PASSING = frozenset({"conj", "advcl", "xcomp", "pcomp"})
"""Relations to a verb whose subject is the one below's too."""

PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})


def is_reporter(verb: Token) -> bool:
    """Whether it is a reporting verb, and something has been said: not "did not say", "will announce", "to confirm"."""
    if verb.pos_ not in VERBAL or verb.lemma_ not in verb_modes():
        return False
    return not any(_unsays(child, verb) for child in verb.children)


def verb_links(verb: Token) -> list[Link]:
    """Links that a reporting verb makes, nearest to the document first; [] where nobody is named who says it."""
    said = make_links(find_speakers(verb), verb_modes()[verb.lemma_])
    return [*_carriers(verb), *said, *cited(verb)] if said else []


def quoting_links(verb: Token) -> list[Link]:
    """Links of "Xinhua quoted an official as saying", where what was said stands in front."""
    if verb.lemma_ not in words("quoting") or not any(_is_as_saying(child) for child in verb.children):
        return []
    medium = find_agents(verb) if is_passive(verb) else find_speakers(verb)
    return [*make_links(medium, "reports"), *make_links(_quoted_one(verb), "says")]


def make_links(nouns: Iterable[Token], mode: str) -> list[Link]:
    """Links to those of the nouns that can be a source; a pronoun stands for its antecedent, a text for its owner."""
    sources = (one for noun in nouns for one in _stand_ins(noun) if is_source(one))
    return [Link(one, "reports" if mode == "says" and is_media(one) else mode) for one in sources]


def cited(verb: Token) -> list[Link]:
    """Whom a verb's subject leans on ("citing three sources"); reasons ("citing security concerns") are nobody."""
    holders = [verb, *(one for one in verb.children if one.dep_ in SUBJECTS)]
    clauses = (one for holder in holders for one in holder.children if is_citing(one))
    nouns = [noun for one in clauses for noun in joined(child for child in one.children if child.dep_ == "dobj")]
    documents = [Link(noun, "cites") for noun in nouns if noun.lemma_.lower() in words("documents")]
    return documents or make_links(nouns, "cites")


def find_speakers(verb: Token) -> list[Token]:
    """Whoever does what the verb says, taken from further up where it has no subject of its own."""
    agents = find_agents(verb)
    if agents or (is_passive(verb) and verb.lemma_ not in words("quoting")):
        return agents
    for node in (verb, *verb.ancestors):
        found = [child for child in node.children if child.dep_ in SUBJECTS]
        if found:
            # "The Soviet news agency Tass reported": to the parser two subjects, of which the nearer one is the name.
            return joined([min(found, key=lambda one: abs(one.i - node.i))])
        if node.dep_ == "pcomp" and node.head.lower_ == "as" and node.head.head.lemma_ in words("quoting"):
            return _quoted_one(node.head.head)
        if node.dep_ == "acl":
            return _speakers_of(node.head)
        passes = node.lower_ in words("by_saying") if node.dep_ == "prep" else node.dep_ in PASSING
        if not passes:
            break
    return []


def find_agents(verb: Token) -> list[Token]:
    """By whom, of a passive verb."""
    by = [child for child in verb.children if child.dep_ == "agent" or (child.lower_ == "by" and is_passive(verb))]
    return joined(noun for one in by for noun in one.children if noun.dep_ == "pobj")


def find_owners(text: Token) -> list[Token]:
    """Whose a statement or report is: "a statement from the Kremlin", "Peskov's claim", "state media reports"."""
    for child in text.children:
        if child.dep_ == "poss":
            return joined([child])
        if child.dep_ in {"prep", "agent"} and child.lower_ in words("owning"):
            nouns = joined(one for one in child.children if one.dep_ == "pobj")
            if found := [noun for noun in nouns if is_source(noun) and (child.lower_ != "in" or is_media(noun))]:
                return found
        if child.dep_ == "acl" and child.lemma_ in words("issuing") and (agents := find_agents(child)):
            return agents
    return [one for one in text.children if one.dep_ == "compound" and (one.pos_ == "PROPN" or _is_told(one))]


def joined(nouns: Iterable[Token]) -> list[Token]:
    """The nouns with those that "and" joins to them, in the text's order."""
    return [one for noun in nouns for one in (noun, *(other for other in noun.conjuncts if other.i > noun.i))]


def is_passive(verb: Token) -> bool:
    """Whether the subject of the verb, if any, is not who does it."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children)


def is_citing(verb: Token) -> bool:
    """Whether it is the "citing" of "reported, citing three sources"."""
    return verb.lemma_ in words("citing") and verb.tag_ == "VBG"


def is_listener(noun: Token) -> bool:
    """Whether the noun is who is told, not what."""
    return noun.dep_ in {"dobj", "dative"} and noun.head.lemma_ in words("addressing")


def _unsays(child: Token, verb: Token) -> bool:
    if child.dep_ == "aux":
        return child.lower_ in words("unsaid") or (child.lower_ == "to" and verb.head.lemma_ not in words("raising"))
    return child.dep_ == "neg" or (child.dep_ == "mark" and child.lower_ in words("unless"))


def _is_told(noun: Token) -> bool:
    """Whether a medium stands before its reports with a word of its own: "state media reports", not "media reports"."""
    before = (one for one in (*noun.lefts, *noun.head.lefts) if one.i < noun.i and one.dep_ != "det")
    return is_media(noun) and any(before)


def _is_as_saying(child: Token) -> bool:
    return child.lower_ == "as" and any(one.dep_ == "pcomp" and one.lemma_ in verb_modes() for one in child.children)


def _speakers_of(noun: Token) -> list[Token]:
    """Who speaks in "a source saying that", "issued a statement saying that"."""
    if noun.lemma_.lower() not in text_modes():
        return [noun]
    return find_owners(noun) or (find_speakers(noun.head) if noun.dep_ == "dobj" else [])


def _quoted_one(verb: Token) -> list[Token]:
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    found = [child for child in verb.children if child.dep_ == wanted]
    return joined(found) if found else [verb.head] if verb.dep_ == "acl" else []


def _carriers(verb: Token) -> list[Link]:
    """Media that pass it on: "Lavrov, quoted by TASS, said", "said in remarks carried by TASS"."""
    nouns = find_speakers(verb)
    nouns += [noun for prep in verb.children if prep.dep_ == "prep" for noun in prep.children if noun.dep_ == "pobj"]
    clauses = [one for noun in nouns for one in noun.children if one.dep_ == "acl" and one.lemma_ in words("carrying")]
    return make_links((agent for one in clauses for agent in find_agents(one)), "reports")


def _stand_ins(noun: Token) -> list[Token]:
    if noun.pos_ == "PRON":
        return _antecedents(noun)
    return find_owners(noun) if noun.lemma_.lower() in text_modes() else [noun]


def _antecedents(pronoun: Token) -> list[Token]:
    """Whom a pronoun means, where one subject alone before it in the sentence can be meant."""
    if pronoun.lower_ in {"who", "which", "that"}:
        return [one.head for one in _up_to_relative(pronoun)]
    if pronoun.lower_ not in {"he", "she", "it", "they"}:
        return []
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    found = [one for one in before if one.dep_ in SUBJECTS and one.pos_ in NOMINAL and _fits(pronoun.lower_, one)]
    return found[-1:] if len({one.lower_ for one in found}) == 1 else []


def _up_to_relative(pronoun: Token) -> Iterator[Token]:
    clause = next((one for one in pronoun.ancestors if one.dep_ == "relcl"), None)
    if clause is not None:
        yield clause


def _fits(pronoun: str, noun: Token) -> bool:
    plural = noun.tag_ in PLURAL or bool(noun.conjuncts)
    if plural or pronoun == "they":
        return plural and pronoun == "they"
    person = noun.lemma_.lower() in words("persons")
    if pronoun == "it":
        return noun.ent_type_ != "PERSON" and not person
    institution = noun.lemma_.lower() in words("institutions")
    return (noun.pos_ == "PROPN" or person) and not institution and noun.ent_type_ not in PLACES
