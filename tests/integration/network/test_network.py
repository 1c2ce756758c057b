"""Networks as other programs read them: the actors and pairs of the catalogue's answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import networkx as nx
import pytest

import queries
from api.exporting import Asked, Remarks, select_network
from graph.network.dumping import Drawn, dump_network
from graph.network.forms import NETWORKS
from graph.network.reading import Asked as Wanted
from graph.network.table import COLUMNS
from graph.network.xml import clean
from graph.records import Bundle
from graph.store.connection import Store
from ingest.committing import Loader

LUKASHENKO = "person/alexander-lukashenko"
type Edge = dict[str, Any]
READERS: dict[str, Callable[[Path], Any]] = {
    "graphml": lambda path: cast("Any", nx).read_graphml(path, force_multigraph=True),
    "gexf": lambda path: cast("Any", nx).read_gexf(path, version="1.3"),
}


def draw(store: Store, path: Path, asked: Asked) -> Drawn:
    """A network as a file of the form that its name tells."""
    part, modality = select_network(asked, max_rows=7, remarks=Remarks())
    return dump_network(store, Wanted(part, modality, base="https://x.org"), NETWORKS[path.suffix[1:]], path)


def read(path: Path) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str, Edge]]]:
    """The nodes, and the edges as (source, target, what is told)."""
    if path.suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        return {}, [(row["a"], row["b"], row) for row in rows]
    found = READERS[path.suffix[1:]](path)
    assert found.is_directed()
    return dict(found.nodes(data=True)), list(found.edges(data=True))


def truth(value: Any) -> bool:  # noqa: ANN401  -- as a form writes it
    """Of a text or a truth."""
    return value in {True, "true"}


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("form", list(NETWORKS))
def test_it_has_the_encounters_of_the_catalogue(store: Store, tmp_path: Path, form: str) -> None:
    """Each row of who met whom is an edge, with its mode, date, status and origins; no other edge is his."""
    path = tmp_path / f"network.{form}"
    draw(store, path, Asked(query="who_met_whom", parameters={"person": "Lukashenko"}))
    nodes, edges = read(path)
    mine = {
        (edge["event"], ({a, b} - {LUKASHENKO}).pop()): edge
        for a, b, edge in edges
        if LUKASHENKO in {a, b} and edge.get("mode") and {a[:6], b[:6]} == {"person"}
    }
    rows = queries.run("who_met_whom", store=store, person="Lukashenko").to_dict("records")
    assert set(mine) == {(row["event"], row["other_id"]) for row in rows}
    for row in rows:
        edge = mine[row["event"], row["other_id"]]
        assert edge["mode"] == {"meet": "met", "call": "spoke", "visit": "visited"}[row["type"]]
        assert (edge.get("date") or None) == row["date"]
        assert edge["status"] == "occurred"
        assert int(edge["origins"]) == row["origins"]
        assert edge["permalink"].startswith("https://x.org/events/")
    if nodes:
        assert nodes[LUKASHENKO]["label"] == "Alexander Lukashenko"
        assert nodes[LUKASHENKO]["kind"] == "person"


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("form", list(NETWORKS))
def test_of_the_whole_graph_it_has_what_occurred(store: Store, tmp_path: Path, form: str) -> None:
    """Other events are not looked at unless they are asked for; a call is never `met`."""
    path, every = tmp_path / f"network.{form}", tmp_path / f"all.{form}"
    done, more = draw(store, path, Asked()), draw(store, every, Asked(modality=("all",)))
    edges = read(path)[1]
    assert len(edges) == done.pairs
    assert more.events > done.events
    assert {edge["status"] for _, _, edge in edges} == {"occurred"}
    for _, _, edge in edges:
        assert (edge.get("mode") == "met") is (edge["type"] == "meet")


@pytest.mark.usefixtures("samples")
def test_all_forms_tell_the_same(store: Store, tmp_path: Path) -> None:
    """The same pairs in the same direction, and the same actors."""
    pairs: list[set[tuple[str, str, str, bool]]] = []
    actors: list[set[str]] = []
    for form in NETWORKS:
        path = tmp_path / f"network.{form}"
        draw(store, path, Asked(since="2025"))
        nodes, edges = read(path)
        pairs.append({(edge["event"], a, b, truth(edge["directed"])) for a, b, edge in edges})
        if nodes:
            actors.append(set(nodes))
            assert not [node for node in nodes.values() if not node.get("label")]
    assert pairs[0] == pairs[1] == pairs[2]
    assert actors[0] == actors[1]
    assert {actor for one in pairs[0] for actor in one[1:3]} <= actors[0]


@pytest.mark.usefixtures("samples")
def test_a_visit_leads_from_visitor_to_host(store: Store, tmp_path: Path) -> None:
    """What one does to another has a direction; a meeting has none."""
    draw(store, tmp_path / "network.csv", Asked())
    rows = [row for _, _, row in read(tmp_path / "network.csv")[1]]
    directed = [row for row in rows if row["directed"] == "true"]
    assert {("releaser", "released"), ("visitor", "host")} & {(row["a_role"], row["b_role"]) for row in directed}
    assert not [row for row in directed if row["type"] == "meet"]


@pytest.mark.usefixtures("samples")
def test_a_timeline_has_the_days(store: Store, tmp_path: Path) -> None:
    """GEXF has the first and the last day of what is dated; what is not has none."""
    draw(store, tmp_path / "network.gexf", Asked())
    for _, _, edge in read(tmp_path / "network.gexf")[1]:
        assert edge.get("start") == edge.get("earliest")
        assert edge.get("end") == edge.get("latest")
        assert ("date" in edge) or "start" not in edge


@pytest.mark.usefixtures("samples")
def test_the_table_has_evidence(store: Store, tmp_path: Path) -> None:
    """Quotation, source, document and claim in every row; none of the words where they are left out."""
    draw(store, tmp_path / "network.csv", Asked(actor="Lukashenko"))
    text = (tmp_path / "network.csv").read_bytes()
    assert text.split(b"\r\n")[0].decode() == ",".join(COLUMNS)
    rows = [row for _, _, row in read(tmp_path / "network.csv")[1]]
    assert rows
    for row in rows:
        assert row["quote"]
        assert row["claim"].startswith("claim/")
        assert row["document"]
    part, modality = select_network(Asked(actor="Lukashenko"), max_rows=7, remarks=Remarks())
    dump_network(store, Wanted(part, modality, words=False), NETWORKS["csv"], tmp_path / "mute.csv")
    assert not [row for _, _, row in read(tmp_path / "mute.csv")[1] if row["quote"]]


def test_what_xml_can_not_have_is_replaced() -> None:
    """A control character would make the file none that anything reads."""
    assert clean("a\x00b\x0bc\ud800d") == "a\ufffdb\ufffdc\ufffdd"
    assert clean("Лукашенко \U0001f91d") == "Лукашенко \U0001f91d"


POSSIBLE = """
MATCH (e:Event {type: 'meet', modality: 'occurred'}) WHERE COUNT { (e)<-[:PARTICIPATED_IN]-() } > 1
WITH e ORDER BY e.id LIMIT 1
SET e.modality = 'possible'
RETURN e.id
"""


def test_what_is_merely_possible_is_no_edge_unless_asked_for(
    graph: Store, dispatches: list[Bundle], tmp_path: Path
) -> None:
    """Asked for, it says so, and nobody met at it."""
    for _ in Loader(graph).load(dispatches):
        pass
    event = graph.write(lambda tx: tx.run(POSSIBLE).single(strict=True)[0])
    for form in NETWORKS:
        path, every = tmp_path / f"network.{form}", tmp_path / f"all.{form}"
        draw(graph, path, Asked())
        draw(graph, every, Asked(modality=("all",)))
        assert event not in {edge["event"] for _, _, edge in read(path)[1]}
        found = [edge for _, _, edge in read(every)[1] if edge["event"] == event]
        assert found
        assert {edge["status"] for edge in found} == {"possible"}
        assert not [edge for edge in found if edge.get("mode")]
