"""From bundles to the graph: resolve, reconcile and write, whole documents in one transaction."""

from __future__ import annotations

from ingest.committing.authorities import in_order, load_authorities, merged_authority
from ingest.committing.loader import Loader
from ingest.committing.report import LoadReport

__all__ = ["LoadReport", "Loader", "in_order", "load_authorities", "merged_authority"]
