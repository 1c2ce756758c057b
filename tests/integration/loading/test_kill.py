"""The server is killed in the middle of a load: what was reported is there, and loading again gives the whole graph."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from graph.embedded import status, stop
from graph.records import Bundle
from graph.settings import Settings
from graph.store.connection import Address, Store
from ingest.loading import write_bundle
from tests.integration.loading.conftest import clock, differences, dump, load, report, rows

ROOT = Path(__file__).parents[3]
COMMAND = """
import sys
from pathlib import Path
from graph.settings import Settings
from graph.store.connection import Address, Store
from ingest.committing import Loader
from ingest.loading import read_bundles
with Store(Address.of(Settings(home=Path(sys.argv[1]), cache=Path(sys.argv[2]))), retry_s=1.0) as store:
    loader = Loader(store, claims_a_commit=6)
    loader.prepare(authority=False)
    for one in loader.load(read_bundles(Path(sys.argv[3]))):
        print(one.seq, flush=True)
"""
PEOPLE = ["Ada Lindqvist", "Ivo Marek", "Rosa Teixeira", "Samuel Okonjo", "Ada M. Lindqvist"]
COMMITS_BEFORE = 4


def documents() -> list[Bundle]:
    """A hundred and fifty documents of three claims, on few people and many days."""
    return [
        report(
            f"report-{number}",
            *(
                {"type": type_, "date": date, "who": [PEOPLE[number % 5], PEOPLE[(number + step) % 5]]}
                for step, (type_, date) in enumerate(
                    (("meet", f"2025-{number % 12 + 1:02}-15"), ("call", "2025"), ("negotiate", None)), start=1
                )
            ),
        )
        for number in range(150)
    ]


@pytest.fixture
def own_settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings of a server that only this test uses."""
    home = tmp_path / "home"
    yield Settings(home=home, cache=Settings().jar_cache, heap="512m", pagecache="64m")
    stop(home)


def test_kill_in_the_middle_of_a_load(own_settings: Settings, spare: Store, tmp_path: Path) -> None:
    """The next command starts the server again, with whole documents alone; loading again gives the whole graph."""
    load(spare, documents())
    wanted, digest = dump(spare), clock(spare).digest
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(f"{line}\n" for one in documents() for line in write_bundle(one)), encoding="utf-8")
    Address.of(own_settings)
    arguments = [sys.executable, "-c", COMMAND, own_settings.home, own_settings.jar_cache, path]
    with Popen(arguments, stdout=PIPE, stderr=PIPE, text=True, cwd=ROOT) as command:
        assert command.stdout is not None
        done = [int(command.stdout.readline()) for _ in range(COMMITS_BEFORE)]
        pid = status(own_settings.home).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        output, errors = command.communicate()
    done += [int(one) for one in output.split()]
    assert command.returncode == 1
    assert "StoreUnavailableError" in errors
    with Store(Address.of(own_settings)) as again:
        assert status(own_settings.home).pid != pid
        # The last commit may have been kept without its report.
        assert clock(again).seq in {done[-1], done[-1] + 1}
        there = "MATCH (d:Document) RETURN d.id, COUNT { (d)<-[:IN_DOC]-(:Claim) }"
        whole = rows(again, there)
        assert len(whole) == clock(again).seq * 2 < len(documents())
        assert {number for _, number in whole} == {3}
        report_ = load(again, documents())
        assert report_.unchanged == len(whole) * 3
        assert differences(dump(again), wanted) == []
        assert clock(again).digest == digest
