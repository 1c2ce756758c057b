"""Coded events by command: from files to answers, again, and revised by the next file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli.exits import Exit
from api.cli.root import build
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.dump import dump_lines
from tests.unit.coded.made_up import gdelt, mention

type Whomet = Callable[..., Result]

ENTITIES = ["Emmanuel Macron", "Donald Trump", "Petro Poroshenko", "France", "Police (India)", "Citizen (India)"]
RELATIONS = [
    "Make a visit",
    "Host a visit",
    "Discuss by telephone",
    "Consult",
    "Accuse",
    "Express intent to meet or negotiate",
]
MACRON, TRUMP, POROSHENKO, FRANCE, POLICE, CITIZEN = range(6)
VISIT, HOST, PHONE, CONSULT, ACCUSE, INTEND = range(6)
MARCH, NEXT_DAY = 64 * 24, 65 * 24
ROWS = [
    # Two calls of one man on one day, each from both ends.
    (TRUMP, PHONE, MACRON, MARCH),
    (MACRON, PHONE, TRUMP, MARCH),
    (TRUMP, PHONE, POROSHENKO, MARCH),
    (POROSHENKO, PHONE, TRUMP, MARCH),
    (TRUMP, VISIT, FRANCE, MARCH),
    (FRANCE, HOST, TRUMP, MARCH),
    # What each says of the other is two.
    (POLICE, ACCUSE, CITIZEN, MARCH),
    (CITIZEN, ACCUSE, POLICE, MARCH),
    (TRUMP, INTEND, MACRON, MARCH),
    (TRUMP, CONSULT, MACRON, NEXT_DAY),
    (TRUMP, 77, MACRON, NEXT_DAY),
]


@pytest.fixture
def whomet(settings: Settings) -> Whomet:
    """Runs a command inside this process, on the session's database."""
    environment = {"WHOMET_HOME": str(settings.home), "WHOMET_CACHE": str(settings.jar_cache)}

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(build(), list(map(str, arguments)), env=environment, catch_exceptions=False)

    return run


def quads(folder: Path, rows: list[tuple[int, ...]]) -> Path:
    """Write quadruples with their tables."""
    folder.mkdir(exist_ok=True)
    for name, names in (("entity2id.txt", ENTITIES), ("relation2id.txt", RELATIONS)):
        (folder / name).write_text("".join(f"{one}\t{number}\n" for number, one in enumerate(names)))
    (folder / "train.txt").write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))
    return folder


def answer(result: Result) -> list[dict[str, Any]]:
    """The rows of a query."""
    return json.loads(result.stdout)["rows"]


def test_quadruples_become_events_and_answers(whomet: Whomet, graph: Store, tmp_path: Path) -> None:
    """Mirrors are one event and nothing else is; the sum is printed, and each row is cited by its own id."""
    folder = quads(tmp_path / "icews18", ROWS)
    done = whomet("ingest", "coded", folder, "--report", tmp_path / "report.jsonl")
    assert done.exit_code == Exit.DONE, done.stderr
    assert "ICEWS18: 11 rows = 7 events + 3 mirrors + 1 left out" in done.stderr
    (finding,) = (json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines())
    assert (finding["line"], finding["field"], finding["lost"]) == (11, "relation", True)
    asked = ("query", "who_met_whom", "--person", "Donald Trump", "--format", "json")
    met = [(row["date"], row["type"], row["other"]) for row in answer(whomet(*asked))]
    assert sorted(met) == [
        ("2018-03-06", "call", "Emmanuel Macron"),
        ("2018-03-06", "call", "Petro Poroshenko"),
        ("2018-03-07", "meet", "Emmanuel Macron"),
    ]
    natives = graph.read(
        "MATCH (c:Claim {type: 'visit'}) RETURN c.dataset, c.native_id, c.native_code ORDER BY 2"
    ).values
    assert natives == [["ICEWS18", f"1-0-3-{MARCH}", "042"], ["ICEWS18", f"3-1-1-{MARCH}", "043"]]


def test_the_same_files_change_nothing(whomet: Whomet, graph: Store, tmp_path: Path) -> None:
    """They are passed over by their hash; read anew, in another order, they say the same."""
    folder = quads(tmp_path / "icews18", ROWS)
    whomet("ingest", "coded", folder)
    before = list(dump_lines(graph))
    assert "in the graph already" in whomet("ingest", "coded", folder).stderr
    quads(folder, ROWS[::-1])
    done = whomet("ingest", "coded", folder)
    assert "0 claims added, 0 closed, 10 unchanged" in done.stderr
    assert list(dump_lines(graph)) == before


def test_the_next_file_adds_and_revises(whomet: Whomet, graph: Store, tmp_path: Path) -> None:
    """A day of which it has other rows is replaced; and then the first file is read again."""
    first, second = quads(tmp_path / "icews18", ROWS), tmp_path / "more" / "icews18"
    second.parent.mkdir()
    whomet("ingest", "coded", first)
    before = list(dump_lines(graph))
    quads(second, [(TRUMP, PHONE, MACRON, MARCH), (MACRON, VISIT, FRANCE, NEXT_DAY + 24)])
    assert "1 claims added, 8 closed, 1 unchanged" in whomet("ingest", "coded", second).stderr
    assert "8 claims added, 0 closed" in whomet("ingest", "coded", first).stderr
    dropped = graph.read("MATCH (d:Document) WHERE d.id ENDS WITH '2018-03-08' RETURN count(d)").values
    assert dropped == [[1]]
    assert len(list(dump_lines(graph))) > len(before)


def test_reprints_of_gdelt_are_no_witnesses(whomet: Whomet, graph: Store, tmp_path: Path) -> None:
    """Three articles of one event are three claims, of one origin."""
    sites = ("https://www.herald.example/a", "https://other.example/b", "https://third.example/c")
    (tmp_path / "e.csv").write_text(gdelt(c5="KEN", c6="KENYA", c12="") + "\n")
    (tmp_path / "m.csv").write_text("".join(f"{mention(url=url)}\n" for url in sites))
    done = whomet("ingest", "coded", tmp_path / "e.csv", tmp_path / "m.csv")
    assert done.exit_code == Exit.DONE, done.stderr
    assert graph.read("MATCH (e:Event) RETURN e.type, e.claims, e.documents, e.origins").values == [["visit", 3, 3, 1]]


def test_a_file_cut_short_loads_nothing(whomet: Whomet, graph: Store, tmp_path: Path) -> None:
    """The error names it."""
    folder = quads(tmp_path / "icews18", ROWS)
    (folder / "valid.txt").write_bytes(b"\0\1\2")
    done = CliRunner().invoke(build(), ["ingest", "coded", str(folder), "--dry-run"])
    assert "valid.txt: this is a binary file" in str(done.exception)
    with pytest.raises(Exception, match="binary file"):
        whomet("ingest", "coded", folder)
    assert graph.read("MATCH (c:Claim) RETURN count(c)").values == [[0]]
