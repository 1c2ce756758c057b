"""Keys of people's names: equal for one name in all its spellings, and not for two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.folding import fold
from graph.identity.names import PersonKey, compatible, person_key, similar

GIVEN = st.lists(st.sampled_from(["john", "j", "jose", "daniel", "d", "walker", "w", "herbert", "h"]), max_size=3)
KEYS = st.builds(
    PersonKey, GIVEN.map(tuple), st.sampled_from(["bush", "ortega"]), st.sampled_from(["", "", "jr", "iii"])
)


@pytest.mark.parametrize(
    "spellings",
    [
        ["Alexander Lukashenko", "Alyaksandr LUKASHENKA", "Александр Лукашенко", "Аляксандр Лукашэнка"],
        ["Alexander Lukashenko", "Aleksandr Grigoryevich Lukashenko", "Лукашенко Александр Григорьевич"],
        ["Svetlana Tikhanovskaya", "Sviatlana Tsikhanouskaya", "Светлана Тихановская", "Святлана Ціханоўская"],
        ["Volodymyr Zelenskyy", "Vladimir Zelensky", "Володимир Зеленський", "Владимир Зеленский"],
        ["Maria Kolesnikova", "Maryia Kalesnikava", "Мария Колесникова", "Марыя Калеснікава"],
        ["Xi Jinping", "XI Jinping", "Jinping Xi", "Xi, Jinping"],
        ["Lee Jae-myung", "LEE Jae Myung", "Jae-myung Lee", "Jaemyung Lee"],
        ["Abdel Fattah el-Sisi", "Abdelfattah al-Sisi", "Abdel Fattah EL-SISI"],
        ["Mohammed Hasan", "Muhammad Hassan", "Mohamed HASSAN"],
        ["J. D. Vance", "J.D. Vance", "JD Vance"],
        ["Ferdinand Marcos Jr.", 'Ferdinand "BongBong" MARCOS, Jr.', "Marcos, Ferdinand, Jr"],
        ["Charles III", "CHARLES III", "charles iii"],
        ["Claudia Sheinbaum", "Claudia SHEINBAUM Pardo"],
        ["Ursula von der Leyen", "Ursula VON DER LEYEN", "von der Leyen, Ursula"],
    ],
)
def test_one_name(spellings: list[str]) -> None:
    """Scripts, order of words, capitals, transliterations and patronymics make no difference."""
    assert len({person_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("Tim Cook", "Tom Cook"),
        ("John Cole", "John Coale"),
        ("Suzanne Wong", "Suzanne Wang"),
        ("Alexander Lukashenko", "Alexander Lukashevich"),
        ("Svetlana Tikhanovskaya", "Sergei Tikhanovsky"),
        ("George W. Bush", "George H. W. Bush"),
        ("Charles II", "Charles III"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    """Names that are alike are not compatible for that."""
    assert not compatible(person_key(one), person_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald J. Trump"),
        ("Donald Trump", "D. Trump"),
        ("Donald Trump", "Trump"),
        ("Daniel Ortega", "Jose Daniel Ortega"),
        ("George W. Bush", "George Walker Bush"),
        ("Charles", "Charles III"),
        ("William Burns", "William Joseph Burns"),
    ],
)
def test_compatible(one: str, other: str) -> None:
    """Given names may be left out or shortened to initials."""
    assert compatible(person_key(one), person_key(other))


@settings(deadline=None)
@given(KEYS, KEYS)
def test_compatibility_is_mutual(a: PersonKey, b: PersonKey) -> None:
    """Every name is compatible with itself, and compatibility has no direction."""
    assert compatible(a, a)
    assert compatible(a, b) == compatible(b, a)


@pytest.mark.parametrize(
    ("name", "given_names", "surname"),
    [
        ("Kim Jong Un", ("jongun",), "kim"),
        ("Kim Campbell", ("kim",), "campbell"),
        ("Kim Novak", ("kim",), "novak"),
        ("Lawrence Wong", ("lawrence",), "wong"),
        ("Ban Ki-moon", ("kimoon",), "ban"),
        ("Nguyen Phu Trong", ("phutrong",), "nguyen"),
        ("von der Leyen", (), "von der leyen"),
        ("Mohammed bin Salman", ("muhammad",), "bin salman"),
        ("al-Sisi", (), "sisi"),
        ("Carl XVI Gustaf", ("carl", "xvi"), "gustaf"),
        ("Putin", (), "putin"),
        ("", (), ""),
    ],
)
def test_parts(name: str, given_names: tuple[str, ...], surname: str) -> None:
    """The surname is found in western and eastern order, with its particles."""
    key = person_key(name)
    assert (key.given, key.surname) == (given_names, surname)


def test_text() -> None:
    """A key's text is its canonical line."""
    assert person_key("Лукашенко Александр Григорьевич").text == "alexander lukashenko"
    assert person_key("Marcos, Ferdinand, Jr.").text == "ferdinand marcos jr"


def test_initials_are_no_full_name() -> None:
    """A name with nothing but initials is known as such."""
    assert person_key("J. Smith").abbreviated
    assert not person_key("J. Douglas Smith").abbreviated
    assert not person_key("Smith").abbreviated


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_a_key(text: str) -> None:
    """No text breaks the parser, and a key's text is folded."""
    key = person_key(text)
    assert fold(key.text) == key.text


def test_similar_surnames() -> None:
    """Spellings alike score high, and so do surnames that are two: a score alone decides nothing."""
    assert similar("Cole", "Coale") > 0.9
    assert similar("Lukashenko", "Lukashevich") > 0.85
    assert similar("Putin", "Trump") < 0.7
