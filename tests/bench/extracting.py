"""How fast documents are read: the extractor against the bare parser, and one article from file to answer."""

from __future__ import annotations

import datetime as dt
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.records import Document
from graph.store.connection import Store
from ingest.committing import Loader
from ingest.extract.parsing import load_model, split_paragraphs
from ingest.extract.pipeline import Extractor
from ingest.readers import Reading, Told, read_path
from queries import catalogue
from queries.running import run_sync

CORPORA = Path(__file__).parents[1] / "corpora"
PARAGRAPHS = 4
"""Paragraphs of a made document: each a text of the corpus, of one to three sentences."""
ROUNDS = 2
QUERY = "who_met_whom"
# Told once in this file and nowhere else, each round with an envoy of its own.
ARTICLE = """Talks in Minsk
By Ida Falk in Minsk November 26, 2025

{name} met Alexander Lukashenko in Minsk on Tuesday, TASS reported. The talks lasted two hours.

"""


@dataclass(frozen=True, slots=True)
class Extracting:
    """Figures of extraction; times are the best of several rounds.

    Attributes:
        words: Words of all documents, as the parser counts them.
        extract_s: Seconds of the extractor.
        parse_s: Seconds of the parser alone on the same paragraphs.
        article_s: Median seconds from a file to the row that answers a question, in a warm process.
    """

    documents: int
    sentences: int
    words: int
    claims: int
    extract_s: float
    parse_s: float
    article_s: float

    @property
    def ratio(self) -> float:
        """The extractor's speed as a share of the parser's own."""
        return self.parse_s / self.extract_s


def measure_extracting(store: Store, folder: Path, documents: int) -> Extracting:
    """Read `documents` documents both ways in turn, so that drift of the machine meets both; then one article."""
    extractor, model = Extractor(), load_model()
    made = make_documents(documents)
    pieces = [piece for one in made for _, piece in split_paragraphs(one.text or "")]
    parsed, extracted = list[float](), list[float]()
    sentences = words = claims = 0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        counts = [(sum(1 for _ in doc.sents), len(doc)) for doc in model.pipe(pieces, batch_size=64)]
        parsed.append(time.perf_counter() - started)
        sentences, words = sum(one for one, _ in counts), sum(one for _, one in counts)
        started = time.perf_counter()
        claims = sum(len(bundle.claims) for bundle in extractor.extract(made))
        extracted.append(time.perf_counter() - started)
    article = measure_article(store, folder, extractor)
    return Extracting(documents, sentences, words, claims, min(extracted), min(parsed), article)


def make_documents(number: int) -> list[Document]:
    """Documents of four paragraphs, made of the invented newswire over and over."""
    lines = (CORPORA / "newswire.jsonl").read_text(encoding="utf-8").splitlines()
    texts: list[str] = [json.loads(line)["text"] for line in lines]
    return [_document(one, texts) for one in range(number)]


def _document(number: int, texts: Sequence[str]) -> Document:
    paragraphs = [texts[(number * 7 + step) % len(texts)] for step in range(PARAGRAPHS)]
    return Document(doc_id=f"made-{number}", published=dt.date(2025, 11, 26), text="\n\n".join(paragraphs))


def measure_article(store: Store, folder: Path, extractor: Extractor) -> float:
    """Seconds from a file to the row that tells of its meeting; each round is another article, the first not counted.

    Raises:
        RuntimeError: The meeting is not found.
    """
    loader = Loader(store)
    loader.prepare()
    times: list[float] = []
    for name in ("Ebbe Nordal", "Ture Askeland", "Vera Holmboe", "Signe Rask", "Jens Ravndal", "Ole Bakke"):
        path = folder / "article.txt"
        filler = "\n\n".join((document.text or "") for document in make_documents(5))
        path.write_text(ARTICLE.format(name=name) + filler + "\n", encoding="utf-8")
        started = time.perf_counter()
        found = [one.document for one in read_path(path, Told()) if isinstance(one, Reading)]
        for _ in loader.load(extractor.extract(found)):
            pass
        rows = run_sync(store, catalogue().get(QUERY), {"person": name}).rows
        times.append(time.perf_counter() - started)
        if not rows:
            raise RuntimeError(f"the article on {name} was read, and {QUERY} knows nothing of it")
    return statistics.median(times[1:])
