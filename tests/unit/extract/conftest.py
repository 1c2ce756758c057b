"""The extractor, made once a session: it reads the model and the authority data, which takes seconds."""

from __future__ import annotations

import pytest

from ingest.extract.pipeline import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor as the commands use it."""
    return Extractor()
