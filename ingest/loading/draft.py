"""A document and its claims as a person wrote them, before anything is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import RecordError
from ingest.loading.problems import Path, dotted

type Fields = dict[str, Any]


@dataclass(slots=True)
class Draft:
    """One document of a YAML file or a spreadsheet.

    Attributes:
        file: The file's name, for errors.
        document: Its fields; scalars are text, and None where nothing is told.
        claims: Its claims, each a mapping of fields; `key`, `quote` and `occurrence` stand for ids and offsets.
        lines: Lines of the values by their paths, such as ("claims", 0, "date"); () is the document's own.
        errors: What was found wrong while reading.
        names: What the file calls fields that it has its own names for ("quantity.count": "count").
        coder: Who coded the claims that don't say it.
    """

    file: str
    document: Fields
    claims: list[object]
    lines: Mapping[Path, int]
    errors: list[RecordError] = field(default_factory=list[RecordError])
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    coder: str | None = None

    def line(self, path: Path) -> int:
        """Line of a value, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def error(self, path: Path, problem: str, line: int | None = None) -> RecordError:
        """An error at a path, its field named as the file names it, from the claim or document down.

        Args:
            path: Where it is.
            problem: What is wrong and what to do.
            line: Its line, where it is not that of the value.
        """
        inner = path[2:] if len(path) > 1 and path[0] == "claims" else path
        name = dotted(inner)
        shown = None if name is None else self.names.get(name, name)
        return RecordError(problem, file=self.file, line=line or self.line(path), field=shown)
