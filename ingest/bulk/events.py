"""Events of spilt rows, column by column: what `ingest.reconcile` makes of one coded claim, or of two that mirror."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph.ids import SEPARATOR, digest
from ingest.bulk.text import LIST, escaped, in_order, joined, json_list, nullable
from ingest.reconcile.choosing import ONLY
from ingest.reconcile.events import MODALITY_WORDS
from ingest.reconcile.participants import MEETING_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

RESTS = "one_source"
PREFIXES = {code: words for code, words in MODALITY_WORDS.items() if words}


def add_parts(frame: pl.DataFrame) -> pl.DataFrame:
    """Add who takes part as the event has it, each actor once, with the sides and states that follow from it.

    Both ends of a row may be the same actor; it then takes part once, as the source, unless the target's role is a
    finer one; for whom it acts may be told of the target alone (`ingest.reconcile.participants.lay_over`).
    """
    same = (pl.col("a_actor") == pl.col("b_actor")).fill_null(value=False)
    first = pl.col("b_actor").is_null() | same | (pl.col("a_actor") < pl.col("b_actor")).fill_null(value=False)
    finer = same & (pl.col("b_role") != pl.col("b_base")) & (pl.col("a_role") == pl.col("b_base"))
    frame = frame.with_columns(
        a_part_role=pl.when(finer).then("b_role").otherwise("a_role"),
        b_part_role=pl.col("b_role"),
        a_part_behalf=pl.when(same & ~finer).then(pl.coalesce("a_behalf", "b_behalf")).otherwise("a_behalf"),
        b_part_behalf=pl.col("b_behalf"),
        a_part_state=pl.when(same & ~finer).then(pl.coalesce("a_state", "b_behalf")).otherwise("a_state"),
        b_part_state=pl.col("b_state"),
        lesser=pl.min_horizontal("a_actor", "b_actor"),
        greater=pl.max_horizontal("a_actor", "b_actor"),
        a_letter=pl.when(first).then(pl.lit("a")).otherwise(pl.lit("b")),
        b_letter=pl.when(first & pl.col("a_actor").is_not_null()).then(pl.lit("b")).otherwise(pl.lit("a")),
    )
    frame = frame.with_columns(_participation("a"), _participation("b"))
    frame = frame.with_columns(b_part_json=pl.when(~same).then("b_part_json"))
    return frame.with_columns(
        parts_json=in_order(pl.col("a_part_json"), pl.col("b_part_json"), a_first=first),
        states_json=_states(),
        met=pl.col("type").is_in(sorted(MEETING_TYPES))
        & (pl.col("modality") == "occurred")
        & (pl.col("a_person") & pl.col("b_person")).fill_null(value=False)
        & ~same
        & pl.col("a_actor").is_not_null()
        & pl.col("b_actor").is_not_null(),
    )


def _participation(side: str) -> pl.Expr:
    def column(name: str) -> str:
        return f"{side}_{name}"

    behalf = pl.coalesce(pl.concat_str(pl.lit('"'), column("part_behalf"), pl.lit('"')), pl.lit("null"))
    text = pl.concat_str(
        pl.lit('["'), column("actor"), pl.lit('","'), column("part_role"), pl.lit('","'), column("letter"),
        pl.lit('",'), behalf, pl.lit(',"'), column("name_json"), pl.lit('",'), column("pos"), pl.lit("]"),
    )  # fmt: skip
    return text.alias(column("part_json"))


def _state(side: str) -> pl.Expr:
    """A represented state with its side; only of those who take part."""
    text = pl.concat_str(
        pl.lit('["'), f"{side}_part_state", pl.lit('","'), f"{side}_letter", pl.lit('"]')
    )  # fmt: skip
    return pl.when(pl.col(f"{side}_part_json").is_not_null()).then(text)


def _states() -> pl.Expr:
    a, b = _state("a"), _state("b")
    ahead = (pl.col("a_part_state") < pl.col("b_part_state")) | (
        (pl.col("a_part_state") == pl.col("b_part_state")) & (pl.col("a_letter") < pl.col("b_letter"))
    )
    return in_order(a, b, a_first=ahead.fill_null(value=True))


def add_events(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the values of events to rows that are the best claim of one.

    Args:
        frame: With `add_parts`, and `event` (its id), `number` (of claims) and `ids_json` (those claims).
    """
    frame = frame.with_columns(label=_label(), unnamed=_unnamed(), chosen=_chosen())
    frame = frame.with_columns(
        label_json=escaped("label"), unnamed_json=json_list("unnamed"), chosen_json=json_list("chosen")
    )
    content = frame.select(_content()).to_series().to_list()
    prints = [digest(f"{one}{SEPARATOR}{place or ''}") for one, place in zip(content, frame["place_id"], strict=True)]
    return frame.with_columns(fingerprint=pl.Series(prints, dtype=pl.String))


