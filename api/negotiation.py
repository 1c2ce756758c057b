"""Which form of an answer a client asks for, by `format` or by its Accept header."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from starlette.exceptions import HTTPException

from api.accepting import read_accept, weigh
from api.answers import Format
from graph.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

MEDIA_TYPES: dict[Format, tuple[str, ...]] = {
    "json": ("application/json",),
    "csv": ("text/csv",),
    "jsonl": ("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
    "bibtex": ("application/x-bibtex", "text/x-bibtex"),
    "csl": ("application/vnd.citationstyles.csl+json",),
    "trig": ("application/trig", "application/x-trig"),
}
"""The first of each is what an answer says it is. No browser asks for any, so one gets JSON by its `*/*`."""

CONTENT_TYPES: dict[Format, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "jsonl": "application/jsonl",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
    "trig": "application/trig",
}

CITATIONS: tuple[Format, ...] = ("bibtex", "csl")
"""Forms that cite an answer in place of giving it."""

SUFFIXES: dict[Format, str] = {
    "json": "json",
    "csv": "csv",
    "jsonl": "jsonl",
    "bibtex": "bib",
    "csl": "csl.json",
    "trig": "trig",
}
"""Ends of file names."""

NOT_ACCEPTABLE = 406


def choose_format(format: str | None, accept: str | None, offered: Sequence[Format]) -> Format:  # noqa: A002
    """The form that a client wants; the first offered one where it does not mind.

    Args:
        format: The parameter `format`; it wins over the header.
        accept: The Accept header.
        offered: What the route has, best first.

    Raises:
        ParameterError: `format` is none of those offered.
        HTTPException: 406, the header accepts none of them.
    """
    if format is not None:
        if format not in offered:
            raise ParameterError("format", f"is {' or '.join(offered)} here, not {format!r}")
        return cast("Format", format)
    accepted = read_accept(accept)
    if not accepted:
        return offered[0]
    weights = {one: weigh(MEDIA_TYPES[one], accepted) for one in offered}
    best = max(offered, key=lambda one: weights[one])
    if weights[best] == 0:
        types = ", ".join(MEDIA_TYPES[one][0] for one in offered)
        raise HTTPException(NOT_ACCEPTABLE, f"this is to be had as {types}; ask for one of them, or set `format`")
    return best


FORMATS: tuple[Format, ...] = get_args(Format)
