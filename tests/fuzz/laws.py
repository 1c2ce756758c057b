"""What must hold whatever comes in: for bytes that a reader is given, and for a text that is read for its claims."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING

from graph.errors import RecordError
from graph.records import Document
from ingest.loading.problems import Rejected
from ingest.readers import LeftOut, Reading, Told, read_stream

if TYPE_CHECKING:
    from ingest.extract.pipeline import Extractor

DAY = dt.date(2025, 11, 26)


def check_reading(data: bytes, kind: str) -> None:
    """Every outcome is a document with a text that can be written, a text left out, or an error that names the file."""
    for one in read_stream(io.BytesIO(data), "file", Told(published=DAY, default=True), kind=kind):
        if isinstance(one, Reading):
            assert (one.document.text or "").strip()
            one.document.model_dump_json().encode()
        elif isinstance(one, Rejected):
            assert all(isinstance(error, RecordError) and error.file.startswith("file") for error in one.errors)
        else:
            assert isinstance(one, LeftOut)


def check_extracting(text: str, extractor: Extractor) -> None:
    """Every claim loads and quotes the text where it says, and a second reading gives the same."""
    document = Document(doc_id="d", published=DAY, text=text)
    (bundle,) = extractor.extract([document])
    assert bundle.problems() == []
    for claim in bundle.claims:
        assert claim.evidence is not None
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.participants
        for one in claim.participants:
            assert one.name in text, one.name
        json.loads(claim.line())
    (again,) = extractor.extract([document])
    assert again == bundle
