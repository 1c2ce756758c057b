"""Pieces of JSON and of lists, and the expressions that join them column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST = "\x1e"
"""Stands between the items of a list in the files for the import."""


def json(value: Any) -> str:  # noqa: ANN401  -- anything that orjson writes
    """Write a value as the graph's records are written."""
    return orjson.dumps(value).decode()


def inner(text: str) -> str:
    """A text as it stands between the quotation marks of JSON."""
    return json(text)[1:-1]


def joined(*pieces: str | pl.Expr, separator: str = ",") -> pl.Expr:
    """Pieces one behind the other without those that are null; an empty text where all are."""
    return pl.concat_str(*pieces, separator=separator, ignore_nulls=True)


def in_order(a: pl.Expr, b: pl.Expr, *, a_first: pl.Expr, separator: str = ",") -> pl.Expr:
    """Two pieces joined in the order that `a_first` tells."""
    return pl.when(a_first).then(joined(a, b, separator=separator)).otherwise(joined(b, a, separator=separator))


def escaped(name: str) -> pl.Expr:
    """A column of printable text as it stands between the quotation marks of JSON."""
    return pl.col(name).str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True)


def nullable(name: str) -> pl.Expr:
    """A column of text as JSON: quoted, or null."""
    return pl.coalesce(pl.concat_str(pl.lit('"'), escaped(name), pl.lit('"')), pl.lit("null"))


def json_list(name: str) -> pl.Expr:
    """A list of the files as JSON."""
    items = escaped(name).str.replace_all(LIST, '","', literal=True)
    return pl.coalesce(pl.concat_str(pl.lit('["'), items, pl.lit('"]')), pl.lit("[]"))


def numbered(things: Iterable[str]) -> dict[str, int]:
    """Things, each once, with numbers from 0."""
    return {one: number for number, one in enumerate(dict.fromkeys(things))}
