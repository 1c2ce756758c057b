"""Two commands that load at once: one writes after the other, and nothing is lost or written twice."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE, Popen

from graph.identity.authority import Authority
from graph.records import Bundle
from graph.settings import Settings
from graph.store.commits import advance, lock
from graph.store.connection import Address, Store, Transaction
from ingest.committing import Loader, LoadReport
from ingest.committing.authorities import load_authority
from ingest.loading import write_bundle
from tests.integration.loading.conftest import clock, differences, dump, empty, load, report, rows

ROOT = Path(__file__).parents[3]
COMMAND = """
import sys
from pathlib import Path
from graph.settings import Settings
from graph.store.connection import Address, Store
from ingest.committing import Loader
from ingest.loading import read_bundles
with Store(Address.of(Settings(home=Path(sys.argv[1]), cache=Path(sys.argv[2])))) as store:
    loader = Loader(store, claims_a_commit=2)
    loader.prepare(authority=False)
    print("ready", flush=True)
    sys.stdin.readline()
    print(*(one.seq for one in loader.load(read_bundles(Path(sys.argv[3])))))
"""


def documents(name: str) -> list[Bundle]:
    """Ten documents on one pair: the days are told by all who write, the spelling is not."""
    return [
        report(
            f"{name}-{day}",
            {"type": "meet", "date": f"2025-11-{day}", "who": ["Ada Lindqvist", "Ivo Marek"]},
            {"type": "call", "date": None, "who": [f"Ada {name} Lindqvist", "Ivo Marek"]},
        )
        for day in range(10, 20)
    ]


def test_two_processes_at_once(spare_settings: Settings, spare: Store, tmp_path: Path) -> None:
    """Both succeed, each commit has a number of its own, and the graph is that of one load after the other."""
    load(spare, documents("M."), documents("J."))
    wanted = dump(spare)
    empty(spare)
    commands: list[Popen[str]] = []
    for name in ("M.", "J."):
        path = tmp_path / f"{name}jsonl"
        path.write_text("".join(f"{line}\n" for one in documents(name) for line in write_bundle(one)), encoding="utf-8")
        arguments = [sys.executable, "-c", COMMAND, spare_settings.home, spare_settings.jar_cache, path]
        commands.append(Popen(arguments, stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT))
    for command in commands:
        assert command.stdout is not None
        assert command.stdout.readline() == "ready\n"
    with ThreadPoolExecutor() as pool:
        outputs = list(pool.map(lambda command: command.communicate("go\n")[0], commands))
    assert [command.returncode for command in commands] == [0, 0]
    numbers = [[int(one) for one in output.split()] for output in outputs]
    assert all(a < b for own in numbers for a, b in pairwise(own))
    assert sorted(numbers[0] + numbers[1]) == list(range(1, 21))
    assert differences(dump(spare), wanted) == []
    check_times(spare, 20)


def test_one_who_waits_is_later(spare: Store) -> None:
    """A transaction that began early and commits late, as one that waits for the lock, has the later time."""

    def work(tx: Transaction) -> None:
        assert tx.run("MATCH (c:Commit) RETURN count(c)").single(strict=True).value() == 0
        load(spare, *documents("M.")[:2])
        advance(tx, lock(tx), "load", (0, 0, 0), ())

    empty(spare)
    spare.write(work)
    check_times(spare, clock(spare).seq)


def test_a_clock_that_was_set_back(spare: Store) -> None:
    """A commit is never earlier than the one before, whatever the machine's clock says."""
    empty(spare)
    load(spare, *documents("M.")[:1])
    spare.run("MATCH (c:Commit) SET c.at = c.at + duration('P1D')")
    load(spare, *documents("M.")[1:2])
    check_times(spare, 2)


def check_times(store: Store, commits: int) -> None:
    """The graph has so many commits, and their times never run backwards."""
    times = [row[0] for row in rows(store, "MATCH (c:Commit) RETURN c.at ORDER BY c.seq")]
    assert len(times) == commits
    assert times == sorted(times)


def test_two_threads_with_the_same_documents(spare_settings: Settings, spare: Store) -> None:
    """The same documents from two sides at once are there once; whoever comes second changes nothing."""
    load(spare, *documents("M."))
    wanted, digest = dump(spare), clock(spare).digest
    empty(spare)
    together = threading.Barrier(2)

    def work(_: int) -> LoadReport:
        with Store(Address.of(spare_settings)) as own:
            loader = Loader(own, claims_a_commit=2)
            loader.prepare(authority=False)
            together.wait()
            return sum(loader.load(documents("M.")), LoadReport())

    with ThreadPoolExecutor() as pool:
        reports = list(pool.map(work, range(2)))
    assert sum(one.added for one in reports) == 20
    assert sum(one.unchanged for one in reports) == 20
    assert differences(dump(spare), wanted) == []
    assert (clock(spare).seq, clock(spare).digest) == (10, digest)


def test_authority_data_from_two_sides(spare_settings: Settings, spare: Store, small_authority: Authority) -> None:
    """Two commands that find no authority data load it once."""
    load_authority(spare, small_authority)
    wanted, then = dump(spare), clock(spare)
    empty(spare)
    together = threading.Barrier(2)

    def work(_: int) -> bool:
        with Store(Address.of(spare_settings)) as own:
            together.wait()
            return load_authority(own, small_authority)

    with ThreadPoolExecutor() as pool:
        changed = list(pool.map(work, range(2)))
    assert sorted(changed) == [False, True]
    assert differences(dump(spare), wanted) == []
    assert clock(spare) == then
