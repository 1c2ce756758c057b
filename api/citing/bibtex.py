"""Entries as BibTeX in UTF-8: letters of any script stay as they are, and what LaTeX takes for commands is escaped."""

# pylatexenc ships no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import RULE_DICT, RULE_REGEX, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

from api.citing.works import KEY_LETTERS
from graph.ids import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from api.citing.works import Work

COMMANDS: Final = {
    "\\": r"\textbackslash{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
BRACES: Final = {"{": r"\{", "}": r"\}"}
# BibTeX counts braces without regard to backslashes, so that one without its partner would end the field elsewhere.
LONE_BRACES: Final = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
# Pairs that LaTeX sets as one sign ("--", "``", "?`") are kept apart.
LIGATURES: Final = re.compile(r"(['`\-,<>?!])(?=['`\-,<>])")

_KEY = re.compile(r"[^A-Za-z0-9._-]+")
_BRACE = re.compile(r"[{}]")


def to_bibtex(works: Iterable[Work]) -> bytes:
    """Entries as BibTeX.

    Documents are `@online` (`@misc` without an address) and answers of the graph `@dataset`, as biblatex, Zotero and
    pandoc have them; older styles set both as `@misc`. Letters are composed (NFC), white space is one space, and
    control characters are left out, as BibTeX has no place for them.
    """
    return write_string(Library([_entry(work) for work in works])).encode()


def key_of(id: str) -> str:
    """A citation key: the id in letters that BibTeX allows in one; ids that differ have keys that differ."""
    plain = _KEY.sub("-", id).strip("-")
    return plain if plain == id.replace("/", "-", 1) else f"{plain}-{digest(id)[:KEY_LETTERS]}"


def _entry(work: Work) -> Entry:
    kind = "dataset" if work.kind == "dataset" else "online" if work.url else "misc"
    return Entry(kind, key_of(work.id), [Field(name, value) for name, value in _fields(work)])


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    # A second pair of braces keeps names whole and capitals as they are.
    if work.author:
        yield "author", "{" + _text(work.author) + "}"
    yield "title", "{" + _text(work.title) + "}"
    if work.publisher:
        yield {"dataset": "publisher", "document": "organization"}[work.kind], "{" + _text(work.publisher) + "}"
    if work.issued:
        yield "date", work.issued.isoformat()
        yield "year", str(work.issued.year)
    if work.version:
        yield "version", _text(work.version)
    if work.url:
        # Read as it stands, without escapes; only what would end the field is written in another way.
        yield "url", quote(work.url, safe="!#$%&'()*+,/:;=?@[]~_-.")
    if work.accessed:
        yield "urldate", work.accessed.isoformat()
    if work.note:
        yield "note", _text(work.note)


def _text(text: str) -> str:
    tidy = " ".join("".join(one for one in text if one.isspace() or unicodedata.category(one) != "Cc").split())
    return _encoder(balanced=_balanced(tidy)).unicode_to_latex(tidy)


def _balanced(text: str) -> bool:
    depth = 0
    for brace in _BRACE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@cache
def _encoder(*, balanced: bool) -> UnicodeToLatexEncoder:
    table = COMMANDS | (BRACES if balanced else LONE_BRACES)
    return UnicodeToLatexEncoder(
        conversion_rules=[
            UnicodeToLatexConversionRule(RULE_DICT, {ord(letter): command for letter, command in table.items()}),
            UnicodeToLatexConversionRule(RULE_REGEX, [(LIGATURES, r"\1{}")]),
        ],
        replacement_latex_protection="none",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
