"""How much a claim may be relied upon: measured by event type, and held against a set that it was not measured on.

A claim is right when score.py matches it with an event and its modality is the event's. The precision of a type is
smoothed after Laplace, (right + 1) / (claims + 2): a rule seen right twice is no certainty.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import yaml

from tests.score.counting import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.score.corpora import Scored
    from tests.score.judging import Judge

BASIS: Final = ("dev", "newswire", "calls")
"""Sets that confidence is measured on; `check` is kept to hold it against."""

BINS: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
HEAD: Final = """\
# Share of claims of a type that are right (event and modality), smoothed after Laplace, on texts that the rules were
# written with. Made by `python -m tests.score --confidence`; docs/accuracy.md says how far it holds elsewhere.
"""


def measure_confidence(scored: Iterable[Scored], judge: Judge) -> dict[str, float]:
    """Smoothed precision by type, and `default` over all of them."""
    claims: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in scored:
        for claim, good in zip(one.claims, judge.right(one), strict=True):
            for name in ("default", claim["type"]):
                claims[name] += 1
                right[name] += good
    return {name: round((right[name] + 1) / (claims[name] + 2), 3) for name in sorted(claims)}


def write_confidence(path: Path, found: dict[str, float]) -> None:
    """Write the lexicon's file."""
    path.write_text(HEAD + yaml.safe_dump(found, sort_keys=True), encoding="utf-8")


def reliability(scored: Iterable[Scored], judge: Judge) -> list[str]:
    """Rows of a Markdown table: of claims by their confidence, how many there are, and how many are right."""
    pairs = [
        (claim["confidence"], good) for one in scored for claim, good in zip(one.claims, judge.right(one), strict=True)
    ]
    lines = ["| confidence | claims | mean confidence | right |", "| --- | --- | --- | --- |"]
    for low, high in pairwise(BINS):
        inside = [(told, good) for told, good in pairs if low < told <= high]
        if inside:
            mean = sum(told for told, _ in inside) / len(inside)
            good = wilson(sum(good for _, good in inside), len(inside))
            lines.append(f"| over {low:.1f}, up to {high:.1f} | {len(inside)} | {mean:.2f} | {good} |")
    return lines
