"""The command line on a real database: the samples are read, a graph of its own is written."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest

import queries
from api.cli.exits import Exit
from graph.store.connection import Store


class Finished(Protocol):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


type Whomet = Callable[..., Finished]
BISHKEK = ("2025-11-26", "Vladimir Putin", "Bishkek")


@pytest.mark.usefixtures("samples")
class TestReading:
    """Commands that only read."""

    def test_three_faces_give_the_same_rows(self, process: Whomet, http: httpx.Client, store: Store) -> None:
        """The same rows from the command line, over HTTP in another spelling, and in a notebook."""
        run = process("query", "who_met_whom", "--person", "Lukashenko", "--format", "json")
        assert run.returncode == Exit.DONE, run.stderr
        by_command = json.loads(run.stdout)
        by_http = http.get("/queries/who_met_whom", params={"person": "Лукашенко"}).json()
        frame = queries.run("who_met_whom", store=store, person="Lukashenka")
        assert by_command["rows"] == by_http["rows"]
        assert by_command["digest"] == by_http["digest"]
        assert set(by_command) == set(by_http)
        columns = list(by_http["rows"][0])
        by_notebook = json.loads(frame[columns].to_json(orient="records"))
        assert by_notebook == by_http["rows"]

    def test_rows_carry_their_evidence(self, whomet: Whomet) -> None:
        """Putin in Bishkek and Trump on the telephone, each with quotation, document, publisher and attribution."""
        run = whomet("query", "who_met_whom", "--person", "Lukashenko", "--format", "jsonl")
        rows = {(row["date"], row["other"]): row for row in map(json.loads, run.stdout.splitlines())}
        putin, trump = rows["2025-11-26", "Vladimir Putin"], rows["2025-08-15", "Donald Trump"]
        assert putin["place"] == "Bishkek"
        assert "TASS" in putin["attribution"]
        assert trump["type"] == "call"
        for row in (putin, trump):
            assert row["quote"]
            assert row["document"]
            assert row["source"]

    def test_table_says_how_to_go_on(self, whomet: Whomet) -> None:
        """A table has the words and the ids; the commands that explain and correct a row stand beneath."""
        run = whomet("query", "who_met_whom", "--person", "Lukashenko")
        flat = " ".join(run.stdout.split())
        for word in (*BISHKEK, "TASS", "event/"):
            assert word in flat
        assert "whomet show event/" in run.stderr
        assert "whomet query event_reports --event event/" in run.stderr
        assert "whomet retract" in run.stderr
        assert "\x1b" not in run.stdout + run.stderr

    def test_suggested_commands_work(self, whomet: Whomet) -> None:
        """What is printed beneath a table can be pasted back."""
        told = whomet("query", "who_met_whom", "--person", "Lukashenko").stderr
        for line in told.splitlines():
            command = line.partition("whomet ")[2].split()
            if command and command[0] in {"show", "query"}:
                assert whomet(*command).returncode == Exit.DONE, line

    def test_csv_has_every_column(self, whomet: Whomet) -> None:
        """CSV goes to standard output alone and has every row and column."""
        run = whomet("query", "events", "--modality", "all", "--all", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(run.stdout, newline="")))
        body = json.loads(whomet("query", "events", "--modality", "all", "--format", "json").stdout)
        assert [row["event"] for row in rows] == [row["event"] for row in body["rows"]]
        assert list(rows[0]) == list(body["rows"][0])

    def test_pages(self, whomet: Whomet) -> None:
        """A page says that more follows and where; `--all` has all of it."""
        page = whomet("query", "events", "--modality", "all", "--limit", "2", "--format", "json")
        assert "--all" in page.stderr
        cursor = json.loads(page.stdout)["after"]
        following = whomet(
            "query", "events", "--modality", "all", "--limit", "2", "--after", cursor, "--format", "json"
        )
        whole = whomet("query", "events", "--modality", "all", "--limit", "2", "--all", "--format", "json")
        rows = json.loads(whole.stdout)["rows"]
        assert json.loads(page.stdout)["rows"] + json.loads(following.stdout)["rows"] == rows[:4]
        assert len(rows) > 4

    def test_options_may_have_underscores(self, whomet: Whomet) -> None:
        """Parameters may be written as the queries write them."""
        run = whomet("query", "events", "--known_at", "0", "--format", "json")
        assert run.returncode == Exit.DONE, run.stderr
        assert json.loads(run.stdout)["rows"] == []

    @pytest.mark.parametrize(
        ("arguments", "code", "says"),
        [
            (["query", "who_met_whom", "--person", "Lukashenkko"], Exit.UNKNOWN, "person/alexander-lukashenko"),
            (["query", "who_met_whom", "--person", "Mohamed"], Exit.AMBIGUOUS, "may be"),
            (["show", "event/nothing"], Exit.UNKNOWN, "there is no event"),
            (["actors", "Lukashenkko"], Exit.DONE, "the nearest are"),
        ],
    )
    def test_failures_have_their_codes(self, whomet: Whomet, arguments: list[str], code: int, says: str) -> None:
        """Scripts tell an unknown name from an ambiguous one by the code, people by the words."""
        run = whomet(*arguments)
        assert run.returncode == code
        assert says in run.stderr

    def test_show_explains_anything(self, whomet: Whomet) -> None:
        """An event, a claim, a document and an actor, each in readable form, the words quoted."""
        row = json.loads(whomet("query", "disputed_events", "--format", "json").stdout)["rows"][0]
        for id_ in (row["event"], row["claim"]):
            page = whomet("show", id_)
            assert page.returncode == Exit.DONE, page.stderr
            assert " ".join(row["quote"].split()) in " ".join(page.stdout.split())
            assert id_ in page.stdout
        assert "against it" in whomet("show", row["event"]).stdout
        shown = json.loads(whomet("show", row["claim"], "--format", "json").stdout)
        document = shown["document"]["id"]
        full = document if document.startswith("document/") else f"document/{document}"
        assert row["claim"] in whomet("show", full).stdout
        assert "Alexander Lukashenko" in whomet("show", "person/alexander-lukashenko").stdout

    def test_actors_are_found(self, whomet: Whomet) -> None:
        """The search shows ids to go on with."""
        run = whomet("actors", "Лукашенко")
        assert run.stdout.split()[0] == "person/alexander-lukashenko"


class TestWriting:
    """Commands that write, each on a graph of its own."""

    def test_demo_twice(self, graph: Store, whomet: Whomet, process: Whomet) -> None:
        """The demo ends with the table of the main question and says how to go on; a second run changes nothing."""
        del graph
        first = process("demo")
        assert first.returncode == Exit.DONE, first.stderr
        flat = " ".join(first.stdout.split())
        for word in (*BISHKEK, "TASS", "2025-08-15", "Donald Trump"):
            assert word in flat
        assert "whomet queries" in first.stderr
        before = whomet("dump").stdout
        second = whomet("demo")
        assert "0 claims added" in second.stderr
        assert whomet("dump").stdout == before
        assert len(before.splitlines()) > 100

    def test_demo_refuses_a_foreign_graph(self, graph: Store, whomet: Whomet, tmp_path: Path) -> None:
        """Samples are not mixed into somebody's graph unless they say so."""
        del graph
        file = write_report(tmp_path)
        assert whomet("load", str(file)).returncode == Exit.DONE
        refused = whomet("demo")
        assert refused.returncode == Exit.FOREIGN
        assert "--add" in refused.stderr
        assert whomet("demo", "--add").returncode == Exit.DONE

    def test_load_takes_the_good_and_tells_the_bad(self, graph: Store, whomet: Whomet, tmp_path: Path) -> None:
        """A bad document is told with file, line and field, takes no good one with it, and can be mended."""
        del graph
        good, bad = write_report(tmp_path), tmp_path / "bad.jsonl"
        bad.write_text('{"record": "document", "published": "yesterday", "title": "A"}\n', encoding="utf-8")
        run = whomet("load", str(good), str(bad))
        assert run.returncode == Exit.REJECTED
        assert run.stdout == ""
        assert f"{bad}:1: published: " in run.stderr
        assert "1 document: 1 claims added" in run.stderr
        bad.write_text('{"record": "document", "published": "2025-11-26", "title": "A"}\n', encoding="utf-8")
        again = whomet("load", str(good), str(bad))
        assert again.returncode == Exit.DONE, again.stderr
        assert "0 claims added" in again.stderr

    def test_load_reads_a_pipe(self, graph: Store, whomet: Whomet, tmp_path: Path) -> None:
        """`-` reads standard input, so that commands compose."""
        del graph
        run = whomet("load", "-", stdin=write_report(tmp_path).read_text(encoding="utf-8"))
        assert run.returncode == Exit.DONE, run.stderr
        assert "1 claims added" in run.stderr

    def test_retracted_claim_stays_readable(
        self, graph: Store, whomet: Whomet, http: httpx.Client, tmp_path: Path
    ) -> None:
        """A retracted claim's event is gone, but not as of the commit before; the claim says who closed it and why."""
        del graph
        file = write_report(tmp_path)
        whomet("load", str(file))
        row = json.loads(whomet("query", "events", "--format", "jsonl").stdout)
        claim = show(whomet, row["event"])["claims"][0]["id"]
        seq = json.loads(whomet("query", "events", "--format", "json").stdout)["seq"]
        run = whomet("retract", claim, "--reason", "misread", "--by", "human:tester")
        assert run.returncode == Exit.DONE, run.stderr
        assert http.get("/queries/events").json()["rows"] == []
        tail = row["event"].removeprefix("event/")
        assert http.get(f"/events/{tail}").status_code == 404
        assert http.get(f"/events/{tail}", params={"known_at": seq}).json()["id"] == row["event"]
        closed = show(whomet, claim)
        assert closed["closed_why"] == "retracted"
        assert closed["decisions"][0]["reason"] == "misread"
        loaded = whomet("load", str(file))
        assert f"stay closed, as somebody decided: {claim}" in loaded.stderr

    def test_a_review_from_file_to_decisions(
        self, graph: Store, whomet: Whomet, http: httpx.Client, tmp_path: Path
    ) -> None:
        """Review a file, load it, correct a claim, and see who decided what, on the command line and over HTTP."""
        del graph
        file, review = write_report(tmp_path), tmp_path / "review.yaml"
        assert whomet("review", str(file), "--curator", "anna", "--output", str(review)).returncode == Exit.DONE
        text = review.read_text(encoding="utf-8")
        claim = re.findall("id: (claim/.*)", text)[0]
        edited = text.replace("verdict:\n", "verdict: corrected\n").replace("date: 2025-11-26\n", "date: 2025-11-25\n")
        edited = edited.replace("reason:\n", "reason: a day off\n")
        unloaded = whomet("curate", "-", stdin=edited)
        assert unloaded.returncode == Exit.USAGE
        assert "load it first" in unloaded.stderr
        whomet("load", str(file))
        assert "1 without a verdict" in whomet("curate", str(review)).stderr
        checked = whomet("curate", "-", "--dry-run", stdin=edited)
        assert "1 corrected" in checked.stderr
        assert "only checked" in checked.stderr
        done = whomet("curate", "-", stdin=edited)
        assert done.returncode == Exit.DONE, done.stderr
        closed = show(whomet, claim)
        assert (closed["closed_why"], closed["decisions"][0]["kind"]) == ("corrected", "corrected")
        heir = closed["superseded_by"][0]["id"]
        (decision,) = http.get(f"/claims/{heir.removeprefix('claim/')}").json()["decisions"]
        told = {name: decision[name] for name in ("kind", "by", "reason")}
        assert told == {"kind": "corrected", "by": "human:anna", "reason": "a day off"}
        assert decision["claim"]["id"] == claim
        assert decision["at"].startswith("20")
        assert f"corrected {claim} into this by human:anna" in " ".join(whomet("show", heir).stdout.split())
        assert "recorded before" in whomet("curate", "-", stdin=edited).stderr
        assert heir in whomet("load", str(file)).stderr
        of_graph = whomet("review", heir)
        assert of_graph.returncode == Exit.DONE
        assert "corrected by human:anna on " in of_graph.stdout
        assert whomet("review", claim).returncode == Exit.USAGE
        assert whomet("review", "nowhere.jsonl").returncode == Exit.UNKNOWN

    def test_a_review_is_not_written_over(self, whomet: Whomet, tmp_path: Path) -> None:
        """What somebody edited stays."""
        review = tmp_path / "review.yaml"
        review.write_text("mine", encoding="utf-8")
        run = whomet("review", str(write_report(tmp_path)), "--output", str(review))
        assert run.returncode == Exit.USAGE
        assert "exists already" in run.stderr
        assert review.read_text(encoding="utf-8") == "mine"

    def test_revised_claim_leads_to_its_successor(
        self, graph: Store, whomet: Whomet, http: httpx.Client, tmp_path: Path
    ) -> None:
        """When a document is corrected, the old claim's id still leads to the event."""
        del graph
        whomet("load", str(write_report(tmp_path)))
        old = json.loads(whomet("query", "events", "--format", "jsonl").stdout)["event"].removeprefix("event/")
        whomet("load", str(write_report(tmp_path, date="2025-11-25")))
        new = json.loads(whomet("query", "events", "--format", "jsonl").stdout)["event"].removeprefix("event/")
        answer = http.get(f"/events/{old}", follow_redirects=True)
        assert answer.status_code == 200
        assert answer.json()["id"] == f"event/{new}"
        assert answer.json()["date"] == "2025-11-25"


def show(whomet: Whomet, id_: str) -> dict[str, Any]:
    """What `whomet show` tells, for programs."""
    return json.loads(whomet("show", id_, "--format", "json").stdout)


def write_report(folder: Path, date: str = "2025-11-26") -> Path:
    """A report of one meeting as JSON Lines."""
    text = "Ann Example met Bob Sample in Bishkek."
    document = {"record": "document", "doc_id": "tests/report 1?", "published": "2025-11-26", "publisher": "The Test"}
    claim = {
        "record": "claim",
        "doc_id": "tests/report 1?",
        "type": "meet",
        "participants": [
            {"name": "Ann Example", "kind": "person", "role": "participant", "side": "a"},
            {"name": "Bob Sample", "kind": "person", "role": "participant", "side": "b"},
        ],
        "date": date,
        "place": "Bishkek",
        "evidence": {"quote": text, "start": 0, "end": len(text)},
        "coder": "human:tester",
    }
    file = folder / "report.jsonl"
    file.write_text(
        "".join(json.dumps(record) + "\n" for record in ({**document, "text": text, "claims": 1}, claim)),
        encoding="utf-8",
    )
    return file
