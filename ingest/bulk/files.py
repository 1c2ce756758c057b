"""The files that neo4j-admin imports: one folder, a header and parts for each kind of node and relationship.

Nodes are numbered in their kind; the numbers join the files and are not stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.bulk.text import LIST

OPEN_VERSION = {"rev_from": "long", "rev_to": "long"}
NODES: Mapping[str, Mapping[str, str]] = {
    "Document": {
        "id": "string", "title": "string", "publisher": "string", "published": "date", "url": "string",
        "record": "string", "read_by": "string", **OPEN_VERSION,
    },
    "Source": {"id": "string", "label": "string"},
    "Claim": {
        "id": "string", "key": "string", "record": "string", "resolved": "string", "document": "string",
        "type": "string", "family": "string", "modality": "string", "act": "string", "date": "string", "t_lo": "date",
        "t_hi": "date", "span": "long", "place": "string", "about": "string", "origin": "string",
        "anonymous": "boolean", "dataset": "string", "native_id": "string", "native_code": "string", "coder": "string",
        "confidence": "double", "published": "date", "seq": "long", "closed_seq": "long", "latest": "boolean",
    },
    "Event": {
        "id": "string", "fingerprint": "string", "type": "string", "family": "string", "modality": "string",
        "act": "string", "date": "string", "t_lo": "date", "t_hi": "date", "span": "long", "day": "long",
        "place": "string", "about": "string", "claims": "long", "documents": "long", "origins": "long",
        "best": "string", "source": "string", "document": "string", "first_published": "date", "last_published": "date",
        "label": "string", "chosen_by": "string[]", "unnamed": "string[]", "origin_names": "string[]",
        "datasets": "string[]", "rests": "string[]", "disputed": "string[]", "conflicts": "string[]", **OPEN_VERSION,
    },
    "Actor": {
        "id": "string", "kind": "string", "label": "string", "labels": "string[]", "label_from": "long[]",
        "origin": "string",
    },
    "Name": {"id": "string"},
    "Place": {"id": "string", "label": "string", "country": "string", "point": "Point{crs:WGS-84}"},
    "Key": {"id": "string", "facts": "string", "assigned": "string"},
    "Block": {"id": "string"},
}  # fmt: skip
RELATIONSHIPS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "IN_DOC": ("Claim", "Document", {}),
    "PUBLISHED_BY": ("Document", "Source", {}),
    "ABOUT": ("Claim", "Event", OPEN_VERSION),
    "MENTIONS": (
        "Claim",
        "Actor",
        {
            "pos": "long", "name": "string", "role": "string", "side": "string", "behalf": "string",
            "method": "string", "score": "double", "key": "string", "block": "string", "day": "long", **OPEN_VERSION,
        },
    ),
    "PARTICIPATED_IN": (
        "Actor",
        "Event",
        {
            "actor": "string", "role": "string", "side": "string", "behalf": "string", "name": "string", "pos": "long",
            "t_lo": "date", "t_hi": "date", "span": "long", "day": "long", **OPEN_VERSION,
        },
    ),
    "REPRESENTED_IN": ("Actor", "Event", {"state": "string", "side": "string", "day": "long", **OPEN_VERSION}),
    "AT": ("Event", "Place", OPEN_VERSION),
    "MET": (
        "Actor",
        "Actor",
        {
            "a": "string", "b": "string", "event": "string", "mode": "string", "t_lo": "date", "t_hi": "date",
            "span": "long", "day": "long", **OPEN_VERSION,
        },
    ),
    "NAMES": ("Name", "Actor", {"text": "string", "weight": "long", **OPEN_VERSION}),
    "SHARES": ("Key", "Block", {}),
}  # fmt: skip
LABELS = ":LABEL"
DELIMITER, QUOTE = "\x1d", "\x1f"
"""Between fields, and around those that have one of these or a line's end in them. Records are JSON: with commas and
quotation marks here they would be quoted and many of their signs doubled, which costs time on both sides."""
SIGNS: Mapping[str, str] = {"delimiter": DELIMITER, "quote": QUOTE, "array-delimiter": LIST}


@dataclass(slots=True)
class ImportFiles:
    """The files in their folder."""

    folder: Path
    parts: int = 0

    def nodes(self, label: str, frame: pl.DataFrame, *, labels: bool = False) -> None:
        """Write nodes; `frame` has `number` (unique in the label) and the label's properties.

        Args:
            label: Their label.
            frame: One row a node; what it lacks is null.
            labels: Whether `frame` has a column `labels_of` with further labels.
        """
        columns = ["number", *NODES[label], *(["labels_of"] if labels else [])]
        self._write(label, frame, columns)
        self._header(label, [f":ID({label})", *_typed(NODES[label]), *([LABELS] if labels else [])])

    def relationships(self, type_: str, frame: pl.DataFrame) -> None:
        """Write relationships; `frame` has `from`, `to` (numbers of the nodes) and the type's properties."""
        start, end, properties = RELATIONSHIPS[type_]
        self._write(type_, frame, ["from", "to", *properties])
        self._header(type_, [f":START_ID({start})", f":END_ID({end})", *_typed(properties)])

    def arguments(self) -> Iterator[str]:
        """The words that name the files to neo4j-admin."""
        for name in NODES:
            if list(self.folder.glob(f"{name}-*.csv")):
                yield f"--nodes={name}={self.folder / f'{name}.header.csv'},{self.folder / f'{name}-.*.csv'}"
        for name in RELATIONSHIPS:
            if list(self.folder.glob(f"{name}-*.csv")):
                yield f"--relationships={name}={self.folder / f'{name}.header.csv'},{self.folder / f'{name}-.*.csv'}"

    def _write(self, name: str, frame: pl.DataFrame, columns: list[str]) -> None:
        if frame.is_empty():
            return
        there = set(frame.columns)
        chosen = [pl.col(one) if one in there else pl.lit(None).alias(one) for one in columns]
        path = self.folder / f"{name}-{self.parts:05}.csv"
        frame.select(chosen).write_csv(path, include_header=False, separator=DELIMITER, quote_char=QUOTE)
        self.parts += 1

    def _header(self, name: str, columns: list[str]) -> None:
        path = self.folder / f"{name}.header.csv"
        if not path.exists():
            path.write_text(DELIMITER.join(columns) + "\n", encoding="utf-8")


def _typed(properties: Mapping[str, str]) -> list[str]:
    return [f"{name}:{kind}" for name, kind in properties.items()]


DELIMITERS = {name: f"U+{ord(sign):04X}" for name, sign in SIGNS.items()}
"""As neo4j-admin takes them."""
