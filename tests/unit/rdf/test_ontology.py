"""The ontology document says of each term of ours what it means, and nothing that would make a plan an event."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.rdf.mapping import all_classes, all_predicates, all_properties
from graph.rdf.mapping.targets import TARGETS
from graph.rdf.namespaces import expand
from graph.rdf.ontology import make_ontology, ontology_text

SUBCLASS, SUBPROPERTY, DOMAIN, RANGE = (
    expand(f"rdfs:{name}") for name in ("subClassOf", "subPropertyOf", "domain", "range")
)
OCCURRED = {expand("sem:Event"), expand("schema:Event")}


@pytest.fixture(scope="module")
def facts() -> set[tuple[str, str, str]]:
    """The document's statements, as another reader of Turtle has them."""
    read = ox.parse(ontology_text(), format=ox.RdfFormat.TURTLE)
    return {(one.subject.value, one.predicate.value, one.object.value) for one in read}  # pyright: ignore[reportAttributeAccessIssue]


def test_every_term_has_a_label_a_meaning_and_a_kind(facts: set[tuple[str, str, str]]) -> None:
    """Nothing of ours is in an export that the document does not explain."""
    ours = {expand(name) for name in (*all_classes(), *all_predicates()) if name.startswith("wm:")}
    for needed in ("rdf:type", "rdfs:label", "rdfs:comment", "rdfs:isDefinedBy"):
        assert ours - {s for s, p, _ in facts if p == expand(needed)} == set()


def test_a_reasoner_makes_no_event_of_what_did_not_occur(facts: set[tuple[str, str, str]]) -> None:
    """No class, domain or range of ours leads to a sem:Event; what did not occur is told to be none."""
    above: dict[str, set[str]] = {}
    for s, p, o in facts:
        if p in {SUBCLASS, DOMAIN, RANGE, SUBPROPERTY}:
            above.setdefault(s, set()).add(o)
    reached, todo = set[str](), [expand("wm:ReportedEvent"), *map(expand, all_predicates())]
    while todo:
        one = todo.pop()
        if one not in reached:
            reached.add(one)
            todo += above.get(one, ())
    assert reached & OCCURRED == set()
    assert {(expand("wm:ReportedEvent"), expand("owl:disjointWith"), one) for one in OCCURRED} <= facts


def test_domains_and_ranges_hold_of_everything(facts: set[tuple[str, str, str]]) -> None:
    """Only one rdfs:domain and one rdfs:range each: several would all hold at once."""
    for predicate in (DOMAIN, RANGE):
        subjects = [s for s, p, _ in facts if p == predicate]
        assert len(subjects) == len(set(subjects))


def test_the_document_is_the_same_each_time() -> None:
    """Its bytes can be cached under one tag."""
    assert make_ontology().serialize(format="turtle") == make_ontology().serialize(format="turtle")


def test_what_things_lead_to_is_known() -> None:
    """Each property that holds the id of a thing has its target, and none is told that no property has."""
    values = {one.predicate for one in all_properties() if one.value == "thing"}
    assert values == set(TARGETS)
