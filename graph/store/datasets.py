"""How many events the records of a coded dataset make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import OPEN

if TYPE_CHECKING:
    from graph.store.connection import Store

# Event by event: grouping five million claims by their events takes more memory than a transaction may have.
TALLY = """
MATCH (e:Event {rev_to: $open}) WHERE $dataset IN e.datasets
CALL (e) {
  MATCH (e)<-[:ABOUT {rev_to: $open}]-(c:Claim {dataset: $dataset, closed_seq: $open})
  RETURN count(c) AS claims, count(DISTINCT c.document) AS documents
}
WITH claims, documents WHERE claims > 0
RETURN sum(claims) AS claims, sum(documents) AS told, count(*) AS events
"""


@dataclass(frozen=True, slots=True)
class DatasetTally:
    """What the claims of a dataset come to: claims = events + mirrors + retellings.

    Attributes:
        claims: That are open.
        events: They are about; another dataset or a report may tell of the same ones.
        mirrors: Claims beyond the first of their document about an event.
        retellings: Documents beyond the first that tell of an event.
    """

    claims: int
    events: int
    mirrors: int
    retellings: int


def tally_dataset(store: Store, dataset: str) -> DatasetTally:
    """Count the present claims of a dataset and their events; walks through all of them."""
    ((claims, told, events),) = store.read(TALLY, dataset=dataset, open=OPEN).values
    return DatasetTally(claims, events, claims - told, told - events)
