"""Figures out of counts, and how far they could be off by the choice of documents."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

DRAWS: Final = 1_000
SEED: Final = 20251126
Z: Final = 1.959964
"""Of 95 % of the normal distribution."""

FEW: Final = 5
"""Documents below which no interval is drawn."""

type Counts = Counter[str]
type Measure = Callable[[Counts], float | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A share between 0 and 1 with its 95 % interval; None where there is nothing to count or draw from."""

    value: float | None
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        if self.value is None:
            return "-"
        if self.low is None or self.high is None:
            return _short(self.value)
        return f"{_short(self.value)} ({_short(self.low)} to {_short(self.high)})"


def _short(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def total(counts: Sequence[Counts]) -> Counts:
    """The sum; a count of nothing stays in it as zero."""
    found = dict[str, int]()
    for one in counts:
        for name, number in one.items():
            found[name] = found.get(name, 0) + number
    return Counter(found)


def precision(counts: Counts, name: str = "matched") -> float | None:
    """Share of the claims that are right."""
    return _share(counts[name], counts["claims"])


def recall(counts: Counts, name: str = "matched") -> float | None:
    """Share of the events that are told."""
    return _share(counts[name], counts["events"])


def f1(counts: Counts, name: str = "matched") -> float | None:
    """Harmonic mean of precision and recall over claims and events."""
    return _share(2 * counts[name], counts["claims"] + counts["events"])


def argument_f1(counts: Counts) -> float | None:
    """The same over participants with their roles, those of missed and invented events included."""
    return _share(2 * counts["arguments"], counts["given_arguments"] + counts["told_arguments"])


def share_of(name: str) -> Measure:
    """Share right of a field, among matched events of which the gold tells it."""
    return lambda counts: _share(counts[f"{name}_right"], counts[f"{name}_told"])


def _share(right: int, number: int) -> float | None:
    return right / number if number else None


def bootstrap(counts: Sequence[Counts], figures: Sequence[Measure]) -> list[Figure]:
    """Figures with their percentile intervals over documents drawn with replacement.

    Documents are drawn whole: what is wrong in one of them tends to be wrong several times. Of a handful of documents
    no interval is given, since drawing the same few again shows nothing.
    """
    draw = random.Random(SEED)  # noqa: S311  -- reproducible, not secret
    draws = DRAWS if len(counts) >= FEW else 0
    drawn = [total(draw.choices(counts, k=len(counts))) for _ in range(draws)]
    return [_figure(measure(total(counts)), [measure(one) for one in drawn]) for measure in figures]


def _figure(value: float | None, drawn: Sequence[float | None]) -> Figure:
    values = sorted(one for one in drawn if one is not None)
    if value is None or not values:
        return Figure(value)
    return Figure(value, values[int(len(values) * 0.025)], values[min(int(len(values) * 0.975), len(values) - 1)])


def wilson(right: int, number: int) -> Figure:
    """A share with Wilson's interval, for things that are each right or wrong on their own."""
    if not number:
        return Figure(None)
    share, square = right / number, Z * Z / number
    middle = (share + square / 2) / (1 + square)
    half = Z * math.sqrt(share * (1 - share) / number + square / number / 4) / (1 + square)
    return Figure(share, max(0.0, middle - half), min(1.0, middle + half))
