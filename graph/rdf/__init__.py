"""The graph as linked data: one mapping table, and what is driven by it.

Nothing here reads or writes the store: records come in and go out (`graph.store.whole` has them from Neo4j and back).
"""

from __future__ import annotations
