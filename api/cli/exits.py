"""Exit codes: the one table that gives whomet's errors their codes, for scripts to rely on. docs/cli.md has it too."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from graph.errors import (
    AmbiguousNameError,
    ForeignGraphError,
    InputError,
    ModelError,
    NotFoundError,
    StoreError,
    UnknownNameError,
    WhometError,
    WorkersError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    REJECTED = 1
    USAGE = 2
    DATABASE = 3
    UNKNOWN = 4
    AMBIGUOUS = 5
    FOREIGN = 6
    MODEL = 7
    WORKERS = 8
    FAULT = 70
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """What it means, for the manual."""
        return MEANINGS[self]


MEANINGS: Mapping[Exit, str] = {
    Exit.DONE: "all is well; a query with no rows too",
    Exit.REJECTED: "some documents were rejected, each told with its errors, and the others are loaded; "
    "or linked data does not conform, each problem told",
    Exit.USAGE: "the command, an option, a value or a file can't be used; nothing was done",
    Exit.DATABASE: "the database is away, or refused; the same command may succeed later",
    Exit.UNKNOWN: "there is nothing of that name or id",
    Exit.AMBIGUOUS: "several go by that name; the candidates are told",
    Exit.FOREIGN: "the graph holds other documents, and the command would mix its own with them",
    Exit.MODEL: "the language model does not answer, or refuses; the documents before the one it stopped at are done",
    Exit.WORKERS: "the processes or the Dask cluster that should read can't be used, or went away; "
    "the documents before are done",
    Exit.FAULT: "a fault of whomet; please report what it printed",
    Exit.INTERRUPTED: "interrupted from the keyboard",
}

CODES: Mapping[type[WhometError], Exit] = {
    WhometError: Exit.FAULT,
    InputError: Exit.USAGE,
    UnknownNameError: Exit.UNKNOWN,
    NotFoundError: Exit.UNKNOWN,
    AmbiguousNameError: Exit.AMBIGUOUS,
    ForeignGraphError: Exit.FOREIGN,
    StoreError: Exit.DATABASE,
    ModelError: Exit.MODEL,
    WorkersError: Exit.WORKERS,
}
"""Errors and their codes; an error that is not listed has that of its nearest listed parent."""


def exit_of(error: WhometError) -> Exit:
    """The exit code of an error."""
    return next(CODES[base] for base in type(error).__mro__ if base in CODES)
