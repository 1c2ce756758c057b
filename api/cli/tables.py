"""Rows as people read them: what happened in columns, the words that show it beneath, then ids to go on with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from api.answers import cell_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console, RenderableType

    from queries.header import Column
    from queries.running import Answer

QUOTE = "quote"
EVIDENCE = frozenset({QUOTE, "source", "attribution", "documents", "origins", "disputed"})
"""Columns that are told in the sentence beneath a row."""

SHOWN_IDS = frozenset({"event", "claim"})
"""Kinds of ids that are shown: those that a row is explained or corrected by."""

IDS = frozenset({"actor", "person", "state", "organization", "post", "place", "event", "claim", "document"})
HIDDEN = frozenset({"record", "pos"})
ORDINARY = ("modality", "occurred")
"""What goes without saying beneath a row."""

NUMBERS = frozenset({"integer", "number"})
YES_OR_NO = {True: "yes", False: "no"}
GAP = 2
INDENT = 2
NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column of a query goes.

    Attributes:
        cells: In the row itself.
        notes: Beneath it, with their names.
        ids: At its end.
    """

    cells: tuple[Column, ...]
    notes: tuple[Column, ...]
    ids: tuple[Column, ...]

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Layout:
        """Lay out columns: those before the quotation are the row, those after it are beneath."""
        names = [one.name for one in columns]
        plain = [one for one in columns if one.type not in IDS and one.name not in HIDDEN]
        if QUOTE not in names:
            return cls(tuple(plain), (), tuple(one for one in columns if one.type in SHOWN_IDS))
        before = names[: names.index(QUOTE)]
        return cls(
            cells=tuple(one for one in plain if one.name in before and one.name not in EVIDENCE),
            notes=tuple(one for one in plain if one.name not in before and one.name not in EVIDENCE),
            ids=tuple(one for one in columns if one.type in SHOWN_IDS and not one.many),
        )


def print_table(console: Console, answer: Answer) -> None:
    """Print an answer's rows."""
    rows = answer.dicts()
    layout = Layout.of(answer.query.returns)
    if QUOTE in answer.columns:
        for renderable in _records(layout, rows, console.width):
            console.print(renderable)
    elif rows:
        console.print(_grid(layout.cells, rows, console.width))


def _grid(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], width: int) -> RenderableType:
    widths = fit([_cells_of(one, rows) for one in columns], width)
    table = _lines(columns, widths)
    for row in rows:
        table.add_row(*(Text(cell_of(row[one.name])) for one in columns))
    return Group(_heading(columns, widths), table)


def _records(layout: Layout, rows: Sequence[Mapping[str, Any]], width: int) -> Iterable[RenderableType]:
    told = [one for one in layout.cells if any(row[one.name] not in (None, []) for row in rows)]
    widths = fit([_cells_of(one, rows) for one in told], width)
    if rows:
        yield _heading(told, widths)
    for row in rows:
        line = _lines(told, widths)
        line.add_row(*(_cell(one, row[one.name]) for one in told))
        yield line
        for text in (_evidence(row), _notes(layout.notes, row), _ids(layout.ids, row)):
            if text:
                yield Padding(text, (0, 0, 0, INDENT))
        yield Text()


def _heading(columns: Sequence[Column], widths: Sequence[int]) -> RenderableType:
    head = _lines(columns, widths)
    head.add_row(*(Text(one.name.replace("_", " "), style="bold") for one in columns))
    return Group(head, Rule(style="dim", characters="─"))


def _lines(columns: Sequence[Column], widths: Sequence[int]) -> Table:
    table = Table.grid(padding=(0, GAP, 0, 0))
    for column, width in zip(columns, widths, strict=True):
        table.add_column(width=width, overflow="fold", justify="right" if column.type in NUMBERS else "left")
    return table


def _cell(column: Column, value: Any) -> Text:  # noqa: ANN401  -- any value that a column may have
    told = YES_OR_NO[value] if isinstance(value, bool) else cell_of(value)
    return Text(told, style="cyan" if column.type in {"edtf", "date"} else "")


def _cells_of(column: Column, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    return [cell_len(column.name), *(cell_len(cell_of(row[column.name])) for row in rows)]


def fit(lengths: Sequence[Sequence[int]], width: int) -> list[int]:
    """Widths of columns that fit a line: each as wide as its longest cell, the widest narrowed until all fit.

    Args:
        lengths: For each column the lengths of its cells.
        width: Of the line.
    """
    widths = [max(one, default=0) for one in lengths]
    room = width - GAP * len(widths)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _evidence(row: Mapping[str, Any]) -> Text | None:
    if not any(row.get(name) for name in (QUOTE, "source", "attribution")):
        return None
    text = Text()
    if row.get(QUOTE):
        text.append(f"“{row[QUOTE]}”", style="italic")
        text.append(" ")
    text.append(f"— {row.get('source') or 'no publisher told'}")
    if row.get("attribution"):
        text.append(f" ({row['attribution']})")
    if row.get("documents") is not None:
        text.append(f"; {_count(row['documents'], 'document')}, {_count(row['origins'], 'origin')}", style="dim")
    if row.get("disputed"):
        text.append("; disputed: " + ", ".join(row["disputed"]), style="yellow")
    return text


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _notes(columns: Sequence[Column], row: Mapping[str, Any]) -> Text | None:
    parts = [told for one in columns if (told := _note(one.name, row[one.name]))]
    return Text("; ".join(parts), style="dim") if parts else None


def _note(name: str, value: Any) -> str:  # noqa: ANN401  -- any value that a column may have
    """A value with its name; empty for what goes without saying."""
    label = name.replace("_", " ")
    if isinstance(value, bool):
        return label if value else ""
    told = cell_of(value)
    return f"{label}: {told}" if told and (name, value) != ORDINARY else ""


def _ids(columns: Sequence[Column], row: Mapping[str, Any]) -> Text | None:
    ids = list(dict.fromkeys(row[one.name] for one in columns if row[one.name]))
    return Text("  ".join(ids), style="dim", no_wrap=True) if ids else None
