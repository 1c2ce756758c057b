"""The command line without a database: it starts fast, fails plainly, and keeps standard output for data."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.exits import Exit, exit_of
from api.cli.root import build
from graph.embedded.ports import is_free
from graph.errors import WhometError
from queries.catalogue import load_catalogue

ROOT = Path(__file__).parents[4]
NOBODY = {"NEO4J_URI": "bolt://127.0.0.1:9", "NEO4J_PASSWORD": "none"}
TRACED = """
import sys
from api.cli.root import run
sys.argv[0] = "whomet"
try:
    code = run()
except SystemExit as end:
    code = end.code
heavy = {"fastapi", "starlette", "pandas", "numpy", "uvicorn", "neo4j", "pydantic", "edtf"} & set(sys.modules)
print(f"\\n{code or 0} {sorted(heavy)}", file=sys.stderr)
"""


def whomet(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-c", "from api.cli import main; main()", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | (env or {}), capture_output=True, text=True, encoding="utf-8", check=False
    )


def traced(*arguments: str, env: dict[str, str] | None = None) -> str:
    """Run the command and give its exit code and the heavy modules that it imported."""
    command = [sys.executable, "-c", TRACED, *arguments]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | (env or {}), capture_output=True, text=True, encoding="utf-8", check=False
    )
    return run.stderr.splitlines()[-1]


@dataclass(frozen=True, slots=True)
class Done:
    """How a command that ran inside this process ended."""

    code: int
    stdout: str
    told: str


def invoke(*arguments: str) -> Done:
    """Run the command inside this process, which is faster where nothing of the process itself is tested."""
    result = CliRunner().invoke(build(), list(arguments), env=NOBODY | {"TERMINAL_WIDTH": "200"})
    if isinstance(result.exception, WhometError):
        return Done(exit_of(result.exception), result.stdout, str(result.exception))
    return Done(result.exit_code, result.stdout, result.stderr)


def test_version_imports_nothing_heavy() -> None:
    """`whomet --version` answers at once."""
    assert traced("--version") == "0 []"


def test_help_imports_nothing_heavy() -> None:
    """The list of commands does not wait for what they need."""
    assert traced("--help") == "0 []"


def test_query_imports_no_web_framework_and_no_pandas() -> None:
    """A query on the command line waits for neither FastAPI nor pandas, which the driver would import."""
    code, _, heavy = traced("query", "events", env=NOBODY).partition(" ")
    assert int(code) == Exit.DATABASE
    assert "neo4j" in heavy
    assert not {name for name in ("fastapi", "starlette", "uvicorn", "pandas", "numpy") if name in heavy}


def test_absent_database_is_one_line_and_a_code() -> None:
    """A database that is away is told in one line without a traceback."""
    run = whomet("query", "events", "--format", "json", env=NOBODY)
    assert run.returncode == Exit.DATABASE
    assert run.stdout == ""
    assert run.stderr.startswith("error: the database does not answer")
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "who_met_whm"], "did you mean who_met_whom?"),
        (["query", "who_met_whom@000000000000"], "has version"),
        (["query", "who_met_whom"], "--person"),
        (["query", "who_met_whom", "--persn", "X"], "--person"),
        (["query", "events", "--since", "26.11.2025"], "since: "),
        (["query", "events", "--type", "meeet"], "meet"),
        (["query", "events", "--limit", "0"], "limit: must be at least 1"),
        (["query", "events", "--format", "xml"], "xml"),
        (["load", "nowhere.csv"], "there is no file nowhere.csv"),
        (["load"], "FILE"),
        (["show", "thing/abc"], "can't be shown"),
        (["db", "status"], "NEO4J_URI is set"),
        (["retract", "claim/abc"], "--reason"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], says: str) -> None:
    """What was wrong and what would be right is told, and the code is that of usage."""
    done = invoke(*arguments)
    assert says in done.told
    assert done.code == Exit.USAGE
    assert done.stdout == ""


def test_bad_environment_names_the_variable() -> None:
    """A setting that can't be used is named as the operator wrote it."""
    run = whomet("query", "events", env={"WHOMET_HEAP": "plenty"})
    assert run.returncode == Exit.USAGE
    assert "WHOMET_HEAP" in run.stderr


@pytest.mark.parametrize("name", load_catalogue().names)
def test_every_query_explains_itself(name: str) -> None:
    """`whomet query NAME --help` shows every parameter, without a database."""
    done = invoke("query", name, "--help")
    assert done.code == Exit.DONE
    for parameter in load_catalogue().get(name).parameters:
        assert f"--{parameter.name.replace('_', '-')}" in done.stdout


def test_queries_are_listed() -> None:
    """The list has every query, and nothing else is on standard output."""
    run = whomet("queries")
    assert [line.split()[0] for line in run.stdout.splitlines()] == list(load_catalogue().names)


def test_no_colours_off_a_terminal() -> None:
    """What is piped is text without escapes."""
    run = whomet("--help")
    assert "\x1b" not in run.stdout
    assert "\x1b" not in whomet("show", "thing/abc", env=NOBODY).stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("whomet query who", "who_met_whom"),
        ("whomet query who_met_whom --per", "--person"),
        ("whomet query who_met_whom --modality sch", "scheduled"),
        ("whomet db st", "status"),
    ],
)
def test_shell_completion(words: str, expected: str) -> None:
    """The shell completes names of queries, options and terms."""
    asked = {"_WHOMET_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    run = whomet(env=NOBODY | asked)
    assert expected in run.stdout.split()


def test_dry_run_needs_no_database(tmp_path: Path) -> None:
    """Files are checked without a database; every error is told as FILE:LINE: FIELD: PROBLEM."""
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text('{"record": "document", "published": "2025-11-26", "title": "A", "text": "B"}\n', encoding="utf-8")
    bad.write_text('{"record": "document", "published": "yesterday", "title": "A"}\n', encoding="utf-8")
    run = whomet("load", "--dry-run", str(good), str(bad), env=NOBODY)
    assert run.returncode == Exit.REJECTED
    assert run.stdout == ""
    assert f"{bad}:1: published: " in run.stderr
    assert "1 documents with 0 claims can be loaded" in run.stderr


def test_serve_refuses_a_taken_port() -> None:
    """A port in use is told before anything slow is started."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = whomet("serve", "--port", str(port), env=NOBODY)
    assert run.returncode == Exit.USAGE
    assert f"can't listen on 127.0.0.1:{port}" in run.stderr
    assert is_free(port)
