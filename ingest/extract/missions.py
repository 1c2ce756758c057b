"""Embassies and recognition: the states behind "the American Legation in Sofia" and "Belizean independence"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.folding import fold
from ingest.extract.clauses import objects, objects_of, subjects
from ingest.extract.conditions import is_one
from ingest.extract.fillers import Filler
from ingest.extract.lexicon import word_list
from ingest.extract.phrases import phrase_of
from ingest.extract.places import Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from ingest.extract.gazetteer import Gazetteer
    from ingest.extract.names import Name

MISSIONS = frozenset({"consulate", "embassy", "legation", "mission", "section"})
OF_STATE = frozenset({"restoration", "independence", "sovereignty", "statehood", "government", "regime", "republic"})


def owners_of(trigger: Token, names: Mapping[int, Name]) -> Iterator[Filler]:
    """The states whose mission a trigger is about: its adjective, its owner, or its subject."""
    for mission in _missions(trigger):
        for token in mission.doc[mission.left_edge.i : mission.i]:
            name = names.get(token.i)
            if name is not None and name.start == token.i and name.state:
                yield _filler(token, name, _state_text(name, token))


def hosts_of(trigger: Token, names: Mapping[int, Name], gazetteer: Gazetteer) -> Iterator[tuple[str, Token]]:
    """States in whose places the mission is, by id: "in Sofia", "Embassy Malabo"."""
    for mission in _missions(trigger):
        near = [child for child in trigger.children if child.lower_ in {"in", "at"}]
        for token in [*mission.subtree, *(one for child in near for one in child.subtree)]:
            name = names.get(token.i)
            if name is not None and name.kind == "organization" and name.start == token.i:
                if (city := _city(name.text)) and (state := gazetteer.country(city)):
                    yield state, token
            elif (
                name is not None
                and name.kind in {"place", "state"}
                and not name.adjective
                and (state := gazetteer.country(name.text))
            ):
                yield state, token


def seat_of(trigger: Token, names: Mapping[int, Name]) -> Where | None:
    """The city in the name of a mission: "Embassy Malabo"."""
    for mission in _missions(trigger):
        name = names.get(mission.i)
        if name is not None and (city := _city(name.text)):
            return Where(city, name.end - len(city.split()), name.end)
    return None


def _city(mission: str) -> str:
    """Where a mission is, by its name: "Legation Luxembourg", "Consulate General Oran"."""
    kind, _, city = mission.partition(" ")
    return city.removeprefix("General ") if kind.lower() in MISSIONS else ""


def recognised(trigger: Token, names: Mapping[int, Name]) -> Iterator[Filler]:
    """The state in "recognised Belizean independence", "the independence of Belize"; or "two breakaway regions"."""
    for one in [*objects(trigger), *(objects_of(trigger, "of") if trigger.pos_ == "NOUN" else ())]:
        lemma = one.lemma_.lower()
        land = names.get(one.i)
        if land is not None and _a_realm(land) and not any(c.lower_ == "as" for c in trigger.children):
            yield _filler(one, land, _of_government(land))
        named = False
        for token in one.subtree if lemma in OF_STATE else ():
            name = names.get(token.i)
            if name is not None and name.start == token.i and name.kind in {"state", "place"} and not name.adjective:
                named = True
                yield _filler(token, name, name.text)
        if not named and lemma in word_list("people", "realms") and one.i not in names:
            phrase = phrase_of(one)
            yield Filler(one, phrase.text, "group", named=False, start=phrase.start, end=phrase.end)


def _a_realm(land: Name) -> bool:
    """A place, a "Free State", or a government of a state."""
    word = fold(land.text).split()[-1] if land.text else ""
    return land.kind == "place" or (
        land.kind == "organization" and (word in word_list("people", "realms") or _of_government(land) != land.text)
    )


def _of_government(land: Name) -> str:
    """The state in "the Government of the People's Republic of China"."""
    body, _, state = land.text.partition(" of ")
    governing = land.state is not None and fold(body) in word_list("people", "realms")
    return state.removeprefix("the ") if governing else land.text


def _missions(trigger: Token) -> list[Token]:
    return [one for one in dict.fromkeys((*objects(trigger), *subjects(trigger))) if is_one(one, MISSIONS)]


def _state_text(name: Name, token: Token) -> str:
    """The state in a name that begins with it ("American Legation")."""
    return name.text if name.kind == "state" else token.text


def _filler(token: Token, name: Name, text: str) -> Filler:
    return Filler(token, text, "state", state=name.state, start=name.start, end=name.start + 1)
