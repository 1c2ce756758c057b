"""The coded documents, and what the extraction claims of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import InputError
from ingest.readers import LeftOut, Reading, Told, read_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.extract.pipeline import Extractor

ROOT: Final = Path(__file__).parents[2]
GOLD: Final = ROOT.parent / "shared" / "gold"
OURS: Final = ROOT / "tests" / "corpora"
SETS: Final = {
    "dev": GOLD / "dev.jsonl",
    "check": GOLD / "check.jsonl",
    "article": GOLD / "article.jsonl",
    "newswire": OURS / "newswire.jsonl",
    "calls": OURS / "calls.jsonl",
    "newswire-blind": OURS / "newswire-blind.jsonl",
    "calls-blind": OURS / "calls-blind.jsonl",
    "wordings": OURS / "wordings.jsonl",
    "wordings-blind": OURS / "wordings-blind.jsonl",
}
READABLE: Final = ("dev", "article", "newswire", "calls", "wordings")
"""Sets whose misses may be looked at. The others are for scoring alone: whoever learns from them has no figure left."""

type Coded = dict[str, Any]
"""A coded document or a claim, as JSON."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A coded document with the claims that were extracted from it."""

    document: Coded
    claims: tuple[Coded, ...]

    @property
    def corpus(self) -> str:
        """Where the document comes from."""
        return self.document["corpus"]


def find_set(name: str) -> Path:
    """The file of a set.

    Raises:
        InputError: It is not there.
    """
    path = SETS[name]
    if not path.is_file():
        where = "which lies beside the checkout" if path.parent == GOLD else "which belongs to the checkout"
        raise InputError(f"there is no {path}, {where}; choose other sets with --only, such as --only newswire calls")
    return path


def score_set(name: str, extractor: Extractor) -> list[Scored]:
    """Extract the claims of a set, through the readers, as `whomet extract FILE.jsonl` does.

    Raises:
        InputError: The set is not there, or one of its documents can't be read.
    """
    path = find_set(name)
    lines = path.read_text(encoding="utf-8").splitlines()
    coded = [json.loads(line) for line in lines if line.strip()]
    claims = extract_claims(path, extractor)
    return [Scored(one, claims.get(one["doc_id"], ())) for one in coded]


def extract_claims(path: Path, extractor: Extractor) -> dict[str, tuple[Coded, ...]]:
    """Claims by document; a document that is left out for its language has none."""
    outcomes = list(read_path(path, Told(), kind="jsonl"))
    bad = [one for one in outcomes if not isinstance(one, (Reading, LeftOut))]
    if bad:
        raise InputError(f"{path}: {len(bad)} documents can't be read, first {bad[0]}")
    documents = [one.document for one in outcomes if isinstance(one, Reading)]
    bundles = extractor.extract(documents)
    return {one.document.doc_id: tuple(claim.model_dump(mode="json") for claim in one.claims) for one in bundles}


def write_lines(path: Path, records: Sequence[Coded]) -> None:
    """Write records as JSON Lines."""
    path.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
