"""Claims of spilt rows, column by column: their ids, records and resolutions as the loader writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from graph.ids import SEPARATOR, digest
from graph.vocabulary import load_vocabulary
from ingest.bulk.text import inner, joined, json
from ingest.coded.claims import about_of
from ingest.resolving import UNKNOWN_PUBLISHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Place
    from ingest.bulk.spill import Code
    from ingest.coded.mapping import CodeReading
    from ingest.coded.rows import Story

PLACE_COLUMNS = ("place_json", "place_told", "place_resolved", "place_label", "place_id")


def code_frame(codes: Sequence[Code], readings: Sequence[CodeReading]) -> pl.DataFrame:
    """What a numbered code tells of every row that has it."""
    types = load_vocabulary().types
    rows: list[dict[str, Any]] = []
    for number, ((dataset, scheme, code, label), reading) in enumerate(zip(codes, readings, strict=True)):
        kind = types[reading.type]
        about = about_of(reading, label)
        rows.append({
            "code": number,
            "dataset": dataset,
            "native_code": code,
            "type": kind.code,
            "family": kind.family,
            "kind_label": kind.label,
            "modality": reading.modality,
            "act": reading.act,
            "about": about,
            "two_sided": kind.two_sided,
            "act_json": f'"act":{json(reading.act)},' if reading.act else "",
            "about_json": f'"about":{json(about)},' if about else "",
            "native_json": f'"scheme":{json(scheme)},"code":{json(code)}',
            "dataset_json": inner(dataset),
        })  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"code": pl.Int32, "act": pl.String, "about": pl.String})


def document_frame(documents: Sequence[Story]) -> pl.DataFrame:
    """What a numbered document tells of every claim in it."""
    return pl.DataFrame(
        {
            "document": range(len(documents)),
            "doc_id": [one.doc_id for one in documents],
            "doc_json": [inner(one.doc_id) for one in documents],
            "published": [one.published for one in documents],
            "publisher": [one.publisher or UNKNOWN_PUBLISHER for one in documents],
            "publisher_json": [inner(one.publisher or UNKNOWN_PUBLISHER) for one in documents],
        },
        schema_overrides={"document": pl.Int32},
    )


def place_frame(names: Sequence[str], places: Sequence[Place]) -> pl.DataFrame:
    """What a numbered place tells: as written, and as the gazetteer has it."""
    return pl.DataFrame(
        {
            "place": range(len(names)),
            "place_json": [f'"place":{json(name)},' for name in names],
            "place_told": names,
            "place_resolved": [json(one) for one in places],
            "place_label": [one.label for one in places],
            "place_id": [one.id for one in places],
        },
        schema={"place": pl.Int32, **dict.fromkeys(PLACE_COLUMNS, pl.String)},
    )


def join_pieces(frame: pl.DataFrame, pieces: pl.DataFrame) -> pl.DataFrame:
    """Put the pieces of both participants beside every row; `a_…` is the source, `b_…` the target."""
    frame = frame.with_columns(
        a_pos=pl.lit(0, pl.Int32), b_pos=pl.when(pl.col("source") >= 0).then(1).otherwise(0).cast(pl.Int32)
    )
    for side, end in (("a", "source"), ("b", "target")):
        named = pieces.filter(pl.col("side") == side).drop("side")
        renamed = named.rename({name: f"{side}_{name}" for name in named.columns if name not in {"stretch", "code"}})
        frame = frame.join(
            renamed,
            left_on=[end, "code", f"{side}_pos"],
            right_on=["stretch", "code", f"{side}_pos"],
            how="left",
            maintain_order="left",
        )
    return frame


def _sorted_roles() -> pl.Expr:
    """(role, name) of the participants, in order, as `ids.claim_id` joins them."""
    a = pl.concat_str("a_role", pl.lit(SEPARATOR), "a_name")
    b = pl.concat_str("b_role", pl.lit(SEPARATOR), "b_name")
    first = (pl.col("a_role") < pl.col("b_role")) | (
        (pl.col("a_role") == pl.col("b_role")) & (pl.col("a_name") <= pl.col("b_name"))
    )
    both = pl.when(first).then(pl.concat_str(a, pl.lit(SEPARATOR), b)).otherwise(pl.concat_str(b, pl.lit(SEPARATOR), a))
    return pl.coalesce(both, a, b)


def add_claims(frame: pl.DataFrame) -> pl.DataFrame:
    """Add `id`, `record`, `resolved` and `key` of every claim to rows with their pieces, codes and documents."""
    confidences = {one: json(one) for one in frame["confidence"].unique().to_list()}
    frame = frame.with_columns(
        date=pl.col("day").dt.strftime("%Y-%m-%d"),
        published_text=pl.col("published").dt.strftime("%Y-%m-%d"),
        native_text=pl.col("native").map_elements(inner, return_dtype=pl.String)
        if frame["native"].str.contains(r'["\\\x00-\x1f]').any()
        else pl.col("native"),
        confidence_text=pl.col("confidence").replace_strict(confidences, return_dtype=pl.String),
    )
    hashed = frame.select(
        pl.concat_str(
            "doc_id", "dataset", "type", pl.concat_str("dataset", pl.lit(":"), "native"), "date", _sorted_roles(),
            separator=SEPARATOR,
        )
    ).to_series()  # fmt: skip
    frame = frame.with_columns(id=pl.Series([f"claim/{digest(one)}" for one in hashed.to_list()]))
    frame = frame.with_columns(
        record=pl.concat_str(
            pl.lit('{"record":"claim","id":"'), "id", pl.lit('","doc_id":"'), "doc_json", pl.lit('","type":"'), "type",
            pl.lit('","modality":"'), "modality", pl.lit('",'), "act_json", pl.lit('"participants":['),
            joined("a_told", "b_told"), pl.lit('],"date":"'), "date", pl.lit('",'),
            pl.col("place_json").fill_null(""), "about_json",
            pl.lit('"links":[],"attribution":[],"native":{"dataset":"'), "dataset_json", pl.lit('","id":"'),
            "native_text", pl.lit('",'), "native_json", pl.lit('},"confidence":'), "confidence_text",
            pl.lit(',"coder":"'), "dataset_json", pl.lit('"}'),
        ),
        resolved=pl.concat_str(
            pl.lit('{"parts":['), joined("a_resolved", "b_resolved"), pl.lit('],"family":"'), "family",
            pl.lit('","published":"'), "published_text", pl.lit('","publisher":"'), "publisher_json",
            pl.lit('","place":'), pl.col("place_resolved").fill_null("null"),
            pl.lit(',"post":null,"origin_actor":null,"origin_key":null}'),
        ),
    )  # fmt: skip
    hashed = frame.select(pl.concat_str("record", "published_text", "publisher", separator=SEPARATOR)).to_series()
    return frame.with_columns(key=pl.Series([digest(one) for one in hashed.to_list()]))
