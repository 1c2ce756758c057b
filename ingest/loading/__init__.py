"""From a file that a person or a program wrote to whole documents with their claims, every problem named."""

from __future__ import annotations

from ingest.loading.jsonl import write_bundle
from ingest.loading.problems import Rejected
from ingest.loading.reading import read_bundles, read_stream

__all__ = ["Rejected", "read_bundles", "read_stream", "write_bundle"]
