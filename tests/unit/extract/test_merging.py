"""Merging finds, by looking at few, what it would find by comparing each happening with all that were told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.fillers import Filler
from ingest.extract.happenings import Happening, Taking
from ingest.extract.merging import _join, _same, merge_same
from ingest.extract.modality import Reality
from ingest.extract.parsing import load_model

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ("Anna Berg", "Vladimir Putin", "Xi", "Wang Yi", "Berg", "Poland", "Li", "Ho")


@st.composite
def happenings(draw: st.DrawFn) -> list[Happening]:
    """Happenings in the order of their sentences."""
    token = load_model().make_doc("word")[0]
    sentences = sorted(draw(st.lists(st.integers(1, 4), max_size=12)))
    return [
        Happening(
            type=draw(st.sampled_from(["meet", "call", "visit"])),
            reality=Reality(draw(st.sampled_from(["occurred", "scheduled"]))),
            takings=[
                Taking(Filler(token, name, "person"), draw(st.sampled_from(["visitor", "host"])))
                for name in draw(st.lists(st.sampled_from(NAMES), max_size=8))
            ],
            start=at,
            end=at + 1,
            anchor=at,
            rule="rule",
            sentence=sentence,
            trigger=token,
            date=draw(st.sampled_from([None, "2025-11-25", "2025-11-26"])),
            place=draw(st.sampled_from([None, "Minsk", "Paris"])),
        )
        for at, sentence in enumerate(sentences)
    ]


def compare_all(told: Sequence[Happening]) -> list[Happening]:
    """Merge the slow way."""
    kept: list[Happening] = []
    for one in told:
        twin = next((other for other in kept if _same(one, other)), None)
        if twin is None:
            kept.append(one)
        else:
            _join(twin, one)
    return kept


@given(st.data())
def test_merging_by_index_is_merging(data: st.DataObject) -> None:
    """The same happenings are left, in the same order, with the same fields."""
    told = data.draw(happenings())
    slow = compare_all([_copy(one) for one in told])
    assert merge_same(told) == slow


def _copy(one: Happening) -> Happening:
    from dataclasses import replace

    return replace(one, takings=list(one.takings))
