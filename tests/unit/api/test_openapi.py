"""The OpenAPI document: valid, complete, and made from the catalogue."""

from __future__ import annotations

from typing import Any

import pytest
from openapi_spec_validator import validate

from api.app import create_app
from graph.settings import Settings
from queries.catalogue import Query, load_catalogue

FIXED = [
    "/queries",
    "/actors",
    "/actors/{id}",
    "/events/{id}",
    "/claims/{id}",
    "/documents/{id}",
    "/id/{path}",
    "/scheme/{path}",
    "/graph/{path}",
    "/data/{path}",
    "/.well-known/void",
    "/export",
    "/np/{id}",
    "/ns",
    "/context.jsonld",
    "/sparql",
    "/reconcile",
    "/reconcile/suggest/entity",
    "/reconcile/suggest/property",
    "/reconcile/suggest/type",
    "/reconcile/extend",
    "/reconcile/preview",
    "/ingest",
    "/healthz",
    "/readyz",
]
QUERIES = list(load_catalogue())


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document as /openapi.json serves it."""
    return create_app(Settings()).openapi()


def test_document_is_valid(document: dict[str, Any]) -> None:
    """It follows OpenAPI 3.1, so that clients can be generated from it."""
    validate(document)


def test_paths_are_pinned(document: dict[str, Any]) -> None:
    """No route appears or goes unnoticed."""
    assert list(document["paths"]) == [*FIXED, *(f"/queries/{name}" for name in load_catalogue().names)]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_query_is_an_operation(document: dict[str, Any], query: Query) -> None:
    """Each canned query has its own operation with all its parameters and columns."""
    operation = document["paths"][f"/queries/{query.name}"]["get"]
    assert operation["operationId"] == query.name
    assert [one["name"] for one in operation["parameters"]] == [*(one.name for one in query.parameters), "format"]
    assert {one["name"] for one in operation["parameters"] if one["required"]} == {
        one.name for one in query.parameters if one.required
    }
    rows = operation["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["rows"]
    assert list(rows["items"]["properties"]) == [one.name for one in query.returns]


def test_types_of_parameters_are_told(document: dict[str, Any]) -> None:
    """Closed lists are enumerations, several values an array, defaults are given."""
    parameters = {one["name"]: one for one in document["paths"]["/queries/who_met_whom"]["get"]["parameters"]}
    assert parameters["person"]["required"]
    assert parameters["type"]["schema"]["type"] == "array"
    assert "meet" in parameters["type"]["schema"]["items"]["enum"]
    assert parameters["modality"]["schema"]["default"] == ["occurred"]
    assert parameters["limit"]["schema"]["minimum"] == 1
    assert parameters["as_of"]["schema"]["format"] == "date"


def test_every_operation_tells_its_errors(document: dict[str, Any]) -> None:
    """Every operation may answer with a problem, and only in that shape."""
    for path in document["paths"].values():
        for operation in path.values():
            problem = operation["responses"]["422"]["content"]
            assert list(problem) == ["application/problem+json"]
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_every_parameter_is_described(document: dict[str, Any]) -> None:
    """Nobody has to guess what a parameter means."""
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for one in operation.get("parameters", []):
                assert one.get("description") or one["name"] in {"id", "path"}, (path, one["name"])


def test_sending_reports_needs_a_key_and_a_body(document: dict[str, Any]) -> None:
    """A generated client knows what to send: the key in its header, and every field of a report."""
    operation = document["paths"]["/ingest"]["post"]
    assert operation["security"] == [{"key": []}]
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    sent = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]["documents"]["items"]
    assert sent["required"] == ["text", "published"]
    assert all(one.get("description") for one in sent["properties"].values())
