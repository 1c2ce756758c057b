"""The bulk load: rows in, a graph that answers out."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from graph.embedded.importing import Import, import_files, require_fresh
from graph.errors import DiskSpaceError, ForeignGraphError, InputError
from graph.identity.packages import load_packages
from graph.identity.resolver import Resolver
from graph.records import Bundle
from graph.store.commits import begin
from graph.store.connection import Address, Store
from graph.store.readings import note_reading
from graph.store.schema import apply_schema, read_version
from ingest.bulk.building import Builder, Built
from ingest.bulk.files import DELIMITERS, ImportFiles
from ingest.bulk.spill import Spill
from ingest.coded.actors import ActorReader
from ingest.committing import Loader, LoadReport
from ingest.committing.authorities import adopt_authority
from ingest.loading import read_bundles
from ingest.loading.problems import Rejected

if TYPE_CHECKING:
    from graph.settings import Settings
    from ingest.coded.rows import CodedRow

BYTES_A_CLAIM = 6_000
"""Room that a claim takes on the disk, in the store with its indexes (ICEWS18: 4,700 bytes)."""
BYTES_A_CLAIM_WRITTEN = 2_500
"""Room that it takes before that, in the files of the import and the spilt rows (ICEWS18: 2,400 bytes)."""
TOLD, REST, FILES = "bulk.json", "rest.jsonl", "files"

type Say = Callable[[str], None]


def bulk_load(
    settings: Settings, rows: Iterable[CodedRow], say: Say, read_by: str | None = None
) -> tuple[Built, LoadReport]:
    """Fill the fresh database of a home with coded data.

    Args:
        settings: Of the embedded server; its home has no graph.
        rows: Those of a document together, no two of a document with one id.
        say: Is told, in words, what is being done.
        read_by: Names the reading (`ingest.coded.version`).

    Returns:
        What was imported, and what went through the loader afterwards.

    Raises:
        ForeignGraphError: The home has a graph.
        EmbeddedServerError: The import failed; the home has no graph, as before.
        DiskSpaceError: There is too little room; the home has no graph, as before.
    """
    require_fresh(settings.home)
    with _work_folder(settings.home) as folder:
        built = write_files(folder, rows, say, read_by)
        say("Importing into Neo4j")
        files = Import(tuple(ImportFiles(folder / FILES).arguments()), DELIMITERS, built.claims * BYTES_A_CLAIM)
        import_files(settings.home, files, cache=settings.jar_cache, on_progress=say)
        shutil.rmtree(folder / FILES)
        with Store(Address.of(settings, say)) as store:
            return built, finish(store, folder, say)


def write_files(folder: Path, rows: Iterable[CodedRow], say: Say, read_by: str | None = None) -> Built:
    """Write the files of an import, and what is to be done after it, into an empty folder.

    Raises:
        InputError: The folder is not empty.
        DiskSpaceError: Its disk is full; what was written there is of no use.
    """
    with _telling_full(folder):
        return _write_files(folder, rows, say, read_by)


def _write_files(folder: Path, rows: Iterable[CodedRow], say: Say, read_by: str | None) -> Built:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise InputError(f"{folder} is not empty; name a folder that is, or is not there yet")
    (folder / FILES).mkdir()
    with tempfile.TemporaryDirectory(prefix="spill-", dir=folder) as spilt, (folder / REST).open("w") as rest:
        say("Reading")
        spill = Spill(Path(spilt), ActorReader.of_packages(), rest)
        spill.take(rows)
        built = Builder(spill, ImportFiles(folder / FILES), Resolver(load_packages()), say, read_by).build()
    (folder / TOLD).write_bytes(orjson.dumps(asdict(built)))
    return built


def import_command(folder: Path) -> list[str]:
    """The words after `neo4j-admin` that import the files of a folder."""
    arguments = tuple(ImportFiles(folder / FILES).arguments())
    return Import(arguments, DELIMITERS).words(folder / "import.report")


def finish(store: Store, folder: Path, say: Say) -> LoadReport:
    """Make an imported database a graph: indexes, the first commit, authority data, and the rest of the documents.

    Raises:
        InputError: The folder is none that `write_files` filled.
        ForeignGraphError: The database is a graph already.
    """
    try:
        built = Built(**orjson.loads((folder / TOLD).read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"{folder} has no files of a bulk import: {error}") from error
    if read_version(store) is not None:
        raise ForeignGraphError("the database is a graph already; import the files into a fresh one")
    say("Making the indexes")
    apply_schema(store)
    store.write(lambda tx: begin(tx, built.digest, "bulk", (built.documents, built.claims, 0)))
    say("Writing authority data")
    adopt_authority(store, load_packages())
    loaded = LoadReport()
    if built.rest:
        loader = Loader(store, read_by=built.read_by)
        loader.prepare(say)
        loaded = sum(loader.load(map(_sound, read_bundles(folder / REST))), loaded)
    if built.read_by:
        note_reading(store, built.read_by, built.documents + loaded.documents)
    return loaded


def _sound(outcome: Bundle | Rejected) -> Bundle:
    """A document of the rest, which `write_files` wrote itself."""
    if isinstance(outcome, Rejected):
        raise InputError("; ".join(map(str, outcome.errors)))
    return outcome


@contextmanager
def _telling_full(folder: Path) -> Generator[None]:
    """Tell of a disk without room in our words; Polars gives the system's words alone."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC and "os error 28" not in str(error):
            raise
        told = f"the disk of {folder} is full: the files of an import take {BYTES_A_CLAIM_WRITTEN:,} bytes a claim"
        raise DiskSpaceError(
            f"{told}. Nothing was loaded; make room there, or take a folder on another disk"
        ) from error


@contextmanager
def _work_folder(home: Path) -> Generator[Path]:
    """A folder beside the home's data, removed with everything in it."""
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bulk-", dir=home) as folder:
        yield Path(folder)
