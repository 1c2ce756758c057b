"""BibTeX that other programs read back as it was meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, cast
from unicodedata import normalize

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string as pybtex_parse
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from api.citing.bibtex import key_of, to_bibtex
from api.citing.works import Work

TRICKY = "Лукашенко & Сын — 100 % {sic} \\foo_bar $5 ~ ^ #1 \"q\" -- --- `` '' ?` !` <<a>> ,,b"
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), max_size=40)
SPECIAL = st.text(st.sampled_from("{}\\$&%#_~^-'`\",<>?!@=a "), max_size=20)


def decoder() -> LatexNodes2Text:
    """LaTeX to text; pylatexenc has no braces among its commands, and a modifier letter in place of the circumflex."""
    context: Any = get_default_latex_context_db()  # pyright: ignore[reportUnknownVariableType]
    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, sign) for name, sign in names.items()]
    context.add_context_category("braces", macros=macros, prepend=True)
    return LatexNodes2Text(latex_context=context)


DECODER = decoder()


def work(title: str, **more: Any) -> Work:  # noqa: ANN401
    """A document with a title and whatever else."""
    plain = Work("claim/a", "document", title, author=None, publisher=None, issued=None, url=None)
    return replace(plain, **more)


def read(data: bytes) -> dict[str, str]:
    """The fields of the one entry, as bibtexparser reads them; pybtex must read the same."""
    text = data.decode()
    library = parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {field.key: cast("str", field.value) for field in entry.fields}
    (other,) = pybtex_parse(text, "bibtex").entries.values()
    assert dict(other.fields) == {name: " ".join(value.split()) for name, value in fields.items() if name != "author"}
    assert other.type == entry.entry_type
    return fields


def plain(value: str) -> str:
    """A field as its reader sees it."""
    return cast("str", DECODER.latex_to_text(value))  # pyright: ignore[reportUnknownMemberType]


@pytest.mark.parametrize("text", [TRICKY, "a{b", "}{", "}", "{", "{a}", "$x$", "100%", "@article{x,", "\\"])
def test_signs_of_latex_come_back(text: str) -> None:
    """Braces, alone and in pairs, and whatever LaTeX reads as a command stay signs."""
    fields = read(to_bibtex([work(text, note=text, author=text)]))
    assert plain(fields["title"]) == plain(fields["note"]) == plain(fields["author"]) == text


@settings(deadline=None)
@given(TEXT | SPECIAL, TEXT | SPECIAL)
def test_any_text_comes_back(title: str, note: str) -> None:
    """Letters of every script come back as they were, composed (NFC), and white space as single spaces."""
    fields = read(to_bibtex([work(title, note=note)]))
    assert plain(fields["title"]) == normalize("NFC", " ".join(title.split()))
    assert plain(fields.get("note", "")) == normalize("NFC", " ".join(note.split()))


def test_names_of_other_scripts_stay_readable() -> None:
    """Cyrillic is written as it is, and not as commands."""
    assert "author = {{Анна Берг}}" in to_bibtex([work("x", author="Анна Берг")]).decode()


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30))
def test_addresses_end_no_field(path: str) -> None:
    """An address is read without escapes, so it has none; braces in it are written as percent signs have them."""
    fields = read(to_bibtex([work("x", url=f"https://example.org/{path}")]))
    assert not set("{}\\ ") & set(fields["url"])
    assert fields["url"].startswith("https://example.org/")


def test_kinds_are_told_apart() -> None:
    """What was published on the web, what was not, and what the graph answered."""
    day = dt.date(2025, 11, 26)
    online = to_bibtex([work("x", url="https://example.org/a?b=1&c=%20", issued=day, publisher="TASS")]).decode()
    assert online.startswith("@online{claim-a,")
    assert "date = {2025-11-26}" in online
    assert "organization = {{TASS}}" in online
    assert "url = {https://example.org/a?b=1&c=%20}" in online
    assert to_bibtex([work("x")]).startswith(b"@misc{")
    answer = work("x", id="event/a", kind="dataset", publisher="whomet", version="commit 3", accessed=day)
    assert b"urldate = {2025-11-26}" in to_bibtex([answer])
    assert to_bibtex([answer]).startswith(b"@dataset{event-a,")


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=2, unique=True))
def test_keys_differ_as_ids_do(ends: list[str]) -> None:
    """Documents of collections have ids of any letters; two of them never share a key."""
    first, second = (key_of(f"document/{end}") for end in ends)
    assert first != second
    assert set(first + second) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
