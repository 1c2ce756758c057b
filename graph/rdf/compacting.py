"""JSON-LD with the short names of our context, from its expanded form.

What is used of the context stands in the document, so that readers need not fetch anything. Ids are whole URIs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson

from graph.rdf.context import KEYWORDS, make_context
from graph.rdf.namespaces import PREFIXES, expand

TYPE = expand("rdf:type")
ID, IS, GRAPH = (next(name for name, key in KEYWORDS.items() if key == word) for word in ("@id", "@type", "@graph"))


def compact(expanded: bytes) -> bytes:
    """Make JSON-LD shorter that is in its expanded form, as a serializer without a context writes it."""
    return _Compactor().write(orjson.loads(expanded))


@cache
def _terms() -> tuple[Mapping[str, tuple[str, dict[str, Any]]], Mapping[str, str]]:
    """Predicate → its name and definition; class → its name."""
    predicates: dict[str, tuple[str, dict[str, Any]]] = {}
    classes: dict[str, str] = {}
    for name, told in make_context()["@context"].items():
        if isinstance(told, dict):
            predicates[expand(told["@id"])] = (name, told)  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(told, str) and ":" in told and told.partition(":")[0] in PREFIXES:
            classes[expand(told)] = name
    return predicates, classes


class _Compactor:
    """Writes one document, and remembers what it needs of the context."""

    def __init__(self) -> None:
        self._used: dict[str, Any] = {}
        self._prefixes: set[str] = set()

    def write(self, expanded: list[dict[str, Any]]) -> bytes:
        made = [self._node(one) for one in expanded]
        context: dict[str, Any] = {
            **{name: uri for name, uri in PREFIXES.items() if name in self._prefixes},
            **KEYWORDS,
            **dict(sorted(self._used.items())),
        }
        return orjson.dumps({"@context": context, GRAPH: made}, option=orjson.OPT_INDENT_2)

    def _short(self, uri: str) -> str:
        for name, start in PREFIXES.items():
            local = uri.removeprefix(start)
            if local != uri and local and "/" not in local:
                self._prefixes.add(name)
                return f"{name}:{local}"
        return uri

    def _class(self, uri: str) -> str:
        name = _terms()[1].get(uri)
        if name is None:
            return self._short(uri)
        self._used[name] = self._short(uri)
        return name

    def _node(self, told: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, values in told.items():
            if key == "@id":
                made[ID] = values
            elif key == "@graph":
                made[GRAPH] = [self._node(one) for one in values]
            elif key == TYPE:
                made[IS] = [self._class(one["@id"]) for one in values]
            else:
                name, found = self._values(key, values)
                made[name] = found
        return made

    def _values(self, predicate: str, values: list[dict[str, Any]]) -> tuple[str, Any]:
        name, told = _terms()[0].get(predicate, (self._short(predicate), {}))
        if told:
            self._used[name] = told
            for word in ("@id", "@type"):
                self._prefixes.add(str(told.get(word, "")).partition(":")[0])
        made = [self._value(one, told) for one in values]
        return name, made[0] if len(made) == 1 and told.get("@container") != "@set" else made

    def _value(self, value: dict[str, Any], told: dict[str, Any]) -> Any:  # noqa: ANN401
        """A value as a plain text, where the term's definition says the rest."""
        if "@id" in value:
            return value["@id"] if told.get("@type") == "@id" else {ID: value["@id"]}
        kind, language = value.get("@type"), value.get("@language")
        datatype = self._short(kind) if kind else None
        if (datatype, language) == (told.get("@type"), told.get("@language")):
            return value["@value"]
        return {**value, "@type": datatype} if datatype else value
