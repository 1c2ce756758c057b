"""The mapping table hangs together, and every term of ours is explained."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.model import Part, Place
from graph.rdf.claims import PLACE_FIELDS
from graph.rdf.mapping import EDGES, NODES, all_classes, all_predicates
from graph.rdf.mapping.claims import ATTRIBUTION, LINK, PARTICIPANT
from graph.rdf.mapping.terms import load_terms
from graph.rdf.namespaces import PREFIXES, expand
from graph.records import Attribution, Link, Participant


def test_every_term_of_ours_is_explained() -> None:
    """The ontology can say of each class and property what it means; and explains none that nothing has."""
    classes, properties = load_terms()
    assert set(classes) == {one for one in all_classes() if one.startswith("wm:")}
    assert set(properties) == {one for one in all_predicates() if one.startswith("wm:")}


def test_terms_have_known_prefixes() -> None:
    """Every name can be written out as a URI, alignments too."""
    classes, properties = load_terms()
    aligned = [name for one in (*classes.values(), *properties.values()) for pair in one.alignments for name in pair]
    assert all(expand(name) for name in (*all_classes(), *all_predicates(), *aligned))
    assert len(set(PREFIXES.values())) == len(PREFIXES)


@pytest.mark.parametrize("label", NODES)
def test_predicates_of_a_node_are_unambiguous(label: str) -> None:
    """Of one node, a predicate tells which property it is."""
    seen = Counter(one.predicate for one in NODES[label].properties)
    assert [name for name, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("type_", EDGES)
def test_predicates_of_a_relationship_are_unambiguous(type_: str) -> None:
    """The same of a relationship that has a URI."""
    one = EDGES[type_]
    seen = Counter([*(each.predicate for each in one.properties), *filter(None, (one.to_start, one.to_end))])
    assert [name for name, times in seen.items() if times > 1] == []


def test_paths_tell_labels_apart() -> None:
    """The URI of a node tells its label."""
    paths = Counter(path for one in NODES.values() for path in one.paths)
    assert max(paths.values()) == 1


def test_records_of_claims_are_mapped_whole() -> None:
    """A field that comes to a claim's record, or to its resolution, needs a place in RDF."""
    participant = {one.name for one in PARTICIPANT.properties}
    assert set(Participant.model_fields) <= participant
    assert set(Attribution.model_fields) <= {one.name for one in ATTRIBUTION.properties}
    assert set(Link.model_fields) <= {one.name for one in LINK.properties}
    assert tuple(Place.__slots__) == PLACE_FIELDS
    resolved = {"kind": "resolved_kind", "behalf": "state", "side": "resolved_side"}
    assert {resolved.get(name, name) for name in Part.__slots__} <= participant
