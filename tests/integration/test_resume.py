"""An interrupted run of the extraction goes on where it was, and comes to the file that one run would have written."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from api.cli.root import build
from graph.errors import InputError

CORPUS = Path(__file__).parents[1] / "corpora" / "newswire.jsonl"
# A shell without job control has background jobs ignore Ctrl-C, and what they start inherits it.
HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
COMMAND = f"{HEARD}; from api.cli import main; main()"
PATIENCE = 120


def extract(*arguments: str | Path) -> str:
    """Run the command in this process; give what it told."""
    result = CliRunner().invoke(build(), ["extract", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def refused(*arguments: str | Path) -> str:
    """Run the command in this process; give why it can't be used."""
    with pytest.raises(InputError) as caught:
        extract(*arguments)
    return str(caught.value)


def interrupt(reports: Path, output: Path, how: signal.Signals, documents: int = 20) -> Path:
    """Run the command in a process of its own, and end that when some documents are written; give what it left."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "extract", str(reports), "--output", str(output)], stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < until and process.poll() is None:
            parts = list(output.parent.glob(f"{output.name}.*.part"))
            if parts and parts[0].read_bytes().count(b'"record":"document"') >= documents:
                break
            time.sleep(0.02)
        process.send_signal(how)
        process.wait(PATIENCE)
    finally:
        process.kill()
    assert not output.exists()
    (part,) = output.parent.glob(f"{output.name}.*.part")
    return part


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What one run writes."""
    path = tmp_path_factory.mktemp("whole") / "claims.jsonl"
    extract(CORPUS, "--output", path)
    assert [one.name for one in path.parent.iterdir()] == ["claims.jsonl"]
    return path.read_bytes()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "from the keyboard"])
def test_goes_on_where_it_was(tmp_path: Path, whole: bytes, how: signal.Signals) -> None:
    """What is done is not read again, and the end is the same to the byte; then nothing is left to do."""
    output = tmp_path / "claims.jsonl"
    part = interrupt(CORPUS, output, how)
    assert f"{part} was left by an interrupted run; go on with --resume" in refused(CORPUS, "--output", output)
    kept = part.read_bytes().count(b'"record":"document"')
    assert f"{kept} documents are in {part}; going on after them" in extract(CORPUS, "--output", output, "--resume")
    assert output.read_bytes() == whole
    assert [one.name for one in tmp_path.iterdir()] == ["claims.jsonl"]
    assert "is complete" in extract(CORPUS, "--output", output, "--resume")


@pytest.mark.parametrize("torn", [b'{"record":"doc', b"\x00" * 4096, b'{"record":"claim"}\n', b"[]\n{}\n"])
def test_torn_end_is_cut_away(tmp_path: Path, whole: bytes, torn: bytes) -> None:
    """Be it half a line or what a disk without power leaves: whole documents stay, and what is left is read."""
    output = tmp_path / "claims.jsonl"
    part = interrupt_at(tmp_path, whole, len(whole) - 400)
    with part.open("ab") as stream:
        stream.write(torn)
    extract(CORPUS, "--output", output, "--resume")
    assert output.read_bytes() == whole


def interrupt_at(folder: Path, whole: bytes, at: int) -> Path:
    """Leave the beginning of the file as an interrupted run would have."""
    from api.cli.extraction import By, Extraction
    from api.cli.gathering import Gathering
    from ingest.loading.claim_file import ClaimFile

    with ClaimFile(folder / "claims.jsonl", Extraction(Gathering(), By.RULES).made_by) as file:
        file.part.write_bytes(whole[:at])
    return file.part


def test_other_options_don_t_go_on(tmp_path: Path, whole: bytes) -> None:
    """What another extractor began would be half of the one and half of the other."""
    output = tmp_path / "claims.jsonl"
    part = interrupt_at(tmp_path, whole, 1000)
    people = tmp_path / "people.csv"
    people.write_text("name,post,state\nAnna Berg,Foreign Minister,Germany\n", encoding="utf-8")
    told = refused(CORPUS, "--output", output, "--resume", "--authority", people)
    assert f"{part} was begun by another version or with another --extractor or --authority" in told


def test_reports_that_changed_don_t_go_on(tmp_path: Path, whole: bytes) -> None:
    """The file would tell of a text that is no more; the document is named."""
    interrupt_at(tmp_path, whole, len(whole) // 2)
    changed = tmp_path / "changed.jsonl"
    changed.write_text(CORPUS.read_text(encoding="utf-8").replace("gunmen", "people", 1), encoding="utf-8")
    told = refused(changed, "--output", tmp_path / "claims.jsonl", "--resume")
    assert "nw-001 is not what the interrupted run read" in told
    assert "start again" in told


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    """Two would write into each other's lines."""
    with FileLock(tmp_path / "claims.jsonl.lock"):
        assert "another whomet is writing it" in refused(CORPUS, "--output", tmp_path / "claims.jsonl")


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """It is told before anything is read."""
    assert "there is no folder" in refused(CORPUS, "--output", tmp_path / "nowhere" / "claims.jsonl")
    assert "is no file" in refused(CORPUS, "--output", tmp_path)
    assert "--output FILE" in refused(CORPUS, "--resume")


def test_complete_file_is_replaced_at_the_end(tmp_path: Path, whole: bytes) -> None:
    """As by a redirection, but never with half of a file."""
    output = tmp_path / "claims.jsonl"
    output.write_bytes(b"of yesterday")
    extract(CORPUS, "--output", output)
    assert output.read_bytes() == whole
