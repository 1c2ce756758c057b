"""Files and folders: kinds, compression, and what is passed over."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.loading.problems import Rejected
from ingest.readers import KINDS, Reading, Told, read_path, read_paths
from ingest.readers.paths import SUFFIXES, guess_kind
from tests.unit.readers.conftest import only
from tests.unit.readers.making_pdf import make_pdf

DAY = dt.date(2025, 11, 26)
TOLD = Told(published=DAY)
TEXT = "Putin met Lukashenko in Minsk."
CONTENTS = {
    "text": TEXT.encode(),
    "markdown": f"*{TEXT}*".encode(),
    "html": f"<html><body><p>{TEXT}</p></body></html>".encode(),
    "pdf": make_pdf([TEXT]),
    "feed": f"<rss version='2.0'><channel><item><description>{TEXT}</description></item></channel></rss>".encode(),
    "jsonl": f'{{"text": "{TEXT}"}}'.encode(),
}


@pytest.mark.parametrize(("suffix", "kind"), SUFFIXES.items())
@pytest.mark.parametrize("packed", [False, True])
def test_names_tell_the_kind(tmp_path: Path, suffix: str, kind: str, packed: bool) -> None:  # noqa: FBT001
    """Each suffix has its reader, in capitals and compressed too."""
    path = tmp_path / f"a{suffix.upper()}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(CONTENTS[kind]) if packed else CONTENTS[kind])
    assert only(list(read_path(path, TOLD))).document.text == TEXT


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "markdown"])
def test_beginnings_tell_the_kind(kind: str) -> None:
    """Where a name says nothing, the beginning does."""
    assert guess_kind(CONTENTS[kind]) == kind


def test_folder(tmp_path: Path) -> None:
    """Files of all folders in order; other kinds are told, hidden files are none; one bad file stops nothing."""
    for name, content in {
        "b.txt": "B met C.",
        "a/z.txt": "A met B.",
        "a/empty.txt": "",
        "feed.xml": CONTENTS["feed"].decode(),
        "picture.png": "x",
        ".hidden.txt": "H met I.",
        ".git/c.txt": "G met H.",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    passed: list[Path] = []
    outcomes = list(read_paths([tmp_path], TOLD, on_passed=passed.append))
    assert [one.document.text for one in outcomes if isinstance(one, Reading)] == ["B met C.", TEXT, "A met B."]
    assert [one.errors[0].problem for one in outcomes if isinstance(one, Rejected)] == ["is empty"]
    assert [one.name for one in passed] == ["picture.png"]


def test_option_is_no_order_for_a_folder(tmp_path: Path) -> None:
    """What the user says of a folder only fills in what its files don't tell."""
    path = tmp_path / "a.txt"
    path.write_text("Talks\nBy Ben Aris November 20, 2025\n\nA met B.", encoding="utf-8")
    assert only(list(read_paths([tmp_path], TOLD))).document.published == dt.date(2025, 11, 20)
    assert only(list(read_paths([path], TOLD))).document.published == DAY


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    """It is told with its name."""
    (outcome,) = read_path(tmp_path / "nothing.txt")
    assert isinstance(outcome, Rejected)
    assert "nothing.txt: can't be read" in str(outcome.errors[0])


def test_damaged_archive(tmp_path: Path) -> None:
    """A compressed file that was cut short, or that grows without end, is told."""
    path = tmp_path / "a.txt.gz"
    for data, says in ((gzip.compress(TEXT.encode())[:-9], "damaged"), (gzip.compress(b"A " * 6_000_000), "larger")):
        path.write_bytes(data)
        (outcome,) = read_path(path, TOLD)
        assert isinstance(outcome, Rejected)
        assert says in str(outcome.errors[0])


def test_unknown_kind_and_encoding(tmp_path: Path) -> None:
    """A kind or an encoding that there is not is the command's mistake, not the file's."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="no kind"):
        list(read_path(path, TOLD, kind="word"))
    with pytest.raises(InputError, match="no encoding"):
        list(read_path(path, Told(published=DAY, encoding="klingon")))
