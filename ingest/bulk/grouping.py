"""Which rows are one event: mirrored records of one document, and what several documents tell.

All dates are days here, so that of the rules of reconciliation two remain. Two records of one document are one event
where they mirror each other (`ingest.reconcile.matching.mirrors`). Records of different documents may be one where they
share the actors that their type demands; those are put down as entangled, and reconciled one by one. So are mirrors
with a place, as it says which of several goes with which.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ingest.bulk.spill import NOWHERE

MIRRORED = ("document", "dataset", "type", "day", "same", "lo", "hi")
NONE = pl.lit("")


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which rows are one event.

    Attributes:
        pairs: One row an event of two: `row` of the claim that shows it best, `second`, and their ids, `least` and
            `greater`.
        entangled: Rows to be reconciled one by one.
    """

    pairs: pl.DataFrame
    entangled: pl.Series


def group(keys: pl.DataFrame, *, several: bool) -> Grouping:
    """Find them among all rows.

    Args:
        keys: One row a claim, as `tables.grouping_keys` gives them.
        several: Whether there are several documents of one day.
    """
    near = _facing_each_other(keys)
    placed = near.filter((pl.col("place") != NOWHERE).any().over(MIRRORED))
    entangled = pl.concat([placed["row"], _shared(keys)]) if several else placed["row"]
    entangled = entangled.unique().sort()
    return Grouping(_pair(near.filter(~pl.col("row").is_in(entangled.implode()))), entangled)


def _facing_each_other(keys: pl.DataFrame) -> pl.DataFrame:
    """Rows that say the same of the same two actors on one day and in one document, some one way, some the other."""
    may = keys.filter(
        (pl.col("modality") == "occurred")
        & pl.col("two_sided")
        & pl.col("a_block").is_not_null()
        & pl.col("b_block").is_not_null()
        & (pl.col("a_block") != pl.col("b_block"))
        & (pl.col("a_end") != pl.col("b_end"))
    ).with_columns(
        lo=pl.min_horizontal("a_end", "b_end"),
        hi=pl.max_horizontal("a_end", "b_end"),
        forward=pl.col("a_end") < pl.col("b_end"),
        # Where both ends do the same, the code is the same too.
        same=pl.when(pl.col("a_role") == pl.col("b_role")).then(pl.col("native_code").cast(pl.String)).otherwise(NONE),
    )
    both = may.group_by(MIRRORED).agg(ways=pl.col("forward").n_unique()).filter(pl.col("ways") > 1).drop("ways")
    return may.join(both, on=MIRRORED)


def _pair(near: pl.DataFrame) -> pl.DataFrame:
    """The first row in one direction goes with the first in the other, in order of their ids, as claims cluster."""
    ranked = near.sort("id").with_columns(rank=pl.int_range(pl.len()).over(*MIRRORED, "forward"))
    ahead, back = ranked.filter(pl.col("forward")), ranked.filter(~pl.col("forward"))
    pairs = ahead.join(back, on=[*MIRRORED, "rank"], suffix="_other")
    better = (pl.col("confidence") > pl.col("confidence_other")) | (
        (pl.col("confidence") == pl.col("confidence_other")) & (pl.col("id") < pl.col("id_other"))
    )
    return pairs.select(
        row=pl.when(better).then("row").otherwise("row_other"),
        second=pl.when(better).then("row_other").otherwise("row"),
        least=pl.min_horizontal("id", "id_other"),
        greater=pl.max_horizontal("id", "id_other"),
    )


def _shared(keys: pl.DataFrame) -> pl.Series:
    """Rows that share what identifies an event with a row of another document."""
    ties = _ties(keys)
    shared = ties.group_by("tie").agg(documents=pl.col("document").n_unique()).filter(pl.col("documents") > 1)
    return ties.join(shared.select("tie"), on="tie", how="semi")["row"]


def _ties(keys: pl.DataFrame) -> pl.DataFrame:
    """What identifies each row's event, hashed: of two-sided types both actors, of others each that bears a role."""
    texts = keys.with_columns(pl.col("family", "type", "native_code", "a_block", "b_block").cast(pl.String))
    code = pl.when(pl.col("type") == "other").then("native_code").otherwise(NONE)
    base = pl.concat_str("family", "day", code, separator="|")
    blocks = pl.concat_str(pl.min_horizontal("a_block", "b_block"), pl.max_horizontal("a_block", "b_block"))
    both = texts.filter(pl.col("two_sided") & pl.col("a_block").is_not_null() & pl.col("b_block").is_not_null())
    found = [both.select("row", "document", tie=pl.concat_str(base, blocks, separator="|").hash())]
    for side in ("a", "b"):
        bearer = pl.concat_str(base, f"{side}_slot", f"{side}_block", separator="|")
        bears = texts.filter(~pl.col("two_sided") & pl.col(f"{side}_block").is_not_null())
        found.append(bears.select("row", "document", tie=bearer.hash()))
    return pl.concat(found)
