"""Write the lock of Jena's jars anew: `python -m tests.readers.relock`. Needed only when `JENA_VERSION` changes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.embedded.download import remote_repositories
from graph.embedded.lockfile import Jar
from tests.readers.jena import JENA_VERSION, LOCK, ROOT


def main() -> None:
    """Resolve, fetch and hash."""
    from jgo.maven import MavenContext

    with TemporaryDirectory() as folder:
        context = MavenContext(repo_cache=Path(folder), remote_repos=remote_repositories(), timeout=60)
        inputs, transitive = context.resolver.resolve([context.create_dependency(ROOT)])
        jars: list[Jar] = []
        for artifact in (one.artifact for one in (*inputs, *transitive)):
            content = artifact.resolve().read_bytes()
            name = artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier
            jars.append(Jar(*name, hashlib.sha256(content).hexdigest(), len(content)))
    made = "coordinate, sha256, bytes. By python -m tests.readers.relock"
    head = f"# Jars of Jena's command-line tools, {JENA_VERSION}: {made}"
    lines = (head, *(f"{jar.coordinate} {jar.sha256} {jar.size}" for jar in sorted(jars)), "")
    LOCK.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
