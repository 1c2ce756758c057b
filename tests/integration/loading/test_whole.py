"""A document loads whole or not at all, and takes no other one down with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import StoreError, StoreUnavailableError
from graph.records import Bundle
from graph.settings import Settings
from graph.store.connection import Address, Store
from ingest.committing import Loader
from ingest.loading import Rejected, read_bundles, write_bundle
from tests.integration.loading.conftest import clock, differences, dump, load, report, rows, sample_bundles

MEETING = {"type": "meet", "date": "2025-11-26", "who": ["Ada Lindqvist", "Ivo Marek"]}
TOO_LONG = "x" * 10_000
"""An id longer than an index of Neo4j holds (8 kB): the database refuses it once people and names are written."""


def everything(store: Store) -> list[list[int]]:
    """How many nodes and relationships there are, closed ones and bookkeeping too."""
    return rows(store, "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r)")


def test_a_commit_that_fails_leaves_nothing(spare: Store) -> None:
    """What the database refuses in the middle of a commit undoes all of it, the good documents of the commit too."""
    load(spare, report("one", MEETING))
    before, then, size = dump(spare), clock(spare), everything(spare)
    refused = report(TOO_LONG, {**MEETING, "who": ["Ada Lindqvist", "Rosa Teixeira"]}, publisher="Herald")
    with pytest.raises(StoreError):
        load(spare, [report("two", MEETING), refused])
    assert differences(dump(spare), before) == []
    assert (clock(spare), everything(spare)) == (then, size)


def test_what_was_reported_before_a_failure_stays(spare: Store) -> None:
    """Commits before the refused one are in the graph, and the loader goes on with the next documents when asked."""
    loader = Loader(spare, claims_a_commit=1)
    loader.prepare(authority=False)
    refused = report(TOO_LONG, MEETING, publisher="Herald")
    done = []
    with pytest.raises(StoreError):
        done += loader.load([report("one", MEETING), refused, report("three", MEETING)])
    assert rows(spare, "MATCH (d:Document) RETURN d.id") == [["one"]]
    assert sum(one.added for one in loader.load([report("three", MEETING)])) == 1


def test_a_database_that_went_away_is_a_clear_error(spare_settings: Settings, spare: Store) -> None:
    """Loading through a closed connection says that the database can't be reached, and changes nothing."""
    load(spare, report("one", MEETING))
    then = clock(spare)
    closed = Store(Address.of(spare_settings))
    loader = Loader(closed)
    loader.prepare(authority=False)
    closed.close()
    with pytest.raises(StoreUnavailableError):
        list(loader.load([report("two", MEETING)]))
    assert clock(spare) == then


def test_a_bad_record_takes_no_good_document_with_it(spare: Store, tmp_path: Path) -> None:
    """A file with one bad line loads the other documents; corrected, it loads the rest and changes nothing else."""
    samples = sample_bundles()
    lines = [[*write_bundle(one)] for one in samples]
    bad = lines[1][1].replace('"type":"appoint"', '"type":"appointed"')
    assert bad != lines[1][1]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join([*lines[0], lines[1][0], bad, *lines[1][2:], *lines[2]]) + "\n", encoding="utf-8")
    outcomes = list(read_bundles(path))
    rejected = [one for one in outcomes if isinstance(one, Rejected)]
    assert len(rejected) == 1
    first = load(spare, *(one for one in outcomes if isinstance(one, Bundle)))
    assert first.documents == 2
    wrong = samples[1].document.doc_id
    assert rows(spare, "MATCH (d:Document) WHERE d.id = $id RETURN d.id", id=wrong) == []
    path.write_text("\n".join(line for one in lines for line in one) + "\n", encoding="utf-8")
    second = load(spare, *(one for one in read_bundles(path) if isinstance(one, Bundle)))
    assert (second.documents, second.changed, second.added) == (3, 1, len(samples[1].claims))
