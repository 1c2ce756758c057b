"""What the catalogue says of a query, for lists, forms and completion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.vocabulary import load_vocabulary
from queries.values import ALL

if TYPE_CHECKING:
    from queries.catalogue import Query
    from queries.header import Parameter


def describe(query: Query, base: str = "") -> dict[str, Any]:
    """A query for the list of them; its address begins with `base`."""
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "version": query.version,
        "url": f"{base}/queries/{query.name}",
        "chart": query.chart,
        "parameters": [_parameter(one) for one in query.parameters],
        "returns": [{"name": one.name, "type": one.type, "many": one.many} for one in query.returns],
    }


def terms_of(parameter: Parameter) -> list[str] | None:
    """The words that a parameter takes, where they are a closed list."""
    vocabulary = load_vocabulary()
    if parameter.type == "type":
        return list(vocabulary.types)
    if parameter.type == "modality":
        return [*vocabulary.modalities, *([ALL] if parameter.many else [])]
    return list(parameter.choices) or None


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.type,
        "description": one.description,
        "required": one.required,
        "many": one.many,
        "default": one.default,
        "example": one.example,
        "values": terms_of(one),
    }
