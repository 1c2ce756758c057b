"""Lists of office-holders as authority data: a user's own table, Wikidata, Archigos, the Phoenix dictionaries.

`read_leaders` reads one file of any of them. Nothing here knows the graph: `ingest.committing` loads what is read.
"""

from __future__ import annotations

from ingest.leaders.formats import FORMATS, Format
from ingest.leaders.reading import read_leaders

__all__ = ["FORMATS", "Format", "read_leaders"]
