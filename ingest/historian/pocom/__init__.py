"""`HistoryAtState/pocom`: principal officers and chiefs of mission of the United States, since 1778."""

from __future__ import annotations

from ingest.historian.pocom.documents import read_pocom
from ingest.historian.pocom.offices import read_offices

__all__ = ["read_offices", "read_pocom"]
