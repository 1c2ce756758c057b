"""Errors as HTTP and the command line tell them: every one has its place in both tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.cli.exits import CODES, MEANINGS, Exit, exit_of
from api.problems import KINDS, MEDIA_TYPE, RETRY_AFTER_S, TYPES, from_error, from_status, kind_of
from graph.errors import (
    AmbiguousNameError,
    EmbeddedServerError,
    InputError,
    ModelError,
    ModelUnavailableError,
    ParameterError,
    RecordError,
    StoreError,
    StoreUnavailableError,
    UnknownNameError,
    WhometError,
)

MEMBERS = ["type", "title", "status", "detail", "instance"]


def below(error: type[WhometError]) -> Iterator[type[WhometError]]:
    """The class and all below it."""
    yield error
    for child in error.__subclasses__():
        yield from below(child)


def listed(error: type[WhometError]) -> list[type[WhometError]]:
    """The same, in one order in every run."""
    return sorted(below(error), key=lambda one: one.__name__)


@pytest.mark.parametrize("error", listed(InputError))
def test_every_input_error_has_its_own_status(error: type[WhometError]) -> None:
    """No kind of user's mistake is told as another one."""
    assert error in KINDS
    assert 400 <= KINDS[error].status < 500


@pytest.mark.parametrize("error", listed(ModelError))
def test_every_model_error_is_the_endpoints(error: type[WhometError]) -> None:
    """What a language model's endpoint does wrong is told as a failure behind the server, each kind by itself."""
    assert KINDS[error].status == 502
    assert exit_of(error("no answer")) == Exit.MODEL


def test_absent_model_says_nothing_of_its_address() -> None:
    """A client learns that the endpoint is away, and not where it is."""
    error = ModelUnavailableError("http://10.1.2.3:11434/v1 does not answer")
    error.__cause__ = OSError("refused")
    problem = from_error(error, "/ingest")
    assert problem.headers == {"Retry-After": str(RETRY_AFTER_S)}
    assert "10.1.2.3" not in problem.detail


@pytest.mark.parametrize("error", listed(StoreError))
def test_every_store_error_is_the_servers(error: type[WhometError]) -> None:
    """Whatever the database does is told as a failure of the server, by the class or by its parent."""
    assert error in KINDS or issubclass(error, EmbeddedServerError)
    assert any(KINDS[base].status >= 500 for base in error.__mro__ if base in KINDS)


def test_problem_types_are_told_apart() -> None:
    """A client that switches on `type` can tell any two kinds apart."""
    by_slug = {kind.slug: kind for kind in KINDS.values()}
    assert len(by_slug) == len(set(KINDS.values()))


def test_body_has_the_pinned_shape() -> None:
    """The five members of RFC 9457 come first and in order, extensions after them."""
    body = from_error(ParameterError("since", "is no date"), "/queries/events?since=x").body()
    assert list(body) == [*MEMBERS, "parameter"]
    assert body["type"] == TYPES + "bad-parameter"
    assert body["status"] == 422
    assert body["instance"] == "/queries/events?since=x"
    assert MEDIA_TYPE == "application/problem+json"


def test_unknown_name_brings_the_nearest() -> None:
    """Who misspells a name is told who comes near it."""
    body = from_error(UnknownNameError("Lukashenk", [("person/x", "X")]), "/").body()
    assert body["status"] == 404
    assert body["name"] == "Lukashenk"
    assert body["nearest"] == [{"id": "person/x", "label": "X"}]


def test_ambiguous_name_brings_the_candidates() -> None:
    """An ambiguous name is a conflict that the client solves by an id."""
    body = from_error(AmbiguousNameError("Bush", [("person/a", "A"), ("person/b", "B")]), "/").body()
    assert body["status"] == 409
    assert [one["id"] for one in body["candidates"]] == ["person/a", "person/b"]


def test_record_error_says_where() -> None:
    """A record that can't be used is told with file, line and field."""
    body = from_error(RecordError("missing", file="my.csv", line=3, field="date"), "/").body()
    assert (body["file"], body["line"], body["field"]) == ("my.csv", 3, "date")


def test_absent_database_says_when_to_try_again() -> None:
    """Clients are asked to wait, and are told nothing of the database's address."""
    error = StoreUnavailableError("couldn't connect to 10.1.2.3:7687")
    error.__cause__ = OSError("refused")
    problem = from_error(error, "/readyz")
    assert problem.status == 503
    assert problem.headers == {"Retry-After": str(RETRY_AFTER_S)}
    assert "10.1.2.3" not in problem.detail


def test_own_words_about_the_database_are_shown() -> None:
    """What whomet itself says of the database is no secret."""
    assert from_error(StoreUnavailableError("load something"), "/readyz").detail == "load something"


def test_status_alone_is_a_problem_too() -> None:
    """What HTTP has to say comes in the same shape."""
    body = from_status(404, "Not Found", "/nope").body()
    assert list(body) == MEMBERS
    assert body["type"] == "about:blank"
    assert body["detail"] != "Not Found"


def test_unlisted_error_is_told_as_its_parent() -> None:
    """A new class below a listed one has a status from the start."""

    class NewError(ParameterError):
        pass

    assert kind_of(NewError("x", "y")) is KINDS[ParameterError]


@pytest.mark.parametrize("error", listed(WhometError))
def test_every_error_has_an_exit_code(error: type[WhometError]) -> None:
    """A script can tell by the exit code whether it, the user, the graph or the database is at fault."""
    blank = error.__new__(error)
    assert exit_of(blank) != Exit.DONE


def test_every_exit_code_is_explained() -> None:
    """No code is without a meaning, and only codes of the table are given."""
    assert set(MEANINGS) == set(Exit)
    assert set(CODES.values()) <= set(Exit)
