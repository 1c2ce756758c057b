"""Who reads which repository: the one table that the command, and the search for repositories, go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.identity.authority import Authority
from graph.records import Bundle
from ingest.accounts import Account
from ingest.historian.pocom import read_offices, read_pocom
from ingest.historian.presidents import read_presidents
from ingest.historian.rdcr import read_rdcr
from ingest.historian.travels import read_travels
from ingest.historian.visits import read_visits

type Read = Callable[[Path, Account], Iterator[Bundle]]
type ReadProse = Callable[[Path, Account, int], Iterator[Bundle]]
type ReadAuthority = Callable[[Path, Account], Authority]


@dataclass(frozen=True, slots=True)
class Source:
    """A repository, and what reads it.

    Attributes:
        name: As it is called on GitHub, under `HistoryAtState`.
        marks: Files and folders by which a clone is known, whatever its folder is called.
        read: Gives a document for each record, and takes each into the account.
        authority: Gives the people and posts that its records know; None where they know none.
        read_prose: The same as `read` in so many processes; None where there is no prose to be read.
    """

    name: str
    marks: tuple[str, ...]
    read: Read
    authority: ReadAuthority | None = None
    read_prose: ReadProse | None = None

    def bundles(self, root: Path, account: Account, jobs: int) -> Iterator[Bundle]:
        """The documents of a clone, with their claims; prose is read in `jobs` processes."""
        return self.read(root, account) if self.read_prose is None else self.read_prose(root, account, jobs)


SOURCES: tuple[Source, ...] = (
    Source("pocom", ("people", "missions-countries", "positions-principals"), read_pocom, read_offices),
    Source(
        "travels", ("president-travels", "secretary-travels"), read_travels, read_presidents, read_prose=read_travels
    ),
    Source("visits", ("data", "schema/visits.rnc"), read_visits, read_prose=read_visits),
    Source("rdcr", ("articles",), read_rdcr, read_prose=read_rdcr),
)
"""In the order in which they are loaded: who holds which office comes first."""
