"""A server that speaks OpenAI's protocol, an extractor that asks it, and a report to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graph.records import Document
from ingest.extract.model import ModelExtractor
from tests.unit.extract.model.server import ModelServer

KEY = "sk-very-secret-0123456789"
TEXT = """\
PORT OSTRA -- Foreign Minister Anna Berg met her Sudavian counterpart, Ivo Kral, in Port Ostra on
Sunday, the Coast Radio reported. "We spoke openly," Berg said.

The two countries are in talks about a release of at least 40 prisoners, two officials said.
"""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy stands before loopback, and what the environment holds for others shows if it leaks."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-somebody-else")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A server that has not been told what to say."""
    one = ModelServer()
    yield one
    one.stop()


type Connect = Callable[..., ModelExtractor]


@pytest.fixture
def connect(server: ModelServer) -> Iterator[Connect]:
    """Make extractors that ask the server."""
    opened: list[ModelExtractor] = []

    def make(**changed: Any) -> ModelExtractor:  # noqa: ANN401
        given = {"base_url": server.base_url, "model": "parrot", "key": KEY, "timeout_s": 5.0, "retries": 1}
        opened.append(ModelExtractor(**given | changed))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def document(text: str | None = TEXT, *, doc_id: str = "ostra-1", **fields: Any) -> Document:  # noqa: ANN401
    """A report of Monday 4 March 2024."""
    given: dict[str, Any] = {"published": dt.date(2024, 3, 4), "title": "Berg and Kral meet", **fields}
    return Document(doc_id=doc_id, text=text, **given)


def meeting(**changed: Any) -> dict[str, Any]:  # noqa: ANN401
    """The meeting as a model in its right mind tells it."""
    claim: dict[str, Any] = {
        "key": "c1",
        "quote": "Anna Berg met her Sudavian counterpart, Ivo Kral, in Port Ostra on\nSunday",
        "occurrence": None,
        "type": "meet",
        "modality": "occurred",
        "act": None,
        "hedge": None,
        "participants": [participant("Anna Berg", "a", title="Foreign Minister"), participant("Ivo Kral", "b")],
        "post": None,
        "date": "2024-03-03",
        "place": "Port Ostra",
        "about": None,
        "quantity": None,
        "attribution": [{"name": "Coast Radio", "mode": "reports", "anonymous": False, "count": None}],
        "links": [],
    }
    return claim | changed


def participant(name: str, side: str | None = None, role: str = "participant", **changed: Any) -> dict[str, Any]:  # noqa: ANN401
    """One participant with every field."""
    told: dict[str, Any] = {"title": None, "behalf": None, "behalf_basis": None, "named": True}
    return {"name": name, "kind": "person", "role": role, "side": side, **told} | changed


def release(**changed: Any) -> dict[str, Any]:  # noqa: ANN401
    """The possible release."""
    told = {
        "key": "c2",
        "quote": "a release of at least 40 prisoners",
        "type": "release",
        "modality": "possible",
        "participants": [participant("prisoners", role="released", kind="group", named=False)],
        "date": None,
        "place": None,
        "quantity": {"count": 40, "bound": "at_least", "of": "prisoners"},
        "attribution": [{"name": "two officials", "mode": "says", "anonymous": True, "count": 2}],
    }
    return meeting(**told | changed)
