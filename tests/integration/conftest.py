"""One real Neo4j a session, in a home of its own.

Tests that only read ask for `samples`: the packaged dispatches, loaded once. Tests that write ask for `graph`: an
empty graph with its schema and authority data, which they may change as they like. The two live in one database, so the
samples come first (`pytest_collection_modifyitems` orders them) and each writing test begins with a wipe.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.embedded import stop
from graph.model import OPEN
from graph.records import Bundle
from graph.settings import Settings
from graph.store.commits import flip
from graph.store.connection import Address, Store, Transaction
from graph.store.schema import EMPTY_DIGEST
from ingest.committing import Loader, LoadReport
from ingest.extract.pipeline import Extractor
from ingest.samples import read_dispatches


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what only reads the samples before what writes, whatever order was drawn."""
    items.sort(key=lambda item: "graph" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of an embedded server of this session's own; its jars come from the user's cache."""
    home = tmp_path_factory.mktemp("whomet")
    chosen = Settings(home=home, cache=Settings().jar_cache, heap="1g", pagecache="256m")
    yield chosen
    stop(home)


@pytest.fixture(scope="session")
def store(settings: Settings) -> Iterator[Store]:
    """The session's database."""
    with Store(Address.of(settings)) as opened:
        yield opened


@pytest.fixture(scope="session")
def dispatches() -> list[Bundle]:
    """The sample dispatches with what is extracted from their prose, as the demonstration loads them."""
    return list(Extractor().extract(read_dispatches()))


@pytest.fixture(scope="session")
def samples(store: Store, dispatches: list[Bundle]) -> LoadReport:
    """What loading the dispatches reported; the graph holds them, and authority data, until a test writes."""
    Loader(store).prepare()
    return sum(Loader(store).load(dispatches), LoadReport())


@pytest.fixture
def graph(store: Store) -> Store:
    """A graph with its schema and authority data and nothing else, for a test that writes."""
    Loader(store).prepare()
    forget(store)
    return store


def forget(store: Store) -> None:
    """Take out whatever came after the authority data, which take seconds to load; the clock starts again at 1."""
    while store.write(_delete_some):
        pass
    store.write(_rewind)


DERIVED = """
MATCH (n)
WHERE n:Document OR n:Claim OR n:Event OR n:Key OR n:Block OR n:Decision OR n:Source OR n:Place
  OR (n:Actor AND n.origin = 'claims') OR (n:Tenure AND n.rev_from > 1) OR (n:Commit AND n.seq > 1)
  OR (n:Post AND n.office IS NULL)
  OR (n:Name AND NOT EXISTS { (n)-[:NAMES]->(:Actor {origin: 'authority'}) })
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(*) AS deleted
"""


# Meetings join people, and tenures of the authority were closed in favour of versions that reports told of.
REOPEN = """
CALL () { MATCH ()-[r:MET]->() DELETE r }
CALL () {
  MATCH (t:Tenure) WHERE t.rev_to < $open
  SET t.rev_to = $open
  WITH t MATCH (t)-[r:HELD|OF_POST]-() SET r.rev_to = $open
}
"""


def _delete_some(tx: Transaction) -> int:
    return tx.run(DERIVED).single(strict=True)["deleted"]


def _rewind(tx: Transaction) -> None:
    clock = tx.run("MATCH (a:Authority) RETURN a.id AS id, a.digest AS digest").single(strict=True)
    tx.run(REOPEN, open=OPEN).consume()
    digest = flip(EMPTY_DIGEST, [f"authority {clock['id']} {clock['digest']}"])
    tx.run("MATCH (m:Meta {id: 'whomet'}) SET m.seq = 1, m.digest = $digest", digest=digest).consume()
