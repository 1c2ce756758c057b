"""What people coded by the codebook must have a place in the product."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.dates import bounds
from graph.records import Bundle
from graph.vocabulary import check_terms
from ingest.samples import read_coded

pytestmark = pytest.mark.gold

ROOT = Path(__file__).parents[2]
LISTS = (".lock", "LICENSE", "tests/unit/vocabulary/test_vocabulary.py", "graph/embedded/java.py")
"""Files that hold lists of terms, names or flags, and no prose."""
RUN = 12
"""Words in a row that neither chance nor a list of terms repeats."""


def test_every_coded_event_fits_the_vocabulary(gold: list[dict[str, Any]]) -> None:
    """Types, modalities and roles of the gold are terms of the product, in the same combinations."""
    problems = [
        (document["doc_id"], problem)
        for document in gold
        for event in document["events"]
        for problem in check_terms(
            type=event["type"],
            modality=event["modality"],
            act=None,
            roles=[one["role"] for one in event["participants"]],
            modes=[],
            native=False,
        )
    ]
    assert len(gold) == 195
    assert problems == []


def test_every_coded_date_can_be_bounded(gold: list[dict[str, Any]]) -> None:
    """Every date of the gold is EDTF with a first or a last day."""
    dates = [event["date"] for document in gold for event in document["events"] if event["date"]]
    assert len(dates) > 150
    assert all(bounds(date).lo or bounds(date).hi for date in dates)


def test_the_samples_tell_the_article(gold: list[dict[str, Any]]) -> None:
    """Each event that people coded in the article is a claim of the first sample: type, modality, date and count."""
    (article,) = [document for document in gold if document["doc_id"].startswith("bne-")]
    first = read_coded()[0]
    assert isinstance(first, Bundle)
    told = Counter(_row(claim.model_dump()) for claim in first.claims)
    coded = Counter(_row(event) for event in article["events"])
    assert coded - told == Counter()


def _row(event: dict[str, Any]) -> tuple[str, str, str | None, int | None]:
    quantity = event["quantity"]
    return event["type"], event["modality"], event["date"], quantity["count"] if quantity else None


def test_nothing_of_the_shared_folder_is_copied(shared: Path) -> None:
    """No run of twelve words of its texts stands in the project."""
    theirs: set[tuple[str, ...]] = set()
    for path in (*shared.glob("*.md"), *shared.glob("*/README.md"), *shared.glob("gold/*.jsonl")):
        theirs |= _runs(path.read_text(encoding="utf-8"))
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S607
    found = {
        (name, " ".join(run))
        for name in listed.stdout.split("\0")
        if name and not name.endswith(LISTS)
        for run in _runs((ROOT / name).read_text(encoding="utf-8", errors="replace")) & theirs
    }
    assert found == set()


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z]{2,}", text.casefold())
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))
