"""What happens when the database is slow or goes away."""

from __future__ import annotations

import asyncio

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.errors import QueryTimeoutError
from graph.settings import Settings
from graph.store.connection import Address, AsyncStore, Store


def test_slow_query_is_ended(settings: Settings, store: Store) -> None:
    """A query that takes longer than allowed is ended in the database, and told as such."""
    del store

    async def ask() -> None:
        slow = AsyncStore(Address.of(settings), timeout_s=0.1)
        try:
            await slow.read("UNWIND range(1, 1000000000) AS one WITH one WHERE one % 7 = 8 RETURN count(one) AS n")
        finally:
            await slow.close()

    with pytest.raises(QueryTimeoutError, match="WHOMET_QUERY_TIMEOUT_S"):
        asyncio.run(ask())


def test_application_connects_by_itself(settings: Settings, store: Store) -> None:
    """Without a store of the caller's, the application opens its own when it starts and closes it when it ends."""
    del store
    app = create_app(settings)
    with TestClient(app) as client:
        assert client.get("/queries/events", params={"limit": 1}).status_code == 200
    with TestClient(app) as client:
        assert client.get("/queries/events", params={"limit": 1}).status_code == 200
