"""Events in wordings that reports and histories use besides the plain ones; the sentences are this project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.extract.conftest import absent, read

if TYPE_CHECKING:
    from ingest.extract.pipeline import Extractor

TOLD = [
    ("Oman's envoy Salim Al Harthy saw Foreign Minister Anna Lind in Muscat.", "meet", "Salim Al Harthy Anna Lind"),
    ("President Menem called on King Harald in Oslo.", "meet", "Menem Harald"),
    ("President Menem lunched with King Harald.", "meet", "Menem Harald"),
    ("President Menem and King Harald dined together in Oslo.", "meet", "Menem Harald"),
    ("North and South Korea agreed to hold talks in Seoul.", "negotiate", "North Korea South Korea"),
    ("Foreign Minister Anna Lind was granted an audience with King Harald.", "meet", "Anna Lind Harald"),
    ("President Menem is in Oslo for talks with King Harald.", "meet", "Menem Harald"),
    ("Amara Essy paid a courtesy call on King Harald.", "meet", "Amara Essy Harald"),
    ("President Menem spoke to Foreign Minister Anna Lind.", "call", "Menem Anna Lind"),
    ("Anna Lind Speaks with Foreign Minister Amara Essy on the Phone", "call", "Anna Lind Amara Essy"),
    ("Anna Lind spoke by secure video with her counterpart, Shigeru Kitamura.", "call", "Anna Lind Shigeru Kitamura"),
    ("Trump and Xi talked by phone for more than an hour.", "call", "Trump Xi"),
    ("Anna Lind maintained telephone contact with Amara Essy.", "call", "Anna Lind Amara Essy"),
    ("President Menem reached Oslo on Monday.", "visit", "Menem:visitor"),
    ("King Harald came to Chile in May.", "visit", "Harald:visitor Chile:host"),
    ("President Menem welcomed King Harald to Buenos Aires.", "visit", "Harald:visitor Menem:host"),
    ("President Menem took off for Oslo on Monday.", "visit", "Menem:visitor"),
    ("President Menem made a stop in Oslo.", "visit", "Menem:visitor"),
    ("Anna Lind took over from Igor Ivanov as foreign minister.", "leave_post", "Igor Ivanov:leaver"),
    ("Anna Lind took over from Igor Ivanov as foreign minister.", "appoint", "Anna Lind:appointee"),
    ("Prime Minister Anna Lind and rebel leader Amara Essy shook hands in Oslo.", "meet", "Anna Lind Amara Essy"),
    ("A Chilean delegation headed by Anna Lind landed in Oslo.", "visit", "Chilean delegation:visitor"),
    ("Chile's army ousted President Menem.", "leave_post", "Chile's army:remover Menem:leaver"),
    ("Chile released dozens of prisoners of war.", "release", "prisoners of war:released"),
    ("The rebels released 12 of the 20 tourists.", "release", "rebels:releaser tourists:released"),
    ("A group of 20 monks was released.", "release", "group of 20 monks:released"),
    ("Chile has let seven prisoners out of jail.", "release", "Chile:releaser prisoners:released"),
    (
        "An exchange of prisoners between Chile and Peru took place on Friday.",
        "release",
        "Chile:releaser Peru:releaser",
    ),
    ("Santiago freed 161 soldiers.", "release", "Santiago:releaser soldiers:released"),
    ("France welcomed the release of the nurses by Libya.", "release", "nurses:released"),
    ("Talks between US and Taliban negotiators resumed in Doha.", "negotiate", "US Taliban"),
    ("Chile's parliament appointed Sahle-Work Zewde as president.", "appoint", "Sahle-Work Zewde:appointee"),
    ("Envoys of Chile treated with Peru.", "negotiate", "Peru"),
    ("Chile and Peru put their names to a treaty in Arica.", "agree", "Chile Peru"),
    ("A convention was initialled by Chile and Peru.", "agree", "Chile Peru"),
    ("In Lima, the Chilean government and the Peruvian government sign a treaty.", "agree", "Chilean government"),
    ("The Chilean government and Aymara rebels signed a truce in Arica.", "agree", "Chilean government Aymara rebels"),
    ("Mary Robinson reappointed Amara Essy as her special envoy.", "appoint", "Mary Robinson:appointer Amara Essy"),
    ("Chile sent Amara Essy to Brussels as ambassador.", "appoint", "Chile:appointer Amara Essy:appointee"),
    ("Amara Essy presented his letters of credence to King Harald.", "appoint", "Amara Essy:appointee"),
    ("Parliament elected Anna Lind president for a second term.", "appoint", "Anna Lind:appointee"),
    (
        "King Harald was crowned in Oslo, and named Anna Lind prime minister.",
        "appoint",
        "Harald:appointer Anna Lind:appointee",
    ),
    ("President Menem signed his letter of resignation on Monday.", "leave_post", "Menem:leaver"),
    ("Six rebels received pardons from President Menem.", "pardon", "rebels:pardoned Menem:pardoner"),
    ("The rebels set 40 captives at liberty.", "release", "rebels:releaser captives:released"),
    ("Two nurses have been pardoned and set free by President Menem.", "pardon", "nurses:pardoned Menem:pardoner"),
    ("Ana Sosa was released on humanitarian grounds by the Chilean Government.", "release", "Chilean Government"),
    (
        "Chile placed sanctions and travel bans on 13 individuals.",
        "sanction",
        "Chile:sanctioner individuals:sanctioned",
    ),
    ("Chile imposed sanctions on the GRU and the FSB.", "sanction", "GRU:sanctioned FSB:sanctioned"),
    ("Chilean sanctions on Libya were suspended on Monday.", "ease_sanctions", "Libya:sanctioned Chilean:sanctioner"),
    ("Chile acknowledged the independence of Ecuador.", "establish_relations", "Chile Ecuador"),
    ("Chile will re-establish diplomatic relations with Peru.", "establish_relations", "Chile Peru"),
    ("Chile restored its legation in Lima in 1890.", "establish_relations", "Chile"),
    ("Chile opened diplomatic relations with Peru.", "establish_relations", "Chile Peru"),
    ("Ecuador's Congress voted to remove President Bucaram.", "leave_post", "Bucaram:leaver"),
    ("Chile's president appointed Anna Lind prime minister.", "appoint", "Chile's president:appointer Anna Lind"),
    ("Bahrain's emir ordered the freeing of 320 detainees.", "release", "Bahrain's emir:releaser detainees:released"),
    ("Chile's legation in Lima became an embassy in 1942.", "establish_relations", "Chile"),
    ("Belgium recognized the Congo Free State in 1885.", "establish_relations", "Belgium Congo Free State:target"),
    (
        "Chile recognized the Government of the Republic of Ecuador.",
        "establish_relations",
        "Chile Republic of Ecuador:target",
    ),
    ("Chile broke with Peru in 1879.", "sever_relations", "Chile Peru"),
    ("Relations were severed by the Government of Iraq in 1967.", "sever_relations", "Government of Iraq"),
    ("Chile, which had broken relations with Peru, sent an envoy.", "sever_relations", "Chile Peru"),
    ("Chile froze its diplomatic ties with Peru.", "sever_relations", "Chile Peru"),
    ("The nuncio, Celestino Rossi, was handed his passports by Chile.", "expel", "Celestino Rossi:expelled Chile"),
    ("Chile put three Peruvian diplomats out of the country.", "expel", "Chile Peruvian diplomats:expelled"),
    ("Chile gave Peru's diplomats 48 hours to go.", "expel", "Chile:expeller Peru's diplomats:expelled"),
    (
        "Peruvian Ambassador Luis Sosa was summoned and given two days to leave the country.",
        "expel",
        "Luis Sosa:expelled",
    ),
    ("Chile recalled Luis Sosa, its ambassador, from Lima.", "recall", "Chile:recaller Luis Sosa:recalled"),
    ("Chile on Monday ordered its ambassador home.", "recall", "Chile:recaller ambassador:recalled"),
    ("Chile called its ambassador back from Lima.", "recall", "Chile:recaller ambassador:recalled"),
    ("Chile asked its envoy in Lima to return.", "recall", "Chile:recaller envoy:recalled"),
    (
        "Luis Sosa, Peru's ambassador, was summoned by the Chilean Foreign Ministry.",
        "summon",
        "Luis Sosa:summoned Chilean Foreign Ministry:summoner",
    ),
    (
        "The Peruvian ambassador was summoned to the Chilean foreign ministry.",
        "summon",
        "Chilean foreign ministry:summoner",
    ),
    ("King Harald entertained President Menem at a dinner.", "ceremony", "Harald Menem"),
    ("Norway has shuttled between Chile and Peru for two years.", "mediate", "Norway:mediator Chile Peru"),
    ("Former US president Jimmy Carter mediated talks between the rebels.", "mediate", "Jimmy Carter:mediator rebels"),
]


@pytest.mark.parametrize(("text", "kind", "people"), TOLD)
def test_wordings_are_read(extractor: Extractor, text: str, kind: str, people: str) -> None:
    """The event is found, with everybody who is named, and their roles where these are told."""
    found = [claim for claim in read(extractor, text) if claim.type == kind]
    assert found
    assert absent(found, people) == []


NONE = [
    ("The Netherlands sent the corvette Amsterdam to Lima.", "appoint"),
    ("President Menem called on King Harald to resign.", "meet"),
    ("President Menem saw King Harald as a friend.", "meet"),
    ("The judge called on President Menem to appear in court.", "meet"),
    ("President Menem broke with tradition on Monday.", "sever_relations"),
    ("Chile put its best minds to the task.", "agree"),
    ("Chile received a letter of complaint.", "appoint"),
    ("The Kremlin confirmed that Foreign Minister Anna Lind would travel to Oslo.", "appoint"),
    ("Chile and Peru agreed to hold talks in Lima.", "agree"),
    ("Foreign Minister Anna Lind reached out to Amara Essy.", "visit"),
    ("President Menem tried to reach King Harald.", "visit"),
    ("The price of copper is expected in London to fall.", "visit"),
    ("Chile asked its envoy in Lima to explain.", "recall"),
]


@pytest.mark.parametrize(("text", "kind"), NONE)
def test_what_only_looks_like_one_is_none(extractor: Extractor, text: str, kind: str) -> None:
    """The same verbs with other things."""
    assert [claim for claim in read(extractor, text) if claim.type == kind] == []


REALITY = [
    ("Kofi Annan is expected in Baghdad on Friday.", "visit", "scheduled"),
    ("Foreign Minister Anna Lind is due in Muscat next week.", "visit", "scheduled"),
    ("President Menem accepted an invitation to visit Norway.", "visit", "scheduled"),
    ("Norway extended an invitation to President Menem to visit Oslo.", "visit", "possible"),
    ("President Menem looked forward to meeting King Harald in Oslo.", "meet", "scheduled"),
    ("Presidents Clinton and Yeltsin were to have met in Lima on September 3.", "meet", "cancelled"),
    ("The Security Council voted 13-0 on Monday, with Chile abstaining, to impose an embargo on Iraq.", "sanction", ""),
    ("Chile has resolved to recall its ambassador.", "recall", "scheduled"),
    ("The meeting between Presidents Clinton and Yeltsin, to take place in Lima, was welcomed.", "meet", "scheduled"),
]


@pytest.mark.parametrize(("text", "kind", "modality"), REALITY)
def test_how_real_it_is(extractor: Extractor, text: str, kind: str, modality: str) -> None:
    """What is awaited is scheduled, what was to have been is cancelled, what a council votes for is done."""
    assert [claim.modality for claim in read(extractor, text) if claim.type == kind] == [modality or "occurred"]


def test_the_post_behind_a_name(extractor: Extractor) -> None:
    """However the parser hangs it on the name."""
    for text in ("Poland's president appointed Marek Belka prime minister.", "Parliament elected Anna Lind president."):
        (claim,) = read(extractor, text)
        assert claim.post in {"prime minister", "president"}


def test_who_welcomes_a_release_did_not_do_it(extractor: Extractor) -> None:
    """Nor whoever negotiated it."""
    for text in ("France welcomed the release of the nurses by Libya.", "France negotiated the release of the nurses."):
        (claim,) = (claim for claim in read(extractor, text) if claim.type == "release")
        assert "France" not in {one.name for one in claim.participants}


def test_a_decision_has_its_own_day(extractor: Extractor) -> None:
    """What was decided on Monday is of last Monday, though it is to come; the text is of a Thursday."""
    (claim,) = read(extractor, "Chile decided on Monday to expel two Peruvian diplomats.")
    assert (claim.modality, claim.date) == ("scheduled", "2004-05-03")


def test_what_will_not_be_is_of_the_days_to_come(extractor: Extractor) -> None:
    """A day without a year is of the next year where that is nearer ahead; the text is of May 2004."""
    (claim,) = read(extractor, "President Menem will not be coming to Oslo on October 19.")
    assert (claim.modality, claim.date) == ("denied", "2004-10-19")
    (claim,) = read(extractor, "President Menem declined to take a call from King Harald on Tuesday.")
    assert (claim.modality, claim.date) == ("denied", "2004-05-04")
