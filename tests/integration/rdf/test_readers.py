"""Every reader of RDF that people use finds the same statements in each form of an export.

`make check` runs these; they fail where Debian's `raptor2-utils` or `serdi` is missing.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.rdf.exporting import Extent, export_quads
from graph.rdf.forms import FORMS, write_form
from graph.rdf.namespaces import HOME
from graph.rdf.shapes import shapes_text
from graph.store.connection import Store
from graph.store.whole import cut_off
from tests.integration.rdf.exported import exported, typed, uri
from tests.readers.tools import READERS, by_riot, statements

# rdflib 7 warns of what its own Dataset and parsers do.
pytestmark = [
    pytest.mark.readers,
    pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning"),
]

ODD = f"<{HOME}id/document/odd%20id>"
GRAPH = f"<{HOME}graph/doc/odd%20id>"
TITLES = (
    r'"a \"quote\", a \\ and two\nlines\twith a tab"',
    '"Аляксандр Лукашэнка 𝔘 中文 “—”"',
    '"x"@be-tarask',
    '"x"@zh-hant',
    '"<&>\' ]]>"',
    '"  blanks  "',
    r'"\\u0041 is no escape"',
    '"\u200f\u061c"',
    r'"a carriage\rreturn"',
)
VALUES = (
    ("wm:record", '"{\\"a\\": [1, \\"b\\"]}"^^' + uri("rdf:JSON")),
    ("wm:confidence", typed("1.0", "xsd:decimal")),
    ("wm:confidence", typed("0.00001", "xsd:decimal")),
    ("wm:seq", typed("9223372036854775807", "xsd:integer")),
    ("wm:date", typed("2025-08?/..", "edtf:EDTF")),
    ("schema:url", typed("https://example.org/a b?c=d", "xsd:anyURI")),
)
# XML has no control characters but these.
NOT_IN_XML = (r'"bell \u0007 and \u007F"',)


@pytest.fixture(scope="module")
def lines(samples: object, store: Store) -> list[str]:  # noqa: ARG001  -- the samples are in the store
    """An excerpt of the export of the samples, and texts that are hard to write."""
    text = "".join(export_quads(store, cut_off(store), Extent()))
    odd = [("dct:title", title) for title in TITLES] + list(VALUES)
    told = exported(text.splitlines(keepends=True)).excerpt().lines
    return [*told, *(f"{ODD} {uri(predicate)} {value} {GRAPH} .\n" for predicate, value in odd)]


def in_form(lines: list[str], ending: str, folder: Path) -> Path:
    """A file in the form that its name ends with, as `whomet export` writes it."""
    form = next(one for one in FORMS.values() if one.ending == ending)
    file = folder / f"export.{ending}"
    with file.open("wb") as out:
        write_form(lines, form, out)
    return file


@pytest.mark.parametrize("ending", ["nq", "trig", "jsonld", "nt", "ttl", "rdf"])
def test_readers_find_the_same(ending: str, lines: list[str], tmp_path: Path) -> None:
    """In each form that a reader knows: terms to the letter, and graphs where the form has them."""
    if ending != "rdf":
        lines = [*lines, *(f"{ODD} {uri('dct:title')} {title} {GRAPH} .\n" for title in NOT_IN_XML)]
    file = in_form(lines, ending, tmp_path)
    wanted = statements(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS), ending)
    found = {name: statements(read(file), ending) for name, (read, endings) in READERS.items() if ending in endings}
    assert {
        name: (sorted(wanted - told)[:3], sorted(told - wanted)[:3]) for name, told in found.items()
    } == dict.fromkeys(found, ([], []))
    assert len(found) >= 3


def test_the_shapes_are_read_by_jena(tmp_path: Path) -> None:
    """With as many statements as they have."""
    file = tmp_path / "shapes.ttl"
    file.write_text(shapes_text(), encoding="utf-8")
    assert len(list(by_riot(file))) == len(list(ox.parse(path=str(file))))
