"""What is wrong with a file, thing by thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph.rdf.namespaces import PREFIXES


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        subject: The URI of what it is wrong with.
        field: The predicate, as `prefix:name`; a path of several joined by slashes; empty for the whole thing.
        told: What is wrong, and what to do.
        kind: What tells such problems from others: the shape, or the check.
        value: The value at fault as N-Triples writes it, without quotation marks; empty where there is none.
        line: Line of the file, from 1; None where it has none, or is not known.
    """

    subject: str
    field: str
    told: str
    kind: str
    value: str = ""
    line: int | None = None

    def text(self, file: str) -> str:
        """`FILE:LINE: SUBJECT: FIELD: what is wrong`."""
        where = file if self.line is None else f"{file}:{self.line}"
        return ": ".join(part for part in (where, short(self.subject), self.field, self.told) if part)


@lru_cache(maxsize=4_096)
def short(uri: str) -> str:
    """A URI as people read it: `person/vladimir-putin` of things, `prefix:name` of terms, else the whole."""
    _, found, id = uri.partition("/id/")
    if found:
        return id
    for prefix, start in PREFIXES.items():
        if uri.startswith(start) and uri != start:
            return f"{prefix}:{uri[len(start) :]}"
    return f"<{uri}>"
