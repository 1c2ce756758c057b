"""How a document tells time: news in brief is of the day on which it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.extract.modality import TELLING, reality_of
from ingest.extract.slots import VERBAL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from ingest.extract.circumstances import Told
    from ingest.extract.parsing import Paragraph

IN_BRIEF = 4
"""A document of no more sentences than this that begins in the present tense is news in brief."""

SHORT = 3
"""Most sentences of a record of one, hashtags and all."""

RECORD = "the following:"
"""Words of one-line records of meetings, which are of their day whatever their tense."""


class Pace:
    """The tense of a document and of the sentence at hand.

    Attributes:
        published: Day of publication.
        sentence: Number of the sentence, from 1.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], published: dt.date) -> None:
        """Look at the whole document."""
        self.published = published
        self.sentence = 0
        self._tense: str | None = None
        self._dated = False
        self._told = False
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph.doc.sents]
        telling = [one for one in sentences if any(token.pos_ in VERBAL for token in one)]
        alone = len(telling) <= 1 and len(sentences) <= SHORT
        self._short = len(sentences) <= IN_BRIEF
        self._single = alone or any(RECORD in paragraph.doc.text for paragraph in paragraphs)
        present = bool(sentences) and any(one.tag_ in {"VBZ", "VBP"} for one in _head(sentences[0]))
        self._in_brief = self._single or (len(sentences) <= IN_BRIEF and present)

    def advance(self, sentence: Span, times: Sequence[Told]) -> None:
        """Go on to the next sentence."""
        self.sentence += 1
        self._tense = reality_of(sentence.root).tense
        self._told = sentence.root.lemma_ in TELLING
        dated = any(sentence.start <= one.first < sentence.end for one in times)
        self._dated = self._names_past(sentence) or (dated and not self._single)

    def day(self, tense: str | None, *, record: bool = False) -> str | None:
        """The day of what is told without a date: that of publication in news in brief, else None.

        Args:
            tense: Of the event's verb; None takes the sentence's.
            record: Records and readouts of its kind are of their day: it is too where the document is short.
        """
        told = tense or self._tense
        past = told == "past" and not self._told and (self._single or self.sentence > 1) and not self._dated
        if record and told == "past" and self._short and not self._told and not self._dated:
            return self.published.isoformat()
        headline = told is None and self._single and not self._dated
        return self.published.isoformat() if self._in_brief and (told == "present" or past or headline) else None

    def _names_past(self, sentence: Span) -> bool:
        """Whether a sentence names a year that is past, be it in a name: it may tell of old days."""
        years = (int(token.text) for token in sentence if token.is_digit and len(token) == len("2025"))
        return any(year < self.published.year - 1 for year in years)


def _head(sentence: Span) -> list[Token]:
    return [sentence.root, *sentence.root.children]
