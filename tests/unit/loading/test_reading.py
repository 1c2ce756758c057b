"""Files as they lie on a disk or come through a pipe: formats, compression, encodings."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.records import Bundle
from ingest.loading import Rejected, read_bundles, read_stream, write_bundle

YAML = "- {title: Zoë, published: 2025-11-26, claims: [{type: meet, quote: met Łukasz, coder: human:me}]}\n"
CSV = "title,published,type,quote,coder\nZoë,2025-11-26,meet,met Łukasz,human:me\n"


def only(outcomes: list[Bundle | Rejected]) -> Bundle:
    """The one document of a file."""
    [outcome] = outcomes
    assert isinstance(outcome, Bundle), [str(error) for error in outcome.errors]
    return outcome


BUNDLE = only(list(read_stream(io.BytesIO(YAML.encode()), "x", format="yaml")))
JSONL = "".join(f"{line}\n" for line in write_bundle(BUNDLE))
FILES = [
    ("a.jsonl", JSONL),
    ("a.ndjson", JSONL),
    ("a.json", JSONL),
    ("a", JSONL),
    ("a.yaml", YAML),
    ("a.YML", YAML),
    ("a.json", f"[{YAML.removeprefix('- ')}]"),
    ("a.csv", CSV),
    ("a.b.tsv", CSV.replace(",", "\t")),
]


@pytest.mark.parametrize(("name", "text"), FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_every_format_is_read_however_it_was_saved(
    tmp_path: Path, name: str, text: str, encoding: str, *, packed: bool
) -> None:
    """The suffix tells the format, the first bytes the rest; the same document comes out."""
    data = text.encode(encoding)
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(data) if packed else data)
    assert only(list(read_bundles(path))) == BUNDLE


@pytest.mark.parametrize("text", [JSONL, ""])
def test_standard_input_is_json_lines(text: str) -> None:
    """What a program pipes in is read without being told, and nothing is no error."""
    program = (
        "from ingest.loading import read_bundles\n"
        "for path in (None,): print(sum(len(one.claims) for one in read_bundles(path)))"
    )
    run = subprocess.run([sys.executable, "-c", program], input=text.encode(), capture_output=True, check=True)
    assert run.stdout.strip() == (b"1" if text else b"0")


def test_a_format_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    """Neither the name nor the beginning says what it is, so the user must."""
    path = tmp_path / "claims.txt"
    path.write_text(CSV)
    with pytest.raises(InputError, match="can't be told"):
        list(read_bundles(path))
    assert only(list(read_bundles(path, format="csv"))) == BUNDLE
    with pytest.raises(InputError, match="'xls' is no format; use one of jsonl, yaml, csv"):
        list(read_bundles(path, format="xls"))


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """It is named with the reason."""
    with pytest.raises(InputError, match=r"no\.csv can't be read: No such file"):
        list(read_bundles(tmp_path / "no.csv"))
    with pytest.raises(InputError, match="can't be read"):
        list(read_bundles(tmp_path))


@pytest.mark.parametrize("name", ["a.csv", "a.yaml"])
def test_another_encoding_is_not_guessed(tmp_path: Path, name: str) -> None:
    """The error says what it may be and how that reads; the encoding that is named is used."""
    text = (CSV if name == "a.csv" else YAML).replace("Łukasz", "Zoë à Besançon, où Müller")
    path = tmp_path / name
    path.write_bytes(text.encode("cp1252"))
    [outcome] = read_bundles(path)
    assert isinstance(outcome, Rejected)
    assert outcome.errors[0].line == (2 if name == "a.csv" else 1)
    assert "is not UTF-8 (byte 0xEB); it may be" in outcome.errors[0].problem
    if name == "a.yaml":
        assert only(list(read_bundles(path, encoding="cp1252"))).document.title == "Zoë"


def test_a_named_encoding_is_checked(tmp_path: Path) -> None:
    """An unknown name is an error of the command, a wrong one an error of the file."""
    path = tmp_path / "a.csv"
    path.write_text(CSV, encoding="utf-8")
    for unknown in ("utf-99", "hex"):
        with pytest.raises(InputError, match="is no encoding"):
            list(read_bundles(path, encoding=unknown))
    [outcome] = read_bundles(path, encoding="ascii")
    assert isinstance(outcome, Rejected)
    assert "is not ascii" in outcome.errors[0].problem


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.gz"])
@pytest.mark.parametrize("kept", [0.5, 0.05])
def test_a_damaged_archive_is_named(tmp_path: Path, name: str, kept: float) -> None:
    """A download that broke off is an error of the file, and no document comes out half."""
    data = gzip.compress((CSV if "csv" in name else JSONL).encode())
    path = tmp_path / name
    path.write_bytes(data[: int(len(data) * kept)])
    [outcome] = read_bundles(path)
    assert isinstance(outcome, Rejected)
    assert "damaged or was cut short" in outcome.errors[-1].problem


def test_lines_that_are_not_utf8_are_named_one_by_one(tmp_path: Path) -> None:
    """In JSON Lines a torn sign costs its document alone."""
    path = tmp_path / "a.jsonl"
    other = JSONL.replace(BUNDLE.document.doc_id, "other").replace(BUNDLE.claims[0].id, "")
    path.write_bytes(JSONL.encode("cp1252", errors="replace") + other.encode())
    bad, good = read_bundles(path)
    assert isinstance(bad, Rejected)
    assert bad.errors[0].line == 1
    assert isinstance(good, Bundle)


def test_a_stream_stays_open() -> None:
    """It is the caller's, who may read or close it afterwards."""
    for data in (JSONL.encode(), JSONL.encode("utf-16"), gzip.compress(CSV.encode())):
        stream = io.BytesIO(data)
        assert only(list(read_stream(stream, "x", format="csv" if data.startswith(b"\x1f") else None)))
        assert not stream.closed
