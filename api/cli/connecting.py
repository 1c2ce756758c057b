"""From the environment to an open database, quickly: what a command does not need is not imported."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.cli.console import waiting
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    from graph.settings import Settings
    from graph.store.connection import Address, AsyncStore, Store

READING_S, WRITING_S = 2.0, 30.0
"""A reader can ask again; a load waits for a cluster that changes its leader."""

UNUSED = ("pandas", "numpy", "pyarrow")


def read_settings() -> Settings:
    """The settings of the environment.

    Raises:
        InputError: A variable can't be used; names it.
    """
    from pydantic import ValidationError

    from graph.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        told = "; ".join(f"{_variable(str(one['loc'][0]))}: {one['msg']}" for one in error.errors())
        raise InputError(f"the environment can't be used: {told}") from error


def _variable(field: str) -> str:
    name = field.upper()
    return name if name.startswith("NEO4J_") else f"WHOMET_{name}"


@contextmanager
def unimported(names: tuple[str, ...] = UNUSED) -> Generator[None]:
    """Keep modules out while others are imported.

    The Neo4j driver imports pandas where it is installed, which takes longer than the rest of a command; it
    needs it only for data frames, which no command makes.
    """
    kept_out = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(kept_out))  # pyright: ignore[reportArgumentType, reportCallIssue]
    try:
        yield
    finally:
        for name in kept_out:
            del sys.modules[name]


def find_address(settings: Settings) -> Address:
    """Where the database is; the embedded one is started if need be, and the wait is told.

    Raises:
        EmbeddedServerError: The embedded server can't be had.
    """
    with unimported():
        from graph.store.connection import Address
    with waiting() as tell:
        return Address.of(settings, tell)


@contextmanager
def open_store(settings: Settings | None = None, *, retry_s: float = WRITING_S) -> Generator[Store]:
    """The database that the settings name, for the length of a command.

    Args:
        settings: Those of the environment where left out.
        retry_s: Seconds for which work is tried again while the database is away.
    """
    address = find_address(settings or read_settings())
    from graph.store.connection import Store

    with Store(address, retry_s=retry_s) as store:
        yield store


def read_async[T](work: Callable[[AsyncStore], Awaitable[T]]) -> T:
    """Do work that reads the database asynchronously, as the routes do, and wait for it."""
    import asyncio

    settings = read_settings()
    address = find_address(settings)
    from graph.store.connection import AsyncStore

    async def run() -> T:
        store = AsyncStore(address, timeout_s=settings.query_timeout_s)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(run())
