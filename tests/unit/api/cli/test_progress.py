"""The bar of a long reading: what it says, where it is shown, and that it estimates what nobody has counted."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from api.cli.gathering import Gathering
from api.cli.progress import Progress
from graph.records import Bundle, Document
from ingest.readers import Extent, Reading


def show(extent: Extent | None, *, lost: str = "") -> str:
    """What is on the screen of a terminal in the end, after four documents of 100 bytes."""
    screen = Console(file=io.StringIO(), force_terminal=True, width=80, color_system=None)
    gathering = Gathering()
    progress = Progress(gathering, extent, screen)

    def readings() -> Iterator[Reading]:
        for name in "abcd":
            progress.add_bytes(100)
            yield Reading(Document(doc_id=name, published=dt.date(2025, 11, 26), text=f"A text {name}."), "c.jsonl")

    with progress:
        documents = progress.going_in(gathering.take(readings()))
        # All go in before the first comes out, as where several processes read.
        bundles = [Bundle(document=one) for one in list(documents) if one.doc_id != lost]
        assert list(progress.coming_out(bundles)) == bundles
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


@pytest.mark.parametrize(
    ("extent", "says"),
    [
        (None, "4 documents, 0 claims"),
        (Extent(files=10, size=5_000, single=True), "4 of 10 documents, 0 claims"),
        (Extent(files=1, size=8_000, single=False), "4 of ~80 documents, 0 claims"),
        (Extent(files=1, size=400, single=False), "4 of 4 documents, 0 claims"),
    ],
    ids=["unknown", "counted", "estimated", "done"],
)
def test_says_how_far_it_is(extent: Extent | None, says: str) -> None:
    """Of how many, where that can be told: files that are one document are counted, others are judged by their size."""
    assert says in show(extent)


def test_lost_documents_count() -> None:
    """What could not be read or was there already does not hold the bar up."""
    assert "4 of 4 documents" in show(Extent(files=4, size=400, single=True), lost="b")


def test_nothing_off_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """A log or a pipe gets no bar, and documents pass through all the same."""
    gathering = Gathering()
    with Progress.over(gathering, ["-"]) as progress:
        bundle = Bundle(document=Document(doc_id="a", published=dt.date(2025, 11, 26), text="A text."))
        assert list(progress.going_in([bundle.document])) == [bundle.document]
        assert list(progress.coming_out([bundle])) == [bundle]
    assert capfd.readouterr() == ("", "")
