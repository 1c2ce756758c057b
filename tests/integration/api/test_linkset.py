"""`whomet linkset` on the samples: what the export says is the same elsewhere, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.cli.exits import Exit
from graph.rdf.exporting import Extent, export_quads
from graph.rdf.linkset import PARTNERS
from graph.rdf.namespaces import HOME, expand
from graph.store.connection import Store
from graph.store.whole import cut_off
from tests.integration.api.conftest import Whomet

pytestmark = pytest.mark.usefixtures("samples")

EXACT, SAME = expand("skos:exactMatch"), expand("owl:sameAs")


def test_linkset_has_the_exact_matches_of_the_export(store: Store, whomet: Whomet, tmp_path: Path) -> None:
    """Actors to Wikidata and places to GeoNames; the export itself never says owl:sameAs."""
    file = tmp_path / "links.nt"
    done = whomet("linkset", "-o", str(file))
    assert done.returncode == Exit.DONE, done.stderr
    text = "".join(export_quads(store, cut_off(store), Extent()))
    assert SAME not in text
    due = {
        (str(one.subject), str(one.object))
        for one in ox.parse(text.encode(), ox.RdfFormat.N_QUADS)
        if one.predicate.value == EXACT
    }
    links = list(ox.parse(path=str(file)))
    assert {(str(one.subject), str(one.object)) for one in links} == due
    assert {one.predicate.value for one in links} == {SAME}
    ends: dict[str, int] = defaultdict(int)
    for one in PARTNERS:
        ends[one.name] = sum(link[1].startswith(f"<{one.space}") for link in due)
    assert ends["wikidata"]
    assert ends["geonames"]
    # No source of the samples knows ids of VIAF.
    assert not ends["viaf"]
    assert f"{ends['wikidata']:,} to Wikidata" in done.stderr
    told = (tmp_path / "links.nt.void.ttl").read_text(encoding="utf-8")
    assert told.count("a void:Linkset") == 2
    assert f"<{HOME}dataset/{cut_off(store).digest}>" in told


def test_same_graph_gives_the_same_linkset(whomet: Whomet, tmp_path: Path) -> None:
    """To the byte, with its description."""
    made: list[tuple[bytes, str]] = []
    for name in ("a", "b"):
        file = tmp_path / name / "links.nt"
        file.parent.mkdir()
        whomet("linkset", "-o", str(file))
        beside = file.with_name("links.nt.void.ttl").read_text(encoding="utf-8")
        made.append((file.read_bytes(), beside))
    assert made[0] == made[1]


def test_linkset_that_cannot_be_written_is_told(whomet: Whomet, tmp_path: Path) -> None:
    """Another form, and a folder that is not there."""
    assert "links.ttl.nt" in whomet("linkset", "-o", str(tmp_path / "links.ttl")).stderr
    missing = whomet("linkset", "-o", str(tmp_path / "none" / "links.nt"))
    assert missing.returncode == Exit.USAGE
    assert "none/links.nt can't be written" in missing.stderr
