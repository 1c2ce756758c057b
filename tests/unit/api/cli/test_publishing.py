"""`whomet vocabulary`: what it prints is what programs read."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from api.cli.root import build
from graph.rdf.context import make_context
from graph.rdf.namespaces import expand
from graph.rdf.ontology import ontology_text
from graph.rdf.shapes import shapes_text


@pytest.mark.parametrize(
    ("part", "text", "known"),
    [("ontology", ontology_text, expand("owl:Class")), ("shapes", shapes_text, "http://www.w3.org/ns/shacl#NodeShape")],
)
def test_vocabulary_is_printed_in_turtle(part: str, text: object, known: str) -> None:
    """The ontology and the shapes, whole, and nothing beside them."""
    result = CliRunner().invoke(build(), ["vocabulary", part])
    assert result.exit_code == 0, result.output
    assert callable(text)
    assert result.stdout == text()
    classes = {str(one.object)[1:-1] for one in ox.parse(result.stdout.encode(), ox.RdfFormat.TURTLE)}
    assert known in classes


def test_context_has_the_base_of_the_settings() -> None:
    """As the server gives it."""
    result = CliRunner().invoke(build(), ["vocabulary", "context"], env={"WHOMET_BASE_IRI": "https://data.example/"})
    assert json.loads(result.stdout) == make_context("https://data.example/")


def test_other_parts_are_refused() -> None:
    """With those that there are."""
    result = CliRunner().invoke(build(), ["vocabulary", "everything"])
    assert result.exit_code == 2
    assert "shapes" in result.output
