"""Quotations, as people copy them, to their exact place in a document's text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from graph.errors import InputError
from graph.records import Evidence

# Below this likeness (0 to 100) a passage is not worth showing as the one that was meant.
LIKE = 60
SHOWN = 160

# What typewriters, spreadsheets and web pages turn into one another, one sign for one.
_SIGNS = str.maketrans(
    {**dict.fromkeys("‘’‚‛ʼ`´′", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text with white space, signs and accents made alike, and where each of its characters came from."""

    text: str
    starts: list[int]
    ends: list[int]


class QuotationFinder:
    """Finds quotations in one document's text.

    A quotation is searched for as it stands; where it is not found so, it is searched for with white space,
    quotation marks, dashes and composed accents made alike. Either way the evidence is the text's own words.
    """

    def __init__(self, text: str | None) -> None:
        """Take a document's text; None where it may not be kept."""
        self._text = text

    def find(self, quote: str, occurrence: int | None = None) -> Evidence:
        """Find a quotation.

        Without a text there is nothing to search: the quotation is kept as given, from 0 to its length.

        Args:
            quote: The words, as somebody copied or typed them.
            occurrence: Which one is meant where the text has the words several times, counted from 1.

        Raises:
            InputError: It shows nothing, or the text does not have it, or several times and nobody says which.
        """
        if not _fold(quote).text.strip():  # Spaces, soft hyphens and direction marks show nothing.
            raise InputError("is empty; quote the words that show it")
        if self._text is None:
            if occurrence is not None:
                raise InputError("says which one is meant, but the document has no text; leave it out")
            return Evidence(quote=quote, start=0, end=len(quote))
        found = _all(self._text, quote)
        spans = [(at, at + len(quote)) for at in found] or self._find_alike(quote)
        if not spans:
            raise InputError(self._missing(quote))
        start, end = _choose(spans, occurrence)
        return Evidence(quote=self._text[start:end], start=start, end=end)

    def copy_out(self, quote: str) -> str:
        """Give the text's own words for a quotation, wherever and however often it stands there.

        Raises:
            InputError: The text does not have it.
        """
        return quote if self._text is None or quote in self._text else self.find(quote, 1).quote

    @cached_property
    def _folded(self) -> _Folded:
        return _fold(self._text or "")

    def _find_alike(self, quote: str) -> list[tuple[int, int]]:
        folded, wanted = self._folded, _fold(quote).text.strip()
        if not wanted:
            return []
        return [(folded.starts[at], folded.ends[at + len(wanted) - 1]) for at in _all(folded.text, wanted)]

    def _missing(self, quote: str) -> str:
        folded, wanted = self._folded, _fold(quote).text.strip()
        near = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=LIKE) if wanted else None
        if near is None or near.dest_start == near.dest_end:
            return "the text does not have these words, nor any like them; copy them from the text"
        start, end = near.dest_start, near.dest_end
        while start > 0 and not folded.text[start - 1].isspace():
            start -= 1
        while end < len(folded.text) and not folded.text[end].isspace():
            end += 1
        passage = folded.text[start:end].strip()
        passage = passage if len(passage) <= SHOWN else f"{passage[:SHOWN]}…"
        return f"the text does not have these words; the nearest are {passage!r}; copy them from the text"


def _choose(spans: list[tuple[int, int]], occurrence: int | None) -> tuple[int, int]:
    if occurrence is None:
        if len(spans) > 1:
            places = ", ".join(str(start) for start, _ in spans[:5])
            raise InputError(
                f"the text has these words {len(spans)} times (at {places}); quote more of the sentence, "
                "or say which one by `occurrence`, counted from 1"
            )
        return spans[0]
    if not 1 <= occurrence <= len(spans):
        times = "once" if len(spans) == 1 else f"{len(spans)} times"
        raise InputError(f"occurrence is {occurrence}, but the text has these words {times}")
    return spans[occurrence - 1]


def _all(text: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _fold(text: str) -> _Folded:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = _cluster_end(text, at)
        for letter in _fold_cluster(text[at:end]):
            letters.append(letter)
            starts.append(at)
            ends.append(end)
        at = end
    return _Folded("".join(letters), starts, ends)


def _cluster_end(text: str, at: int) -> int:
    """End of a run of white space, or of a letter with its combining accents."""
    end = at + 1
    if text[at].isspace():
        while end < len(text) and text[end].isspace():
            end += 1
    elif unicodedata.category(text[at]) != "Cf":  # A sign that shows nothing carries no accent.
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
    return end


def _fold_cluster(cluster: str) -> str:
    if cluster[0].isspace():
        return " "
    if unicodedata.category(cluster[0]) == "Cf":
        # Soft hyphens, direction marks and zero-width signs show nothing.
        return ""
    return unicodedata.normalize("NFC", cluster).translate(_SIGNS)
