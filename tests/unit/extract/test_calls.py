"""Calls in the ways that readouts, records and headlines tell them; and what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.extract.conftest import read

if TYPE_CHECKING:
    from ingest.extract.pipeline import Extractor

CALLS = [
    ("Anna Lind called Foreign Minister Amara Essy this morning.", {"Anna Lind", "Amara Essy"}),
    ("Anna Lind called Amara Essy to congratulate him on his election.", {"Anna Lind", "Amara Essy"}),
    ("President Menem yesterday held telephonic discussions with Prime Minister Blair.", {"Menem", "Blair"}),
    ("President Menem contacted Prime Minister Blair by telephone.", {"Menem", "Blair"}),
    ("Anna Lind reached out by phone to Foreign Minister Amara Essy.", {"Anna Lind", "Amara Essy"}),
    ("Talks by telephone between Foreign Ministers Anna Lind and Amara Essy failed.", {"Anna Lind", "Amara Essy"}),
    ("The telephone conversation between Presidents Nazarbayev and Yeltsin lasted an hour.", {"Nazarbayev", "Yeltsin"}),
    ("Qin Gang speaks with Norwegian FM Espen Barth Eide via phone.", {"Qin Gang", "Espen Barth Eide"}),
    (
        "Queen Silvia received a telephone call from the Emir of Kuwait, Sheikh Jaber Al-Sabah.",
        {"Silvia", "Jaber Al-Sabah"},
    ),
    (
        "Readout from the Foreign Secretary's call with the Omani foreign minister",
        {"Foreign Secretary", "Omani foreign minister"},
    ),
    ("Secretary Kerry's Calls with Foreign Minister Amara Essy", {"Kerry", "Amara Essy"}),
]


@pytest.mark.parametrize(("text", "people"), CALLS)
def test_calls_are_found(extractor: Extractor, text: str, people: set[str]) -> None:
    """One call, and nothing else."""
    claims = read(extractor, text)
    assert [(claim.type, claim.modality) for claim in claims] == [("call", "occurred")]
    assert {one.name for one in claims[0].participants} == people


NONE = [
    "Residents reached by telephone said that shelling went on through the night.",
    "President Menem rejected calls from opposition leaders to resign.",
    "Calls from President Menem for an end to the fighting went unheard.",
]


@pytest.mark.parametrize("text", NONE)
def test_other_calls_are_none(extractor: Extractor, text: str) -> None:
    """Of reporters, and to do something."""
    assert [claim.type for claim in read(extractor, text) if claim.type == "call"] == []


def test_titles_of_several_are_those_of_each(extractor: Extractor) -> None:
    """A title belongs to the name behind it, a state to the name before it."""
    text = "Anna Lind held a call with Chancellor Olaf Scholz of Germany and President Sauli Niinisto of Finland."
    (call,) = read(extractor, text)
    assert {one.name: (one.title, one.behalf) for one in call.participants} == {
        "Anna Lind": (None, None),
        "Olaf Scholz": ("Chancellor", None),
        "Sauli Niinisto": ("President", None),
    }


def test_an_office_is_not_who_is_named_behind_it(extractor: Extractor) -> None:
    """The President who speaks with President Menem is another."""
    (call,) = read(extractor, "The President spoke by telephone with President Menem of Argentina.")
    assert {one.name for one in call.participants} == {"President", "Menem"}


def test_thanks_over_the_telephone_go_to_whom_one_calls(extractor: Extractor) -> None:
    """A state that is thanked is not on the telephone."""
    (call,) = read(
        extractor, "In a phone call with Prime Minister Kaja Kallas, Anna Lind thanked Estonia for its help."
    )
    assert {one.name for one in call.participants} == {"Kaja Kallas", "Anna Lind"}


MODALITIES = [
    ("Secretary Baker is expected to telephone Foreign Minister Amara Essy later today.", "call", "scheduled"),
    ("PM Modi speaks to President Menem on phone; discusses trade.", "call", "occurred"),
    ("A planned meeting between President Menem and Anna Lind was called off.", "meet", "cancelled"),
    ("The Kremlin denied that it was preparing to pardon Sergei Petrov.", "pardon", "denied"),
    ("The Security Council voted unanimously to end sanctions against Libya.", "ease_sanctions", "occurred"),
    ("Malta became the third country after Chad to recognise Kosovo.", "establish_relations", "occurred"),
    ("Malta will become the first country to recognise Kosovo.", "establish_relations", "scheduled"),
    ("Malta may be the next country to recognise Kosovo.", "establish_relations", "possible"),
    ("Malta hopes to become the first country to recognise Kosovo.", "establish_relations", "possible"),
    ("Malta hopes to recognise Kosovo.", "establish_relations", "possible"),
    ("Anna Lind hoped to visit Oslo.", "visit", "possible"),
    ("Anna Lind is hoping to visit Oslo.", "visit", "possible"),
    ("Anna Lind is slated to visit Oslo.", "visit", "scheduled"),
    ("Malta did not become the first country to recognise Kosovo.", "establish_relations", "denied"),
]


@pytest.mark.parametrize(("text", "kind", "modality"), MODALITIES)
def test_how_real_it_is(extractor: Extractor, text: str, kind: str, modality: str) -> None:
    """By what governs it: a body's vote decides, who became the third did so, what is denied is."""
    assert [(claim.type, claim.modality) for claim in read(extractor, text)] == [(kind, modality)]


