"""A review that somebody edited, back to verdicts that remember their lines; what they are about is checked later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import yaml

from graph.errors import RecordError
from graph.store.decisions import ACCEPTED, CORRECTED, REJECTED
from ingest.curating.forms import FIELDS, Fields
from ingest.loading.decoding import read_text, uncompress
from ingest.loading.problems import Path, Rejected, dotted, reject, show, suggest
from ingest.loading.reading import buffer
from ingest.loading.yaml_documents import explain_yaml
from ingest.loading.yaml_nodes import PlainReader, compose_items

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

VERDICTS = (ACCEPTED, CORRECTED, REJECTED)
HUMAN = "human:"

_TOP = ("curator", "documents")
_DOCUMENT = ("document", "title", "publisher", "published", "url", "claims")
_ENTRY = ("id", "verdict", "reason", *FIELDS, "occurrence")


@dataclass(slots=True)
class Place:
    """Where something stands in a file.

    Attributes:
        lines: Lines of the file's values by their paths.
        path: Its path.
    """

    file: str
    lines: Mapping[Path, int]
    path: Path

    @property
    def line(self) -> int:
        """Its line."""
        return self.line_of(())

    def line_of(self, inner: Path) -> int:
        """Line of a value in it, or of the nearest thing that holds it."""
        path = (*self.path, *inner)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, inner: Path, problem: str) -> RecordError:
        """An error at a value in it."""
        return RecordError(problem, file=self.file, line=self.line_of(inner), field=dotted(inner))


@dataclass(slots=True)
class Entry:
    """One claim of a review.

    Attributes:
        id: Its id; None for a claim that the curator adds.
        verdict: accepted, corrected or rejected; None where there is none yet.
        fields: Its readable fields as they stand there.
    """

    place: Place
    id: str | None
    verdict: str | None
    reason: str | None
    fields: Fields


@dataclass(slots=True)
class Page:
    """One document of a review.

    Attributes:
        told: What the review says of the document itself.
    """

    place: Place
    document: str
    told: Fields
    entries: list[Entry] = field(default_factory=list[Entry])


@dataclass(slots=True)
class Review:
    """A review as it was read.

    Attributes:
        curator: Who reviewed, as `human:NAME`.
    """

    file: str
    curator: str
    pages: list[Page]


def read_review(stream: BinaryIO, file: str, curator: str | None = None) -> Review | Rejected:
    """Read a review, or tell everything that is wrong with its form.

    Args:
        stream: The file.
        file: Its name, for errors.
        curator: Who reviewed, where the file does not say it.
    """
    try:
        text = read_text(uncompress(buffer(stream)), file)
    except RecordError as error:
        return reject(None, [error])
    try:
        nodes = list(compose_items(text))
    except (yaml.YAMLError, RecursionError) as error:
        return reject(None, [explain_yaml(error, text, file)])
    if len(nodes) != 1:
        problem = "is no review, which has `curator` and `documents` and nothing else; write one by whomet review"
        return reject(None, [RecordError(problem, file=file)])
    plain = PlainReader(len(text))
    value = plain.read(nodes[0])
    reader = _Reader(file, plain)
    review = reader.read(value, curator)
    return reject(None, reader.errors) if reader.errors else review


def curator_of(name: str) -> str:
    """A curator's name as the coder of claims."""
    return HUMAN + name.strip().removeprefix(HUMAN).strip()


class _Reader:
    def __init__(self, file: str, plain: PlainReader) -> None:
        self._file, self._lines = file, plain.lines
        self.errors = [
            RecordError(text, file=file, line=line, field=dotted(_inner(path))) for line, path, text in plain.problems
        ]

    def read(self, value: object, curator: str | None) -> Review:
        top = self._place(())
        fields = self._fields(value, top, (), _TOP)
        pages = [self._page(one, at) for at, one in enumerate(self._list(fields.get("documents"), top, "documents"))]
        return Review(self._file, self._curator(fields, top, curator), pages)

    def _curator(self, fields: Fields, top: Place, given: str | None) -> str:
        told = self._text(fields, "curator", top)
        named = [curator_of(one) for one in (told, given) if one is not None and curator_of(one) != HUMAN]
        if not named:
            self.errors.append(top.error(("curator",), "missing; write your name there, or say it by --curator NAME"))
        elif len(set(named)) > 1:
            problem = f"is {show(told)}, but the option says {show(given)}; keep one"
            self.errors.append(top.error(("curator",), problem))
        return named[0] if named else HUMAN

    def _page(self, value: object, at: int) -> Page:
        place = self._place(("documents", at))
        fields = self._fields(value, place, (), _DOCUMENT)
        document = self._text(fields, "document", place)
        if document is None and fields:
            self.errors.append(place.error(("document",), "missing; put back the id that whomet review wrote there"))
        page = Page(place, document or "", {name: fields.get(name) for name in _DOCUMENT[1:-1] if name in fields})
        for number, one in enumerate(self._list(fields.get("claims"), place, "claims")):
            page.entries.append(self._entry(one, self._place(("documents", at, "claims", number))))
        return page

    def _entry(self, value: object, place: Place) -> Entry:
        fields = self._fields(value, place, (), _ENTRY)
        id_, verdict, reason = (self._text(fields, name, place) for name in ("id", "verdict", "reason"))
        if verdict is not None and verdict not in VERDICTS:
            problem = f"{show(verdict)} is no verdict; {suggest(verdict, VERDICTS)}"
            self.errors.append(place.error(("verdict",), problem))
        told = {name: one for name, one in fields.items() if name not in {"id", "verdict", "reason"}}
        return Entry(place, id_, verdict, reason, told)

    def _fields(self, value: object, place: Place, inner: Path, known: tuple[str, ...]) -> Fields:
        if not isinstance(value, dict):
            self.errors.append(place.error(inner, f"{show(value)} is no set of named fields; write each FIELD: VALUE"))
            return {}
        fields = cast("Fields", value)
        for name in fields:
            if name not in known:
                problem = f"is no field of a review; {suggest(name, known, otherwise='known are')}"
                self.errors.append(place.error((*inner, name), problem))
        return fields

    def _list(self, value: object, place: Place, name: str) -> list[object]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.errors.append(place.error((name,), "is no list; begin each item with a dash"))
            return []
        return cast("list[object]", value)

    def _text(self, fields: Fields, name: str, place: Place) -> str | None:
        value = fields.get(name)
        if value is None or isinstance(value, str):
            return (value or "").strip() or None
        self.errors.append(place.error((name,), f"{show(value)} is no text; write it on one line"))
        return None

    def _place(self, path: Path) -> Place:
        return Place(self._file, self._lines, path)


def _inner(path: Path) -> Path:
    """A path from its claim or document down."""
    if path[:1] == ("documents",):
        path = path[2:]
    return path[2:] if path[:1] == ("claims",) and len(path) > 1 else path
