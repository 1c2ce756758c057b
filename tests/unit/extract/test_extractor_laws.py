"""What holds of the extractor on any text: claims that load, words that stand there, and the same claims every time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.records import Bundle, Document
from ingest.extract.parsing import LONGEST, MOST_WORDS, parse_all, split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.extract.pipeline import Extractor

PUBLISHED = dt.date(2025, 11, 26)
# The extractor is the session's and has no state between documents, which is one of the laws.
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

people = st.sampled_from(
    [
        "Alexander Lukashenko",
        "President Putin",
        "Foreign Minister Anna Berg",
        "he",
        "the envoy",
        "Xi",
        "their ambassador",
    ]
)
others = st.sampled_from(
    [
        "Poland",
        "the French president",
        "four diplomats",
        "at least 100 political prisoners",
        "the two sides",
        "NATO",
        "it",
    ]
)
verbs = st.sampled_from(
    (
        *(
            "met",
            "will meet",
            "did not call",
            "may visit",
            "expelled",
            "has recalled",
            "was freed by",
            "refused to pardon",
        ),
        *(
            "called off a visit to",
            "signed a treaty with",
            "broke relations with",
            "held talks with",
            "resigned as",
            "is",
        ),
    )
)
wheres = st.sampled_from(["", " in Minsk", " at the White House", " in Paris, London and Rome", " in"])
whens = st.sampled_from(["", " on Thursday", " a day earlier", " on February 30", " in 1994", " next week", " lately"])
sources = st.sampled_from(
    ["", ", TASS reported", ", Reuters said, citing three sources", ", according to him", ", she denied"]
)
ends = st.sampled_from([". ", "? ", "\n", "\n\n", "; ", ", and ", " — "])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence in the manner of the news, grammatical or not."""
    parts = (people, st.just(" "), verbs, st.just(" "), others, wheres, whens, sources, ends)
    return "".join(draw(part) for part in parts)


stories = st.lists(sentences(), min_size=1, max_size=6).map("".join)
anything = st.text(max_size=300)
mixed = st.lists(st.one_of(sentences(), st.text(max_size=20)), max_size=6).map("".join)


def documents(*texts: str) -> list[Document]:
    """Documents of these texts, published on one day."""
    return [Document(doc_id=f"d{number}", published=PUBLISHED, text=text) for number, text in enumerate(texts)]


def extract(extractor: Extractor, *texts: str) -> list[Bundle]:
    """The documents with their claims, each held to be one that loads."""
    bundles = list(extractor.extract(documents(*texts)))
    assert [one.document.text for one in bundles] == list(texts)
    for one in bundles:
        check(one)
    return bundles


def check(bundle: Bundle) -> None:
    """A claim keeps to the vocabulary, quotes the text where it says, and comes back from its own JSON."""
    assert bundle.problems() == []
    text = bundle.document.text or ""
    for claim in bundle.claims:
        assert claim.evidence is not None
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.participants
        assert claim.coder == "rules"
    assert Bundle.model_validate_json(bundle.model_dump_json()) == bundle


def claims(bundles: Sequence[Bundle]) -> list[tuple[str, ...]]:
    """The claims of each document, as the lines that would be written."""
    return [tuple(claim.line() for claim in one.claims) for one in bundles]


@few
@given(text=st.one_of(stories, mixed, anything))
def test_claims_load_and_are_the_same_again(extractor: Extractor, text: str) -> None:
    """Of news, of half-sentences and of any characters at all, claims load; the same text gives the same claims."""
    assert claims(extract(extractor, text)) == claims(extract(extractor, text))


@few
@given(texts=st.lists(st.one_of(stories, mixed), min_size=2, max_size=4), data=st.data())
def test_a_document_is_read_by_itself(extractor: Extractor, texts: list[str], data: st.DataObject) -> None:
    """No document's claims depend on which others are read before or beside it."""
    order = data.draw(st.permutations(range(len(texts))))
    given_documents = documents(*texts)
    found = list(extractor.extract(given_documents))
    turned = {one.document.doc_id: one for one in extractor.extract([given_documents[number] for number in order])}
    assert [turned[one.document.doc_id] for one in found] == found


@few
@given(text=stories, before=st.sampled_from(["\n\n", "   ", "🕊️\n\n", "\u200f", "\ufeff"]))
def test_offsets_count_code_points(extractor: Extractor, text: str, before: str) -> None:
    """Whatever stands before a text, quotations are found in it."""
    extract(extractor, before + text)


def test_a_plain_sentence_is_told(extractor: Extractor) -> None:
    """The laws are not kept by saying nothing."""
    (bundle,) = extract(extractor, "Vladimir Putin met Alexander Lukashenko in Minsk on Thursday.")
    assert [(one.type, one.date, one.place) for one in bundle.claims] == [("meet", "2025-11-20", "Minsk")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\t\u00a0\u2003",
        "...",
        "?!?!",
        "—" * 500,
        "“”‘’()[]",
        "•\n• \n•",
        "\u200b\u200b",
        "0",
        "\x00\x01",
    ],
    ids=lambda text: ascii(text[:5]),
)
def test_a_text_of_no_words_tells_nothing(extractor: Extractor, text: str) -> None:
    """Empty texts, white space and punctuation have no claims, and are no errors."""
    (bundle,) = extract(extractor, text)
    assert bundle.claims == ()


