"""Posts that change hands: how a text names them, and which of them are public."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.identity.folding import fold
from graph.identity.tables import words as graph_words
from ingest.extract.clauses import CHOICES, objects_of
from ingest.extract.lexicon import word_list
from ingest.extract.phrases import phrase_of
from ingest.extract.slots import run_around, subtree_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from ingest.extract.frames import Frame

SERVING = frozenset({"act", "serve", "work"})
BEING = frozenset({"be", "become"})
NO_OFFICES = frozenset({"activist", "citizen", "diplomat", "official", "politician", "prince", "princess"})
_LEADING = re.compile(
    r"^(?:(?:the|an?|its|his|her|their|new|first|last|next|acting as|his country['’]s|[a-z]+['’]s) )+", re.IGNORECASE
)
_AS = re.compile(
    r"\bas (?:(?:the|an?|his|her|its|new|[A-Z]\w+['’]s) )*"
    r"(?P<post>[A-Z][\w’'.-]*(?: (?:of|to|for|and|the|ad interim|d['’]\w+|[A-Z][\w’'.-]*))*)"
)
_ENDING = re.compile(r"[\s,;]+(?:on|in|after|following|since|until|by|at|amid|when|who|which|and)?$")


def post_of(frame: Frame) -> str | None:
    """The post that is given or left, as written; None where none is told."""
    people = {part.filler.token.i for part in frame.of("appointee") if part.filler.token.ent_type_ == "PERSON"}
    for slot in frame.pattern.post:
        for token in _heads(frame, slot):
            if (
                token.i not in people
                and token.pos_ in {"NOUN", "PROPN", "ADJ"}
                and not _aims(token)
                and (text := _text(token))
            ):
                return text
    if "oprd" in frame.pattern.post and (serving := serving_of(frame)) is not None:
        return _text(_served(serving)[0])
    if "as" in frame.pattern.post and (text := _after_as(frame.trigger)):
        return text
    for part in frame.of("appointee", "leaver"):
        title = part.filler.title
        if title and _office(title):
            return title
        if not part.filler.named:
            return part.filler.name
    return None


def serving_of(frame: Frame) -> Token | None:
    """The verb that tells what somebody is named for: "nominated X, who is to serve as Y", "picked X to be Y"."""
    near = [frame.trigger, *(part.filler.token for part in frame.of("appointee") if part.slot == "obj")]
    clauses = [child for one in near for child in one.children if child.dep_ in {"relcl", "xcomp", "advcl"}]
    inner = [child for clause in clauses for child in clause.children if child.dep_ == "xcomp"]
    return next((one for one in [*clauses, *inner] if one.i > frame.trigger.i and _served(one)), None)


def _served(verb: Token) -> list[Token]:
    """The post that a verb of serving names; none where it is another verb."""
    found = objects_of(verb, "as") if verb.lemma_ in SERVING else ()
    attributes = (child for child in verb.children if child.dep_ == "attr") if verb.lemma_ in BEING else ()
    return [one for one in (*found, *attributes) if one.pos_ in {"NOUN", "PROPN"}]


def _after_as(trigger: Token) -> str | None:
    """The post in "as Chargé d'Affaires ad interim at Sofia", where the parse has lost it."""
    following = trigger.doc[trigger.i : trigger.sent.end].text
    found = _AS.search(following)
    return found["post"] if found else None


def _office(title: str) -> bool:
    """Whether a title names an office, not a rank or a form of address ("General", "Prince", "diplomat")."""
    words = fold(title).split()
    return bool(words) and words[-1] not in graph_words("offices", "address") | NO_OFFICES


def public(post: str | None) -> bool:
    """Whether a post is one of a state, a party or an organisation of states; none told is none."""
    if post is None:
        return False
    words = re.findall(r"\w+", post.casefold())
    return not any(word in word_list("people", "private_posts") for word in words)


def _aims(token: Token) -> bool:
    """As in "the third Pope to visit the White House": no post changes hands."""
    return any(
        child.dep_ in {"relcl", "acl"} and any(one.lower_ == "to" for one in child.children) for child in token.children
    )


def _heads(frame: Frame, slot: str) -> Iterable[Token]:
    trigger = frame.trigger
    if slot in {"attr", "oprd"}:
        yield from (child for child in trigger.children if child.dep_ in {"attr", "oprd"})
        if any(child.lower_ == "whom" for child in trigger.children):  # "whom X appointed envoy": two objects
            yield from (child for child in trigger.children if child.dep_ == "dobj" and child.pos_ == "NOUN")
        return
    if slot == "obj":
        yield from (child for child in trigger.children if child.dep_ == "dobj")
        return
    for token in (*frame.slots.get(slot, ()), *frame.slots.get(f"obj_{slot}", ())):
        yield from objects_of(token, "for") if token.lemma_ in CHOICES else (token,)


def _text(token: Token) -> str:
    run = run_around(token, (one for one in subtree_text(token) if _inside(one, token)))
    text = token.doc[run[0].i : run[-1].i + 1].text
    text = text.split(", ")[0] if text.count(",") == 1 and " and " not in text else text
    text = _ENDING.sub("", _LEADING.sub("", text)).strip(" ,;.")
    return text or phrase_of(token).text


def _inside(token: Token, head: Token) -> bool:
    """Prepositions that belong to a post: "of", "for", "to", "near"; not when and where it was given."""
    step = token
    while step != head:
        if step.dep_ == "prep" and step.lower_ not in {"of", "for", "to", "near", "in", "at", "ad"}:
            return False
        if (
            step.dep_ == "prep"
            and step.lower_ in {"in", "at"}
            and any(child.ent_type_ in {"DATE", "TIME"} for child in step.subtree)
        ):
            return False
        if step.dep_ in {"relcl", "advcl", "npadvmod", "acl"} and step.head == head and step.i > head.i:
            return False
        step = step.head
    return True
