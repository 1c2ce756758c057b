"""Write the lock of Neo4j's jars anew: `python -m graph.embedded.relock`.

Needed only when `NEO4J_VERSION` changes. jgo resolves the dependencies of `ROOTS` and fetches each jar once
into a temporary folder; the lock keeps what was fetched by its hash. Takes a few minutes and 300 MB.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from jgo.maven import Dependency, MavenContext

from graph.embedded.download import remote_repositories
from graph.embedded.lockfile import LOCK, ROOTS, Jar, render

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> None:
    """Resolve, fetch and hash the jars of `ROOTS`, and write them to the lock beside this module."""
    with TemporaryDirectory() as folder:
        jars = tuple(_resolve(Path(folder)))
    LOCK.write_text(render(jars), encoding="utf-8")


def _resolve(folder: Path) -> Iterator[Jar]:
    context = MavenContext(repo_cache=folder, remote_repos=remote_repositories(), timeout=60)
    roots = [context.create_dependency(root) for root in ROOTS]
    inputs, transitive = context.resolver.resolve(roots)
    for dependency in (*inputs, *transitive):
        yield _pin(dependency)


def _pin(dependency: Dependency) -> Jar:
    artifact = dependency.artifact
    content = artifact.resolve().read_bytes()
    return Jar(
        artifact.groupId,
        artifact.artifactId,
        artifact.version,
        artifact.classifier,
        hashlib.sha256(content).hexdigest(),
        len(content),
    )


if __name__ == "__main__":
    main()
