"""`whomet export` of a part: what the options mean, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from api.cli.exits import Exit

pytestmark = pytest.mark.usefixtures("samples")


class Finished(Protocol):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


type Whomet = Callable[..., Finished]


def test_a_part_is_written_and_valid(whomet: Whomet, tmp_path: Path) -> None:
    """What a query answers, in any form; how much it is told, and another command reads it."""
    path = tmp_path / "calls.trig"
    asked = ("--query", "who_met_whom", "--param", "person=Lukashenko", "--param", "type=call", "--param", "type=meet")
    run = whomet("export", "-o", str(path), *asked)
    assert run.returncode == Exit.DONE, run.stderr
    assert "a part: " in run.stderr
    assert "query=who_met_whom&person=Lukashenko&type=call&type=meet" in path.read_text(encoding="utf-8")
    assert whomet("validate", str(path)).returncode == Exit.DONE


def test_quotations_can_be_left_out(whomet: Whomet, tmp_path: Path) -> None:
    """Of a part as of the whole, compressed and in order."""
    path = tmp_path / "one.nq"
    run = whomet("export", "-o", str(path), "--actor", "Lukashenko", "--no-text", "--sorted")
    assert run.returncode == Exit.DONE, run.stderr
    lines = path.read_bytes().splitlines()
    assert lines == sorted(lines)
    assert not [line for line in lines if b"/ns#quote>" in line or b"schema.org/text>" in line]


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--actor", "Bush"), Exit.AMBIGUOUS, "person/george-w-bush"),
        (("--actor", "Nobody Whatever"), Exit.UNKNOWN, "nobody is known"),
        (("--actor", "Lukashenko", "--history"), Exit.USAGE, "--history is of whole exports"),
        (("--param", "person=x"), Exit.USAGE, "no query is named"),
        (("--query", "who_met_whom", "--param", "person"), Exit.USAGE, "write NAME=VALUE"),
        (("--query", "who_met_whom", "--param", "person=Putin", "--since", "2025"), Exit.USAGE, "give it to the query"),
        (("--query", "who_met_whom", "--param", "person=Putin", "--param", "known_at=1"), Exit.USAGE, "known_at"),
    ],
)
def test_what_is_refused_leaves_no_file(
    whomet: Whomet, tmp_path: Path, options: tuple[str, ...], code: Exit, told: str
) -> None:
    """With the code and the words that other commands have for it."""
    run = whomet("export", "-o", str(tmp_path / "x.nq"), *options)
    assert run.returncode == code
    assert told in run.stderr
    assert not list(tmp_path.iterdir())


def test_a_network_is_written(whomet: Whomet, tmp_path: Path) -> None:
    """By the name's ending; what it has is told, and what is of linked data alone is refused."""
    run = whomet("export", "-o", str(tmp_path / "x.gexf"), "--actor", "Lukashenko", "--since", "2025")
    assert run.returncode == Exit.DONE, run.stderr
    assert "actors and" in run.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["x.gexf"]
    assert whomet("export", "-o", str(tmp_path / "y.csv"), "--sorted").returncode == Exit.USAGE
