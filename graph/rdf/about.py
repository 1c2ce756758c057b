"""What the graph says of one thing, as quads: for pages, single resources and citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from graph.rdf.mapping import NODES, label_of
from graph.rdf.namespaces import HOME, Names
from graph.rdf.rows import sections
from graph.rdf.writing import Writer
from graph.store.connection import AsyncStore, Store
from graph.store.single import QUERIES, read_thing, read_thing_async, read_version_async


def quads_about(store: Store, id: str, *, base: str = HOME, times: Mapping[int, str] | None = None) -> list[str]:
    """What the graph says now of one thing and of how it hangs together with others.

    Args:
        store: The graph.
        id: As URIs write it behind `…/id/`: the store's id of an actor, event, claim, place, post, source, tenure or
            decision; `document/` and the id of a document; `type/meet` for a term.
        base: Base of the URIs.
        times: Number of a commit → its time, where the times of recording shall be told (`graph.store.whole.cut_off`).

    Returns:
        N-Quads, one line each; none where the graph has no such thing now.
    """
    label, key = _place(id)
    return _say(read_thing(store, label, key), Writer(Names(base), times=times)) if label in QUERIES else []


async def quads_about_async(store: AsyncStore, id: str, writer: Writer, since: int | None = None) -> list[str]:
    """As `quads_about`, with a writer that the caller keeps.

    Args:
        store: The graph.
        id: As above.
        writer: Knows the base and the times of commits.
        since: The commit from which it held, of a version that no longer does; without it, what holds.
    """
    label, key = _place(id)
    if label not in QUERIES:
        return []
    rows = read_thing_async(store, label, key) if since is None else read_version_async(store, label, key, since)
    return _say(await rows, writer)


def _place(id: str) -> tuple[str, str]:
    """The label of an id, and the id as the store has it."""
    label = label_of(id) or "Concept"
    return label, id.removeprefix(NODES[label].prefix)


def _say(rows: Iterable[tuple[str, list[Any]]], writer: Writer) -> list[str]:
    say = sections(writer)
    return list(dict.fromkeys(chain.from_iterable(say[section](row) for section, row in rows)))
