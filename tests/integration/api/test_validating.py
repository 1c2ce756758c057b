"""`whomet validate` without a file: the graph as it is."""

from __future__ import annotations

import re

import pytest

from api.cli.exits import Exit
from tests.integration.api.conftest import Whomet


@pytest.mark.usefixtures("samples")
def test_graph_of_the_samples_conforms(whomet: Whomet) -> None:
    """With history; what was looked at is told, and nothing stands on standard output."""
    done = whomet("validate")
    assert done.returncode == Exit.DONE, done.stdout
    assert not done.stdout
    found = re.search(r"graph conforms: ([\d,]+) quads say something of ([\d,]+) URIs", done.stderr)
    assert found is not None, done.stderr
    assert int(found[1].replace(",", "")) > 100_000
