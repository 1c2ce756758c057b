"""YAML to plain values that remember their lines, without guessing what a value is.

2025-11-26 stays a text, and so do 2025 and `no`: the field tells what a value is meant to be. Only an empty value, `~`
and `null` tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml import CSafeLoader
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ingest.loading.draft import Fields
from ingest.loading.problems import Path

# A document with claims, their participants and those's fields is six levels deep.
DEEPEST = 12
# Aliases (`*name`) repeat what stands elsewhere, and a few lines of them can repeat it a billion times.
LEAST_VALUES = 100_000

_NULL = "tag:yaml.org,2002:null"
_SCALARS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp", "value"))


class _Loader(Composer, CSafeLoader):
    """The C parser's events, composed one node at a time: what stands before a mistake can still be read."""

    def __init__(self, text: str) -> None:
        CSafeLoader.__init__(self, text)
        Composer.__init__(self)

    def at(self, kind: type[yaml.Event]) -> bool:
        """Whether the next event is of a kind."""
        return self.check_event(kind)  # pyright: ignore[reportUnknownMemberType]  -- the stub types no parameter


def compose_items(text: str) -> Iterator[Node]:
    """Nodes of a stream's documents; those of a list, where a document is a list.

    Raises:
        yaml.YAMLError: The text is no YAML from some place on; what stands before was given.
        RecursionError: It nests too deep.
    """
    loader = _Loader(text)
    loader.get_event()
    while not loader.at(yaml.StreamEndEvent):
        loader.get_event()
        loader.anchors = {}
        if loader.at(yaml.SequenceStartEvent):
            loader.get_event()
            while not loader.at(yaml.SequenceEndEvent):
                yield _compose(loader)
            loader.get_event()
        else:
            yield _compose(loader)
        loader.get_event()


def _compose(loader: _Loader) -> Node:
    node = loader.compose_node(None, 0)
    if node is None:
        raise yaml.YAMLError("no node stands here")
    return node


class PlainReader:
    """Turns one node into text, lists and mappings.

    Attributes:
        lines: Line of each value by its path.
        problems: Line, path and words of what can't be read.
    """

    def __init__(self, length: int) -> None:
        """Take the length of the file's text, to which the number of values is held."""
        self.lines: dict[Path, int] = {}
        self.problems: list[tuple[int, Path, str]] = []
        self._most = LEAST_VALUES + length

    def read(self, node: Node, path: Path = ()) -> object:
        """Give the node's value: a str, None, a list or a dict with str keys."""
        line = node.start_mark.line + 1
        self.lines[path] = line
        if len(path) > DEEPEST:
            self.problems.append((line, path, "is nested too deep; a document has fields and claims, nothing deeper"))
            return None
        if len(self.lines) > self._most:
            if len(self.lines) == self._most + 1:
                self.problems.append((line, path, "aliases (*name) repeat too much here; write it out"))
            return None
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(one, (*path, at)) for at, one in enumerate(node.value)]
        return self._mapping(node, path) if isinstance(node, MappingNode) else None

    def _scalar(self, node: ScalarNode, path: Path) -> str | None:
        if node.tag == _NULL:
            return None
        if node.tag not in _SCALARS:
            self.problems.append(
                (self.lines[path], path, f"has the tag {node.tag!r}, which says nothing here; take it out")
            )
        return node.value

    def _mapping(self, node: MappingNode, path: Path) -> Fields:
        fields: Fields = {}
        for key, value in node.value:
            name, line = (key.value if isinstance(key, ScalarNode) else ""), key.start_mark.line + 1
            if not name:
                self.problems.append((line, path, "has something here that is no name of a field; write FIELD: VALUE"))
            elif name in fields:
                first = self.lines[*path, name]
                self.problems.append((line, (*path, name), f"stands twice (first on line {first}); keep one"))
            else:
                fields[name] = self.read(value, (*path, name))
        return fields
