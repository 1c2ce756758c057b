"""Neo4j's jars in a folder of the cache: fetched once, healed when something is missing or damaged."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from filelock import FileLock

from graph.embedded import lockfile
from graph.embedded.home import require_space
from graph.embedded.lockfile import NEO4J_VERSION, Jar
from graph.errors import JarDownloadError

_MARKER = "complete"


def ensure_jars(
    cache: Path,
    report: Callable[[str], None],
    *,
    jars: tuple[Jar, ...] | None = None,
    repositories: Mapping[str, str] | None = None,
) -> Path:
    """Return the folder that holds every jar of the lock, fetching what is missing.

    Two processes may call this at once: one fetches, the other waits for it. A complete folder carries a
    marker and is trusted by its files' sizes; without the marker every file is verified by its hash.

    Args:
        cache: The cache; the jars lie in a folder of it that is named after Neo4j's version.
        report: Is told, in a sentence, what takes time.
        jars: The jars; None for those of the lock.
        repositories: URLs of Maven repositories by name, in order of preference; None for jgo's own.

    Raises:
        JarDownloadError: A jar is missing and no repository gives it, or the cache can't be written.
        DiskSpaceError: The missing jars don't fit on the disk.
    """
    jars = lockfile.load() if jars is None else jars
    folder = cache / f"neo4j-{NEO4J_VERSION}"
    if _is_complete(folder, jars):
        return folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JarDownloadError(
            f"{folder} can't be made ({error}). Set WHOMET_CACHE or WHOMET_HOME to a folder that you may write to."
        ) from error
    with FileLock(cache / f"neo4j-{NEO4J_VERSION}.lock"):
        if not _is_complete(folder, jars):
            _complete(folder, jars, report, repositories)
    return folder


def distrust(cache: Path) -> None:
    """Have the next `ensure_jars` verify every jar by its hash, after a server that did not start."""
    (cache / f"neo4j-{NEO4J_VERSION}" / _MARKER).unlink(missing_ok=True)


def _complete(
    folder: Path,
    jars: tuple[Jar, ...],
    report: Callable[[str], None],
    repositories: Mapping[str, str] | None,
) -> None:
    missing = [jar for jar in jars if not _is_intact(folder / jar.filename, jar)]
    _prune(folder, keep={jar.filename for jar in jars if jar not in missing})
    if missing:
        size = sum(jar.size for jar in missing)
        require_space(folder, size, "Neo4j's jars")
        report(f"Fetching Neo4j {NEO4J_VERSION} ({len(missing)} jars, {size / 1e6:.0f} MB), once")
        from graph.embedded.download import fetch, remote_repositories

        fetch(missing, folder, repositories or remote_repositories(), report)
    (folder / _MARKER).write_text(lockfile.digest(jars), encoding="ascii")


def _prune(folder: Path, keep: set[str]) -> None:
    """Remove damaged jars, and other files that Java would put on its class path with them."""
    for path in folder.iterdir():
        if path.is_file() and path.name not in keep:
            path.unlink()


def _is_complete(folder: Path, jars: tuple[Jar, ...]) -> bool:
    try:
        marked = (folder / _MARKER).read_text(encoding="ascii") == lockfile.digest(jars)
        return marked and all((folder / jar.filename).stat().st_size == jar.size for jar in jars)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _is_intact(path: Path, jar: Jar) -> bool:
    if not path.is_file() or path.stat().st_size != jar.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
