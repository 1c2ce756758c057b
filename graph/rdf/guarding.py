"""Files of RDF that are made to exhaust their reader: told from others before or while they are read.

pyoxigraph fetches nothing, bounds what it holds of one value and keeps no recursion on the stack. Its reader of RDF/XML
alone bounds no value, expands entities without end, and takes time by the square of the depth.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Final
from xml.parsers import expat

LONGEST_VALUE: Final = 16_777_216
"""Bytes: pyoxigraph holds no more of one value, and tells that as a lack of memory."""
DEEPEST: Final = 1_000
LONGEST_ENTITY: Final = 200
"""Characters: an entity of RDF/XML is the beginning of a URI, as Protégé writes it."""
SLACK: Final = 1_000_000
CHUNK: Final = 1_048_576


class HarmfulError(ValueError):
    """A file that would exhaust its reader.

    Attributes:
        line: Where; None where the format has no lines.
    """

    def __init__(self, problem: str, line: int | None = None) -> None:
        """Say what is wrong."""
        self.problem, self.line = problem, line
        super().__init__(problem if line is None else f"line {line}: {problem}")


class _Guard:
    """Follows a reader of XML through a file."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.fed = 0
        self._depth = self._length = self._grown = 0
        self._entities = False

    def feed(self, data: bytes) -> None:
        self.fed += len(data)
        self.parser.Parse(data, not data)
        if self.fed - self.parser.CurrentByteIndex > LONGEST_VALUE + CHUNK:
            self._refuse(TOO_LONG)

    def _start(self, _name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._length = 0
        if self._depth > DEEPEST:
            self._refuse(f"elements stand in one another more than {DEEPEST:,} deep")
        self._grow(sum(map(len, attributes.values())))

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._length = 0

    def _text(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_VALUE:
            self._refuse(TOO_LONG)
        self._grow(len(text))

    def _grow(self, size: int) -> None:
        self._grown += size
        if self._entities and self._grown > 2 * self.fed + SLACK:
            self._refuse("its entities make more than twice the file of it")

    def _entity(self, name: str, _parameter: object, value: str | None, *_: object) -> None:
        self._entities = True
        if value is None:
            self._refuse(f"the entity {name!r} is in another file, and none is read; write its text out")
        elif "&" in value or "%" in value or len(value) > LONGEST_ENTITY:
            self._refuse(f"the entity {name!r} holds other entities or is long, so that it could grow; write it out")

    def _refuse(self, problem: str) -> None:
        raise HarmfulError(problem, self.parser.CurrentLineNumber)


TOO_LONG: Final = f"a value has more than {LONGEST_VALUE:,} bytes"


def guard_xml(file: IO[bytes]) -> None:
    """Read RDF/XML to its end, in bounded memory, before it is given to a reader that is not bounded.

    Raises:
        HarmfulError: It nests too deep, has a value that is too long, or entities that grow or lie elsewhere.
        SyntaxError: It is no XML; has the line.
    """
    guard = _Guard()
    try:
        while data := file.read(CHUNK):
            guard.feed(data)
        guard.feed(b"")
    except expat.ExpatError as error:
        told = expat.ErrorString(error.code)
        raise SyntaxError(told, (None, error.lineno, error.offset + 1, None)) from error


def explain(error: Exception, reopen: Callable[[], IO[bytes]] | None = None) -> tuple[str, int | None]:
    """What is wrong with a file that could not be read, and the line where that is known.

    Args:
        error: What its reader raised.
        reopen: Opens the file again, where it has a statement on each line.
    """
    if isinstance(error, HarmfulError):
        return error.problem, error.line
    if isinstance(error, MemoryError):
        return TOO_LONG, _long_line(reopen) if reopen is not None else None
    if "LoadDocumentCallback" in str(error):
        told = "its @context is at another address, and nothing is fetched; put the context into the file in its place"
        return f"{told} (whomet vocabulary context prints ours)", None
    if isinstance(error, SyntaxError):
        return error.msg, error.lineno
    return str(error), None


def _long_line(reopen: Callable[[], IO[bytes]]) -> int | None:
    """The first line that is longer than a value may be."""
    line, length = 1, 0
    with reopen() as file:
        while data := file.read(CHUNK):
            head, *rest = data.split(b"\n")
            if length + len(head) > LONGEST_VALUE:
                return line
            line += len(rest)
            length = len(rest[-1]) if rest else length + len(head)
    return None
