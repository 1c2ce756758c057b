"""Files of coded data, plain or packed (gzip, zip, tar with any of xz, gzip, bzip2), read line by line.

A file that is cut short, damaged or no text is an error that names it, before anything of it was loaded: rows are
sorted before they are loaded, and a sort needs the last one.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO

from graph.errors import InputError, RecordError
from ingest.accounts import Finding

LONGEST = 1_000_000
"""Bytes of a line: one that is longer is none."""
SAMPLE = 65_536
_PIECE = 1 << 20
ARCHIVES = 4
"""Packed archives that are kept unpacked while files of theirs are read."""
_GZIP, _ZIP, _XZ, _BZ2 = b"\x1f\x8b", b"PK\x03\x04", b"\xfd7zXZ\x00", b"BZh"
_DAMAGES = (EOFError, zlib.error, zipfile.BadZipFile, lzma.LZMAError, tarfile.TarError, gzip.BadGzipFile)

type Line = tuple[int, str]
"""Number, from 1, and text without its end."""


@dataclass(frozen=True, slots=True)
class CodedFile:
    """One file with rows, or one member of an archive.

    Attributes:
        path: The file or archive on disk.
        member: Name inside the archive; None where the file is none.
    """

    path: Path
    member: str | None = None

    @property
    def label(self) -> str:
        """As findings name it: `icews18.tar.xz!icews18/train.txt`."""
        return str(self.path) if self.member is None else f"{self.path}!{self.member}"

    @property
    def name(self) -> str:
        """File name without folders."""
        return self.path.name if self.member is None else PurePosixPath(self.member).name

    @property
    def folder(self) -> str:
        """What it lies in: the archive's or the disk's folder."""
        if self.member is None:
            return str(self.path.parent)
        return f"{self.path}!{PurePosixPath(self.member).parent}"

    @property
    def folder_name(self) -> str:
        """The last part of that, which often is the dataset's name."""
        inside = PurePosixPath(self.member).parent.name if self.member else self.path.resolve().parent.name
        return inside or self.path.name.partition(".")[0]

    def sample(self) -> str:
        """Its beginning: whole lines, as far as they are text.

        Raises:
            RecordError: It is binary, empty or damaged.
        """
        try:
            with _opened(self.path, self.member) as stream:
                raw = stream.read(SAMPLE)
        except _DAMAGES as error:
            raise RecordError(_cut(error), file=self.label) from error
        except OSError as error:
            raise InputError(f"{self.path} can't be read: {error.strerror or error}") from error
        if not raw:
            raise RecordError("the file is empty", file=self.label)
        if b"\0" in raw:
            raise RecordError("this is a binary file, and no table of coded events", file=self.label)
        return raw.decode("utf-8", errors="replace").removeprefix("\ufeff")

    def lines(
        self, on_lost: Callable[[Finding], None], on_bytes: Callable[[int], None] | None = None
    ) -> Iterator[Line]:
        """Its lines; one that is no UTF-8 or far too long is told and passed over.

        Args:
            on_lost: Told of such lines.
            on_bytes: Told how many bytes of text were read.

        Raises:
            RecordError: It is damaged or cut short; names the line.
        """
        number = 0
        try:
            with _opened(self.path, self.member) as stream:
                while raw := stream.readline(LONGEST):
                    number += 1
                    if on_bytes is not None:
                        on_bytes(len(raw))
                    if len(raw) == LONGEST and not raw.endswith(b"\n"):
                        _skip_line(stream)
                        on_lost(Finding(self.label, f"the line is longer than {LONGEST:,} bytes", number))
                        continue
                    try:
                        text = raw.decode()
                    except UnicodeDecodeError:
                        on_lost(Finding(self.label, "the line is not UTF-8", number))
                        continue
                    yield number, (text.removeprefix("\ufeff") if number == 1 else text).rstrip("\r\n")
        except _DAMAGES as error:
            raise RecordError(_cut(error), file=self.label, line=number + 1) from error
        except OSError as error:
            raise InputError(f"{self.path} can't be read: {error.strerror or error}") from error


