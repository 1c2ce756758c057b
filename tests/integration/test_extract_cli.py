"""From files to claims and into the graph, by command, with the real parser and the real database."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.exits import Exit, exit_of
from api.cli.root import build
from graph.errors import WhometError
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.dump import dump_lines

TEXT = "Vladimir Putin met Alexander Lukashenko in Minsk on Tuesday, TASS reported.\n\nThey spoke for two hours."
ARTICLE = f"Talks in Minsk\nBy Ben Aris in Berlin November 26, 2025\n\n{TEXT}\n"
GERMAN = "Der Präsident traf gestern den Außenminister. Sie sprachen in Berlin über den Vertrag. " * 8
FEED = """<rss version="2.0"><channel><title>Ostra Gazette</title>{}</channel></rss>"""
ITEM = """<item><title>Talks</title><link>https://gazette.example/{}</link>
<pubDate>Wed, 26 Nov 2025 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Vladimir Putin met Alexander Lukashenko in {} on Tuesday.&lt;/p&gt;</description></item>"""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records on standard output."""
        return [json.loads(line) for line in self.stdout.splitlines()]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The records of a kind."""
        return [one for one in self.records if one["record"] == kind]


type Whomet = Callable[..., Finished]


@pytest.fixture
def whomet(settings: Settings) -> Whomet:
    """Runs a command inside this process, on the session's database where it needs one."""
    environment = {"WHOMET_HOME": str(settings.home), "WHOMET_CACHE": str(settings.jar_cache)}

    def run(*arguments: str | Path, stdin: str | None = None) -> Finished:
        result = CliRunner().invoke(build(), list(map(str, arguments)), env=environment, input=stdin)
        if isinstance(result.exception, WhometError):
            return Finished(exit_of(result.exception), result.stdout, f"{result.stderr}{result.exception}")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Finished(result.exit_code, result.stdout, result.stderr)

    return run


def write(path: Path, content: str) -> Path:
    """Write a file."""
    path.write_text(content, encoding="utf-8")
    return path


def test_extract_writes_what_load_reads(whomet: Whomet, tmp_path: Path, graph: Store) -> None:
    """Standard output has records alone, each quotation stands in its text, and the whole loads."""
    done = whomet("extract", write(tmp_path / "a.txt", ARTICLE))
    assert done.code == Exit.DONE, done.stderr
    (document,) = done.of("document")
    assert (document["title"], document["author"], document["published"]) == (
        "Talks in Minsk",
        "Ben Aris",
        "2025-11-26",
    )
    assert document["text"] == TEXT
    assert document["claims"] == len(done.of("claim")) >= 1
    for claim in done.of("claim"):
        evidence = claim["evidence"]
        assert document["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
    loaded = whomet("load", "-", stdin=done.stdout)
    assert loaded.code == Exit.DONE, loaded.stderr
    assert graph.read("MATCH (c:Claim) RETURN count(c)").values == [[document["claims"]]]


def test_collection_keeps_its_ids(whomet: Whomet, tmp_path: Path) -> None:
    """Claims over a collection carry the ids that the collection gives; a bad line is named, the rest is read."""
    lines = [
        json.dumps({"doc_id": "g-1", "published": "2025-11-26", "title": None, "text": TEXT, "corpus": "x"}),
        "{ bad",
        json.dumps({"doc_id": "g-2", "published": "2025-11-26", "text": TEXT + " More."}),
        json.dumps({"doc_id": "g-1", "published": "2025-11-26", "text": "Another text under the same id."}),
    ]
    path = write(tmp_path / "c.jsonl", "\n".join(lines))
    done = whomet("extract", path)
    assert done.code == Exit.REJECTED
    assert [one["doc_id"] for one in done.of("document")] == ["g-1", "g-2"]
    assert {one["doc_id"] for one in done.of("claim")} == {"g-1", "g-2"}
    assert f"{path}:2: " in done.stderr
    assert "g-1" in done.stderr
    assert whomet("load", "--dry-run", "-", stdin=done.stdout).code == Exit.DONE


def test_folder_with_everything(whomet: Whomet, tmp_path: Path) -> None:
    """What can't be read is told with its name and makes the code 1; what is left out does not."""
    write(tmp_path / "a.txt", ARTICLE)
    write(tmp_path / "copy.txt", ARTICLE)
    write(tmp_path / "german.txt", GERMAN)
    (tmp_path / "picture.jpeg").write_bytes(b"\xff\xd8\xff")
    done = whomet("extract", tmp_path, "--published", "2025-11-26", "--publisher", "Gazette")
    assert done.code == Exit.DONE, done.stderr
    assert len(done.of("document")) == 1
    assert done.of("document")[0]["publisher"] == "Gazette"
    assert "german.txt: left out" in done.stderr
    assert "(de)" in done.stderr
    assert "copy.txt: the same document" in done.stderr
    assert "1 .jpeg" in done.stderr
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02")
    write(tmp_path / "empty.md", "")
    again = whomet("extract", tmp_path, "--published", "2025-11-26", "--publisher", "Gazette")
    assert again.code == Exit.REJECTED
    assert again.stdout == done.stdout
    assert "binary.txt: is no text" in again.stderr
    assert "empty.md: is empty" in again.stderr


def test_pipe(whomet: Whomet) -> None:
    """A document may come through a pipe."""
    assert whomet("extract", "-", "--published", "2025-11-26", stdin=TEXT).of("claim")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extract", "nothing.txt"], "there is no file nothing.txt"),
        (["extract", "https://gazette.example/a"], "whomet ingest article"),
        (["extract", "-", "--published", "26 November"], "--published"),
        (["extract", "-", "--published", "2025-02-30"], "--published"),
        (["extract", "-", "--kind", "word"], "no kind"),
        (["extract", "-", "--encoding", "klingon"], "--encoding"),
        (["extract", "-", "--jobs", "2", "--dask", "tcp://127.0.0.1:8786"], "leave one out"),
        (["extract", "-", "--dask", "127.0.0.1"], "write it like tcp://HOST:8786"),
        (["extract", "-", "--dask", "tcp://h:1", "--extractor", "llm"], "--dask is for the rules"),
        (["ingest", "article", "nothing.txt"], "there is no file nothing.txt"),
        (["ingest", "feed", "nothing.xml"], "there is no file nothing.xml"),
    ],
)
def test_usage(whomet: Whomet, arguments: list[str], says: str) -> None:
    """A command that can't be used says why before anything slow is done."""
    done = whomet(*arguments, stdin=TEXT)
    assert done.code == Exit.USAGE
    assert says in done.stderr
    assert done.stdout == ""


