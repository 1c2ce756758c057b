"""The shapes are SHACL, and what stands beside the mapping table agrees with it."""

from __future__ import annotations

import pyoxigraph as ox
import pyshacl

from graph.rdf.mapping import all_classes
from graph.rdf.namespaces import expand
from graph.rdf.shapes import make_shapes, shapes_text
from graph.rdf.shapes.rules import CODES, LIMITS, ONCE, ORDERED, PATTERNS, REQUIRED, WORDS
from graph.rdf.statements import statements
from graph.vocabulary import load_vocabulary


def test_the_shapes_are_shacl() -> None:
    """They conform to the shapes of shapes that the standard gives."""
    conforms, _, text = pyshacl.validate(make_shapes(), shacl_graph=make_shapes(), meta_shacl=True)  # pyright: ignore[reportUnknownMemberType, reportGeneralTypeIssues]
    assert conforms, text


def test_others_can_read_them() -> None:
    """Another reader has as many statements of the text as there are."""
    assert len(list(ox.parse(shapes_text(), format=ox.RdfFormat.TURTLE))) == len(make_shapes())


def test_rules_name_what_the_table_has() -> None:
    """No rule is of a class or a predicate that the table lost."""
    said = statements()
    pairs = {(name, one) for told in (REQUIRED, WORDS) for name, many in told.items() for one in many}
    pairs |= ONCE | set(PATTERNS)
    assert {(name, one) for name, one in pairs if one not in said.get(name, {})} == set()
    known = {predicate for told in said.values() for predicate in told}
    assert {*CODES, *LIMITS, *(name for pair in ORDERED for name in pair[:2])} - known == set()


def test_each_class_has_its_shapes() -> None:
    """Everything that the table says of a class is held against it, and each type of event has its roles."""
    targets = {str(one) for one in make_shapes().objects(None, None)}
    assert {name for name in all_classes() if name in statements() and expand(name) not in targets} == set()
    names = {str(one).partition("#")[2] for one in make_shapes().subjects()}
    assert {f"type-{code}" for code in load_vocabulary().types} <= names


def test_parts_and_texts_left_out_ask_for_less() -> None:
    """The shapes of a part do not look beyond one thing, nor those without words for quotations."""
    assert "event-claimed" in shapes_text()
    assert len(make_shapes(whole=False)) < len(make_shapes())
    assert len(make_shapes(words=False)) == len(make_shapes()) - 1
