"""What is worked out of a parsed paragraph once, however many of its words ask for it.

A trigger that looks through its whole sentence makes the time of reading grow with the square of a sentence's length.
So what concerns all words of a paragraph alike is kept with the paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc


def once[T](doc: Doc, make: Callable[[Doc], T]) -> T:
    """What a function makes of a paragraph, made when first asked for; it must depend on the paragraph alone."""
    key = f"whomet {make.__module__}.{make.__qualname__}"
    kept = cast("dict[str, T]", doc.user_data)
    if key not in kept:
        kept[key] = make(doc)
    return kept[key]


def text_of(doc: Doc) -> str:
    """The text of a paragraph, which spaCy puts together anew from its words each time."""
    return once(doc, _text)


def count_below(doc: Doc, marked: Iterable[bool]) -> list[int]:
    """How many of the marked words stand in the phrase of each word, itself counted."""
    counts = [int(one) for one in marked]
    heads = [token.head.i for token in doc]
    under: list[list[int]] = [[] for _ in heads]
    for at, head in enumerate(heads):
        if head != at:
            under[head].append(at)
    order = [at for at, head in enumerate(heads) if head == at]
    for at in order:
        order += under[at]
    for at in reversed(order):
        if heads[at] != at:
            counts[heads[at]] += counts[at]
    return counts


def _text(doc: Doc) -> str:
    return doc.text
