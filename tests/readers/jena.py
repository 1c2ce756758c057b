"""Jena's `riot`: its jars are pinned as Neo4j's are, and run on the same Java."""

from __future__ import annotations

from pathlib import Path

from graph.embedded.lockfile import Jar, parse

JENA_VERSION = "5.6.0"
ROOT = f"org.apache.jena:jena-cmds:{JENA_VERSION}"
LOCK = Path(__file__).with_name(f"jena-{JENA_VERSION}.lock")


def pinned() -> tuple[Jar, ...]:
    """The jars of the lock."""
    return parse(LOCK.read_text(encoding="utf-8"))


def have_jars(cache: Path) -> Path:
    """The folder with all jars, fetched where one is missing.

    Raises:
        JarDownloadError: One could not be had.
    """
    from graph.embedded.download import fetch, remote_repositories

    folder = cache / f"jena-{JENA_VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    missing = [jar for jar in pinned() if not (folder / jar.filename).is_file()]
    if missing:
        fetch(missing, folder, remote_repositories(), lambda _: None)
    return folder
