"""What must hold of every query file, checked without a database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.errors import CatalogueError
from queries.header import STANDARD
from queries.text import bare, key_parts, returned, used_parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from queries.catalogue import Query

ALWAYS = ("rev", "after", "limit", "modality", "dataset", "as_of")
"""What every query must use: a parameter that is taken and ignored would be a false promise."""

GIVEN = frozenset({*ALWAYS, "undated", "days"})
"""What every query is given, declared or not; `$rev` comes from `known_at`, `$days` from the window."""

PAGING = ("WHERE $after IS NULL OR key > $after", "ORDER BY key LIMIT $limit")
WINDOW = ("since", "until")
COALESCED = re.compile(r"coalesce\((?P<value>.+), '~'\)")
TEXTUAL = re.compile(r"toString\((?P<value>.+)\)")
FIRST_DAYS = {"date": "t_lo", "since": "since_lo"}
"""Property that a date is ordered by: its first day."""

COUNTS = frozenset({"integer"})
IDS = frozenset({"event", "claim", "document", "actor", "person", "state", "place", "post"})

VERSIONED_NODE = re.compile(r"\((?P<name>\w*):(?:Event|Tenure|Document)\b")
VERSIONED_RELATION = re.compile(
    r"\[(?P<name>\w*):(?:MET|ABOUT|CONCERNS|PART_OF|AFTER|IN_RETURN_FOR|POSSIBLY_SAME|STARTS|ENDS|STEP_OF|HELD)\b"
)
CLAIM = re.compile(r"\((?P<name>\w*):Claim\b")


def check(query: Query) -> None:
    """Hold a query to the catalogue's rules.

    Raises:
        CatalogueError: It breaks some; names the file and every rule that it breaks.
    """
    problems = [
        *_parameters(query), *_window(query), *_paging(query), *_columns(query), *_order(query), *_versions(query),
    ]  # fmt: skip
    if problems:
        raise CatalogueError(f"{query.path.name}: " + "; ".join(problems))


def _parameters(query: Query) -> Iterator[str]:
    used = used_parameters(query.text)
    declared = {one.name for one in query.parameters if not one.standard}
    for name in sorted(declared - used - STANDARD.keys()):
        yield f"declares the parameter {name} and does not use ${name}"
    for name in sorted(used - declared - GIVEN):
        yield f"uses ${name} and does not declare it"
    for name in sorted(set(ALWAYS) - used):
        yield f"does not use ${name}, which every query is given"


def _window(query: Query) -> Iterator[str]:
    types = {one.name: one.type for one in query.parameters}
    if any(types.get(name) == "edtf" for name in WINDOW):
        for name in WINDOW:
            if types.get(name) != "edtf":
                yield f"a window needs both since and until, of type edtf; {name} is not so declared"
        if "undated" not in used_parameters(query.text):
            yield "has a window, so it must tell with $undated which rows the window leaves out for want of a date"


def _paging(query: Query) -> Iterator[str]:
    code = " ".join(bare(query.text).split()).replace("''", "'~'")
    for line in PAGING:
        if line not in code:
            yield f"lacks the line `{line}`"
    if not key_parts(query.text):
        yield "lacks the line `WITH *, [...] AS key`"


def _columns(query: Query) -> Iterator[str]:
    told, there = [*(one.name for one in query.returns), "key"], list(returned(query.text))
    if told != there:
        yield f"declares the columns {', '.join(told)}, and returns {', '.join(there)} (key comes last in RETURN alone)"


def _order(query: Query) -> Iterator[str]:
    types = {one.name: one.type for one in query.returns}
    if unknown := [name for name in query.order if name not in types]:
        yield f"orders by {', '.join(unknown)}, which it does not return"
        return
    counted = {name for name, type_ in types.items() if type_ in COUNTS}
    if IDS.isdisjoint(types[name] for name in query.order) and not set(query.order) >= types.keys() - counted:
        yield "its order does not tell any two rows apart: it needs an id, or every column that is no count"
    parts, expressions = key_parts(query.text), returned(query.text)
    if len(parts) != len(query.order):
        yield f"declares an order of {len(query.order)} columns, and its key has {len(parts)} parts"
        return
    for name, part in zip(query.order, parts, strict=True):
        yield from _key_part(name, part, expressions.get(name, name), types[name])


def _key_part(name: str, part: str, expression: str, type_: str) -> Iterator[str]:
    coalesced = COALESCED.fullmatch(part)
    value = coalesced["value"] if coalesced else part
    if (textual := TEXTUAL.fullmatch(value)) is not None:
        value = textual["value"]
    owner, dot, told = expression.rpartition(".")
    if value not in {expression, owner + dot + FIRST_DAYS.get(told, told)}:
        yield f"key: `{part}` is not the column {name} (`{expression}`)"
    if coalesced is None and type_ not in COUNTS and not value.endswith(".id"):
        yield f"key: `{part}` may be null; write `coalesce({part}, '~')`, or rows are lost"


def _versions(query: Query) -> Iterator[str]:
    code = bare(query.text)
    clocks = ["rev", *(one.name for one in query.parameters if one.type == "moment" and not one.standard)]
    for pattern, start, end in (
        (VERSIONED_NODE, "rev_from", "rev_to"),
        (VERSIONED_RELATION, "rev_from", "rev_to"),
        (CLAIM, "seq", "closed_seq"),
    ):
        for name in sorted({found["name"] for found in pattern.finditer(code)}):
            wanted = [f"{name}.{start} <= ${clock} AND ${clock} < {name}.{end}" for clock in clocks]
            if not name or not any(filter_ in code for filter_ in wanted):
                yield f"reads versions of ({name or 'unnamed'}) without `{wanted[0]}`"
