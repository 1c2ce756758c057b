"""`whomet ingest leaders` without a database: what is read, told and counted, and who is one with whom."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from api.cli.root import build
from graph.errors import InputError

LEADERS = """\
obsid,gwcode,leadid,leader,yrborn,startdate,enddate,exit
BLR-1994,370,l1,Lukashenko,1954,1994-07-20,2015-12-31,Still in Office
BLR-1993,370,l2,Council of Elders,,1993-07-20,1994-07-20,Regular
"""


def ingest(*words: object) -> Result:
    """Run the command with `--dry-run`."""
    return CliRunner().invoke(build(), ["ingest", "leaders", "--dry-run", *map(str, words)])


def write(path: Path, text: str) -> Path:
    """Write a file."""
    path.write_text(text, encoding="utf-8")
    return path


def test_counts_findings_and_merges(tmp_path: Path) -> None:
    """Everything read is loaded or told, and a leader whom the packages know is told with the reason."""
    path, report = write(tmp_path / "archigos.csv", LEADERS), tmp_path / "report.jsonl"
    result = ingest(path, "--merges", "--report", report)
    assert result.exit_code == 0, result.stderr
    assert "row: 2 read = 1 loaded + 1 left out" in result.stderr
    (found,) = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert (found["file"], found["line"], found["record"]) == ("archigos.csv", 3, "BLR-1993")
    (merge,) = result.stdout.splitlines()
    assert merge.split("\t")[:3] == ["person/alexander-lukashenko", "Lukashenko", "archigos/archigos.csv"]
    assert merge.endswith("compatible name, and led state/BLR at the same time")


def test_what_cannot_be_used_is_refused(tmp_path: Path) -> None:
    """Wrong options, missing files, two of one name, and files without anybody, in words."""
    path = write(tmp_path / "archigos.csv", LEADERS)
    groups = write(tmp_path / "groups.txt", "BLACK_STAR_ [GRCREB]\n")
    for words, told in (
        ((path, "--format", "excel"), "excel is none of"),
        ((path, "--known-until", "2015-12-31/.."), "has no end"),
        ((path, "--known-until", "soon"), "no date in EDTF"),
        ((tmp_path / "none.csv",), "there is no file"),
        ((path, path), "has the name of a file before it"),
        ((groups,), "none of the files names anybody"),
    ):
        result = ingest(*words)
        assert isinstance(result.exception, InputError), words
        assert told in str(result.exception)
