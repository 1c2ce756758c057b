"""From what was read off a report to a document, or to the reason why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.errors import RecordError, UndatedError
from graph.records import Document
from ingest.readers.languages import ENGLISH, detect
from ingest.readers.outcomes import LeftOut, Reading

if TYPE_CHECKING:
    import datetime as dt

    from ingest.readers.outcomes import Told
    from ingest.readers.parts import Parts

MOST_LETTERS: Final = 2_000_000
"""Of one document: some four novels."""

_LANG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LOST: Final = "\ufffd"
MOST_LOST: Final = 0.01


def make_reading(parts: Parts, told: Told, source: str, line: int | None = None) -> Reading | LeftOut:
    """Make the document of a report.

    Args:
        parts: What was read off it.
        told: What the user says of it.
        source: Its file or address, for errors.
        line: Its line in a file of many documents.

    Raises:
        RecordError: It has no text, too much of it, or one that was damaged before it came here.
        UndatedError: Nothing tells when it was published.
    """
    _check_text(parts.text, source, line)
    lang = detect(parts.text)
    if lang not in {None, ENGLISH}:
        return LeftOut(source, parts.title, str(lang), line)
    published = _choose(told.published, parts.published, told, parts)
    if published is None:
        raise UndatedError(_undated(parts), file=source, line=line, field="published")
    document = Document(
        doc_id=parts.doc_id,
        title=parts.title,
        publisher=_choose(told.publisher, parts.publisher, told, parts) or parts.agency,
        author=parts.author,
        published=published,
        retrieved=parts.retrieved,
        url=parts.url,
        lang=_tag(parts.lang) or lang,
        licence=parts.licence,
        text=parts.text,
    )
    return Reading(document, source, parts.place, parts.agency)


def _choose[T: (str, dt.date)](given: T | None, own: T | None, told: Told, parts: Parts) -> T | None:
    """What the user says of a file wins over what was read off it; over a field of its own it never does."""
    return own or given if told.default or parts.stated else given or own


def _check_text(text: str, source: str, line: int | None) -> None:
    if not text.strip():
        raise RecordError("holds no text that could be read", file=source, line=line)
    check_length(text, source, line)
    if (lost := text.count(_LOST)) > MOST_LOST * len(text):
        problem = f"{lost} signs of the text were lost when somebody saved it in a wrong encoding; get it anew"
        raise RecordError(problem, file=source, line=line)


def check_length(text: str, source: str, line: int | None = None) -> None:
    """Refuse a text that is too long to be one report, before time is spent on it.

    Raises:
        RecordError: It is.
    """
    if len(text) > MOST_LETTERS:
        problem = f"is a text of {len(text):,} letters; one document may have {MOST_LETTERS:,}, so split it"
        raise RecordError(problem, file=source, line=line)


def _undated(parts: Parts) -> str:
    made = f" (the file was made on {parts.made}, which need not be the day)" if parts.made else ""
    return f"nothing tells when it was published{made}; give the day with --published, such as 2025-11-26"


def _tag(lang: str | None) -> str | None:
    """A language tag as BCP 47 writes it; None of what is none."""
    text = (lang or "").strip()
    return text.replace("_", "-") if _LANG.fullmatch(text) else None
