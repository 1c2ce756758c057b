"""The JSON-LD context, made from the mapping table: short names for our terms and those that we take from others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.rdf.mapping import STRUCTURE, Value, all_classes, all_predicates
from graph.rdf.namespaces import HOME, PREFIXES
from graph.rdf.statements import STRUCTURE_VALUES, subjects
from graph.rdf.values import DATATYPES

KEYWORDS: Mapping[str, str] = {"id": "@id", "is": "@type", "graph": "@graph"}
"""Short names of JSON-LD's own words; `type` is a property of ours in other faces, so that `@type` is `is`."""

LINKS: frozenset[Value] = frozenset({"thing", "concept", "uri"})


@cache
def json_names() -> Mapping[str, str]:
    """Predicate → its name in JSON-LD. Where two would have the same one, the later in the table keeps its prefix."""
    taken = {*KEYWORDS, *PREFIXES, *(name.partition(":")[2] for name in all_classes())}
    found: dict[str, str] = {}
    for predicate in all_predicates():
        told = next((one.name for one in subjects(predicate) if one.name), predicate.partition(":")[2])
        name = told if told not in taken else predicate
        taken.add(name)
        found[predicate] = name
    return found


def make_context(base: str = HOME) -> dict[str, Any]:
    """The context, as JSON has it: `{"@context": {…}}`.

    Numbers with a fraction are to be written as texts (`"confidence": "0.93"`), since JSON-LD takes a JSON number with
    a fraction for a double, whatever the context says.

    Args:
        base: Base of the data's URIs; ids are told relative to `base` + `id/`.
    """
    made: dict[str, Any] = {"@version": 1.1, "@base": f"{base}id/", **PREFIXES, **KEYWORDS}
    seen: set[str] = set()
    for name in sorted(all_classes(), key=lambda name: not name.startswith("wm:")):
        short = name.partition(":")[2]
        if short not in seen:
            made[short] = name
            seen.add(short)
    for predicate, name in json_names().items():
        if name != predicate:
            made[name] = _definition(predicate)
        elif len(told := _definition(predicate)) > 1:
            made[name] = told
    return {"@context": made}


def _definition(predicate: str) -> dict[str, Any]:
    said = subjects(predicate)
    if predicate in STRUCTURE and not said:
        return {"@id": predicate, **_coercion((STRUCTURE_VALUES[predicate],)), "@container": "@set"}
    values: tuple[Value, ...] = tuple({value for one in said for value in one.values})
    made: dict[str, Any] = {"@id": predicate, **_coercion(values)}
    if any(one.many for one in said):
        made["@container"] = "@set"
    return made


def _coercion(values: tuple[Value, ...]) -> dict[str, str]:
    if LINKS.issuperset(values):
        return {"@type": "@id"}
    if len(values) != 1:
        return {}
    (value,) = values
    if value == "english":
        return {"@language": "en"}
    return {"@type": DATATYPES[value]} if value in DATATYPES else {}
