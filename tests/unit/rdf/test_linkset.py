"""Links elsewhere, and what describes them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf.linkset import PARTNERS, Partner, collect_links, describe_linkset
from graph.rdf.namespaces import HOME, Names, expand
from graph.rdf.writing import Writer
from graph.store.whole import CutOff

CUT = CutOff(7, "abc", {})
OURS = st.integers(1, 9).map(lambda one: f"{HOME}id/person/p{one}")
THEIRS = st.sampled_from([one.space for one in PARTNERS] + ["https://example.org/who/"]).flatmap(
    lambda space: st.integers(1, 9).map(lambda one: f"{space}{one}")
)


def described(text: str) -> dict[tuple[str, str], set[str]]:
    """(subject, predicate) → objects."""
    found: dict[tuple[str, str], set[str]] = {}
    for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, (ox.NamedNode, ox.Literal))
        found.setdefault((quad.subject.value, quad.predicate.value), set()).add(quad.object.value)
    return found


@given(st.lists(st.tuples(OURS, THEIRS), max_size=20))
def test_links_and_their_description_agree(pairs: list[tuple[str, str]]) -> None:
    """Each link to a known dataset once, in order, counted where it is described; others are counted as left out."""
    made = collect_links(pairs)
    known = {pair for pair in pairs if "example.org" not in pair[1]}
    quads = list(ox.parse("".join(made.links).encode(), ox.RdfFormat.N_TRIPLES))
    assert {(str(one.subject)[1:-1], str(one.object)[1:-1]) for one in quads} == known
    assert {one.predicate.value for one in quads} <= {expand("owl:sameAs")}
    assert made.links == sorted(set(made.links))
    assert made.left_out == len(set(pairs) - known)
    told = described(describe_linkset(made, CUT, HOME))
    sets = [
        one for (one, predicate), ends in told.items() if expand("void:Linkset") in ends and predicate.endswith("type")
    ]
    assert sum(int(next(iter(told[one, expand("void:triples")]))) for one in sets) == len(known)
    for one in sets:
        assert told[one, expand("void:linkPredicate")] == {expand("owl:sameAs")}
        assert told[one, expand("void:subjectsTarget")] == {f"{HOME}dataset/abc"}
        (target,) = told[one, expand("void:objectsTarget")]
        (space,) = told[target, expand("void:uriSpace")]
        counted = sum(theirs.startswith(space) for _, theirs in known)
        assert told[one, expand("void:triples")] == {str(counted)}


@pytest.mark.parametrize("partner", PARTNERS, ids=lambda one: one.name)
def test_ids_of_other_datasets_are_exact_matches(partner: Partner) -> None:
    """An actor's links to any of them are said as skos:exactMatch, and come back into the linkset."""
    link = f"{partner.space}123"
    props = {"id": "person/a", "kind": "person", "label": "A", "origin": "authority", "links": [link]}
    lines = Writer(Names()).actor(props, [])
    said = f"<{HOME}id/person/a> <{expand('skos:exactMatch')}> <{link}> <{HOME}graph/entities> .\n"
    assert said in lines
    assert collect_links([(f"{HOME}id/person/a", link)]).counts == {partner.name: 1}


def test_place_of_geonames_is_an_exact_match() -> None:
    """Its number is the id; other places have none."""
    match = f"> <{expand('skos:exactMatch')}> <https://sws.geonames.org/625144/> "
    assert any(match in one for one in Writer(Names()).node("Place", {"id": "place/625144", "label": "Minsk"}))
    assert not any("exactMatch" in one for one in Writer(Names()).node("Place", {"id": "place/BLR-x", "label": "X"}))
