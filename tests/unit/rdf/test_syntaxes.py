"""A few quads in every syntax."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.linked.page import write_page
from graph.errors import InputError
from graph.rdf.namespaces import HOME, PREFIXES, expand
from graph.rdf.syntaxes import SYNTAXES, write_syntax
from graph.rdf.tables import tabulate
from graph.rdf.values import quoted

KINDS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
THING = f"<{HOME}id/event/abc>"
TEXTS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\r\n\t"), max_size=30
)
PREDICATES = st.sampled_from(["skos:prefLabel", "wm:date", "wm:confidence", "wm:type", "wm:about", "dct:title"])
TAILS = st.sampled_from(["", "@en", "@be", f"^^<{PREFIXES['edtf']}EDTF>", f"^^<{expand('xsd:decimal')}>"])
LINES = st.builds(
    lambda subject, predicate, object_, graph: f"{subject} <{expand(predicate)}> {object_} <{HOME}graph/{graph}> .\n",
    st.sampled_from([THING, f"{THING[:-1]}#part/person/x>"]),
    PREDICATES,
    st.builds(lambda text, tail: quoted(text) + tail, TEXTS, TAILS)
    | st.sampled_from([f"<{HOME}id/state/BLR>", "<https://elsewhere.example/a>"]),
    st.sampled_from(["reconciled", "doc/a"]),
)


@given(st.lists(LINES, min_size=1, max_size=12), st.randoms())
def test_every_syntax_says_the_same(lines: list[str], random: object) -> None:
    """Read back, the statements are the same, whatever literals stand where: also ones that a term does not expect."""
    del random
    known = set(ox.parse("".join(lines), ox.RdfFormat.N_QUADS))
    for name, syntax in SYNTAXES.items():
        text = write_syntax(lines, name)
        read = set(ox.parse(text, KINDS[name]))
        if syntax.graphs:
            assert read == known, name
        else:
            assert {one.triple for one in read} == {one.triple for one in known}, name
        assert write_syntax(reversed(lines), name) == text


@pytest.mark.parametrize("name", SYNTAXES)
def test_nothing_is_written_of_nothing(name: str) -> None:
    """No statements make a document without any."""
    assert list(ox.parse(write_syntax([], name), KINDS[name])) == []


def test_xml_without_xml_characters_is_refused() -> None:
    """A control character in a source's words is told, not written as XML that nobody can read."""
    line = f'{THING} <{expand("oa:exact")}> "a\\u0001b" <{HOME}graph/doc/a> .\n'
    assert b"\x01" in write_syntax([line], "ttl") or b"\\u0001" in write_syntax([line], "ttl")
    with pytest.raises(InputError, match="another syntax"):
        write_syntax([line], "rdfxml")


def page(lines: Sequence[str]) -> str:
    """The page of the event."""
    return write_page(THING[1:-1], tabulate(lines), "/data/event/abc", None, lambda _: None).decode()


def test_page_shows_what_is_said_and_runs_nothing() -> None:
    """Words of sources are text, never markup or links that do something."""
    title = f'{THING} <{expand("skos:prefLabel")}> "<script>alert(1)</script>" <{HOME}graph/reconciled> .\n'
    link = f"{THING} <{expand('skos:exactMatch')}> <javascript:alert(1)> <{HOME}graph/reconciled> .\n"
    shown = page([title, link])
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert 'href="javascript' not in shown
    assert "skos:exactMatch" in shown