def test_undated_file_says_what_to_do(whomet: Whomet, tmp_path: Path) -> None:
    """The error names the file and the option."""
    path = write(tmp_path / "undated.txt", TEXT)
    done = whomet("extract", path)
    assert done.code == Exit.REJECTED
    assert f"{path}: published: " in done.stderr
    assert "--published" in done.stderr


def test_ingest_article(whomet: Whomet, tmp_path: Path, graph: Store) -> None:
    """Read, extracted and loaded at once; a second time nothing is added."""
    path = write(tmp_path / "a.txt", ARTICLE)
    first, second = whomet("ingest", "article", path), whomet("ingest", "article", path)
    assert (first.code, second.code) == (Exit.DONE, Exit.DONE), first.stderr + second.stderr
    (claims,) = graph.read("MATCH (c:Claim) RETURN count(c)").values[0]
    assert f"1 document: {claims} claims added" in first.stderr
    assert "1 document was read before" in second.stderr
    again = whomet("ingest", "article", path, "--again")
    assert f"1 document: 0 claims added, 0 closed, {claims} unchanged" in again.stderr
    assert "read before" not in again.stderr


def test_what_was_read_otherwise_is_read_again(whomet: Whomet, tmp_path: Path, graph: Store) -> None:
    """Another text, day or extractor, or claims of somebody else: the same report is passed over, no other one."""
    del graph
    path = write(tmp_path / "a.txt", ARTICLE)
    people = write(tmp_path / "people.csv", "name,post,state\nAnna Berg,Foreign Minister,Germany\n")
    claims = whomet("extract", path).stdout
    passed = "1 document was read before"
    assert passed not in whomet("ingest", "article", path).stderr
    assert passed in whomet("ingest", "article", path).stderr
    assert passed not in whomet("ingest", "article", path, "--authority", people).stderr
    assert passed not in whomet("ingest", "article", path).stderr
    assert passed not in whomet("ingest", "article", path, "--published", "2025-11-27").stderr
    assert passed not in whomet("ingest", "article", path).stderr
    assert whomet("load", "-", stdin=claims).code == Exit.DONE
    assert passed not in whomet("ingest", "article", path).stderr
    assert passed in whomet("ingest", "article", path).stderr


def test_marks_are_no_part_of_the_graph(whomet: Whomet, tmp_path: Path, graph: Store) -> None:
    """Ingesting and loading the same claims give the same dump."""
    path = write(tmp_path / "a.txt", ARTICLE)
    assert whomet("ingest", "article", path).code == Exit.DONE
    ingested = list(dump_lines(graph))
    assert whomet("load", "-", stdin=whomet("extract", path).stdout).code == Exit.DONE
    assert list(dump_lines(graph)) == ingested
    assert not any("read_by" in line for line in ingested)


def test_dry_run_loads_nothing(whomet: Whomet, tmp_path: Path, graph: Store) -> None:
    """Paragraphs stand beside their claims, and the database is as it was."""
    done = whomet("ingest", "article", write(tmp_path / "a.txt", ARTICLE), "--dry-run")
    assert done.code == Exit.DONE, done.stderr
    flat = " ".join(done.stdout.replace("│", " ").split())
    for words in ("Talks in Minsk", "Ben Aris", "participant: Vladimir Putin", "meet", "occurred", "TASS"):
        assert words in flat
    assert graph.read("MATCH (d:Document) RETURN count(d)").values == [[0]]


def test_feed_twice(whomet: Whomet, tmp_path: Path, graph: Store) -> None:
    """A feed that is read again brings nothing twice, and an item that changed is the same document, revised."""
    path = write(tmp_path / "feed.xml", FEED.format(ITEM.format("a", "Minsk") + ITEM.format("b", "Astana")))
    first, second = whomet("ingest", "feed", path), whomet("ingest", "feed", path)
    assert (first.code, second.code) == (Exit.DONE, Exit.DONE), first.stderr + second.stderr
    assert "2 documents: 2 claims added" in first.stderr
    assert "2 documents were read before" in second.stderr
    write(path, FEED.format(ITEM.format("a", "Minsk") + ITEM.format("b", "Moscow")))
    assert "1 document: 1 claims added, 1 closed, 0 unchanged" in whomet("ingest", "feed", path).stderr
    assert graph.read("MATCH (d:Document) RETURN count(DISTINCT d.id)").values == [[2]]


def test_what_is_no_feed(whomet: Whomet, tmp_path: Path, graph: Store) -> None:
    """It is told, and nothing is loaded."""
    del graph
    done = whomet("ingest", "feed", write(tmp_path / "page.html", "<html><body>A page</body></html>"))
    assert done.code == Exit.REJECTED
    assert "is no feed" in done.stderr
