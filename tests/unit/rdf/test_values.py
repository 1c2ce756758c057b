"""Values go out as N-Quads has them, and come back as they were."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from graph.rdf.mapping import Property, Value
from graph.rdf.namespaces import Names
from graph.rdf.values import LITERALS, ValueFormError, code_of, decimal, formats, iri, language, quoted

texts = st.text(st.characters(exclude_categories=("Cs",)))
FORMATS = formats(Names())


def read_back(written: str) -> str:
    """The text of a literal, as a reader of N-Quads has it."""
    (quad,) = parse(f"<a:s> <a:p> {written} .".encode(), format=RdfFormat.N_QUADS)
    assert isinstance(quad.object, Literal)
    return quad.object.value


@given(texts)
def test_any_text_comes_back(text: str) -> None:
    """Control characters, quotation marks, backslashes, every script."""
    assert read_back(quoted(text)) == text


def test_texts_are_escaped_as_canonical_n_quads_has_it() -> None:
    """Short escapes where there are any, capital hexadecimal digits else, and everything else as it stands."""
    assert quoted('\x00\x08\t\n\x0b\x0c\r\x1b\x7f"\\é\u2028😀') == (
        '"\\u0000\\b\\t\\n\\u000B\\f\\r\\u001B\\u007F\\"\\\\é\u2028😀"'
    )
    assert quoted("\\u001f \x1f") == '"\\\\u001f \\u001F"'


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_comes_back_the_same(value: float) -> None:
    """As a decimal without an exponent."""
    written = decimal(value)
    assert "e" not in written
    assert math.copysign(1, float(written)) == math.copysign(1, value)
    assert LITERALS["decimal"](written) == value


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_no_decimal_is_has_none(value: float) -> None:
    """Rather than another number."""
    with pytest.raises(ValueError, match="no decimal"):
        decimal(value)


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_whole_number_comes_back(value: int) -> None:
    """Of 64 bits, as the store has them."""
    assert LITERALS["integer"](read_back(FORMATS["integer"](Property("x", "wm:x", "integer"))(value))) == value


@given(st.binary())
def test_bytes_come_back(value: bytes) -> None:
    """In base 64."""
    assert LITERALS["bytes"](read_back(FORMATS["bytes"](Property("x", "wm:x", "bytes"))(value))) == value


WRONG: list[tuple[Value, str]] = [
    ("integer", "1.0"), ("integer", "9223372036854775808"), ("integer", "٣"), ("integer", ""), ("decimal", "1e3"),
    ("decimal", "NaN"), ("decimal", "x"), ("boolean", "1"), ("boolean", "True"), ("date", "2025-13-01"),
    ("date", "2025-02-30x"), ("date", "2025-11-26Z"), ("datetime", "2025-11-26"), ("datetime", "2025-11-26T10:00:00"),
    ("edtf", "next week"), ("edtf", "2025-02-30"), ("edtf", ""), ("bytes", "a"), ("bytes", "ä==="),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_what_is_no_value_is_told(kind: Value, text: str) -> None:
    """Each kind has its own form, and no other one is guessed at."""
    with pytest.raises(ValueFormError):
        LITERALS[kind](text)


def test_links_that_can_be_no_iri_are_literals() -> None:
    """They are not lost, and no reader stumbles over them."""
    write = FORMATS["uri"](Property("links", "skos:exactMatch", "uri"))
    assert write("http://www.wikidata.org/entity/Q1") == "<http://www.wikidata.org/entity/Q1>"
    assert read_back(write("a <b>")) == "a <b>"
    assert iri("no scheme") is None


def test_languages_are_in_lower_case() -> None:
    """What is no tag is none."""
    assert (language("en-GB"), language("x y"), language(None), language("")) == ("@en-gb", "", "", "")


def test_terms_come_back() -> None:
    """And only those of their scheme."""
    write = FORMATS["concept"](Property("type", "wm:type", "concept", "type"))
    assert code_of("type", write("meet")[1:-1]) == "meet"
    with pytest.raises(ValueFormError, match="no term"):
        code_of("role", write("meet")[1:-1])


@given(texts.filter(bool), st.none() | st.integers(0, 2**53))
def test_ids_come_back_from_their_uris(id: str, version: int | None) -> None:
    """Whatever is in them, one that ends as a version does, too."""
    names = Names("https://example.org/")
    for key in (f"document/{id}", f"document/{id}/v/3"):
        uri = names.thing(key) if version is None else names.version(key, version)
        assert names.read(f"{uri}#part/x") == (key, version, "part/x")
        assert iri(uri) is not None
        assert uri.isascii()
