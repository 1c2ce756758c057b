"""The rules that every query file is held to, and the catalogue itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import CatalogueError, UnknownQueryError
from queries.catalogue import load_catalogue, read_catalogue, read_query

GOOD = """/*
title: Meetings
description: Meetings of a type.
parameters:
  type: {type: type, many: true, description: kinds, example: meet, default: [meet]}
  since: {type: edtf, description: from, default: null}
  until: {type: edtf, description: to, default: null}
returns: {date: edtf, type: type, label: string, event: event}
order: [date, event]
chart: timeline
*/
MATCH (e:Event)
WHERE e.rev_from <= $rev AND $rev < e.rev_to AND e.type IN $type AND e.modality IN $modality
  AND ($dataset IS NULL OR any(one IN e.datasets WHERE one IN $dataset)) AND coalesce(e.t_lo <= $as_of, true)
  AND CASE WHEN $undated THEN e.date IS NULL ELSE e.t_hi >= $since AND e.t_lo <= $until END
WITH *, [coalesce(toString(e.t_lo), '~'), e.id] AS key
WHERE $after IS NULL OR key > $after
RETURN
  e.date AS date,
  e.type AS type,
  e.label AS label,
  e.id AS event,
  key
ORDER BY key LIMIT $limit
"""

BROKEN = {
    "no header": (("/*\n", "//\n"), "must begin with its header"),
    "no yaml": (("title: Meetings", "title: 'Meetings"), "header:"),
    "a key twice": (("chart: timeline", "chart: timeline\nchart: bar"), "stands there twice"),
    "unknown field": (("chart: timeline", "graph: timeline"), "graph"),
    "unknown parameter type": (("since: {type: edtf", "since: {type: date"), "parameters.since.type"),
    "unknown column type": (("label: string", "label: text"), "returns.label"),
    "a default that is no list": (("default: [meet]", "default: meet"), "must be a list"),
    "unused parameter": (("e.type IN $type", "e.type = 'meet'"), "declares the parameter type"),
    "undeclared parameter": (("e.type IN $type", "e.type IN $type AND e.id = $id"), "uses $id"),
    "modality ignored": (("e.modality IN $modality", "true"), "does not use $modality"),
    "known_at ignored": (("e.rev_from <= $rev AND $rev < e.rev_to AND ", ""), "reads versions of (e)"),
    "half a window": (("  until: {type: edtf, description: to, default: null}\n", ""), "until"),
    "undated rows lost": (("WHEN $undated THEN e.date IS NULL", "WHEN true THEN true"), "$undated"),
    "no paging": (("WHERE $after IS NULL OR key > $after\n", ""), "lacks the line"),
    "no order": (("ORDER BY key LIMIT $limit", "LIMIT $limit"), "lacks the line"),
    "a column missing": (("  e.label AS label,\n", ""), "declares the columns"),
    "order by nothing": (("order: [date, event]", "order: [day, event]"), "orders by day"),
    "ties possible": (("order: [date, event]", "order: [date, label]"), "tell any two rows apart"),
    "another key": (("coalesce(toString(e.t_lo), '~'), e.id]", "coalesce(toString(e.t_lo), '~'), e.type]"), "key:"),
    "rows lost for want of a date": (("[coalesce(toString(e.t_lo), '~')", "[toString(e.t_lo)"), "may be null"),
    "a link of no version": (("MATCH (e:Event)\n", "MATCH (e:Event)-[x:CONCERNS]->()\n"), "versions of (x)"),
    "a claim of no version": (("MATCH (e:Event)\n", "MATCH (e:Event)<--(c:Claim)\n"), "c.seq <= $rev"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_with_its_name_and_the_rule(case: str, tmp_path: Path) -> None:
    """Each rule is seen to hold: breaking it is a CatalogueError that says which."""
    (old, new), told = BROKEN[case]
    assert old in GOOD
    path = tmp_path / "meetings.cypher"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_query(path)
    assert "meetings.cypher" in str(caught.value)
    assert told in str(caught.value)


def test_a_good_file_becomes_a_query(tmp_path: Path) -> None:
    """The record has what the file tells, the standard parameters, and a version of its own."""
    (tmp_path / "meetings.cypher").write_text(GOOD, encoding="utf-8")
    catalogue = read_catalogue(tmp_path)
    query = catalogue.get("meetings")
    assert query.title == "Meetings"
    assert [one.name for one in query.parameters] == [
        "type", "since", "until", "modality", "dataset", "as_of", "known_at", "limit", "after",
    ]  # fmt: skip
    assert query.windowed
    assert query.cypher.startswith("MATCH")
    (tmp_path / "meetings.cypher").write_text(GOOD.replace("Meetings of", "Encounters of"), encoding="utf-8")
    assert read_query(tmp_path / "meetings.cypher").version != query.version


def test_a_bad_name_is_refused(tmp_path: Path) -> None:
    """Names become routes and commands."""
    path = tmp_path / "Meet-ings.cypher"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match="lower-case"):
        read_query(path)


def test_the_catalogue_has_the_promised_queries() -> None:
    """All of them parse and keep to the rules."""
    assert set(load_catalogue().names) >= {
        "who_met_whom", "events", "met_in_window", "contacts_between_states", "contacts_by_month", "connection",
        "visits_to", "releases", "pending_events", "disputed_events", "event_reports", "rests_on", "talks_about",
        "sequence", "office_holders", "career", "coverage", "changed_since",
    }  # fmt: skip


def test_every_parameter_has_an_example_or_a_default() -> None:
    """A form can be filled and a page written for each query."""
    for query in load_catalogue():
        for one in query.parameters:
            assert one.description
            assert one.example is not None or one.type == "cursor", f"{query.name}.{one.name}"


def test_an_unknown_query_is_answered_with_near_names() -> None:
    """A slip of the pen is helped."""
    with pytest.raises(UnknownQueryError, match="who_met_whom"):
        load_catalogue().get("who_met_who")


def test_a_query_can_be_pinned_to_its_version() -> None:
    """`NAME@VERSION` is the query as long as its text is the same."""
    query = load_catalogue().get("releases")
    assert load_catalogue().get(f"releases@{query.version}") is query
    with pytest.raises(UnknownQueryError, match=query.version):
        load_catalogue().get("releases", "0123456789ab")
