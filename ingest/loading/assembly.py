"""A document's record and claims, as far as they could be read, to a bundle or a rejection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graph import ids
from graph.errors import RecordError
from graph.records import Bundle, Claim, Document
from ingest.loading.problems import Rejected, reject

type Outcome = Bundle | Rejected
type Locate = Callable[[int | None, str | None], tuple[int, str | None]]


@dataclass(slots=True)
class Block:
    """One document of a file while it is being read.

    Attributes:
        file: The file's name, for errors.
        document: Its record, or a stand-in (`stand_in`) where the record is wrong.
        label: What to call it in a rejection; None where its record does not even tell which document it is.
        claims: Its claims that are valid records.
        lines: The line of each of them.
        errors: What was found wrong so far; with any, the document is rejected.
        broken_claims: Whether some claim is no valid record, so that links may lead to it.
        stray: Whether its claims stand under no document at all.
    """

    file: str
    line: int
    document: Document
    label: str | None
    claims: list[Claim] = field(default_factory=list[Claim])
    lines: list[int] = field(default_factory=list[int])
    errors: list[RecordError] = field(default_factory=list[RecordError])
    broken_claims: bool = False
    stray: bool = False

    def place(self, index: int | None, name: str | None) -> tuple[int, str | None]:
        """Line and field of a problem that `Bundle.problems` names by the claim's index."""
        return (self.line if index is None else self.lines[index]), name

    def add_error(self, problem: str, line: int, name: str | None = None) -> None:
        """Note what is wrong on a line."""
        self.errors.append(RecordError(problem, file=self.file, line=line, field=name))


def stand_in(raw: Mapping[str, object]) -> Document:
    """A document that carries what claims are checked against, where its own record is wrong."""
    doc_id, url, title, text = (_text(raw, name) for name in ("doc_id", "url", "title", "text"))
    return Document.model_construct(doc_id=doc_id or ids.document_id(url, title, text), text=text, claims=None)


def label_of(raw: Mapping[str, object]) -> str | None:
    """What to call a document: its id as the file gives it, else its URL or title."""
    return next((text for name in ("doc_id", "url", "title") if (text := _text(raw, name))), None)


def assemble(block: Block, locate: Locate | None = None) -> Outcome:
    """Make the bundle, or reject the document with everything that is wrong with it.

    Args:
        block: The document, read to its end.
        locate: Line and field of a problem of the bundle, where the file has its own names for fields.
    """
    document = block.document
    if block.errors:
        # Claims are missing from the block, so their number proves nothing.
        document = document.model_copy(update={"claims": None})
    # The records are valid already; validating the bundle would compute every id and hash again.
    bundle = Bundle.model_construct(document=document, claims=tuple(block.claims))
    for index, name, problem in bundle.problems():
        if _is_doubtful(block, name):
            continue
        line, shown = (locate or block.place)(index, name)
        block.add_error(problem, line, shown)
    return reject(block.label, block.errors) if block.errors else bundle


def _is_doubtful(block: Block, name: str | None) -> bool:
    """Whether a problem may only follow from another one: a link to a claim that could not be read, say."""
    if name == "doc_id":
        return block.label is None or block.stray
    return block.broken_claims and name is not None and name.startswith("links.")


class Seen:
    """The documents of one file so far: a second record of one would replace the first one's claims.

    It keeps two integers a document, so that a file of any length is read in little memory.
    """

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}

    def check(self, block: Block) -> None:
        """Note the block's document, and what is wrong if the file had it already."""
        if block.label is None:
            return
        key = hash(block.document.doc_id)
        first = self._lines.setdefault(key, block.line)
        if first != block.line:
            block.add_error(
                f"the same document as on line {first} of this file; put all of its claims under one record, "
                "or tell the two apart by url, doc_id or title",
                block.line,
            )


def _text(raw: Mapping[str, object], name: str) -> str | None:
    value = raw.get(name)
    return value if isinstance(value, str) else None
