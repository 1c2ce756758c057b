"""XML files as typed records that know their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from graph.errors import RecordError

MOST_BYTES = 50_000_000
"""A hundred times the largest file that the Historian has."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element.

    Attributes:
        line: Where it begins, counted from 1.
        pieces: Its text and its children, in order.
    """

    tag: str
    line: int
    attributes: dict[str, str]
    pieces: tuple[str | Node, ...]

    @property
    def text(self) -> str:
        """All text in it, its children's too, with single spaces."""
        return " ".join("".join(self._raw()).split())

    @property
    def children(self) -> Iterator[Node]:
        """The elements directly in it."""
        return (one for one in self.pieces if isinstance(one, Node))

    def _raw(self) -> Iterator[str]:
        for one in self.pieces:
            if isinstance(one, Node):
                yield from one._raw()  # noqa: SLF001  -- a Node's own
            else:
                yield one

    def all(self, tag: str) -> Iterator[Node]:
        """The children of that name."""
        return (child for child in self.children if child.tag == tag)

    def find(self, *path: str) -> Node | None:
        """The first element on that path of names, or None."""
        node: Node | None = self
        for tag in path:
            node = next(node.all(tag), None) if node is not None else None
        return node

    def get(self, *path: str) -> str | None:
        """The text of the first element on that path; None where it is missing or empty."""
        found = self.find(*path)
        return (found.text or None) if found is not None else None

    def within(self, tag: str) -> Iterator[Node]:
        """All elements of that name in it, however deep, in order."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.within(tag)


def read_xml(path: Path, file: str, root: str) -> Node:
    """Read a file.

    Entities are not expanded, and nothing is fetched.

    Args:
        path: The file.
        file: What to call it in errors.
        root: Name that its outermost element must have.

    Raises:
        RecordError: It can't be read, is no XML, is cut short, or is about something else; names the line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecordError(f"can't be read: {error.strerror}", file=file) from error
    if not data.strip():
        raise RecordError("is empty; get the repository again", file=file)
    if len(data) > MOST_BYTES:
        raise RecordError(
            f"has {len(data):,} bytes, more than {MOST_BYTES:,}; no such file is the Historian's", file=file
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        found = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = int(error.lineno or 0) or None
        raise RecordError(
            f"is no XML, or was cut short ({error.msg}); get the repository again", file=file, line=line
        ) from error
    node = _node(found)
    if node.tag != root:
        raise RecordError(f"holds <{node.tag}>, not <{root}>; it was left out", file=file, line=node.line)
    return node


def _node(found: etree._Element) -> Node:  # pyright: ignore[reportPrivateUsage]  -- lxml has no other name for it
    pieces: list[str | Node] = [found.text] if found.text else []
    for child in found:
        # What stands for an entity has a function for a tag: it is left out, and the text behind it stays.
        if isinstance(child.tag, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            pieces.append(_node(child))
        if child.tail:
            pieces.append(child.tail)
    return Node(str(found.tag), int(found.sourceline or 1), dict(found.attrib), tuple(pieces))  # pyright: ignore[reportArgumentType]
