"""Values as N-Quads writes them, in its canonical form, and back."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any
from urllib.parse import unquote

from graph.dates import check_edtf
from graph.errors import EdtfError
from graph.rdf.mapping.kinds import Property, Value
from graph.rdf.namespaces import SCHEMES, Names, concept, expand

LANGUAGE = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*")
ODD_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
"""What the IRI of an N-Quads file may not have."""
_HEX = re.compile(r"\\u([0-9a-f]{4})")

DATATYPES: Mapping[Value, str] = {
    "integer": "xsd:integer",
    "decimal": "xsd:decimal",
    "boolean": "xsd:boolean",
    "date": "xsd:date",
    "datetime": "xsd:dateTime",
    "edtf": "edtf:EDTF",
    "anyuri": "xsd:anyURI",
    "json": "rdf:JSON",
    "bytes": "xsd:base64Binary",
    "uri": "xsd:anyURI",
}
"""Datatype of the values that are literals of one; a "uri" is a literal only where it is no IRI that can be written."""

type Format = Callable[[Any], str]


class ValueFormError(ValueError):
    """A value that is not what its property asks for; says what is wrong."""


def quoted(text: str) -> str:
    """A literal's text in quotation marks, escaped as canonical N-Quads has it."""
    made = encode_basestring(text)
    if "\\u" in made:
        # The encoder of JSON writes control characters with small digits; a backslash of the text is doubled by now.
        made = "\\\\".join(_HEX.sub(lambda m: "\\u" + m[1].upper(), part) for part in made.split("\\\\"))
    return made.replace("\x7f", "\\u007F") if "\x7f" in made else made


def decimal(value: float) -> str:
    """A float without an exponent, in the fewest digits that give the same float again."""
    text = repr(value)
    if "e" not in text and "n" not in text:
        return text
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{value} has no decimal")
    text = format(number, "f")
    return text if "." in text else text + ".0"


def iri(uri: str) -> str | None:
    """A URI between angle brackets; None where it has what no IRI may have."""
    return None if ODD_IRI.search(uri) or ":" not in uri else f"<{uri}>"


def _truth(value: object) -> str:
    return "true" if value else "false"


PLAIN: Mapping[Value, Format] = {"integer": str, "decimal": decimal, "boolean": _truth}


def formats(names: Names) -> Mapping[Value, Callable[[Property], Format]]:
    """How values of each kind are written under a base."""
    typed = {kind: f"^^<{expand(name)}>" for kind, name in DATATYPES.items()}

    def literal(kind: Value) -> Callable[[Property], Format]:
        tail = typed[kind]
        plain = PLAIN.get(kind)
        if plain is not None:
            return lambda _: lambda value: f'"{plain(value)}"{tail}'
        if kind == "bytes":
            return lambda _: lambda value: f'"{base64.b64encode(value).decode()}"{tail}'
        if kind in {"date", "datetime"}:
            return lambda _: lambda value: f'"{value}"{tail}'
        return lambda _: lambda value: quoted(value) + tail

    def thing(of: Property) -> Format:
        prefix = of.of

        @lru_cache(maxsize=16_384)
        def write(value: str) -> str:
            return f"<{names.thing(prefix + value)}>"

        return write

    def term(of: Property) -> Format:
        scheme = of.of
        return lambda value: f"<{concept(scheme, value)}>"

    return {
        "text": lambda _: quoted,
        "english": lambda _: lambda value: quoted(value) + "@en",
        "title": lambda _: quoted,
        "thing": thing,
        "concept": term,
        "uri": lambda _: lambda value: iri(value) or quoted(value) + typed["uri"],
        **{kind: literal(kind) for kind in DATATYPES if kind != "uri"},
    }


def language(tag: Any) -> str:  # noqa: ANN401
    """A language tag as it is put behind a literal, in lower case; empty where there is none that can be."""
    made = tag.lower() if isinstance(tag, str) else ""
    return f"@{made}" if made and LANGUAGE.fullmatch(made) else ""


@lru_cache(maxsize=256)
def datatype(kind: Value) -> str | None:
    """The URI of the datatype that literals of a kind have; None for those without one."""
    return expand(DATATYPES[kind]) if kind in DATATYPES else None


def _decimal(text: str) -> float:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueFormError(f"{text[:40]!r} is no decimal number") from None
    if not number.is_finite() or "e" in text.lower():
        raise ValueFormError(f"{text[:40]!r} is no decimal number")
    return float(text)


def _boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueFormError(f"{text[:40]!r} is neither true nor false")
    return text == "true"


INTEGER = re.compile(r"-?\d{1,19}", re.ASCII)
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)


def _integer(text: str) -> int:
    if INTEGER.fullmatch(text) is None or not -(2**63) <= int(text) < 2**63:
        raise ValueFormError(f"{text[:40]!r} is no whole number of at most 64 bits")
    return int(text)


def _date(text: str) -> str:
    if DATE.fullmatch(text) is None:
        raise ValueFormError(f"{text[:40]!r} is no day; write it like 2025-11-26")
    return text


def _datetime(text: str) -> str:
    if DATETIME.fullmatch(text) is None:
        raise ValueFormError(f"{text[:40]!r} is no time; write it like 2025-11-26T09:30:00Z")
    return text


def _edtf(text: str) -> str:
    try:
        return check_edtf(text)
    except EdtfError as error:
        raise ValueFormError(str(error)) from None


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:  # binascii's own too
        raise ValueFormError(f"is not base 64: {error}") from None


LITERALS: Mapping[Value, Callable[[str], Any]] = {
    "text": str,
    "english": str,
    "title": str,
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "edtf": _edtf,
    "anyuri": str,
    "uri": str,
    "json": str,
    "bytes": _bytes,
}
"""How the lexical form of a literal is read, by kind; raises `ValueFormError`."""


def code_of(scheme: str, uri: str) -> str:
    """The code of a term of the vocabulary.

    Raises:
        ValueFormError: The URI is of none in that scheme.
    """
    start = f"{SCHEMES}{scheme}/"
    if not uri.startswith(start):
        raise ValueFormError(f"<{uri}> is no term of {start}")
    return unquote(uri[len(start) :])
