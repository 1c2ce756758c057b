"""The forms that a network can be had in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from graph.network.reading import Network
from graph.network.table import write_table
from graph.network.xml import write_gexf, write_graphml


@dataclass(frozen=True, slots=True)
class NetworkForm:
    """A form; its name is the ending of its files too.

    Attributes:
        name: As `--format` takes it.
        label: For people.
        media_type: For HTTP and the description of a file.
        write: Writes a network into a file, in bounded memory.
    """

    name: str
    label: str
    media_type: str
    write: Callable[[Network, IO[bytes]], None]


NETWORKS: Mapping[str, NetworkForm] = {
    one.name: one
    for one in (
        NetworkForm("graphml", "GraphML", "application/graphml+xml", write_graphml),
        NetworkForm("gexf", "GEXF", "application/gexf+xml", write_gexf),
        NetworkForm("csv", "CSV", "text/csv", write_table),
    )
}
"""Name → form."""
