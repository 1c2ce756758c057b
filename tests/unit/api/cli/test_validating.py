"""`whomet validate` on a file: what it says, and how it ends."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from api.cli.root import build

EVENT = "<https://w3id.org/whomet/id/event/a>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
PLACE = "<https://w3id.org/whomet/id/place/1>"


def test_a_file_that_conforms_ends_well(tmp_path: Path) -> None:
    """With how much was looked at."""
    file = tmp_path / "place.nt"
    file.write_text(
        f"{PLACE} {TYPE} <http://semanticweb.cs.vu.nl/2009/11/sem/Place> .\n"
        f'{PLACE} <http://www.w3.org/2004/02/skos/core#prefLabel> "Minsk" .\n'
    )
    result = CliRunner().invoke(build(), ["validate", str(file)])
    assert result.exit_code == 0, result.output
    assert "conforms: 2 quads say something of 1 URIs" in result.output


def test_a_file_that_does_not_conform_is_told_of(tmp_path: Path) -> None:
    """Problems go to standard output, a line each; counts beside them; the exit code says it too."""
    file = tmp_path / "event.nt"
    file.write_text(f"{EVENT} {TYPE} <https://w3id.org/whomet/ns#Event> .\n")
    result = CliRunner().invoke(build(), ["validate", str(file), "--limit", "3"])
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert all(line.startswith(f"{file}:1: event/a: ") for line in lines)
    assert "(--limit)" in result.stderr
    assert "does not conform" in result.stderr
