"""Reading on a real Dask cluster of this machine: the same claims in the same order, whatever happens to workers."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import dask.config
import pytest
from distributed import Client, LocalCluster

from graph.errors import InputError, WorkersError
from graph.identity.authority import Authority, AuthorityPerson
from graph.records import Bundle, Document
from ingest.extract.batches import Failed, extract_by_rules
from ingest.extract.cluster import Cluster

CORPUS = Path(__file__).parents[1] / "corpora" / "newswire.jsonl"
WORKER = """
import sys
{first}
sys.argv = ["dask-worker", "{address}", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
from distributed.cli.dask_worker import main
main()
"""


class Deadly(Document):
    """A document that ends whatever process unpacks it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        """Instead of how it is made anew."""
        return os._exit, (3,)


def reports(number: int) -> list[Document]:
    """The first reports of our newswire."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()[:number]]
    return [Document(doc_id=row["doc_id"], published=row["published"], text=row["text"]) for row in rows]


@contextmanager
def local_cluster(workers: int) -> Iterator[LocalCluster]:
    """A scheduler in this process, and workers in processes of their own; nothing but loopback."""
    # A task is given up with the first worker that ends over it, not the fourth: each takes seconds to come again.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
        ) as cluster,
    ):
        yield cast("LocalCluster", cluster)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a cluster of two workers."""
    with local_cluster(2) as cluster:
        yield cluster.scheduler_address


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """A connection that is let go."""
    cluster = Cluster(address, patience=15)
    try:
        yield cluster
    finally:
        cluster.close()


@contextmanager
def worker(address: str, first: str) -> Iterator[None]:
    """One more worker, which does something before it begins."""
    process = subprocess.Popen([sys.executable, "-c", WORKER.format(first=first, address=address)])
    try:
        yield
    finally:
        process.kill()
        process.wait()


def test_same_as_in_one_process(address: str) -> None:
    """Claims, their order and their rules; a user's own people are known to the workers too."""
    anna = AuthorityPerson("person/anna-berg", "Anna Berg", ("Anna Berg",), states=("state/DEU",))
    authority = Authority("own", "1", persons=(anna,))
    documents = [*reports(40), Document(doc_id="x", published=dt.date(2025, 11, 26), text="Berg met Putin in Minsk.")]
    with connected(address) as cluster:
        there = list(extract_by_rules(documents, authority=authority, cluster=cluster))
    assert there == list(extract_by_rules(documents, authority=authority))
    assert sum(len(one.claims) for one in there if isinstance(one, Bundle)) > 10


def test_few_documents_are_taken_ahead(address: str) -> None:
    """However many there are: what is under way is bounded by the number of workers."""
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        for number in range(10**6):
            taken += 1
            yield Document(doc_id=str(number), published=dt.date(2025, 11, 26), text="Nothing happened.")

    with connected(address) as cluster:
        read = extract_by_rules(endless(), cluster=cluster)
        for _ in range(50):
            next(read)
        assert taken < 50 + 16 * 8


def test_worker_that_is_killed_loses_nothing(address: str) -> None:
    """Its batches are read by the others."""
    documents = reports(160)
    with connected(address) as cluster, Client(address, set_as_default=False) as client:
        read = extract_by_rules(documents, cluster=cluster)
        there = [next(read)]
        os.kill(min(cast("dict[str, int]", client.run(os.getpid)).values()), signal.SIGKILL)
        there += read
    assert [one.document.doc_id for one in there] == [one.doc_id for one in documents]
    assert all(isinstance(one, Bundle) for one in there)


def test_document_that_ends_workers_is_told(address: str) -> None:
    """It is given as failed in its place, and those that were sent with it are read."""
    first, second, third = reports(3)
    deadly = Deadly(doc_id="deadly", published=dt.date(2025, 11, 26), text="Deadly.")
    with connected(address) as cluster:
        there = list(extract_by_rules([first, second, deadly, third], cluster=cluster))
    assert [one.document.doc_id for one in there] == [first.doc_id, second.doc_id, "deadly", third.doc_id]
    assert [isinstance(one, Failed) for one in there] == [False, False, True, False]
    assert isinstance(there[2], Failed)
    assert "each worker that read it was ended" in there[2].problem


@pytest.mark.parametrize(
    ("first", "says"),
    [
        ("sys.modules['ingest'] = None", "has no whomet that can read"),
        ("import ingest.extract.version as v; v.extractor_version = lambda: '0.0.1+old'", r"has whomet 0\.0\.1\+old"),
    ],
)
def test_worker_with_another_whomet(first: str, says: str) -> None:
    """It is named, with what to do, before any document is read."""
    with local_cluster(0) as cluster, worker(cluster.scheduler_address, first):
        with pytest.raises(WorkersError, match=says) as caught:
            Cluster(cluster.scheduler_address, patience=30)
        assert "install the same whomet" in str(caught.value)


def test_no_workers() -> None:
    """They are waited for, but not for ever."""
    with local_cluster(0) as cluster, pytest.raises(WorkersError, match="no workers; start one with: dask worker"):
        Cluster(cluster.scheduler_address, patience=0.5)


def test_nobody_answers() -> None:
    """The address is told."""
    with pytest.raises(WorkersError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9 .*dask scheduler"):
        Cluster("tcp://127.0.0.1:9", connecting=0.5)


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://host"])
def test_what_is_no_address(address: str) -> None:
    """It is told before anything is tried."""
    with pytest.raises(InputError, match="is no address of a scheduler"):
        Cluster(address)


def test_all_workers_go() -> None:
    """What came before is given, then it is told; nothing waits for ever."""
    with local_cluster(1) as cluster:
        reader = Cluster(cluster.scheduler_address, patience=1)
        try:
            read = extract_by_rules(reports(160), cluster=reader)
            assert isinstance(next(read), Bundle)
            cluster.scale(0)
            with pytest.raises(WorkersError, match="has had no worker for 1 second"):
                list(read)
        finally:
            reader.close()


def test_scheduler_goes() -> None:
    """It is told at once."""
    with local_cluster(1) as cluster:
        reader = Cluster(cluster.scheduler_address, connecting=1)
        try:
            read = extract_by_rules(reports(160), cluster=reader)
            assert isinstance(next(read), Bundle)
            cluster.close()
            with pytest.raises(WorkersError, match="its scheduler does not answer any more"):
                list(read)
        finally:
            reader.close()
