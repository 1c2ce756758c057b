"""JSON Lines: a document record, then its claims; the format in which programs pass claims on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, cast

import orjson
from pydantic import Field, TypeAdapter, ValidationError

from graph.errors import RecordError
from graph.records import Bundle, Claim, Document
from ingest.loading.assembly import Block, Outcome, Seen, assemble, label_of, stand_in
from ingest.loading.problems import dotted, explain, explain_claim, reject

# Tells a broken document record from a broken claim, so that the claims under it don't go to the one above.
_DOCUMENT = re.compile(r'"record"\s*:\s*"document"')
_DOC_ID = re.compile(r'"doc_id"\s*:\s*"([^"\\]+)"')


@cache
def _records() -> TypeAdapter[Document | Claim]:
    return TypeAdapter(Annotated[Document | Claim, Field(discriminator="record")])


def write_bundle(bundle: Bundle) -> Iterator[str]:
    """Write a document and its claims as lines of JSON, without line ends.

    The document's line announces the number of claims, so that a reader notices a file that was cut short.
    """
    yield bundle.document.model_copy(update={"claims": len(bundle.claims)}).line()
    for claim in bundle.claims:
        yield claim.line()


def read_jsonl(lines: Iterable[bytes | str], file: str) -> Iterator[Outcome]:
    """Read JSON Lines, one document at a time: memory holds a single document, whatever the file's length.

    JSON has types, so none is guessed: "3" is no number, and "no" is not false.

    Args:
        lines: Lines with or without their ends; empty ones count and carry nothing. A RecordError that they
            raise (a damaged file) ends the reading and rejects the document that was being read.
        file: The file's name, for errors.
    """
    reader = _Reader(file)
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield from reader.take(line, number)
    except RecordError as error:
        yield from reader.end(error)
    else:
        yield from reader.end()


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.block: Block | None = None
        self.seen = Seen()

    def take(self, line: bytes | str, number: int) -> Iterator[Outcome]:
        """Read a line; gives the document that it brings to an end."""
        try:
            record = _records().validate_json(line, strict=True)
        except ValidationError as error:
            yield from self._take_broken(line, number, error)
            return
        if isinstance(record, Document):
            yield from self.end()
            self._start(Block(self.file, number, record, record.doc_id))
            return
        if self.block is None or (self.block.stray and self.block.document.doc_id != record.doc_id):
            yield from self.end()
            self._start_stray({"doc_id": record.doc_id}, number)
        self._add(record, number)

    def end(self, error: RecordError | None = None) -> Iterator[Outcome]:
        """Finish the document that is being read, with what broke off the reading."""
        block, self.block = self.block, None
        if block is None and error is not None:
            yield reject(None, [error])
        if block is not None:
            block.errors += [error] if error is not None else []
            yield assemble(block)

    def _take_broken(self, line: bytes | str, number: int, error: ValidationError) -> Iterator[Outcome]:
        raw = _raw(line)
        is_document = _is_document(raw)
        if is_document:
            yield from self.end()
            self._start(Block(self.file, number, stand_in(raw), label_of(raw)))
        elif self.block is None:
            self._start_stray(raw, number)
        block = cast("Block", self.block)
        block.broken_claims = block.broken_claims or not is_document
        if is_document or "type" not in raw:
            # A line that is no JSON, or no claim by any sign, lacks more than is worth listing.
            problems = explain(error, Document if is_document else Claim, skip=1)
        else:
            problems = explain_claim(error, raw, skip=1)
        for path, problem in problems:
            block.add_error(problem, number, dotted(path))

    def _start(self, block: Block) -> None:
        self.block = block
        self.seen.check(block)

    def _start_stray(self, raw: Mapping[str, object], number: int) -> None:
        self.block = Block(self.file, number, stand_in(raw), label_of(raw), stray=True)

    def _add(self, claim: Claim, number: int) -> None:
        block = cast("Block", self.block)
        block.claims.append(claim)
        block.lines.append(number)
        if block.stray:
            block.add_error("stands under no document; put the record of its document above it", number, "doc_id")


def _raw(line: bytes | str) -> dict[str, object]:
    """The fields of a line that is no valid record; of one that is no JSON, what tells where it belongs."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        text = line if isinstance(line, str) else line.decode(errors="replace")
        told: dict[str, object] = {"record": "document" if _DOCUMENT.search(text) else "claim"}
        if (doc_id := _DOC_ID.search(text)) is not None:
            told["doc_id"] = doc_id.group(1)
        return told
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _is_document(raw: Mapping[str, object]) -> bool:
    """Whether a broken record was meant to be a document: it says so, or has a document's fields alone."""
    if raw.get("record") in {"document", "claim"}:
        return raw["record"] == "document"
    return "type" not in raw and ("published" in raw or "title" in raw)