def test_a_document_without_text_tells_nothing(extractor: Extractor) -> None:
    """A document whose text may not be kept passes through."""
    document = Document(doc_id="d", published=PUBLISHED, title="Vladimir Putin met Alexander Lukashenko")
    assert [one.claims for one in extractor.extract([document])] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "🕊️ Vladimir Putin 🤝 met 🇧🇾 Alexander Lukashenko in Minsk 🏛️ on Thursday 🎉.",
        "\u202eVladimir Putin\u202c met \u2067Alexander Lukashenko\u2069 in Minsk.",
        "الرئيس Vladimir Putin met \u200fAlexander Lukashenko\u200e في Minsk.",
        "Vladimir Pu\u0301tin met Alexander Lukas\u030chenko in Minsk on Thursday.",
        "Vladimir\u00a0Putin\u2009met\u200bAlexander Lukashenko.",
        "普京 met 卢卡申科 in 明斯克。Президент Лукашенко встретился с Путиным.",
        "Vladimir Putin met \ufffd\ufffd Alexander Lukashenko \ufffd in Minsk.",
        "<p>Vladimir Putin met <b>Alexander Lukashenko</b></p> {{cite|url=http://a.example/?b=c}} in Minsk.",
        "Vladimir Putin met Alexander Lukashenko\r\nin Minsk\r\n\r\non Thursday.\r\n",
    ],
    ids=["emoji", "overrides", "arabic", "combining", "spaces", "scripts", "replacement", "markup", "returns"],
)
def test_text_of_all_scripts_is_read(extractor: Extractor, text: str) -> None:
    """Emoji, both directions, combining marks and other scripts shift no quotation."""
    extract(extractor, text)


LISTED = (
    "Vladimir Putin met Alexander Lukashenko, Anna Berg of Poland called the envoy, and four diplomats were expelled "
)

UNENDING = (
    "the harvest along the river was good that year and the mills of the valley turned while the king met the envoy "
)


@pytest.mark.parametrize(
    "text",
    [
        "Putin met " + "Lukashenko and " * 2_500 + "Xi in Minsk.",
        "Putin met " + "the envoy who met the man who said that " * 100 + "Xi resigned.",
        ("The minister, " + "who was said to be " * 1_200 + "away, resigned."),
        LISTED * (40_000 // len(LISTED)),
        UNENDING * (200_000 // len(UNENDING)),
        "a" * 200_000,
        "Lukashenko" * 5_000,
        "(" * 500 + "Putin met Xi" + ")" * 500,
        "(" * 10_000,
        "U.S. " * 900,
        "Lukashenko met " + "and call," * 400,
        ", and ".join(["Anna Berg met Vladimir Putin in Minsk on May 3, Reuters reported"] * 300),
        "\n".join(["Putin met Xi"] * 500),
    ],
    ids=[
        *(
            "names",
            "clauses",
            "repeated",
            "dense",
            "no-stop",
            "one-word",
            "one-name",
            "brackets",
            "open",
            "states",
            "nouns",
        ),
        *("reported", "lines"),
    ],
)
def test_endless_text_is_read_to_its_end(extractor: Extractor, text: str) -> None:
    """A sentence of five thousand words, and two hundred thousand characters without a stop, are read like others."""
    extract(extractor, text)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """What is too long to be parsed at once is cut where a sentence ends, and nothing is lost."""
    text = "Vladimir Putin met Alexander Lukashenko in Minsk on Thursday. " * 200
    pieces = list(split_paragraphs(text))
    assert len(pieces) == len(text) // LONGEST + 1
    assert "".join(piece for _, piece in pieces) == text
    assert all(text[start:].startswith(piece) and piece.strip().endswith("Thursday.") for start, piece in pieces)


def test_a_paragraph_of_signs_is_cut_between_words() -> None:
    """What has too many words to be parsed at once comes in pieces that are parsed by themselves, and all of it."""
    text = "(Putin) " * 1_000
    ((_, _title, paragraphs),) = parse_all([("whose", "", text)])
    assert all(text[one.start :].startswith(one.doc.text) for one in paragraphs)
    assert "".join(one.doc.text for one in paragraphs) == text
    assert max(len(one.doc) for one in paragraphs) <= MOST_WORDS


def test_what_is_put_in_for_the_parser_is_taken_out_again() -> None:
    """Notes without a subject and curly apostrophes cost no offset, in pieces that are cut as well."""
    text = "Met with the Shah’s envoys; discussed oil. Briefed (Putin) (Putin) (Putin) on it. " * 150
    ((_, title, paragraphs),) = parse_all([("whose", "A title", text)])
    assert title is not None
    plain = text.replace("’", "'").lower()
    assert all(plain[one.start :].startswith(one.doc.text.lower()) for one in paragraphs)
    assert sum(len(one.doc.text) for one in paragraphs) == len(text)
    assert all(plain[one.start + word.idx :].startswith(word.lower_) for one in paragraphs for word in one.doc)