def _label() -> pl.Expr:
    a = pl.when(pl.col("a_part_json").is_not_null()).then("a_name")
    b = pl.when(pl.col("b_part_json").is_not_null()).then("b_name")
    ahead = pl.col("a_letter") == "a"
    people = in_order(a, b, a_first=ahead | a.is_null(), separator=" and ")
    generic = joined(
        pl.when(pl.col("a_actor").is_null()).then("a_name"),
        pl.when(pl.col("b_actor").is_null()).then("b_name"),
        separator=", ",
    )
    told = (pl.when(piece != "").then(piece) for piece in (people, generic))
    details = joined(*told, "place_label", "date", separator=", ")
    prefix = pl.col("modality").replace_strict(PREFIXES, default="", return_dtype=pl.String)
    return pl.concat_str(prefix, "kind_label", pl.lit(": "), details)


def _unnamed() -> pl.Expr:
    """Generic participants, each once and in order."""
    a = pl.when(pl.col("a_actor").is_null()).then(pl.concat_str("a_role", pl.lit(": "), "a_name"))
    b = pl.when(pl.col("b_actor").is_null()).then(pl.concat_str("b_role", pl.lit(": "), "b_name"))
    both = in_order(a, b, a_first=(a < b).fill_null(value=True), separator=LIST)
    listed = pl.when((a == b).fill_null(value=False)).then(a).otherwise(both)
    return pl.when(listed != "").then(listed)


def _chosen() -> pl.Expr:
    fields = (pl.lit(f"type: {ONLY}"), pl.lit(f"modality: {ONLY}"))
    act = pl.when(pl.col("act").is_not_null()).then(pl.lit(f"act: {ONLY}"))
    place = pl.when(pl.col("place_label").is_not_null()).then(pl.lit(f"place: {ONLY}"))
    return joined(*fields, act, pl.lit(f"date: {ONLY}"), place, separator=LIST)


def _content() -> pl.Expr:
    """What `Event.fingerprint` hashes, as orjson writes it with sorted keys."""
    met = pl.concat_str(
        pl.lit('[["'), "lesser", pl.lit('","'), "greater", pl.lit('","'), "type", pl.lit('"]]')
    )  # fmt: skip
    pieces: Sequence[pl.Expr | str] = (
        pl.lit('["'), "event", pl.lit('",{"about":'), nullable("about"), pl.lit(',"act":'), nullable("act"),
        pl.lit(',"attribution":null,"best":"'), "id", pl.lit('","bound":null,"claims":'), "number",
        pl.lit(',"count":null,"date":"'), "date", pl.lit('","document":"'), "doc_json",
        pl.lit('","documents":1,"family":"'), "family", pl.lit('","first_published":"'), "published_text",
        pl.lit('","hedge":null,"label":"'), "label_json", pl.lit('","last_published":"'), "published_text",
        pl.lit('","modality":"'), "modality",
        pl.lit('","of":null,"origins":1,"place":'), nullable("place_label"),
        pl.lit(',"post":null,"post_id":null,"quote":null,"source":"'),
        "publisher_json", pl.lit('","span":1,"t_hi":"'), "date", pl.lit('","t_lo":"'), "date", pl.lit('","type":"'),
        "type", pl.lit('"},{"chosen_by":'), "chosen_json", pl.lit(',"conflicts":[],"datasets":["'), "dataset_json",
        pl.lit('"],"disputed":[],"origin_names":["'), "publisher_json", pl.lit(f'"],"rests":["{RESTS}"],"unnamed":'),
        "unnamed_json", pl.lit("},["), "parts_json", pl.lit("],["), "states_json", pl.lit("],"),
        pl.when(pl.col("met")).then(met).otherwise(pl.lit("[]")), pl.lit(",["), "ids_json", pl.lit("],[]]"),
    )  # fmt: skip
    return pl.concat_str(*pieces)
