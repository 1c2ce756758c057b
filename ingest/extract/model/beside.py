"""A language model alone, or beside the rules; a document without a usable answer is given as failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graph.errors import ModelError
from ingest.extract.batches import Extracted, Failed, explain
from ingest.extract.model.combining import combine

if TYPE_CHECKING:
    from graph.records import Document
    from ingest.extract.model.extractor import ModelExtractor


def extract_by_model(model: ModelExtractor, documents: Iterable[Document]) -> Iterator[Extracted]:
    """Read documents by the model alone, each counted in its report.

    Raises:
        ModelUnavailableError: The endpoint does not answer or refuses; the documents before were given.
    """
    return (_read(model, document) for document in documents)


def add_model(model: ModelExtractor, extracted: Iterable[Extracted]) -> Iterator[Extracted]:
    """Put the model's claims beside those of the rules; a document that either can't read is failed.

    Half of its claims would look like all of them, and loading them would close the others' of an earlier time.

    Raises:
        ModelUnavailableError: As `extract_by_model`.
    """
    for rules in extracted:
        if isinstance(rules, Failed):
            yield rules
            continue
        read = _read(model, rules.document)
        yield read if isinstance(read, Failed) else combine(rules, read)


def _read(model: ModelExtractor, document: Document) -> Extracted:
    try:
        reading = model.read(document)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001  -- as in `batches`: one text must not cost the others
        return Failed(document, explain(error))
    model.report.add(reading)
    if reading.bundle is not None:
        return reading.bundle
    why = f"{reading.failure.reason}: {reading.failure.detail}" if reading.failure else "no answer"
    return Failed(document, f"{model.coder}: {why}")
