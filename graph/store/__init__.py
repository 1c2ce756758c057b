"""Neo4j: the only place of whomet that speaks Bolt."""

from __future__ import annotations

import graph.driver  # pyright: ignore[reportUnusedImport]  # noqa: F401  -- before the modules here import the driver's
