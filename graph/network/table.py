"""A network as a table of its pairs: CSV (RFC 4180), one row a pair and event."""

from __future__ import annotations

import csv
import io
from typing import IO

from graph.network.reading import Network, say_edge

COLUMNS = (
    "event", "type", "mode", "status", "directed", "date", "earliest", "latest", "place",
    "a", "a_label", "a_role", "b", "b_label", "b_role",
    "origins", "documents", "disputed", "quote", "source", "attribution", "document", "claim", "permalink",
)  # fmt: skip
"""In the order of the file. `quote` to `claim` are of the claim whose evidence is best."""


def write_table(network: Network, file: IO[bytes]) -> None:
    """Write a network as CSV in UTF-8, with a line of names; what is not known is left empty."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for dyad in network.edges():
        event, told = dyad.event, say_edge(network, dyad)
        row = {
            **told,
            "directed": "true" if dyad.directed else "false",
            "a": dyad.a.id,
            "a_label": dyad.a.label,
            "a_role": dyad.a.role,
            "b": dyad.b.id,
            "b_label": dyad.b.label,
            "b_role": dyad.b.role,
            "source": event["source"],
            "attribution": event["attribution"],
            "document": event["document"],
            "claim": event["best"],
        }
        writer.writerow(["" if row[name] is None else row[name] for name in COLUMNS])
        file.write(text.getvalue().encode())
        text.seek(0)
        text.truncate()
    file.write(text.getvalue().encode())
