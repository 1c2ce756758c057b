"""Review by people: claims beside their sentences out, decisions back in, which no later reading undoes."""

from __future__ import annotations

from ingest.curating.gathering import gather
from ingest.curating.reading import Review, read_review
from ingest.curating.recording import Curated, curate
from ingest.curating.writing import Sheet, write_review

__all__ = ["Curated", "Review", "Sheet", "curate", "gather", "read_review", "write_review"]
