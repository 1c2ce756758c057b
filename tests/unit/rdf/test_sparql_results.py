"""Answers in their four forms, read back by rdflib."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.query import Result

from graph.errors import SparqlLimitError
from graph.rdf.namespaces import expand
from graph.rdf.sparql.results import bounded, gathered, write_rows, write_triples, write_truth

NAMES = ("a", "b")
SPACE = {"s": "http://www.w3.org/2005/sparql-results#"}
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\t\n\r"), max_size=20)
TERMS = st.one_of(
    TEXTS.map(ox.Literal),
    TEXTS.map(lambda text: ox.Literal(text, language="en")),
    TEXTS.map(lambda text: ox.Literal(text, datatype=ox.NamedNode(expand("edtf:EDTF")))),
    st.sampled_from([ox.NamedNode("https://a.example/é?a=b&c"), ox.BlankNode("x1")]),
)
ROWS = st.lists(st.tuples(st.none() | TERMS, st.none() | TERMS), max_size=5)


@given(ROWS)
def test_json_is_read_back(rows: list[tuple[ox.Literal | None, ...]]) -> None:
    """Every term with its language or datatype; what is unbound is left out."""
    text = b"".join(write_rows(NAMES, rows, "json"))
    found = ox.parse_query_results(text, ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    assert [one.value for one in found.variables] == list(NAMES)
    assert [tuple(row) for row in found] == rows
    assert len(Result.parse(io.BytesIO(text), format="json")) == len(rows)


@given(ROWS)
def test_xml_is_read_back(rows: list[tuple[ox.Literal | None, ...]]) -> None:
    """The same; blanks and carriage returns stay, which pyoxigraph's reader would cut."""
    text = b"".join(write_rows(NAMES, rows, "xml"))
    results = ET.fromstring(text)  # noqa: S314  -- written by us a line above
    found = [
        {one.attrib["name"]: one[0].text or "" for one in row} for row in results.findall("s:results/s:result", SPACE)
    ]
    assert found == [
        {name: term.value for name, term in zip(NAMES, row, strict=True) if term is not None} for row in rows
    ]
    read = Result.parse(io.BytesIO(text), format="xml")
    assert [str(one) for one in read.vars or ()] == list(NAMES)
    assert len(read) == len(rows)


@given(ROWS)
def test_tsv_is_read_back(rows: list[tuple[ox.Literal | None, ...]]) -> None:
    """Terms as Turtle has them: no tab or line end is left as it is."""
    text = b"".join(write_rows(NAMES, rows, "tsv"))
    lines = text.decode().split("\n")
    assert lines[0] == "?a\t?b"
    assert len(lines) == len(rows) + 2
    found = ox.parse_query_results(text, ox.QueryResultsFormat.TSV)
    assert isinstance(found, ox.QuerySolutions)
    assert [tuple(row) for row in found] == rows


def test_csv_has_plain_values() -> None:
    """Values alone, quoted where they must be; nothing for what is unbound."""
    rows = [(ox.Literal('a, "b"\nc', language="en"), None), (ox.NamedNode("a:b"), ox.BlankNode("x"))]
    text = b"".join(write_rows(NAMES, rows, "csv")).decode()
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ['a, "b"\nc', ""], ["a:b", "_:x"]]
    assert text.startswith("a,b\r\n")


def test_truth_is_told() -> None:
    """The answer of ASK, in both of its forms."""
    assert json.loads(write_truth(truth=True, form="json"))["boolean"] is True
    found = ox.parse_query_results(write_truth(truth=False, form="xml"), ox.QueryResultsFormat.XML)
    assert isinstance(found, ox.QueryBoolean)
    assert not found


def test_triples_are_written() -> None:
    """The answer of CONSTRUCT, which has no named graphs."""
    triple = ox.Triple(ox.NamedNode("a:b"), ox.NamedNode("a:c"), ox.Literal('x"y\n', language="en"))
    for form, kind in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD), ("nq", ox.RdfFormat.N_QUADS)):
        (quad,) = ox.parse(write_triples([triple], form), kind)
        assert quad.triple == triple
        assert isinstance(quad.graph_name, ox.DefaultGraph)


def test_too_much_is_an_error() -> None:
    """Never a part of an answer."""
    assert list(bounded("abc", 3)) == ["a", "b", "c"]
    with pytest.raises(SparqlLimitError, match="more than 3 rows"):
        list(bounded("abcd", 3))
    assert gathered([b"ab", b"c"], 3) == b"abc"
    with pytest.raises(SparqlLimitError, match="more than 3 bytes"):
        gathered([b"ab", b"cd"], 3)
