"""Finding the Historian's repositories on this machine, or getting them with git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from graph.errors import FetchError, InputError
from ingest.historian.reading import SOURCES, Source

BASE = "https://github.com/HistoryAtState"
FOLDER = "historian"
"""Where in the cache the clones lie."""
_PERCENT = re.compile(r"(?P<what>[A-Z][A-Za-z ]+):\s+(?P<share>\d+)%")
_FAULTS = ("fatal:", "error:")
_CHUNK = 4_096
_TOLD = 3
"""Lines of what git says last that an error quotes, where none is a fault by its beginning."""


def find_repositories(folders: Iterable[Path], sources: Sequence[Source] = SOURCES) -> dict[str, Path]:
    """Tell which repositories folders are, or hold directly.

    Args:
        folders: Clones, by whatever name, or folders with clones in them.
        sources: The repositories to look for.

    Returns:
        Name → folder, in the order of `sources`.

    Raises:
        InputError: A folder is none of them and holds none, or one repository was found twice.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        here = _found_in(folder, sources)
        for name, path in here.items():
            if found.setdefault(name, path).resolve() != path.resolve():
                raise InputError(f"{found[name]} and {path} both hold the repository {name}; name one of them")
    return {one.name: found[one.name] for one in sources if one.name in found}


def _found_in(folder: Path, sources: Sequence[Source]) -> dict[str, Path]:
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}")
    within = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
    found: dict[str, Path] = {}
    for path in within:
        for name in (one.name for one in sources if _is(one, path)):
            if name in found:
                raise InputError(f"{found[name]} and {path} both hold the repository {name}; name one of them")
            found[name] = path
        if found and path == folder:
            break
    if not found:
        marks = "; ".join(f"{one.name} ({', '.join(one.marks)})" for one in sources)
        raise InputError(
            f"{folder} is none of the Historian's repositories and holds none, which are known by: {marks}"
        )
    return found


def _is(source: Source, folder: Path) -> bool:
    return all((folder / mark).exists() for mark in source.marks)


def fetch_repositories(
    cache: Path, names: Iterable[str], on_progress: Callable[[str], None], *, base: str = BASE
) -> dict[str, Path]:
    """Clone repositories into the cache, or bring their clones up to date; only their present state, without history.

    Args:
        cache: whomet's cache folder.
        names: Which.
        on_progress: Told in words how far it is.
        base: Where they lie, as git takes it.

    Returns:
        Name → folder.

    Raises:
        InputError: There is no git on this machine.
        FetchError: A repository could not be had; a clone that was there is as it was.
    """
    git = shutil.which("git")
    if git is None:
        told = "install it, or download the repositories and name their folders: whomet ingest historian FOLDER..."
        raise InputError(f"git, which fetches {base}, is not installed; {told}")
    folder = cache / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    fetched: dict[str, Path] = {}
    for name in names:
        url, there = f"{base}/{name}", folder / name
        if (there / ".git").is_dir():
            _update(git, url, there, on_progress)
        else:
            _clone(git, url, there, on_progress)
        fetched[name] = there
    return fetched


def _clone(git: str, url: str, there: Path, on_progress: Callable[[str], None]) -> None:
    """Clone beside the place and move it there: what is interrupted leaves no half of it."""
    with tempfile.TemporaryDirectory(dir=there.parent, prefix=".clone-", ignore_cleanup_errors=True) as beside:
        target = Path(beside) / there.name
        _run([git, "clone", "--depth", "1", "--progress", "--", url, str(target)], url, on_progress)
        if there.exists():
            raise InputError(f"{there} is in the way of a clone of {url}; move it away")
        target.rename(there)


def _update(git: str, url: str, there: Path, on_progress: Callable[[str], None]) -> None:
    _run([git, "-C", str(there), "fetch", "--depth", "1", "--progress", "--", url, "HEAD"], url, on_progress)
    _run([git, "-C", str(there), "reset", "--quiet", "--hard", "FETCH_HEAD"], url, on_progress)


def _run(command: Sequence[str], url: str, on_progress: Callable[[str], None]) -> None:
    """Run git, which asks nobody anything, and pass on how far it is."""
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_quiet(os.environ)
    )
    said: list[str] = []
    with child:
        assert child.stderr is not None  # noqa: S101  -- it was asked for
        try:
            for line in _lines(child.stderr.fileno()):
                if far := _PERCENT.search(line):
                    on_progress(f"{url}: {far['what'].lower()}, {far['share']} %")
                elif line:
                    said.append(line)
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        faults = [line for line in said if line.startswith(_FAULTS)]
        told = " / ".join(faults or said[-_TOLD:]) or f"exit code {child.returncode}"
        raise FetchError(
            f"git could not fetch it: {told}; try again when the network is there, or name the folders of clones",
            file=url,
        )


def _lines(pipe: int) -> Iterator[str]:
    """What a stream says, by lines; git begins a line of progress anew with a carriage return."""
    rest = b""
    while more := os.read(pipe, _CHUNK):
        *whole, rest = re.split(rb"[\r\n]+", rest + more)
        yield from (line.decode(errors="replace").strip() for line in whole)
    yield rest.decode(errors="replace").strip()


def _quiet(environment: Mapping[str, str]) -> dict[str, str]:
    return {**environment, "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "LC_ALL": "C"}
