"""What a commit changed, in numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What one commit changed.

    Attributes:
        seq: The commit's number; None where nothing changed and none was made.
        documents: Documents that were given.
        changed: Documents among them that are new or differ.
        added: Claims added.
        closed: Claims closed, because their document no longer makes them.
        unchanged: Claims that the graph had.
        retracted: Ids of claims that stay closed because somebody retracted, rejected or corrected them.
        upheld: Ids of claims that stand as somebody decided, though they were loaded otherwise or not at all.
        lapsed: Ids of claims that somebody had decided on, closed because their document's new text no longer has
            their quotation at its place.
        events: Events written anew.
    """

    seq: int | None = None
    documents: int = 0
    changed: int = 0
    added: int = 0
    closed: int = 0
    unchanged: int = 0
    retracted: tuple[str, ...] = ()
    upheld: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    events: int = 0

    def __add__(self, other: LoadReport) -> LoadReport:
        """Sum of two reports; the later commit's number."""
        return LoadReport(
            seq=other.seq if other.seq is not None else self.seq,
            documents=self.documents + other.documents,
            changed=self.changed + other.changed,
            added=self.added + other.added,
            closed=self.closed + other.closed,
            unchanged=self.unchanged + other.unchanged,
            retracted=self.retracted + other.retracted,
            upheld=self.upheld + other.upheld,
            lapsed=self.lapsed + other.lapsed,
            events=self.events + other.events,
        )
