"""The driver comes without what it does not need."""

from __future__ import annotations

import subprocess
import sys


def test_driver_leaves_tables_alone() -> None:
    """It is imported without pandas, which can be imported afterwards."""
    code = """
import sys
import graph.store.connection
assert "neo4j" in sys.modules
assert "pandas" not in sys.modules
import numpy, pandas
assert pandas.DataFrame({"a": [1]}).a.sum() == 1
"""
    subprocess.run([sys.executable, "-c", code], check=True)
