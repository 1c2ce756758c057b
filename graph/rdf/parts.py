"""Parts of the graph as N-Quads: some things whole, and whatever they point to, in bounded memory.

What is asked for is events, claims, documents and actors. An event comes with its claims and a claim with its event;
what lines about these point to (documents, actors, places, posts, tenures, sources, names) is told too, from the URIs
in the lines themselves, so that nothing is forgotten. Other events and claims are only pointed to: through them all
hangs together with all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import batched

from graph.rdf.exporting import Extent, Selection, told_of
from graph.rdf.mapping import NODES, label_of
from graph.rdf.namespaces import Names
from graph.rdf.rows import Row, sections, write_rows
from graph.rdf.wanted import Wanted
from graph.rdf.writing import Writer
from graph.store.connection import Store
from graph.store.part import ALWAYS, QUERIES, events_of_claims, stream_rows
from graph.store.whole import CutOff, stream

type OnPart = Callable[[str, int], None]

FOLLOWED = ("Tenure", "Document", "Post", "Place", "Source", "Actor", "Name")
"""Labels of what is told because something points to it."""

STARTS = {"ABOUT": "Claim", "DECIDES": "Decision"}
"""Types of relationships that are told with their end → the label of their start, which is wanted too."""

COMMITS = {"Claim": "seq", "Decision": "seq", "Document": "rev_from", "Event": "rev_from", "Tenure": "rev_from"}
"""Label → the property that names the commit which recorded it."""

AT_ONCE = 500
"""Things of which the database is asked at once."""


class Part:
    """Reads a part of the graph, once.

    Attributes:
        licences: (publisher, licence) → number of documents of which something is told; filled while it is read.
        counts: Label → number of things that are told; filled while it is read.
    """

    def __init__(self, store: Store, cut: CutOff, extent: Extent) -> None:
        """Bind to a graph; nothing is read yet.

        Args:
            store: The graph.
            cut: Up to where it is read.
            extent: What shall be there; its `things` are asked for.
        """
        self._store, self._cut, self._extent = store, cut, extent
        names = Names(extent.base)
        self._names = names
        self._writer = Writer(names, words=extent.words, times=cut.times)
        self._say = sections(self._writer)
        self._points = re.compile(rf"(?m)^<[^>]*> <[^>]*> <({re.escape(extent.base)}id/[^>]*)> ")
        self.licences = Counter[tuple[str | None, str | None]]()
        self.counts = Counter[str]()

    def quads(self, on_part: OnPart | None = None) -> Generator[str]:
        """The part as N-Quads, some thousand lines at once.

        Args:
            on_part: Told of each piece the section that it belongs to, and how many quads it has.

        Raises:
            InputError: What is asked for can't be had; nothing was given then.
            MappingError: The graph has what the mapping does not know.
            StoreUnavailableError: The database went away; what was given is not whole.
        """
        with Wanted() as wanted:
            if self._extent.part is not None:
                gather(self._store, self._extent.part, wanted, self._cut.seq)
            for section, text, lines in self._pieces(wanted):
                if on_part is not None:
                    on_part(section, lines)
                yield text
            self.counts.update({label: wanted.count(label) for label in QUERIES})

    def _pieces(self, wanted: Wanted) -> Iterator[tuple[str, str, int]]:
        head = self._writer.node("Meta", told_of(self._extent))
        yield "Meta", "".join(head), len(head)
        for section in ALWAYS:
            with closing(stream(self._store, section, self._cut.seq)) as rows:
                for text, lines in write_rows(self._say[section.name], rows):
                    yield section.name, text, lines
        found = True
        while found:
            found = False
            for label in QUERIES:
                for ids in wanted.take(label, AT_ONCE):
                    found = True
                    yield from self._about(label, ids, wanted)
                if label == "Event":
                    yield from self._acquaintances(wanted)

    def _about(self, label: str, ids: list[str], wanted: Wanted) -> Iterator[tuple[str, str, int]]:
        """What is said of some things; what it points to is wanted then."""
        for section, query in QUERIES[label]:
            with closing(stream_rows(self._store, query, ids, self._cut.seq)) as rows:
                for text, lines in write_rows(self._say[section], self._noted(section, rows, wanted)):
                    wanted.add(self._pointed_to(text))
                    yield section, text, lines

    def _noted(self, section: str, rows: Iterable[Row], wanted: Wanted) -> Iterator[Row]:
        """Rows as they are; what they lead to beyond the URIs in their lines is wanted then."""
        for row in rows:
            if section in COMMITS:
                wanted.add([("Commit", str(row[0][COMMITS[section]]))])
            if section == "Document":
                self.licences[row[0].get("publisher"), row[0].get("licence")] += 1
            elif section == "meetings":
                wanted.add([("met", f"{row[0]} {row[1]} {row[4]['mode']}")])
            elif section in {"versioned", "recorded"} and row[0] in STARTS:
                wanted.add([(STARTS[row[0]], row[1])])
            yield row

    def _pointed_to(self, text: str) -> Iterator[tuple[str, str]]:
        for uri in set(self._points.findall(text)):
            read = self._names.read(uri)
            label = label_of(read[0]) if read is not None else None
            if read is not None and label in FOLLOWED:
                yield label, read[0].removeprefix(NODES[label].prefix)

    def _acquaintances(self, wanted: Wanted) -> Iterator[tuple[str, str, int]]:
        """Who met whom by the meetings that are told."""
        for pairs in wanted.take("met", AT_ONCE):
            lines = [line for pair in pairs for line in self._writer.acquaintance(*pair.split(" "))]
            yield "acquaintances", "".join(lines), len(lines)


def gather(store: Store, part: Selection, wanted: Wanted, seq: int) -> None:
    """Ask for the things of a part, and for the events that its claims are about.

    Raises:
        InputError: What is asked for can't be had.
    """
    for some in batched(part.things(store, seq), AT_ONCE):
        wanted.add(some)
        claims = [id_ for label, id_ in some if label == "Claim"]
        if claims:
            wanted.add([("Event", id_) for id_ in events_of_claims(store, claims, seq)])
