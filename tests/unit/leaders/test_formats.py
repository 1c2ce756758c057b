"""Which list a file is, by its content; what is none is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.leaders import Format, read_leaders
from ingest.leaders.formats import find_format


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.csv", "obsid,gwcode,leadid,leader,startdate,enddate\n", Format.ARCHIGOS),
        ("a.txt", "obsid\tleadid\tccode\tleader\tstartdate\tenddate\n", Format.ARCHIGOS),
        ("a.csv", "country,position,positionLabel,officeholder,officeholderLabel,start_year\n", Format.WIKIDATA),
        ("a.csv", "name;post;state;since\n", Format.TABLE),
        ("a.yaml", "- {name: Edda Quorn, state: Malta}\n", Format.TABLE),
        ("a.jsonl", '{"name": "Edda Quorn"}\n', Format.TABLE),
        ("a.txt", "# Actors\nICELAND_ [ISL]\n+ICELANDIC_\n", Format.PHOENIX),
        ("a.txt", "EDDA_QUORN_\n\t[ISLGOV >600101]\n", Format.PHOENIX),
    ],
)
def test_content_tells(tmp_path: Path, name: str, text: str, found: Format) -> None:
    """By the columns, the ending of YAML and JSON Lines, or the codes."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert find_format(path) is found


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        (b"name,type,description\nX,STRING,some\n", "is no list of office-holders"),
        (b"@@,country,position,positionlabel,officeholder,officeholderlabel\n", "the differences between two tables"),
        (b"Dear reader, this is prose.\n", "is no list of office-holders"),
    ],
)
def test_others_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    """With the file's name, and what would help."""
    path = tmp_path / "some.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        read_leaders(path)
    assert str(path) in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    """So is a file that is not there."""
    with pytest.raises(InputError, match="can't be read"):
        read_leaders(tmp_path / "none.csv")


@pytest.mark.parametrize("format_", list(Format))
def test_binary_under_any_name(tmp_path: Path, format_: Format) -> None:
    """A file that somebody calls a list is refused all the same."""
    path = tmp_path / "list.csv"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(InputError):
        read_leaders(path, format_)
