"""Rows of one document together, whatever the order in files: sorted in bounded memory.

Up to `MOST_IN_MEMORY` rows are sorted as they are; more go to temporary files in sorted runs, which are merged.
"""

from __future__ import annotations

import heapq
import pickle
import tempfile
from contextlib import ExitStack
from itertools import batched, islice
from typing import IO, TYPE_CHECKING, Any

from graph.errors import InputError
from ingest.accounts import Account, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ingest.coded.rows import CodedRow

MOST_IN_MEMORY = 1_000_000
"""Rows; about 500 MB of them."""
AT_ONCE = 500
"""Rows that are written together, so that what they share is written once."""


def sort_rows[T](
    rows: Iterable[T], key: Callable[[T], Any], *, most: int = MOST_IN_MEMORY, folder: str | None = None
) -> Iterator[T]:
    """Sort any number of rows; equal ones keep their order.

    All are read before the first comes out.

    Args:
        rows: Any number.
        key: As of `sorted`.
        most: How many are held in memory.
        folder: Where runs are written; the system's folder for temporary files by default.

    Raises:
        InputError: There is no room for temporary files.
    """
    rows = iter(rows)
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        while chunk := list(islice(rows, most)):
            chunk.sort(key=key)
            if len(chunk) < most and not runs:
                yield from chunk
                return
            runs.append(stack.enter_context(_write_run(chunk, folder)))
        yield from heapq.merge(*(_read_run(run) for run in runs), key=key)


def _write_run(chunk: Sequence[Any], folder: str | None) -> IO[bytes]:
    with ExitStack() as stack:
        try:
            run = stack.enter_context(tempfile.TemporaryFile(dir=folder))
            for some in batched(chunk, AT_ONCE):
                pickle.dump(some, run, pickle.HIGHEST_PROTOCOL)
            run.flush()
        except OSError as error:
            where = folder or tempfile.gettempdir()
            told = f"rows can't be sorted in {where} ({error.strerror}); make room there, or set TMPDIR"
            raise InputError(f"{told}. Nothing was loaded") from error
        stack.pop_all()  # The run stays open until it was merged.
        return run


def _read_run(run: IO[bytes]) -> Iterator[Any]:
    run.seek(0)
    while True:
        try:
            some = pickle.load(run)  # noqa: S301 our own file, which has no name that anybody could open
        except EOFError:
            return
        yield from some


def by_document(rows: Iterable[CodedRow], *, most: int = MOST_IN_MEMORY) -> Iterator[CodedRow]:
    """Rows sorted by day of publication, document and id."""
    return sort_rows(rows, lambda row: (row.story.published, row.story.doc_id, row.id), most=most)


def without_repeats(rows: Iterable[CodedRow], account: Account, kind: Callable[[CodedRow], str]) -> Iterator[CodedRow]:
    """Count sorted rows, and pass on one of each id of a document: the least by its content, whatever its place.

    Args:
        rows: Sorted by document.
        account: Counts them, and has the findings.
        kind: What a row is counted as.
    """
    same: list[CodedRow] = []
    for row in rows:
        if same and (row.id != same[0].id or row.story.doc_id != same[0].story.doc_id):
            yield _settle(same, account, kind(same[0]))
            same = []
        same.append(row)
    if same:
        yield _settle(same, account, kind(same[0]))


def _settle(same: list[CodedRow], account: Account, kind: str) -> CodedRow:
    kept = least(same)
    account.take(kind)
    for row in same:
        if row is not kept:
            where = f"line {kept.line}" if row.file == kept.file else f"{kept.file}:{kept.line}"
            told = (
                "the same row stands"
                if _content(row) == _content(kept)
                else "another row of this id, which is kept, stands"
            )
            account.take(kind, [Finding(row.file, f"{told} on {where}; left out", row.line, row.id)])
    return kept


def least(same: Sequence[CodedRow]) -> CodedRow:
    """Of rows with one id the least by its content, whatever their order."""
    return same[0] if len(same) == 1 else min(same, key=lambda row: (_content(row), row.file, row.line))


def _content(row: CodedRow) -> str:
    return repr(row._replace(line=0, file=""))
