"""What linked data tells of a thing, as quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.rdf.about import quads_about_async
from graph.rdf.dataset import Describer
from graph.rdf.exporting import Extent, told_of
from graph.rdf.mapping import NODES
from graph.rdf.namespaces import Names
from graph.rdf.nanopub.publishing import Nanopublisher
from graph.rdf.writing import Writer
from graph.store.single import read_thing_async
from graph.store.whole import TIMES
from graph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from api.linked.addresses import Resource
    from graph.rdf.nanopub.publishing import Standing
    from graph.store.connection import AsyncStore

EXPORT = "meta/export"
"""Tells what an export holds; the graph itself has no node of it."""


class LinkedData:
    """Reads what the graph says of things and writes it under one base.

    Attributes:
        base: Of the URIs of things.
        describer: Writes what is told of the graph as a whole.
    """

    def __init__(self, base: str) -> None:
        """Bind to a base; nothing is read yet."""
        self.base = base
        self.describer = Describer(base)
        self._writers: dict[int, Writer] = {}
        self._publishers: dict[int, Nanopublisher] = {}

    async def about(self, store: AsyncStore, resource: Resource, seq: int) -> list[str]:
        """What is said of a thing, a term, a scheme or a named graph: N-Quads; none of what is not there.

        Args:
            store: The graph.
            resource: What is asked for.
            seq: The last commit.
        """
        if resource.space == "graph":
            return self.describer.graph(resource.id)
        if resource.label is None:
            return self.describer.scheme(resource.id, codes_of(resource.id)) if resource.space == "scheme" else []
        writer = await self._writer(store, seq)
        if resource.id == EXPORT and resource.space == "id":
            return writer.node("Meta", told_of(Extent(self.base)))
        return await quads_about_async(store, resource.id, writer, resource.since)

    async def nanopub(self, store: AsyncStore, claim: str, standing: Standing) -> list[str]:
        """The quads of a claim's nanopublication; none where no such claim stands."""
        read = await read_thing_async(store, "Claim", claim)
        if not read:
            return []
        publisher = self._publishers.get(standing.seq)
        if publisher is None:
            publisher = Nanopublisher(Names(self.base), await self._times(store, standing.seq))
            self._publishers = {standing.seq: publisher}
        document = await read_thing_async(store, "Document", read[0][1][0]["document"])
        return publisher.publish(read, document, standing)

    async def _writer(self, store: AsyncStore, seq: int) -> Writer:
        """A writer that knows when each commit was; compiling one takes longer than writing a thing."""
        found = self._writers.get(seq)
        if found is None:
            found = Writer(Names(self.base), times=await self._times(store, seq))
            self._writers = {seq: found}
        return found

    @staticmethod
    async def _times(store: AsyncStore, seq: int) -> dict[int, str]:
        return {row[0]: row[1] for row in (await store.read(TIMES, seq=seq)).values}


def codes_of(scheme: str) -> list[str]:
    """The codes of a scheme's terms; none where there is no such scheme."""
    vocabulary = load_vocabulary()
    schemes = {
        "type": vocabulary.types,
        "role": vocabulary.roles,
        "modality": vocabulary.modalities,
        "mode": vocabulary.modes,
    }
    return list(schemes.get(scheme, ()))


def key_of(resource: Resource) -> str:
    """The store's id of a thing."""
    return resource.id.removeprefix(NODES[resource.label].prefix) if resource.label else resource.id
