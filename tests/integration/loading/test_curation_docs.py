"""docs/curation.md tells what happens: its report loads, its review is what is written, its edits are recorded."""

from __future__ import annotations

import io
import re
from pathlib import Path

from graph.records import Bundle
from graph.store.connection import Store
from ingest.curating import Curated, Review, Sheet, curate, gather, read_review, write_review
from ingest.loading import read_stream
from tests.integration.loading.conftest import load, rows

PAGE = (Path(__file__).parents[3] / "docs" / "curation.md").read_text(encoding="utf-8")
COUNTS = re.compile(r"^(\d+) accepted, (\d+) corrected, (\d+) rejected, (\d+) added", re.MULTILINE)


def test_the_example(spare: Store) -> None:
    """From the report to the decisions, but for the ids, which are short in the page."""
    report, written, edited = re.findall(r"^```yaml\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
    [bundle] = read_stream(io.BytesIO(report.encode()), "report.yaml", format="yaml")
    assert isinstance(bundle, Bundle), bundle
    ids = {"claim/2222": bundle.claims[0].id, "claim/3333": bundle.claims[1].id}
    for short, full in ids.items():
        written, edited = written.replace(short, full), edited.replace(short, full)
    assert written in "".join(write_review([Sheet(bundle, {})]))
    load(spare, bundle)
    assert written in "".join(write_review([gather(spare, "document/gazette-17")]))
    review = read_review(io.BytesIO(edited.encode()), "review.yaml")
    assert isinstance(review, Review), review
    done = curate(spare, review)
    assert isinstance(done, Curated), done
    told = COUNTS.search(PAGE)
    assert told is not None
    assert [done.counts[kind] for kind in ("accepted", "corrected", "rejected", "added")] == list(
        map(int, told.groups())
    )
    mine = rows(spare, "MATCH (c:Claim {coder: 'human:anna'}) RETURN c.type, c.date ORDER BY c.type")
    assert mine == [["call", "2024-03-04"], ["meet", "2024-03-03"]]
