"""neo4j-admin's bulk import into a home that has no graph yet."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.embedded.home import Home, require_space
from graph.embedded.java import tool_command
from graph.embedded.process import find
from graph.errors import EmbeddedServerError, ForeignGraphError

DATABASE = "neo4j"
LAST_LINES = 20


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be imported.

    Attributes:
        arguments: `--nodes=LABEL=FILES` and `--relationships=TYPE=FILES`; nodes are numbered.
        delimiters: Options that say what stands between fields, around them, and between items of a list ("U+001E").
        space: Bytes that must be free on the disk of the home.
        memory: Java's heap.
    """

    arguments: tuple[str, ...]
    delimiters: Mapping[str, str]
    space: int = 0
    memory: str = "2g"

    def words(self, report: Path) -> list[str]:
        """The words after `neo4j-admin`; what it can't use is told in the file `report`."""
        return [
            *("database", "import", "full", DATABASE),
            *self.arguments,
            "--id-type=integer",
            *(f"--{name}={sign}" for name, sign in self.delimiters.items()),
            "--bad-tolerance=0",
            f"--report-file={report}",
        ]


def require_fresh(home: Path) -> None:
    """Make sure that a home has no graph, and no server that runs.

    Raises:
        ForeignGraphError: It has one.
    """
    place = Home.at(home)
    if find(place) is not None or (place.data / "databases" / DATABASE).exists():
        raise ForeignGraphError(
            f"{home} has a graph already, and the bulk import only fills a fresh one. Load the files with "
            "whomet ingest, or name another folder in WHOMET_HOME."
        )


def import_files(
    home: Path,
    files: Import,
    *,
    cache: Path | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> None:
    """Run the import; when it fails, the home has no graph, as before.

    Args:
        home: The home folder; its server does not run.
        files: What is imported.
        cache: Folder of the jars.
        on_progress: Is told, in a sentence, what takes time.

    Raises:
        EmbeddedServerError: neo4j-admin failed; its last lines are quoted.
        DiskSpaceError: Too little room.
    """
    require_fresh(home)
    place = Home.at(home)
    command, environment = tool_command(place, files.memory, cache=cache, on_progress=on_progress)
    require_space(place.path, files.space, "the imported graph")
    done = subprocess.run(
        [*command, *files.words(place.neo4j / "import.report")],
        env=environment,
        cwd=place.neo4j,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        _remove(place)
        lines = "\n".join(done.stdout.splitlines()[-LAST_LINES:])
        raise EmbeddedServerError(f"neo4j-admin could not import the files (it ended with {done.returncode}):\n{lines}")


def _remove(place: Home) -> None:
    """Take away what a failed import left, so that the home is as it was."""
    for folder in ("databases", "transactions"):
        shutil.rmtree(place.data / folder / DATABASE, ignore_errors=True)
