"""docs/reading.md tells what the readers do."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.readers import KINDS, Told, read_stream
from ingest.readers.bylines import read_byline, read_dateline
from ingest.readers.decoding import MEGABYTE, MOST_BYTES
from ingest.readers.fetching import LONGEST_S, MOST_REDIRECTS
from ingest.readers.making import MOST_LETTERS
from ingest.readers.pages import DEEPEST, MOST_ELEMENTS
from ingest.readers.paths import SUFFIXES
from ingest.readers.pdfs import LONGEST_S as LONGEST_PDF_S
from ingest.readers.pdfs import MOST_BYTES as MOST_PDF_BYTES
from tests.unit.readers.conftest import only

PAGE = (Path(__file__).parents[3] / "docs" / "reading.md").read_text(encoding="utf-8")


def test_every_kind_and_suffix_is_told() -> None:
    """The table has the kinds in order, each with its suffixes."""
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", PAGE, flags=re.MULTILINE)
    assert [kind for kind, _ in rows] == list(KINDS)
    for kind, told in rows:
        assert [suffix for suffix in re.findall(r"`(\.\w+)`", told) if suffix in SUFFIXES] == [
            suffix for suffix, its in SUFFIXES.items() if its == kind
        ]


def test_bylines_are_read_as_told() -> None:
    """Each line of the table is understood."""
    lines = re.findall(r"^\| `([^`]+ [^`]+)` \| (?:author|day|place)", PAGE, flags=re.MULTILINE)
    assert len(lines) == 4
    for line in lines:
        assert read_byline(line) or read_dateline(line), line


def test_example_is_read() -> None:
    """The example of a collection can be read as it stands."""
    import io

    [example] = re.findall(r"^```json\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
    assert only(list(read_stream(io.BytesIO(example.encode()), "file", Told()))).document.doc_id == "gazette-17"


def test_limits_are_the_codes_own() -> None:
    """Every figure of the table."""
    assert f"| {MOST_BYTES // MEGABYTE} MB |" in PAGE
    assert f"| {MOST_PDF_BYTES // MEGABYTE} MB, {LONGEST_PDF_S:.0f} seconds |" in PAGE
    assert f"| {MOST_LETTERS // 1_000_000} million letters |" in PAGE
    assert f"| {MOST_ELEMENTS:,}, nested {DEEPEST} deep |" in PAGE
    assert f"{LONGEST_S:.0f} seconds, {MOST_PDF_BYTES // MEGABYTE} MB, {MOST_REDIRECTS} redirects" in PAGE