PARTS = [
    ("Malta became the third country after Chad to recognise Kosovo.", {"Malta", "Kosovo"}),
    ("King Harald signed a decree pardoning two priests.", {"Harald", "priests"}),
    ("Iran on Saturday freed three American hikers it had held for a year.", {"Iran", "American hikers"}),
    ("Libya has released the six Bulgarian medics convicted of infecting children.", {"Libya", "Bulgarian medics"}),
    ("President Kim Dae-jung named Lee Hong-koo ambassador to Norway.", {"Kim Dae-jung", "Lee Hong-koo"}),
]


@pytest.mark.parametrize(("text", "people"), PARTS)
def test_who_takes_part(extractor: Extractor, text: str, people: set[str]) -> None:
    """Whoever signed a decree pardons; who was held is people, whatever they are called."""
    (claim,) = read(extractor, text)
    assert {one.name for one in claim.participants} == people


def test_handed_over_two_is_two(extractor: Extractor) -> None:
    """Here "over" belongs to the verb, not to the number."""
    (claim,) = read(extractor, "The Taliban handed over two hostages to the Red Cross.")
    assert claim.quantity is not None
    assert (claim.quantity.count, claim.quantity.bound) == (2, "exact")


def test_whom_somebody_rings_by_turns_are_calls_of_their_own(extractor: Extractor) -> None:
    """Also where the parser takes the second name for who the first is."""
    texts = [
        "Anna Lind had phone conversations with Foreign Minister Igor Ivanov, Chancellor Olaf Scholz and Amara Essy.",
        "Anna Lind rang Igor Ivanov, Olaf Scholz and Amara Essy.",
    ]
    for text in texts:
        calls = read(extractor, text)
        assert sorted(sorted(one.name for one in call.participants) for call in calls) == [
            ["Amara Essy", "Anna Lind"],
            ["Anna Lind", "Igor Ivanov"],
            ["Anna Lind", "Olaf Scholz"],
        ]


def test_a_conference_is_one_call(extractor: Extractor) -> None:
    """Those who confer talk together."""
    (call,) = read(extractor, "President Chirac, Chancellor Schröder and President Putin conferred by telephone.")
    assert {one.name for one in call.participants} == {"Chirac", "Schröder", "Putin"}


def test_the_second_verb_has_its_own_object(extractor: Extractor) -> None:
    """The parser takes whom one rings for who does what the infinitive behind tells."""
    text = "Anna Lind telephoned Igor Ivanov on Monday, and then rang Amara Essy to thank him."
    calls = read(extractor, text)
    assert [{one.name for one in call.participants} for call in calls] == [
        {"Anna Lind", "Igor Ivanov"},
        {"Anna Lind", "Amara Essy"},
    ]


def test_the_two_are_those_told_before(extractor: Extractor) -> None:
    """Two people, and no more: of three nobody can tell which two."""
    told = "Anna Lind telephoned Igor Ivanov on Monday."
    for behind in ("The two will meet in Geneva in June.", "Both ministers will meet in Geneva in June."):
        meeting = [claim for claim in read(extractor, f"{told} {behind}") if claim.type == "meet"]
        assert [{one.name for one in claim.participants} for claim in meeting] == [{"Anna Lind", "Igor Ivanov"}]
    three = "Anna Lind spoke with Igor Ivanov and Amara Essy by telephone. The two will meet in Geneva."
    assert [claim for claim in read(extractor, three) if claim.type == "meet"] == []


def test_a_surname_that_stands_first(extractor: Extractor) -> None:
    """President Hu is Hu Jintao."""
    text = "President Hu Jintao telephoned Anna Lind on Monday. President Hu arrived in Moscow on Tuesday."
    assert {claim.type: claim.participants[0].name for claim in read(extractor, text)}["visit"] == "Hu Jintao"


def test_whom_somebody_acts_on_is_another(extractor: Extractor) -> None:
    """Nobody replaces himself."""
    claims = read(extractor, "Ismail Efendi replaced him as ambassador in 1797.")
    assert [claim.type for claim in claims] == ["appoint"]
