"""Facts about the tree itself: what is pinned, what may not be committed, what the texts promise."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK, BENCH_LOCK = ROOT / "requirements.lock", ROOT / "tests/bench/requirements.txt"
LONGEST_MODULE = 500
# Written apart, so that this file passes its own test.
REGISTRIES = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("maven", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
    ]
]
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work/(?:main|shared|\.library)|root/|home/\w+/|tmp/whomet)")
OTHER_LOCKS = {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml"}
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def committed() -> list[Path]:
    """Every file that is committed or would be: tracked, or new and not ignored."""
    git = shutil.which("git")
    assert git, "git lists the files that these tests look at; install it"
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@cache
def project() -> dict[str, Any]:
    """The content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(lock: Path = LOCK) -> dict[str, Requirement]:
    """A lock's requirements by canonical name."""
    text = lock.read_text(encoding="utf-8")
    lines = re.findall(r"^(\w\S+==.+?) \\$", text, flags=re.MULTILINE)
    return {canonicalize_name(found.name): found for found in map(Requirement, lines)}


def declared() -> list[Requirement]:
    """Every requirement that pyproject.toml names for the set-up: runtime, extras, groups but the benchmark's."""
    extras = project()["project"]["optional-dependencies"].values()
    groups = [group for name, group in project()["dependency-groups"].items() if name != "bench"]
    names = [*project()["project"]["dependencies"], *(name for extra in extras for name in extra)]
    names += [name for group in groups for name in group if isinstance(name, str)]
    return [Requirement(name) for name in names]


def make_targets() -> set[str]:
    """The Makefile's public targets: those that `make help` lists."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):.*## ", text, flags=re.MULTILINE))


def test_python_version_is_pinned() -> None:
    """The version manager and the project agree on Python 3.12."""
    assert (ROOT / ".python-version").read_text(encoding="utf-8") == "3.12\n"
    assert project()["project"]["requires-python"] == ">=3.12"


def test_requirements_lock_is_the_only_lock() -> None:
    """No other tool's lock is committed: they write registry addresses."""
    others = {path.name for path in committed() if path.name in OTHER_LOCKS or path.match("pylock*.toml")}
    assert not others


@pytest.mark.parametrize("lock", [LOCK, BENCH_LOCK], ids=["lock", "bench"])
def test_every_dependency_is_locked(lock: Path) -> None:
    """`make lock` was run after the last change of a dependency; the benchmark's have a lock of their own."""
    pins = locked(lock)
    bench = [Requirement(name) for name in project()["dependency-groups"]["bench"]]
    for wanted in declared() if lock == LOCK else bench:
        pin = pins.get(canonicalize_name(wanted.name))
        assert pin, f"{wanted.name} is not in {lock.name}: run `make lock`"
        version = str(pin.specifier).removeprefix("==")
        assert wanted.specifier.contains(version), f"{pin} is not {wanted}: run `make lock`"


@pytest.mark.parametrize("lock", [LOCK, BENCH_LOCK], ids=["lock", "bench"])
def test_every_pin_has_hashes(lock: Path) -> None:
    """A package whose file changed under its version is refused."""
    blocks = re.split(r"^(?=\w)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked(lock))
    assert all("--hash=sha256:" in block for block in blocks)


def test_lock_needs_no_compiler() -> None:
    """The overrides of pyproject.toml keep out pyicu, which needs C headers, and what imports it."""
    assert not {"pyicu", "normality"} & set(locked())


def test_uv_is_one_version() -> None:
    """The Makefile and the image get the same uv."""
    pinned = {
        match
        for name in ("Makefile", "Dockerfile")
        for match in re.findall(r"UV_VERSION ?:?= ?([\d.]+)", (ROOT / name).read_text(encoding="utf-8"))
    }
    assert len(pinned) == 1


def test_no_registry_or_machine_path() -> None:
    """No committed file names a package registry's host or a path of the machine it was written on."""
    faults: list[str] = []
    for path in committed():
        text = path.read_bytes().decode("utf-8", errors="replace")
        faults += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRIES if host in text]
        faults += [f"{path.relative_to(ROOT)}: {found}" for found in MACHINE_PATHS.findall(text)]
    assert not faults


def test_modules_are_small() -> None:
    """No module is longer than 500 lines."""
    modules = [path for path in committed() if path.suffix == ".py"]
    lengths = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in modules}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_make_sets_up_and_runs() -> None:
    """`make demo` and `make test` install first, then do the main job and the tests."""
    make = shutil.which("make")
    assert make, "the set-up is make's; install it"
    command = [make, "--dry-run", "--always-make", "demo", "test"]
    plan = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    # Where there is no uv, installing that comes before: the project's own installation is the one that is editable.
    steps = ["pip sync", "--editable .", "whomet demo", '-m "not gold and not readers"']
    places = [plan.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_name_real_targets(path: Path) -> None:
    """Every `make TARGET` that a text tells people to run exists."""
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named <= make_targets()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_texts_hold(path: Path) -> None:
    """Every relative link of a text leads to a file."""
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    """The index of decisions links every ADR, and ADRs are numbered without gaps."""
    folder = ROOT / "docs" / "adr"
    names = sorted(path.name for path in folder.glob("[0-9]*.md"))
    index = (folder / "index.md").read_text(encoding="utf-8")
    assert re.findall(r"\((\d{4}-[\w-]+\.md)\)", index) == names
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_changelog_has_one_unreleased_section() -> None:
    """Changes gather under one heading, the first."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert headings.count("[Unreleased]") == 1


def test_notebooks_are_stripped() -> None:
    """Notebooks are committed without outputs, which would go stale and quote licensed text."""
    for path in committed():
        if path.suffix == ".ipynb":
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")], path


def test_ci_script_parses() -> None:
    """.ci/run is a script that bash can read, and it ends in `make check`."""
    bash = shutil.which("bash")
    assert bash, ".ci/run is a bash script; install bash"
    script = ROOT / ".ci" / "run"
    subprocess.run([bash, "-n", str(script)], check=True)
    assert script.read_text(encoding="utf-8").rstrip().endswith("\nmake check")
