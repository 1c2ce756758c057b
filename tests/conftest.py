"""How the tests are dealt out to two processes (`pytest -n 2`).

What shares the session's Neo4j stays together, and so does what starts servers of its own, which takes a core for
seconds each time; of everything else, a file goes to whoever is free. The largest groups are dealt first.
"""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

INTEGRATION = PurePosixPath("tests/integration")
APART = frozenset({"embedded", "bulk", "test_cluster.py", "test_kill.py", "test_migration.py", "test_round_trip.py"})
"""Folders and files of `integration` that start servers or processes of their own."""


class Dealing(LoadScopeScheduling):
    """Deals out groups of tests."""

    def _split_scope(self, nodeid: str) -> str:
        path = PurePosixPath(nodeid.partition("::")[0])
        if not path.is_relative_to(INTEGRATION):
            return str(path)
        return "servers" if APART.intersection(path.parts) else "graph"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Dealing:
    """Take it in place of xdist's own, whose groups pytest 9.2 does not know any more."""
    return Dealing(config, log)
