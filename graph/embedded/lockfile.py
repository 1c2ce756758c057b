"""The pinned jars of Neo4j: `neo4j-VERSION.lock` beside this module, one jar a line.

A line is `group:artifact:version[:classifier] sha256 bytes`, the Maven coordinate of the jar, the SHA-256 of
its content in hex and its size. The file is written by `python -m graph.embedded.relock`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NEO4J_VERSION = "5.26.30"
"""Neo4j Community's long-term support line; docker-compose.yml names the same."""

ROOTS = (f"org.neo4j:neo4j:{NEO4J_VERSION}", f"org.neo4j.app:neo4j-server:{NEO4J_VERSION}")
"""Coordinates that the lock is resolved from: the database, and its server with neo4j-admin."""

LOCK = Path(__file__).with_name(f"neo4j-{NEO4J_VERSION}.lock")


@dataclass(frozen=True, order=True)
class Jar:
    """One jar of the lock.

    Attributes:
        group: Maven group id.
        artifact: Maven artifact id.
        version: Version, exact.
        classifier: Maven classifier ("linux-x86_64"), or "".
        sha256: SHA-256 of the jar in lower-case hex.
        size: Its size in bytes.
    """

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def coordinate(self) -> str:
        """`group:artifact:version`, and `:classifier` where there is one."""
        parts = (self.group, self.artifact, self.version, self.classifier)
        return ":".join(part for part in parts if part)

    @property
    def filename(self) -> str:
        """The name that Maven gives the file; unique in the lock."""
        return "-".join(part for part in (self.artifact, self.version, self.classifier) if part) + ".jar"


def parse(text: str) -> tuple[Jar, ...]:
    """Read the text of a lock; blank lines and lines that begin with `#` are comments."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(_parse_line(line) for line in lines if line and not line.startswith("#"))


def _parse_line(line: str) -> Jar:
    coordinate, sha256, size = line.split()
    group, artifact, version, *classifier = coordinate.split(":")
    return Jar(group, artifact, version, "".join(classifier), sha256, int(size))


def render(jars: tuple[Jar, ...]) -> str:
    """Write jars as the text of a lock, in the order of their coordinates."""
    head = f"# Jars of Neo4j {NEO4J_VERSION}: coordinate, sha256, bytes. By python -m graph.embedded.relock"
    return "\n".join((head, *(f"{jar.coordinate} {jar.sha256} {jar.size}" for jar in sorted(jars)), ""))


@cache
def load() -> tuple[Jar, ...]:
    """The jars of this version's lock."""
    return parse(LOCK.read_text(encoding="utf-8"))


def digest(jars: tuple[Jar, ...]) -> str:
    """SHA-256 of the lock that these jars make: what a complete folder of them is marked with."""
    return hashlib.sha256(render(jars).encode()).hexdigest()
