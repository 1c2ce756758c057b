"""XML files: records with lines, and clear errors for what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import RecordError
from ingest.historian.xml import read_xml

GOOD = """<?xml version="1.0"?>
<trips>
  <!-- a remark of the editor's -->
  <trip who="a">
    <remarks>Met  with
      <hi>King</hi> Rudolf.</remarks>
    <locale/>
  </trip>
</trips>
"""


def _read(tmp_path: Path, data: bytes, root: str = "trips"):  # noqa: ANN202  -- the node
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    return read_xml(path, "travels/a.xml", root)


def test_a_record(tmp_path: Path) -> None:
    """Elements have lines, attributes, and their text in single spaces; an empty one has none."""
    node = _read(tmp_path, GOOD.encode())
    (trip,) = node.all("trip")
    assert (trip.line, trip.attributes) == (4, {"who": "a"})
    assert trip.get("remarks") == "Met with King Rudolf."
    assert node.get("trip", "remarks", "hi") == "King"
    assert (trip.get("locale"), trip.get("country")) == (None, None)
    assert [one.text for one in node.within("hi")] == ["King"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (GOOD[:-20].encode(), r"travels/a.xml:\d+: is no XML, or was cut short"),
        (b"", "travels/a.xml: is empty"),
        (b" \n", "travels/a.xml: is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", r"travels/a.xml:1: is no XML"),
        (b"<visits/>", "travels/a.xml:1: holds <visits>, not <trips>"),
        (b"<a>" * 2_000 + b"</a>" * 2_000, "is no XML"),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, told: str) -> None:
    """The error names file and line, and what to do."""
    with pytest.raises(RecordError, match=told):
        _read(tmp_path, data)


def test_entities_stay_closed(tmp_path: Path) -> None:
    """A file can neither read another one nor grow in memory."""
    (tmp_path / "secret").write_text("hidden", encoding="utf-8")
    data = f'<!DOCTYPE trips [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]><trips><trip>&e;</trip></trips>'
    assert "hidden" not in _read(tmp_path, data.encode()).text


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """An error like any other."""
    with pytest.raises(RecordError, match="can't be read"):
        read_xml(tmp_path / "away.xml", "away.xml", "trips")
