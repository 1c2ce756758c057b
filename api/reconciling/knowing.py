"""The rules of identity with the graph's authority data, kept between requests, made anew when the data change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.reconciling.comparing import link_of
from graph.identity.merging import merge
from graph.identity.resolver import Resolver
from graph.store.authorities import READ, digests_async, unpack_authorities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.connection import AsyncStore, Rows


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beforehand.

    Attributes:
        digests: Of the authority data, by name.
        resolver: The rules by which a report's names are resolved.
        states: Id of a person → ids of the states that he or she is known with.
        linked: Address in another catalogue → ids of the actors that have it.
    """

    digests: Mapping[str, str]
    resolver: Resolver
    states: Mapping[str, tuple[str, ...]]
    linked: Mapping[str, tuple[str, ...]]


class Knowledge:
    """Gives what is known; making it takes a second or two, once for all requests."""

    def __init__(self, store: AsyncStore) -> None:
        """Bind to a database; nothing is read yet."""
        self._store = store
        self._known: Known | None = None
        self._lock = asyncio.Lock()

    async def now(self) -> Known:
        """What the graph's authority data say now.

        Raises:
            StoreError: The database could not answer.
        """
        async with self._lock:
            digests = await digests_async(self._store)
            if self._known is None or self._known.digests != digests:
                rows = await self._store.read(READ)
                self._known = await asyncio.to_thread(_build, digests, rows)
            return self._known


def _build(digests: Mapping[str, str], rows: Rows) -> Known:
    from ingest.committing.authorities import in_order

    whole = merge(*in_order(unpack_authorities(rows)))
    linked: dict[str, tuple[str, ...]] = {}
    for one in (*whole.persons, *whole.organizations):
        for link in one.links:
            address = link_of(link)
            linked[address] = (*linked.get(address, ()), one.id)
    return Known(digests, Resolver(whole), {one.id: one.states for one in whole.persons}, linked)
