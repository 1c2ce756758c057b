"""The figures as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.score.counting import (
    Counts,
    argument_f1,
    bootstrap,
    f1,
    precision,
    recall,
    share_of,
    total,
    wilson,
)
from tests.score.judging import SHARES, only_type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.score.corpora import Scored
    from tests.score.judging import Judge

EVENTS: Final = (
    "| set | documents | events | claims | precision | recall | F1 | F1 with modality | silent where no event |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)
PARTS: Final = (
    "| set | arguments F1 | exact rows F1 | " + " | ".join(SHARES) + " |",
    "| --- | --- | --- | " + " | ".join("---" for _ in SHARES) + " |",
)
TYPES: Final = (
    "| set | type | right | extra | missed | precision | recall |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)
BEGIN: Final = "<!-- figures: written by `make score ARGS=--page` -->"
END: Final = "<!-- end of figures -->"


def write_tables(sets: Mapping[str, Sequence[Scored]], judge: Judge) -> list[str]:
    """Three tables: events, their parts, and types; sets of several corpora are told by corpus too."""
    rows = {
        label: [judge.count(one) for one in scored]
        for name, whole in sets.items()
        for label, scored in _parts(name, whole)
    }
    types = [line for name, whole in sets.items() for line in _types(name, whole, judge)]
    return [
        "### Events",
        "",
        *EVENTS,
        *(_events(label, counts) for label, counts in rows.items()),
        "",
        "### Their parts",
        "",
        *PARTS,
        *(_fields(label, counts) for label, counts in rows.items()),
        "",
        "### By type",
        "",
        *TYPES,
        *types,
    ]


def _parts(name: str, whole: Sequence[Scored]) -> list[tuple[str, Sequence[Scored]]]:
    corpora = sorted({one.corpus for one in whole})
    found: list[tuple[str, Sequence[Scored]]] = [(f"**{name}**", whole)]
    if len(corpora) > 1:
        found += [(f"{name}: {corpus}", [one for one in whole if one.corpus == corpus]) for corpus in corpora]
    return found


def _events(label: str, counts: Sequence[Counts]) -> str:
    found = total(counts)
    figures = bootstrap(counts, (precision, recall, f1, lambda one: f1(one, "modal")))
    silent = f"{found['silent']} of {found['eventless']}" if found["eventless"] else "-"
    return _row(label, found["documents"], found["events"], found["claims"], *figures, silent)


def _fields(label: str, counts: Sequence[Counts]) -> str:
    found = total(counts)
    arguments, exact, *shares = bootstrap(
        counts, (argument_f1, lambda one: f1(one, "exact"), *(share_of(name) for name in SHARES))
    )
    told = [f"{share}; {_counted(found, name)}" for name, share in zip(SHARES, shares, strict=True)]
    return _row(label, arguments, exact, *told)


def _counted(found: Counts, name: str) -> str:
    """How many there are, and how often one is given where the gold has none."""
    extra = f", +{found[f'{name}_spurious']}" if found[f"{name}_spurious"] else ""
    return f"n={found[f'{name}_told']}{extra}"


def _types(name: str, whole: Sequence[Scored], judge: Judge) -> list[str]:
    used = {one["type"] for scored in whole for one in (*scored.document["events"], *scored.claims)}
    lines: list[str] = []
    for type_ in sorted(used):
        found = total([judge.count(part) for one in whole if _tells(part := only_type(one, type_))])
        right, extra, missed = (
            found["matched"],
            found["claims"] - found["matched"],
            found["events"] - found["matched"],
        )
        cells = (right, extra, missed, wilson(right, found["claims"]), wilson(right, found["events"]))
        lines.append(_row(name, f"`{type_}`", *cells))
    return lines


def _tells(one: Scored) -> bool:
    return bool(one.claims or one.document["events"])


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def fill_page(path: Path, lines: Sequence[str]) -> None:
    """Put the figures into a page, between the two comments that mark their place.

    Raises:
        ValueError: The page has no such place.
    """
    text = path.read_text(encoding="utf-8")
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path} has no {BEGIN} with {END} after it")
    path.write_text("\n".join([f"{head}{BEGIN}", "", *lines, "", f"{END}{tail}"]), encoding="utf-8")
