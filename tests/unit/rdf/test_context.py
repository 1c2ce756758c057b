"""The JSON-LD context names what an export has, each thing once."""

from __future__ import annotations

import json

import pyoxigraph as ox

from graph.rdf.context import json_names, make_context
from graph.rdf.mapping import all_predicates
from graph.rdf.namespaces import expand

CLAIM = {
    "id": "claim/a",
    "is": "Claim",
    "eventType": "https://w3id.org/whomet/scheme/type/call",
    "date": "2025-08~",
    "earliest": "2025-07-01",
    "confidence": "0.93",
    "seq": 2,
    "document": "document/d",
    "participant": [{"id": "claim/a#participant/0", "is": "Participant", "name": "Лукашенко", "position": 0}],
}


def test_names_are_unambiguous() -> None:
    """No two predicates share a name, and none has that of a prefix or a word of JSON-LD."""
    names = json_names()
    assert set(names) == set(all_predicates())
    assert len(set(names.values())) == len(names)


def test_readers_get_what_the_names_stand_for() -> None:
    """A claim in short names is read, with the datatypes and URIs that an export has."""
    text = json.dumps(make_context("https://example.org/g/") | CLAIM)
    base = "https://example.org/g/id/"
    told = {str(one) for one in ox.parse(text, format=ox.RdfFormat.JSON_LD)}
    me = f"<{base}claim/a>"

    def line(subject: str, predicate: str, value: str) -> str:
        return f"{subject} <{expand(predicate)}> {value}"

    assert told == {
        line(me, "rdf:type", f"<{expand('wm:Claim')}>"),
        line(me, "wm:type", "<https://w3id.org/whomet/scheme/type/call>"),
        line(me, "wm:date", f'"2025-08~"^^<{expand("edtf:EDTF")}>'),
        line(me, "wm:earliest", f'"2025-07-01"^^<{expand("xsd:date")}>'),
        line(me, "wm:confidence", f'"0.93"^^<{expand("xsd:decimal")}>'),
        line(me, "wm:seq", f'"2"^^<{expand("xsd:integer")}>'),
        line(me, "prov:hadPrimarySource", f"<{base}document/d>"),
        line(me, "wm:participant", f"<{base}claim/a#participant/0>"),
        line(f"<{base}claim/a#participant/0>", "rdf:type", f"<{expand('wm:Participant')}>"),
        line(f"<{base}claim/a#participant/0>", "wm:name", '"Лукашенко"'),
        line(f"<{base}claim/a#participant/0>", "wm:position", f'"0"^^<{expand("xsd:integer")}>'),
    }
