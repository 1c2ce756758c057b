"""What is worked out of a paragraph once is what each word would find for itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from ingest.extract.once import count_below, once, text_of
from ingest.extract.parsing import load_model


@settings(deadline=None)  # the first example reads the model
@given(st.data())
def test_words_below_are_those_of_the_subtree(data: st.DataObject) -> None:
    """Of any tree, each word's count is that of the marked words in its phrase."""
    size = data.draw(st.integers(1, 12))
    order = data.draw(st.permutations(range(size)))
    # The head of each is one that comes before it in some order, so there is no circle; the first is the root.
    heads = {at: order[data.draw(st.integers(0, max(0, n - 1)))] for n, at in enumerate(order)}
    doc = Doc(load_model().vocab, words=["w"] * size, heads=[heads[at] for at in range(size)], deps=["dep"] * size)
    marked = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    assert count_below(doc, marked) == [sum(marked[one.i] for one in token.subtree) for token in doc]


def test_once() -> None:
    """A function is asked once a paragraph, and each paragraph has its own."""
    asked: list[str] = []

    def make(doc: Doc) -> int:
        asked.append(doc.text)
        return len(doc)

    one, two = load_model().make_doc("Putin met Xi"), load_model().make_doc("Xi left")
    assert [once(one, make), once(one, make), once(two, make)] == [3, 3, 2]
    assert asked == ["Putin met Xi", "Xi left"]
    assert text_of(one) == "Putin met Xi"
