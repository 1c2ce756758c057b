"""Many documents through the rules: in this process, several or a cluster's, and past those that can't be read.

The order of what comes out is that of what goes in, and nothing else depends on the number of processes.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from graph.errors import ExtractionError, WhometError, WorkersError
from graph.identity.authority import Authority
from graph.records import Bundle, Document

if TYPE_CHECKING:
    from ingest.extract.cluster import Cluster

MOST_DOCUMENTS = 16
MOST_LETTERS = 50_000
"""What is read at once: enough for the parser's own batches, and little enough for processes to share the work."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be read, and why."""

    document: Document
    problem: str


type Extracted = Bundle | Failed


class Extracts(Protocol):
    """What turns documents into documents with their claims, in the order given."""

    def extract(self, documents: Iterable[Document]) -> Iterator[Bundle]:
        """Read documents."""
        ...


def extract_by_rules(
    documents: Iterable[Document], *, authority: Authority | None = None, jobs: int = 1, cluster: Cluster | None = None
) -> Iterator[Extracted]:
    """Read documents by rules; one that fails is given as such and loses no other one.

    Args:
        documents: Taken a few at a time, never all of them.
        authority: What a user knows of people and posts beside the packages.
        jobs: Processes, each with a parser and a gazetteer of its own (half a gigabyte); 1 is this one.
        cluster: Whose workers read, instead of processes of this machine.

    Raises:
        WorkersError: A process was ended from outside, or the cluster is gone.
        ExtractionError: The parser's model is missing.
    """
    batches = _batches(documents)
    if cluster is not None:
        yield from cluster.read(batches, authority)
    elif jobs > 1:
        yield from _extract_in_processes(batches, authority, jobs)
    else:
        for batch in batches:
            yield from read_batch(batch, authority)


def _extract_in_processes(
    batches: Iterable[list[Document]], authority: Authority | None, jobs: int
) -> Iterator[Extracted]:
    import joblib  # pyright: ignore[reportMissingTypeStubs]
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # pyright: ignore[reportMissingTypeStubs]

    work = cast("Callable[..., object]", joblib.delayed(read_batch))  # pyright: ignore[reportUnknownMemberType]
    # A batch is a task; the next ones are read while the processes work, and no more than they need.
    parallel: Any = joblib.Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="2*n_jobs")
    try:
        for extracted in cast("Iterator[list[Extracted]]", parallel(work(batch, authority) for batch in batches)):
            yield from extracted
    except TerminatedWorkerError as error:
        told = "a process that reads documents was ended from outside, most likely for want of memory; take fewer jobs"
        raise WorkersError(told) from error


def extract_batch(extractor: Extracts, documents: Sequence[Document]) -> list[Extracted]:
    """Read documents at once or, where that fails, one by one, so that only the one that can't be read is lost.

    Raises:
        ExtractionError: No document can be read.
    """
    try:
        return list(extractor.extract(documents))
    except ExtractionError:
        raise
    except Exception as error:  # noqa: BLE001  -- whatever one text brings to light must not cost the others
        if len(documents) == 1:
            return [Failed(documents[0], explain(error))]
    return [one for document in documents for one in extract_batch(extractor, [document])]


def explain(error: Exception) -> str:
    """Why a document could not be read; of a fault of whomet, where it is, so that it can be reported."""
    if isinstance(error, WhometError):
        return str(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    told = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}: {error}"
    return f"a fault of whomet; please report it with the text ({told})"


def read_batch(documents: Sequence[Document], authority: Authority | None = None) -> list[Extracted]:
    """Read documents by rules in this process, at once or one by one, as `extract_batch` does."""
    return extract_batch(_extractor(authority), documents)


@cache
def _extractor(authority: Authority | None) -> Extracts:
    """The extractor of this process, made once."""
    from graph.identity.merging import merge
    from graph.identity.packages import load_packages
    from ingest.extract.pipeline import Extractor

    return Extractor() if authority is None else Extractor(authority=merge(authority, load_packages()))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    letters = 0
    for document in documents:
        batch.append(document)
        letters += len(document.text or "")
        if len(batch) == MOST_DOCUMENTS or letters > MOST_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch
