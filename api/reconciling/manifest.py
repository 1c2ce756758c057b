"""What the service says of itself: where things are, what may be asked, what may be fetched."""

from __future__ import annotations

from typing import Any, Final

from api.reconciling.questions import MOST_QUESTIONS, PROPERTIES, TYPES
from graph.rdf.namespaces import HOME

VERSIONS: Final = ["0.1", "0.2"]
IDENTIFIER_SPACE: Final = HOME + "id/"
SCHEMA_SPACE: Final = HOME + "ns#"
"""Ids of actors and names of types continue these, as in RDF."""

WIDTH, HEIGHT = 420, 260
"""Of a preview, in pixels."""

FETCHED: Final[dict[str, str]] = {
    "label": "Label",
    "names": "Names",
    "kind": "Kind",
    "born": "Born",
    "died": "Died",
    "wikidata": "Wikidata",
    "viaf": "VIAF",
    "links": "Links",
    "states": "States",
    "offices": "Offices",
}
"""Properties that a column can be filled with: id → name."""

ON: Final = "on"
"""The one setting of a property: the day of which offices and their states are told."""


def manifest(base: str, release: str) -> dict[str, Any]:
    """The service manifest.

    Args:
        base: Address of the server.
        release: Version of whomet.
    """
    service = {"service_url": base}
    return {
        "versions": VERSIONS,
        "name": "whomet",
        "identifierSpace": IDENTIFIER_SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "serviceVersion": release,
        "documentation": f"{base}/docs",
        "batchSize": MOST_QUESTIONS,
        "defaultTypes": [{"id": name, "name": name} for name in TYPES.values()],
        "view": {"url": f"{base}/actors/{{{{id}}}}"},
        "preview": {"url": f"{base}/reconcile/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            what: service | {"service_path": f"/reconcile/suggest/{what}"} for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": service | {"service_path": "/reconcile/extend"},
            "property_settings": [
                {
                    "name": ON,
                    "label": "On the day",
                    "type": "text",
                    "default": "",
                    "help_text": "Offices and states as of that day, month or year (2025-11-26, 2025-11, 2025); "
                    "all of them where it is empty.",
                }
            ],
        },
    }


def suggest_types(prefix: str) -> list[dict[str, str]]:
    """Types whose names begin so."""
    found = (name for name in TYPES.values() if name.casefold().startswith(prefix.strip().casefold()))
    return [{"id": name, "name": name} for name in found]


def suggest_properties(prefix: str) -> list[dict[str, str]]:
    """Properties that a question may tell, whose ids or names begin so."""
    wanted = prefix.strip().casefold()
    return [
        {"id": pid, "name": name, "description": meaning}
        for pid, (name, meaning) in PROPERTIES.items()
        if pid.startswith(wanted) or name.casefold().startswith(wanted)
    ]


def proposed(type_: str | None, limit: int | None) -> dict[str, Any]:
    """Properties that can be fetched for entities of a type; all types have the same."""
    properties = [{"id": pid, "name": name} for pid, name in FETCHED.items()]
    found: dict[str, Any] = {"properties": properties[:limit], "type": type_}
    return found if limit is None else found | {"limit": limit}
