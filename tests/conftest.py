"""How the tests are dealt out to two processes (`pytest -n 2 --dist loadgroup`).

What shares the session's Neo4j stays together, and so does what starts servers of its own, which takes a core for
seconds each time; everything else goes to whoever is free. Groups are dealt the largest first.
"""

from __future__ import annotations

from pathlib import Path

import pytest

INTEGRATION = Path(__file__).parent / "integration"
APART = ("embedded", "bulk", "test_cluster.py", "test_kill.py")
"""Folders and files of `integration` that start servers or processes of their own."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Name the group of each test that has one."""
    for item in items:
        if item.path.is_relative_to(INTEGRATION):
            apart = set(APART).intersection(item.path.relative_to(INTEGRATION).parts)
            item.add_marker(pytest.mark.xdist_group("servers" if apart else "graph"))
