"""Neo4j's driver without the libraries for tables, which it imports where they are installed.

It would only make tables of results with them, which whomet does itself (`queries.frames`), and they cost every command
a second and 70 MB. Import this before anything of the driver.
"""

from __future__ import annotations

import sys

TABLES = ("numpy", "pandas", "pyarrow")

_absent = [name for name in TABLES if name not in sys.modules]
# A module that is None can't be imported; afterwards they can be, by whoever needs them.
sys.modules.update(dict.fromkeys(_absent))  # pyright: ignore[reportArgumentType, reportCallIssue]
try:
    import neo4j
finally:
    for _name in _absent:
        del sys.modules[_name]

__all__ = ["neo4j"]
