"""How far a long reading is: a bar with the rate and the time that is left, on a terminal alone."""

from __future__ import annotations

import datetime as dt
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Self

from api.cli.console import err, note, out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from rich.console import Console
    from rich.progress import Progress as Bar

    from api.cli.gathering import Gathering
    from graph.records import Bundle, Document
    from ingest.readers import Extent

WINDOW = 60.0
"""Seconds over which the rate is taken: batches end in bursts, and texts differ in length."""
LEAST = 2.0
"""Seconds before which a rate says nothing."""


class Progress:
    """Notes what goes into the extraction and what comes out of it; shows nothing where nobody looks."""

    def __init__(self, gathering: Gathering, extent: Extent | None, console: Console | None) -> None:
        """Start at nothing.

        Args:
            gathering: Counts the documents.
            extent: How much there is to be read; None where nobody knows.
            console: Where to show it; None shows nothing.
        """
        self._gathering, self._extent, self._console = gathering, extent, console
        self._marks: deque[tuple[str, int, int]] = deque()
        self._read = self._claims = 0
        self._samples: deque[tuple[float, int]] = deque()
        self._bar: Bar | None = None

    @classmethod
    def over(cls, gathering: Gathering, sources: list[str], *, records_on_screen: bool = False) -> Self:
        """Show it on standard error, where that is a terminal.

        Args:
            gathering: Counts the documents.
            sources: What is to be read, as the user named it.
            records_on_screen: Whether records go to standard output, which a bar would be written into.
        """
        console = err()
        if not console.is_terminal or (records_on_screen and out().is_terminal):
            return cls(gathering, None, None)
        from ingest.readers import measure

        known = all(Path(source).exists() for source in sources)
        return cls(gathering, measure(map(Path, sources)) if known else None, console)

    def __enter__(self) -> Self:
        if self._console is not None:
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (BarColumn(bar_width=None), TextColumn("{task.fields[told]}"))
            # What is printed meanwhile goes above the bar; standard output is for records.
            self._bar = Bar(*columns, console=self._console, transient=True, expand=True, redirect_stdout=False)
            self._bar.add_task("", total=None, told="starting the parser")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def add_bytes(self, number: int) -> None:
        """So many more bytes of the files were read."""
        self._read += number

    def going_in(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Pass on documents, and remember how much was read when each came."""
        for document in documents:
            done = self._gathering
            self._marks.append((document.doc_id, self._read, done.documents + done.left_out + done.rejected))
            yield document

    def coming_out(self, bundles: Iterable[Bundle]) -> Iterator[Bundle]:
        """Pass on what was extracted, in the order in which it went in; some may be lost on the way."""
        for bundle in bundles:
            self._claims += len(bundle.claims)
            while self._marks:
                doc_id, read, done = self._marks.popleft()
                if doc_id == bundle.document.doc_id:
                    self._show(read, done)
                    break
            yield bundle

    def say(self, text: str) -> None:
        """Say it where no bar does."""
        if self._console is None:
            note(text)

    def _show(self, read: int, done: int) -> None:
        if self._bar is None:
            return
        total, about = self._total(read, done)
        rate = self._rate(done)
        told = f"{done:,}" if total is None else f"{done:,} of {about}{total:,}"
        told += f" documents, {self._claims:,} claims"
        if rate is not None:
            told += f", {rate:,.1f}/s"
        if rate is not None and total is not None:
            told += f", {dt.timedelta(seconds=round((total - done) / rate))} left"
        self._bar.update(self._bar.task_ids[0], completed=done, total=total, told=told)

    def _rate(self, done: int) -> float | None:
        """Documents a second of late; of the first ones, the time in which the parser starts does not count."""
        now = time.monotonic()
        self._samples.append((now, done))
        while self._samples[0][0] < now - WINDOW:
            self._samples.popleft()
        since, before = self._samples[0]
        return (done - before) / (now - since) if now - since >= LEAST and done > before else None

    def _total(self, read: int, done: int) -> tuple[int | None, str]:
        """How many documents there are, and whether that is an estimate: of a collection, only its size is known."""
        extent = self._extent
        if extent is None or not read:
            return None, ""
        if extent.single:
            return max(done, extent.files), ""
        return max(done, round(done * extent.size / read)), "" if read >= extent.size else "~"
