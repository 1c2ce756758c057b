"""What the tests of the readers share."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest

from graph.errors import RecordError
from ingest.loading.problems import Rejected
from ingest.readers import LeftOut, Outcome, Reading, Told, read_stream

type Read = Callable[..., list[Outcome]]


@pytest.fixture
def read() -> Read:
    """Reads bytes or a text as a file of a kind; a day of publication is told unless `told` says otherwise."""

    def run(content: str | bytes, kind: str | None, told: Told | None = None, file: str = "file") -> list[Outcome]:
        data = content.encode() if isinstance(content, str) else content
        default = Told(published=dt.date(2025, 11, 27), default=True)
        return list(read_stream(io.BytesIO(data), file, told or default, kind=kind))

    return run


def only(outcomes: list[Outcome]) -> Reading:
    """The one document that was read."""
    (outcome,) = outcomes
    assert isinstance(outcome, Reading), outcome
    return outcome


def problem(outcomes: list[Outcome]) -> RecordError:
    """The one error that there was."""
    (outcome,) = outcomes
    assert isinstance(outcome, Rejected), outcome
    (error,) = outcome.errors
    return error


def left_out(outcomes: list[Outcome]) -> LeftOut:
    """The one text that is in another language."""
    (outcome,) = outcomes
    assert isinstance(outcome, LeftOut), outcome
    return outcome
