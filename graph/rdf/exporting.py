"""Whole exports: the store's stream as N-Quads, with what tells readers what they hold."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass

from graph.rdf.namespaces import HOME, Names
from graph.rdf.rows import sections, write_rows
from graph.rdf.writing import Writer
from graph.store.connection import Store
from graph.store.whole import SECTIONS, CutOff, stream

PRESENT, WITH_HISTORY, PART = "present", "history", "part"
WORDS = "words"


type Things = Callable[[Store, int], Iterable[tuple[str, str]]]
"""From a store and the number of the last commit that is read to (label, id) of the things that are asked for."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the graph is asked for.

    Attributes:
        told: As the query string of `/export` writes it.
        things: Finds it. It may raise InputError.
    """

    told: str
    things: Things


@dataclass(frozen=True, slots=True)
class Extent:
    """What an export holds.

    Attributes:
        base: Base of the URIs; ends with a slash.
        history: Whether versions and claims that no longer hold are there too.
        words: Whether quotations and texts are there.
        part: What of the graph is there (`graph.rdf.parts`); None for all of it.
    """

    base: str = HOME
    history: bool = False
    words: bool = True
    part: Selection | None = None


def export_quads(
    store: Store, cut: CutOff, extent: Extent, on_part: Callable[[str, int], None] | None = None
) -> Generator[str]:
    """The whole graph as N-Quads, in bounded memory and no particular order.

    Args:
        store: The graph.
        cut: Up to where it is read.
        extent: What shall be there.
        on_part: Told of each part the section that it belongs to, and how many quads it has.

    Yields:
        Some thousand lines at once.

    Raises:
        MappingError: The graph has what the mapping does not know.
        StoreUnavailableError: The database went away; what was given is not whole.
    """
    writer = Writer(Names(extent.base), words=extent.words, times=cut.times)
    say = sections(writer)
    head = writer.node("Meta", told_of(extent))
    if on_part is not None:
        on_part("Meta", len(head))
    yield "".join(head)
    for section in SECTIONS:
        rows = stream(store, section, cut.seq, history=extent.history)
        with closing(rows):
            for text, lines in write_rows(say[section.name], rows):
                if on_part is not None:
                    on_part(section.name, lines)
                yield text


def told_of(extent: Extent) -> dict[str, str | None]:
    """What an export says of itself."""
    holds = PART if extent.part is not None else WITH_HISTORY if extent.history else PRESENT
    return {
        "id": "export",
        "holds": holds,
        "leaves_out": None if extent.words else WORDS,
        "selection": extent.part.told if extent.part is not None else None,
    }
