"""The catalogue: every `queries/NAME.cypher`, read and checked once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import LiteralString, cast

from graph.errors import CatalogueError, UnknownQueryError
from queries.checks import check
from queries.header import NAME, Chart, Column, Parameter, read_columns, read_header, read_parameters
from queries.text import body_of

FOLDER = Path(__file__).parent
VERSION_LENGTH = 12


@dataclass(frozen=True)
class Query:
    """One canned query; its route, command, function, form and page are made from this record.

    Attributes:
        parameters: The declared ones, then the standard ones.
        returns: The columns of the answer.
        order: Columns by which the rows are ordered; together they tell any two rows apart.
        chart: How the rows are best drawn.
        text: The whole file.
        version: First 12 hexadecimal digits of the text's SHA-256.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    returns: tuple[Column, ...]
    order: tuple[str, ...]
    chart: Chart
    text: str
    version: str
    path: Path

    @cached_property
    def cypher(self) -> LiteralString:
        """What is sent to the database: the file without its header.

        The one place where text becomes a query. It comes from a file that ships with whomet, and no user's value ever
        enters it; the type checker can't know that, hence the cast.
        """
        return cast("LiteralString", body_of(self.text))

    @cached_property
    def by_name(self) -> Mapping[str, Parameter]:
        """The parameters by name."""
        return {one.name: one for one in self.parameters}

    @property
    def windowed(self) -> bool:
        """Whether it takes `since` and `until`."""
        return "until" in self.by_name


class Catalogue:
    """The queries by name, in alphabetical order."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        """Keep the queries."""
        self._queries = dict(sorted(queries.items()))

    def __iter__(self) -> Iterator[Query]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)

    @property
    def names(self) -> tuple[str, ...]:
        """All names."""
        return tuple(self._queries)

    def get(self, name: str, version: str | None = None) -> Query:
        """The query of a name, pinned to a version where one is given; `NAME@VERSION` pins too.

        Raises:
            UnknownQueryError: There is none of that name, or it now has another version.
        """
        name, _, pinned = name.partition("@")
        version = version or pinned or None
        query = self._queries.get(name)
        if query is None:
            near = get_close_matches(name, self.names, n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(self.names)}"
            raise UnknownQueryError(f"no query is called {name!r}; {hint}")
        if version is not None and version != query.version:
            raise UnknownQueryError(
                f"{name} has version {query.version} here, not {version}; ask for that, or for none"
            )
        return query


@cache
def load_catalogue() -> Catalogue:
    """The queries that come with whomet, read once a process.

    Raises:
        CatalogueError: A file breaks a rule.
    """
    return read_catalogue(FOLDER)


def read_catalogue(folder: Path) -> Catalogue:
    """Read every `*.cypher` file of a folder.

    Raises:
        CatalogueError: A file breaks a rule; names the file and the rule.
    """
    return Catalogue({path.stem: read_query(path) for path in sorted(folder.glob("*.cypher"))})


def read_query(path: Path) -> Query:
    """Read and check one query file.

    Raises:
        CatalogueError: It breaks a rule.
    """
    text = path.read_text(encoding="utf-8")
    if NAME.fullmatch(path.stem) is None:
        raise CatalogueError(f"{path.name}: a name has lower-case letters, digits and underscores")
    header = read_header(path.name, text)
    query = Query(
        name=path.stem,
        title=header.title,
        description=" ".join(header.description.split()),
        parameters=read_parameters(header),
        returns=read_columns(path.name, header),
        order=tuple(header.order),
        chart=header.chart,
        text=text,
        version=hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH],
        path=path,
    )
    check(query)
    return query
