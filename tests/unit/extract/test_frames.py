"""Which events the words of a sentence tell, and who takes part; the sentences are this project's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from graph.records import Document

if TYPE_CHECKING:
    from graph.records import Claim
    from ingest.extract.pipeline import Extractor

TOLD = [
    ("Syria said on Tuesday it had withdrawn its ambassador from Riyadh.", "recall", "Syria:recaller"),
    ("Croatia called its ambassador to Belgrade home for consultations on Friday.", "recall", "Croatia:recaller"),
    ("Turkey pulled its envoy out of Damascus.", "recall", "Turkey:recaller envoy:recalled"),
    ("India called in the U.S. charge d'affaires to express its displeasure.", "summon", "India:summoner"),
    (
        "The Israeli ambassador was asked to come to the Foreign Ministry.",
        "summon",
        "Israeli ambassador:summoned Foreign Ministry:summoner",
    ),
    (
        "Norway ordered out two Soviet diplomats accused of spying.",
        "expel",
        "Norway:expeller Soviet diplomats:expelled",
    ),
    ("Ecuador gave the Colombian ambassador 48 hours to leave the country.", "expel", "Ecuador:expeller"),
    ("Two Cuban diplomats were expelled from the United States on Tuesday.", "expel", "United States:expeller"),
    (
        "Switzerland imposed a travel ban on 20 Belarussian officials.",
        "sanction",
        "Switzerland:sanctioner Belarussian officials:sanctioned",
    ),
    ("Canada froze the assets of 10 Haitian military leaders.", "sanction", "Haitian military leaders:sanctioned"),
    ("The European Union banned Burmese officials from entering the bloc.", "sanction", "European Union:sanctioner"),
    ("Washington eased its ban on travel to Vietnam.", "ease_sanctions", "Washington:sanctioner Vietnam:sanctioned"),
    ("Prime Minister Tony Blair headed for Tripoli on Thursday.", "visit", "Tony Blair:visitor"),
    ("Chinese President Hu Jintao left Beijing on Monday for Moscow.", "visit", "Hu Jintao:visitor"),
    (
        "Chinese Premier Li Peng met visiting Japanese envoy Yohei Kono on Monday.",
        "visit",
        "Yohei Kono:visitor Li Peng:host",
    ),
    ("Chinese Premier Li Peng met visiting Japanese envoy Yohei Kono on Monday.", "meet", "Li Peng Yohei Kono"),
    (
        "Foreign ministers Igor Ivanov of Russia and Joschka Fischer of Germany met in Berlin.",
        "meet",
        "Igor Ivanov Joschka Fischer",
    ),
    ("Egypt's foreign minister, Amr Moussa, conferred with Israeli counterpart David Levy.", "meet", "Amr Moussa"),
    ("Guyana and Suriname held a second round of talks on their border dispute.", "negotiate", "Guyana Suriname"),
    ("Qatar hosted talks between Chad and Libya.", "mediate", "Qatar:mediator Chad Libya"),
    (
        "Norwegian envoy Erik Solheim flew there in a bid to bring Chad and Libya to the negotiating table.",
        "mediate",
        "Erik Solheim:mediator Chad Libya",
    ),
    ("Norway brokered a ceasefire between Chad and Libya.", "agree", "Norway:mediator Chad Libya"),
    ("Jacques Chirac and Tony Blair issued a joint statement on the Gulf.", "agree", "Jacques Chirac Tony Blair"),
    ("Since independence, Namibia and South Africa signed an accord on Saturday.", "agree", "Namibia South Africa"),
    ("Costa Rica cut ties with Taiwan and switched recognition to China.", "sever_relations", "Costa Rica Taiwan"),
    ("Costa Rica cut ties with Taiwan and switched recognition to China.", "establish_relations", "Costa Rica China"),
    ("The United States and Vietnam normalised relations in 1995.", "establish_relations", "United States Vietnam"),
    ("Finland recognised the three Baltic republics on Tuesday.", "establish_relations", "Finland Baltic republics"),
    ("Colombian rebels let four hostages go on Sunday.", "release", "Colombian rebels:releaser hostages:released"),
    ("Nelson Mandela walked free from jail after 27 years.", "release", "Nelson Mandela:released"),
    ("Kuwait's emir pardoned five Jordanians jailed for collaboration.", "pardon", "Jordanians:pardoned"),
    ("King Norodom Sihanouk granted amnesty to two rebel leaders.", "pardon", "rebel leaders:pardoned"),
    (
        "U.S. President George W. Bush on Friday named John Danforth as his special envoy for Sudan.",
        "appoint",
        "George W. Bush:appointer John Danforth:appointee",
    ),
    ("Nigeria's ruler Sani Abacha replaced his army chief on Monday.", "leave_post", "Sani Abacha:remover"),
    ("President Abdala Bucaram was voted out by Congress on Thursday.", "leave_post", "Abdala Bucaram:leaver"),
    (
        "President Jacques Chirac offered a state banquet for Queen Elizabeth.",
        "ceremony",
        "Jacques Chirac Elizabeth",
    ),
    ("Queen Elizabeth laid flowers at the memorial.", "ceremony", "Elizabeth"),
]

NOTHING = [
    "The finance ministry agreed with critics that taxes were too high.",
    "The president met demands for a pay rise.",
    "The foreign ministry released a statement.",
    "Britain called for talks between the two sides.",
    "The minister resigned himself to defeat.",
    "Iraq called on the United Nations to lift sanctions.",
    "The striker left Barcelona for Madrid in a 10 million euro deal.",
    "Police released the names of the victims.",
    "The court summoned the former minister as a witness.",
    "The United States recognised that the talks had failed.",
    "Sanctions have crippled the economy.",
    "The court let the verdict stand.",
    "Airlines lifted a ban on smoking.",
]


def read(extractor: Extractor, text: str) -> list[Claim]:
    """The claims of a document of one text."""
    document = Document(doc_id="one", published=dt.date(2004, 5, 6), text=text)
    return [claim for bundle in extractor.extract([document]) for claim in bundle.claims]


@pytest.mark.parametrize(("text", "kind", "who"), TOLD)
def test_sentence_tells_its_event(extractor: Extractor, text: str, kind: str, who: str) -> None:
    """One claim of the type, with those who take part."""
    found = [claim for claim in read(extractor, text) if claim.type == kind]
    assert len(found) == 1
    told = " ".join(f"{one.name}:{one.role} {one.name}" for one in found[0].participants)
    assert [one for one in _parts(who) if one not in told] == []


def _parts(who: str) -> list[str]:
    """Names, or name and role where the sentence gives a role ("Li Peng:host")."""
    parts: list[str] = []
    words: list[str] = []
    for word in who.split():
        words.append(word)
        if ":" in word:
            parts.append(" ".join(words))
            words = []
    return [*parts, *words]


@pytest.mark.parametrize("text", NOTHING)
def test_sentence_without_an_event_gives_nothing(extractor: Extractor, text: str) -> None:
    """Words that sound like events and tell none."""
    assert read(extractor, text) == []


def test_visits_to_several_states_are_one_for_each(extractor: Extractor) -> None:
    """As "visits" in the plural tells."""
    found = read(extractor, "President Megawati Sukarnoputri will pay state visits to Iran and Pakistan.")
    hosts = [one.name for claim in found for one in claim.participants if one.role == "host"]
    assert [claim.type for claim in found] == ["visit", "visit"]
    assert hosts == ["Iran", "Pakistan"]


def test_expulsions_by_each_of_two_are_two(extractor: Extractor) -> None:
    """And the number is that of each."""
    found = read(extractor, "Bulgaria and Slovakia said they were expelling three Russian diplomats each.")
    assert [claim.participants[0].name for claim in found] == ["Bulgaria", "Slovakia"]
    assert [claim.quantity.count if claim.quantity else None for claim in found] == [3, 3]


def test_lifting_of_sanctions_is_no_sanction(extractor: Extractor) -> None:
    """The noun alone tells nothing."""
    found = read(extractor, "Japan lifted sanctions against North Korea on Monday.")
    assert [claim.type for claim in found] == ["ease_sanctions"]
