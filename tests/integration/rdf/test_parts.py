"""Parts of the graph: whole things with what they point to, nothing that the whole export does not say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.exporting import Asked, Remarks, select
from graph.errors import AmbiguousNameError, ImportFileError, NotFoundError, ParameterError, UnknownNameError
from graph.rdf.dumping import Target, Written, write_dump
from graph.rdf.exporting import Extent, export_quads
from graph.rdf.importing import Source, read_contents
from graph.rdf.namespaces import HOME, expand
from graph.rdf.parts import Part
from graph.rdf.validation import validate_file
from graph.store.connection import Store
from graph.store.whole import cut_off
from queries import run

pytestmark = pytest.mark.usefixtures("samples")

SUBJECT = re.compile(rf"<{HOME}id/([^>#]*)")


@cache
def whole_lines(store: Store) -> frozenset[str]:
    """The lines of a whole export, once a session: the samples are only read here."""
    return frozenset("".join(export_quads(store, cut_off(store), Extent())).splitlines(keepends=True))


def part_lines(store: Store, **asked: Any) -> list[str]:  # noqa: ANN401
    """The lines of a part, without those of its head."""
    part = select(Asked(**asked), max_rows=7)
    if part is None:
        return sorted(whole_lines(store))
    lines = "".join(Part(store, cut_off(store), Extent(part=part)).quads()).splitlines(keepends=True)
    assert lines[0].startswith(f"<{HOME}id/meta/export>")
    return [line for line in lines if not line.startswith(f"<{HOME}id/meta/export>")]


def described(lines: list[str], kind: str) -> set[str]:
    """The ids of a kind of which a class is told."""
    starts = re.compile(rf"<{HOME}id/({kind}/[^>#]*)> <{re.escape(expand('rdf:type'))}>")
    return {found[1] for line in lines if (found := starts.match(line))}


def documents(store: Store) -> list[str]:
    """Ids of all documents."""
    return [row[0] for row in store.read("MATCH (d:Document) RETURN d.id ORDER BY d.id").values]


SINCE = st.sampled_from((None, "1999", "2025", "2025-06", "2025-09-11", "2025-11"))
UNTIL = st.sampled_from((None, "2025-11-26", "2025", "2026"))
MODALITY = st.sampled_from(((), ("occurred",), ("possible", "denied"), ("all",)))
PARTS = st.one_of(
    st.fixed_dictionaries(
        {"actor": st.sampled_from(("Lukashenko", "state/BLR", "Trump")), "since": SINCE, "until": UNTIL}
    ),
    st.fixed_dictionaries({"since": SINCE, "until": UNTIL, "modality": MODALITY}),
    st.fixed_dictionaries({"query": st.sampled_from(("events", "releases", "pending_events", "disputed_events"))}),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=PARTS)
def test_a_part_says_nothing_that_the_whole_does_not(store: Store, asked: dict[str, Any]) -> None:
    """Each line is one of the whole export, and comes once."""
    lines = part_lines(store, **asked)
    assert set(lines) <= whole_lines(store)
    assert len(set(lines)) == len(lines)


def test_the_parts_of_all_documents_have_all_claims_and_events(store: Store) -> None:
    """Every claim and event of the graph is in the part of some document, with all its lines."""
    lines = {line for one in documents(store) for line in part_lines(store, document=one)}
    of_claims = {line for line in whole_lines(store) if re.match(rf"<{HOME}id/(claim|event)/", line)}
    assert lines <= whole_lines(store)
    assert of_claims <= lines


def test_an_event_comes_with_its_claims_and_what_they_point_to(store: Store) -> None:
    """The events are those of the query, each claim is about one, and every end is told but events and claims."""
    frame = run("who_met_whom", store=store, person="Lukashenko")
    lines = part_lines(store, query="who_met_whom", parameters={"person": "Lukashenko"})
    events, claims = described(lines, "event"), described(lines, "claim")
    assert events == set(frame["event"])
    about = {line.split()[0] for line in lines if f" <{expand('wm:about')}> " in line}
    assert {one[1:-1].removeprefix(f"{HOME}id/") for one in about} == claims
    told = {found[1] for line in lines if (found := SUBJECT.match(line))}
    for line in lines:
        value = line.split(" ", 2)[2].rsplit(" <", 1)[0]
        if (found := SUBJECT.match(value)) and not found[1].startswith(("event/", "claim/")):
            assert found[1] in told, line


def test_an_actor_comes_with_events_and_posts(store: Store) -> None:
    """By a name as by an id; a window leaves out what is undated, and tells how much."""
    remarks = Remarks()
    by_name, by_id = part_lines(store, actor="Лукашенко"), part_lines(store, actor="person/alexander-lukashenko")
    assert set(by_name) == set(by_id)
    wanted = "MATCH (:Actor {id: $id})-[:PARTICIPATED_IN]->(e:Event) RETURN DISTINCT e.id"
    events = {row[0] for row in store.read(wanted, id="person/alexander-lukashenko").values}
    assert described(by_id, "event") == events
    assert described(by_id, "tenure")
    part = select(Asked(actor="Lukashenko", since="2025", until="2025"), max_rows=10, remarks=remarks)
    lines = "".join(Part(store, cut_off(store), Extent(part=part)).quads()).splitlines(keepends=True)
    inside = described(lines, "event")
    assert inside < events
    undated = store.read(
        "MATCH (:Actor {id: $id})-[:PARTICIPATED_IN]->(e:Event) WHERE e.date IS NULL RETURN count(DISTINCT e)",
        id="person/alexander-lukashenko",
    ).values[0][0]
    assert remarks.undated == undated


def test_a_window_has_the_events_that_the_catalogue_has(store: Store) -> None:
    """With what is merely possible where any status is asked for."""
    for modality in ("occurred", "all"):
        frame = run("events", store=store, since="2025-09", until="2025-11", modality=modality)
        lines = part_lines(store, since="2025-09", until="2025-11", modality=(modality,))
        assert described(lines, "event") == set(frame["event"])


@pytest.fixture
def written(store: Store, tmp_path: Path) -> tuple[Path, Written]:
    """A part as a file."""
    path = tmp_path / "part.nq"
    extent = Extent(part=select(Asked(actor="Lukashenko"), max_rows=100))
    return path, write_dump(store, extent, Target(path, in_order=True))


def test_a_part_is_valid_and_says_what_it_is(written: tuple[Path, Written]) -> None:
    """It conforms to the shapes, and its description is that of a part."""
    path, done = written
    report = validate_file(path)
    assert not report.problems, report.problems[:5]
    text = path.read_text(encoding="utf-8")
    assert f'<{expand("wm:holds")}> "part"' in text
    assert f'<{expand("wm:selection")}> "actor=Lukashenko"' in text
    beside = done.description.read_text(encoding="utf-8")
    assert "a part of the graph as it stands" in beside
    assert done.things["Event"] == len(described(text.splitlines(), "event"))
    assert done.things["Document"] == len(described(text.splitlines(), "document"))


def test_a_part_is_no_graph_to_import(written: tuple[Path, Written], tmp_path: Path) -> None:
    """It says so, and nothing else."""
    with pytest.raises(ImportFileError, match="is a part of a graph, and can't make it again") as caught:
        read_contents(Source(written[0]), tmp_path, lambda _: None)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"actor": "Nobody Whatever"}, UnknownNameError),
        ({"actor": "person/nobody-whatever"}, UnknownNameError),
        ({"document": "nothing"}, NotFoundError),
        ({"query": "who_met_whom"}, ParameterError),
        ({"query": "who_met_whom", "parameters": {"person": "Lukashenko", "limit": "3"}}, ParameterError),
        ({"query": "events", "since": "2025"}, ParameterError),
        ({"parameters": {"person": "x"}}, ParameterError),
        ({"actor": "Trump", "document": "x"}, ParameterError),
        ({"document": "x", "since": "2025"}, ParameterError),
        ({"since": "yesterday"}, ParameterError),
        ({"since": "2025", "until": "2024"}, ParameterError),
        ({"modality": ("certain",)}, ParameterError),
    ],
)
def test_what_can_not_be_had_is_told(store: Store, asked: dict[str, Any], error: type[Exception]) -> None:
    """Before a line is given."""
    with pytest.raises(error):
        part_lines(store, **asked)


def test_an_ambiguous_name_tells_the_candidates(store: Store) -> None:
    """As queries do."""
    with pytest.raises(AmbiguousNameError):
        part_lines(store, actor="Bush")
