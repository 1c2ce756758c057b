"""Packed files read like plain ones; what is no table of coded events is refused before a row of it comes out."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.accounts import Account
from ingest.coded.files import LONGEST, find_files
from ingest.coded.reading import Told, read_coded
from ingest.coded.rows import CodedRow
from tests.unit.coded.made_up import ICEWS_HEADER, gdelt, icews

type Read = Callable[..., tuple[list[CodedRow], Account]]

ROWS = [icews(str(number)) for number in range(1, 2001)]
TABLE = "".join(f"{line}\n" for line in [ICEWS_HEADER, *ROWS]).encode()
QUADS = {
    "entity2id.txt": b"Anna Berg\t0\nFrance\t1\n",
    "relation2id.txt": b"Consult\t0\n",
    "train.txt": b"0\t0\t1\t0\n1\t0\t0\t0\n0\t0\t1\t24\n",
}


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:xz") -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # pyright: ignore[reportCallIssue, reportArgumentType]
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def bare(rows: list[CodedRow]) -> list[CodedRow]:
    """Rows without the names of their files."""
    return [row._replace(file="") for row in rows]


def test_packed_files_read_like_plain_ones(read: Read) -> None:
    """By their first bytes, whatever they are called."""
    plain, _ = read({"events.tab": TABLE})
    assert len(plain) == len(ROWS)
    packed = {
        "a.gz": gzip.compress(TABLE, mtime=0),
        "b": zipped({"in/events.tab": TABLE}),
        "c.xz": lzma.compress(TABLE),
    }
    for name, content in packed.items():
        assert bare(read({name: content})[0]) == bare(plain)


def test_quadruples_read_from_folder_and_archive_alike(read: Read, tmp_path: Path) -> None:
    """The folder's name is the dataset's, on disk and in an archive."""
    archived, _ = read({"x.tar.xz": tarred({f"icews18/{name}": content for name, content in QUADS.items()})})
    account = Account()
    read({f"icews18/{name}": content for name, content in QUADS.items()})
    folder = list(read_coded(find_files([tmp_path / "icews18"]), Told(), account))
    alone = list(read_coded(find_files([tmp_path / "icews18" / "train.txt"]), Told(), Account()))
    assert bare(archived) == bare(folder) == bare(alone)
    assert {row.dataset for row in folder} == {"ICEWS18"}
    assert list(account.lines()) == ["row: 3 read = 3 loaded + 0 left out"]


def test_an_archive_that_changed_is_read_anew(read: Read) -> None:
    """What was unpacked of it before is not taken for it."""
    first, _ = read({"x.tar.gz": tarred({"events.tab": TABLE}, "w:gz")})
    shorter = TABLE[: TABLE.rstrip(b"\n").rindex(b"\n") + 1]
    second, _ = read({"x.tar.gz": tarred({"events.tab": shorter}, "w:gz")})
    assert len(second) == len(first) - 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.gz", gzip.compress(TABLE, mtime=0)[:-200], "damaged or was cut short"),
        ("a.gz", gzip.compress(TABLE, mtime=0)[:40], "damaged or was cut short"),
        ("a.zip", zipped({"events.tab": TABLE})[:-30], "damaged or was cut short"),
        ("a.tar.xz", tarred({"events.tab": TABLE})[:-100], "damaged or was cut short"),
        ("a.xz", lzma.compress(TABLE)[:-100], "damaged or was cut short"),
        ("a.tab", b"\x7fELF\0\0\0", "binary file"),
        ("a.gz", gzip.compress(b"\0\1\2" * 99, mtime=0), "binary file"),
        ("a.tab", b"", "the file is empty"),
        ("a.csv", b"who,whom\n1,2\n", "neither a known header nor known columns"),
        ("a.csv", b"1\t2\t3\n", "say what it is with --format"),
        ("entity2id.txt", QUADS["entity2id.txt"], "holds names and no rows"),
        ("x/train.txt", QUADS["train.txt"], "entity2id.txt is missing beside it"),
    ],
)
def test_what_is_no_table_is_refused(read: Read, name: str, content: bytes, told: str) -> None:
    """With the file's name, and before a row of it comes out."""
    with pytest.raises(InputError, match=told) as refused:
        read({name: content})
    assert name in str(refused.value)


def test_an_archive_needs_room(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is unpacked; the system's device that is always full stands for the disk."""
    with monkeypatch.context() as full:
        full.setattr(tempfile, "NamedTemporaryFile", lambda **_: Path("/dev/full").open("wb"))  # noqa: SIM115
        with pytest.raises(InputError, match=r"can't be unpacked in .*No space left on device.*TMPDIR"):
            read({"events.tar.xz": tarred({"events.tab": TABLE})})
    assert len(read({"events.tar.xz": tarred({"events.tab": TABLE})})[0]) == len(ROWS)


def test_a_file_cut_short_keeps_whole_ones_back(read: Read) -> None:
    """Rows are sorted over all files: the sort ends before the first comes out."""
    with pytest.raises(InputError, match=r"b\.gz:\d+: the file is damaged"):
        read({"a.tab": TABLE, "b.gz": gzip.compress(TABLE, mtime=0)[:-200]})


def test_a_wrong_format_is_told(read: Read) -> None:
    """By what the columns should be."""
    with pytest.raises(InputError, match="has 20 columns, and a table of GDELT events 57, 58 or 61"):
        read({"a.tab": TABLE}, Told(format="gdelt"))
    with pytest.raises(InputError, match="no column Event ID"):
        read({"a.csv": [gdelt()]}, Told(format="icews"))


def test_lines_that_are_no_text_are_told(read: Read) -> None:
    """And those around them are read."""
    head = f"{ICEWS_HEADER}\n{icews('1')}\n".encode()
    bad = icews("2", source="Zoë").encode("cp1252") + b"\n" + b"x" * (LONGEST + 5) + b"\n"
    rows, account = read({"a.tab": head + bad + f"{icews('5')}\n".encode()})
    assert [row.line for row in rows] == [2, 5]
    assert [one.problem for one in account.shown] == [
        "the line is not UTF-8",
        f"the line is longer than {LONGEST:,} bytes",
    ]


def test_there_must_be_a_file(tmp_path: Path) -> None:
    """An empty folder has none."""
    with pytest.raises(InputError, match="there is no file"):
        find_files([tmp_path / "nothing"])
    with pytest.raises(InputError, match="holds no file"):
        find_files([tmp_path])
