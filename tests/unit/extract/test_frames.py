"""Which events the words of a sentence tell, and who takes part; the sentences are this project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.extract.conftest import absent, read

if TYPE_CHECKING:
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
    (
        "President Joe Biden announced Jane Roe as his pick for ambassador to Peru.",
        "appoint",
        "Joe Biden:appointer Jane Roe:appointee",
    ),
    (
        "Jane Roe, whom King Harald recently appointed ambassador to Chile, arrived in Santiago.",
        "appoint",
        "Harald:appointer Jane Roe:appointee",
    ),
    ("President Joe Biden thanked Qatar on Monday for releasing five hostages.", "release", "Qatar:releaser"),
    (
        "Chad and Libya are in talks about a release that would include 20 soldiers.",
        "release",
        "soldiers:released",
    ),
    (
        "King Felipe of Spain arrived in Havana on a state visit hosted by President Miguel Diaz-Canel.",
        "visit",
        "Felipe:visitor Miguel Diaz-Canel:host",
    ),
    (
        "King Felipe of Spain began a state visit to Cuba with President Miguel Diaz-Canel as his host.",
        "visit",
        "Felipe:visitor Miguel Diaz-Canel:host",
    ),
    ("President Emmanuel Macron will host Jane Roe in Nice on her first visit.", "visit", "Jane Roe:visitor"),
    ("Talks preceded a pardon that King Harald granted to two priests.", "pardon", "Harald:pardoner priests:pardoned"),
    (
        "Finnish President Sauli Niinisto flew home. The Finnish president met Vladimir Putin in Sochi on Monday.",
        "meet",
        "Sauli Niinisto Vladimir Putin",
    ),
    (
        "Caracas threw out seven Israeli diplomats, including the ambassador, Shlomo Cohen, on Tuesday.",
        "expel",
        "Caracas:expeller Israeli diplomats:expelled Shlomo Cohen:expelled",
    ),
    (
        "Israel and Syria have opened talks through Turkish mediator Ahmet Demir on their border.",
        "negotiate",
        "Ahmet Demir:mediator Israel Syria",
    ),
    ("The foreign ministers of Turkey and Armenia are due to sign protocols in Zurich.", "agree", "Turkey Armenia"),
    (
        "Riyadh gave Iranian envoys 48 hours to get out of the kingdom.",
        "expel",
        "Riyadh:expeller Iranian envoys:expelled",
    ),
    ("Chad summoned the Sudanese ambassador in N'Djamena on Wednesday.", "summon", "Chad:summoner"),
    ("The Tokyo talks secured the freedom of five hostages.", "release", "hostages:released"),
    (
        "Jens Holm and the President of Serbia, Aleksandar Markov, spoke by telephone on Friday.",
        "call",
        "Jens Holm Aleksandar Markov",
    ),
    ("China declined a telephone call between Defence Minister Wei Fu and Secretary Lloyd Austin.", "call", "Wei Fu"),
]

NOTHING = [
    "Rebels led by Omar Haddad tore down a statue of Bassel Assad, residents reached by telephone said.",
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
    "The mayor spoke about the release of two hostages.",
    "The studio announced Jane Roe as its choice for the part.",
]


@pytest.mark.parametrize(("text", "kind", "who"), TOLD)
def test_sentence_tells_its_event(extractor: Extractor, text: str, kind: str, who: str) -> None:
    """One claim of the type, with those who take part."""
    found = [claim for claim in read(extractor, text) if claim.type == kind]
    assert len(found) == 1
    assert absent(found, who) == []


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


def test_a_verb_left_out_is_a_happening_of_its_own(extractor: Extractor) -> None:
    """Each object with its own number and day; without a second day they are one."""
    found = read(extractor, "Iran freed three Britons on Monday and two Frenchmen on Tuesday.")
    assert [(one.date, one.quantity and (one.quantity.count, one.quantity.of)) for one in found] == [
        ("2004-05-03", (3, "Britons")),
        ("2004-05-04", (2, "Frenchmen")),
    ]
    found = read(extractor, "Russia expelled four Danish diplomats in March and six in April.")
    assert [(one.date, one.quantity and (one.quantity.count, one.quantity.of)) for one in found] == [
        ("2004-03", (4, "Danish diplomats")),
        ("2004-04", (6, "Danish diplomats")),
    ]
    assert len(read(extractor, "Syria freed two journalists and four aid workers on Monday.")) == 1


def test_who_is_to_serve_is_named_and_not_yet_in_office(extractor: Extractor) -> None:
    """The day is that of the naming, the words that put the post off are the hedge."""
    text = "President Gustavo Petro on Monday nominated Jane Roe, who will serve as ambassador to Chile."
    (found,) = read(extractor, text)
    assert (found.modality, found.hedge, found.date, found.post) == (
        "scheduled",
        "will serve",
        "2004-05-03",
        "ambassador to Chile",
    )


def test_what_somebody_is_thanked_for_has_no_day(extractor: Extractor) -> None:
    """The day is that of the thanks."""
    text = "President Joe Biden met the emir. Days later, Biden thanked Qatar on Monday for releasing five hostages."
    assert [one.date for one in read(extractor, text) if one.type == "release"] == [None]


def test_the_visit_is_the_one_told_before(extractor: Extractor) -> None:
    """What happens during it is part of it, and makes the host no visitor."""
    text = (
        "King Felipe of Spain arrived in Havana on Monday. During the visit, King Felipe and President Miguel "
        "Diaz-Canel laid wreaths in Revolution Square."
    )
    visit, ceremony = read(extractor, text)
    assert [visit.type, ceremony.type] == ["visit", "ceremony"]
    assert [(link.relation, link.claim) for link in ceremony.links] == [("part_of", visit.id)]


def test_what_was_before_another_is_told_so(extractor: Extractor) -> None:
    """By "before" as by "after"."""
    talks, pardon = read(extractor, "King Harald held talks with Muammar Gaddafi before he pardoned six rebels.")
    assert [(link.relation, link.claim) for link in pardon.links] == [("after", talks.id)]


def test_a_lead_on_talks_with_one_is_not_told_again_by_talks_with_another(extractor: Extractor) -> None:
    """Though a state takes part in both."""
    text = "Chad and Libya are in talks.\n\nChad held talks with Sudan on Monday.\n\nNothing else is known."
    found = read(extractor, text)
    assert [one.type for one in found] == ["negotiate", "negotiate"]


def test_a_quotation_can_be_read(extractor: Extractor) -> None:
    """It has the post, the topic, and the small words at its beginning."""
    text = "On Monday, in a telephone call with Jane Roe, President Gustavo Petro discussed the price of tea, as usual."
    quotes = [one.evidence.quote for one in read(extractor, text) if one.evidence]
    assert quotes == [
        "On Monday, in a telephone call with Jane Roe, President Gustavo Petro discussed the price of tea"
    ]


WHERE = [
    ("The leaders of Russia and Ukraine signed an accord at a hunting lodge near Brest.", "hunting lodge near Brest"),
    ("Rebels freed two politicians in the jungles of Guaviare province on Thursday.", "Guaviare province"),
    ("Two hostages were freed on Monday near Ghazni.", "Ghazni"),
    ("Rebels released six hostages near the Colombian border town of Tibu on Wednesday.", "Tibu"),
    ("Hu Jintao met his counterpart Luiz Silva on the sidelines of a summit in Lima on Friday.", "Lima"),
    ("Vladimir Putin received his counterpart Bashar Assad at the Kremlin on Tuesday.", "Kremlin"),
    ("Israel freed 20 Palestinian prisoners at a West Bank checkpoint on Sunday.", "West Bank checkpoint"),
    ("The foreign ministers met in the Turkish resort of Antalya, where it rained.", "Antalya"),
    ("Chad summoned the Sudanese ambassador in N'Djamena on Wednesday.", "N'Djamena"),
    ("Anna Berg laid a wreath at the tomb of the slain premier.", "tomb of the slain premier"),
    ("Vladimir Putin met Xi Jinping in the Kyrgyz capital on Friday.", "Kyrgyz capital"),
]


@pytest.mark.parametrize(("text", "place"), WHERE)
def test_place_as_common_nouns_tell_it(extractor: Extractor, text: str, place: str) -> None:
    """The site with what tells which one it is; the province, and the city by its name."""
    (claim,) = read(extractor, text)
    assert claim.place == place


AROUND = [
    ("Anna Berg left Oslo on Monday for Lome, where she was to meet Ivo Kral.", "meet", "Lome"),
    ("Anna Berg flew to the island of Capri on Sunday to mediate between Chad and Sudan.", "mediate", "Capri"),
    ("Anna Berg will meet Cuban dissidents during a trip to Havana in May.", "meet", "Havana"),
    ("Anna Berg and Ivo Kral issued a joint statement at the end of two days of talks in Bonn.", "agree", "Bonn"),
    ("Chad and Norway signed a treaty at a ceremony held in Luanda on Monday.", "agree", "Luanda"),
    ("Norway signed a convention with the Two Sicilies in the capital, Naples, on Monday.", "agree", "Naples"),
    ("In Kenya, Anna Berg will address parliament, meet with President Moi and tour a farm.", "meet", "Kenya"),
    ("Norway will open embassies in Tallinn, Riga and Vilnius.", "establish_relations", None),
    ("Amid a crisis in Norway, Foreign Minister Anna Berg resigned.", "leave_post", None),
    ("The Norwegian Legation at Copenhagen was closed on May 5, 1910.", "sever_relations", "Copenhagen"),
    ("Norway established its first consulate in what is now Samoa at Apia.", "establish_relations", "Apia"),
    (
        "Norway recognised Chad in 1951, when Consulate General Lagos was raised to Embassy status.",
        "establish_relations",
        "Lagos",
    ),
    ("OSLO, May 5 (AFP) - Chad and Sudan signed an accord here on Monday.", "agree", "OSLO"),
    ("Anna Berg met Ivo Kral in Bergen on Monday. Berg and Kral agreed to set up a commission.", "agree", "Bergen"),
]


@pytest.mark.parametrize(("text", "kind", "place"), AROUND)
def test_place_from_what_stands_around(extractor: Extractor, text: str, kind: str, place: str | None) -> None:
    """Where a clause leads, where the trip or the talks are, what "here" means; none of several or of a crisis."""
    assert [claim.place for claim in read(extractor, text) if claim.type == kind] == [place]


def test_ready_to_sign_is_possible(extractor: Extractor) -> None:
    """Nobody has signed yet."""
    (claim,) = read(extractor, "Norway was ready to sign a treaty with Chad.")
    assert (claim.type, claim.modality) == ("agree", "possible")


def test_who_was_named_before(extractor: Extractor) -> None:
    """The one whom the sentence before names is meant, where its subject is no person; of two, neither."""
    one = "Norway opened an embassy in Oran, and Anna Lind was there."
    after = " She was appointed as Minister of Justice on May 5, 1951."
    found = [claim for claim in read(extractor, one + after) if claim.type == "appoint"]
    assert [[who.name for who in claim.participants] for claim in found] == [["Anna Lind"]]
    assert not [c for c in read(extractor, one.replace("was", "and Eva Moe were") + after) if c.type == "appoint"]


def test_evidence_tells_the_day(extractor: Extractor) -> None:
    """Of two tellings with the same people, the one with the date is quoted."""
    (claim,) = read(extractor, "Anna Berg visited Chad. It was hot. Anna Berg visited Chad on May 5, 1951.")
    assert claim.evidence is not None
    assert "1951" in claim.evidence.quote


def test_fullest_name_of_a_state(extractor: Extractor) -> None:
    """As of people; a capital that stands for its state stays one."""
    text = "The Kingdom of Norway is old. Norway severed relations with Khartoum on Monday. Sudan was silent."
    assert {one.name for claim in read(extractor, text) for one in claim.participants} == {
        "Kingdom of Norway",
        "Khartoum",
    }


def test_dateline_and_headline_stand_apart(extractor: Extractor) -> None:
    """They tell neither the day nor the subject, and a headline ends with its line."""
    text = (
        "Algeria cuts ties with Morocco\nALGIERS, May 5 (AFP) - Algeria severed diplomatic relations with Morocco on "
        "Tuesday, officials said."
    )
    claims = read(extractor, text)
    assert [(claim.type, claim.date) for claim in claims] == [("sever_relations", "2004-05-04")]
    assert claims[0].evidence is not None
    assert claims[0].evidence.quote in text


NO_TIMES = [
    ("Turkey summoned the German envoy over the 1915 killings.", None),
    ("Turkey summoned the German envoy for the second time this week.", "2004-05-06"),
]


@pytest.mark.parametrize(("text", "date"), NO_TIMES)
def test_what_only_says_which_is_no_time(extractor: Extractor, text: str, date: str | None) -> None:
    """The year of the killings is not that of the summons, nor does "the second time" tell a time."""
    assert [claim.date for claim in read(extractor, text)] == [date]


GAINSAID = [
    ("The minister dismissed suggestions that Chad was negotiating with Niger.", "negotiate"),
    ("The president rejected a proposal that Anna Lind meet Prince Norodom Ranariddh.", "meet"),
    ("Japan will not join others in imposing sanctions on Myanmar.", "sanction"),
]


@pytest.mark.parametrize(("text", "kind"), GAINSAID)
def test_what_is_gainsaid_is_denied(extractor: Extractor, text: str, kind: str) -> None:
    """By whoever it is."""
    assert [claim.modality for claim in read(extractor, text) if claim.type == kind] == ["denied"]
