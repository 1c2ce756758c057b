"""An endpoint that misbehaves: what is tried again, what costs a document, and what ends the run."""

from __future__ import annotations

import json
import logging
import time
import traceback

import pytest

from graph.errors import InputError, ModelUnavailableError
from graph.settings import Settings
from ingest.extract.model import ModelExtractor, Reason
from tests.unit.extract.model.conftest import KEY, TEXT, Connect, document, meeting, release
from tests.unit.extract.model.server import Answer, ModelServer, refuse, say, say_claims

GOOD = say_claims(meeting())
NOW = {"retry_after_ms": "5"}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (say('{"claims": [{"type": "meet", '), Reason.BROKEN),
        (say("I see one meeting."), Reason.BROKEN),
        (say('{"claims": {"type": "meet"}}'), Reason.BROKEN),
        (say('{"events": []}'), Reason.BROKEN),
        (say("[" * 5_000 + "{}"), Reason.BROKEN),
        (say('{"claims": ' + "[" * 5_000 + "]" * 5_000 + "}"), Reason.BROKEN),
        (say('{"claims": ["\\ud800"]}'), Reason.BROKEN),
        (Answer(body="<html>Welcome to the hotel</html>", headers={"Content-Type": "text/html"}), Reason.BROKEN),
        (Answer(body="{"), Reason.BROKEN),
        (Answer(body="[]"), Reason.BROKEN),
        (Answer(body=""), Reason.BROKEN),
        (Answer(body=json.dumps({"choices": [{"message": {"content": 7}}]})), Reason.BROKEN),
        (Answer(body=json.dumps({"choices": []})), Reason.EMPTY),
        (say(""), Reason.EMPTY),
        (say(None), Reason.EMPTY),
    ],
)
def test_an_unreadable_answer_is_asked_for_once_more(
    server: ModelServer, connect: Connect, bad: Answer, reason: Reason
) -> None:
    """Twice unreadable, the document is left out with the reason, and the others go on."""
    server.will(bad, GOOD, bad, bad, GOOD)
    extractor = connect()
    bundles = list(extractor.extract([document(doc_id=name) for name in ("one", "two", "three")]))
    assert [bundle.document.doc_id for bundle in bundles] == ["one", "three"]
    assert [(failure.doc_id, failure.reason) for failure in extractor.report.failures] == [("two", reason)]
    assert len(server.asked) == 5
    first, second = server.asked[:2]
    assert "could not be read" in second.words
    assert first.body["seed"] != second.body["seed"]
    assert f"left out two: {reason}" in "\n".join(extractor.report.lines())


def test_an_answer_cut_short_is_asked_for_in_halves(server: ModelServer, connect: Connect) -> None:
    """What did not fit in one answer may fit in two."""
    text = TEXT + "\n" + "Nothing else was said that day.\n" * 10
    cut = say('{"claims": [{"type": "me', finish="length")
    server.will(cut, say_claims(meeting()), say_claims())
    (bundle,) = connect().extract([document(text)])
    assert len(bundle.claims) == 1
    assert len(server.asked) == 3


def test_an_answer_that_is_always_cut_short_costs_the_document(server: ModelServer, connect: Connect) -> None:
    """After the halves nothing more is tried, and never are half the claims taken for all."""
    whole = json.dumps({"claims": [meeting()]})
    server.will(say(whole, finish="length"))
    extractor = connect()
    assert list(extractor.extract([document(), document(TEXT * 3, doc_id="longer")])) == []
    assert [failure.reason for failure in extractor.report.failures] == [Reason.CUT, Reason.CUT]
    assert len(server.asked) == 3


def test_a_passage_beyond_the_models_window_is_halved(server: ModelServer, connect: Connect) -> None:
    """Some endpoints refuse what is too long instead of cutting it."""
    told = "This model's maximum context length is 4096 tokens."
    server.will(refuse(400, told), say_claims(meeting()), say_claims())
    (bundle,) = connect().extract([document(TEXT * 2)])
    assert len(bundle.claims) == 1
    assert {asked.form for asked in server.asked} == {"json_schema"}


