"""The extractor, made once a session: it reads the model and the authority data, which takes seconds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from graph.records import Document
from ingest.extract.pipeline import Extractor

if TYPE_CHECKING:
    from graph.records import Claim


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor as the commands use it."""
    return Extractor()


def read(extractor: Extractor, text: str, *, published: str = "2004-05-06", title: str | None = None) -> list[Claim]:
    """The claims of a document of one text."""
    document = Document(doc_id="one", published=dt.date.fromisoformat(published), title=title, text=text)
    return [claim for bundle in extractor.extract([document]) for claim in bundle.claims]