def find_files(paths: list[Path]) -> list[CodedFile]:
    """The files that paths name: files, members of archives, and what folders hold directly, in order of names.

    Raises:
        InputError: There is no such file, a folder or an archive is empty, or an archive is damaged.
    """
    found: list[CodedFile] = []
    for path in paths:
        files = [one for file in _files_of(path) for one in _members(file)]
        if not files:
            raise InputError(f"{path} holds no file")
        found += files
    return found


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
    if not path.is_file():
        raise InputError(f"there is no file {path}")
    return [path]


def _members(path: Path) -> list[CodedFile]:
    try:
        match _kind(path):
            case "zip":
                with zipfile.ZipFile(path) as archive:
                    names = [one.filename for one in archive.infolist() if not one.is_dir()]
            case "tar":
                with tarfile.open(_unpacked(path)) as archive:
                    names = [one.name for one in archive if one.isfile()]
            case _:
                return [CodedFile(path)]
    except _DAMAGES as error:
        raise RecordError(_cut(error), file=str(path)) from error
    return [CodedFile(path, name) for name in sorted(names)]


def _kind(path: Path) -> str:
    """By its first bytes, and a tar's by its name: zip, tar, gzip or plain."""
    with path.open("rb") as stream:
        start = stream.read(len(_XZ))
    if start.startswith(_ZIP):
        return "zip"
    if ".tar" in path.suffixes[-2:] or path.suffix in {".tgz", ".txz"}:
        return "tar"
    packed = {_GZIP: "gzip", _XZ: "xz", _BZ2: "bz2"}
    return next((kind for magic, kind in packed.items() if start.startswith(magic)), "plain")


@contextmanager
def _opened(path: Path, member: str | None) -> Generator[IO[bytes]]:
    match _kind(path):
        case "zip":
            with zipfile.ZipFile(path) as archive, archive.open(member or "") as stream:
                yield io.BufferedReader(stream)  # pyright: ignore[reportArgumentType] a ZipExtFile is a raw stream too
        case "tar":
            with tarfile.open(_unpacked(path)) as archive:
                inside = archive.extractfile(member or "")
                if inside is None:
                    raise RecordError("is no file", file=f"{path}!{member}")
                with inside as stream:
                    yield stream
        case "gzip":
            with gzip.open(path) as stream:
                yield io.BufferedReader(stream)  # pyright: ignore[reportArgumentType] likewise a GzipFile
        case "xz":
            with lzma.open(path) as stream:
                yield io.BufferedReader(stream)  # pyright: ignore[reportArgumentType] likewise an LZMAFile
        case "bz2":
            raise InputError(f"{path}: bzip2 is not read; unpack it first")
        case _:
            with path.open("rb") as stream:
                yield stream


def _unpacked(path: Path) -> Path:
    """A tar archive that can be sought in: its members are read one after the other, and unpacking starts at byte 0."""
    with path.open("rb") as stream:
        packed = stream.read(len(_XZ)).startswith((_GZIP, _BZ2, _XZ))
    told = path.stat()
    return Path(_unpack(path, told.st_size, told.st_mtime_ns).name) if packed else path


@lru_cache(maxsize=ARCHIVES)
def _unpack(path: Path, size: int, changed: int) -> IO[bytes]:  # noqa: ARG001 a file that changed is another
    """A temporary file, gone with the process or when other archives take its place."""
    opened = {_GZIP: gzip.open, _BZ2: bz2.open, _XZ: lzma.open}
    with path.open("rb") as stream:
        start = stream.read(len(_XZ))
    unpack = next(way for magic, way in opened.items() if start.startswith(magic))
    with ExitStack() as stack:
        plain = stack.enter_context(tempfile.NamedTemporaryFile(prefix="whomet-", suffix=".tar"))
        with unpack(path) as stream:
            while piece := stream.read(_PIECE):
                _write(plain, piece, path)
        stack.pop_all()  # It stays open as long as the cache has it.
    return plain


def _write(plain: IO[bytes], piece: bytes, path: Path) -> None:
    try:
        plain.write(piece)
        plain.flush()
    except OSError as error:
        told = f"{path} can't be unpacked in {tempfile.gettempdir()} ({error.strerror}); make room there, or set TMPDIR"
        raise InputError(f"{told}. Nothing of it was loaded") from error


def _skip_line(stream: IO[bytes]) -> None:
    while (more := stream.readline(LONGEST)) and not more.endswith(b"\n"):
        pass


def _cut(error: Exception) -> str:
    return f"the file is damaged or was cut short ({error}); fetch it again. Nothing of it was loaded"