@pytest.mark.parametrize(
    "declined", [say(None, refusal="I'd rather not."), say("", finish="content_filter")], ids=["refusal", "filter"]
)
def test_a_model_that_declines_is_not_asked_again(server: ModelServer, connect: Connect, declined: Answer) -> None:
    """The document is left out and told."""
    server.will(declined)
    extractor = connect()
    assert list(extractor.extract([document()])) == []
    assert [failure.reason for failure in extractor.report.failures] == [Reason.DECLINED]
    assert len(server.asked) == 1


def test_a_document_without_text_is_not_asked_about(server: ModelServer, connect: Connect) -> None:
    """There is nothing to quote; an empty text has no claims."""
    extractor = connect()
    (bundle,) = extractor.extract([document(None), document(" \n", doc_id="blank")])
    assert (bundle.document.doc_id, bundle.claims) == ("blank", ())
    assert [failure.reason for failure in extractor.report.failures] == [Reason.NO_TEXT]
    assert server.asked == []


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503])
def test_passing_trouble_is_tried_again(server: ModelServer, connect: Connect, status: int) -> None:
    """The client waits as long as the server says."""
    server.will(refuse(status, "later", **NOW), GOOD)
    assert len(list(connect().extract([document()]))) == 1
    assert len(server.asked) == 2


def test_retry_after_is_kept(server: ModelServer, connect: Connect) -> None:
    """Seconds, as RFC 9110 has them."""
    server.will(refuse(429, "slow down", Retry_After="1"), GOOD)
    begun = time.monotonic()
    assert len(list(connect().extract([document()]))) == 1
    assert time.monotonic() - begun >= 1


@pytest.mark.parametrize(
    ("answer", "told", "times"),
    [
        (refuse(401, f"Incorrect API key provided: {KEY}"), "WHOMET_LLM_KEY", 1),
        (refuse(403, "no"), "WHOMET_LLM_KEY", 1),
        (refuse(404, "no such model"), "WHOMET_LLM_MODEL", 1),
        (refuse(429, "quota", **NOW), "run the same again", 2),
        (refuse(500, f"stack trace with {KEY}", **NOW), "see its log", 2),
        (Answer(503, "<html>Down</html>", {"Content-Type": "text/html", "retry-after-ms": "5"}), "HTTP 503", 2),
        (refuse(418, "teapot"), "refuses the request", 1),
        (Answer(hang=True), "no answer within 0.2 s", 2),
    ],
)
def test_lasting_trouble_ends_the_run(
    server: ModelServer, connect: Connect, answer: Answer, told: str, times: int
) -> None:
    """One clear error, which names the document it stopped at and what to do; never the key."""
    server.will(GOOD, answer)
    extractor = connect(timeout_s=0.2) if answer.hang else connect()
    documents = extractor.extract([document(doc_id="one"), document(doc_id="two"), document(doc_id="three")])
    assert next(documents).document.doc_id == "one"
    with pytest.raises(ModelUnavailableError, match=r"^two: ") as caught:
        next(documents)
    assert told in str(caught.value)
    assert len(server.asked) == 1 + times
    assert KEY not in "".join(traceback.format_exception(caught.value))
    assert extractor.report.documents == 1


def test_an_endpoint_that_is_not_there(server: ModelServer, connect: Connect) -> None:
    """A port where nobody listens."""
    extractor = connect(retries=0)
    server.stop()
    with pytest.raises(ModelUnavailableError, match=r"can't be reached.*WHOMET_LLM_BASE_URL"):
        next(extractor.extract([document()]))


