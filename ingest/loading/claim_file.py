"""A file of claims that is written document by document, and gone on with where the writing was interrupted.

It grows under another name beside its own, and gets its own when it is whole: a file of that name is always complete.
"""

from __future__ import annotations

import glob
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

import orjson
from filelock import FileLock, Timeout
from pydantic import ValidationError

from graph.errors import InputError
from graph.records import Document
from ingest.loading.jsonl import write_bundle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import BinaryIO

    from graph.records import Bundle


class ClaimFile:
    """The file while it is written.

    Attributes:
        path: Its name once it is complete.
        part: What it grows under: the name holds how it is made, so that other options don't go on with it.
        kept: Documents that an interrupted run had written.
        documents: Documents in it.
        claims: Claims in it.
    """

    def __init__(self, path: Path, made_by: str, *, resume: bool = False) -> None:
        """Look whether it can be written, and go on with what is there of it.

        Args:
            path: Where it shall be.
            made_by: What its content depends on beside the documents: a file is gone on with by the same alone.
            resume: Whether an interrupted run may have left something.

        Raises:
            InputError: It can't be written, another process writes it, or what an interrupted run left can't be used.
        """
        self.path = path
        self.part = path.with_name(f"{path.name}.{hashlib.sha256(made_by.encode()).hexdigest()[:8]}.part")
        self.kept = self.documents = self.claims = 0
        self._there: dict[str, bytes] = {}
        self._lock = FileLock(path.with_name(f"{path.name}.lock"))
        self._check_place()
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise InputError(f"{path}: another whomet is writing it; wait for it, or write another file") from error
        try:
            self._check_former(resume=resume)
            self._stream = self._open()
        except BaseException:
            self._unlock()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        self._unlock()

    def pending(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Pass on the documents that it does not have.

        Raises:
            InputError: It has a document otherwise than it is now.
        """
        for document in documents:
            former = self._there.get(document.doc_id)
            if former is None:
                yield document
            elif former != _digest(document):
                told = f"{document.doc_id} is not what the interrupted run read; the reports or options changed since"
                raise InputError(f"{told}: remove {self.part} and start again")

    def add(self, bundle: Bundle) -> None:
        """Write a document with its claims; once this returns, the end of the process takes nothing of it away."""
        self._stream.write("".join(f"{line}\n" for line in write_bundle(bundle)).encode())
        self._stream.flush()
        self.documents += 1
        self.claims += len(bundle.claims)

    def finish(self) -> None:
        """Give it its name, in the place of what had it."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        self.part.replace(self.path)

    def _check_place(self) -> None:
        if not self.path.parent.is_dir():
            raise InputError(f"{self.path}: there is no folder {self.path.parent}")
        if self.path.exists() and not self.path.is_file():
            raise InputError(f"{self.path} is no file; leave --output out to write to a pipe")
        if not os.access(self.path.parent, os.W_OK):
            raise InputError(f"{self.path}: nothing can be written into {self.path.parent.resolve()}")

    def _check_former(self, *, resume: bool) -> None:
        """Refuse to begin beside what an interrupted run left, unless it is gone on with."""
        parts = find_parts(self.path)
        if self.part not in parts and parts:
            told = f"{parts[0]} was begun by another version or with another --extractor or --authority"
            raise InputError(f"{told}; remove it to start again")
        if parts and not resume:
            raise InputError(f"{self.part} was left by an interrupted run; go on with --resume, or remove it")

    def _open(self) -> BinaryIO:
        try:
            stream = self.part.open("r+b" if self.part.exists() else "x+b")
        except OSError as error:
            raise InputError(f"{self.part} can't be written: {error.strerror}") from error
        stream.truncate(self._read(stream))
        stream.seek(0, os.SEEK_END)
        self.kept = self.documents
        return stream

    def _read(self, stream: BinaryIO) -> int:
        """Take up the whole documents from the beginning on; give where the last of them ends."""
        whole = 0
        while (document := _read_document(stream)) is not None:
            whole = stream.tell()
            self.documents += 1
            self.claims += document.claims or 0
            self._there[document.doc_id] = _digest(document)
        return whole

    def _unlock(self) -> None:
        Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()


def find_parts(path: Path) -> list[Path]:
    """What interrupted runs left of a file; more than one only where somebody copied them."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}.????????.part"))


def _read_document(stream: BinaryIO) -> Document | None:
    """The next document whose claims all follow; None at the end, and where the file was torn."""
    line = stream.readline()
    try:
        document = Document.model_validate_json(line)
        for _ in range(document.claims or 0):
            line = stream.readline()
            claim = orjson.loads(line)
            if not line.endswith(b"\n") or claim["record"] != "claim" or claim["doc_id"] != document.doc_id:
                return None
    except (ValidationError, orjson.JSONDecodeError, KeyError, TypeError):
        return None
    return document if line.endswith(b"\n") else None


def _digest(document: Document) -> bytes:
    """Of all that a document says of itself; 16 bytes, as a collection may have millions."""
    line = document.model_copy(update={"claims": None}).line()
    return hashlib.blake2b(line.encode(), digest_size=16).digest()
