"""Who reads which repository: the one table that the command, and the search for repositories, go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.identity.authority import Authority
from graph.records import Bundle
from ingest.accounts import Account

type Read = Callable[[Path, Account], Iterator[Bundle]]
type ReadAuthority = Callable[[Path, Account], Authority]


@dataclass(frozen=True, slots=True)
class Source:
    """A repository, and what reads it.

    Attributes:
        name: As it is called on GitHub, under `HistoryAtState`.
        marks: Files and folders by which a clone is known, whatever its folder is called.
        read: Gives a document for each record, and takes each into the account.
        authority: Gives the people and posts that its records know; None where they know none.
    """

    name: str
    marks: tuple[str, ...]
    read: Read
    authority: ReadAuthority | None = None


SOURCES: tuple[Source, ...] = ()
"""In the order in which they are loaded: who holds which office comes first."""
