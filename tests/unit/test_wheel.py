"""The built distribution: whoever installs it gets everything that the checkout runs on."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("graph", "ingest", "queries", "api")


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of a wheel built from this tree, by its name."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_wheel_carries_code_and_data(contents: dict[str, bytes]) -> None:
    """Vocabulary, queries, samples and pages are in the wheel beside the modules, and nothing else is."""
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    expected = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert {name for name in contents if ".dist-info/" not in name} == expected


def test_wheel_brings_the_command(contents: dict[str, bytes]) -> None:
    """Installing the wheel gives the command `whomet`, and the licence with it."""
    (entry,) = (data.decode() for name, data in contents.items() if name.endswith("entry_points.txt"))
    assert "whomet = api.cli:main" in entry
    assert any(name.endswith("licenses/LICENSE") for name in contents)
