"""The notebooks run from top to bottom on a real database that holds the samples."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from graph.settings import Settings

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs, every figure is drawn, and nothing is printed to standard error."""
    monkeypatch.setenv("WHOMET_HOME", str(settings.home))
    monkeypatch.setenv("WHOMET_CACHE", str(settings.jar_cache))
    notebook = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(FOLDER)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    drawn = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(drawn) == sum("plt.show()" in cell.source for cell in notebook.cells) > 0
    assert [output for output in outputs if output.output_type == "stream"] == []


def test_both_notebooks_are_there() -> None:
    """The two notebooks that the README tells of exist."""
    assert [path.stem for path in NOTEBOOKS] == ["belarus_2025", "who_met_whom"]
