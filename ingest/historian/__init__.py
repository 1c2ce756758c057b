"""The Office of the Historian's records: chiefs of mission and principal officers, travels, visits, relations.

Four public repositories on GitHub (`HistoryAtState/NAME`), each read by a module of its own. A reader turns every
record into a document with its claims, or tells why not; what it knows of offices goes into the graph before, as
authority data, so that the others' names resolve to it. docs/historian.md tells what becomes of which field.
"""

from __future__ import annotations

from ingest.historian.reading import SOURCES, Source
from ingest.historian.repositories import fetch_repositories, find_repositories

__all__ = ["SOURCES", "Source", "fetch_repositories", "find_repositories"]
