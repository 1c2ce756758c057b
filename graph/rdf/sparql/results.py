"""Answers of SELECT and ASK in the forms that the W3C gives them, and the limits on what an answer may hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import orjson

from graph.errors import SparqlLimitError
from graph.rdf.syntaxes import write_syntax

if TYPE_CHECKING:
    import pyoxigraph as ox

    type Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    type Row = Sequence[Term | None]

RESULTS: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
"""Form of an answer of SELECT → its media types; ASK has the first two."""

XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_rows(names: Sequence[str], rows: Iterable[Row], form: str) -> Iterator[bytes]:
    """The answer of SELECT.

    Args:
        names: Of the variables, without question marks.
        rows: One term a variable; None where it is unbound.
        form: One of `RESULTS`.
    """
    match form:
        case "json":
            yield from _json(names, rows)
        case "xml":
            yield from _xml(names, rows)
        case "csv":
            yield from _csv(names, rows)
        case _:
            yield ("\t".join(f"?{name}" for name in names) + "\n").encode()
            for row in rows:
                yield ("\t".join("" if one is None else str(one) for one in row) + "\n").encode()


def write_truth(truth: bool, form: str) -> bytes:  # noqa: FBT001  -- the answer itself
    """The answer of ASK."""
    if form == "json":
        return orjson.dumps({"head": {}, "boolean": truth}, option=orjson.OPT_APPEND_NEWLINE)
    return f"{XML_HEAD}<head/>\n<boolean>{str(truth).lower()}</boolean>\n</sparql>\n".encode()


def write_triples(triples: Iterable[ox.Triple], form: str) -> bytes:
    """The answer of CONSTRUCT or DESCRIBE."""
    return write_syntax([f"{one.subject} {one.predicate} {one.object} .\n" for one in triples], form)


def bounded[T](items: Iterable[T], most: int) -> Iterator[T]:
    """Items, up to so many.

    Raises:
        SparqlLimitError: There are more.
    """
    for at, item in enumerate(items):
        if at == most:
            raise SparqlLimitError(f"the answer has more than {most:,} rows; ask with LIMIT, a part at a time")
        yield item


def gathered(chunks: Iterable[bytes], most: int) -> bytes:
    """Chunks together, up to so many bytes.

    Raises:
        SparqlLimitError: There are more.
    """
    found, size = list[bytes](), 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise SparqlLimitError(f"the answer has more than {most:,} bytes; ask for less at once")
        found.append(chunk)
    return b"".join(found)


def _json(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield b'{"head":{"vars":' + orjson.dumps(list(names)) + b'},"results":{"bindings":['
    between = b"\n"
    for row in rows:
        told = {name: _told(term) for name, term in zip(names, row, strict=True) if term is not None}
        yield between + orjson.dumps(told)
        between = b",\n"
    yield b"\n]}}\n"


def _told(term: Term) -> dict[str, Any]:
    kind, value, language, datatype = _parts(term)
    made = {"type": kind, "value": value}
    if language:
        made["xml:lang"] = language
    elif datatype:
        made["datatype"] = datatype
    return made


def _xml(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    yield f"{XML_HEAD}<head>{head}</head>\n<results>\n".encode()
    for row in rows:
        told = [
            f"<binding name={quoteattr(name)}>{_element(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        ]
        yield f"<result>{''.join(told)}</result>\n".encode()
    yield b"</results>\n</sparql>\n"


def _element(term: Term) -> str:
    kind, value, language, datatype = _parts(term)
    more = f" xml:lang={quoteattr(language)}" if language else f" datatype={quoteattr(datatype)}" if datatype else ""
    return f"<{kind}{more}>{escape(value, {chr(13): '&#xD;'})}</{kind}>"


def _csv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow(["" if one is None else _plain(one) for one in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
    yield out.getvalue().encode()


def _plain(term: Term) -> str:
    kind, value, _, _ = _parts(term)
    return f"_:{value}" if kind == "bnode" else value


def _parts(term: Term) -> tuple[str, str, str, str]:
    """What kind a term is, its text, its language and its datatype; empty where it has none."""
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return "uri", term.value, "", ""
    if isinstance(term, ox.BlankNode):
        return "bnode", term.value, "", ""
    if isinstance(term, ox.Triple):
        raise SparqlLimitError("triples in the place of a term have no form here")
    datatype = term.datatype.value
    return "literal", term.value, term.language or "", "" if datatype == XSD_STRING else datatype
