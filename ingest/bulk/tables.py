"""The columns of the import's files, chosen and named from frames of claims and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from graph.model import OPEN
from graph.store.events import event_row
from ingest.bulk.events import RESTS
from ingest.bulk.text import LIST

if TYPE_CHECKING:
    from graph.model import Event
    from ingest.bulk.files import ImportFiles

SEQ = 1
"""The import is the graph's first commit."""
EPOCH_ORDINAL = 719_163
"""`date(1970, 1, 1).toordinal()`: the graph counts days from the year 1, columns from 1970."""
TIMES = ("t_lo", "t_hi", "span", "day")


def versioned(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the open version that begins with the import."""
    return frame.with_columns(rev_from=pl.lit(SEQ), rev_to=pl.lit(OPEN))


def _days() -> Iterable[pl.Expr]:
    day = pl.col("day")
    return day.alias("t_lo"), day.alias("t_hi"), pl.lit(1).alias("span"), _number()


def _number() -> pl.Expr:
    """The day as `graph.windows` numbers it: coded records are dated to the day."""
    return (pl.col("day").to_physical().cast(pl.Int64) + EPOCH_ORDINAL).alias("day")


def claim_nodes(frame: pl.DataFrame) -> pl.DataFrame:
    """Claims, from rows with `add_claims`."""
    told = ("id", "key", "record", "resolved", "type", "family", "modality", "act", "date", "about", "dataset")
    return frame.select(
        pl.col("row").alias("number"),
        *told,
        *_days(),
        pl.col("doc_id").alias("document"),
        pl.col("place_told").alias("place"),
        pl.col("publisher").alias("origin"),
        pl.col("native").alias("native_id"),
        "native_code",
        pl.col("dataset").alias("coder"),
        "confidence",
        "published",
        anonymous=pl.lit(value=False),
        seq=pl.lit(SEQ),
        closed_seq=pl.lit(OPEN),
        latest=pl.lit(value=True),
    )


def event_nodes(frame: pl.DataFrame) -> pl.DataFrame:
    """Events, from rows with `add_events`."""
    return versioned(
        frame.select(
            pl.col("row").alias("number"),
            pl.col("event").alias("id"),
            *("fingerprint", "type", "family", "modality", "act", "date", "about", "label", "unnamed"),
            *_days(),
            pl.col("place_label").alias("place"),
            pl.col("number").alias("claims"),
            pl.col("id").alias("best"),
            pl.col("publisher").alias("source"),
            pl.col("doc_id").alias("document"),
            pl.col("published").alias("first_published"),
            pl.col("published").alias("last_published"),
            pl.col("chosen").alias("chosen_by"),
            pl.col("publisher").alias("origin_names"),
            pl.col("dataset").alias("datasets"),
            documents=pl.lit(1),
            origins=pl.lit(1),
            rests=pl.lit(RESTS),
        )
    )


def grouping_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """What is needed of every claim to find which are one event."""
    ends = {
        f"{side}_end": pl.concat_str(
            pl.coalesce(f"{side}_actor", f"{side}_name"), f"{side}_role", separator="|"
        ).hash()
        for side in ("a", "b")
    }  # fmt: skip
    return frame.select(
        *(
            "row",
            "id",
            "document",
            "day",
            "confidence",
            "type",
            "family",
            "modality",
            "dataset",
            "native_code",
            "place",
        ),
        *("two_sided", "a_role", "b_role", "a_block", "b_block", "a_slot", "b_slot"),
        **ends,
    )


def categorical(keys: pl.DataFrame) -> pl.DataFrame:
    """The same, with what stands in many rows written once."""
    many = ("type", "family", "modality", "dataset", "native_code", "a_role", "b_role", "a_block", "b_block")
    return keys.with_columns(pl.col(*many).cast(pl.Categorical))


@dataclass(frozen=True, slots=True)
class Tables:
    """Relationships to and from actors and places, which have numbers of their own."""

    numbers: Mapping[str, int]
    places: Mapping[str, int]

    def number(self, column: str) -> pl.Expr:
        """The numbers of a column's actors."""
        return pl.col(column).replace_strict(self.numbers, return_dtype=pl.Int64)

    def mentions(self, frame: pl.DataFrame, side: str) -> pl.DataFrame:
        """MENTIONS of the participants on one side."""
        there = frame.filter(pl.col(f"{side}_actor").is_not_null())
        kept = ("name", "role", "behalf", "method", "score", "key", "block", "pos")
        return versioned(
            there.select(
                pl.col("row").alias("from"),
                self.number(f"{side}_actor").alias("to"),
                *(pl.col(f"{side}_{name}").alias(name) for name in kept),
                _number(),
                side=pl.lit(side),
            )
        )

    def participations(self, frame: pl.DataFrame, side: str) -> pl.DataFrame:
        """PARTICIPATED_IN of those on one side."""
        return versioned(
            frame.select(
                self.number(f"{side}_actor").alias("from"),
                pl.col("row").alias("to"),
                pl.col(f"{side}_actor").alias("actor"),
                pl.col(f"{side}_part_role").alias("role"),
                pl.col(f"{side}_letter").alias("side"),
                pl.col(f"{side}_part_behalf").alias("behalf"),
                *(pl.col(f"{side}_{name}").alias(name) for name in ("name", "pos")),
                *_days(),
            )
        )

    def represented(self, frame: pl.DataFrame, side: str) -> pl.DataFrame:
        """REPRESENTED_IN of the states on one side."""
        there = frame.filter(pl.col(f"{side}_part_state").is_not_null())
        return versioned(
            there.select(
                self.number(f"{side}_part_state").alias("from"),
                pl.col("row").alias("to"),
                pl.col(f"{side}_part_state").alias("state"),
                pl.col(f"{side}_letter").alias("side"),
                _number(),
            )
        )

    def met(self, frame: pl.DataFrame) -> pl.DataFrame:
        """MET of the two people of each row."""
        return versioned(
            frame.select(
                self.number("lesser").alias("from"),
                self.number("greater").alias("to"),
                pl.col("lesser").alias("a"),
                pl.col("greater").alias("b"),
                pl.col("event"),
                pl.col("type").alias("mode"),
                *_days(),
            )
        )

    def at(self, frame: pl.DataFrame) -> pl.DataFrame:
        """AT of events with a place."""
        to = pl.col("place_id").replace_strict(self.places, return_dtype=pl.Int64)
        return versioned(frame.select(pl.col("row").alias("from"), to.alias("to")))

    def write_events(self, files: ImportFiles, events: Iterable[Event], rows: Mapping[str, int]) -> None:
        """Write events that were reconciled one by one.

        Args:
            files: Where to.
            events: The events.
            rows: Claim id → its row; an event has the number of its best claim.
        """
        made = [(rows[one.values["best"]], one, event_row(one)) for one in events]
        nodes = [{"number": number, **_flat(row["values"])} for number, _, row in made]
        times = {number: {key: row["values"][key] for key in TIMES} for number, _, row in made}
        files.nodes("Event", versioned(pl.DataFrame(nodes, infer_schema_length=None)))
        self._relate(
            files, "ABOUT", [{"from": rows[id_], "to": number} for number, _, row in made for id_ in row["claims"]]
        )
        self._relate(
            files,
            "PARTICIPATED_IN",
            [
                {"from": self.numbers[part["actor"]], "to": number, **part, **times[number]}
                for number, _, row in made
                for part in row["parts"]
            ],
        )
        self._relate(
            files,
            "REPRESENTED_IN",
            [
                {
                    "from": self.numbers[state["id"]],
                    "to": number,
                    "state": state["id"],
                    "side": state["side"],
                    "day": times[number]["day"],
                }
                for number, _, row in made
                for state in row["states"]
            ],
        )
        self._relate(
            files,
            "AT",
            [{"from": number, "to": self.places[one.place.id]} for number, one, _ in made if one.place is not None],
        )
        self._relate(
            files,
            "MET",
            [
                {
                    "from": self.numbers[met["a"]],
                    "to": self.numbers[met["b"]],
                    "a": met["a"],
                    "b": met["b"],
                    "event": one.id,
                    "mode": met["mode"],
                    **times[number],
                }
                for number, one, row in made
                for met in row["meetings"]
            ],
        )

    def _relate(self, files: ImportFiles, type_: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            files.relationships(type_, versioned(pl.DataFrame(rows, infer_schema_length=None)))


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: LIST.join(value) if isinstance(value, list) else value for name, value in values.items()}  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
