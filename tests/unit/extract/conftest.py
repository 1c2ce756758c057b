"""The extractor, made once a session: it reads the model and the authority data, which takes seconds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from graph.records import Document
from ingest.extract.pipeline import Extractor

if TYPE_CHECKING:
    from graph.records import Claim


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor as the commands use it."""
    return Extractor()


def read(extractor: Extractor, text: str, *, published: str = "2004-05-06", title: str | None = None) -> list[Claim]:
    """The claims of a document of one text."""
    document = Document(doc_id="one", published=dt.date.fromisoformat(published), title=title, text=text)
    return [claim for bundle in extractor.extract([document]) for claim in bundle.claims]


def absent(claims: list[Claim], who: str) -> list[str]:
    """Those of `who` whom none of the claims has: names, with roles where they are told ("Li Peng:host Oslo")."""
    told = " ".join(f"{one.name}:{one.role} {one.name}" for claim in claims for one in claim.participants)
    return [one for one in _parts(who) if one not in told]


def _parts(who: str) -> list[str]:
    """Names, or name and role where the sentence gives a role ("Li Peng:host")."""
    parts: list[str] = []
    words: list[str] = []
    for word in who.split():
        words.append(word)
        if ":" in word:
            parts.append(" ".join(words))
            words = []
    return [*parts, *words]
