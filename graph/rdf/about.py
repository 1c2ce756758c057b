"""What the graph says of one thing, as quads: for pages, single resources and citations."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from graph.rdf.mapping import NODES, label_of
from graph.rdf.namespaces import HOME, Names
from graph.rdf.rows import sections
from graph.rdf.writing import Writer
from graph.store.connection import Store
from graph.store.single import QUERIES, read_thing


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
    label = label_of(id) or "Concept"
    if label not in QUERIES:
        return []
    say = sections(Writer(Names(base), times=times))
    rows = read_thing(store, label, id.removeprefix(NODES[label].prefix))
    return list(dict.fromkeys(chain.from_iterable(say[section](row) for section, row in rows)))
