"""A language model that reads prose into claims, as an option: any endpoint that speaks OpenAI's protocol."""

from __future__ import annotations

from ingest.extract.model.combining import combine
from ingest.extract.model.extractor import ModelExtractor
from ingest.extract.model.report import Drop, Failure, ModelReport, Reading, Reason

__all__ = ["Drop", "Failure", "ModelExtractor", "ModelReport", "Reading", "Reason", "combine"]
