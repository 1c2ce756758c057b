"""The bulk path writes the graph that the loader writes, and what comes later finds it so."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
import pytest

from graph.embedded import stop
from graph.embedded.java import admin_command
from graph.errors import DiskSpaceError, EmbeddedServerError, ForeignGraphError, InputError
from graph.settings import Settings
from graph.store.connection import Address, Store
from graph.store.dump import dump_lines
from graph.store.readings import is_whole
from ingest.bulk import loading, spill
from ingest.bulk.loading import bulk_load, finish, import_command, write_files
from ingest.coded.actors import ActorReader
from ingest.coded.claims import ClaimMaker
from ingest.coded.rows import CodedRow
from ingest.committing import Loader, LoadReport
from tests.integration.bulk.made_up import make_rows

BOOKKEEPING = """
MATCH (k:Key) OPTIONAL MATCH (k)-[:SHARES]->(b:Block)
WITH k, b ORDER BY b.id
RETURN k.id, k.facts, k.assigned, collect(b.id) ORDER BY k.id
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Settings]:
    """Settings of a home that has nothing yet."""
    home = tmp_path / "home"
    yield Settings(home=home, cache=Settings().jar_cache, heap="1g", pagecache="128m")
    stop(home)


def load(store: Store, rows: Iterable[CodedRow]) -> LoadReport:
    """Load rows by the loader."""
    loader = Loader(store)
    loader.prepare()
    return sum(loader.load(ClaimMaker(ActorReader.of_packages()).bundles(rows)), LoadReport())


def differences(one: Store, other: Store) -> list[str]:
    """What two graphs do not have in common, bookkeeping counted."""
    ours, its = set(dump_lines(one)), set(dump_lines(other))
    keys = [line for store in (one, other) for line in map(str, store.read(BOOKKEEPING).values)]
    digests = {str(store.read("MATCH (m:Meta {id: 'whomet'}) RETURN m.digest").values) for store in (one, other)}
    return [
        *sorted(ours ^ its),
        *(key for key in keys if keys.count(key) == 1),
        *([] if len(digests) == 1 else digests),
    ]


def test_the_graph_is_the_same(graph: Store, fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the rows hold: mirrors, several stories of one thing, places, generic and several actors, none."""
    monkeypatch.setattr(spill, "ROWS_A_PART", 500)  # Several parts, with mirrors on both sides of their seams.
    rows = [*make_rows(900, seed=1, stories=True), *make_rows(900, seed=2, stories=False)]
    load(graph, rows)
    built, rest = bulk_load(fresh, iter(rows), lambda _: None, "key of the reading")
    with Store(Address.of(fresh)) as store:
        assert differences(store, graph) == []
        assert (built.rows, built.claims + built.rest) == (1_800, 1_800)
        assert built.events + built.mirrors == built.claims
        assert 0 < rest.added == built.rest
        assert is_whole(store, "key of the reading")
        # The same again changes nothing; more of the same is put where it belongs.
        again = load(store, rows)
        assert (again.seq, again.added, again.closed, again.unchanged) == (None, 0, 0, 1_800)
        more = [*make_rows(150, seed=3, stories=True), *make_rows(900, seed=2, stories=False)[:400]]
        load(graph, more)
        load(store, more)
        assert differences(store, graph) == []
        with pytest.raises(ForeignGraphError, match="has a graph already"):
            bulk_load(fresh, iter(rows), lambda _: None)
    stop(fresh.home)
    with pytest.raises(ForeignGraphError, match="has a graph already"):
        bulk_load(fresh, iter(rows), lambda _: None)


def test_files_for_another_server(graph: Store, fresh: Settings, tmp_path: Path) -> None:
    """The files and the command printed make the same graph where somebody else runs it."""
    rows = make_rows(200, seed=4, stories=False)
    load(graph, rows)
    folder = tmp_path / "files"
    write_files(folder, iter(rows), lambda _: None)
    with pytest.raises(InputError, match="is not empty"):
        write_files(folder, iter(rows), lambda _: None)
    command = [*admin_command(fresh.home, cache=fresh.jar_cache), *import_command(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with Store(Address.of(fresh)) as store:
        assert finish(store, folder, lambda _: None).documents > 0  # Those with several actors in one field.
        assert differences(store, graph) == []
        with pytest.raises(ForeignGraphError, match="is a graph already"):
            finish(store, folder, lambda _: None)
    with Store(Address.of(fresh)) as store, pytest.raises(InputError, match="no files of a bulk import"):
        finish(store, tmp_path, lambda _: None)


def _no_room(*_: object) -> None:
    """As Polars tells of it, seen on a disk of 30 MB."""
    raise OSError("No space left on device (os error 28)")


def test_a_failed_import_leaves_nothing(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a graph nor files, whether the disk is full, or neo4j-admin gives up; then the same works."""
    rows = make_rows(30, seed=5, stories=False)
    with monkeypatch.context() as full:
        full.setattr(loading, "BYTES_A_CLAIM", 10**15)
        with pytest.raises(DiskSpaceError, match="the imported graph"):
            bulk_load(fresh, iter(rows), lambda _: None)
    with monkeypatch.context() as broken:
        broken.setattr(loading, "DELIMITERS", {"array-delimiter": "no delimiter at all"})
        with pytest.raises(EmbeddedServerError, match="neo4j-admin could not import"):
            bulk_load(fresh, iter(rows), lambda _: None)

    with monkeypatch.context() as full:
        full.setattr(pl.DataFrame, "write_ipc", _no_room)
        with pytest.raises(DiskSpaceError, match="is full: the files of an import take 2,500 bytes a claim"):
            bulk_load(fresh, iter(rows), lambda _: None)

    def cut() -> Iterator[CodedRow]:
        yield from rows[:10]
        raise InputError("the archive is cut short")

    with pytest.raises(InputError, match="cut short"):
        bulk_load(fresh, cut(), lambda _: None)
    assert list(fresh.home.glob("bulk-*")) == []
    assert not (fresh.home / "neo4j" / "data" / "databases" / "neo4j").exists()
    built, _ = bulk_load(fresh, iter(rows), lambda _: None)
    with Store(Address.of(fresh)) as store:
        assert store.read("MATCH (c:Claim) RETURN count(c)").values == [[built.claims + built.rest]]
