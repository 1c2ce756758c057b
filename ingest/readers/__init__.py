"""From what reports come in - text, Markdown, web pages, PDF, feeds, JSON Lines - to documents that are ready to read.

`read_path` reads one file, `read_paths` files and folders, `read_url` fetches an address. Nothing here knows what a
report says: that is `ingest.extract`.
"""

from __future__ import annotations

from ingest.readers.addresses import canonical, is_web
from ingest.readers.decoding import known_encoding
from ingest.readers.making import make_reading
from ingest.readers.outcomes import LeftOut, Outcome, Reading, Told
from ingest.readers.paths import KINDS, Extent, measure, read_path, read_paths, read_stream
from ingest.readers.web import read_url

__all__ = [
    "KINDS",
    "Extent",
    "LeftOut",
    "Outcome",
    "Reading",
    "Told",
    "canonical",
    "is_web",
    "known_encoding",
    "make_reading",
    "measure",
    "read_path",
    "read_paths",
    "read_stream",
    "read_url",
]
