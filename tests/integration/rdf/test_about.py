"""One thing at a time, as quads."""

from __future__ import annotations

import pytest

from graph.rdf.about import quads_about
from graph.rdf.exporting import Extent, export_quads
from graph.store.connection import Store
from graph.store.whole import cut_off

ONE_OF_EACH = """
CALL () { MATCH (n:Event)-[:AT]->() RETURN n.id AS id LIMIT 1
  UNION MATCH (n:Claim)-[:LINKS]->() RETURN n.id AS id LIMIT 1
  UNION MATCH (n:Document) RETURN 'document/' + n.id AS id LIMIT 1
  UNION MATCH (n:Person)-[:MET]->() RETURN n.id AS id LIMIT 1
  UNION MATCH (n:State) RETURN n.id AS id LIMIT 1
  UNION MATCH (n:Place) RETURN n.id AS id LIMIT 1
  UNION MATCH (n:Post) RETURN n.id AS id LIMIT 1
  UNION MATCH (n:Source) RETURN n.id AS id LIMIT 1
  UNION MATCH (n:Tenure)<-[:STARTS]-() RETURN n.id AS id LIMIT 1
  UNION MATCH (n:Concept) RETURN n.id AS id LIMIT 1 }
RETURN id
"""


@pytest.mark.usefixtures("samples")
def test_each_thing_says_what_the_whole_export_says_of_it(store: Store) -> None:
    """No statement about one thing is another one than in the whole export, and each thing has some."""
    whole = set("".join(export_quads(store, cut_off(store), Extent())).splitlines(keepends=True))
    times = cut_off(store).times
    for (id_,) in store.read(ONE_OF_EACH).values:
        lines = quads_about(store, id_, times=times)
        assert lines, id_
        assert set(lines) <= whole
        assert len(set(lines)) == len(lines)


@pytest.mark.usefixtures("samples")
def test_nothing_is_said_of_what_is_not_there(store: Store) -> None:
    """Neither of unknown ids nor of unknown kinds."""
    assert quads_about(store, "event/none") == []
    assert quads_about(store, "nonsense/none") == []
