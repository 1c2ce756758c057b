"""Where an embedded server keeps its things: the folders and files of one home."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DiskSpaceError, EmbeddedServerError


@dataclass(frozen=True)
class Home:
    """The layout of a home folder; nothing is created by asking.

    Attributes:
        path: The folder, absolute and free of symbolic links.
    """

    path: Path

    @classmethod
    def at(cls, path: Path) -> Home:
        """The home at a path, which need not exist."""
        return cls(path.expanduser().resolve())

    @property
    def neo4j(self) -> Path:
        """Neo4j's own home: conf, data, logs, run."""
        return self.path / "neo4j"

    @property
    def conf(self) -> Path:
        """Folder of neo4j.conf, which is written at every start."""
        return self.neo4j / "conf"

    @property
    def data(self) -> Path:
        """Databases and their transaction logs."""
        return self.neo4j / "data"

    @property
    def log(self) -> Path:
        """Neo4j's log of its starts, stops and errors."""
        return self.neo4j / "logs" / "neo4j.log"

    @property
    def console(self) -> Path:
        """What Java itself printed since the last start."""
        return self.neo4j / "logs" / "console.log"

    @property
    def password(self) -> Path:
        """The generated password of the user neo4j, readable by the owner alone."""
        return self.path / "neo4j-password"

    @property
    def state(self) -> Path:
        """Which process serves this home, and on which port."""
        return self.path / "server.json"

    @property
    def lock(self) -> Path:
        """Held by the command that starts or stops the server."""
        return self.path / "server.lock"

    def create(self) -> None:
        """Make the folders, for the owner alone.

        Raises:
            EmbeddedServerError: A folder can't be made.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for folder in (self.neo4j, self.conf, self.data, self.log.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise EmbeddedServerError(
                f"{self.path} can't hold a database ({error}). Set WHOMET_HOME to a folder that you may write to."
            ) from error

    def has_store(self) -> bool:
        """Whether a server has run here and made its databases, users included."""
        return (self.data / "databases" / "system").exists()

    def data_bytes(self) -> int:
        """Size of the databases and their transaction logs; 0 before the first start."""
        return sum(size_of(path) for path in self.data.rglob("*") if path.is_file())


def size_of(path: Path) -> int:
    """Size of a file in bytes; 0 when it is not there (a running Neo4j removes logs at any time)."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def require_space(folder: Path, minimum: int, purpose: str) -> None:
    """Make sure that the disk of a folder has so many bytes free.

    Raises:
        DiskSpaceError: It has not.
    """
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    if free < minimum:
        raise DiskSpaceError(
            f"{purpose} need {minimum / 1e6:.0f} MB on the disk of {folder}; {free / 1e6:.0f} MB are free. "
            "Nothing was started. Free some space, or set WHOMET_HOME to a folder on another disk."
        )
