"""Who reads the prose of a command: rules, a language model, both; without a database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.exits import Exit, exit_of
from api.cli.root import build
from graph.errors import WhometError
from tests.unit.extract.model.conftest import TEXT, meeting, participant
from tests.unit.extract.model.server import Answer, ModelServer, refuse, say, say_claims

SENTENCE = "Vladimir Putin met Alexander Lukashenko in Minsk on Tuesday."
SAID = meeting(
    quote=SENTENCE,
    participants=[participant("Vladimir Putin", "a"), participant("Alexander Lukashenko", "b")],
    date="2025-11-25",
    place="Minsk",
    attribution=[],
)
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy stands before loopback, and no model is set."""
    for name in (*PROXIES, "WHOMET_LLM_BASE_URL", "WHOMET_LLM_MODEL", "WHOMET_LLM_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A language model on loopback, set in the environment."""
    one = ModelServer()
    monkeypatch.setenv("WHOMET_LLM_BASE_URL", one.base_url)
    monkeypatch.setenv("WHOMET_LLM_MODEL", "parrot")
    yield one
    one.stop()


def corpus(folder: Path, *texts: str) -> Path:
    """A collection of reports, called d0, d1 and so on."""
    path = folder / "reports.jsonl"
    lines = [
        {"doc_id": f"d{at}", "published": "2025-11-26", "title": "T", "text": text} for at, text in enumerate(texts)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def extract(*arguments: str | Path) -> tuple[int, list[dict[str, Any]], str]:
    """Run `whomet extract`: exit code, records, and what was told."""
    result = CliRunner().invoke(build(), ["extract", *map(str, arguments)], env={"TERMINAL_WIDTH": "200"})
    records = [json.loads(line) for line in result.stdout.splitlines()]
    if isinstance(result.exception, WhometError):
        return exit_of(result.exception), records, f"{result.stderr}{result.exception}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, records, result.stderr


def coders(records: list[dict[str, Any]]) -> Counter[str]:
    """How many claims each coder made."""
    return Counter(one["coder"] for one in records if one["record"] == "claim")


def kind_of(name: str, records: list[dict[str, Any]]) -> str:
    """What somebody is taken for."""
    takings = [taking for one in records if one["record"] == "claim" for taking in one["participants"]]
    return next(taking["kind"] for taking in takings if taking["name"] == name)


@pytest.mark.parametrize("who", ["llm", "both"])
def test_unset_model_is_refused_before_anything_is_read(tmp_path: Path, who: str) -> None:
    """The error names both variables and the way without them."""
    code, records, told = extract(corpus(tmp_path, SENTENCE), "--extractor", who)
    assert (code, records) == (Exit.USAGE, [])
    for words in ("WHOMET_LLM_BASE_URL", "WHOMET_LLM_MODEL", "extract by rules"):
        assert words in told


def test_unknown_reader_is_a_usage_error(tmp_path: Path) -> None:
    """Only what there is can be chosen."""
    assert extract(corpus(tmp_path, SENTENCE), "--extractor", "magic")[0] == Exit.USAGE


def test_llm_asks_the_model_alone(tmp_path: Path, server: ModelServer) -> None:
    """What it invents is dropped, and the count of it told."""
    server.will(say_claims(SAID, meeting(quote="They signed a treaty of eternal friendship.")))
    code, records, told = extract(corpus(tmp_path, SENTENCE), "--extractor", "llm")
    assert code == Exit.DONE, told
    assert coders(records) == {"model:parrot": 1}
    assert "model:parrot: 1 claims dropped: quotation not in the text" in told


def test_both_keeps_who_said_what(tmp_path: Path, server: ModelServer) -> None:
    """Each claim names its coder, and the document counts all of them."""
    server.will(say_claims(SAID))
    code, records, told = extract(corpus(tmp_path, SENTENCE), "--extractor", "both")
    assert code == Exit.DONE, told
    assert coders(records) == {"rules": 1, "model:parrot": 1}
    assert [one["claims"] for one in records if one["record"] == "document"] == [2]


@pytest.mark.parametrize("who", ["llm", "both"])
def test_document_without_an_answer_is_told_and_the_others_go_on(tmp_path: Path, server: ModelServer, who: str) -> None:
    """It is reported like a file that can't be read, and never given half."""

    def respond(asked: object) -> Answer:
        return say("no JSON") if "Port Ostra" in str(getattr(asked, "words", "")) else say_claims(SAID)

    server.will(respond)
    code, records, told = extract(corpus(tmp_path, TEXT, SENTENCE), "--extractor", who)
    assert code == Exit.REJECTED
    assert [one["doc_id"] for one in records if one["record"] == "document"] == ["d1"]
    assert "reports.jsonl: d0: model:parrot: answer is no JSON" in told
    assert "1 documents, " in told


def test_absent_model_ends_the_run_after_what_was_done(tmp_path: Path, server: ModelServer) -> None:
    """The documents before are written, and the exit code is the model's."""
    server.will(say_claims(SAID), refuse(401, "no such key"))
    code, records, told = extract(corpus(tmp_path, SENTENCE, SENTENCE), "--extractor", "llm")
    assert code == Exit.MODEL
    assert [one["doc_id"] for one in records if one["record"] == "document"] == ["d0"]
    assert "d1" in told


@pytest.mark.parametrize("option", [("--jobs", "2"), ("--authority", "people.csv")])
def test_options_of_the_rules_are_refused_where_none_are_asked(
    tmp_path: Path, server: ModelServer, option: tuple[str, str]
) -> None:
    """Nothing that was asked for is left undone in silence."""
    code, records, told = extract(corpus(tmp_path, SENTENCE), "--extractor", "llm", *option)
    assert (code, records, server.asked) == (Exit.USAGE, [], [])
    assert option[0] in told


def test_bad_authority_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    """Rows are named by file and line."""
    people = tmp_path / "people.csv"
    people.write_text("name,state\nEdda Quorn,Malta\nIvo Kral,Atlantis\n", encoding="utf-8")
    code, records, told = extract(corpus(tmp_path, SENTENCE), "--authority", people)
    assert (code, records) == (Exit.USAGE, [])
    assert f"{people}:3: state: 'Atlantis' is no state" in told
    assert extract(corpus(tmp_path, SENTENCE), "--authority", tmp_path / "none.csv")[0] == Exit.USAGE


def test_own_people_are_known_and_change_nothing_else(tmp_path: Path) -> None:
    """A surname that only the user's file knows is a person's; the same text and file give the same claims."""
    people = tmp_path / "people.csv"
    people.write_text("name,post,state,since\nZorvan Ulmek,Foreign Minister,Malta,2020\n", encoding="utf-8")
    reports = corpus(tmp_path, SENTENCE, "Ulmek met Vladimir Putin in Minsk on Tuesday.")
    runs = [extract(reports, "--authority", people) for _ in range(2)]
    assert runs[0] == runs[1]
    code, records, told = runs[0]
    assert code == Exit.DONE, told
    assert kind_of("Ulmek", records) == "person"
    plain = extract(reports)[1]
    assert kind_of("Ulmek", plain) == "organization"
    assert [one for one in records if one["doc_id"] == "d0"] == [one for one in plain if one["doc_id"] == "d0"]


def test_two_jobs_write_what_one_writes(tmp_path: Path) -> None:
    """In the order of the input."""
    reports = corpus(tmp_path, *[f"{SENTENCE} That was on {day} May." for day in range(1, 25)])
    alone = extract(reports)
    assert alone[0] == Exit.DONE
    assert extract(reports, "--jobs", "2")[:2] == alone[:2]
    assert extract(reports, "--jobs", "0")[0] == Exit.USAGE
