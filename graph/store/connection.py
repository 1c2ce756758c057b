"""Connections to Neo4j: one sync store for loading and notebooks, one async store for the API.

Nothing else in whomet speaks Bolt. Both stores answer with plain Python values (dates as `datetime.date`), and map the
driver's failures to whomet's errors.
"""

# The driver leaves the types of its `**config` open.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString, Protocol, Self

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError
from neo4j.time import Date, DateTime

from graph.embedded import ensure_running
from graph.errors import QueryTimeoutError, StoreError, StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from graph.settings import Settings

type Transaction = neo4j.ManagedTransaction
"""A transaction whose work may be run again: it must not change anything outside."""

AGENT = "whomet"
ATOMS = frozenset({str, int, float, bool, type(None)})
AWAY = (ServiceUnavailable, SessionExpired, TransientError)
TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
"""Beginning of the codes: a limit that the client set has `ClientConfiguration` at the end."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a query gave back.

    Attributes:
        columns: Names in the order of RETURN.
        values: One list a row, in the order of the columns.
    """

    columns: tuple[str, ...]
    values: list[list[Any]]

    def dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database is and who we are to it."""

    uri: str
    username: str
    password: str
    database: str | None

    @classmethod
    def of(cls, settings: Settings, on_progress: Callable[[str], None] | None = None) -> Self:
        """The server that the settings name; without one, the embedded server, started if need be.

        Raises:
            EmbeddedServerError: The embedded server can't be had.
        """
        if settings.neo4j_uri is not None:
            password = settings.neo4j_password.get_secret_value()
            return cls(settings.neo4j_uri, settings.neo4j_username, password, settings.neo4j_database)
        server = ensure_running(
            settings.home,
            cache=settings.jar_cache,
            bolt_port=settings.bolt_port,
            heap=settings.heap,
            page_cache=settings.pagecache,
            on_progress=on_progress,
        )
        return cls(server.uri, server.username, server.password, settings.neo4j_database)


class Reader(Protocol):
    """Whatever reads: a store, each time in a transaction of its own, or one transaction."""

    def read(self, query: LiteralString, parameters: Mapping[str, Any] | None = None, **named: Any) -> Rows:  # noqa: ANN401
        """Run one reading query."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """One transaction that reads."""

    tx: Transaction

    def read(self, query: LiteralString, parameters: Mapping[str, Any] | None = None, **named: Any) -> Rows:  # noqa: ANN401
        """Run one reading query in it."""
        return rows_of(self.tx.run(query, {**(parameters or {}), **named}))


class Store:
    """The database, synchronously."""

    def __init__(self, address: Address, *, retry_s: float = 30.0) -> None:
        """Make the driver; nothing is sent yet. `retry_s` is how long work is tried again, as at a leader switch."""
        self._driver = neo4j.GraphDatabase.driver(
            address.uri,
            auth=(address.username, address.password),
            user_agent=AGENT,
            notifications_min_severity="OFF",
            max_transaction_retry_time=retry_s,
        )
        self._database = address.database

    def __enter__(self) -> Self:
        """Use as a context manager to be sure that connections are given back."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def read(self, query: LiteralString, parameters: Mapping[str, Any] | None = None, **named: Any) -> Rows:  # noqa: ANN401
        """Run one reading query in a transaction of its own, retried where a retry can help.

        Raises:
            StoreUnavailableError: The database does not answer.
            StoreError: It refused the query.
        """
        return self.read_together(lambda reading: reading.read(query, parameters, **named))

    def read_together[T](self, work: Callable[[Reading], T]) -> T:
        """Run several reading queries in one transaction, on one member of a cluster; `work` may be run again.

        It spares the round trips that begin and end a transaction. What is committed meanwhile is seen by the queries
        that come after, as it would be otherwise.

        Raises:
            StoreUnavailableError: The database does not answer.
            StoreError: It refused a query.
        """
        with translated(), self._driver.session(database=self._database, default_access_mode="READ") as session:
            return session.execute_read(lambda tx: work(Reading(tx)))

    def stream(self, query: LiteralString, at_once: int, **named: Any) -> Generator[list[Any]]:  # noqa: ANN401
        """Run one reading query and give its rows as they come, in the driver's own types; `at_once` rows are fetched.

        Raises:
            StoreUnavailableError: The database does not answer, or went away in between.
            StoreError: It refused the query.
        """
        with (
            translated(),
            self._driver.session(database=self._database, default_access_mode="READ", fetch_size=at_once) as session,
        ):
            for record in session.run(query, named):
                yield record.values()

    def write[T](self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run work in one writing transaction; it is run again on transient errors and leader switches.

        Raises:
            StoreUnavailableError: The database does not answer.
            StoreError: It refused a statement; nothing of the transaction is kept.
        """
        with translated(), self._driver.session(database=self._database, default_access_mode="WRITE") as session:
            return session.execute_write(work)

    def run(self, statement: LiteralString, **named: Any) -> None:  # noqa: ANN401
        """Run one statement in an auto-commit transaction, as schema commands want."""
        with translated(), self._driver.session(database=self._database) as session:
            session.run(statement, named).consume()


class AsyncStore:
    """The database, asynchronously, for reading."""

    def __init__(self, address: Address, *, timeout_s: float) -> None:
        """Make the driver; nothing is sent yet. `timeout_s` bounds each query in the database."""
        self._driver = neo4j.AsyncGraphDatabase.driver(
            address.uri,
            auth=(address.username, address.password),
            user_agent=AGENT,
            notifications_min_severity="OFF",
            connection_acquisition_timeout=5.0,
            max_transaction_retry_time=0.0,
        )
        self._database = address.database
        self._timeout_s = timeout_s

    async def close(self) -> None:
        """Close the connections."""
        await self._driver.close()

    async def read(self, query: LiteralString, parameters: Mapping[str, Any] | None = None, **named: Any) -> Rows:  # noqa: ANN401
        """Run one reading query.

        Raises:
            StoreUnavailableError: The database does not answer.
            QueryTimeoutError: The query took longer than allowed.
            StoreError: It refused the query.
        """
        statement = neo4j.Query(query, timeout=self._timeout_s)
        with translated():
            async with self._driver.session(database=self._database, default_access_mode="READ") as session:
                result = await session.run(statement, {**(parameters or {}), **named})
                columns = tuple(result.keys())
                return Rows(columns, [_values(record) async for record in result])


def rows_of(result: neo4j.Result) -> Rows:
    """Read a result to its end."""
    columns = tuple(result.keys())
    return Rows(columns, [_values(record) for record in result])


def _values(record: neo4j.Record) -> list[Any]:
    # Most values are plain, and a call for each of them would cost as much as the rest of reading a row.
    return [value if type(value) in ATOMS else plain(value) for value in record.values()]


def plain(value: Any) -> Any:  # noqa: ANN401  -- any value that Cypher can return
    """Turn the driver's temporal types into Python's; leave the rest as it is."""
    if isinstance(value, (Date, DateTime)):
        return value.to_native()
    if isinstance(value, list):
        return [plain(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return value


@contextmanager
def translated() -> Generator[None]:
    """Raise whomet's errors in place of the driver's."""
    try:
        yield
    except AuthError as error:
        raise StoreError(f"the database refused the user name or password: {error.message}") from error
    except AWAY as error:
        raise StoreUnavailableError(f"the database does not answer: {error}") from error
    except Neo4jError as error:
        if (error.code or "").startswith(TIMED_OUT):
            told = "the query took longer than allowed; narrow it, or raise WHOMET_QUERY_TIMEOUT_S"
            raise QueryTimeoutError(told) from error
        raise StoreError(f"the database refused the statement: {error.message}") from error
    except DriverError as error:
        raise StoreUnavailableError(f"the database can't be reached: {error}") from error
