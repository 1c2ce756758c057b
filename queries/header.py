"""The header of a query file: a YAML block in the comment that the file begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import CatalogueError
from queries.text import HEADER

ParameterType = Literal[
    "actor", "person", "state", "post", "place", "type", "modality", "edtf", "day", "moment",
    "integer", "text", "boolean", "event", "claim", "document", "dataset", "cursor",
]  # fmt: skip
ColumnType = Literal[
    "actor", "person", "state", "post", "place", "type", "modality", "edtf", "date",
    "integer", "number", "string", "boolean", "event", "claim", "document",
]  # fmt: skip
Chart = Literal["timeline", "bar", "network", "table"]

NAME = re.compile(r"[a-z][a-z0-9_]*")
PLURAL = "list of "


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query may be asked with.

    Attributes:
        type: How a value is read; see `queries.values`.
        example: A value that gives rows on the samples, or None.
        default: The value without which the query runs; None is "no restriction". Meaningless where `required`.
        required: Whether the query can't run without a value.
        many: Whether several values may be given.
        standard: Whether every query takes it.
        minimum: Least value of an integer, or None.
        maximum: Greatest value of an integer, or None.
        choices: The only values of a text, or empty where any will do.
    """

    name: str
    type: ParameterType
    description: str
    example: Any = None
    default: Any = None
    required: bool = False
    many: bool = False
    standard: bool = False
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What a row of the answer has; a value may always be None.

    Attributes:
        type: What a value is: an id of that kind of thing, or a plain value; `edtf` is a date as EDTF text.
        many: Whether the value is a list of such.
    """

    name: str
    type: ColumnType
    many: bool = False


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ParameterHeader(_Strict):
    """A parameter as the header writes it; one without a default is required."""

    type: ParameterType
    description: str = Field(min_length=1)
    example: Any = None
    default: Any = None
    many: bool = False
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _fit(self) -> ParameterHeader:
        if self.many and self.default is not None and not isinstance(self.default, list):
            raise ValueError("default: must be a list (or null), as the parameter takes several values")
        if self.type != "integer" and (self.minimum is not None or self.maximum is not None):
            raise ValueError("minimum, maximum: only integers have them")
        if self.type != "text" and self.choices:
            raise ValueError("choices: only texts have them")
        return self


class Header(_Strict):
    """The whole header."""

    title: str = Field(min_length=1)
    description: str = Field(min_length=1)
    parameters: dict[str, ParameterHeader] = {}
    returns: dict[str, str] = Field(min_length=1)
    order: list[str] = Field(min_length=1)
    chart: Chart = "table"


class _UniqueLoader(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys and says nothing; here the second one is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[object] = set()
        for key, _ in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands there twice", key.start_mark)
            seen.add(key.value)
        return cast("dict[Any, Any]", super().construct_mapping(node, deep=deep))


def read_header(file: str, text: str) -> Header:
    """Read the header of a query file.

    Raises:
        CatalogueError: There is none, it is no YAML, or a field is missing, unknown or of the wrong kind.
    """
    found = HEADER.match(text)
    if found is None:
        raise CatalogueError(f"{file}: must begin with its header, a YAML block between /* and */")
    try:
        return Header.model_validate(yaml.load(found["yaml"], Loader=_UniqueLoader))  # noqa: S506  -- a SafeLoader
    except yaml.YAMLError as error:
        raise CatalogueError(f"{file}: header: {error}") from error
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise CatalogueError(f"{file}: header: {told}") from error


def read_parameters(header: Header) -> tuple[Parameter, ...]:
    """The declared parameters, then the standard ones; a declared one replaces the standard one of its name."""
    declared = {
        name: Parameter(name, required="default" not in one.model_fields_set, **one.model_dump())
        for name, one in header.parameters.items()
    }
    own = [one for name, one in declared.items() if name not in STANDARD]
    return (*own, *(declared.get(name, standard) for name, standard in STANDARD.items()))


def read_columns(file: str, header: Header) -> tuple[Column, ...]:
    """The columns of the answer.

    Raises:
        CatalogueError: A type that nobody knows.
    """
    known = cast("tuple[str, ...]", ColumnType.__args__)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    columns: list[Column] = []
    for name, told in header.returns.items():
        single = told.removeprefix(PLURAL)
        if single not in known:
            raise CatalogueError(f"{file}: returns.{name}: {told!r} is no type; use one of {', '.join(known)}")
        columns.append(Column(name, cast("ColumnType", single), many=told.startswith(PLURAL)))
    return tuple(columns)


STANDARD = {
    one.name: one
    for one in (
        Parameter(
            "modality", "modality", "how real the event must be; `all` for any",
            example="possible", default=["occurred"], many=True, standard=True,
        ),
        Parameter(
            "dataset", "dataset", "only what is claimed in these datasets; `reports` is what was read from text",
            example="reports", many=True, standard=True,
        ),
        Parameter(
            "as_of", "day", "leave out what is dated after this day; undated events stay",
            example="2025-11-25", standard=True,
        ),
        Parameter(
            "known_at", "moment",
            "answer from what the graph knew then: the number of a commit (`seq`), a day (its end, UTC) or a time",
            example="2", standard=True,
        ),
        Parameter(
            "limit", "integer", "most rows of one page", example=10, default=100, standard=True, minimum=1,
        ),
        Parameter("after", "cursor", "where the next page begins: `next` of the page before", standard=True),
    )
}  # fmt: skip
"""What every query takes without declaring it."""