@pytest.mark.parametrize(
    ("refusals", "forms"),
    [
        ([refuse(400, "json_schema?", param="response_format")], ["json_schema", "json_object"]),
        ([refuse(422, "unknown field")] * 2, ["json_schema", "json_object", None]),
    ],
)
def test_an_endpoint_that_knows_no_schema_is_asked_in_words(
    server: ModelServer, connect: Connect, refusals: list[Answer], forms: list[str | None]
) -> None:
    """It steps down once, tells the schema in words, and remembers."""
    server.will(*refusals, GOOD)
    assert len(list(connect().extract([document(), document(doc_id="two")]))) == 2
    assert [asked.form for asked in server.asked] == [*forms, forms[-1]]
    assert '"ToldParticipant"' in server.asked[-1].words
    assert '"ToldParticipant"' not in server.asked[0].words


@pytest.mark.parametrize("option", ["temperature", "seed"])
def test_an_endpoint_that_takes_no_such_option(server: ModelServer, connect: Connect, option: str) -> None:
    """Some models have a fixed temperature: it is left out, and the schema stays."""
    server.will(refuse(400, f"Unsupported value: '{option}'", param=option), GOOD)
    assert len(list(connect().extract([document()]))) == 1
    assert option not in server.asked[-1].body
    assert server.asked[-1].form == "json_schema"


def test_an_endpoint_that_refuses_everything(server: ModelServer, connect: Connect) -> None:
    """What it says is passed on."""
    server.will(refuse(400, "no parrots today"))
    with pytest.raises(ModelUnavailableError, match="no parrots today"):
        next(connect().extract([document()]))
    assert len(server.asked) == 3


def test_the_report_counts_by_reason(server: ModelServer, connect: Connect) -> None:
    """What was dropped, over all documents, in lines fit for a terminal."""
    invented = meeting(quote="They never met")
    server.will(say_claims(invented, release(hedge="maybe")), say_claims(invented, meeting(date="soon")))
    extractor = connect()
    list(extractor.extract([document(), document(doc_id="two")]))
    assert extractor.report.dropped == {Reason.QUOTATION: 2, Reason.DATE: 1}
    assert list(extractor.report.lines()) == [
        "1 claims from 2 documents",
        "1 claims dropped: date not in EDTF",
        "2 claims dropped: quotation not in the text",
        "1 fields emptied: field not in the text",
    ]


def test_the_key_shows_nowhere(server: ModelServer, connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in reprs nor in what the libraries log at their most talkative."""
    server.will(refuse(500, "no", **NOW), GOOD)
    extractor = connect()
    with caplog.at_level(logging.DEBUG):
        list(extractor.extract([document()]))
    assert KEY not in caplog.text
    inside = vars(extractor) | vars(extractor._endpoint)  # noqa: SLF001
    assert KEY not in repr((extractor, inside, Settings(llm_key=KEY)))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"base_url": "localhost:11434"}, "no web address"),
        ({"base_url": "http://[1"}, "no web address"),
        ({"base_url": "http://host:port/v1"}, "no web address"),
        ({"base_url": f"https://me:{KEY}@host/v1"}, "WHOMET_LLM_KEY"),
        ({"model": " "}, "WHOMET_LLM_MODEL"),
        ({"key": f"“{KEY}”"}, "WHOMET_LLM_KEY"),
        ({"key": f"{KEY}\nX-Other: 1"}, "WHOMET_LLM_KEY"),
        ({"timeout_s": 0}, "time-out"),
        ({"budget": 0}, "budget"),
    ],
)
def test_settings_that_can_not_work_are_told_at_once(connect: Connect, wrong: dict[str, object], told: str) -> None:
    """Before any document is read, and without repeating a secret."""
    with pytest.raises(InputError, match=told) as caught:
        connect(**wrong)
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_settings_come_from_the_environment(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three variables; without the first two there is no model, and the error names them."""
    with pytest.raises(InputError, match="WHOMET_LLM_BASE_URL"):
        ModelExtractor.of(Settings())
    for name, value in (("BASE_URL", server.base_url), ("MODEL", "parrot"), ("KEY", KEY)):
        monkeypatch.setenv(f"WHOMET_LLM_{name}", value)
    server.will(GOOD)
    with ModelExtractor.of(Settings()) as extractor:
        assert len(list(extractor.extract([document()]))) == 1
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
